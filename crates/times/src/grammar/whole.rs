//! Whole expressions: a date with a part of the day, a clock time or an edge around it; the longest one wins.

use super::clock::clock;
use super::date::date;
use super::holiday::holiday;
use super::length::length;
use super::near::near;
use super::night::night_between;
use super::numeric::numeric;
use super::season::{quarter, season};
use super::set::set;
use super::weekday::weekday;
use super::year::year;
use crate::calendar::Unit;
use crate::form::{Base, Clock, DateForm, Form, Found, From, Part, Step};
use crate::lexicon::Class;
use crate::timex::Modifier;
use crate::token::Kind;
use crate::words::Words;

type Reading = Option<(Form, usize)>;

/// The classes of words that an expression can begin with.
const STARTS: u128 = Class::set(&[
    Class::Month,
    Class::Weekday,
    Class::Number,
    Class::Article,
    Class::Multiplier,
    Class::The,
    Class::Possessive,
    Class::Vague,
    Class::Ordinal,
    Class::Unit,
    Class::Units,
    Class::Part,
    Class::Point,
    Class::DayShift,
    Class::Tonight,
    Class::Shift,
    Class::PastStretch,
    Class::ReferenceShift,
    Class::Season,
    Class::Edge,
    Class::EdgeOf,
    Class::Comparative,
    Class::Hedge,
    Class::Each,
    Class::Per,
    Class::Set,
    Class::Reference,
    Class::NarratedReference,
    Class::Soon,
    Class::Circa,
    Class::Fiscal,
    Class::Decade,
    Class::Holiday,
    Class::VagueLength,
    Class::NearDay,
    Class::AgoBefore,
    Class::EdgeLong,
    Class::DecadeLead,
]);

/// The expression that begins at `at`, the longest there is.
pub(crate) fn expression(words: &Words<'_>, at: usize) -> Option<Found> {
    let token = words.get(at);
    let starts = token.begins() & STARTS != 0 || token.kind == Kind::Number || words.mark(at, b'\'');
    if !starts || !token.promises {
        return None;
    }
    let readings = [with_tail, edged, circa, night_between, part_of, clock_first, set, nth_of, length, vague];
    let mut best = None;
    for reading in readings {
        keep_longer(&mut best, reading(words, at));
    }
    best.map(|(form, end)| Found { start: at, end, form })
}

/// Keeps the reading that ends last; the first of those that end together.
fn keep_longer(best: &mut Reading, next: Reading) {
    if let Some((_, end)) = &next
        && best.as_ref().is_none_or(|(_, longest)| end > longest)
    {
        *best = next;
    }
}

/// A date, week day, season, holiday or near time, without anything around it.
fn core(words: &Words<'_>, at: usize) -> Reading {
    let plain = |reading: Option<(Base, usize)>| reading.map(|(base, end)| (Form::of(base), end));
    let mut best = plain(date(words, at));
    keep_longer(&mut best, numeric(words, at));
    for reading in [quarter, season, year, weekday, holiday] {
        keep_longer(&mut best, plain(reading(words, at)));
    }
    keep_longer(&mut best, near(words, at));
    best
}

/// Whether the base is a single day.
fn is_day(form: &Form) -> bool {
    match form.base {
        Base::Date(date) => date.day.is_some(),
        Base::Weekday { .. } | Base::Holiday { .. } => true,
        Base::Near { unit, .. } | Base::Distance { unit, .. } => unit == Unit::Day,
        _ => false,
    }
}

/// A core with what may follow it: "Thursday night", "Wednesday at 10 p.m.".
fn with_tail(words: &Words<'_>, at: usize) -> Reading {
    let (form, end) = core(words, at)?;
    if !is_day(&form) || form.clock.is_some() {
        return Some((form, end));
    }
    if form.part.is_none()
        && let Some((part, modifier, next)) = part(words, end).or_else(|| part_after(words, end))
        && !words.get(end).opens
    {
        return Some((form.part(part).modified(modifier), next));
    }
    let next = end + usize::from(words.is(end, Class::At) || words.mark(end, b','));
    match clock(words, next) {
        Some((clock, clock_end, _)) if !words.get(end).opens => {
            Some((form.clock(on_a_day(words, next, clock)), clock_end))
        }
        _ => Some((form, end)),
    }
}

/// "morning", "late evening", "mid-afternoon": the part, its edge, and the token after it.
pub(super) fn part(words: &Words<'_>, at: usize) -> Option<(Part, Option<Modifier>, usize)> {
    if let Some((code, next)) = words.phrase(at, Class::Part) {
        return Some((Part::of_code(code)?, None, next));
    }
    let (modifier, next) = match words.phrase(at, Class::Edge) {
        Some((edge, next)) => (edge_modifier(edge), next + usize::from(words.hyphen(next))),
        None => (None, at),
    };
    let (code, end) = words.phrase(next, Class::Part)?;
    Some((Part::of_code(code)?, modifier, end))
}

