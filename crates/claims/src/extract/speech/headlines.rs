//! Speakers of headlines: "Police: five killed", "Five killed in strike - police".

use std::ops::Range;

use dateline_model::{SpeakerKind, Stance};

use super::attributions::Attribution;
use super::contents::Side;
use super::reader::Reader;
use super::subjects::Who;

/// Words the speaker of a headline may hold.
const MAX_SPEAKER: usize = 5;

/// The speaker whom a headline sets apart by a colon or a dash; `None` when it has none.
pub(super) fn find_headline(r: &Reader, sentence: &Range<usize>, number: usize) -> Option<Attribution> {
    let ends_open = !matches!(r.lower(sentence.end.checked_sub(1)?), "." | "!" | "?");
    let mark = |at: &usize| matches!(r.lower(*at), ":" | "-" | "–" | "—");
    let first = sentence.clone().take(MAX_SPEAKER + 1).find(mark);
    if let Some(at) = first.filter(|&at| r.lower(at) == ":" && names_speaker(r, sentence.start..at)) {
        return Some(build(sentence.start..at, at + 1..sentence.end, number, Side::After));
    }
    let last = sentence.clone().rev().take(MAX_SPEAKER + 1).find(mark).filter(|_| ends_open)?;
    let name = last + 1..sentence.end;
    let is_set_apart = last > sentence.start + 3 && names_speaker(r, name.clone());
    is_set_apart.then(|| build(name, sentence.start..last, number, Side::Before))
}

fn names_speaker(r: &Reader, words: Range<usize>) -> bool {
    let speaks = words.clone().any(|at| {
        r.noun_at(at, words.end)
            .is_some_and(|(_, noun)| noun.strength > 1 || noun.kind != SpeakerKind::Unnamed)
    });
    let bare = words.clone().all(|at| !r.is(at, r.phrases.classes.prep) && !r.is_mark(at));
    !words.is_empty() && speaks && bare
}

fn build(words: Range<usize>, content: Range<usize>, sentence: usize, side: Side) -> Attribution {
    Attribution {
        start: words.start,
        who: Who::plain(words),
        cue: None,
        content,
        side,
        stance: Stance::Says,
        relay: None,
        relayed_by: None,
        sentence,
    }
}
