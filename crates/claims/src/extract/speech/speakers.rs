//! What kind a speaker is, which side it speaks for, and its name.

use std::ops::Range;

use dateline_model::{ActorId, SourceId, Speaker, SpeakerKind};
use dateline_tables::sources::{self, SourceRow};
use dateline_tables::speech::{SpeakerNoun, SpeakerNumber};

use super::reader::Reader;
use crate::actors::ActorMention;

/// The words that make a name of a publisher, at most.
const MAX_SOURCE: usize = 6;

/// A speaker as the words themselves tell.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) speaker: Speaker,
    pub(super) number: SpeakerNumber,
    /// The noun that says what the speaker is, lower case; the last word where none does.
    pub(super) head: usize,
}

/// Reads the words that name a speaker. `full` holds what is said of them besides.
pub(super) fn read_speaker(
    r: &Reader,
    words: &Range<usize>,
    full: &Range<usize>,
    cue: Option<&Range<usize>>,
) -> Reading {
    let words = bare(r, words.clone());
    let core = core(r, &words);
    let nouns = nouns(r, full);
    let known = known_source(r, &words).or_else(|| known_source(r, full));
    let actor = actor_in(r, &core).or_else(|| actor_in(r, full));
    let noun = best_noun(&nouns, &core);
    let noun = noun.as_ref();
    let (is_source, row) = match known {
        Some((range, row)) => (
            range.start <= words.start + usize::from(r.lower(words.start) == "the") && range.end == words.end,
            Some(row),
        ),
        None => (false, None),
    };
    let is_actor =
        actor.is_some_and(|actor| actor.tokens.start <= words.start && actor.tokens.end >= words.end);
    let kind = row
        .filter(|row| is_source || row.kind != SpeakerKind::Unknown)
        .map(|row| row.kind)
        .filter(|_| noun.is_none_or(|(_, noun)| noun.strength < 3))
        .or_else(|| noun.filter(|(_, noun)| noun.strength > 1).map(|(_, noun)| noun.kind))
        .or_else(|| actor.filter(|actor| is_actor || !is_place(r, actor)).and_then(actor_kind))
        .or_else(|| noun.map(|(_, noun)| noun.kind))
        .unwrap_or_else(|| unknown_kind(r, &words));
    let name = match (row, actor) {
        (Some(row), _) if is_source => row.name.to_owned(),
        (_, Some(actor)) if is_actor => actor.row.name.clone(),
        _ => r.text.words_of(r.text.span(words.clone())).to_owned(),
    };
    let party = actor.filter(|actor| is_actor || !is_place(r, actor));
    let side = row.and_then(|row| row.side.map(ActorId::new)).or_else(|| side_of(party, kind));
    let number = noun.map_or(SpeakerNumber::Group, |(_, noun)| noun.number);
    let number = if noun.is_none() && !is_actor && !is_source && row.is_none() {
        SpeakerNumber::Person
    } else {
        number
    };
    let speaker = Speaker {
        kind,
        name,
        side,
        source: row.map(|row| SourceId::new(row.id)),
        words: Some(r.text.span(r.trimmed(full.clone()))),
        cue: cue.map(|cue| r.text.span(cue.clone())),
    };
    let head = noun.filter(|(range, _)| range.start < core.end).map_or(core.end, |(range, _)| range.end);
    Reading { speaker, number, head: head.saturating_sub(1).max(words.start) }
}

/// A speaker whom nobody names: the words of the cue are all there is.
pub(super) fn unnamed(r: &Reader, cue: &Range<usize>) -> Speaker {
    let span = r.text.span(cue.clone());
    Speaker {
        kind: SpeakerKind::Unnamed,
        name: r.text.words_of(span).to_owned(),
        side: None,
        source: None,
        words: None,
        cue: Some(span),
    }
}

/// The words without quotation marks, commas and "the" around them.
fn bare(r: &Reader, words: Range<usize>) -> Range<usize> {
    let mut trimmed = r.trimmed(words.clone());
    while trimmed.start < trimmed.end && r.is_quote(trimmed.start) {
        trimmed.start += 1;
    }
    while trimmed.start < trimmed.end
        && (r.is_quote(trimmed.end - 1) || matches!(r.lower(trimmed.end - 1), "'s" | "’s"))
    {
        trimmed.end -= 1;
    }
    if trimmed.is_empty() { words } else { trimmed }
}

/// The words up to the first preposition: "a spokesman" of "a spokesman for the army".
fn core(r: &Reader, words: &Range<usize>) -> Range<usize> {
    let c = &r.phrases.classes;
    let end = words.clone().skip(1).find(|&at| r.is(at, c.prep) && !r.is(at, c.adv));
    words.start..end.unwrap_or(words.end)
}

/// The nouns of speakers among the words.
fn nouns(r: &Reader, words: &Range<usize>) -> Vec<(Range<usize>, SpeakerNoun)> {
    let mut found = Vec::new();
    let mut at = words.start;
    while at < words.end {
        match r.noun_at(at, words.end) {
            Some((n_words, noun)) => {
                found.push((at..at + n_words, noun));
                at += n_words;
            }
            None => at += 1,
        }
    }
    found
}

