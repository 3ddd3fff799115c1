//! Seasons, quarters and halves: "the summer of 2003", "this fall", "the third quarter", "first half of 2016".

use super::date::year_step;
use super::number::{ordinal, year4};
use super::{small, step};
use crate::calendar::{Season, Unit};
use crate::form::{Base, Step};
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

/// A season, "the" included.
pub(super) fn season(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    if let (Some(year), Some(season)) = (year4(words, at), words.value(at + 1, Class::Season)) {
        let season = Season::of_code(season)?;
        return Some((Base::Season { season, year: Some(year), step: None }, at + 2));
    }
    let (step, next, led) = match step(words, at) {
        Some((step, next)) => (Some(step), next, true),
        None if words.is(at, Class::The) => (None, at + 1, true),
        None => (None, at, false),
    };
    let season = Season::of_code(words.value(next, Class::Season)?)?;
    let token = words.get(next);
    let end = next + 1;
    let (year, step, end) = match year_after(words, end) {
        Some((year, year_step, end)) => (year, year_step.or(step), end),
        None => match super::step_after(words, end) {
            Some((step, end)) => (None, Some(step), end),
            None => (None, step, end),
        },
    };
    if year.is_none() && step.is_none() {
        let of = words.is(end, Class::Of);
        let asks = led || next > 0 && words.is(next - 1, Class::TimePrep);
        let ambiguous = token.classes & Class::Ambiguous.bit() != 0;
        let edged = next > 0 && words.is(next - 1, Class::Edge);
        let of_what = ambiguous && of && !edged;
        let place = ambiguous && led && !words.is(at.wrapping_sub(1), Class::TimePrep);
        let before = next.wrapping_sub(1);
        let noun_phrase =
            [Class::The, Class::Article, Class::Possessive].iter().any(|class| words.is(before, *class));
        let attribute = modifies(words, end) && (noun_phrase || token.capital());
        let verb = ambiguous && !attribute && !led && !edged && !words.is(next.wrapping_sub(1), Class::Of);
        let name =
            token.capital() && words.before(at).capital() && words.before(at).kind == Kind::Word && !led;
        let adjective = step.is_none() && next > at && modifies(words, end);
        let name = name && !(attribute && words.get(end).capital());
        if adjective || of_what || place || verb || name || ambiguous && !asks && !edged && !attribute {
            return None;
        }
    }
    Some((Base::Season { season, year, step }, end))
}

/// Whether a noun follows that the season only describes: "the summer offensive".
fn modifies(words: &Words<'_>, at: usize) -> bool {
    let token = words.get(at);
    let function = [
        Class::TimePrep,
        Class::And,
        Class::To,
        Class::Past,
        Class::Of,
        Class::Future,
        Class::YearPrep,
        Class::At,
    ];
    let functional = function.iter().any(|class| words.is(at, *class));
    let verb = words.word(at).len() > 3 && words.word(at).to_ascii_lowercase().ends_with("ed");
    token.kind == Kind::Word && !token.opens && !functional && !verb && !words.is(at, Class::Offset)
}

/// "of 2003", "2003", ", 2003", "of that year".
fn year_after(words: &Words<'_>, at: usize) -> Option<(Option<i16>, Option<Step>, usize)> {
    let next = at + usize::from(words.is(at, Class::Of) || words.mark(at, b','));
    if let Some((year, end)) = super::year::with_era(words, next) {
        return Some((Some(year), None, end));
    }
    if let Some(year) = year4(words, next) {
        return (!words.is(next + 1, Class::Counted)).then_some((Some(year), None, next + 1));
    }
    let (step, end) = year_step(words, next).filter(|_| words.is(at, Class::Of))?;
    Some((None, Some(step), end))
}

/// A quarter or half of a year: "the third quarter of 1990", "this year's first quarter", "third-quarter".
pub(super) fn quarter(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let (step, next) = match year_step(words, at) {
        Some((step, next)) if words.mark(next, b'\'') => (Some(step), next + 2),
        _ => (None, at + usize::from(words.is(at, Class::The) || words.is(at, Class::Possessive))),
    };
    let (front_year, next) = match year4(words, next) {
        Some(year) => (Some(year), next + 1),
        None => (None, next),
    };
    let next = next + usize::from(words.is(next, Class::Fiscal));
    let next = next + usize::from(words.hyphen(next));
    let (n, unit) = ordinal(words, next)?;
    let adjective = words.hyphen(unit);
    if adjective && next > at && front_year.is_none() && step.is_none() && !words.is(at, Class::Fiscal) {
        return None;
    }
    let unit = unit + usize::from(adjective);
    let half = words.is(unit, Class::Half);
    if !half && words.value(unit, Class::Unit).and_then(Unit::of_code) != Some(Unit::Quarter) {
        return None;
    }
    if !(1..=if half { 2 } else { 4 }).contains(&n) {
        return None;
    }
    let after = year_after(words, unit + 1);
    let n = small(n);
    let (year, step, end) = match after {
        Some((year, year_step, end)) => (year.or(front_year), year_step.or(step), end),
        None => (front_year, step, unit + 1),
    };
    if !half {
        return Some((Base::Quarter { n, year, step }, end));
    }
    (year.is_some() || step.is_some()).then_some((Base::Half { n, year, step }, end))
}

#[cfg(test)]
mod tests {
    use crate::check::check;

    #[test]
    fn seasons_and_quarters() {
        check("The road opened in [the summer of 2003|DATE|2003-SU].");
        check("They will attack [this winter|DATE|2016-WI].");
        check(
            "Output fell in [the third quarter|DATE|2016-Q3] and rose in [the first half of 2015|DATE|2015-H1].",
        );
        check("[Last summer|DATE|2016-SU] was dry.");
    }

    #[test]
    fn falls_and_springs_that_are_no_seasons() {
        check("After the fall of the city, shells fall [daily|SET|XXXX-XX-XX] near the spring.");
    }
}
