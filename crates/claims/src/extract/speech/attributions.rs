//! One attribution for each cue: speaker, cue, content.

use std::ops::Range;

use dateline_model::Stance;
use dateline_tables::speech::Frame;

use super::contents::Side;
use super::headlines::find_headline;
use super::hits::{Hit, attribution, is_negated, subject_or_shared};
use super::quoting::{inserted_quoting, quoting};
use super::reader::Reader;
use super::speaking::speaking;
use super::subjects::{Who, with_of};

/// A speaker, a cue, and what is said.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    pub(super) who: Who,
    /// Tokens of the cue; `None` for "Police: five killed".
    pub(super) cue: Option<Range<usize>>,
    pub(super) content: Range<usize>,
    pub(super) side: Side,
    pub(super) stance: Stance,
    /// Who relays the speaker in the same words: "told Reuters", "the agency quoted a medic".
    pub(super) relay: Option<Range<usize>>,
    /// Number of the attribution that relays this one: "state media reported, citing the army".
    pub(super) relayed_by: Option<usize>,
    /// First token that belongs to speaker or cue.
    pub(super) start: usize,
    pub(super) sentence: usize,
}

/// The attributions of a text, sentence by sentence.
pub(super) fn find_attributions(r: &Reader) -> Vec<Attribution> {
    let mut all = Vec::new();
    for (number, sentence) in r.text.sentences.iter().enumerate() {
        let mut found = in_sentence(r, &sentence.tokens, number, all.len());
        if found.is_empty() {
            found.extend(find_headline(r, &sentence.tokens, number));
        }
        separate(r, &mut found);
        all.append(&mut found);
    }
    all
}

/// The attributions of one sentence; `base` is the number of those before it.
fn in_sentence(r: &Reader, sentence: &Range<usize>, number: usize, base: usize) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut idx = sentence.start;
    let mut floor = sentence.start;
    // "State television, citing a medic, said ...": the cue of quoting waits for the verb.
    let mut waiting: Option<Attribution> = None;
    while idx < sentence.end {
        let Some((n_words, cue)) = r.cue_at(idx, sentence.end) else {
            idx += 1;
            continue;
        };
        let tokens = idx..idx + n_words;
        let group = r.phrases.verb_group_start(idx, floor);
        let auxiliaries = (group..idx).rev().take_while(|&at| r.is(at, r.phrases.classes.aux)).count();
        let hit = Hit {
            tokens: tokens.clone(),
            cue,
            group,
            group_of_auxiliaries: idx - auxiliaries,
            sentence: sentence.clone(),
            floor,
        };
        if let Some(inserted) = inserted_quoting(r, &hit) {
            waiting = Some(inserted);
            idx = tokens.end;
        } else if let Some(mut attribution) = read(r, &hit, &found) {
            attribution.sentence = number;
            attribution.relayed_by = attribution.relayed_by.map(|idx| base + idx);
            floor = attribution.cue.as_ref().map_or(tokens.end, |cue| cue.end);
            idx = floor;
            let inner =
                waiting.take().filter(|it| attribution.start < it.start || it.start == sentence.start);
            let inner = inner.map(|inner| Attribution {
                content: attribution.content.clone(),
                side: attribution.side,
                sentence: number,
                relayed_by: Some(base + found.len()),
                ..inner
            });
            found.push(attribution);
            found.extend(inner);
        } else {
            idx = tokens.end;
        }
    }
    found
}

