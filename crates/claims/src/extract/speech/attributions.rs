//! One attribution for each cue: speaker, cue, content.

use std::ops::Range;

use dateline_model::Stance;
use dateline_tables::speech::{CueForm, Frame, SpeechCue};

use super::contents::{Side, circumstances, content};
use super::headlines::find_headline;
use super::reader::Reader;
use super::subjects::{Who, subject_after, subject_before, with_of};

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

/// A cue where it stands.
struct Hit {
    tokens: Range<usize>,
    cue: SpeechCue,
    /// First token of the auxiliaries before it.
    group: usize,
    sentence: Range<usize>,
    /// First token that the subject may reach.
    floor: usize,
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
    while idx < sentence.end {
        let Some((n_words, cue)) = r.cue_at(idx, sentence.end) else {
            idx += 1;
            continue;
        };
        let tokens = idx..idx + n_words;
        let group = r.phrases.verb_group_start(idx, floor);
        let hit = Hit { tokens: tokens.clone(), cue, group, sentence: sentence.clone(), floor };
        if let Some(mut attribution) = read(r, &hit, &found) {
            attribution.sentence = number;
            attribution.relayed_by = attribution.relayed_by.map(|idx| base + idx);
            floor = attribution.cue.as_ref().map_or(tokens.end, |cue| cue.end);
            idx = floor;
            found.push(attribution);
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

fn attribution(hit: &Hit, who: Who, content: Range<usize>, side: Side) -> Attribution {
    let start = who.start().unwrap_or(hit.tokens.start).min(hit.tokens.start);
    Attribution {
        who,
        cue: Some(hit.tokens.clone()),
        content,
        side,
        stance: hit.cue.stance,
        relay: None,
        relayed_by: None,
        start,
        sentence: 0,
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
        || start == hit.floor
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
    attribution(hit, Who::Unnamed, r.trimmed(from..to), Side::After)
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

/// "quoted a medic as saying", "citing residents", "was quoted as saying".
fn quoting(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Attribution> {
    let Range { start, end } = hit.tokens.clone();
    let ceiling = hit.sentence.end;
    let passive = r.phrases.has_be(hit.group..start);
    let as_saying = (end..ceiling.min(end + 20))
        .find(|&at| r.lower(at) == "as" && r.lower(at + 1).ends_with("ing"))
        .filter(|&at| !(end..at).any(|at| r.lower(at) == ";"));
    if passive {
        let said = as_saying? + 2;
        let who = subject_before(r, hit.group, hit.floor)?;
        let by = (end..said).find(|&at| r.lower(at) == "by");
        let relay = by.map(|by| r.phrases.starting_at(by + 1, said - 2));
        let after = circumstances(r, said, ceiling, Frame::Says);
        let (content, side) = content(r, Frame::Says, who.start()?, hit.floor, after.rest, ceiling)?;
        let mut it = attribution(hit, who, content, side);
        it.cue = Some(start..said);
        it.relay = relay.filter(|words| !words.is_empty());
        return Some(it);
    }
    let quoted = r.phrases.starting_at(end, ceiling);
    let quoted = quoted.start..with_of(r, quoted.end, ceiling);
    if quoted.is_empty() || is_negated(r, hit) {
        return None;
    }
    if let Some(as_saying) = as_saying {
        let full = quoted.start..as_saying;
        let said = circumstances(r, as_saying + 2, ceiling, Frame::Says).rest;
        let said = said + usize::from(r.lower(said) == "that");
        let mut it = attribution(hit, Who::Named { words: quoted, full }, said..ceiling, Side::After);
        it.relay = relay_of(r, hit, found);
        it.cue = Some(start..as_saying + 2);
        it.start = it.relay.as_ref().map_or(start, |words| words.start.min(start));
        it.content = if said >= ceiling { r.trimmed(hit.sentence.start..it.start) } else { it.content };
        return Some(it);
    }
    // "..., citing medics": the words of the attribution before, or of the sentence.
    let host = found.last().filter(|host| hit.cue.form == CueForm::Ing && !matches!(host.who, Who::Unnamed));
    let rest = quoted.end;
    let that =
        matches!(r.lower(rest), "that") || r.lower(rest).ends_with("ing") && r.lower(rest + 1) == "that";
    let content = match host {
        _ if that => rest + 1 + usize::from(r.lower(rest) != "that")..ceiling,
        Some(host) => host.content.clone(),
        None => r.trimmed(hit.sentence.start..hit.group),
    };
    let mut it = attribution(hit, Who::plain(quoted), content, host.map_or(Side::Before, |host| host.side));
    it.relayed_by = host.map(|_| found.len() - 1);
    it.relay = if host.is_none() { relay_of(r, hit, found) } else { None };
    (it.relay.is_some() || it.relayed_by.is_some()).then_some(it)
}

/// Who quotes: the words of the subject of a verb of quoting.
fn relay_of(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Range<usize>> {
    match subject_or_shared(r, hit, found)? {
        Who::Named { words, .. } => Some(words),
        Who::Shared => found.iter().rev().find_map(|it| match &it.who {
            Who::Named { words, .. } => Some(words.clone()),
            _ => None,
        }),
        Who::Unnamed => None,
    }
}

/// "said", "told", "accused".
fn speaking(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Attribution> {
    let Range { start, end } = hit.tokens.clone();
    let ceiling = hit.sentence.end;
    let frame = hit.cue.frame;
    let to = start > hit.floor && r.lower(start - 1) == "to";
    if to || is_negated(r, hit) || is_noun(r, hit) {
        return None;
    }
    if matches!(hit.cue.form, CueForm::Past | CueForm::Participle) && r.phrases.has_be(hit.group..start) {
        return passive(r, hit);
    }
    if let Some(it) = turned(r, hit) {
        return Some(it);
    }
    let who = subject_or_shared(r, hit, found)?;
    let after = circumstances(r, end, ceiling, frame);
    if frame == Frame::Of {
        let of = (end..ceiling.min(end + 24)).find(|&at| matches!(r.lower(at), "of" | "for" | "on"))?;
        let content = if of > end { end..ceiling } else { of + 1..ceiling };
        return Some(attribution(hit, who, content, Side::After));
    }
    let subject = who.start().unwrap_or(hit.group);
    let first = if matches!(who, Who::Shared) { hit.group } else { hit.sentence.start };
    let (content, side) = content(r, frame, subject, first, after.rest, ceiling)?;
    if content.is_empty() {
        return None;
    }
    let mut it = attribution(hit, who, content, side);
    it.relay = after.addressee;
    Some(it)
}

/// "..., said Omar, a medic": the name stands after the verb.
fn turned(r: &Reader, hit: &Hit) -> Option<Attribution> {
    let Range { start, end } = hit.tokens.clone();
    let before = hit.group.checked_sub(1).filter(|&at| at >= hit.sentence.start)?;
    let quoted = r.is_quote(before);
    if !quoted && r.lower(before) != "," || hit.cue.form == CueForm::Ing {
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
    let by = (end..ceiling.min(end + 6)).find(|&at| r.lower(at) == "by");
    if let Some(by) = by.filter(|&by| !(end..by).any(|at| r.is_mark(at))) {
        let name = r.phrases.starting_at(by + 1, ceiling);
        let name = name.start..with_of(r, name.end, ceiling);
        if name.is_empty() {
            return None;
        }
        let content = r.trimmed(hit.sentence.start..hit.group);
        let mut it = attribution(hit, Who::plain(name), content, Side::Before);
        it.start = hit.group;
        if hit.cue.frame == Frame::Of || r.lower(hit.group.saturating_sub(1)) == "it" {
            it.content = hit.sentence.clone();
        }
        return Some(it);
    }
    if hit.cue.frame == Frame::Of {
        return Some(attribution(hit, Who::Unnamed, hit.sentence.clone(), Side::After));
    }
    None
}

/// The subject of the cue, over the one of the attribution before where they share it.
fn subject_or_shared(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Who> {
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

fn is_negated(r: &Reader, hit: &Hit) -> bool {
    (hit.group..hit.tokens.start).any(|at| r.is(at, r.phrases.classes.not) || r.lower(at).ends_with("n't"))
}

/// "reports", "claims", "the state": the word is a noun here.
fn is_noun(r: &Reader, hit: &Hit) -> bool {
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
        || r.text
            .tokens
            .get(next)
            .is_some_and(|token| token.kind == crate::annotate::tokens::TokenKind::Number);
    let after_det = r.is(before, c.det.with(c.prep)) || matches!(r.lower(before), "'s" | "’s");
    // "Police report that": a plural before the bare form; "the army reports": a singular before the form in -s.
    let agrees =
        word.ends_with('s') || r.lower(before).ends_with('s') || r.noun_at(before, before + 1).is_some();
    after_det || !governs || !agrees
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
