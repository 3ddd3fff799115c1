//! What the learned reader adds to the rules: whether words tell of an event as news, and who did it and to whom where
//! the rules leave it open.
//!
//! Rules go first. What they found stays, but for a claim whose every trigger the reader takes for something else than
//! news: history, a plan, a match, a film ([`told`]). It fills only an empty part, and only with someone or something it
//! marks itself; what cannot do such things by the rules (a monitor, a nurse) does not do them by the reader either, and
//! words of which the rules know nothing else stay no claim. Events of its own it does not add: of those that it is sure of
//! in sentences without a rule's, a third were told elsewhere in the report or of another type.

use std::ops::Range;

use dateline_model::{Role, Span};
use dateline_reader::{Reader, ReaderError, Tagged, Window, is_doubtful, may_tell};

use super::draft::{Draft, DraftActor, cannot_attack, overlap};
use super::events::SentenceEvent;
use super::phrases::Phrases;
use super::triggers::Trigger;

/// Sentences that follow each other are read together, up to so many bytes.
const MOST_BYTES: usize = 600;
/// A claim of a lower chance to be told as news is background; one with a time of its own, which history and plans seldom
/// have, only where the reader is nearly sure.
pub(crate) const LEAST_TOLD: f32 = 0.3;
pub(crate) const LEAST_TOLD_TIMED: f32 = 0.05;
/// Groups of event types of which it was not taught what is news: truces, moves of troops, graves that are found.
const UNTAUGHT: [&str; 3] = ["agreement", "movement", "other"];
/// A link of a lower chance fills no part.
const LEAST_LINK: f32 = 0.6;
/// Parts that are filled, with the role of the reader and the kinds of mention that can take it.
const PARTS: [(Role, &str, &[&str]); 2] =
    [(Role::Initiator, "initiator", &["actor"]), (Role::Target, "target", &["actor", "facility"])];

/// What the reader is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Claims of sentences in doubt, and those that name nobody who did it.
    Open,
    /// All claims.
    All,
}

/// Asks the reader about `drafts`: whether each is told as news, and whom its empty parts name.
///
/// # Errors
///
/// [`ReaderError::Run`] when the model cannot be run; the drafts are then as they were.
pub(crate) fn read_on(
    phrases: &Phrases,
    reader: &Reader,
    drafts: &mut [Draft],
    asked: Asked,
) -> Result<(), ReaderError> {
    let text = phrases.text;
    let spans: Vec<Span> = stretches(phrases, drafts, asked)
        .into_iter()
        .map(|it| text.sentences[it.start].span.cover(text.sentences[it.end - 1].span))
        .collect();
    let texts: Vec<&str> = spans.iter().map(|span| text.words_of(*span)).collect();
    let windows = reader.read(&texts)?;
    for draft in drafts.iter_mut().filter(|draft| is_asked(draft)) {
        let at = text.span(draft.event.main.tokens.clone()).start();
        let Some(idx) = spans.partition_point(|span| span.start() <= at).checked_sub(1) else { continue };
        let (window, start) = (&windows[idx], spans[idx].start());
        if at >= spans[idx].end() {
            continue;
        }
        draft.told = told(phrases, window, start, &draft.event);
        if is_open(draft) {
            fill(phrases, reader, window, start, draft);
        }
    }
    Ok(())
}

/// Chance that one of the triggers of an event tells of it as news; `None` for events of which that was not taught.
fn told(phrases: &Phrases, window: &Window, start: usize, event: &SentenceEvent) -> Option<f32> {
    let group = dateline_tables::event_type(event.main.rule.event_type)?.group;
    if UNTAUGHT.contains(&group) {
        return None;
    }
    let chance = |trigger: &Trigger| {
        let at = phrases.text.span(trigger.tokens.clone()).start();
        window.chances("told", at.checked_sub(start)?)?.first().copied()
    };
    event.triggers().filter_map(chance).reduce(f32::max)
}

/// Stretches of whole sentences, by their numbers, in which stands what the reader is asked about.
fn stretches(phrases: &Phrases, drafts: &[Draft], asked: Asked) -> Vec<Range<usize>> {
    let sentences = &phrases.text.sentences;
    let words = |idx: usize| phrases.text.words_of(sentences[idx].span);
    let is_due = |draft: &&Draft| match asked {
        Asked::All => true,
        Asked::Open => {
            let names_nobody = || !has_part(draft, Role::Initiator);
            is_doubtful(words(draft.sentence)) || names_nobody() && may_tell(words(draft.sentence))
        }
    };
    let mut due: Vec<usize> =
        drafts.iter().filter(|it| is_asked(it)).filter(is_due).map(|draft| draft.sentence).collect();
    due.dedup();
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for idx in due {
        let bytes = |from: usize| sentences[idx].span.end() - sentences[from].span.start();
        match stretches.last_mut().filter(|last| last.end == idx && bytes(last.start) <= MOST_BYTES) {
            Some(last) => last.end = idx + 1,
            None => stretches.push(idx..idx + 1),
        }
    }
    stretches
}

/// Whether the draft tells something by the rules that may make an incident.
fn is_asked(draft: &Draft) -> bool {
    !draft.is_bare() && draft.modality.value.makes_incident()
}

/// Whether a part is empty that the reader could fill.
fn is_open(draft: &Draft) -> bool {
    PARTS.iter().any(|(role, _, _)| !has_part(draft, *role))
}

fn has_part(draft: &Draft, role: Role) -> bool {
    let harmed = matches!(role, Role::Target) && !draft.casualties.is_empty();
    harmed || draft.actors.iter().any(|actor| actor.role == role || actor.role == Role::Partner)
}

fn fill(phrases: &Phrases, reader: &Reader, window: &Window, start: usize, draft: &mut Draft) {
    let text = phrases.text;
    let sentence = text.sentences[draft.sentence].span;
    let trigger = text.span(draft.event.main.tokens.clone()).start() - start;
    let (Some(marks), Some(links)) = (reader.head("mark"), reader.head("link")) else { return };
    let spans = window.spans("mark");
    let is_inside = |mark: &&Tagged| {
        sentence.start() <= start + mark.span.start && start + mark.span.end <= sentence.end()
    };
    for (role, name, kinds) in PARTS {
        let Some(link) = links.label(name).filter(|_| !has_part(draft, role)) else { continue };
        let chances = spans
            .iter()
            .filter(is_inside)
            .filter(|mark| kinds.contains(&marks.labels[mark.label].as_str()))
            .map(|mark| (window.link(link, trigger, mark.span.start), &mark.span));
        let best = chances.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((_, span)) = best.filter(|(chance, _)| *chance >= LEAST_LINK) else { continue };
        let phrase = text.tokens_in(Span::between(start + span.start, start + span.end));
        let mention = text.actors.iter().position(|actor| overlap(&actor.tokens, &phrase));
        let is_taken = draft.actors.iter().any(|actor| overlap(&actor.phrase, &phrase))
            || draft.event.triggers().any(|it| overlap(&it.tokens, &phrase));
        let is_bystander = role == Role::Initiator && cannot_attack(phrases, &draft.event, mention, &phrase);
        let words = text.span(phrase.clone());
        // Of "Syrian state TV" the Syrians do not act.
        let speaks =
            draft.attribution.iter().filter_map(|it| it.words).any(|it| it != words && it.overlaps(words));
        if !phrase.is_empty() && !is_taken && !is_bystander && !speaks {
            draft.actors.push(DraftActor { role, phrase, mention });
        }
    }
}
