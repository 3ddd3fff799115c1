//! The grammar: one module for each family of expressions.
//!
//! Each family is a function of the words and a place, and gives back what stands there and the token after it.
//! All look a bounded number of tokens ahead, so that the whole stays linear. [`whole`] joins them: parts of the
//! day, edges ("early", "the end of") and clock times around a date.

mod number;
mod date;
mod numeric;
mod year;
mod weekday;
mod near;
mod season;
mod holiday;
mod clock;
mod length;
mod set;
mod night;
mod whole;
mod list;

pub(crate) use list::split_lists;
pub(crate) use whole::expression;

use crate::form::{From, Step};
use crate::lexicon::Class;
use crate::words::Words;

/// What every expression holds one of, beside digits: the rest ("the", "two", "last", "early") only leads to it. A rule
/// for expressions without any of these needs its class here, or no reading of it begins.
pub(crate) const NUCLEI: u128 = Class::set(&[
    Class::Month,
    Class::Weekday,
    Class::Plural,
    Class::Unit,
    Class::Units,
    Class::Part,
    Class::PartAfter,
    Class::Parts,
    Class::Point,
    Class::DayShift,
    Class::Tonight,
    Class::Season,
    Class::Set,
    Class::Reference,
    Class::NarratedReference,
    Class::VagueLength,
    Class::TimeWord,
    Class::Soon,
    Class::Meridiem,
    Class::Decade,
    Class::Holiday,
    Class::NearDay,
]);

/// "last", "next", "this", or with `the` before it "following", "same": the step, and the token after it.
#[inline]
fn step(words: &Words<'_>, at: usize) -> Option<(Step, usize)> {
    const FIRST: u128 = Class::set(&[Class::Shift, Class::ReferenceShift, Class::The]);
    if words.get(at).begins() & FIRST == 0 { None } else { step_here(words, at) }
}

fn step_here(words: &Words<'_>, at: usize) -> Option<(Step, usize)> {
    if let Some((n, end)) = words.phrase(at, Class::Shift) {
        return Some((Step { n: small(n), from: From::Speech }, end));
    }
    let inner = if words.is(at, Class::The) { at + 1 } else { at };
    if inner > at
        && let Some((n, end)) = words.phrase(at, Class::ReferenceShift)
    {
        return Some((Step { n: small(n), from: From::Mention }, end));
    }
    if let Some((n, end)) = words.phrase(inner, Class::ReferenceShift) {
        return Some((Step { n: small(n), from: From::Mention }, end));
    }
    if inner > at
        && let Some((n, end)) = words.phrase(inner, Class::Shift)
    {
        return Some((Step { n: small(n), from: From::Speech }, end));
    }
    None
}

/// "dernier", "suivant" after a unit, week day, month or season: the step, and the token after it.
fn step_after(words: &Words<'_>, at: usize) -> Option<(Step, usize)> {
    if words.get(at).opens {
        return None;
    }
    if let Some((n, end)) = words.phrase(at, Class::ShiftAfter) {
        return Some((Step { n: small(n), from: From::Speech }, end));
    }
    let (n, end) = words.phrase(at, Class::ReferenceShiftAfter)?;
    Some((Step { n: small(n), from: From::Mention }, end))
}

/// A table value as a small number.
fn small(value: i32) -> i8 {
    i8::try_from(value).unwrap_or_default()
}
