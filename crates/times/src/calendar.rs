//! Calendar units: from a point to its TIMEX3 value, its interval, and its neighbours.

use dateline_model::{Grain, TimeRange};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit with this number in the table of words.
    pub(crate) fn of_code(code: i32) -> Option<Self> {
        Some(match code {
            1 => Self::Second,
            2 => Self::Minute,
            3 => Self::Hour,
            4 => Self::Day,
            5 => Self::Week,
            6 => Self::Month,
            7 => Self::Year,
            8 => Self::Decade,
            9 => Self::Century,
            10 => Self::Quarter,
            11 => Self::Weekend,
            12 => Self::Fortnight,
            13 => Self::Millennium,
            _ => return None,
        })
    }

    /// How a length of `count` units is written.
    pub(crate) fn length(self, count: &str) -> String {
        match self {
            Self::Second => format!("PT{count}S"),
            Self::Minute => format!("PT{count}M"),
            Self::Hour => format!("PT{count}H"),
            Self::Day => format!("P{count}D"),
            Self::Weekend => format!("P{count}WE"),
            Self::Week => format!("P{count}W"),
            Self::Fortnight => match count.parse::<u32>() {
                Ok(n) => format!("P{}W", n.saturating_mul(2)),
                Err(_) => format!("P{count}W"),
            },
            Self::Month => format!("P{count}M"),
            Self::Quarter => format!("P{count}Q"),
            Self::Year => format!("P{count}Y"),
            Self::Decade => format!("P{count}DE"),
            Self::Century => format!("P{count}CE"),
            Self::Millennium => format!("P{count}ML"),
        }
    }

    /// `from` moved by `n` units; `None` outside the calendar.
    pub(crate) fn shift(self, from: DateTime, n: i64) -> Option<DateTime> {
        let n = if n.abs() < 100_000 { n } else { return None };
        let span = match self {
            Self::Second => n.seconds(),
            Self::Minute => n.minutes(),
            Self::Hour => n.hours(),
            Self::Day => n.days(),
            Self::Weekend | Self::Week => n.try_weeks_checked()?,
            Self::Fortnight => (2 * n).try_weeks_checked()?,
            Self::Month => n.try_months_checked()?,
            Self::Quarter => (3 * n).try_months_checked()?,
            Self::Year => n.try_years_checked()?,
            Self::Decade => (10 * n).try_years_checked()?,
            Self::Century => (100 * n).try_years_checked()?,
            Self::Millennium => (1000 * n).try_years_checked()?,
        };
        from.checked_add(span).ok()
    }
}

/// Spans within what the calendar can hold.
trait Checked {
    fn try_weeks_checked(self) -> Option<jiff::Span>;
    fn try_months_checked(self) -> Option<jiff::Span>;
    fn try_years_checked(self) -> Option<jiff::Span>;
}

impl Checked for i64 {
    fn try_weeks_checked(self) -> Option<jiff::Span> {
        jiff::Span::new().try_weeks(self).ok()
    }

    fn try_months_checked(self) -> Option<jiff::Span> {
        jiff::Span::new().try_months(self).ok()
    }

    fn try_years_checked(self) -> Option<jiff::Span> {
        jiff::Span::new().try_years(self).ok()
    }
}

/// A season; winter begins in December of its year, as in ISO 8601-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The season with this number in the table of words.
    pub(crate) fn of_code(code: i32) -> Option<Self> {
        Some(match code {
            1 => Self::Spring,
            2 => Self::Summer,
            3 => Self::Autumn,
            4 => Self::Winter,
            _ => return None,
        })
    }

    /// Its name in a value.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first month.
    pub(crate) const fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }

    /// The season a month lies in.
    pub(crate) const fn of_month(month: i8) -> Self {
        match month {
            3..=5 => Self::Spring,
            6..=8 => Self::Summer,
            9..=11 => Self::Autumn,
            _ => Self::Winter,
        }
    }
}

