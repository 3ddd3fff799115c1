//! The room `extract`: from marked text to claims that are not yet resolved.
//!
//! Sentence by sentence: [`triggers`] (words that stand for an event, by [`rules`]) -> [`events`] (which of them are
//! one happening) -> [`roles`], [`means`], [`whereabouts`], [`timing`], [`counts`], [`materiel`] (who, with what, where,
//! when, how many) -> [`speech`] and [`modality`] (who says so, did it happen). What a sentence leaves out it may take
//! from the one before ([`carry`]); the learned reader, when one is given, tells news from the rest and fills who did it and
//! to whom ([`learned`]); a denial leads to what it denies ([`denials`]).

pub(crate) mod register;
pub(crate) mod rules;
pub(crate) mod phrases;
pub(crate) mod triggers;
pub(crate) mod events;
pub(crate) mod crossing;
pub(crate) mod weights;
pub(crate) mod roles;
pub(crate) mod tidy;
pub(crate) mod means;
pub(crate) mod whereabouts;
pub(crate) mod timing;
pub(crate) mod counts;
pub(crate) mod materiel;
pub(crate) mod draft;
pub(crate) mod assign;
pub(crate) mod learned;
pub(crate) mod carry;
pub(crate) mod speech;
pub(crate) mod modality;
pub(crate) mod denials;

#[cfg(test)]
mod rule_tests;

use std::cell::LazyCell;

use dateline_model::{Note, NoteKind, Report, Speaker};
use dateline_reader::Reader;

pub(crate) use self::draft::Draft;
use self::learned::Asked;
pub use self::timing::{Occasion, chosen_occasion, find_occasions};
pub use self::whereabouts::{Whereabouts, chosen_whereabouts, find_whereabouts};

use dateline_tables::Register;
use dateline_tables::modality::Background;
use dateline_times::Timex;

use self::phrases::Phrases;
use self::rules::Rules;
use self::speech::Statement;
use self::triggers::Trigger;
use crate::annotate::Annotated;

/// What is noted of the headlines of other articles, run together.
const HEADLINES: &str = "headlines";

/// Whether words stand in `text` that a rule may take for an event: without them it makes no claim, whatever else it
/// holds.
pub(crate) fn may_make_claims(text: &Annotated) -> bool {
    let phrases = Phrases::new(text);
    text.sentences.iter().any(|it| triggers::may_hold(&phrases, &it.tokens, Rules::english()))
}

/// The claims of `text`, the cleaned text of `report`, in the order of their sentences; what is noticed joins `notes`. Spans
/// are those of `text`.
pub(crate) fn extract(
    text: &Annotated,
    report: &Report,
    reader: Option<&Reader>,
    notes: &mut Vec<Note>,
) -> Vec<Draft> {
    let phrases = Phrases::new(text);
    let statements = speech::find_statements(text);
    let outlets = speech::report_sources(text, report);
    let register = LazyCell::new(|| register::find_register(text));
    let mut drafts = Vec::new();
    for (idx, sentence) in text.sentences.iter().enumerate() {
        let mut triggers = triggers::find_triggers(&phrases, &sentence.tokens, Rules::english());
        if !triggers.is_empty() && sentence.is_headlines(text) {
            let detail = HEADLINES.to_owned();
            notes.push(Note { kind: NoteKind::Background, span: Some(sentence.span), detail });
            continue;
        }
        triggers.retain(|trigger| {
            background(&phrases, *register, trigger).map(|note| notes.push(note)).is_none()
        });
        if triggers.is_empty() {
            continue;
        }
        let events = events::find_events(&phrases, triggers.clone());
        let mut own = draft::draft_sentence(&phrases, &statements, idx, &events, &triggers);
        notes.extend(assign::assign_counts(&phrases, idx, &mut own));
        for draft in &mut own {
            attribute(&phrases, &statements, &outlets, draft);
            if draft.modality.value.makes_incident() {
                draft.times.retain(|time| !is_ahead(&text.times[*time], report));
            }
        }
        drafts.append(&mut own);
    }
    let asked = reader.map(|reader| learned::read_on(&phrases, reader, &mut drafts, Asked::Open));
    if let Some(Err(error)) = asked {
        notes.push(Note { kind: NoteKind::ReaderFailed, span: None, detail: error.to_string() });
    }
    carry::carry_over(&phrases, &mut drafts);
    let mut drafts = keep_telling(text, drafts, notes);
    denials::link_denials(text, &mut drafts);
    drafts
}

/// Why the words of a trigger report no event, if they do not.
fn background(phrases: &Phrases, register: Option<&Register>, trigger: &Trigger) -> Option<Note> {
    let register = register.filter(|register| register.blocks_all || trigger.rule.is_weak).map(|it| it.name);
    let told = || Some(modality::background_of(phrases, &trigger.tokens)?.value);
    let general = || modality::is_general(phrases, trigger).then_some(Background::Habit);
    let reason = register.or_else(|| told().or_else(general).map(Background::as_str))?;
    let detail = reason.to_owned();
    Some(Note { kind: NoteKind::Background, span: Some(phrases.text.span(trigger.tokens.clone())), detail })
}

/// Whether the time lies after the day of publication and the next one, which it may be somewhere: what happened
/// happened before.
fn is_ahead(time: &Timex, report: &Report) -> bool {
    let day = report.published.map(|published| published.at.date());
    let last = day.and_then(|day| day.checked_add(jiff::Span::new().days(1)).ok());
    time.interval().zip(last).is_some_and(|(range, last)| range.start().date() > last)
}

/// Gives the draft its speakers, and what they do with the words.
fn attribute(phrases: &Phrases, statements: &[Statement], outlets: &[Speaker], draft: &mut Draft) {
    let trigger = &draft.event.main.tokens;
    let statement = speech::statement_of(statements, trigger.start);
    (draft.modality, draft.stance) = modality::modality_of(phrases, trigger, statement);
    draft.attribution = statement.map(|it| it.speakers.clone()).unwrap_or_default();
    for outlet in outlets {
        let is_known = draft.attribution.iter().any(|speaker| speaker.name == outlet.name);
        if !is_known {
            draft.attribution.push(outlet.clone());
        }
    }
}

/// The drafts that tell something; the others become notes. Numbers of drafts are set right.
fn keep_telling(text: &Annotated, drafts: Vec<Draft>, notes: &mut Vec<Note>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut places: Vec<Option<usize>> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        // What goes on about a draft that is dropped goes on about the one before that.
        let from = draft.continues.and_then(|idx| places.get(idx).copied().flatten());
        // Each leads to the one that told the event first.
        let from = from.map(|idx| kept[idx].continues.unwrap_or(idx));
        let background = draft.is_running_total(text).then_some("running total");
        if let Some(reason) = background.or_else(|| draft.is_no_news().then_some("no news")) {
            let span = text.span(draft.event.main.tokens.clone());
            let detail = reason.to_owned();
            notes.push(Note { kind: NoteKind::Background, span: Some(span), detail });
            places.push(from);
            continue;
        }
        let is_loose = draft.event.main.rule.is_follower && draft.continues.is_none();
        if draft.is_bare() || is_loose {
            let span = text.span(draft.event.main.tokens.clone());
            let detail = format!("{} ({})", text.words_of(span), draft.event.main.rule.name);
            notes.push(Note { kind: NoteKind::BareTrigger, span: Some(span), detail });
            places.push(from);
            continue;
        }
        draft.continues = from;
        places.push(Some(kept.len()));
        kept.push(draft);
    }
    kept
}