fn read(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Attribution> {
    match hit.cue.frame {
        Frame::According => according(r, hit),
        Frame::Adverb => Some(adverb(r, hit)),
        Frame::Responsibility => responsibility(r, hit, found),
        Frame::Quotes => quoting(r, hit, found),
        Frame::Says | Frame::Weak | Frame::Tells | Frame::Of => speaking(r, hit, found),
    }
}

/// "according to medics".
fn according(r: &Reader, hit: &Hit) -> Option<Attribution> {
    let Range { start, end } = hit.tokens.clone();
    let ceiling = hit.sentence.end;
    let name = r.phrases.starting_at(end, ceiling);
    let name = name.start..with_of(r, name.end, ceiling);
    if name.is_empty() {
        return None;
    }
    let comma = (name.end.saturating_sub(1)..ceiling.min(name.end + 16)).find(|&at| r.lower(at) == ",");
    let leads = start == hit.sentence.start
        || (hit.floor..start).all(|at| matches!(r.lower(at), "that" | ","))
        || r.is(start - 1, r.clause_conj)
        || r.is_quote(start - 1) && start - 1 == hit.sentence.start;
    if leads {
        let full = name.start..comma.unwrap_or(name.end).max(name.end);
        let content = (full.end..ceiling).start + usize::from(r.lower(full.end) == ",")..ceiling;
        return Some(attribution(hit, Who::Named { words: name, full }, content, Side::After));
    }
    let rest = (name.end..ceiling).find(|&at| r.is_mark(at)).unwrap_or(ceiling);
    let goes_on = r.lower(rest) == "," && rest + 1 < ceiling && !r.is(rest + 1, r.relative);
    let content_end = if goes_on { ceiling } else { start };
    let content = r.trimmed(hit.sentence.start..content_end);
    let full = name.start..rest.max(name.end);
    Some(attribution(hit, Who::Named { words: name, full }, content, Side::Before))
}

/// "reportedly", "it was reported that".
fn adverb(r: &Reader, hit: &Hit) -> Attribution {
    let Range { start, end } = hit.tokens.clone();
    let splits = |at: usize| {
        matches!(r.lower(at), ";" | ":") || r.lower(at) == "," && r.is(at + 1, r.clause_conj.with(r.relative))
    };
    let from = (hit.floor..start).rev().find(|&at| splits(at)).map_or(hit.floor, |at| at + 1);
    let to = (end..hit.sentence.end).find(|&at| splits(at)).unwrap_or(hit.sentence.end);
    let from = if r.lower(end.saturating_sub(1)) == "that" { end } else { from };
    let from = from + usize::from(r.lower(from) == "that" && from < start);
    let mut it = attribution(hit, Who::Unnamed, r.trimmed(from..to), Side::After);
    it.cue = Some(start..end);
    it
}

/// "claimed responsibility": what was claimed may stand anywhere in the sentence.
fn responsibility(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Attribution> {
    if is_negated(r, hit) {
        return None;
    }
    let who = subject_or_shared(r, hit, found)?;
    let is_nobody =
        matches!(&who, Who::Named { words, .. } if r.is(words.start, r.text.words.class("negative_noun")));
    let content = r.trimmed(hit.sentence.clone());
    (!is_nobody).then(|| attribution(hit, who, content, Side::After))
}

/// Cuts contents where the next speaker of the sentence begins.
fn separate(r: &Reader, found: &mut [Attribution]) {
    for idx in 0..found.len() {
        for later in idx + 1..found.len() {
            let next = found[later].start;
            let is_shared = found[later].who == Who::Shared;
            let (start, end) = (found[idx].content.start, found[idx].content.end);
            if next <= start || next > end || found[later].relayed_by.is_some() {
                continue;
            }
            let before = next.saturating_sub(1);
            let joint = r.is(before, r.clause_conj) || r.lower(before) == ";";
            let comma = r.lower(before) == ",";
            if joint && (found[later].side == Side::After || is_shared) && before > start {
                let cut = before - usize::from(before > start && r.lower(before - 1) == ",");
                let own = found[idx].cue.as_ref().is_some_and(|cue| cue.start > cut);
                if !own && matches!(found[idx].side, Side::After) {
                    found[idx].content.end = cut;
                }
            } else if comma
                && (found[later].side == Side::Before || is_shared)
                && found[idx].side == Side::After
            {
                found[idx].content.end = before;
            } else if comma && is_shared {
                found[idx].content.end = before.max(start);
            }
        }
    }
}