/// One unit of the calendar. Years are astronomical: 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    Day(Date),
    /// Begins on this Saturday.
    Weekend(Date),
    /// Begins on this Monday.
    Week(Date),
    Month(i16, i8),
    Season(i16, Season),
    Quarter(i16, i8),
    Half(i16, i8),
    Year(i16),
    /// 199 for the 1990s.
    Decade(i16),
    /// 19 for the twentieth century; -8 for the ninth century BC.
    Century(i16),
}

impl Point {
    /// The unit of the calendar that `date` lies in; days for what is shorter.
    pub(crate) fn of(unit: Unit, date: Date) -> Self {
        let year = date.year();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(date),
            Unit::Weekend => Self::Weekend(saturday_of(date)),
            Unit::Week | Unit::Fortnight => Self::Week(monday_of(date)),
            Unit::Month => Self::Month(year, date.month()),
            Unit::Quarter => Self::Quarter(year, (date.month() - 1) / 3 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century | Unit::Millennium => Self::Century(year.div_euclid(100)),
        }
    }

    /// The same unit `n` further on.
    pub(crate) fn shift(self, n: i64) -> Option<Self> {
        let small = i16::try_from(n).ok()?;
        let days = |date: Date, n: i64| date.checked_add(jiff::Span::new().try_days(n).ok()?).ok();
        Some(match self {
            Self::Day(date) => Self::Day(days(date, n)?),
            Self::Weekend(date) => Self::Weekend(days(date, 7 * n)?),
            Self::Week(date) => Self::Week(days(date, 7 * n)?),
            Self::Month(year, month) => {
                let months = i64::from(year) * 12 + i64::from(month) - 1 + n;
                Self::Month(
                    i16::try_from(months.div_euclid(12)).ok()?,
                    i8::try_from(months.rem_euclid(12) + 1).ok()?,
                )
            }
            Self::Quarter(year, quarter) => {
                let quarters = i64::from(year) * 4 + i64::from(quarter) - 1 + n;
                Self::Quarter(
                    i16::try_from(quarters.div_euclid(4)).ok()?,
                    i8::try_from(quarters.rem_euclid(4) + 1).ok()?,
                )
            }
            Self::Season(year, season) => Self::Season(year.checked_add(small)?, season),
            Self::Half(year, half) => Self::Half(year.checked_add(small)?, half),
            Self::Year(year) => Self::Year(year.checked_add(small)?),
            Self::Decade(decade) => Self::Decade(decade.checked_add(small)?),
            Self::Century(century) => Self::Century(century.checked_add(small)?),
        })
    }

    /// First day, and first day after; `None` outside the calendar.
    pub(crate) fn days(self) -> Option<(Date, Date)> {
        let after = |date: Date, days: i32| date.checked_add(days.days()).ok();
        match self {
            Self::Day(date) => Some((date, after(date, 1)?)),
            Self::Weekend(date) => Some((date, after(date, 2)?)),
            Self::Week(date) => Some((date, after(date, 7)?)),
            Self::Month(year, month) => months(year, month, 1),
            Self::Season(year, season) => months(year, season.first_month(), 3),
            Self::Quarter(year, quarter) => months(year, quarter.checked_mul(3)? - 2, 3),
            Self::Half(year, half) => months(year, half.checked_mul(6)? - 5, 6),
            Self::Year(year) => months(year, 1, 12),
            Self::Decade(decade) => months(decade.checked_mul(10)?, 1, 120),
            Self::Century(century) => months(century.checked_mul(100)?, 1, 1200),
        }
    }

    /// First day of the unit.
    pub(crate) fn first(self) -> Option<Date> {
        self.days().map(|(first, _)| first)
    }

    /// The year it begins in.
    pub(crate) fn year(self) -> Option<i16> {
        self.first().map(Date::year)
    }

    /// How fine it is.
    pub(crate) const fn grain(self) -> Grain {
        match self {
            Self::Day(_) => Grain::Day,
            Self::Weekend(_) => Grain::Days,
            Self::Week(_) => Grain::Week,
            Self::Month(..) => Grain::Month,
            Self::Season(..) | Self::Quarter(..) => Grain::Quarter,
            Self::Half(..) | Self::Year(_) => Grain::Year,
            Self::Decade(_) | Self::Century(_) => Grain::Decade,
        }
    }

