//! Lengths of time: "three days", "the past few months", "46-day", "nearly forty years", "two to three weeks".

use super::number::{count, ordinal};
use super::small;
use crate::calendar::Unit;
use crate::form::{Base, Count, Form, From, Step};
use crate::lexicon::Class;
use crate::timex::Modifier;
use crate::words::Words;

/// A length at `at`.
pub(super) fn length(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (form, end) = plain(words, at).or_else(|| period(words, at))?;
    let end = or_so(words, end);
    Some((form, end))
}

/// The token after "or so", "or two", "or more" that rounds a length.
fn or_so(words: &Words<'_>, at: usize) -> usize {
    let number = words.is(at + 1, Class::Number) && words.value(at + 2, Class::Units).is_none();
    let rounds = words.is(at + 1, Class::OrSo) || number && !words.is(at + 2, Class::Counted);
    if words.is(at, Class::And) && words.value(at, Class::And) == Some(2) && rounds { at + 2 } else { at }
}

/// "a three-year period", "the same 28-day period".
fn period(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let led = words.is(at, Class::Article) || words.is(at, Class::The);
    let inner = at + 1 + usize::from(words.is(at + 1, Class::ReferenceShift));
    let (count, unit, end) = measure(words, inner).filter(|_| led)?;
    let period = words.is(end, Class::TimeWord) && words.mark(end - 2, b'-');
    period.then_some((Form::of(Base::Length { count, unit, side: None }), end + 1))
}

fn plain(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (modifier, inner) = hedge(words, at);
    let the = inner + usize::from(words.is(inner, Class::The));
    if let Some(found) = the_past_unit(words, at).or_else(|| long(words, at)) {
        return Some(found);
    }
    if let Some((value, next)) = words.phrase(the, Class::PastStretch)
        && let Some((count, unit, end)) = measure(words, next).or_else(|| plural(words, next))
    {
        let plural_only = count == Count::Unknown && the == inner && value.abs() > 1;
        let side = Step {
            n: small(value.signum()),
            from: if value.abs() > 1 { From::Mention } else { From::Speech },
        };
        if !plural_only && !is_old(words, end) {
            let base = Base::Length { count, unit, side: Some(side) };
            return Some((Form::of(base).modified(modifier), end));
        }
    }
    if let Some((count, side, unit, end)) = stretch_inside(words, the) {
        let base = Base::Length { count, unit, side: Some(side) };
        return Some((Form::of(base).modified(modifier), end));
    }
    if the > inner
        && let Some((_, next)) = ordinal(words, the).or_else(|| last(words, the))
        && let Some((count, unit, end)) = measure(words, next)
        && !matches!(count, Count::Unknown)
    {
        return Some((Form::of(Base::Length { count, unit, side: None }).modified(modifier), end));
    }
    if let Some((count, unit, end)) = measure(words, the) {
        if words.is(the, Class::Article) && words.is(end + usize::from(words.hyphen(end)), Class::Long) {
            return None;
        }
        if is_age_before(words, inner) {
            return None;
        }
        let adjective = the > inner && words.mark(end - 2, b'-');
        if let Some(end) = lasting(words, end).filter(|_| !adjective) {
            return Some((Form::of(Base::Length { count, unit, side: None }).modified(modifier), end));
        }
        if adjective || is_old(words, end) || is_fraction(words, the, unit, count) {
            return None;
        }
        return Some((Form::of(Base::Length { count, unit, side: None }).modified(modifier), end));
    }
    vague_length(words, at).or_else(|| bare(words, at))
}

/// "trois derniers jours" after an article: the count, where the stretch lies, its unit.
fn stretch_inside(words: &Words<'_>, at: usize) -> Option<(Count, Step, Unit, usize)> {
    let (count, next) = count(words, at)?;
    let value = words.value(next, Class::StretchInside)?;
    let unit = Unit::of_code(words.value(next + 1, Class::Units)?)?;
    let from = if value.abs() > 1 { From::Mention } else { From::Speech };
    Some((count, Step { n: small(value.signum()), from }, unit, next + 2))
}

