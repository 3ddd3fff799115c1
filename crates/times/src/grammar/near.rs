//! Near times: "today", "last night", "this morning", "next week", "the following day", "two days ago".

use super::length::{hedge, measure};
use super::step;
use crate::calendar::Unit;
use crate::form::{Base, Count, Form, From, Part, Step};
use crate::lexicon::Class;
use crate::timex::Modifier;
use crate::words::Words;

/// A near time at `at`.
pub(super) fn near(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    day(words, at)
        .or_else(|| stepped_after(words, at))
        .or_else(|| stepped(words, at))
        .or_else(|| the_weekend(words, at))
        .or_else(|| year_end(words, at))
        .or_else(|| distance(words, at))
        .or_else(|| distance_before(words, at))
        .or_else(|| year_ago(words, at))
        .or_else(|| the_day_before(words, at))
}

/// "today", "yesterday", "tonight", "la veille".
fn day(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    if words.is(at, Class::Tonight) {
        let step = Step { n: 0, from: From::Speech };
        return Some((Form::of(Base::Near { unit: Unit::Day, step }).part(Part::Night), at + 1));
    }
    if words.mark(at + 1, b'\'') && words.is(at, Class::The) {
        return None;
    }
    if let Some((n, end)) = words.phrase(at, Class::NearDay) {
        let step = Step { n: super::small(n), from: From::Mention };
        return Some((Form::of(Base::Near { unit: Unit::Day, step }), end));
    }
    let (n, end) = words.phrase(at, Class::DayShift)?;
    let step = Step { n: super::small(n), from: From::Speech };
    Some((Form::of(Base::Near { unit: Unit::Day, step }), end))
}

/// "la semaine dernière", "le mois suivant", "la nuit dernière".
fn stepped_after(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let inner = at + usize::from(words.is(at, Class::The));
    if let Some((part, next)) = words.phrase(inner, Class::Part)
        && let Some((step, end)) = super::step_after(words, next)
    {
        let base = Base::Near { unit: Unit::Day, step };
        return Some((Form::of(base).part(Part::of_code(part)?), end));
    }
    let (unit, next) = words.phrase(inner, Class::Unit)?;
    let unit = Unit::of_code(unit).filter(|unit| *unit >= Unit::Day)?;
    let (step, end) = super::step_after(words, next)?;
    Some((Form::of(Base::Near { unit, step }), end))
}

/// "last week", "the following day", "that same night", "this morning", "the previous evening".
fn stepped(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (step, next) = step(words, at)?;
    if let Some((part, end)) = words.phrase(next, Class::Part) {
        let base = Base::Near { unit: Unit::Day, step };
        return Some((Form::of(base).part(Part::of_code(part)?), end));
    }
    let next = next + usize::from(words.is(next, Class::Fiscal));
    let (unit, end) = words.phrase(next, Class::Unit)?;
    let unit = Unit::of_code(unit)?;
    let spoken_day = unit == Unit::Day && step.from == From::Speech && step.n != 1;
    if unit < Unit::Day || spoken_day && step.n != 0 || super::number::ordinal(words, next).is_some() {
        return None;
    }
    let from = if unit == Unit::Day { From::Mention } else { step.from };
    Some((Form::of(Base::Near { unit, step: Step { n: step.n, from } }), end))
}

/// "the weekend".
fn the_weekend(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (unit, end) = words.phrase(at + 1, Class::Unit).filter(|_| words.is(at, Class::The))?;
    let step = Step { n: 0, from: From::Speech };
    (Unit::of_code(unit)? == Unit::Weekend)
        .then_some((Form::of(Base::Near { unit: Unit::Weekend, step }), end))
}

/// "year-end", "year's end", "month's end".
fn year_end(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let inner = at + usize::from(words.is(at, Class::The));
    let unit = words.value(inner, Class::Unit).and_then(Unit::of_code).filter(|unit| *unit >= Unit::Month)?;
    let next = inner + 1;
    let next = if words.mark(next, b'\'') { next + 2 } else { next + usize::from(words.hyphen(next)) };
    let end = words.value(next, Class::EdgeOf) == Some(3) && next > inner;
    let step = Step { n: 0, from: From::Mention };
    let form = Form::of(Base::Near { unit, step }).modified(Some(Modifier::End));
    end.then_some((form, next + 1))
}

/// "two days ago", "nearly a week earlier", "three months later".
fn distance(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (modifier, inner) = hedge(words, at);
    let (count, unit, next) = measure(words, inner).or_else(|| super::length::plural(words, inner))?;
    let (n, end) = words.phrase(next, Class::Offset)?;
    let from = if n.abs() > 1 { From::Speech } else { From::Mention };
    if !offset_stands(words, next, end) {
        return None;
    }
    let base = Base::Distance { count, unit, forward: n > 0, from };
    Some((Form::of(base).modified(modifier), end))
}

