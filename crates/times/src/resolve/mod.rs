//! From what the words say to a value and an interval.

mod date;
mod season;
mod holiday;
mod near;
mod narrow;

use dateline_model::{Anchor, Note, NoteKind, Span, TimeRange, TimeStatus};

use crate::anchors::Anchors;
use crate::calendar::{Point, Unit};
use crate::form::{Base, DateForm, Found, From, Step};
use crate::lexicon::Class;
use crate::tense::tense;
use crate::timex::{Timex, TimexKind};
use crate::words::Words;
use date::{place_date, place_month, place_weekday};
use holiday::place_holiday;
use narrow::narrowed;
use near::{
    place_distance, place_length, place_nth, place_past, place_some_day, place_spoken_day, place_weekend,
};
use season::{place_decade, place_quarter, place_season};

/// A base with its place in the calendar.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) kind: TimexKind,
    pub(crate) point: Option<Point>,
    pub(crate) range: Option<TimeRange>,
    pub(crate) value: String,
    pub(crate) anchor: Anchor,
}

impl Placed {
    fn at(point: Point, anchor: Anchor) -> Self {
        let value = point.value();
        Self { kind: TimexKind::Date, point: Some(point), range: point.range(), value, anchor }
    }

    fn unknown(kind: TimexKind, value: impl Into<String>, anchor: Anchor) -> Self {
        Self { kind, point: None, range: None, value: value.into(), anchor }
    }
}

/// Places one expression; later ones can be anchored at it.
///
/// `next` is the expression after it: "5:34 a.m. Baghdad time on March 20" takes its day from there.
pub(crate) fn resolve(
    words: &Words<'_>,
    found: &Found,
    next: Option<&Found>,
    anchors: &mut Anchors,
) -> Timex {
    let span = Span::between(
        words.get(found.start).start as usize,
        words.get(found.end.saturating_sub(1)).end as usize,
    );
    let ahead = next.filter(|next| found.form.base == Base::SomeDay && leads_to(words, found, next));
    let placed = place(words, ahead.unwrap_or(found), anchors);
    let notes = weekday_note(found, &placed, span);
    if let Some(quarter @ Point::Quarter(..)) = placed.point
        && !matches!(found.form.base, Base::Distance { .. })
    {
        anchors.quarter = Some(quarter);
    }
    if let Some(point) = placed.point
        && (anchors.mention.is_none() || sets_scene(words, found))
    {
        anchors.mention = Some(point);
    }
    let placed = crate::daytime::with_time(&found.form, placed);
    let range = placed.range.map(|range| narrowed(range, &found.form, anchors));
    Timex {
        span,
        kind: placed.kind,
        status: status(&placed, range, anchors),
        value: placed.value,
        modifier: found.form.modifier,
        range,
        stretch: None,
        anchor: placed.anchor,
        offset_minutes: found
            .form
            .clock
            .and_then(|clock| clock.zone)
            .and_then(|zone| i16::try_from(zone).ok()),
        notes,
    }
}

/// Whether later words can hang on this time. A bare year does not move the scene unless the words put something
/// into it ("In 1965, ...", a heading): "the 1976 campaign" and "plans for 1977" are asides.
fn sets_scene(words: &Words<'_>, found: &Found) -> bool {
    let Base::Date(DateForm { year: Some(_), month: None, .. }) = found.form.base else { return true };
    let led = found.start > 0 && words.value(found.start - 1, Class::YearPrep) == Some(2);
    led || words.get(found.start).opens || found.form.modifier.is_some()
}

/// Whether a time of day belongs to the day that follows it: "5:34 a.m. Baghdad time on March 20".
fn leads_to(words: &Words<'_>, found: &Found, next: &Found) -> bool {
    let gap = next.start.saturating_sub(found.end);
    let day = match next.form.base {
        Base::Date(date) => date.day.is_some(),
        Base::Weekday { .. } | Base::Holiday { .. } => true,
        Base::Near { unit, .. } => unit == Unit::Day,
        _ => false,
    };
    let on = gap > 0 && words.value(next.start - 1, Class::Of) == Some(3);
    let clock = (found.end..next.start.saturating_sub(1))
        .all(|at| words.get(at).capital() || words.is(at, Class::TimeWord) || words.is(at, Class::Zone));
    day && on && gap <= 4 && clock
}

/// Years before publication from which a time of a news report is history.
const HISTORY: i16 = 2;

fn status(placed: &Placed, range: Option<TimeRange>, anchors: &Anchors) -> TimeStatus {
    let Some(range) = range else { return TimeStatus::Unspecified };
    let far = anchors.published_day().is_some_and(|day| range.end().year() + HISTORY <= day.year());
    let history = far && !anchors.narrates && placed.anchor == Anchor::Explicit;
    if history { TimeStatus::Historical } else { TimeStatus::Resolved }
}

