//! What does not belong to the name of one who acts, though it stands in the same phrase: "fresh regime" strikes, "rebel
//! fire", "terrorists positioned" in a suburb.

use std::ops::Range;

use dateline_model::Role;

use super::phrases::Phrases;
use super::triggers::{Trigger, Voice};

/// The phrase without words that tell of the event rather than of who takes part; empty when nothing else is left, or
/// when it names nobody ("no group").
pub(super) fn tidied(phrases: &Phrases, trigger: &Trigger, role: Role, phrase: Range<usize>) -> Range<usize> {
    if !matches!(role, Role::Initiator | Role::Partner) || phrase.is_empty() {
        return phrase;
    }
    let class = |name| phrases.text.words.class(name);
    let Range { mut start, mut end } = phrase;
    if phrases.is(start, class("negative_noun")) {
        return start..start;
    }
    let is_modifier = trigger.voice == Voice::Nominal && end == trigger.tokens.start;
    while is_modifier && start < end && tells_of_event(phrases, start) {
        start += 1;
    }
    while end > start + 1 && is_tail(phrases, end - 1) {
        end -= 1;
    }
    let deeds = class("artillery").with(class("gun")).with(class("deed"));
    let is_deed = |at: usize| phrases.is(at, deeds) && !phrases.text.tokens[at].is_capital;
    while end > start + 1 && is_deed(end - 1) && !names_actor(phrases, end - 1) {
        end -= 1;
    }
    start..end
}

/// Whether a word before an event noun counts or judges the event: "three", "fresh", "suspected".
fn tells_of_event(phrases: &Phrases, at: usize) -> bool {
    let lower = phrases.text.lower(at);
    phrases.is(at, phrases.classes.det.with(phrases.text.words.class("event_adjective")))
        || dateline_tables::numbers::number_word(lower).is_some()
        || lower.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word behind a noun tells what those named did, or where they are: "positioned", "battling", "loyal".
fn is_tail(phrases: &Phrases, at: usize) -> bool {
    let words = phrases.text.words;
    let lower = phrases.text.lower(at);
    let class = |name| words.class(name);
    let someone = class("person").with(class("soldier")).with(class("fighter")).with(class("crowd"));
    let is_noun = phrases.is(at, someone.with(class("site")).with(class("unitword")).with(class("aircraft")));
    let is_form =
        lower.len() > 4 && (lower.ends_with("ed") || lower.ends_with("ing")) || words.is_past(lower);
    let is_name = phrases.text.tokens[at].is_capital || names_actor(phrases, at);
    !is_name && !is_noun && (is_form || phrases.is(at, class("tail")))
}

/// Whether the word belongs to a name of the actor table.
fn names_actor(phrases: &Phrases, at: usize) -> bool {
    phrases.text.actors.iter().any(|it| it.tokens.contains(&at))
}
