//! Did it happen, and what the speaker does with the words.
//!
//! [`scope`] looks around a trigger, [`influences`] finds the words that reach it, from the nearest to the furthest, and
//! [`openers`] those that open its clause; the first of them that decides gives the modality, or the reason why the words
//! do not report the event at all. [`generic`] tells news from what happens in general, [`undated`] from history without
//! a date.

mod scope;
mod openers;
mod influences;
mod generic;
mod undated;

use std::ops::Range;

use dateline_model::{Cited, Modality, Span, Stance};
use dateline_tables::modality::{Background, Effect, Reach};
use dateline_times::TimexKind;
use jiff::ToSpan;

pub(crate) use self::generic::is_general;
use self::influences::influences;
use self::openers::condition;
use self::scope::{Influence, Scope};
use self::undated::undated;
use super::phrases::Phrases;
use super::speech::Statement;

/// Words between "deadliest", "since" and the event it is held against.
const MAX_MEASURE: usize = 12;
/// Days before publication beyond which an event is history rather than news.
const MAX_AGE_DAYS: i64 = 731;

/// Whether the event of `trigger` is said to have happened, and what the speaker of `statement` does with the words.
///
/// Spans are bytes of the cleaned text. No word at all gives [`Modality::Occurred`] and the stance of the statement,
/// or [`Stance::Says`] where only the outlet speaks. "Reportedly" alone keeps [`Modality::Occurred`]: it names an
/// unknown speaker and no doubt, as the codebooks of ACLED and UCDP treat it.
pub(crate) fn modality_of(
    phrases: &Phrases,
    trigger: &Range<usize>,
    statement: Option<&Statement>,
) -> (Cited<Modality>, Cited<Stance>) {
    let text = phrases.text;
    let scope = Scope::new(phrases, trigger);
    let found = influences(&scope);
    let cue = statement.and_then(|statement| statement.cue.clone()).map(|cue| text.span(cue));
    let mut modality = decide(&scope, &found, statement, cue);
    // A threat that hangs on a condition stays a threat.
    let hangs = matches!(modality.value, Modality::Occurred | Modality::Possible | Modality::Planned);
    if let Some(condition) = condition(&scope, statement.is_some()).filter(|_| hangs) {
        modality = Cited { value: Modality::Hypothetical, spans: vec![condition.words] };
    }
    let mut stance =
        Cited { value: statement.map_or(Stance::Says, |it| it.stance), spans: cue.into_iter().collect() };
    let unverified = unverified(&scope);
    if let Some(words) = unverified {
        if matches!(stance.value, Stance::Says | Stance::Confirms | Stance::Estimates) {
            stance = Cited { value: Stance::CannotVerify, spans: vec![words] };
        }
        if modality.value == Modality::Occurred {
            modality = Cited { value: Modality::Possible, spans: vec![words] };
        }
    }
    // What a threat or a denial takes for granted is merely said: "vowed revenge for the killing".
    if modality.value == Modality::Occurred && matches!(stance.value, Stance::Threatens | Stance::Denies) {
        stance.value = Stance::Says;
    }
    if modality.value == Modality::Threatened && stance.value == Stance::Says && statement.is_some() {
        stance.value = Stance::Threatens;
    }
    (modality, stance)
}

/// Whether the words that reach `trigger` leave it an event that happened or may have, whatever else its sentence holds.
/// A word of `other` decides nothing: "foiled an attack" is one event.
pub(crate) fn is_told_as_real(phrases: &Phrases, trigger: &Range<usize>, other: &Range<usize>) -> bool {
    let mut found = influences(&Scope::new(phrases, trigger));
    found.retain(|it| !other.contains(&it.at));
    is_real(&found)
}

/// Whether the first of the words that decides leaves it so.
fn is_real(found: &[Influence]) -> bool {
    let decides = |it: &Influence| match it.effect {
        Effect::Modality(modality) => Some(modality.makes_incident()),
        Effect::Future => Some(false),
        Effect::Doer => Some(true),
        Effect::Background(_) | Effect::ThreatVerb | Effect::CannotVerify => None,
    };
    found.iter().find_map(decides).unwrap_or(true)
}

