//! Whom "she", "it" and "the group" mean when the report has named them but not let them speak before.

use std::ops::Range;

use dateline_model::SpeakerKind;
use dateline_tables::speech::SpeakerNumber;

use super::reader::Reader;
use super::speakers::{Reading, read_speaker};

/// Sentences before the pronoun in which the one it means may stand.
const MAX_AWAY: usize = 2;

/// The one whom `words`, read as `reading`, mean: for "he" and "she" the person at the head of a sentence before, for
/// "it" the body there, for "the group" the armed group named last. `None` when no sentence near brings one.
pub(super) fn introduced(r: &Reader, words: &Range<usize>, reading: &Reading) -> Option<Reading> {
    let here = r.text.sentence_of(words.start);
    let near = here.saturating_sub(MAX_AWAY)..here;
    if words.len() == 1 && r.is(words.start, r.text.words.class("person_pronoun")) {
        return near.rev().find_map(|sentence| person_at_head(r, sentence));
    }
    if words.len() == 1 && r.lower(words.start) == "it" {
        return near.rev().find_map(|sentence| body_at_head(r, sentence));
    }
    let is_group = reading.number == SpeakerNumber::Group && reading.speaker.kind == SpeakerKind::Unnamed;
    if !is_group || words.len() != 2 || r.lower(words.start) != "the" {
        return None;
    }
    let actor = r.text.actors.iter().rev().find(|actor| {
        actor.row.kind == "armed_group"
            && actor.tokens.end <= words.start
            && r.text.sentence_of(actor.tokens.start) >= near.start
    })?;
    Some(read_speaker(r, &actor.tokens, &actor.tokens, None))
}

/// The person that a sentence begins with: one of a trade or office, or a name of two words and more.
fn person_at_head(r: &Reader, sentence: usize) -> Option<Reading> {
    let words = head(r, sentence)?;
    let span = r.text.span(words.clone());
    let names_other = r.text.toponyms.iter().any(|it| it.span.overlaps(span))
        || r.text.actors.iter().any(|it| it.span.overlaps(span));
    let is_name = words.len() > 1 && !names_other && words.clone().all(|at| r.is_capital(at));
    let is_person = is_name || holds_noun(r, &words, SpeakerNumber::Person);
    is_person.then(|| read_speaker(r, &words, &words, None))
}

/// The office, hospital or party that a sentence begins with.
fn body_at_head(r: &Reader, sentence: usize) -> Option<Reading> {
    let words = head(r, sentence)?;
    holds_noun(r, &words, SpeakerNumber::Group).then(|| read_speaker(r, &words, &words, None))
}

/// The noun phrase that a sentence begins with, up to its verb where that is a past form.
fn head(r: &Reader, sentence: usize) -> Option<Range<usize>> {
    let tokens = r.text.sentences.get(sentence)?.tokens.clone();
    let words = r.phrases.starting_at(tokens.start, tokens.end);
    let is_past = |at: &usize| r.text.words.is_past(r.lower(*at)) || r.lower(*at).ends_with("ed");
    let verb = (words.start + 2..words.end).find(|at| is_past(at) && !r.is_capital(*at));
    Some(words.start..verb.unwrap_or(words.end))
}

fn holds_noun(r: &Reader, words: &Range<usize>, number: SpeakerNumber) -> bool {
    words.clone().any(|at| r.noun_at(at, words.end).is_some_and(|(_, noun)| noun.number == number))
}
