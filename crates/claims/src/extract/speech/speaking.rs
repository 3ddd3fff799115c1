//! Verbs of speech: "said", "told", "accused", "was reported by".

use std::ops::Range;

use dateline_model::Stance;
use dateline_tables::speech::{CueForm, Frame, SpeakerNumber};

use super::attributions::Attribution;
use super::contents::{Side, circumstances, content};
use super::hits::{Hit, attribution, is_negated, is_noun, subject_or_shared};
use super::reader::Reader;
use super::subjects::{Who, subject_after, with_of};

/// "said", "told", "accused".
pub(super) fn speaking(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Attribution> {
    let Range { start, end } = hit.tokens.clone();
    let ceiling = hit.sentence.end;
    let frame = hit.cue.frame;
    let to = start > hit.floor && r.lower(start - 1) == "to";
    if to || is_negated(r, hit) || is_noun(r, hit) {
        return None;
    }
    let is_by = hit.cue.form == CueForm::Fixed && r.lower(end - 1) == "by";
    if is_by {
        return r.phrases.has_be(hit.group..start).then(|| passive(r, hit)).flatten();
    }
    if matches!(hit.cue.form, CueForm::Past | CueForm::Participle) && r.phrases.has_be(hit.group..start) {
        return passive(r, hit);
    }
    if let Some(it) = turned(r, hit) {
        return Some(it);
    }
    let who = subject_or_shared(r, hit, found)?;
    if frame == Frame::Weak && is_first_person(r, &who) {
        return None;
    }
    let after = circumstances(r, end, ceiling, frame);
    if frame == Frame::Of {
        let of = (end..ceiling.min(end + 24)).find(|&at| matches!(r.lower(at), "of" | "for" | "on"))?;
        let content = if of > end { end..ceiling } else { of + 1..ceiling };
        return Some(attribution(hit, who, content, Side::After));
    }
    let subject = who.start().unwrap_or(hit.group);
    let first = if matches!(who, Who::Shared) { hit.group } else { hit.sentence.start };
    let is_bare = r.lower(after.rest) != "that" && !r.is_quote(after.rest);
    if frame == Frame::Weak && hit.cue.form == CueForm::Ing && is_bare {
        return None;
    }
    // A document shows what it says, without "that".
    let verb_follows = (after.rest..ceiling.min(after.rest + 4))
        .any(|at| r.cue_at(at, ceiling).is_some_and(|(_, cue)| cue.form == CueForm::Past));
    let shows = frame == Frame::Weak && !verb_follows && is_document(r, &who);
    let frame = if shows { Frame::Says } else { frame };
    let (content, side) = content(r, frame, subject, first, after.rest, ceiling)?;
    if content.is_empty() {
        return None;
    }
    let mut it = attribution(hit, who, content, side);
    it.relay = after.addressee;
    Some(it)
}

/// "I think", "we believe": what a speaker thinks while speaking is no second speech.
fn is_first_person(r: &Reader, who: &Who) -> bool {
    matches!(who, Who::Named { words, .. } if r.is(words.start, r.text.words.class("first_person")))
}

fn is_document(r: &Reader, who: &Who) -> bool {
    let Who::Named { words, .. } = who else { return false };
    words
        .clone()
        .any(|at| r.noun_at(at, words.end).is_some_and(|(_, noun)| noun.number == SpeakerNumber::Document))
}

/// "..., said Omar, a medic": the name stands after the verb.
fn turned(r: &Reader, hit: &Hit) -> Option<Attribution> {
    let Range { start, end } = hit.tokens.clone();
    let before = hit.group.checked_sub(1).filter(|&at| at >= hit.sentence.start)?;
    let quoted = r.is_quote(before);
    if !quoted && r.lower(before) != "," || hit.cue.form == CueForm::Ing || hit.cue.frame == Frame::Tells {
        return None;
    }
    if hit.cue.frame != Frame::Says && !quoted {
        return None;
    }
    let left = r.trimmed(hit.sentence.start..before + usize::from(quoted));
    let who = subject_after(r, end, hit.sentence.end)?;
    let Who::Named { full, .. } = &who else { return None };
    let rest = circumstances(r, full.end, hit.sentence.end, Frame::Says).rest;
    let closed = rest >= hit.sentence.end
        || r.is_mark(rest)
        || r.is(rest, r.relative.with(r.clause_conj).with(r.phrases.classes.prep));
    let has_left = quoted || r.is_clause(left.clone()) || left.len() > 7;
    let mut it = (closed && has_left).then(|| attribution(hit, who, left, Side::Before))?;
    it.start = start;
    Some(it)
}

/// "was reported by state media", "was accused of": the speaker stands after "by", or nobody is named.
fn passive(r: &Reader, hit: &Hit) -> Option<Attribution> {
    let end = hit.tokens.end;
    let ceiling = hit.sentence.end;
    let by = (end - 1..ceiling.min(end + 6)).find(|&at| r.lower(at) == "by");
    if let Some(by) = by.filter(|&by| !(end..by).any(|at| r.is_mark(at))) {
        let name = r.phrases.starting_at(by + 1, ceiling);
        let is_accuser = hit.cue.frame == Frame::Of;
        let name = name.start..if is_accuser { name.end } else { with_of(r, name.end, ceiling) };
        let of = name.clone().find(|&at| is_accuser && r.lower(at) == "of");
        let name = name.start..of.unwrap_or(name.end);
        if name.is_empty() {
            return None;
        }
        let content = r.trimmed(hit.sentence.start..hit.group);
        let mut it = attribution(hit, Who::plain(name), content, Side::Before);
        it.start = hit.group;
        let claims = hit.cue.stance == Stance::Claims;
        if hit.cue.frame == Frame::Of || claims || r.lower(hit.group.saturating_sub(1)) == "it" {
            it.content = hit.sentence.clone();
        }
        return Some(it);
    }
    if hit.cue.frame == Frame::Of {
        return Some(attribution(hit, Who::Unnamed, hit.sentence.clone(), Side::After));
    }
    None
}