/// Why the words around `trigger` do not report its event, with the words that tell; `None` when they do.
pub(crate) fn background_of(phrases: &Phrases, trigger: &Range<usize>) -> Option<Cited<Background>> {
    let text = phrases.text;
    let scope = Scope::new(phrases, trigger);
    let found = influences(&scope);
    let mut is_possible = false;
    for influence in &found {
        match influence.effect {
            // "For fear that a missile could strike": what may happen is feared, but who may have been kidnapped is not.
            Effect::Background(reason) if is_possible && reason != Background::Fear => break,
            Effect::Background(reason) => return Some(Cited { value: reason, spans: vec![influence.words] }),
            Effect::Modality(Modality::Possible) if !is_perfect(&scope, influence) => is_possible = true,
            Effect::Modality(_) => break,
            _ => {}
        }
    }
    let near = scope
        .near(Reach::Near, |effect| matches!(effect, Effect::Background(_)))
        .or_else(|| influences::teller(&scope));
    if let Some(Influence { effect: Effect::Background(reason), words, .. }) =
        near.filter(|_| !scope.is_superlative())
    {
        return Some(Cited { value: reason, spans: vec![words] });
    }
    let past = undated(&scope).filter(|_| is_real(&found));
    if let Some(Influence { effect: Effect::Background(reason), words, .. }) = past {
        return Some(Cited { value: reason, spans: vec![words] });
    }
    if let Some(words) = long_past(&scope) {
        return Some(Cited { value: Background::History, spans: vec![words] });
    }
    if let Some(words) = compared(&scope) {
        return Some(Cited { value: Background::Comparison, spans: vec![words] });
    }
    let mark = scope.sentence.end.checked_sub(1).filter(|&at| text.lower(at) == "?");
    mark.map(|at| Cited { value: Background::Question, spans: vec![text.tokens[at].span] })
}

/// Whether a modal verb speaks of what goes on: "may be shelling".
fn is_progressive(scope: &Scope, influence: &Influence) -> bool {
    let modal = scope.phrases.text.words.class("modal");
    let be = scope.phrases.classes.be;
    scope.is(influence.at, modal)
        && scope.lower(influence.verb).ends_with("ing")
        && (influence.at..influence.verb).any(|at| scope.is(at, be))
}

/// Whether an auxiliary speaks of what would be past: "may have struck".
fn is_perfect(scope: &Scope, influence: &Influence) -> bool {
    let have = scope.phrases.text.words.class("have");
    (influence.at..influence.verb).any(|at| scope.is(at, have))
}

/// The time expression that puts the event of the trigger more than [`MAX_AGE_DAYS`] before the report, when no later
/// one stands in its clause. Nothing is long past where the day of publication is unknown.
fn long_past(scope: &Scope) -> Option<Span> {
    let text = scope.phrases.text;
    let oldest = text.published?.at.checked_sub(MAX_AGE_DAYS.days()).ok()?;
    let start = scope.clause_start(scope.trigger.start);
    let end =
        (scope.trigger.end..scope.sentence.end).find(|&at| scope.breaks(at)).unwrap_or(scope.sentence.end);
    let clause = text.span(start..end);
    let mut times = text
        .times
        .iter()
        .filter(|timex| clause.contains(timex.span) && timex.kind != TimexKind::Set)
        .filter_map(|timex| Some((timex.interval()?.end(), timex.span)));
    let first = times.next()?;
    let is_old = |end| end < oldest;
    (is_old(first.0) && times.all(|(end, _)| is_old(end))).then_some(first.1)
}

/// "the deadliest bombing since the attack": the words before a trigger that holds the place of a measure.
fn compared(scope: &Scope) -> Option<Span> {
    let text = scope.phrases.text;
    let since = (scope.sentence.start..scope.trigger.start)
        .rev()
        .take(MAX_MEASURE)
        .find(|&at| text.lower(at) == "since")?;
    let superlative = text.words.class("superlative");
    let measure = (scope.sentence.start..since)
        .rev()
        .take(MAX_MEASURE)
        .find(|&at| scope.phrases.is(at, superlative))?;
    Some(text.span(measure..since + 1))
}

