//! Triggers: the words that stand for an event.

use std::cmp::Reverse;
use std::ops::Range;

use dateline_model::PlaceKind;
use dateline_places::{Toponym, Usage};
use dateline_times::TimexKind;

use super::phrases::Phrases;
use super::rules::{Condition, Element, Form, Pattern, Rule, Rules, Shape, Where};

/// Words a gap in a pattern may cover.
const MAX_GAP: usize = 4;
/// Words to either side that a condition `near` looks at.
const NEAR: usize = 12;

/// How a trigger stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// "Warplanes bombed the town."
    Active,
    /// "The town was bombed by warplanes", "a town bombed by warplanes".
    Passive,
    /// "The bombing of the town".
    Nominal,
}

/// Words that stand for an event, and the rule that says so.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// How it stands.
    pub(crate) voice: Voice,
    /// The clause around it: tokens of its sentence between strong marks.
    pub(crate) clause: Range<usize>,
}

/// The triggers of one sentence, left to right, not overlapping; the longest pattern wins, then the one with more
/// conditions, then the first.
pub(crate) fn find_triggers(
    phrases: &Phrases,
    sentence: &Range<usize>,
    rules: &'static Rules,
) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut idx = sentence.start;
    while idx < sentence.end {
        if is_name(phrases, idx) {
            idx += 1;
            continue;
        }
        let clause = clause_of(phrases, sentence, idx);
        let best = rules
            .starting_with(phrases.text.lower(idx), phrases.text.tokens[idx].classes)
            .filter_map(|pattern| {
                let end = match_elements(phrases, &pattern.elements, idx, clause.end)?;
                let rule = &rules.all[pattern.rule];
                let voice = voice_of(phrases, pattern, rule, idx..end, &clause)?;
                let trigger = Trigger { tokens: idx..end, rule, voice, clause: clause.clone() };
                holds(phrases, &trigger).then(|| (rank(pattern, rule, end), trigger))
            })
            .max_by_key(|(rank, _)| *rank);
        match best {
            Some((_, trigger)) => {
                idx = trigger.tokens.end;
                found.push(trigger);
            }
            None => idx += 1,
        }
    }
    found
}

/// Whether the words of a pattern stand in the sentence, whatever its conditions ask of those around them. Needs tokens
/// alone.
pub(crate) fn may_hold(phrases: &Phrases, sentence: &Range<usize>, rules: &'static Rules) -> bool {
    sentence.clone().any(|idx| {
        rules
            .starting_with(phrases.text.lower(idx), phrases.text.tokens[idx].classes)
            .any(|pattern| match_elements(phrases, &pattern.elements, idx, sentence.end).is_some())
    })
}

/// Whether the token belongs to a date or, written with a capital, to the name of a place: "March", "Hit".
fn is_name(phrases: &Phrases, idx: usize) -> bool {
    let span = phrases.text.tokens[idx].span;
    let in_time =
        || phrases.text.times.iter().any(|timex| timex.kind == TimexKind::Date && timex.span.contains(span));
    let in_place = || {
        let named = |it: &Toponym| it.usage == Usage::Place && it.span.contains(span);
        phrases.text.toponyms.iter().any(named)
    };
    phrases.text.tokens[idx].is_capital && (in_time() || in_place())
}

/// What decides between patterns that match at one token: length, strength, number of conditions that must hold,
/// noun before verb, and the order of the rule files.
fn rank(pattern: &Pattern, rule: &Rule, end: usize) -> (usize, bool, usize, bool, Reverse<usize>) {
    let n_wanted = rule.conditions.iter().filter(|condition| condition.wanted).count();
    (end, !rule.is_weak, n_wanted, pattern.shape == Shape::Noun, Reverse(pattern.rule))
}

/// The tokens around `idx` up to a semicolon, a colon, a dash or the end of the sentence.
fn clause_of(phrases: &Phrases, sentence: &Range<usize>, idx: usize) -> Range<usize> {
    let ends = |at: usize| matches!(phrases.text.lower(at), ";" | ":" | "–" | "—" | "-" | "|");
    let start = (sentence.start..idx).rev().find(|&at| ends(at)).map_or(sentence.start, |at| at + 1);
    let end = (idx..sentence.end).find(|&at| ends(at)).unwrap_or(sentence.end);
    start..end.max(idx + 1)
}

