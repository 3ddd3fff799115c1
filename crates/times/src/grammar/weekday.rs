//! Week days: "Thursday", "last Friday", "this past Monday", "the following Sunday", "Thurs."

use super::date::after_stop;
use super::{small, step};
use crate::form::{Base, From};
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

/// A week day at `at`, with "last" or "the following" before it.
pub(super) fn weekday(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    if words.is(at, Class::Weekday) {
        let (weekday, end) = name(words, at)?;
        return Some(match super::step_after(words, end) {
            Some((step, end)) => (Base::Weekday { weekday, step: Some(step) }, end),
            None => (Base::Weekday { weekday, step: None }, end),
        });
    }
    let (step, next) = step(words, at)?;
    let (weekday, end) = name(words, next)?;
    // "Rushed to hospital following Friday's attack": that of publication, after which something came.
    if step.from == From::Mention && step.n > 0 && !words.is(at, Class::The) {
        return None;
    }
    Some((Base::Weekday { weekday, step: Some(step) }, end))
}

/// One week day's name and the token after it; a plural is none ("on Fridays" is a set).
fn name(words: &Words<'_>, at: usize) -> Option<(i8, usize)> {
    let weekday = small(words.value(at, Class::Weekday)?);
    if words.is(at, Class::Plural) {
        return None;
    }
    let end = after_stop(words, at);
    if words.is(at, Class::Abbreviation) {
        let short = words.is(at, Class::Ambiguous);
        let stands = words.get(at).capital() && (end > at + 1 || words.get(at).upper() && !short);
        return stands.then_some((weekday, end));
    }
    let next = words.get(end);
    let paper = next.capital()
        && !next.upper()
        && next.kind == Kind::Word
        && next.classes & Class::Numbered.bit() != 0;
    (!paper).then_some((weekday, end))
}

#[cfg(test)]
mod tests {
    use crate::check::{check, check_at, check_undated};

    #[test]
    fn the_tense_decides_which_one() {
        check("Shells fell on [Thursday|DATE|2016-12-15], officials said.");
        check("The envoys will meet [Thursday|DATE|2016-12-22].");
        check("Talks are due to resume on [Monday|DATE|2016-12-19].");
        check("[Friday|DATE|2016-12-16]\'s attack killed two.");
        check("Two died [last Friday|DATE|2016-12-09].");
        check("He was flown out following [Friday|DATE|2016-12-16]\'s attack.");
        check("They agreed to return on [Tuesday|DATE|2016-12-20].");
    }

    #[test]
    fn week_days_of_other_days() {
        check_at("2017-01-02", "He was killed on [Saturday|DATE|2016-12-31].");
        check_undated("He was killed on [Saturday|DATE|XXXX-WXX-6].");
    }

    #[test]
    fn short_forms_need_their_full_stop() {
        check("He was seen on [Thurs.|DATE|2016-12-15] and sat in the sun.");
    }
}
