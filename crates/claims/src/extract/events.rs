//! From the triggers of a sentence to its events: two triggers of one happening are one event.

use std::ops::Range;

use super::modality::is_told_as_real;
use super::phrases::Phrases;
use super::rules::Part;
use super::triggers::Trigger;

/// One event of a sentence: a main trigger, and others that speak of the same happening.
#[derive(Clone, Debug)]
pub(crate) struct SentenceEvent {
    /// The trigger that gives the type.
    pub(crate) main: Trigger,
    /// Triggers of the same happening, left to right.
    pub(crate) others: Vec<Trigger>,
}

impl SentenceEvent {
    /// All triggers, the main one first.
    pub(crate) fn triggers(&self) -> impl Iterator<Item = &Trigger> {
        std::iter::once(&self.main).chain(&self.others)
    }
}

/// The events of a sentence.
///
/// Two triggers are one event when their types are of one group of the type table, both happened or neither did, and no
/// word between them opens another event ("while", "separately", a semicolon). Verbs of
/// harm join whatever event stands nearest, and make an event of their own only in a sentence without others.
pub(crate) fn find_events(phrases: &Phrases, triggers: Vec<Trigger>) -> Vec<SentenceEvent> {
    let (weak, strong): (Vec<Trigger>, Vec<Trigger>) = triggers.into_iter().partition(|it| it.rule.is_weak);
    let mut events: Vec<SentenceEvent> = Vec::new();
    for trigger in strong {
        match events.iter_mut().rev().find(|event| is_same(phrases, event, &trigger)) {
            Some(event) if specificity(&trigger) > specificity(&event.main) => {
                let general = std::mem::replace(&mut event.main, trigger);
                event.others.push(general);
            }
            Some(event) => event.others.push(trigger),
            None => events.push(SentenceEvent { main: trigger, others: Vec::new() }),
        }
    }
    for trigger in weak {
        let at = trigger.tokens.start;
        let nearest = events
            .iter_mut()
            .filter(|event| !separated(phrases, &event.main.tokens, &trigger.tokens))
            .filter(|event| is_as_real(phrases, &event.main, &trigger))
            .min_by_key(|event| event.main.tokens.start.abs_diff(at));
        match nearest {
            Some(event) => event.others.push(trigger),
            None => events.push(SentenceEvent { main: trigger, others: Vec::new() }),
        }
    }
    events
}

/// How much a trigger tells: a type that names its means tells more than "attack".
fn specificity(trigger: &Trigger) -> usize {
    let row = dateline_tables::event_type(trigger.rule.event_type);
    row.map_or(0, |row| row.specificity) + usize::from(trigger.rule.means.is_some())
}

fn is_same(phrases: &Phrases, event: &SentenceEvent, trigger: &Trigger) -> bool {
    let group = |it: &Trigger| dateline_tables::event_type(it.rule.event_type).map(|row| row.group);
    let related = group(&event.main) == group(trigger)
        || is_generic(trigger) && is_violent(&event.main)
        || is_generic(&event.main) && is_violent(trigger);
    let last = event.triggers().map(|it| it.tokens.clone()).max_by_key(|it| it.end).unwrap_or_default();
    related && !separated(phrases, &last, &trigger.tokens) && is_as_real(phrases, &event.main, trigger)
}

/// Whether both happened or neither did, by their own words: "killed a man who was planning to bomb a station" tells of
/// two. A toll and words that go on about an event ("killing nine", "in which two were wounded") are as real as the event.
fn is_as_real(phrases: &Phrases, event: &Trigger, trigger: &Trigger) -> bool {
    let real = |it: &Trigger, other: &Trigger| is_told_as_real(phrases, &it.tokens, &other.tokens);
    goes_on(phrases, event, trigger) || real(event, trigger) == real(trigger, event)
}

/// Whether words of harm go on about the event before them.
fn goes_on(phrases: &Phrases, event: &Trigger, trigger: &Trigger) -> bool {
    let relative = phrases.text.words.class("relative");
    let is_toll = trigger.rule.parts.object != Part::Victim;
    let is_result = phrases.text.lower(trigger.tokens.start).ends_with("ing");
    let mut between = event.tokens.end..trigger.tokens.start;
    trigger.rule.is_weak && (is_toll || is_result || between.any(|at| phrases.is(at, relative)))
}

/// Whether the trigger only says "attack", which may stand for any violence.
fn is_generic(trigger: &Trigger) -> bool {
    trigger.rule.event_type == "attack"
}

fn is_violent(trigger: &Trigger) -> bool {
    dateline_tables::event_type(trigger.rule.event_type)
        .is_some_and(|row| row.acled_disorder_type.contains("Political violence"))
}

/// Whether a word between the two opens another event.
fn separated(phrases: &Phrases, first: &Range<usize>, second: &Range<usize>) -> bool {
    let (from, to) =
        if first.start <= second.start { (first.end, second.start) } else { (second.end, first.start) };
    (from..to.max(from)).any(|idx| phrases.is(idx, phrases.text.words.class("new_event")))
}
