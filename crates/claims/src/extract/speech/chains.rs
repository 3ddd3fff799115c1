//! Who relays whom: from single attributions to statements with their chain.

use std::ops::Range;

use dateline_model::{Speaker, SpeakerKind, Stance};

use super::Statement;
use super::attributions::Attribution;
use super::contents::Side;
use super::coreference::Memory;
use super::introduced::introduced;
use super::reader::Reader;
use super::speakers::{Reading, read_speaker, unnamed};
use super::subjects::Who;

/// Sentences that may lie between a speaker and a quote that stands free.
const MAX_AWAY: usize = 3;

/// The statements that the attributions make, and the free-standing quotes between them.
pub(super) fn statements(r: &Reader, attributions: &[Attribution]) -> Vec<Statement> {
    let mut memory = Memory::default();
    let own: Vec<Vec<Speaker>> = attributions.iter().enumerate().fold(Vec::new(), |mut own, (idx, it)| {
        let chain = own_chain(r, attributions, idx, &own, &mut memory);
        own.push(if chain.is_empty() { it.cue.iter().map(|cue| unnamed(r, cue)).collect() } else { chain });
        own
    });
    let contents: Vec<Range<usize>> = attributions.iter().map(|it| whole_quote(r, it)).collect();
    let mut found: Vec<Statement> = Vec::with_capacity(attributions.len());
    for (idx, it) in attributions.iter().enumerate() {
        let mut speakers = own[idx].clone();
        for outer in outer_of(attributions, &contents, idx) {
            extend(&mut speakers, &own[outer]);
        }
        found.push(Statement {
            content: contents[idx].clone(),
            speakers,
            cue: it.cue.clone(),
            stance: it.stance,
            sentence: it.sentence,
        });
    }
    free_quotes(r, &mut found);
    found
}

/// The speaker of attribution `idx`, then those who relay it in its own words.
fn own_chain(
    r: &Reader,
    attributions: &[Attribution],
    idx: usize,
    own: &[Vec<Speaker>],
    memory: &mut Memory,
) -> Vec<Speaker> {
    let it = &attributions[idx];
    match &it.who {
        Who::Unnamed => it.cue.iter().map(|cue| unnamed(r, cue)).collect(),
        Who::Shared => {
            let earlier = (0..idx)
                .rev()
                .take_while(|&at| attributions[at].sentence == it.sentence)
                .find(|&at| !matches!(attributions[at].who, Who::Unnamed));
            let mut chain = earlier.map(|at| own[at].clone()).unwrap_or_default();
            if let (Some(first), Some(cue)) = (chain.first_mut(), &it.cue) {
                first.cue = Some(r.text.span(cue.clone()));
            }
            chain
        }
        Who::Named { words, full } => {
            let contact = contact_in(r, words);
            let (words, full, relay) = match &contact {
                Some(contact) => (&contact.speaker, &contact.speaker, Some(&contact.outlet)),
                None => (words, full, it.relay.as_ref()),
            };
            let reading = read_speaker(r, words, full, it.cue.as_ref());
            let mut chain = match memory.meant(r, words, &reading, it.sentence) {
                Some(meant) => as_meant(meant, &reading),
                None => match introduced(r, words, &reading) {
                    Some(named) => as_meant(&[named.speaker], &reading),
                    None => vec![reading.speaker.clone()],
                },
            };
            let relay = relay.map(|relay| relay_chain(r, relay, memory, it));
            extend(&mut chain, relay.as_deref().unwrap_or_default());
            memory.keep(words.clone(), &kept(reading, &chain), chain.clone(), it.sentence);
            if let Some(host) = it.relayed_by {
                extend(&mut chain, &own[host]);
            }
            chain
        }
    }
}

/// A speaker and the outlet that sought them out.
struct Contact {
    speaker: Range<usize>,
    outlet: Range<usize>,
}

/// "Activists contacted by Reuters".
fn contact_in(r: &Reader, words: &Range<usize>) -> Option<Contact> {
    let contact_verb = r.text.words.class("contact_verb");
    let verb = (words.start + 1..words.end).find(|&at| r.is(at, contact_verb) && r.lower(at + 1) == "by")?;
    let outlet = verb + 2..words.end;
    (!outlet.is_empty()).then_some(Contact { speaker: words.start..verb, outlet })
}

