//! Which of the events of a sentence a count belongs to: of people harmed, of things lost.

use super::counts::{CountMention, find_casualties};
use super::draft::Draft;
use super::events::SentenceEvent;
use super::materiel::find_materiel;
use super::phrases::Phrases;
use dateline_model::Note;

/// Gives the counts and the materiel of a sentence to its drafts, each to the event whose trigger stands nearest to its word of harm.
/// Counts of older events that the sentence only recalls are given to none.
pub(crate) fn assign_counts(phrases: &Phrases, sentence: usize, drafts: &mut [Draft]) -> Vec<Note> {
    let (counts, notes) = find_casualties(phrases.text, sentence);
    for CountMention { casualty, anchor, background, .. } in counts {
        let nearest = drafts.iter_mut().min_by_key(|draft| distance(&draft.event, anchor));
        if let Some(draft) = nearest.filter(|_| !background) {
            draft.casualties.push(casualty);
        }
    }
    for item in find_materiel(phrases.text, sentence) {
        let nearest = drafts.iter_mut().min_by_key(|draft| distance(&draft.event, item.anchor));
        if let Some(draft) = nearest {
            draft.materiel.push(item.materiel);
        }
    }
    notes
}

/// Tokens between a word and the nearest trigger of the event; 0 within one.
fn distance(event: &SentenceEvent, anchor: usize) -> usize {
    let to = |start: usize, end: usize| start.saturating_sub(anchor) + (anchor + 1).saturating_sub(end);
    event.triggers().map(|trigger| to(trigger.tokens.start, trigger.tokens.end)).min().unwrap_or(usize::MAX)
}