/// "au soir", "dans la nuit" after a day.
fn part_after(words: &Words<'_>, at: usize) -> Option<(Part, Option<Modifier>, usize)> {
    let (code, end) = words.phrase(at, Class::PartAfter)?;
    Some((Part::of_code(code)?, None, end))
}

const fn edge_modifier(edge: i32) -> Option<Modifier> {
    match edge {
        1 => Some(Modifier::Start),
        2 => Some(Modifier::Mid),
        3 => Some(Modifier::End),
        _ => None,
    }
}

/// "the morning of April 19", "mid-afternoon yesterday", "the early evening", "at dawn".
fn part_of(words: &Words<'_>, at: usize) -> Reading {
    let the = words.is(at, Class::The);
    let (part, modifier, next) = part(words, at + usize::from(the))?;
    let of = next + usize::from(words.is(next, Class::Of));
    if let Some((form, end)) = core(words, of).filter(|(form, _)| is_day(form) && form.part.is_none())
        && !words.get(next).opens
    {
        return Some((form.part(part).modified(modifier), end));
    }
    let any_night = part == Part::Night && !the;
    let base = if any_night { Base::AnyDay } else { Base::SomeDay };
    let form = Form::of(base).part(part).modified(modifier);
    let asked = the && at > 0 && words.is(at - 1, Class::TimePrep);
    let at_dawn = at > 0 && !the && words.is(at - 1, Class::PartPrep) && next == at + 1;
    let alone = part == Part::Overnight || modifier.is_some() && the;
    (asked || at_dawn || alone).then_some((form, next))
}

/// A clock time with a day beside it: midnight ends that day.
fn on_a_day(words: &Words<'_>, at: usize, clock: Clock) -> Clock {
    let midnight = words.is(at, Class::Point) && clock.minutes == 0;
    Clock { minutes: if midnight { MIDNIGHT } else { clock.minutes }, ..clock }
}

/// The end of a day, in minutes.
const MIDNIGHT: i32 = 24 * 60;

/// "10 p.m. Wednesday", "noon Thursday", "5 p.m. EST, Nov. 6", or a clock time alone.
fn clock_first(words: &Words<'_>, at: usize) -> Reading {
    let (clock, end, read) = clock(words, at)?;
    let next = read + usize::from(words.mark(read, b','));
    if let Some((form, end)) = core(words, next).filter(|(form, _)| is_day(form))
        && form.clock.is_none()
        && !words.get(next).opens
    {
        return Some((form.clock(on_a_day(words, at, clock)), end));
    }
    Some((Form::of(Base::SomeDay).clock(clock), end))
}

/// "early 2015", "mid-March", "the end of April", "later this week", "late on Saturday".
fn edged(words: &Words<'_>, at: usize) -> Reading {
    if let Some((edge, next)) = words.phrase(at, Class::Edge) {
        return after_edge(words, next, edge_modifier(edge));
    }
    if let Some((n, next)) = words.phrase(at, Class::Comparative) {
        let modifier = if n < 0 { Modifier::Before } else { Modifier::After };
        return after_edge(words, next, Some(modifier));
    }
    if let Some((edge, next)) = words.phrase(at, Class::EdgeLong)
        && let Some(found) = after_edge(words, next, edge_modifier(edge)).filter(|(form, _)| is_long(form))
    {
        return Some(found);
    }
    let inner = at + usize::from(words.is(at, Class::The));
    let early = words.phrase(inner, Class::Edge).filter(|_| inner > at);
    if let Some((edge, next)) = early
        && let Some(found) = after_edge(words, next, edge_modifier(edge)).filter(|(form, _)| is_long(form))
    {
        return Some(found);
    }
    let (edge, next) = words.phrase(inner, Class::EdgeOf)?;
    if words.value(next, Class::Of) != Some(1) {
        return None;
    }
    let (form, end) = with_tail(words, next + 1).or_else(|| the_unit(words, next + 1))?;
    let form = if edge == 4 { eve(form)? } else { form };
    Some((form.modified(edge_modifier(edge)), end))
}

/// "around Nov. 1", "ca. 466 BC".
fn circa(words: &Words<'_>, at: usize) -> Reading {
    let (_, next) = words.phrase(at, Class::Circa)?;
    let (form, end) = core(words, next)?;
    let Base::Date(_) = form.base else { return None };
    Some((form.modified(Some(Modifier::Approx)), end))
}

/// "the last week of August", "the first day of 2016": a piece of a month or year.
fn nth_of(words: &Words<'_>, at: usize) -> Reading {
    let inner = at + usize::from(words.is(at, Class::The));
    let n = words.value(inner, Class::Ordinal).filter(|_| inner > at)?;
    let unit = Unit::of_code(words.value(inner + 1, Class::Unit)?)?;
    if !matches!(unit, Unit::Day | Unit::Week | Unit::Month) || words.value(inner + 2, Class::Of) != Some(1) {
        return None;
    }
    let (base, end) = date(words, inner + 3).or_else(|| year(words, inner + 3))?;
    let Base::Date(whole) = base else { return None };
    let fits = whole.day.is_none() && (unit < Unit::Month || whole.month.is_none());
    fits.then_some((Form::of(Base::NthOf { n: super::small(n), unit, whole }), end))
}

