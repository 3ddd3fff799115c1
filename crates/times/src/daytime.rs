//! Clock times and parts of the day, laid on a day.

use dateline_model::{Grain, TimeRange};

use crate::calendar::{Point, Unit, midnight};
use crate::form::{Base, Clock, Form, Part};
use crate::resolve::Placed;
use crate::timex::TimexKind;

/// `placed` with the clock time or part of the day of `form`.
pub(crate) fn with_time(form: &Form, placed: Placed) -> Placed {
    let kind = if placed.kind == TimexKind::Set { TimexKind::Set } else { TimexKind::Time };
    let day = match placed.point {
        Some(Point::Day(day)) => Some(day),
        _ => None,
    };
    if let Some(clock) = form.clock {
        let value = format!("{}T{}", day_value(&placed), clock_value(clock));
        let range = day.and_then(|day| clock_range(midnight(day), clock));
        return Placed { kind, range, value, ..placed };
    }
    if let Some(part) = form.part {
        let value = format!("{}T{}", day_value(&placed), part.code());
        let range = day.and_then(|day| part_range(midnight(day), part, form));
        return Placed { kind, range, value, ..placed };
    }
    placed
}

/// The value of the day, with `XX` for what is missing.
fn day_value(placed: &Placed) -> String {
    match placed.point {
        Some(Point::Month(..)) => format!("{}-XX", placed.value),
        Some(Point::Year(_)) => format!("{}-XX-XX", placed.value),
        _ => placed.value.clone(),
    }
}

fn clock_value(clock: Clock) -> String {
    format!("{:02}:{:02}", clock.minutes / 60, clock.minutes % 60)
}

fn clock_range(day: jiff::civil::DateTime, clock: Clock) -> Option<TimeRange> {
    let start = Unit::Minute.shift(day, i64::from(clock.minutes))?;
    let (grain, minutes) = if clock.fine { (Grain::Minute, 1) } else { (Grain::Hour, 60) };
    TimeRange::new(start, Unit::Minute.shift(start, minutes)?, grain)
}

fn part_range(day: jiff::civil::DateTime, part: Part, form: &Form) -> Option<TimeRange> {
    let (start, end) = part.hours();
    // "overnight" without a day is the night that ended on the day of the report
    let back = if part == Part::Overnight && form.base == Base::SomeDay { 24 } else { 0 };
    let start = Unit::Hour.shift(day, i64::from(start) - back)?;
    TimeRange::new(start, Unit::Hour.shift(day, i64::from(end) - back)?, Grain::PartOfDay)
}