/// End of the match of `elements` from token `at`, or `None`.
fn match_elements(phrases: &Phrases, elements: &[Element], at: usize, ceiling: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(at) };
    match first {
        Element::Gap => {
            (at..=(at + MAX_GAP).min(ceiling)).find_map(|at| match_elements(phrases, rest, at, ceiling))
        }
        Element::Optional(element) => match_one(phrases, element, at, ceiling)
            .and_then(|next| match_elements(phrases, rest, next, ceiling))
            .or_else(|| match_elements(phrases, rest, at, ceiling)),
        element => match_elements(phrases, rest, match_one(phrases, element, at, ceiling)?, ceiling),
    }
}

/// One past the token that `element` takes at `at`, or `None`.
fn match_one(phrases: &Phrases, element: &Element, at: usize, ceiling: usize) -> Option<usize> {
    if at >= ceiling {
        return None;
    }
    match element {
        Element::Word(word) => (phrases.text.lower(at) == word).then_some(at + 1),
        Element::Class(classes) => phrases.is(at, *classes).then_some(at + 1),
        Element::Gap | Element::Optional(_) => None,
    }
}

/// How the trigger stands, or `None` when its words are not what the pattern takes them for.
fn voice_of(
    phrases: &Phrases,
    pattern: &Pattern,
    rule: &Rule,
    tokens: Range<usize>,
    clause: &Range<usize>,
) -> Option<Voice> {
    match pattern.shape {
        Shape::Noun => (!acts_as_verb(phrases, &tokens, clause)).then_some(Voice::Nominal),
        Shape::Words => Some(Voice::Active),
        Shape::Verb(form) => {
            let voice = verb_voice(phrases, form, &tokens, clause)?;
            Some(if rule.is_intransitive && voice == Voice::Passive { Voice::Active } else { voice })
        }
    }
}

/// Whether a word that may be noun or verb is a verb here: "warplanes strike a depot".
fn acts_as_verb(phrases: &Phrases, tokens: &Range<usize>, clause: &Range<usize>) -> bool {
    if tokens.len() > 1 || tokens.start == clause.start {
        return false;
    }
    let before = tokens.start - 1;
    let c = &phrases.classes;
    // "has been bombing the valley"
    if phrases.is(before, c.be) && phrases.text.lower(tokens.start).ends_with("ing") {
        return true;
    }
    let after_modal =
        phrases.is(before, phrases.text.words.class("modal")) || phrases.text.lower(before) == "to";
    let headline = !phrases.is(before, c.det)
        && phrases.text.lower(before).ends_with('s')
        && !phrases.text.lower(before).ends_with("'s")
        && !phrases.text.lower(before).ends_with("’s")
        && (phrases.is(tokens.end, c.det)
            || phrases.text.tokens.get(tokens.end).is_some_and(|token| token.is_capital))
        && !phrases.is(tokens.end, c.prep);
    after_modal || headline
}