/// Those who relay: the outlet somebody told, the agency that quotes. Reporters in general relay nothing.
fn relay_chain(r: &Reader, relay: &Range<usize>, memory: &Memory, it: &Attribution) -> Vec<Speaker> {
    let reading = read_speaker(r, relay, relay, None);
    if let Some(meant) = memory.meant(r, relay, &reading, it.sentence) {
        return as_meant(meant, &reading);
    }
    let quotes =
        it.relay.as_ref().is_some_and(|relay| relay.start < it.cue.as_ref().map_or(0, |cue| cue.start));
    let publishes = matches!(
        reading.speaker.kind,
        SpeakerKind::WireAgency
            | SpeakerKind::StateMedia
            | SpeakerKind::ArmedGroupMedia
            | SpeakerKind::LocalMedia
            | SpeakerKind::InternationalMedia
    );
    let are_people = reading.number == dateline_tables::speech::SpeakerNumber::Person;
    let is_tag = reading.speaker.kind == SpeakerKind::Unknown && relay.len() <= 3;
    if quotes || publishes && !are_people || is_tag { vec![reading.speaker] } else { Vec::new() }
}

/// The chain of a speaker brought before, with the words that stand here.
fn as_meant(meant: &[Speaker], reading: &Reading) -> Vec<Speaker> {
    let mut chain = meant.to_vec();
    if let Some(first) = chain.first_mut() {
        first.words = reading.speaker.words;
        first.cue = reading.speaker.cue;
    }
    chain
}

/// The reading to remember: of a pronoun, what it means.
fn kept(mut reading: Reading, chain: &[Speaker]) -> Reading {
    if let Some(first) = chain.first() {
        reading.speaker = first.clone();
    }
    reading
}

/// Adds to a chain those who are not in it yet.
pub(super) fn extend(chain: &mut Vec<Speaker>, outer: &[Speaker]) {
    for speaker in outer {
        let same = |other: &Speaker| {
            other.source.is_some() && other.source == speaker.source
                || other.name.eq_ignore_ascii_case(&speaker.name)
        };
        if !chain.iter().any(same) {
            chain.push(speaker.clone());
        }
    }
}

/// The content of an attribution, with the whole quotation where it holds one that runs over sentences.
fn whole_quote(r: &Reader, it: &Attribution) -> Range<usize> {
    let mut content = it.content.clone();
    if content.is_empty() {
        return content;
    }
    let edge = match it.side {
        Side::After => content.end - 1,
        Side::Before => content.start,
    };
    let inside = it.cue.as_ref().and_then(|cue| r.quote_at(cue.start));
    if let Some(quote) = r.quote_at(edge).filter(|quote| inside != Some(*quote)) {
        content.start =
            content.start.min(quote.start).max(if it.side == Side::After { content.start } else { 0 });
        content.end = content.end.max(quote.end);
    }
    content
}

/// The attributions whose content holds the cue of attribution `idx`, the nearest first.
fn outer_of(attributions: &[Attribution], contents: &[Range<usize>], idx: usize) -> Vec<usize> {
    let inner = &attributions[idx];
    let at = inner.start;
    let reach = 8;
    let near = idx.saturating_sub(reach)..attributions.len().min(idx + reach);
    let mut outer: Vec<usize> = near
        .filter(|&other| other != idx && contents[other].contains(&at))
        .filter(|&other| Some(other) != inner.relayed_by && attributions[other].relayed_by != Some(idx))
        // Of two that hold each other the later one relays.
        .filter(|&other| !contents[idx].contains(&attributions[other].start) || other > idx)
        .filter(|&other| attributions[other].who != Who::Shared)
        .collect();
    outer.sort_by_key(|&other| contents[other].len());
    outer
}

/// Adds the quotes that no cue brings: sentences wholly between quotation marks, after a speaker.
fn free_quotes(r: &Reader, found: &mut Vec<Statement>) {
    let mut free = Vec::new();
    for quote in r.quotes.iter().filter(|quote| quote.len() > 5) {
        let sentence = r.text.sentence_of(quote.start);
        let opens = r.text.sentences.get(sentence).is_some_and(|it| it.tokens.start == quote.start);
        let covered = found.iter().any(|it| it.content.contains(&(quote.start + 1)));
        if !opens || covered {
            continue;
        }
        let before =
            found.iter().rev().find(|it| it.sentence <= sentence && it.sentence + MAX_AWAY >= sentence);
        let after = found.iter().find(|it| it.sentence == sentence || it.sentence == sentence + 1);
        let ends_here = r.text.sentence_of(quote.end - 1);
        let after = after.filter(|it| {
            it.sentence == ends_here && it.cue.as_ref().is_some_and(|cue| cue.start >= quote.end)
        });
        if let Some(host) = after.or(before) {
            let mut speakers = host.speakers.clone();
            if let Some(first) = speakers.first_mut() {
                first.cue = None;
            }
            free.push(Statement {
                content: quote.clone(),
                speakers,
                cue: None,
                stance: Stance::Says,
                sentence,
            });
        }
    }
    found.extend(free);
    found.sort_by_key(|it| (it.cue.as_ref().map_or(it.content.start, |cue| cue.start), it.content.start));
}