/// "il y a deux jours".
fn distance_before(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (n, next) = words.phrase(at, Class::AgoBefore)?;
    let (modifier, inner) = hedge(words, next);
    let (count, unit, end) = measure(words, inner)?;
    let from = if n.abs() > 1 { From::Speech } else { From::Mention };
    let base = Base::Distance { count, unit, forward: n > 0, from };
    Some((Form::of(base).modified(modifier), end))
}

/// "the day before", "the week after" where nothing hangs on them.
fn the_day_before(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let unit = Unit::of_code(words.value(at + 1, Class::Unit)?)?;
    let n = words.value(at + 2, Class::Offset).filter(|n| n.abs() == 1)?;
    let stands = words.is(at, Class::The) && unit >= Unit::Day && offset_stands(words, at + 2, at + 3);
    let step = Step { n: super::small(n), from: From::Mention };
    stands.then_some((Form::of(Base::Near { unit, step }), at + 3))
}

/// "year-ago", "the year-earlier quarter": the noun belongs to it where it is one of time.
fn year_ago(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let inner = at + usize::from(words.is(at, Class::The));
    let unit = Unit::of_code(words.value(inner, Class::Unit)?)?;
    let n = words.value(inner + 2, Class::Offset).filter(|n| *n < 0 && words.hyphen(inner + 1))?;
    let from = if n < -1 { From::Speech } else { From::Mention };
    let form = Form::of(Base::Distance { count: Count::Exact(1), unit, forward: false, from });
    let noun = words.is(inner + 3, Class::TimeWord) || words.value(inner + 3, Class::Unit) == Some(10);
    match (noun, inner > at) {
        (true, _) => Some((form, inner + 4)),
        (false, false) => Some((form, inner + 3)),
        (false, true) => None,
    }
}

/// "before", "after", "back" and "prior" end an expression only where nothing hangs on them: "two days before."
fn offset_stands(words: &Words<'_>, at: usize, end: usize) -> bool {
    let word = words.get(at).classes;
    let preposition =
        word & (Class::TimePrep.bit() | Class::YearPrep.bit() | Class::ReferenceShift.bit()) != 0;
    let next = words.get(end);
    let closes = next.opens
        || matches!(u8::try_from(next.num), Ok(b'.' | b',' | b';' | b')'))
        || next.classes & (Class::And.bit() | Class::Past.bit()) != 0;
    !preposition || closes
}

#[cfg(test)]
mod tests {
    use crate::check::{check, check_undated, interval};

    #[test]
    fn days_and_nights_around_publication() {
        check("Jets struck [last night|TIME|2016-12-15TNI] and again [this morning|TIME|2016-12-16TMO].");
        check("[Yesterday|DATE|2016-12-15] it was quiet; [tomorrow|DATE|2016-12-17] he flies home.");
        check("Clashes broke out [overnight|TIME|2016-12-16TNI].");
        check("He speaks [tonight|TIME|2016-12-16TNI].");
    }

    #[test]
    fn units_around_publication() {
        check("[Last week|DATE|2016-W49] was calm, [this month|DATE|2016-12] is not.");
        check("A vote is planned for [next year|DATE|2017].");
        check("Over [the weekend|DATE|2016-W49-WE] two died.");
        check("He will speak over [the weekend|DATE|2016-W50-WE].");
    }

    #[test]
    fn narrated_days_hang_on_the_one_before() {
        check("The town fell on [Dec. 12|DATE|2016-12-12]. [The following day|DATE|2016-12-13] it burned.");
        check("It fell on [Dec. 12|DATE|2016-12-12]; [two days earlier|DATE|2016-12-10] the road was cut.");
        check("It fell on [Dec. 12|DATE|2016-12-12], hours after [the previous evening|TIME|2016-12-11TEV].");
    }

    #[test]
    fn a_year_earlier_is_the_same_quarter() {
        check("Output fell in [the third quarter|DATE|2016-Q3] from [a year earlier|DATE|2015-Q3].");
    }

    #[test]
    fn distances() {
        check("He left [two days ago|DATE|2016-12-14], [three months ago|DATE|2016-09] he came.");
        check("He died [several years ago|DATE|PAST_REF].");
        check("It started [nearly two years ago|DATE|2014|LESS_THAN].");
    }

    #[test]
    fn nothing_is_anchored_at_nothing() {
        check_undated("Jets struck [last night|TIME|XXXX-XX-XXTNI], and [yesterday|DATE|XXXX-XX-XX].");
    }

    #[test]
    fn intervals_are_half_open() {
        assert_eq!(interval("It rained last week."), "2016-12-05T00:00:00..2016-12-12T00:00:00 week");
        assert_eq!(interval("It rained last night."), "2016-12-15T18:00:00..2016-12-16T06:00:00 part_of_day");
        assert_eq!(interval("Clashes overnight."), "2016-12-15T18:00:00..2016-12-16T06:00:00 part_of_day");
    }
}