fn verb_voice(phrases: &Phrases, form: Form, tokens: &Range<usize>, clause: &Range<usize>) -> Option<Voice> {
    let c = &phrases.classes;
    let verb = tokens.start;
    let group = phrases.verb_group_start(verb, clause.start)..verb;
    let before = verb.checked_sub(1).filter(|&at| at >= clause.start);
    let after_det = before.is_some_and(|at| phrases.is(at, c.det) && !phrases.is(at, c.pron));
    let genitive = before.is_some_and(|at| matches!(phrases.text.lower(at), "'s" | "’s"));
    match form {
        Form::Present => {
            let after_to = before.is_some_and(|at| phrases.text.lower(at) == "to");
            let modal = group.clone().any(|at| {
                phrases.is(at, phrases.text.words.class("modal").with(phrases.text.words.class("do")))
            });
            let subject = before.is_some_and(|at| {
                let lower = phrases.text.lower(at);
                phrases.is(at, c.pron)
                    || lower.ends_with('s') && !genitive && !phrases.is(at, c.prep.with(c.det).with(c.be))
                    || phrases.text.actors.iter().any(|actor| actor.tokens.end == verb)
            });
            let object = phrases.is(tokens.end, c.det.with(phrases.text.words.class("person")))
                || phrases.text.tokens.get(tokens.end).is_some_and(|token| {
                    token.is_capital || token.kind == crate::annotate::tokens::TokenKind::Number
                })
                || phrases.is(tokens.end, phrases.text.words.class("site"))
                || tokens.len() > 1;
            (after_to || modal || subject && object && !after_det).then_some(Voice::Active)
        }
        Form::Past => (!after_det && !genitive).then_some(Voice::Active),
        Form::Participle => {
            if phrases.has_be(group.clone()) {
                return Some(Voice::Passive);
            }
            if after_det || genitive {
                return None;
            }
            let reduced = tokens.len() == 1
                && (phrases.text.lower(tokens.end) == "by"
                    || group.is_empty()
                        && before.is_some()
                        && phrases.is(tokens.end, c.prep)
                        && phrases.amount_start(tokens.end) == tokens.end
                        && !matches!(phrases.text.lower(tokens.end), "into" | "with" | "against")
                    || group.is_empty() && before.is_some() && phrases.is(tokens.end, c.be)
                    || before.is_none());
            let at_end = phrases.text.tokens.get(tokens.end).is_none_or(|_| tokens.end >= clause.end);
            let has_object = !phrases.starting_at(tokens.end, clause.end).is_empty();
            Some(if reduced || at_end && !has_object { Voice::Passive } else { Voice::Active })
        }
        Form::Ing => {
            let of = phrases.text.lower(tokens.end) == "of";
            if after_det || genitive || of {
                return Some(Voice::Nominal);
            }
            Some(Voice::Active)
        }
    }
}

/// Whether all conditions of the trigger's rule hold.
fn holds(phrases: &Phrases, trigger: &Trigger) -> bool {
    trigger.rule.conditions.iter().all(|condition| is_met(phrases, trigger, condition) == condition.wanted)
}

fn is_met(phrases: &Phrases, trigger: &Trigger, condition: &Condition) -> bool {
    let Range { start, end } = trigger.tokens.clone();
    let clause = &trigger.clause;
    let subject = || match trigger.voice {
        Voice::Active => {
            let group = phrases.verb_group_start(start, clause.start);
            vec![super::roles::subject_before(phrases, group, clause.start)]
        }
        Voice::Passive => vec![by_phrase(phrases, end, clause.end)],
        Voice::Nominal => vec![phrases.ending_at(start, clause.start), by_phrase(phrases, end, clause.end)],
    };
    let object = || match trigger.voice {
        Voice::Active => phrases.starting_at(end, clause.end),
        Voice::Passive => {
            let group = phrases.verb_group_start(start, clause.start);
            super::roles::subject_before(phrases, group, clause.start)
        }
        Voice::Nominal => match phrases.text.lower(end) {
            "of" | "on" | "against" | "at" => phrases.starting_at(end + 1, clause.end),
            _ => end..end,
        },
    };
    let from = start.saturating_sub(NEAR).max(clause.start);
    let before = start.saturating_sub(1).max(clause.start)..start;
    let after = end..(end + 1).min(clause.end);
    let places: Vec<usize> = match condition.place {
        Where::Near => (from..start).chain(end..(end + NEAR).min(clause.end)).collect(),
        Where::Subject => subject().into_iter().flatten().collect(),
        Where::Object => object().collect(),
        Where::Before => before.collect(),
        Where::After => after.collect(),
    };
    places.into_iter().any(|idx| {
        phrases.is(idx, condition.classes)
            || condition.words.iter().any(|word| phrases.text.lower(idx) == word)
            || condition.is_town && names_town(phrases, idx)
    })
}

/// Whether the token belongs to the name of a place within a country.
fn names_town(phrases: &Phrases, idx: usize) -> bool {
    let span = phrases.text.tokens[idx].span;
    let is_within = |kind| !matches!(kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Water);
    phrases.text.toponyms.iter().any(|it| {
        it.usage == Usage::Place
            && it.span.contains(span)
            && it.chosen().is_none_or(|place| is_within(place.kind))
    })
}

/// The noun phrase after the next "by" within six words; empty when there is none.
pub(crate) fn by_phrase(phrases: &Phrases, after: usize, ceiling: usize) -> Range<usize> {
    let by = (after..ceiling.min(after + 12)).find(|&idx| phrases.text.lower(idx) == "by");
    by.map_or(after..after, |by| phrases.starting_at(by + 1, ceiling))
}
