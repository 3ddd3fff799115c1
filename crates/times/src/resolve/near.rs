//! Distances, lengths and times of day: counted from publication or from an earlier mention.

use dateline_model::{Anchor, Grain, TimeRange};

use super::{Placed, anchor_of};
use crate::anchors::Anchors;
use crate::calendar::{Point, Unit, midnight};
use crate::form::{Count, From, Step};
use crate::tense::Tense;
use crate::timex::TimexKind;

pub(super) fn place_distance(
    count: Count,
    unit: Unit,
    forward: bool,
    from: From,
    anchors: &Anchors,
) -> Placed {
    let vague = if forward { "FUTURE_REF" } else { "PAST_REF" };
    let unknown = |anchor| Placed::unknown(TimexKind::Date, vague, anchor);
    let Some(n) = count.whole() else { return unknown(anchor_of(from)) };
    if let (Unit::Year, 1, false, Some(quarter)) = (unit, n, forward, anchors.quarter) {
        return quarter
            .shift(-4)
            .map_or_else(|| unknown(anchor_of(from)), |point| Placed::at(point, Anchor::Earlier));
    }
    let Some((origin, anchor)) = anchors.origin(from) else { return unknown(anchor_of(from)) };
    let Some(moment) = unit.shift(origin, if forward { n } else { -n }) else { return unknown(anchor) };
    let mut placed = Placed::at(Point::of(unit, moment.date()), anchor);
    let timed = anchors.published.is_some_and(|published| published.has_time) && anchor == Anchor::Published;
    if unit <= Unit::Hour && timed {
        placed.kind = TimexKind::Time;
        placed.value = format!("{}T{:02}:{:02}", placed.value, moment.hour(), moment.minute());
        let grain = if unit == Unit::Hour { Grain::Hour } else { Grain::Minute };
        placed.range = unit.shift(moment, 1).and_then(|end| TimeRange::new(moment, end, grain));
    }
    placed
}

pub(super) fn place_length(count: Count, unit: Unit, side: Option<Step>, anchors: &Anchors) -> Placed {
    let anchor = side.map_or(Anchor::Explicit, |side| anchor_of(side.from));
    let mut placed = Placed::unknown(TimexKind::Duration, unit.length(&count.text()), anchor);
    let (Some(side), Some(n)) = (side, count.whole()) else { return placed };
    let Some((origin, anchor)) = anchors.origin(side.from) else { return placed };
    placed.anchor = anchor;
    let day = midnight(origin.date());
    let (start, end) = if side.n < 0 {
        let end = if side.from == From::Speech { Unit::Day.shift(day, 1) } else { Some(day) };
        let from = if unit <= Unit::Hour { Unit::Day.shift(day, 1) } else { Some(day) };
        (from.and_then(|from| unit.shift(from, -n)), end)
    } else {
        (Some(day), unit.shift(day, n))
    };
    if let (Some(start), Some(end)) = (start, end) {
        let grain = Point::of(unit, start.date()).grain().max(Grain::Days);
        placed.range = TimeRange::new(start, end, grain);
    }
    placed
}

/// "the past year": named like last year, and reaching from a year before publication to publication.
pub(super) fn place_past(unit: Unit, anchors: &Anchors) -> Placed {
    let step = Step { n: -1, from: From::Speech };
    let Some((point, anchor)) = anchors.stepped(unit, step) else {
        return Placed::unknown(TimexKind::Duration, unit.length("1"), Anchor::Published);
    };
    let length = place_length(Count::Exact(1), unit, Some(step), anchors);
    Placed { range: length.range, ..Placed::at(point, anchor) }
}

/// "the weekend", "this weekend": the one that has begun, or the next one where the clause looks ahead.
pub(super) fn place_weekend(step: Step, anchors: &Anchors, look: impl Fn() -> Tense) -> Placed {
    let Some((origin, anchor)) = anchors.origin(step.from) else {
        return Placed::unknown(TimexKind::Date, "XXXX-WXX-WE", anchor_of(step.from));
    };
    let here = Point::of(Unit::Weekend, origin.date());
    let begun = here.first().is_some_and(|first| first <= origin.date());
    let back = !begun && look() != Tense::Future;
    let placed = if back { here.shift(-1) } else { Some(here) };
    Placed::at(placed.unwrap_or(here), anchor)
}

/// "today" in a narration is the reader's day, and "yesterday" that of somebody quoted: neither is told.
pub(super) fn place_spoken_day(step: Step) -> Placed {
    let value = if step.n == 0 { "PRESENT_REF" } else { "XXXX-XX-XX" };
    Placed::unknown(TimexKind::Date, value, Anchor::Published)
}

/// "the last week of August": a week is told as a length with its days as interval, a day or month by its name.
pub(super) fn place_nth(n: i8, unit: Unit, whole: &Placed) -> Placed {
    let anchor = whole.anchor;
    let days = whole.point.and_then(Point::days);
    let bounds = days.and_then(|(first, after)| {
        let (first, after) = (midnight(first), midnight(after));
        let start = if n > 0 { unit.shift(first, i64::from(n) - 1)? } else { unit.shift(after, -1)? };
        Some((start, unit.shift(start, 1)?)).filter(|(start, _)| *start < after)
    });
    match bounds {
        Some((start, _)) if unit != Unit::Week => Placed::at(Point::of(unit, start.date()), anchor),
        Some((start, end)) => Placed {
            range: TimeRange::new(start, end, Grain::Week),
            ..Placed::unknown(TimexKind::Duration, unit.length("1"), anchor)
        },
        None => Placed::unknown(TimexKind::Duration, unit.length("1"), anchor),
    }
}

/// A time of day alone: on the day mentioned last, or the day of publication.
pub(super) fn place_some_day(anchors: &Anchors) -> Placed {
    let step = Step { n: 0, from: From::Mention };
    match anchors.stepped(Unit::Day, step) {
        Some((point, anchor)) if !anchors.narrates || matches!(anchors.mention, Some(Point::Day(_))) => {
            Placed::at(point, anchor)
        }
        _ => Placed::unknown(TimexKind::Date, "XXXX-XX-XX", Anchor::Earlier),
    }
}
