//! Numbers: days of a month, years, counts.

use crate::form::Count;
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

/// "14", "14th": a day of a month.
pub(super) fn day(words: &Words<'_>, at: usize) -> Option<(i8, usize)> {
    let (num, digits) = words.digits(at)?;
    if digits > 2 || !(1..=31).contains(&num) {
        return None;
    }
    let end = after_suffix(words, at + 1);
    let token = words.get(end);
    let glued = end == at + 1 && token.touches && matches!(token.kind, Kind::Word | Kind::Number);
    (!glued).then_some((i8::try_from(num).ok()?, end))
}

/// The token after "st", "nd", "rd", "th" that touches the number before, or `at`.
pub(super) fn after_suffix(words: &Words<'_>, at: usize) -> usize {
    at + usize::from(words.is(at, Class::OrdinalSuffix) && words.get(at).touches)
}

/// A year in four digits that nothing is glued to, 1000-2200.
pub(super) fn year4(words: &Words<'_>, at: usize) -> Option<i16> {
    let (num, digits) = words.digits(at)?;
    let fits = digits == 4 && (1000..=2200).contains(&num) && !words.glued_right(at);
    if fits { i16::try_from(num).ok() } else { None }
}

/// "16th", "sixteenth": an ordinal number above zero.
pub(super) fn ordinal(words: &Words<'_>, at: usize) -> Option<(i32, usize)> {
    if let Some((num, digits)) = words.digits(at) {
        let end = after_suffix(words, at + 1);
        return (end > at + 1 && digits <= 3).then_some((i32::try_from(num).ok()?, end));
    }
    if let Some(tens) = words.value(at, Class::Number).filter(|n| n % 10 == 0 && *n >= 20) {
        let next = at + 1 + usize::from(words.hyphen(at + 1));
        let ones = words.value(next, Class::Ordinal).filter(|n| (1..10).contains(n))?;
        return Some((tens + ones, next + 1));
    }
    words.value(at, Class::Ordinal).filter(|n| *n > 0).map(|n| (n, at + 1))
}

/// A count: "three", "twenty-four", "1,500", "two and a half", "several", "a", "a few".
#[inline]
pub(super) fn count(words: &Words<'_>, at: usize) -> Option<(Count, usize)> {
    const FIRST: u128 = Class::set(&[Class::Vague, Class::Number, Class::Article, Class::Multiplier]);
    let token = words.get(at);
    if token.begins() & FIRST == 0 && token.kind != Kind::Number { None } else { count_here(words, at) }
}

fn count_here(words: &Words<'_>, at: usize) -> Option<(Count, usize)> {
    if let Some((value, end)) = words.phrase(at, Class::Vague) {
        let count = match value {
            0 => Count::Unknown,
            -2 => Count::AndHalf(0),
            n => Count::Exact(u32::try_from(n).ok()?),
        };
        return Some((count, end));
    }
    let (n, end) = whole(words, at)?;
    if let Some((tenths, 1)) = decimal(words, end) {
        return Some((Count::Tenths(n.saturating_mul(10).saturating_add(tenths)), end + 2));
    }
    if let Some(end) = and_a_half(words, end) {
        return Some((Count::AndHalf(n), end));
    }
    Some((Count::Exact(n), end))
}

fn decimal(words: &Words<'_>, at: usize) -> Option<(u32, usize)> {
    let touches = words.mark(at, b'.') && words.get(at).touches && words.get(at + 1).touches;
    if touches { words.digits(at + 1) } else { None }
}

/// The token after "and a half", with spaces or hyphens.
fn and_a_half(words: &Words<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    for class in [Class::And, Class::Article, Class::Half] {
        at += usize::from(words.hyphen(at));
        if !words.is(at, class) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// A whole number in digits or words; "a" is one.
fn whole(words: &Words<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some((num, _)) = words.digits(at) {
        let grouped = words.mark(at + 1, b',') && words.get(at + 1).touches && words.get(at + 2).touches;
        return match words.digits(at + 2) {
            Some((rest, 3)) if grouped => Some((num.saturating_mul(1000).saturating_add(rest), at + 3)),
            _ => Some((num, at + 1)),
        };
    }
    let (mut n, mut at) = match words.phrase(at, Class::Number) {
        Some((n, end)) => (u32::try_from(n).ok()?, end),
        None if words.is(at, Class::Article) => (1, at + 1),
        None => (u32::try_from(words.value(at, Class::Multiplier)?).ok()?, at + 1),
    };
    if n >= 20 && n.is_multiple_of(10) {
        let next = at + usize::from(words.hyphen(at));
        if let Some(ones) = words.value(next, Class::Number).filter(|ones| *ones < 10) {
            n += u32::try_from(ones).ok()?;
            at = next + 1;
        }
    }
    if let Some(times) = words.value(at, Class::Multiplier) {
        n = n.saturating_mul(u32::try_from(times).ok()?);
        at += 1;
    }
    Some((n, at))
}
