//! The room `resolve`: names, dates and places become rows, intervals and coordinates; spans go back to the original.

mod actors;
mod times;

use std::ops::Range;

use dateline_model::{Cited, Claim, ClaimId, EventPlace, EventType, Means, Report, Span};
use dateline_places::event_place;
use dateline_reports::Text;

use crate::annotate::Annotated;
use crate::extract::Draft;

/// The claim that `draft` stands for, its spans those of the original text of `report`.
pub(crate) fn resolve(
    draft: Draft,
    ordinal: u16,
    annotated: &Annotated,
    report: &Report,
    text: &Text,
) -> Claim {
    let original = |tokens: Range<usize>| text.original(annotated.span(tokens));
    let back = |spans: &[Span]| spans.iter().map(|span| text.original(*span)).collect::<Vec<Span>>();
    let sentence = text.original(annotated.sentences[draft.sentence].span);
    let trigger_spans = draft.event.triggers().map(|trigger| original(trigger.tokens.clone())).collect();
    let place = draft.place.map(|idx| {
        let toponym = &annotated.toponyms[idx];
        let inner = draft.place_around.and_then(|inner| annotated.toponyms[inner].chosen());
        let division = inner.and_then(|inner| toponym.as_division_of(inner));
        let place = event_place(division.as_ref().unwrap_or(toponym));
        EventPlace { spans: back(&place.spans), ..place }
    });
    let time = times::resolve_time(&draft, annotated);
    let confidence = confidence(&draft, place.as_ref());
    let mut claim = Claim {
        id: ClaimId { report: report.id, ordinal },
        event_type: Cited { value: EventType::new(draft.event_type), spans: trigger_spans },
        means: draft
            .means
            .clone()
            .map(|(means, tokens)| Cited { value: Means::new(means), spans: vec![original(tokens)] }),
        actors: actors::resolve_actors(&draft, annotated),
        place,
        time,
        casualties: draft.casualties,
        materiel: draft.materiel,
        attribution: draft.attribution,
        stance: draft.stance,
        modality: draft.modality,
        confidence,
        sentence,
        repeats: text.repeats_of(sentence),
        continues: draft.continues.and_then(|idx| u16::try_from(idx).ok()),
        denies: draft.denies.and_then(|idx| u16::try_from(idx).ok()),
    };
    for actor in &mut claim.actors {
        actor.spans = back(&actor.spans);
    }
    if let Some(time) = &mut claim.time {
        time.spans = back(&time.spans);
    }
    for casualty in &mut claim.casualties {
        casualty.spans = back(&casualty.spans);
    }
    for materiel in &mut claim.materiel {
        materiel.spans = back(&materiel.spans);
    }
    for speaker in &mut claim.attribution {
        speaker.words = speaker.words.map(|span| text.original(span));
        speaker.cue = speaker.cue.map(|span| text.original(span));
    }
    claim.stance.spans = back(&claim.stance.spans);
    claim.modality.spans = back(&claim.modality.spans);
    claim
}

/// Chance that the claim was read rightly, 0.05 to 0.95: the more of who, where, when and how many its own sentence
/// tells, the more likely the trigger was understood. Weights set by hand.
fn confidence(draft: &Draft, place: Option<&EventPlace>) -> f32 {
    let mut score: f32 = 0.5;
    score += if draft.actors.iter().any(|actor| actor.mention.is_some()) { 0.12 } else { 0.0 };
    score += if draft.actors.is_empty() { -0.1 } else { 0.05 };
    score += match place {
        Some(place) if !draft.place_is_carried => 0.12 * place.confidence,
        Some(_) => 0.02,
        None => -0.08,
    };
    score += if draft.times.is_empty() || draft.time_is_carried { 0.0 } else { 0.1 };
    score += if draft.casualties.is_empty() { 0.0 } else { 0.08 };
    score -= if draft.event.main.rule.is_weak { 0.1 } else { 0.0 };
    score.clamp(0.05, 0.95)
}