/// The modality by the nearest word that decides, then by what the speaker does, then by the clause.
fn decide(
    scope: &Scope,
    found: &[Influence],
    statement: Option<&Statement>,
    cue: Option<Span>,
) -> Cited<Modality> {
    let stance = statement.map_or(Stance::Says, |it| it.stance);
    let denied = Effect::Modality(Modality::Denied);
    for (idx, influence) in found.iter().enumerate() {
        let value = match influence.effect {
            // "Has not carried out any strikes", "denied any part in the raid".
            Effect::Modality(Modality::Hypothetical)
                if scope.effect(influence.at, Reach::Np).is_some()
                    && (stance == Stance::Denies || found[idx..].iter().any(|it| it.effect == denied)) =>
            {
                Modality::Denied
            }
            // "Did not deny that jets struck".
            it if it == denied
                && found
                    .get(idx + 1)
                    .is_some_and(|next| next.effect == denied && next.verb == influence.at) =>
            {
                Modality::Possible
            }
            Effect::Modality(Modality::Occurred) => {
                return Cited { value: Modality::Occurred, spans: Vec::new() };
            }
            // "Denied having ordered the raid".
            Effect::Modality(Modality::Planned | Modality::Threatened)
                if stance == Stance::Denies && found[idx + 1..].iter().any(|it| it.effect == denied) =>
            {
                Modality::Denied
            }
            // "Denied that it was behind the raid" denies the raid as its own.
            Effect::Doer if stance == Stance::Denies => Modality::Denied,
            Effect::Doer => return Cited { value: Modality::Occurred, spans: Vec::new() },
            // "Troops may be shelling the suburb" doubts what goes on; "may shell" is a forecast.
            Effect::Modality(Modality::Planned) if is_progressive(scope, influence) => Modality::Possible,
            Effect::Modality(modality) => modality,
            Effect::Future => future(scope, influence, statement.is_some(), stance),
            Effect::Background(Background::Question) => Modality::Possible,
            Effect::Background(_) | Effect::ThreatVerb | Effect::CannotVerify => continue,
        };
        let mut spans = vec![influence.words];
        if value == Modality::Threatened && stance == Stance::Threatens {
            spans.extend(cue);
        }
        spans.sort();
        return Cited { value, spans };
    }
    if stance == Stance::Denies && !scope.is_relative() {
        return Cited { value: Modality::Denied, spans: cue.into_iter().collect() };
    }
    let near = scope.near(Reach::Near, |effect| matches!(effect, Effect::Modality(_)));
    match near {
        Some(Influence { effect: Effect::Modality(value), words, .. }) => Cited { value, spans: vec![words] },
        _ => ahead(scope).map_or(Cited { value: Modality::Occurred, spans: Vec::new() }, |words| Cited {
            value: Modality::Planned,
            spans: vec![words],
        }),
    }
}

/// The time in the clause of the trigger that is told as yet to come: "the assault begins next month". A past form has
/// happened, whatever day its words seem to name.
fn ahead(scope: &Scope) -> Option<Span> {
    let text = scope.phrases.text;
    let start = scope.clause_start(scope.trigger.start);
    let end =
        (scope.trigger.end..scope.sentence.end).find(|&at| scope.breaks(at)).unwrap_or(scope.sentence.end);
    if (start..end).any(|at| scope.is_past(at)) {
        return None;
    }
    let clause = text.span(start..end);
    let next = text.words.class("next");
    let mut times = text.times.iter().map(|timex| timex.span).filter(|span| clause.contains(*span));
    times.find(|span| scope.is(text.tokens_in(*span).start, next))
}

/// What "will" and "would" mean: a threat where the speaker threatens or the verb is one of retaliation, a plan
/// otherwise; "would" that nobody said is hypothetical.
fn future(scope: &Scope, influence: &Influence, is_said: bool, stance: Stance) -> Modality {
    let text = scope.phrases.text;
    let is_would = matches!(text.lower(influence.at), "would" | "'d" | "’d");
    let has_have = (influence.at..influence.verb).any(|at| text.lower(at) == "have");
    let threatens = scope.effect(influence.verb, Reach::Group) == Some(Effect::ThreatVerb)
        || stance == Stance::Threatens
        || stance == Stance::Claims;
    match (is_would, has_have) {
        (true, true) => Modality::Hypothetical,
        (true, false) if !is_said => Modality::Hypothetical,
        _ if threatens => Modality::Threatened,
        _ => Modality::Planned,
    }
}

/// The words by which a speaker says that this cannot be verified: in the sentence of the trigger, or at the head of
/// the one after it.
fn unverified(scope: &Scope) -> Option<Span> {
    let text = scope.phrases.text;
    let next = text.sentences.get(text.sentence_of(scope.trigger.start) + 1).map(|it| it.tokens.clone());
    [Some(scope.sentence.clone()), next].into_iter().flatten().find_map(|tokens| {
        tokens.clone().find_map(|at| {
            let (end, effect) = scope.cue_at(at, tokens.end, Reach::Near)?;
            (effect == Effect::CannotVerify).then(|| text.span(at..end))
        })
    })
}

#[cfg(test)]
mod tests;
