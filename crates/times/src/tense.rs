//! Whether the words around an expression look back or ahead.

use crate::form::Found;
use crate::lexicon::Class;
use crate::words::{Kind, Words};

/// Where the clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How many tokens are looked at on each side.
const REACH: usize = 14;

/// The tense of the verb nearest to the expression: before it in its sentence, else after it.
pub(crate) fn tense(words: &Words<'_>, found: &Found) -> Tense {
    let mut at = found.start;
    for _ in 0..REACH {
        let Some(before) = at.checked_sub(1) else { break };
        if words.get(at).opens || ends_sentence(words, before) {
            break;
        }
        at = before;
        if let Some(tense) = verb(words, at) {
            return tense;
        }
    }
    for at in found.end..found.end + REACH {
        if words.get(at).opens || ends_sentence(words, at) {
            break;
        }
        if let Some(tense) = verb(words, at) {
            return tense;
        }
    }
    Tense::Unknown
}

fn verb(words: &Words<'_>, at: usize) -> Option<Tense> {
    if words.is(at, Class::Future) || words.is(at, Class::Intends) && words.is(at + 1, Class::To) {
        return Some(Tense::Future);
    }
    if words.is(at, Class::Past) {
        return Some(Tense::Past);
    }
    let word = words.word(at);
    let ed = word.len() > 3 && word.get(word.len() - 2..).is_some_and(|tail| tail.eq_ignore_ascii_case("ed"));
    let verb = ed && words.get(at).kind == Kind::Word && !words.is(at, Class::NotVerb);
    if !verb || words.get(at).capital() && !words.get(at).upper() {
        return None;
    }
    Some(if at > 0 && words.is(at - 1, Class::Be) { Tense::Future } else { Tense::Past })
}

/// Whether the token is a full stop that ends a sentence.
pub(crate) fn ends_sentence(words: &Words<'_>, at: usize) -> bool {
    if words.mark(at, b'!') || words.mark(at, b'?') {
        return true;
    }
    let next = words.get(at + 1);
    let abbreviates = words.is(at.wrapping_sub(1), Class::Abbreviation) || next.kind == Kind::Number;
    words.mark(at, b'.') && (next.capital() || next.kind != Kind::Word) && !next.touches && !abbreviates
}