fn is_long(form: &Form) -> bool {
    !is_day(form) && !matches!(form.base, Base::Distance { .. })
}

/// The day before a day.
fn eve(form: Form) -> Option<Form> {
    matches!(form.base, Base::Holiday { .. }).then_some(form)
}

/// What follows "early", "late", "mid", "later": a core, perhaps after a hyphen or "in the", "on".
fn after_edge(words: &Words<'_>, at: usize, modifier: Option<Modifier>) -> Reading {
    let next = at + usize::from(words.hyphen(at));
    if words.get(next).opens {
        return None;
    }
    let preposition = words.is(next, Class::Of);
    let inner = next + usize::from(preposition);
    let (form, end) = match with_tail(words, inner) {
        Some(found) => found,
        None if preposition || matches!(modifier, Some(Modifier::Before | Modifier::After)) => {
            the_unit(words, inner)?
        }
        None => return None,
    };
    let fits = !matches!(form.base, Base::Distance { .. }) && form.clock.is_none();
    fits.then_some((form.modified(modifier), end))
}

/// "the year", "the month": the one that is spoken of.
fn the_unit(words: &Words<'_>, at: usize) -> Reading {
    let unit = words.value(at + 1, Class::Unit).and_then(Unit::of_code)?;
    let fits = words.is(at, Class::The) && unit >= Unit::Day && unit != Unit::Quarter;
    let from = if unit == Unit::Day { From::Mention } else { From::Speech };
    fits.then_some((Form::of(Base::Near { unit, step: Step { n: 0, from } }), at + 2))
}

/// "now", "recently", "in the future".
fn vague(words: &Words<'_>, at: usize) -> Reading {
    if let Some((reference, end)) = words.phrase(at, Class::Reference) {
        return Some((Form::of(Base::Vague(reference)), end));
    }
    if words.is(at, Class::Soon) {
        let compared = words.word(at + 1).eq_ignore_ascii_case("as") || words.is(at + 1, Class::Offset);
        return (!compared).then_some((Form::of(Base::Soon), at + 1));
    }
    if let Some(reference) = words.value(at, Class::NarratedReference) {
        return Some((Form::of(Base::Narrated(reference)), at + 1));
    }
    let (step, next) = super::step(words, at)?;
    let asked = words.get(at).opens || at > 0 && words.is(at - 1, Class::TimePrep) || words.get(at).capital();
    let same = step.n == 0 && words.is(next, Class::TimeWord) && (asked || words.word(next).len() > 4);
    same.then_some((Form::of(Base::Same), next + 1))
}

/// A date of this form, for lists that share a month or year.
pub(super) const fn date_form(form: &Form) -> Option<DateForm> {
    match form.base {
        Base::Date(date) => Some(date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{check, interval};

    #[test]
    fn parts_of_days() {
        check(
            "Shells fell [Thursday night|TIME|2016-12-15TNI] and on [the morning of December 12|TIME|2016-12-12TMO].",
        );
        check("They came [late on Wednesday|DATE|2016-12-14|END], and at [dawn|TIME|2016-12-14TDA].");
    }

    #[test]
    fn small_hours_and_any_night() {
        check("The post was hit in [the early hours of Sunday|TIME|2016-12-11TMO].");
        assert_eq!(
            interval("Hit in the early hours of Sunday."),
            "2016-12-11T00:00:00..2016-12-11T06:00:00 part_of_day"
        );
        check("They move at [night|TIME|XXXX-XX-XXTNI] only.");
    }

    #[test]
    fn pieces_of_months_and_years() {
        check(
            "It fell in [the last week of August|DURATION|P1W] and on [the first day of 2015|DATE|2015-01-01].",
        );
        check(
            "They fled in [the first week of May|DURATION|P1W], after the [2014 summer|DATE|2014-SU] campaign.",
        );
        assert_eq!(
            interval("It fell in the last week of August."),
            "2016-08-25T00:00:00..2016-09-01T00:00:00 week"
        );
    }

    #[test]
    fn edges_of_longer_times() {
        check("In [early 2015|DATE|2015|START] and [mid-March|DATE|2016-03|MID] it was calm.");
        check("By [the end of April|DATE|2016-04|END] it had ended.");
        check("[Earlier this week|DATE|2016-W50|BEFORE] he resigned.");
        assert_eq!(
            interval("He died late on Monday."),
            "2016-12-12T17:00:00..2016-12-13T00:00:00 part_of_day"
        );
        assert_eq!(interval("It was calm in early 2015."), "2015-01-01T00:00:00..2015-05-02T00:00:00 year");
        assert_eq!(
            interval("Earlier this week he resigned."),
            "2016-12-12T00:00:00..2016-12-16T00:00:00 week"
        );
    }
}