/// "for some time", "after a while".
fn vague_length(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (_, end) = words.phrase(at, Class::VagueLength)?;
    let asks = at > 0 && words.is(at - 1, Class::LengthPrep);
    asks.then_some((Form::of(Base::SomeLength), end))
}

/// "the past year", "the past decade".
fn the_past_unit(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let past = words.is(at, Class::The) && words.value(at + 1, Class::PastStretch) == Some(-1);
    let unit = Unit::of_code(words.value(at + 2, Class::Unit)?)?;
    let step = words.is(at + 1, Class::Shift);
    (past && !step && unit > Unit::Day).then_some((Form::of(Base::PastUnit(unit)), at + 3))
}

/// "month-long", "months-long", "three-day-long".
fn long(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (count, unit, next) = if let Some(unit) = words.value(at, Class::Unit) {
        (Count::Exact(1), Unit::of_code(unit)?, at + 1)
    } else {
        plural(words, at).or_else(|| measure(words, at).filter(|_| !words.is(at, Class::Article)))?
    };
    let next = next + usize::from(words.hyphen(next));
    let base = Base::Length { count, unit, side: None };
    words.is(next, Class::Long).then_some((Form::of(base), next + 1))
}

/// "last", "final" before a count.
fn last(words: &Words<'_>, at: usize) -> Option<(i32, usize)> {
    words.value(at, Class::Ordinal).map(|n| (n, at + 1))
}

/// "for weeks", "within days", "recent years", "coming weeks".
fn bare(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let vague = words.is(at, Class::NarratedReference) || words.is(at, Class::PastStretch);
    let next = at + usize::from(vague);
    let (count, unit, end) = plural(words, next)?;
    let asks = at > 0 && words.is(at - 1, Class::LengthPrep);
    let coarse = unit >= Unit::Day;
    if !(vague || asks && coarse) || is_old(words, end) || words.is(end, Class::Offset) && !vague {
        return None;
    }
    Some((Form::of(Base::Length { count, unit, side: None }), end))
}

/// A unit in the plural without a count.
pub(super) fn plural(words: &Words<'_>, at: usize) -> Option<(Count, Unit, usize)> {
    let unit = Unit::of_code(words.value(at, Class::Units)?)?;
    Some((Count::Unknown, unit, at + 1))
}

/// "about", "more than" before a length, as its modifier and the token after.
pub(super) fn hedge(words: &Words<'_>, at: usize) -> (Option<Modifier>, usize) {
    let Some((value, next)) = words.phrase(at, Class::Hedge) else { return (None, at) };
    let number = words.digits(next).is_some()
        || words.is(next, Class::Number)
        || words.is(next, Class::Article)
        || words.is(next, Class::Multiplier)
        || words.phrase(next, Class::Vague).is_some_and(|(value, _)| value < 0)
        || words.phrase(next, Class::Hedge).is_some();
    let spatial = next == at + 1 && matches!(value, 2 | 3) && words.is(at, Class::Reach);
    let adverb = at > 0 && (words.is(at - 1, Class::LengthPrep) || words.is(at - 1, Class::Hedge));
    if !number || spatial && !adverb {
        return (None, at);
    }
    let modifier = match value {
        1 => Some(Modifier::Approx),
        2 => Some(Modifier::LessThan),
        3 => Some(Modifier::MoreThan),
        4 => Some(Modifier::EqualOrLess),
        5 => Some(Modifier::EqualOrMore),
        _ => None,
    };
    (modifier, next)
}