/// The noun that decides: the last strong one before the first preposition, then the first strong one after it, then
/// the last weak one.
fn best_noun(
    nouns: &[(Range<usize>, SpeakerNoun)],
    core: &Range<usize>,
) -> Option<(Range<usize>, SpeakerNoun)> {
    let in_core = |it: &&(Range<usize>, SpeakerNoun)| it.0.start < core.end;
    let of = |strength: u8| {
        let inside = nouns.iter().filter(in_core).rfind(|it| it.1.strength == strength);
        inside.or_else(|| nouns.iter().filter(|it| !in_core(it)).find(|it| it.1.strength == strength))
    };
    let head = nouns.iter().rfind(in_core);
    let strong = head.filter(|it| it.1.strength == 3).or_else(|| of(3).filter(|it| in_core(it)));
    let middle = nouns.iter().filter(in_core).rfind(|it| it.1.strength == 2);
    let found = strong.or(middle).or_else(|| of(3)).or_else(|| of(2)).or(head).or_else(|| nouns.first())?;
    let mut noun = found.1;
    if noun.number == SpeakerNumber::Modifier {
        noun.number = head.map_or(SpeakerNumber::Person, |it| it.1.number);
    }
    Some((found.0.clone(), noun))
}

/// The publisher that the words name, with the tokens that name it.
pub(super) fn known_source(r: &Reader, words: &Range<usize>) -> Option<(Range<usize>, &'static SourceRow)> {
    for start in words.clone() {
        let runs_on = start > 0 && is_name_word(r, start - 1) && start > words.start;
        let has_capital = r.text.words_of(r.text.tokens[start].span).contains(char::is_uppercase);
        if !has_capital || runs_on || r.is(start, r.phrases.classes.det) && r.lower(start) != "the" {
            continue;
        }
        for end in (start + 1..=words.end.min(start + MAX_SOURCE)).rev() {
            let name = r.text.words_of(r.text.span(start..end));
            if let Some(row) = sources::by_name(name) {
                // "Dan" is no agency in "Dan Levi"; a common noun is none either.
                let is_word = end == start + 1 && r.noun_at(start, end).is_some();
                let is_part = end < words.end && is_name_word(r, end) && r.noun_at(end, words.end).is_none();
                if !is_word && !is_part {
                    return Some((start..end, row));
                }
            }
        }
    }
    None
}

/// Whether the token is a word with a capital: part of a name.
fn is_name_word(r: &Reader, at: usize) -> bool {
    r.is_capital(at) && !r.is(at, r.phrases.classes.det.with(r.phrases.classes.prep))
}

/// The actor that the words name.
fn actor_in<'r>(r: &Reader<'r, '_>, words: &Range<usize>) -> Option<&'r ActorMention> {
    let actors = &r.text.actors;
    let first = actors.partition_point(|actor| actor.tokens.end <= words.start);
    actors[first..].iter().find(|actor| actor.tokens.start < words.end)
}

/// Whether the name only tells where: "reports from Syria".
fn is_place(r: &Reader, actor: &ActorMention) -> bool {
    let before = (actor.tokens.start.saturating_sub(2)..actor.tokens.start).rev();
    let after_prep = before.into_iter().any(|at| r.is(at, r.phrases.classes.prep) && r.lower(at) != "of");
    actor.may_be_place() && after_prep
}

/// The kind of speaker that an actor is; `None` where the name may be only a place or qualifies another word.
fn actor_kind(actor: &ActorMention) -> Option<SpeakerKind> {
    kind_of_row(actor.row.kind).filter(|_| actor.row.kind != "civil" || !actor.may_be_place())
}

/// The kind of speaker that a kind of the actor table is.
fn kind_of_row(kind: &str) -> Option<SpeakerKind> {
    Some(match kind {
        "state_military" => SpeakerKind::Military,
        "government" => SpeakerKind::Government,
        "police" => SpeakerKind::Police,
        "armed_group" | "coalition" => SpeakerKind::Belligerent,
        "monitor" => SpeakerKind::Monitor,
        "agency" => SpeakerKind::WireAgency,
        "un" => SpeakerKind::Un,
        "ngo" => SpeakerKind::Ngo,
        "civil" => SpeakerKind::Resident,
        _ => return None,
    })
}

/// The party of the conflict a speaker speaks for: bodies and forces do, onlookers and media do not.
fn side_of(actor: Option<&ActorMention>, kind: SpeakerKind) -> Option<ActorId> {
    let actor = actor?;
    let speaks_for = matches!(
        kind,
        SpeakerKind::Belligerent
            | SpeakerKind::Government
            | SpeakerKind::Military
            | SpeakerKind::Police
            | SpeakerKind::StateMedia
            | SpeakerKind::ArmedGroupMedia
            | SpeakerKind::Document
            | SpeakerKind::Unnamed
    );
    let is_party = !matches!(actor.row.kind, "monitor" | "agency" | "un" | "ngo" | "civil");
    (speaks_for && is_party).then(|| party(actor, kind))
}

/// The row of the country's military for a military speaker whom the words name by the country alone.
fn party(actor: &ActorMention, kind: SpeakerKind) -> ActorId {
    let id = actor.row.id.as_str();
    let part = match kind {
        SpeakerKind::Military => "military",
        SpeakerKind::Police => "police",
        _ => "government",
    };
    match id.split_once('.') {
        Some((country, "government" | "military" | "people" | "police")) => {
            let wanted = format!("{country}.{part}");
            let is_row = dateline_tables::actors::by_id(&wanted).is_some();
            if is_row { ActorId::new(wanted) } else { actor.id() }
        }
        _ => actor.id(),
    }
}

/// A name that no table knows: someone named is unknown, someone described is unnamed.
fn unknown_kind(r: &Reader, words: &Range<usize>) -> SpeakerKind {
    let upper =
        r.text.sentences.get(r.text.sentence_of(words.start)).is_some_and(|sentence| sentence.is_upper);
    let c = &r.phrases.classes;
    let named = words.clone().any(|at| r.is_capital(at) && !r.is(at, c.det.with(c.pron)));
    if named && !upper { SpeakerKind::Unknown } else { SpeakerKind::Unnamed }
}
