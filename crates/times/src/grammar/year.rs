//! Years and longer: "1990", "'99", "fiscal 1989", "490 BC", "the 1990s", "the nineties", "the 20th century".

use super::date::full_year;
use super::number::{ordinal, year4};
use crate::form::{Base, DateForm};
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

/// A year, decade or century at `at`, "the" included where it belongs to the expression.
pub(super) fn year(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    decade(words, at)
        .or_else(|| century(words, at))
        .or_else(|| the_year(words, at))
        .or_else(|| fiscal(words, at))
        .or_else(|| with_era(words, at).map(|(year, end)| (of_year(year), end)))
        .or_else(|| spelled(words, at))
        .or_else(|| short(words, at))
        .or_else(|| bare(words, at))
}

fn of_year(year: i16) -> Base {
    Base::Date(DateForm { year: Some(year), ..DateForm::default() })
}

/// "490 BC", "AD 79", as an astronomical year.
pub(super) fn with_era(words: &Words<'_>, at: usize) -> Option<(i16, usize)> {
    let (num, digits) = words.digits(at)?;
    let era = words.value(at + 1, Class::Era)?;
    if digits > 4 || num == 0 || words.glued_left(at) || !words.get(at + 1).capital() {
        return None;
    }
    let year = i16::try_from(num).ok()?;
    Some((if era < 0 { 1 - year } else { year }, at + 2))
}

/// A year in four digits for which the words around speak.
fn bare(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let year = year4(words, at)?;
    if words.glued_left(at) {
        return None;
    }
    let before = words.before(at);
    let hyphenated = before.id == crate::lexicon::mark_id(b'-') && before.touches && words.get(at).touches;
    let last = at.wrapping_sub(2);
    if hyphenated && !(words.get(last).kind == Kind::Number || words.is(last, Class::Edge)) {
        return None;
    }
    let led = at > 0 && words.is(at - 1, Class::YearPrep);
    let strongly = at > 0 && words.value(at - 1, Class::YearPrep) == Some(2);
    let counted = words.is(at + 1, Class::Counted) && (!strongly || words.get(at + 1).capital());
    let numbered = at > 0 && words.is(at - 1, Class::Numbered) && !words.is(at - 1, Class::YearPrep);
    if counted || numbered || quantity_follows(words, at + 1) {
        return None;
    }
    let heads = words.get(at).opens && (words.get(at + 1).opens || words.mark(at + 1, b':'));
    let bracket = words.mark(at.wrapping_sub(1), b'(') || words.mark(at + 1, b')');
    let possessive = at > 1 && words.mark(at - 2, b'\'') && before.touches && before.kind == Kind::Word;
    let listed = hyphenated || words.hyphen(at + 1) || words.mark(at.wrapping_sub(1), b',');
    let modern = (1900..=2100).contains(&year);
    let range =
        hyphenated && year4(words, last).is_some() || words.hyphen(at + 1) && year4(words, at + 2).is_some();
    let first = words.get(at).opens;
    let stands = led
        || heads
        || bracket
        || range
        || modern && first
        || modern && (possessive || listed || before.kind == Kind::Word);
    stands.then_some((of_year(year), at + 1))
}

/// "1990 more", "2000 km", "1990 per cent".
fn quantity_follows(words: &Words<'_>, at: usize) -> bool {
    let unit = words.is(at, Class::Meridiem)
        || words.is(at, Class::Units)
        || words.is(at, Class::Multiplier)
        || words.is(at, Class::Number);
    unit && !words.get(at).opens && !words.get(at).capital()
}

/// "the year 2000", "year two thousand".
fn the_year(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let inner = at + usize::from(words.is(at, Class::The));
    if words.value(inner, Class::Unit) != Some(7) {
        return None;
    }
    if let Some(year) = year4(words, inner + 1) {
        return Some((of_year(year), inner + 2));
    }
    spelled(words, inner + 1)
}

/// "fiscal 1989", "fiscal year 2017".
fn fiscal(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    if !words.is(at, Class::Fiscal) {
        return None;
    }
    let next = at + 1 + usize::from(words.value(at + 1, Class::Unit) == Some(7));
    Some((of_year(year4(words, next)?), next + 1))
}

/// "nineteen ninety-six", "two thousand and four", "two thousand".
pub(super) fn spelled(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let first = words.value(at, Class::Number)?;
    if words.value(at + 1, Class::Multiplier) == Some(1000) && first == 2 {
        let and = at + 2 + usize::from(words.is(at + 2, Class::And));
        if let Some((rest, end)) = below_hundred(words, and) {
            return Some((of_year(i16::try_from(2000 + rest).ok()?), end));
        }
        let asked = at > 0 && (words.value(at - 1, Class::Unit) == Some(7));
        return asked.then_some((of_year(2000), at + 2));
    }
    if !(15..=20).contains(&first) {
        return None;
    }
    let (rest, end) = below_hundred(words, at + 1)?;
    let year = i16::try_from(first * 100 + rest).ok()?;
    (rest >= 10 && !words.is(end, Class::Counted)).then_some((of_year(year), end))
}