    /// Its interval.
    pub(crate) fn range(self) -> Option<TimeRange> {
        let (first, after) = self.days()?;
        TimeRange::new(midnight(first), midnight(after), self.grain())
    }

    /// Its TIMEX3 value.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Day(date) => {
                format!("{}-{:02}-{:02}", year_value(date.year()), date.month(), date.day())
            }
            Self::Weekend(date) => format!("{}-WE", week_value(date)),
            Self::Week(date) => week_value(date),
            Self::Month(year, month) => format!("{}-{month:02}", year_value(year)),
            Self::Season(year, season) => format!("{}-{}", year_value(year), season.code()),
            Self::Quarter(year, quarter) => format!("{}-Q{quarter}", year_value(year)),
            Self::Half(year, half) => format!("{}-H{half}", year_value(year)),
            Self::Year(year) => year_value(year),
            Self::Decade(decade) if decade < 0 => format!("BC{:03}", -decade - 1),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) if century < 0 => format!("BC{:02}", -century - 1),
            Self::Century(century) => format!("{century:02}"),
        }
    }
}

/// Midnight at the beginning of `date`.
pub(crate) fn midnight(date: Date) -> DateTime {
    date.to_datetime(jiff::civil::Time::midnight())
}

/// The first date with this week day on or before `date` (`step` -1) or on or after it (`step` 1).
pub(crate) fn weekday_near(date: Date, weekday: i8, step: i64) -> Option<Date> {
    let here = i64::from(date.weekday().to_monday_one_offset());
    let ahead = (i64::from(weekday) - here).rem_euclid(7);
    let days = if step < 0 && ahead > 0 { ahead - 7 } else { ahead };
    date.checked_add(days.days()).ok()
}

fn monday_of(date: Date) -> Date {
    weekday_near(date, Weekday::Monday.to_monday_one_offset(), -1).unwrap_or(date)
}

fn saturday_of(date: Date) -> Date {
    monday_of(date).checked_add(5.days()).unwrap_or(date)
}

fn months(year: i16, month: i8, n: i32) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.checked_add(n.months()).ok()?))
}

fn year_value(year: i16) -> String {
    if year <= 0 { format!("BC{:04}", 1 - i32::from(year)) } else { format!("{year:04}") }
}

fn week_value(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{}-W{:02}", year_value(week.year()), week.week())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn values_follow_timex3() {
        assert_eq!(Point::Day(date(2016, 12, 6)).value(), "2016-12-06");
        assert_eq!(Point::of(Unit::Week, date(2016, 12, 16)).value(), "2016-W50");
        assert_eq!(Point::of(Unit::Weekend, date(2016, 12, 16)).value(), "2016-W50-WE");
        assert_eq!(Point::Decade(199).value(), "199");
        assert_eq!(Point::Year(-263).value(), "BC0264");
        assert_eq!(Point::Century(-9).value(), "BC08");
    }

    #[test]
    fn units_move_over_the_turn_of_the_year() {
        assert_eq!(Point::Month(2016, 12).shift(1), Some(Point::Month(2017, 1)));
        assert_eq!(Point::Quarter(2017, 1).shift(-1), Some(Point::Quarter(2016, 4)));
    }

    #[test]
    fn every_interval_starts_before_it_ends() {
        for unit in
            [Unit::Day, Unit::Weekend, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Century]
        {
            let range = Point::of(unit, date(2016, 2, 29)).range().unwrap();
            assert!(range.start() < range.end(), "{unit:?}");
        }
    }

    #[test]
    fn beyond_the_calendar_there_is_nothing() {
        assert_eq!(Point::Year(9999).range(), None);
        assert_eq!(Unit::Century.shift(midnight(date(2016, 1, 1)), 9_999), None);
    }

    #[test]
    fn week_days_before_and_after() {
        let friday = date(2016, 12, 16);
        assert_eq!(weekday_near(friday, 4, -1), Some(date(2016, 12, 15)));
        assert_eq!(weekday_near(friday, 5, -1), Some(friday));
        assert_eq!(weekday_near(friday, 1, 1), Some(date(2016, 12, 19)));
    }
}
