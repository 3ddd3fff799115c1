//! The room `extract`: from marked text to claims that are not yet resolved.
//!
//! Sentence by sentence: [`triggers`] (words that stand for an event, by [`rules`]) -> [`events`] (which of them are
//! one happening) -> [`roles`], [`means`], [`whereabouts`], [`timing`] (who, with what, where, when). What a sentence
//! leaves out it may take from the one before ([`carry`]).

pub(crate) mod rules;
pub(crate) mod phrases;
pub(crate) mod triggers;
pub(crate) mod events;
pub(crate) mod roles;
pub(crate) mod means;
pub(crate) mod whereabouts;
pub(crate) mod timing;
pub(crate) mod counts;
pub(crate) mod draft;
pub(crate) mod assign;
pub(crate) mod carry;
pub(crate) mod speech;
pub(crate) mod modality;

#[cfg(test)]
mod rule_tests;

use dateline_model::{Note, NoteKind};

pub(crate) use self::draft::Draft;

use self::phrases::Phrases;
use self::rules::Rules;
use crate::annotate::Annotated;

/// The claims of `text`, in the order of their sentences, and what was noticed. Spans are those of `text`.
pub(crate) fn extract(text: &Annotated) -> (Vec<Draft>, Vec<Note>) {
    let phrases = Phrases::new(text);
    let mut drafts = Vec::new();
    let mut notes = Vec::new();
    for (idx, sentence) in text.sentences.iter().enumerate() {
        if sentence.is_cut {
            let detail = format!("cut after {} tokens", sentence.tokens.len());
            notes.push(Note { kind: NoteKind::SentenceCut, span: Some(sentence.span), detail });
        }
        let triggers = triggers::find_triggers(&phrases, &sentence.tokens, Rules::english());
        let events = events::find_events(&phrases, triggers);
        let mut own = draft::draft_sentence(&phrases, idx, &events);
        notes.extend(assign::assign_counts(&phrases, idx, &mut own));
        drafts.append(&mut own);
    }
    carry::carry_over(&phrases, &mut drafts);
    let drafts = keep_telling(text, drafts, &mut notes);
    (drafts, notes)
}

/// The drafts that tell something; the others become notes. Numbers of drafts are set right.
fn keep_telling(text: &Annotated, drafts: Vec<Draft>, notes: &mut Vec<Note>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut places: Vec<Option<usize>> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        if draft.is_bare() {
            let span = text.span(draft.event.main.tokens.clone());
            let detail = text.words_of(span).to_owned();
            notes.push(Note { kind: NoteKind::BareTrigger, span: Some(span), detail });
            places.push(None);
            continue;
        }
        draft.continues = draft.continues.and_then(|idx| places.get(idx).copied().flatten());
        places.push(Some(kept.len()));
        kept.push(draft);
    }
    kept
}
