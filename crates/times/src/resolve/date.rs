//! Dates and week days: the year or week that is not named.

use dateline_model::Anchor;
use jiff::civil::Date;

use super::{Placed, anchor_of, year_of};
use crate::anchors::Anchors;
use crate::calendar::{Point, weekday_near};
use crate::form::{DateForm, From, Step};
use crate::tense::Tense;
use crate::timex::TimexKind;

pub(super) fn place_date(date: DateForm, anchors: &Anchors, look: impl Fn() -> Tense) -> Placed {
    if let DateForm { month: None, day: Some(day), year: None, .. } = date {
        return place_day(day, anchors);
    }
    let (year, anchor) = match (date.year, year_of(date.year_step, anchors)) {
        (Some(year), _) if date.short_year => (Some(nearest_century(year, anchors)), Anchor::Explicit),
        (Some(year), _) => (Some(year), Anchor::Explicit),
        (None, Some((year, anchor))) => (Some(year), anchor),
        (None, None) => match nearest_year(date, anchors, look) {
            Some((year, anchor)) => (Some(year), anchor),
            None => (None, if anchors.narrates { Anchor::Earlier } else { Anchor::Published }),
        },
    };
    let point = match (year, date.month, date.day) {
        (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok().map(Point::Day),
        (Some(year), Some(month), None) => Some(Point::Month(year, month)),
        (Some(year), None, _) => Some(Point::Year(year)),
        _ => None,
    };
    match point {
        Some(point) => Placed::at(point, anchor),
        None => Placed::unknown(TimexKind::Date, unknown_date(year, date), anchor),
    }
}

/// "the 20th": of the month that is spoken of.
fn place_day(day: i8, anchors: &Anchors) -> Placed {
    let found = anchors.origin(From::Mention).and_then(|(origin, anchor)| {
        let date = origin.date();
        Some((Date::new(date.year(), date.month(), day).ok()?, anchor))
    });
    match found {
        Some((date, anchor)) => Placed::at(Point::Day(date), anchor),
        None => Placed::unknown(TimexKind::Date, format!("XXXX-XX-{day:02}"), Anchor::Earlier),
    }
}

/// A year told by two digits, in the century that brings it nearest to what is spoken of.
fn nearest_century(year: i16, anchors: &Anchors) -> i16 {
    let Some((origin, _)) = anchors.origin(From::Speech) else { return year };
    let here = origin.date().year();
    let digits = year.rem_euclid(100);
    let century = here.div_euclid(100) * 100;
    let candidates = [century - 100 + digits, century + digits, century + 100 + digits];
    candidates.into_iter().min_by_key(|candidate| (candidate - here).abs()).unwrap_or(year)
}

/// The value of a date whose year is not known, or that is not in the calendar.
fn unknown_date(year: Option<i16>, date: DateForm) -> String {
    let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year,
    }
}

/// The year of a month or day that comes without one.
fn nearest_year(date: DateForm, anchors: &Anchors, look: impl Fn() -> Tense) -> Option<(i16, Anchor)> {
    let month = date.month?;
    if anchors.narrates {
        let year = year_in_narration(month, anchors.mention?)?;
        return Some((anchors.outvoted(year), Anchor::Earlier));
    }
    let published = anchors.published_day()?;
    let here = (published.month(), published.day());
    let day = date.day.unwrap_or(if month == here.0 { here.1 } else { 15 });
    let months_ahead = (i16::from(month) - i16::from(here.0)).rem_euclid(12);
    let days_ahead = months_ahead * 30 + i16::from(day) - i16::from(here.1);
    let ahead = match (look(), date.day) {
        (Tense::Past, Some(_)) => days_ahead <= AHEAD_PAST,
        (Tense::Past, None) => months_ahead == 0,
        (Tense::Unknown, Some(_)) => days_ahead <= AHEAD_UNKNOWN,
        (Tense::Unknown, None) => months_ahead <= 2,
        (Tense::Future, _) => days_ahead <= AHEAD_FUTURE,
    };
    let passed = (month, day) < here;
    let year = match (ahead, passed) {
        (true, true) if months_ahead > 0 => published.year() + 1,
        (false, false) => published.year() - 1,
        _ => published.year(),
    };
    Some((year, Anchor::Published))
}

/// A day without a year lies ahead when it does by no more than so many days and the clause looks back: a report
/// of October that means December of the year before says so.
const AHEAD_PAST: i16 = 60;

/// The same where the tense is not known.
const AHEAD_UNKNOWN: i16 = 180;

/// The same where the clause looks ahead.
const AHEAD_FUTURE: i16 = 300;

/// How many months a narration steps back before an earlier month is taken as one of the next year.
const STEPS_BACK: i16 = 7;

/// The year of a month in a narration: that of the last mention, or the next when the month is far behind it.
fn year_in_narration(month: i8, mention: Point) -> Option<i16> {
    let first = mention.first()?;
    let coarse = matches!(mention, Point::Year(_) | Point::Decade(_) | Point::Century(_) | Point::Half(..));
    let back = i16::from(first.month()) - i16::from(month);
    Some(if !coarse && back >= STEPS_BACK { first.year() + 1 } else { first.year() })
}

/// "last May": the latest that lies wholly before; "next May": the first that begins after; "this May": of this year.
pub(super) fn place_month(month: i8, step: Step, anchors: &Anchors) -> Placed {
    let Some((origin, anchor)) = anchors.origin(step.from) else {
        return Placed::unknown(TimexKind::Date, format!("XXXX-{month:02}"), anchor_of(step.from));
    };
    let year = origin.date().year();
    let year = match step.n {
        n if n < 0 && month >= origin.date().month() => year - 1,
        n if n > 0 && month <= origin.date().month() => year + 1,
        _ => year,
    };
    Placed::at(Point::Month(year, month), anchor)
}

pub(super) fn place_weekday(
    weekday: i8,
    step: Option<Step>,
    anchors: &Anchors,
    look: impl Fn() -> Tense,
) -> Placed {
    let from = step.map_or(From::Speech, |step| step.from);
    let unknown = || Placed::unknown(TimexKind::Date, format!("XXXX-WXX-{weekday}"), anchor_of(from));
    let Some((origin, anchor)) = anchors.origin(from) else { return unknown() };
    let day = origin.date();
    let next = |day: Date| weekday_near(day.tomorrow().ok()?, weekday, 1);
    let last = |day: Date| weekday_near(day.yesterday().ok()?, weekday, -1);
    let found = match step.map(|step| step.n) {
        Some(n) if n > 0 => next(day),
        Some(n) if n < 0 => last(day),
        _ if anchors.narrates => weekday_near(day, weekday, 1),
        Some(_) => match look() {
            Tense::Past => weekday_near(day, weekday, -1),
            _ => weekday_near(day, weekday, 1),
        },
        None => match look() {
            Tense::Future => weekday_near(day, weekday, 1),
            _ => weekday_near(day, weekday, -1),
        },
    };
    found.map_or_else(unknown, |day| Placed::at(Point::Day(day), anchor))
}
