//! Values in the words of the field, as the terminal shows them.

use console::Style;
use dateline_model::{Correction, CountRange, Grade, Grain, Review, SourceCount, TimeRange, Verdict};
use jiff::civil::{Date, DateTime};

/// A time as short as its grain allows: `2016-12-16 14:30`, `2016-12-16`, `2016-12-11/13`, `2016-12`, `2016`.
pub(crate) fn time(range: TimeRange) -> String {
    let day = day(range);
    match range.grain() {
        Grain::Minute | Grain::Hour | Grain::PartOfDay => {
            let (from, to) = (range.start().time(), range.end().time());
            let clock = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
            match range.grain() {
                Grain::PartOfDay => format!("{day} {}-{}", clock(from), clock(to)),
                _ => format!("{day} {}", clock(from)),
            }
        }
        _ => day,
    }
}

/// The days of a time: `2016-12-16`, `2016-12-11/13`, `2016-12`, `2016-10/12`, `2016`, `2010/2019`.
pub(crate) fn day(range: TimeRange) -> String {
    let first = range.start().date();
    let last = range.end().checked_sub(jiff::Span::new().nanoseconds(1)).map_or(first, DateTime::date);
    let whole_months = first.day() == 1 && last == last.last_of_month();
    let whole_years = whole_months && first.month() == 1 && last.month() == 12;
    let parts = |date: Date| {
        [format!("{:04}", date.year()), format!("{:02}", date.month()), format!("{:02}", date.day())]
    };
    let shown = if whole_years {
        1
    } else if whole_months {
        2
    } else {
        3
    };
    let (from, to) = (&parts(first)[..shown], &parts(last)[..shown]);
    // The end leaves out what it shares with the start.
    match (0..shown).find(|&at| from[at] != to[at]) {
        None => from.join("-"),
        Some(at) => format!("{}/{}", from.join("-"), to[at..].join("-")),
    }
}

/// A count, a dot where no claim tells one: unknown is not zero.
pub(crate) fn count(count: Option<CountRange>) -> String {
    count.map_or_else(|| "·".to_owned(), |count| count.to_string())
}

/// Independent roots, outlets, reports.
pub(crate) fn sources(count: SourceCount) -> String {
    format!("{}/{}/{}", count.roots, count.outlets, count.reports)
}

/// The name of an event type, or its key when the table does not know it.
pub(crate) fn event_type(key: &str) -> String {
    dateline_tables::event_type(key).map_or_else(|| plain(key), |row| row.name.to_owned())
}

/// A fixed name as words: `wire_agency` is "wire agency".
pub(crate) fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// What a verdict speaks of: ids of incidents and decisions, fields and values.
pub(crate) fn verdict(verdict: &Verdict) -> String {
    let ids = verdict.incidents().iter().map(|it| it.incident.to_string()).collect::<Vec<_>>();
    match verdict {
        Verdict::Correct(of, to) => format!("{}: {} to {}", of.incident, to.field(), correction(to)),
        Verdict::Split { stay, leave } => {
            let claims = if leave.len() == 1 { "claim" } else { "claims" };
            format!("{} {claims} out of {}", leave.len(), stay.incident)
        }
        Verdict::Undo(id) => id.to_string(),
        _ => ids.join(", "),
    }
}

/// The value of a correction.
pub(crate) fn correction(to: &Correction) -> String {
    let unknown = || "unknown".to_owned();
    match to {
        Correction::EventType(key) => key.to_string(),
        Correction::Means(means) => means.as_ref().map_or_else(unknown, ToString::to_string),
        Correction::Time(range) => range.map_or_else(unknown, time),
        Correction::Place(place) => place.as_ref().map_or_else(unknown, |place| place.name.clone()),
        Correction::Toll { count, .. } => count.map_or_else(unknown, |it| it.to_string()),
        Correction::Sides(_, sides) => sides.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join("; "),
    }
}

/// How the result of a review looks.
pub(crate) fn review_style(review: Review) -> Style {
    match review {
        Review::Open => Style::new(),
        Review::Accepted => Style::new().green(),
        Review::Rejected => Style::new().red(),
    }
}

/// How a grade looks.
pub(crate) fn grade_style(grade: Grade) -> Style {
    match grade {
        Grade::Confirmed => Style::new().green().bold(),
        Grade::Fair => Style::new().green(),
        Grade::Weak => Style::new().yellow(),
        Grade::Contested => Style::new().red(),
        Grade::Discounted => Style::new().dim(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(start: DateTime, end: DateTime, grain: Grain, expected: &str) {
        assert_eq!(time(TimeRange::new(start, end, grain).unwrap()), expected);
    }

    #[test]
    fn a_time_is_as_short_as_its_grain_allows() {
        let day = |y, m, d| date(y, m, d).at(0, 0, 0, 0);
        check(day(2016, 12, 16), day(2016, 12, 17), Grain::Day, "2016-12-16");
        check(day(2016, 12, 11), day(2016, 12, 14), Grain::Days, "2016-12-11/13");
        check(day(2016, 12, 30), day(2017, 1, 3), Grain::Days, "2016-12-30/2017-01-02");
        check(day(2016, 11, 29), day(2016, 12, 3), Grain::Days, "2016-11-29/12-02");
        check(day(2016, 12, 1), day(2017, 1, 1), Grain::Month, "2016-12");
        check(day(2016, 10, 1), day(2017, 1, 1), Grain::Quarter, "2016-10/12");
        check(day(2016, 1, 1), day(2017, 1, 1), Grain::Year, "2016");
        check(day(2010, 1, 1), day(2020, 1, 1), Grain::Decade, "2010/2019");
        let evening = date(2016, 12, 16).at(18, 0, 0, 0);
        check(evening, day(2016, 12, 17), Grain::PartOfDay, "2016-12-16 18:00-00:00");
        let minute = date(2016, 12, 16).at(14, 30, 0, 0);
        check(minute, date(2016, 12, 16).at(14, 31, 0, 0), Grain::Minute, "2016-12-16 14:30");
    }

    #[test]
    fn an_unknown_count_is_no_zero() {
        assert_eq!([count(None), count(Some(CountRange::exactly(0)))], ["·", "0"]);
    }
}