fn below_hundred(words: &Words<'_>, at: usize) -> Option<(i32, usize)> {
    let n = words.value(at, Class::Number)?;
    if n >= 20 && n % 10 == 0 {
        let next = at + 1 + usize::from(words.hyphen(at + 1));
        if let Some(ones) = words.value(next, Class::Number).filter(|ones| *ones < 10) {
            return Some((n + ones, next + 1));
        }
    }
    Some((n, at + 1))
}

/// "'99", "'99s" is a decade and handled there.
fn short(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    if !words.mark(at, b'\'') || words.get(at).touches || !words.get(at + 1).touches {
        return None;
    }
    let (num, 2) = words.digits(at + 1)? else { return None };
    let open = words.glued_right(at + 1) || words.mark(at + 2, b'\'');
    let base = Base::Date(DateForm { year: Some(full_year(num)), short_year: true, ..DateForm::default() });
    (!open).then_some((base, at + 2))
}

/// "1990s", "the 1990s", "'90s", "the nineties".
fn decade(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let inner = at + usize::from(words.is(at, Class::The));
    if words.is(inner, Class::DecadeLead) {
        return led_decade(words, inner + 1);
    }
    if let Some(decade) = words.value(inner, Class::Decade) {
        let asked = inner > at || at > 0 && (words.is(at - 1, Class::Edge) || words.mark(at - 1, b'-'));
        let decade = i16::try_from(decade).ok()?;
        return asked.then_some((Base::Decade { decade, full: false }, inner + 1));
    }
    let digits = inner + usize::from(words.mark(inner, b'\''));
    let (num, len) = words.digits(digits)?;
    let mut end = digits + 1;
    end += usize::from(words.mark(end, b'\'') && words.get(end).touches);
    let plural = words.get(end).touches && words.word(end).eq_ignore_ascii_case("s");
    if !plural || num % 10 != 0 {
        return None;
    }
    let decade = i16::try_from(num / 10).ok()?;
    if len == 3 && words.value(end + 1, Class::Era) == Some(-1) {
        return Some((Base::Decade { decade: -decade - 1, full: true }, end + 2));
    }
    match len {
        4 if (1000..=2200).contains(&num) => Some((Base::Decade { decade, full: true }, end + 1)),
        2 => Some((Base::Decade { decade, full: false }, end + 1)),
        _ => None,
    }
}

/// "années 1990", "années 90".
fn led_decade(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let (num, len) = words.digits(at).filter(|(num, _)| num % 10 == 0)?;
    let decade = i16::try_from(num / 10).ok()?;
    let full = len == 4 && (1000..=2200).contains(&num);
    (full || len == 2).then_some((Base::Decade { decade, full }, at + 1))
}

/// "the 20th century", "the ninth century BC".
fn century(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let inner = at + usize::from(words.is(at, Class::The));
    let (n, next) = ordinal(words, inner)?;
    let next = next + usize::from(words.hyphen(next));
    if words.value(next, Class::Unit) != Some(9) || !(1..=22).contains(&n) {
        return None;
    }
    let n = i16::try_from(n).ok()?;
    match words.value(next + 1, Class::Era) {
        Some(-1) => Some((Base::Century(-n), next + 2)),
        Some(_) => Some((Base::Century(n - 1), next + 2)),
        None => Some((Base::Century(n - 1), next + 1)),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;

    #[test]
    fn years_stand_where_the_words_ask_for_one() {
        check("He fled in [1982|DATE|1982] and came back after the [2003|DATE|2003] invasion.");
        check("The [1992|DATE|1992]-[93|DATE|1993] war, the class of [\'99|DATE|1999]");
        check("By [fiscal 1989|DATE|1989] it had doubled.");
        check(
            "The city burned in [146 BC|DATE|BC0146], after a siege ([149|DATE|BC0149] to [146 BC|DATE|BC0146]).",
        );
        check("In [nineteen ninety-six|DATE|1996] he left.");
    }

    #[test]
    fn numbers_that_are_no_years() {
        check("Some 2016 people fled and 1,950 houses burned.");
        check("Resolution 2254 was read at 1920 Street, near hill 1984.");
        check("It cost $1990 and weighed 2000 kg.");
        check("The T4 base and the 7th Division were hit by 1990 shells.");
    }

    #[test]
    fn decades_and_centuries() {
        check("Since [the 1990s|DATE|199] the border has been shut.");
        check("In [the nineties|DATE|199] it was open.");
        check("A fort of [the 19th century|DATE|18] stands there.");
    }
}
