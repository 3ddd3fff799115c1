//! Times as people write them: a day, a stretch of days, a month, a year, a moment.

use dateline_model::{Grain, TimeRange};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

/// What can be written, for messages.
pub(crate) const FORMS: &str = "write a day as 2016-12-16, days as 2016-12-11/2016-12-13, a month as 2016-12, a year as 2016, an hour as \
     2016-12-16T14, a minute as 2016-12-16T14:30, or unknown";

/// The interval that `text` names, or `None`.
pub(crate) fn parse(text: &str) -> Option<TimeRange> {
    if let Some((first, last)) = text.split_once('/') {
        let (first, last) = (first.parse::<Date>().ok()?, last.parse::<Date>().ok()?);
        let grain = if first == last { Grain::Day } else { Grain::Days };
        return TimeRange::new(midnight(first), midnight(last.tomorrow().ok()?), grain);
    }
    if let Some((day, clock)) = text.split_once(['T', ' ']) {
        let (hour, minute) = clock.split_once(':').unwrap_or((clock, ""));
        let start = day.parse::<Date>().ok()?.at(0, 0, 0, 0);
        let hour =
            start.checked_add(hour.parse::<i64>().ok().filter(|it| (0..24).contains(it))?.hours()).ok()?;
        if minute.is_empty() {
            return TimeRange::new(hour, hour.checked_add(1.hours()).ok()?, Grain::Hour);
        }
        let minute = minute.parse::<i64>().ok().filter(|it| (0..60).contains(it))?;
        let start = hour.checked_add(minute.minutes()).ok()?;
        return TimeRange::new(start, start.checked_add(1.minute()).ok()?, Grain::Minute);
    }
    let parts: Vec<&str> = text.split('-').collect();
    let first = |year: &str, month: &str| format!("{year:0>4}-{month}-01").parse::<Date>().ok();
    match parts.as_slice() {
        [year] if year.len() == 4 => {
            let start = first(year, "01")?;
            TimeRange::new(midnight(start), midnight(start.checked_add(1.year()).ok()?), Grain::Year)
        }
        [year, month] if month.len() == 2 => {
            let start = first(year, month)?;
            TimeRange::new(midnight(start), midnight(start.checked_add(1.month()).ok()?), Grain::Month)
        }
        [_, _, _] => {
            let day = text.parse::<Date>().ok()?;
            TimeRange::new(midnight(day), midnight(day.tomorrow().ok()?), Grain::Day)
        }
        _ => None,
    }
}

fn midnight(day: Date) -> DateTime {
    day.at(0, 0, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, Grain)>) {
        let found = parse(text).map(|it| (it.start().to_string(), it.end().to_string(), it.grain()));
        let expected = expected.map(|(start, end, grain)| (start.to_owned(), end.to_owned(), grain));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn times_are_as_fine_as_they_are_written() {
        check("2016-12-16", Some(("2016-12-16T00:00:00", "2016-12-17T00:00:00", Grain::Day)));
        check("2016-12-11/2016-12-13", Some(("2016-12-11T00:00:00", "2016-12-14T00:00:00", Grain::Days)));
        check("2016-12", Some(("2016-12-01T00:00:00", "2017-01-01T00:00:00", Grain::Month)));
        check("2016", Some(("2016-01-01T00:00:00", "2017-01-01T00:00:00", Grain::Year)));
        check("2016-12-16T14", Some(("2016-12-16T14:00:00", "2016-12-16T15:00:00", Grain::Hour)));
        check("2016-12-16 14:30", Some(("2016-12-16T14:30:00", "2016-12-16T14:31:00", Grain::Minute)));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "yesterday",
            "2016-13",
            "2016-02-30",
            "2016-12-13/2016-12-11",
            "16",
            "2016-12-16T25",
            "2016-1",
        ] {
            check(text, None);
        }
    }
}
