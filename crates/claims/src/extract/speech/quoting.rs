//! Verbs of quoting: "quoted a medic as saying", "citing residents".

use std::ops::Range;

use dateline_tables::speech::{CueForm, Frame, SpeechCue};

use super::attributions::Attribution;
use super::contents::{Side, circumstances, content};
use super::hits::{Hit, attribution, is_negated, subject_or_shared};
use super::reader::Reader;
use super::subjects::{Who, subject_before, with_of};

/// "quoted a medic as saying", "citing residents", "was quoted as saying".
pub(super) fn quoting(r: &Reader, hit: &Hit, found: &[Attribution]) -> Option<Attribution> {
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
    let quoted = without_participle(r, quoted);
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

/// "sources indicating that": the name ends before the participle.
fn without_participle(r: &Reader, words: Range<usize>) -> Range<usize> {
    let is_participle =
        words.len() > 1 && r.lower(words.end - 1).ends_with("ing") && r.lower(words.end) == "that";
    words.start..words.end - usize::from(is_participle)
}

/// ", citing a medic," between a speaker and the verb: who is quoted; what is said follows later.
pub(super) fn inserted_quoting(r: &Reader, hit: &Hit) -> Option<Attribution> {
    let Range { start, end } = hit.tokens.clone();
    let is_inserted = hit.cue.frame == Frame::Quotes
        && hit.cue.form == CueForm::Ing
        && (start == hit.sentence.start || start > hit.floor && r.lower(start - 1) == ",");
    if !is_inserted {
        return None;
    }
    let ceiling = hit.sentence.end;
    let close = (end..ceiling.min(end + 16)).find(|&at| r.lower(at) == ",")?;
    let verb = r.cue_at(close + 1, ceiling).or_else(|| r.cue_at(close + 2, ceiling));
    let is_speech =
        |cue: SpeechCue| matches!(cue.frame, Frame::Says | Frame::Tells) && cue.form != CueForm::Ing;
    let follows = start == hit.sentence.start || verb.is_some_and(|(_, cue)| is_speech(cue));
    let name = r.phrases.starting_at(end, close);
    let words = name.start..with_of(r, name.end, close);
    let is_read = follows && !words.is_empty();
    is_read.then(|| attribution(hit, Who::plain(words), start..start, Side::After))
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