/// A count and its unit: "three days", "three-day", "a week", "12 to 18 months", "20 more years".
pub(super) fn measure(words: &Words<'_>, at: usize) -> Option<(Count, Unit, usize)> {
    if words.digits(at).is_some() && words.glued_left(at) {
        return None;
    }
    let (count_here, next) = count(words, at)?;
    if let Some((unit, end)) = unit_after(words, next, count_here) {
        return Some((count_here, unit, end));
    }
    let joined = words.is(next, Class::To) || words.is(next, Class::And) || words.hyphen(next);
    let (_, next) = if joined { count(words, next + 1)? } else { return None };
    let (unit, end) = unit_after(words, next, Count::Exact(2))?;
    Some((count_here, unit, end))
}

fn unit_after(words: &Words<'_>, at: usize, count: Count) -> Option<(Unit, usize)> {
    let mut next = at;
    let hyphen = words.hyphen(next);
    next += usize::from(hyphen);
    next += usize::from(!hyphen && words.is(next, Class::Inside));
    let token = words.get(next);
    if token.opens {
        return None;
    }
    if let Some(unit) = words.value(next, Class::Units) {
        return Some((Unit::of_code(unit)?, next + 1));
    }
    let unit = Unit::of_code(words.value(next, Class::Unit)?)?;
    let ordinal_or_part = matches!(unit, Unit::Second | Unit::Quarter) && count != Count::Exact(1) && !hyphen;
    (!ordinal_or_part).then_some((unit, next + 1))
}

/// "a second attack", "a quarter": no lengths.
fn is_fraction(words: &Words<'_>, at: usize, unit: Unit, count: Count) -> bool {
    let article = words.is(at, Class::Article) || words.is(at, Class::Number);
    matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend) && count == Count::Exact(1) && article
        || unit == Unit::Quarter && matches!(count, Count::Exact(2 | 3))
}

/// The token after "-old" in "a five-year-old war": the length of what lasts, not somebody's age.
fn lasting(words: &Words<'_>, at: usize) -> Option<usize> {
    let old = words.hyphen(at) && words.is(at + 1, Class::Old);
    (old && words.is(at + 2, Class::Lasting)).then_some(at + 2)
}

/// "24-year-old", "six years old", "years of age": ages are no lengths that reports need.
fn is_old(words: &Words<'_>, at: usize) -> bool {
    let next = at + usize::from(words.mark(at, b'-'));
    words.is(next, Class::Old) || words.is(at, Class::Of) && words.is(at + 1, Class::Old)
}

/// "âgé de 12 ans", "un garçon de 9 ans": an age whose word stands before it.
fn is_age_before(words: &Words<'_>, at: usize) -> bool {
    at > 1 && words.is(at - 1, Class::Of) && words.is(at - 2, Class::Old)
}

#[cfg(test)]
mod tests {
    use crate::check::{check, interval};

    #[test]
    fn lengths() {
        check("The siege lasted [three days|DURATION|P3D], the [46-day|DURATION|P46D] battle cost lives.");
        check("For [nearly forty years|DURATION|P40Y|LESS_THAN] and [a few hours|DURATION|PTXH].");
        check("It took [two and a half years|DURATION|P2.5Y] and then lasted [weeks|DURATION|PXW].");
        check("In [recent years|DURATION|PXY] it was calm.");
    }

    #[test]
    fn lengths_of_what_lasts() {
        check("The [five-year-old|DURATION|P5Y] war and [a three-day period|DURATION|P3D] of calm.");
        check(
            "A [month-long|DURATION|P1M] siege took [a year or two|DURATION|P1Y]; he waited for [some time|DURATION|PXX].",
        );
        check(
            "Over [the next two years or so|DURATION|P2Y] it will be rebuilt; shells fell [weeks earlier|DATE|PAST_REF].",
        );
    }

    #[test]
    fn ages_are_no_lengths() {
        check("A 24-year-old man, 30 years old, and a boy of 9 years of age were hurt.");
        check("In the second attack, a quarter of the town burned.");
    }

    #[test]
    fn a_stretch_before_publication_is_an_interval() {
        check("Ten died in [the past three days|DURATION|P3D].");
        assert_eq!(
            interval("Ten died in the past three days."),
            "2016-12-13T00:00:00..2016-12-17T00:00:00 days"
        );
    }
}
