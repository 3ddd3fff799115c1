//! When: intervals with a grain.

use jiff::civil::DateTime;

use crate::names::names;
use crate::span::Span;

names! {
    /// How finely a time is known.
    pub enum Grain {
        /// To the minute.
        Minute = "minute",
        /// To the hour.
        Hour = "hour",
        /// To a part of the day: morning, evening, night.
        PartOfDay = "part_of_day",
        /// To the day.
        Day = "day",
        /// A few days: a weekend, "11 to 13 December".
        Days = "days",
        /// To the week.
        Week = "week",
        /// To the month, or to a part of it.
        Month = "month",
        /// To the quarter or season.
        Quarter = "quarter",
        /// To the year, or to a part of it.
        Year = "year",
        /// Longer than a year.
        Decade = "decade",
    }
}

names! {
    /// What a time was anchored at.
    pub enum Anchor {
        /// Nothing: the words tell all.
        Explicit = "explicit",
        /// The publication date of the report.
        Published = "published",
        /// A time named earlier in the report.
        Earlier = "earlier",
        /// Another event ("two days after the attack").
        Event = "event",
    }
}

names! {
    /// Whether the words could be turned into an interval.
    pub enum TimeStatus {
        /// They could.
        Resolved = "resolved",
        /// They name a time that cannot be told: nothing to anchor it at, or too vague ("recently").
        Unspecified = "unspecified",
        /// They name a time long before the report's own events ("in 1982").
        Historical = "historical",
    }
}

/// A half-open interval of civil time.
///
/// Invariant, kept by [`TimeRange::new`]: `start < end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeRange {
    start: DateTime,
    end: DateTime,
    grain: Grain,
}

impl TimeRange {
    /// The interval `[start, end)`, or `None` when it is empty or reversed.
    #[must_use]
    pub fn new(start: DateTime, end: DateTime, grain: Grain) -> Option<Self> {
        (start < end).then_some(Self { start, end, grain })
    }

    /// First moment of the interval, on the local clock of the place or report.
    #[must_use]
    pub fn start(self) -> DateTime {
        self.start
    }

    /// First moment after the interval.
    #[must_use]
    pub fn end(self) -> DateTime {
        self.end
    }

    /// How finely it is known.
    #[must_use]
    pub fn grain(self) -> Grain {
        self.grain
    }

    /// Whether the two share a moment.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The precision code `date_prec` of the UCDP GED codebook: 1 day, 2 two to six days, 3 week, 4 month,
    /// 5 up to a year and beyond.
    #[must_use]
    pub fn ucdp_date_prec(self) -> u8 {
        let days = self.days();
        match days {
            0..=1 => 1,
            2..=6 => 2,
            7 => 3,
            8..=31 => 4,
            _ => 5,
        }
    }

    /// The code `time_precision` of the ACLED codebook: 1 day, 2 week or weekend, 3 month.
    #[must_use]
    pub fn acled_time_precision(self) -> u8 {
        match self.days() {
            0..=1 => 1,
            2..=7 => 2,
            _ => 3,
        }
    }

    /// Number of civil days the interval touches, at least 1.
    #[must_use]
    pub fn days(self) -> u32 {
        let last = self.end.date();
        let whole = self.end.time() == jiff::civil::Time::midnight();
        let days = (last - self.start.date()).get_days() + i32::from(!whole);
        u32::try_from(days).unwrap_or(1).max(1)
    }
}

/// When a claimed event happened, as far as the report tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTime {
    /// The interval; `None` stays unknown.
    pub range: Option<TimeRange>,
    /// What it was anchored at.
    pub anchor: Anchor,
    /// Whether and how it was resolved.
    pub status: TimeStatus,
    /// The time in the notation of TIMEX3 (ISO 8601 and its extensions), if it has one.
    pub value: Option<String>,
    /// Minutes east of UTC of the clock the interval is told on, if the text tells.
    pub offset_minutes: Option<i16>,
    /// The words; empty when the time was taken from the report's date because the text gives none.
    pub spans: Vec<Span>,
}
