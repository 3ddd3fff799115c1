//! Whether the words around an expression look back or ahead.

use crate::form::Found;
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

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
    let token = words.get(at);
    if token.kind != Kind::Word || words.is(at, Class::NotVerb) || token.capital() && !token.upper() {
        return None;
    }
    let traits = &words.lexicon.traits;
    if ends_in(words.word(at), &traits.past_endings) {
        return Some(if at > 0 && words.is(at - 1, Class::Be) { Tense::Future } else { Tense::Past });
    }
    ends_in(words.word(at), &traits.future_endings).then_some(Tense::Future)
}

/// Whether a word has one of these endings and a stem before it.
fn ends_in(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| {
        let stem = word.len().checked_sub(ending.len()).filter(|stem| *stem > 1);
        stem.and_then(|stem| word.get(stem..)).is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
    })
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
