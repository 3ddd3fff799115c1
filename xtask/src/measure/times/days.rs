//! Values of TIMEX3 as intervals of days.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The days that a value covers, half-open; `None` when the calendar does not anchor it (durations, sets, references,
/// years before our era) or it is no date. Seasons begin on the first of March, June, September and December.
pub(super) fn days(value: &str) -> Option<(Date, Date)> {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let parts: Vec<&str> = day.split('-').filter(|part| *part != "XX").collect();
    if !time.is_empty() && parts.len() < 3 {
        return None;
    }
    let (year, rest) = parts.split_first()?;
    let number: i16 = year.parse().ok().filter(|_| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    match (year.len(), rest) {
        (2, []) if number > 0 => years(number * 100, 100),
        (3, []) if number > 0 => years(number * 10, 10),
        (4, []) => years(number, 1),
        (4, [week, day @ ..]) if week.starts_with('W') && *week != "WI" => {
            in_week(number, week.get(1..)?, day.first().copied())
        }
        (4, [part]) => {
            part.parse().ok().map_or_else(|| named(number, part), |month| months(number, month, 1))
        }
        (4, [month, day]) => {
            let day = Date::new(number, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some((day, day.tomorrow().ok()?))
        }
        _ => None,
    }
}

fn years(first: i16, n: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(first + n, 1, 1).ok()?))
}

fn months(year: i16, month: i8, n: i64) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.checked_add(n.months()).ok()?))
}

/// "SP", "Q3", "H1".
fn named(year: i16, part: &str) -> Option<(Date, Date)> {
    let nth = |from: usize| part.get(from..)?.parse::<i8>().ok();
    match part {
        "SP" => months(year, 3, 3),
        "SU" => months(year, 6, 3),
        "FA" => months(year, 9, 3),
        "WI" => months(year, 12, 3),
        _ if part.starts_with('Q') => months(year, nth(1)? * 3 - 2, 3),
        _ if part.starts_with('H') => months(year, nth(1)? * 6 - 5, 6),
        _ => None,
    }
}

fn in_week(year: i16, week: &str, day: Option<&str>) -> Option<(Date, Date)> {
    let first = ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday).ok()?.date();
    let (skip, n) = match day {
        None => (0, 7),
        Some("WE") => (5, 2),
        Some(day) => (day.parse::<i64>().ok().filter(|day| (1..=7).contains(day))? - 1, 1),
    };
    let start = first.checked_add(skip.days()).ok()?;
    Some((start, start.checked_add(n.days()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_every_grain() {
        let check = |value: &str, want: &str| {
            let got = days(value).map_or("none".to_owned(), |(start, end)| format!("{start}..{end}"));
            assert_eq!(got, want, "{value}");
        };
        check("2016-12-16T23:34", "2016-12-16..2016-12-17");
        check("2016-12-XX", "2016-12-01..2017-01-01");
        check("2016-W50-WE", "2016-12-17..2016-12-19");
        check("2016-WI", "2016-12-01..2017-03-01");
        check("2016-H2", "2016-07-01..2017-01-01");
        check("199", "1990-01-01..2000-01-01");
        check("2016-12TNI", "none");
        check("P3D", "none");
        check("PAST_REF", "none");
        check("XXXX-12-12", "none");
    }
}
