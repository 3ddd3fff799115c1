//! What is found: a time expression with its value, its interval, and how both were reached.

use dateline_model::{Anchor, Note, Span, TimeRange, TimeStatus};

/// The four types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexKind {
    /// A calendar time of a day or longer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A time that repeats.
    Set,
}

impl TimexKind {
    /// The name TIMEX3 gives it, upper case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The attribute `mod` of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// "early 2015", "the beginning of".
    Start,
    /// "mid-March".
    Mid,
    /// "late 2015", "the end of".
    End,
    /// "about three days".
    Approx,
    /// "nearly three days".
    LessThan,
    /// "more than three days".
    MoreThan,
    /// "up to three days".
    EqualOrLess,
    /// "at least three days".
    EqualOrMore,
    /// "earlier this week".
    Before,
    /// "later this week".
    After,
}

impl Modifier {
    /// The name TIMEX3 gives it, upper case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
        }
    }
}

/// One time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands: bytes of the text given to [`crate::find_times`]; prepositions stay outside.
    pub span: Span,
    /// Its type.
    pub kind: TimexKind,
    /// Its value in the notation of TIMEX3: ISO 8601, with `X` for what is not known.
    pub value: String,
    /// How the words narrow or widen the value.
    pub modifier: Option<Modifier>,
    /// The interval it covers, if it can be told: for a date or time the time itself, for a duration the stretch
    /// when the words tie it to the calendar ("the past three days").
    pub range: Option<TimeRange>,
    /// The longer interval when it is one end of a stretch: "between 11 and 13 December", "Dec. 14-16", "since
    /// Friday" (up to publication).
    pub stretch: Option<TimeRange>,
    /// What it was anchored at.
    pub anchor: Anchor,
    /// Whether it could be turned into an interval.
    pub status: TimeStatus,
    /// Minutes east of UTC of the clock it is told on, when the text tells.
    pub offset_minutes: Option<i16>,
    /// What was noticed: a week day that is not that of its date.
    pub notes: Vec<Note>,
}

impl Timex {
    /// The interval an event at this time fell into: the stretch when there is one, otherwise the range.
    #[must_use]
    pub fn interval(&self) -> Option<TimeRange> {
        self.stretch.or(self.range)
    }
}
