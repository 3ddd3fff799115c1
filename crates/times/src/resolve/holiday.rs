//! Holidays: which year's celebration is meant.

use dateline_model::{Anchor, Grain, TimeRange};
use dateline_tables::HolidayRule;
use jiff::civil::Date;

use super::{Placed, anchor_of};
use crate::anchors::Anchors;
use crate::calendar::{Point, Unit, midnight};
use crate::feasts::feast_near;
use crate::form::{From, Step};
use crate::tense::Tense;
use crate::timex::TimexKind;
use crate::words::Words;

pub(super) fn place_holiday(
    words: &Words<'_>,
    idx: i32,
    year: Option<i16>,
    step: Option<Step>,
    anchors: &Anchors,
    look: impl Fn() -> Tense,
) -> Placed {
    let unknown = |anchor| Placed::unknown(TimexKind::Date, "XXXX-XX-XX", anchor);
    let Some(rule) = words.lexicon.holiday(idx) else { return unknown(Anchor::Published) };
    let fixed = |year: i16| match rule {
        HolidayRule::Fixed(month, day) => {
            let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            Some((day, 1))
        }
        HolidayRule::Feast(name) => feast_near(name, Date::new(year, 1, 1).ok()?, 1),
    };
    let found = if let Some(year) = year {
        fixed(year).map(|first| (first, Anchor::Explicit))
    } else {
        let from = step.map_or(From::Speech, |step| step.from);
        let Some((origin, anchor)) = anchors.origin(from) else { return unknown(anchor_of(from)) };
        let ahead = match step.map(|step| step.n) {
            Some(n) => n > 0,
            None => anchors.narrates || look() == Tense::Future,
        };
        nearest_holiday(rule, origin.date(), ahead, fixed).map(|first| (first, anchor))
    };
    match found {
        Some(((first, days), anchor)) => over_days(first, days, anchor),
        None => unknown(Anchor::Published),
    }
}

/// The celebration on or before `day`, or on or after it.
fn nearest_holiday(
    rule: HolidayRule,
    day: Date,
    ahead: bool,
    fixed: impl Fn(i16) -> Option<(Date, i64)>,
) -> Option<(Date, i64)> {
    if let HolidayRule::Feast(name) = rule {
        return feast_near(name, day, if ahead { 1 } else { -1 });
    }
    let here = fixed(day.year())?;
    if ahead && here.0 < day {
        fixed(day.year() + 1)
    } else if !ahead && here.0 > day {
        fixed(day.year() - 1)
    } else {
        Some(here)
    }
}

/// A feast of several days: the value names its first day, the range covers all.
fn over_days(first: Date, days: i64, anchor: Anchor) -> Placed {
    let placed = Placed::at(Point::Day(first), anchor);
    let end = Unit::Day.shift(midnight(first), days);
    let grain = if days > 7 { Grain::Month } else { Grain::Days };
    match end.and_then(|end| TimeRange::new(midnight(first), end, grain)) {
        Some(range) if days > 1 => Placed { range: Some(range), ..placed },
        _ => placed,
    }
}
