//! Cues where they stand, and the subject each of them has.

use std::ops::Range;

use dateline_tables::speech::{CueForm, SpeechCue};

use super::attributions::Attribution;
use super::contents::Side;
use super::reader::Reader;
use super::subjects::{Who, subject_before};
use crate::annotate::tokens::TokenKind;

/// A cue where it stands.
pub(super) struct Hit {
    pub(super) tokens: Range<usize>,
    pub(super) cue: SpeechCue,
    /// First token of the auxiliaries and adverbs before it.
    pub(super) group: usize,
    /// First token of the auxiliaries right before it.
    pub(super) group_of_auxiliaries: usize,
    pub(super) sentence: Range<usize>,
    /// First token that the subject may reach.
    pub(super) floor: usize,
}

/// The attribution that `hit` makes with this speaker and content.
pub(super) fn attribution(hit: &Hit, who: Who, content: Range<usize>, side: Side) -> Attribution {
    let start = who.start().unwrap_or(hit.tokens.start).min(hit.tokens.start);
    Attribution {
        who,
        cue: Some(hit.group_of_auxiliaries..hit.tokens.end),
        content,
        side,
        stance: hit.cue.stance,
        relay: None,
        relayed_by: None,
        start,
        sentence: 0,
    }
}

/// The subject of the cue, over the one of the attribution before where they share it.
pub(super) fn subject_or_shared(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Who> {
    let start = hit.tokens.start;
    let is_ing = hit.cue.form == CueForm::Ing && !r.phrases.has_be(hit.group..start);
    let who = if is_ing && start > hit.floor && r.lower(start - 1) != "," {
        let name = r.phrases.ending_at(hit.group, hit.floor);
        let speaks = name.clone().any(|at| r.noun_at(at, name.end).is_some());
        if speaks { Some(Who::plain(name)) } else { Some(Who::Shared) }
    } else if is_ing {
        Some(Who::Shared)
    } else {
        subject_before(r, hit.group, hit.floor)
    }?;
    if who == Who::Shared && !found.iter().any(|it| matches!(it.who, Who::Named { .. })) {
        return shared_with_sentence(r, hit);
    }
    Some(who)
}

/// The name at the head of the sentence: the subject of its main verb.
fn shared_with_sentence(r: &Reader, hit: &Hit) -> Option<Who> {
    let mut start = hit.sentence.start;
    while start < hit.group && r.is_mark(start) {
        start += 1;
    }
    let c = &r.phrases.classes;
    while start < hit.group && r.is(start, c.adv.with(c.conj)) && !r.is(start, c.det) {
        start += 1;
    }
    let name = r.phrases.starting_at(start, hit.group);
    (!name.is_empty() && name.start == start).then(|| Who::plain(name))
}

pub(super) fn is_negated(r: &Reader, hit: &Hit) -> bool {
    (hit.group..hit.tokens.start).any(|at| r.is(at, r.phrases.classes.not) || r.lower(at).ends_with("n't"))
}

/// "reports", "claims", "the state": the word is a noun here.
pub(super) fn is_noun(r: &Reader, hit: &Hit) -> bool {
    if hit.cue.form != CueForm::Present || hit.tokens.len() > 1 {
        return false;
    }
    let Some(before) = hit.tokens.start.checked_sub(1) else { return true };
    let c = &r.phrases.classes;
    let word = r.lower(hit.tokens.start);
    let plural_noun = r.text.words.class("speech_noun");
    if !r.is(hit.tokens.start, plural_noun) {
        return false;
    }
    let next = hit.tokens.end;
    let governs = r.lower(next) == "that"
        || r.is(next, c.det.with(c.pron))
        || r.is_quote(next)
        || r.is_capital(next)
            && !r.text.sentences[r.text.sentence_of(next.min(r.text.tokens.len() - 1))].is_upper
        || r.text.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Number);
    let after_det = r.is(before, c.det.with(c.prep)) || matches!(r.lower(before), "'s" | "’s");
    // "Police report that": a plural before the bare form; "the army reports": a singular before the form in -s.
    let agrees =
        word.ends_with('s') || r.lower(before).ends_with('s') || r.noun_at(before, before + 1).is_some();
    after_det || !governs || !agrees
}
