//! Holidays and feasts: "Christmas", "last Ramadan", "Eid al-Fitr 2016".

use super::number::year4;
use super::step;
use crate::form::Base;
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

/// A holiday at `at`.
pub(super) fn holiday(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let (step, next) = match step(words, at) {
        Some((step, next)) => (Some(step), next),
        None => (None, at),
    };
    let (idx, end) = words.phrase(next, Class::Holiday)?;
    let name = words.before(at).capital() && words.before(at).kind == Kind::Word && !words.before(at).upper();
    let named = name && step.is_none() && words.before(at).classes == 0;
    if named || !words.get(next).capital() {
        return None;
    }
    let (step, end) = match super::step_after(words, end) {
        Some((step, end)) => (Some(step), end),
        None => (step, end),
    };
    let of = end + usize::from(words.is(end, Class::Of) || words.mark(end, b','));
    let (year, end) = match year4(words, of) {
        Some(year) if !words.is(of + 1, Class::Counted) => (Some(year), of + 1),
        _ => (None, end),
    };
    Some((Base::Holiday { idx, year, step }, end))
}

#[cfg(test)]
mod tests {
    use crate::check::{check, interval};

    #[test]
    fn feasts_fall_on_their_days() {
        check("Guns fell silent at [Christmas|DATE|2015-12-25], and during [Eid al-Adha|DATE|2016-09-11].");
        check("A truce is planned for [New Year\'s Eve|DATE|2016-12-31].");
        check("The raid of [Ramadan 2015|DATE|2015-06-18] is not forgotten.");
    }

    #[test]
    fn a_month_of_fasting_lasts_a_month() {
        assert_eq!(interval("It was quiet in Ramadan."), "2016-06-06T00:00:00..2016-07-06T00:00:00 month");
    }
}
