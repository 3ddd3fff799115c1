//! "early", "late", "earlier this": what a modifier leaves of an interval.

use dateline_model::{Grain, TimeRange};

use crate::anchors::Anchors;
use crate::calendar::{Unit, midnight};
use crate::form::{Base, Form};
use crate::timex::Modifier;

/// The interval cut to what the modifier leaves of it.
pub(super) fn narrowed(range: TimeRange, form: &Form, anchors: &Anchors) -> TimeRange {
    let Some(modifier) = form.modifier else { return range };
    if form.part.is_some() || form.clock.is_some() || matches!(form.base, Base::Length { .. }) {
        return range;
    }
    let days = i64::from(range.days());
    if days == 1 {
        return part_of_day(range, modifier);
    }
    let third = (days / 3).max(1);
    let day = |n: i64| Unit::Day.shift(range.start(), n);
    let published =
        anchors.published_day().map(midnight).filter(|day| !anchors.narrates && *day > range.start());
    let (start, end) = match modifier {
        _ if days < 3 => return range,
        Modifier::Start => (Some(range.start()), day(third)),
        Modifier::Mid => (day(third), day(days - third)),
        Modifier::End => (day(days - third), Some(range.end())),
        Modifier::Before => (Some(range.start()), published),
        Modifier::After => (published, Some(range.end())),
        _ => return range,
    };
    let cut = start.zip(end).and_then(|(start, end)| TimeRange::new(start, end, range.grain()));
    cut.filter(|cut| cut.end() <= range.end()).unwrap_or(range)
}

/// "early Friday" ends at 09:00, "late on Friday" begins at 17:00.
fn part_of_day(range: TimeRange, modifier: Modifier) -> TimeRange {
    let hour = |n: i64| Unit::Hour.shift(range.start(), n);
    let (start, end) = match modifier {
        Modifier::Start => (Some(range.start()), hour(9)),
        Modifier::Mid => (hour(9), hour(17)),
        Modifier::End => (hour(17), Some(range.end())),
        _ => return range,
    };
    start.zip(end).and_then(|(start, end)| TimeRange::new(start, end, Grain::PartOfDay)).unwrap_or(range)
}