fn place(words: &Words<'_>, found: &Found, anchors: &Anchors) -> Placed {
    let look = || tense(words, found);
    match found.form.base {
        Base::Date(date) => place_date(date, anchors, look),
        Base::Month { month, step } => place_month(month, step, anchors),
        Base::PastUnit(unit) => place_past(unit, anchors),
        Base::Same => match anchors.mention {
            Some(point) => Placed::at(point, Anchor::Earlier),
            None => Placed::unknown(TimexKind::Date, "PRESENT_REF", Anchor::Earlier),
        },
        Base::Weekday { weekday, step } => place_weekday(weekday, step, anchors, look),
        Base::Season { season, year, step } => place_season(season, year, step, anchors, look),
        Base::Quarter { n, year, step } => place_quarter(n, year, step, anchors, look),
        Base::Half { n, year, step } => {
            let year = year.map(|year| (year, Anchor::Explicit)).or_else(|| year_of(step, anchors));
            year.map_or_else(
                || Placed::unknown(TimexKind::Date, format!("XXXX-H{n}"), Anchor::Published),
                |(year, anchor)| Placed::at(Point::Half(year, n), anchor),
            )
        }
        Base::Decade { decade, full } => place_decade(decade, full, anchors),
        Base::Century(century) => Placed::at(Point::Century(century), Anchor::Explicit),
        Base::Holiday { idx, year, step } => place_holiday(words, idx, year, step, anchors, look),
        Base::Near { unit: Unit::Weekend, step } if step.n == 0 => place_weekend(step, anchors, look),
        Base::Near { unit: Unit::Day, step }
            if anchors.narrates && anchors.published.is_some() && step.from == From::Speech =>
        {
            place_spoken_day(step)
        }
        Base::Near { unit, step } => match anchors.stepped(unit, step) {
            Some((point, anchor)) => Placed::at(point, anchor),
            None => Placed::unknown(TimexKind::Date, unknown_unit(unit), anchor_of(step.from)),
        },
        Base::Distance { count, unit, forward, from } => place_distance(count, unit, forward, from, anchors),
        Base::Length { count, unit, side } => place_length(count, unit, side, anchors),
        Base::SomeLength => Placed::unknown(TimexKind::Duration, "PXX", Anchor::Explicit),
        Base::Daily(unit) => Placed::unknown(TimexKind::Set, unknown_unit(unit), Anchor::Explicit),
        Base::Every { count, unit } => {
            let day = found.form.part.is_some();
            let value = if day { "XXXX-XX-XX".to_owned() } else { unit.length(&count.text()) };
            Placed::unknown(TimexKind::Set, value, Anchor::Explicit)
        }
        Base::EveryWeekday(day) => {
            Placed::unknown(TimexKind::Set, format!("XXXX-WXX-{day}"), Anchor::Explicit)
        }
        Base::EveryMonth(month) => {
            Placed::unknown(TimexKind::Set, format!("XXXX-{month:02}"), Anchor::Explicit)
        }
        Base::EverySeason(season) => {
            Placed::unknown(TimexKind::Set, format!("XXXX-{}", season.code()), Anchor::Explicit)
        }
        Base::Vague(which) | Base::Narrated(which) => {
            let value = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];
            let value =
                usize::try_from(which - 1).ok().and_then(|at| value.get(at)).unwrap_or(&"PRESENT_REF");
            Placed::unknown(TimexKind::Date, *value, Anchor::Published)
        }
        Base::Soon => Placed::unknown(TimexKind::Date, "FUTURE_REF", Anchor::Published),
        Base::NthOf { n, unit, whole } => place_nth(n, unit, &place_date(whole, anchors, look)),
        Base::AnyDay => Placed::unknown(TimexKind::Date, "XXXX-XX-XX", Anchor::Explicit),
        Base::SomeDay => place_some_day(anchors),
    }
}

const fn anchor_of(from: From) -> Anchor {
    match from {
        From::Speech => Anchor::Published,
        From::Mention => Anchor::Earlier,
    }
}

const fn unknown_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Month => "XXXX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
        _ => "XXXX-XX-XX",
    }
}

/// The year a step away, and what it is anchored at.
fn year_of(step: Option<Step>, anchors: &Anchors) -> Option<(i16, Anchor)> {
    let (point, anchor) = anchors.stepped(Unit::Year, step?)?;
    Some((point.year()?, anchor))
}

fn weekday_note(found: &Found, placed: &Placed, span: Span) -> Vec<Note> {
    let Base::Date(DateForm { weekday: Some(weekday), .. }) = found.form.base else { return Vec::new() };
    let Some(Point::Day(day)) = placed.point else { return Vec::new() };
    if day.weekday().to_monday_one_offset() == weekday {
        return Vec::new();
    }
    let detail = format!(
        "the text names week day {weekday}, {day} is week day {}",
        day.weekday().to_monday_one_offset()
    );
    vec![Note { kind: NoteKind::WeekdayMismatch, span: Some(span), detail }]
}
