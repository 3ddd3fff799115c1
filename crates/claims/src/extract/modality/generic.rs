//! What is told of as general: the simple present without a day, a place or a number.
//!
//! "Gangs that rob lorries", "drones scatter small bombs": the past is the tense of news. Headlines use the present
//! too, but end without a full stop, and leads in the present name a place, a day or a count.

use super::scope::Scope;
use crate::annotate::tokens::TokenKind;
use crate::extract::phrases::Phrases;
use crate::extract::triggers::{Trigger, Voice};

/// Whether the sentence of `trigger` tells what happens in general, rather than maybe of one event.
pub(crate) fn is_generic_present(phrases: &Phrases, trigger: &Trigger) -> bool {
    let scope = Scope::new(phrases, &trigger.tokens);
    let verb = trigger.tokens.start;
    trigger.voice == Voice::Active
        && !trigger.rule.is_weak
        && is_present(&scope, verb)
        && is_sentence(&scope)
        && has_own_subject(&scope, verb)
        && !is_particular(&scope)
        && super::influences::influences(&scope).is_empty()
}

/// Whether the word is a present form: neither past nor participle, nor of a verb whose past looks the same.
fn is_present(scope: &Scope, verb: usize) -> bool {
    let words = scope.phrases.text.words;
    let lower = scope.lower(verb);
    let is_other = lower.ends_with("ed") || lower.ends_with("ing") || words.is_past(lower);
    !is_other && !scope.is(verb, words.class("same_past"))
}

/// Whether the sentence is written as one: small letters, a full stop.
fn is_sentence(scope: &Scope) -> bool {
    let text = scope.phrases.text;
    let is_upper = text.sentences.get(text.sentence_of(scope.trigger.start)).is_some_and(|it| it.is_upper);
    let mut last = scope.sentence.clone().rev();
    !is_upper
        && last
            .find(|&at| scope.lower(at).chars().any(|c| !"\"”’)".contains(c)))
            .is_some_and(|at| scope.lower(at) == ".")
}

/// Whether the verb has a subject that opens its clause, so that it is finite: not "saw a jet bomb the bridge".
fn has_own_subject(scope: &Scope, verb: usize) -> bool {
    let subject = scope.phrases.ending_at(verb, scope.sentence.start);
    let before = if subject.is_empty() { verb } else { subject.start };
    let opens = before == scope.sentence.start || scope.breaks(before - 1);
    opens && (!subject.is_empty() || before > scope.sentence.start && scope.is(before - 1, scope.relative))
}

/// Whether the sentence names a place, tells a day or counts something.
fn is_particular(scope: &Scope) -> bool {
    let text = scope.phrases.text;
    let sentence = text.span(scope.sentence.clone());
    text.toponyms.iter().any(|it| sentence.contains(it.span))
        || text.times.iter().any(|it| sentence.contains(it.span))
        || scope.sentence.clone().any(|at| {
            text.tokens[at].kind == TokenKind::Number
                || dateline_tables::numbers::number_word(text.lower(at)).is_some()
        })
}
