//! Times that repeat: "daily", "every day", "each July", "on Fridays", "twice a week", "per day".

use super::number::count;
use super::small;
use crate::calendar::{Season, Unit};
use crate::form::{Base, Count, Form, Part};
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

/// A repeating time at `at`.
pub(super) fn set(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    if let Some(code) = words.value(at, Class::Set) {
        let newspaper = words.get(at).capital() && words.before(at).capital() && !words.get(at).upper();
        let base = Base::Daily(Unit::of_code(code)?);
        return (!newspaper).then_some((Form::of(base), at + 1));
    }
    if let Some((each, next)) = words.phrase(at, Class::Each) {
        return every(words, next, each);
    }
    if words.is(at, Class::Plural) && words.named(at) {
        let weekday = small(words.value(at, Class::Weekday)?);
        return Some((Form::of(Base::EveryWeekday(weekday)), at + 1));
    }
    let per = words.is(at, Class::Per);
    let a = words.is(at, Class::Article) && follows_amount(words, at);
    let unit = Unit::of_code(words.value(at + 1, Class::Unit)?)?;
    let fits = unit >= Unit::Day && (per || a);
    fits.then_some((Form::of(Base::Every { count: Count::Exact(1), unit }), at + 2))
}

/// What follows "every" or "each".
fn every(words: &Words<'_>, at: usize, each: i32) -> Option<(Form, usize)> {
    let times = if each == 2 { Count::Exact(2) } else { Count::Exact(1) };
    if let Some(unit) = words.value(at, Class::Unit).and_then(Unit::of_code) {
        return (unit > Unit::Minute).then_some((Form::of(Base::Every { count: times, unit }), at + 1));
    }
    if let Some(weekday) = words.value(at, Class::Weekday) {
        return Some((Form::of(Base::EveryWeekday(small(weekday))), at + 1));
    }
    if let Some(month) = words.value(at, Class::Month) {
        return Some((Form::of(Base::EveryMonth(small(month))), at + 1));
    }
    if let Some(season) = words.value(at, Class::Season).and_then(Season::of_code) {
        return Some((Form::of(Base::EverySeason(season)), at + 1));
    }
    if let Some(part) = words.value(at, Class::Part).and_then(Part::of_code) {
        let day = Base::Every { count: Count::Exact(1), unit: Unit::Day };
        return Some((Form::of(day).part(part), at + 1));
    }
    if let Some(unit) = words.value(at, Class::Units).and_then(Unit::of_code) {
        return Some((Form::of(Base::Every { count: times, unit }), at + 1));
    }
    let (count, next) = count(words, at)?;
    let unit = Unit::of_code(words.value(next, Class::Units)?)?;
    Some((Form::of(Base::Every { count, unit }), next + 1))
}

/// Whether "a" in "30 a day", "twice a week", "tons a year" stands after an amount.
fn follows_amount(words: &Words<'_>, at: usize) -> bool {
    let before = words.before(at);
    let amount = Class::Number.bit() | Class::Counted.bit() | Class::Multiplier.bit() | Class::Units.bit();
    let sign = before.kind == Kind::Mark && words.word(at.wrapping_sub(1)) == "%";
    before.kind == Kind::Number || sign || before.classes & (amount | Class::Times.bit()) != 0
}

#[cfg(test)]
mod tests {
    use crate::check::check;

    #[test]
    fn times_that_repeat() {
        check("Shells fall [every day|SET|P1D], [each July|SET|XXXX-07] and on [Fridays|SET|XXXX-WXX-5].");
        check("It opens twice [a week|SET|P1W] and costs 30 lives [per month|SET|P1M].");
        check("They meet [every two weeks|SET|P2W].");
    }
}
