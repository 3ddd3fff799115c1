//! Who takes part: from the words around a trigger to initiator, target, partner and victim.

use std::ops::Range;

use super::phrases::Phrases;
use super::rules::Part;
use super::triggers::{Trigger, Voice, by_phrase};
use crate::actors::ActorMention;

/// A part of an event and the noun phrase that takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    /// The part.
    pub(crate) part: Part,
    /// Tokens of the noun phrase.
    pub(crate) phrase: Range<usize>,
}

/// The parts that the words around `trigger` take.
pub(crate) fn find_roles(phrases: &Phrases, trigger: &Trigger) -> Vec<Taken> {
    let mut taken = match trigger.voice {
        Voice::Active => active_roles(phrases, trigger),
        Voice::Passive => passive_roles(phrases, trigger),
        Voice::Nominal => nominal_roles(phrases, trigger),
    };
    taken.retain(|it| !it.phrase.is_empty());
    taken
}

fn active_roles(phrases: &Phrases, trigger: &Trigger) -> Vec<Taken> {
    let parts = &trigger.rule.parts;
    let clause = &trigger.clause;
    let group = phrases.verb_group_start(trigger.tokens.start, clause.start);
    let object = phrases.starting_at(trigger.tokens.end, clause.end);
    // "Were killed during fighting for the hills": the gerund has no subject of its own.
    let is_gerund = group > clause.start
        && phrases.text.lower(trigger.tokens.start).ends_with("ing")
        && phrases.is(group - 1, phrases.text.words.class("era_prep"));
    let subject = if is_gerund { group..group } else { subject_before(phrases, group, clause.start) };
    let mut taken = vec![
        Taken { part: parts.subject, phrase: subject },
        Taken { part: parts.object, phrase: object.clone() },
    ];
    if object.is_empty() && matches!(phrases.text.lower(trigger.tokens.end), "on" | "against" | "at" | "into")
    {
        let phrase = phrases.starting_at(trigger.tokens.end + 1, clause.end);
        taken.push(Taken { part: parts.object, phrase });
    }
    taken.push(Taken { part: parts.with, phrase: with_phrase(phrases, trigger) });
    if parts.with == Part::Partner {
        taken.extend(between_phrases(phrases, trigger));
        split_sides(phrases, &mut taken);
    }
    taken
}

/// "Rebels and the army clashed": the first is the initiator, the second the partner.
fn split_sides(phrases: &Phrases, taken: &mut Vec<Taken>) {
    let Some(subject) = taken.first_mut() else { return };
    let Some(and) = subject.phrase.clone().find(|&idx| phrases.text.lower(idx) == "and") else { return };
    let second = and + 1..subject.phrase.end;
    subject.phrase.end = and;
    taken.push(Taken { part: Part::Partner, phrase: second });
}

fn passive_roles(phrases: &Phrases, trigger: &Trigger) -> Vec<Taken> {
    let parts = &trigger.rule.parts;
    let clause = &trigger.clause;
    let group = phrases.verb_group_start(trigger.tokens.start, clause.start);
    vec![
        Taken { part: parts.object, phrase: subject_before(phrases, group, clause.start) },
        Taken { part: parts.subject, phrase: by_phrase(phrases, trigger.tokens.end, clause.end) },
    ]
}

fn nominal_roles(phrases: &Phrases, trigger: &Trigger) -> Vec<Taken> {
    let parts = &trigger.rule.parts;
    let clause = &trigger.clause;
    let Range { start, end } = trigger.tokens.clone();
    // Of "victims of the rebel attack" only the rebels attacked.
    let whole = phrases.ending_at(start, clause.start);
    let of = whole.clone().rfind(|&idx| phrases.text.lower(idx) == "of");
    let modifier = of.map_or(whole.start, |of| of + 1)..whole.end;
    // "The senator's murder" was done to the senator.
    let genitive = start > clause.start && matches!(phrases.text.lower(start - 1), "'s" | "’s");
    let part = if genitive && trigger.rule.is_defenceless { parts.object } else { parts.subject };
    let mut taken = vec![
        Taken { part, phrase: modifier.clone() },
        Taken { part: parts.with, phrase: with_phrase(phrases, trigger) },
    ];
    let by = (end..clause.end.min(end + 8)).find(|&idx| phrases.text.lower(idx) == "by");
    if let Some(by) = by.filter(|&by| is_doers_by(phrases, by, end)) {
        taken.push(Taken { part: parts.subject, phrase: phrases.starting_at(by + 1, clause.end) });
    }
    let aimed = (end..clause.end.min(end + 5))
        .take_while(|&idx| !phrases.is(idx, phrases.classes.aux.with(phrases.classes.hit)))
        .filter(|&idx| phrases.amount_start(idx) == idx)
        .find(|&idx| matches!(phrases.text.lower(idx), "on" | "against" | "targeting" | "of" | "at"));
    if let Some(on) = aimed {
        let phrase = phrases.starting_at(on + 1, clause.end);
        // "The offensive of the rebels against the army": who attacks stands before whom.
        let against = phrase.end;
        let is_theirs = phrases.text.lower(on) == "of"
            && matches!(phrases.text.lower(against), "against" | "on")
            && against < clause.end;
        if is_theirs {
            taken.push(Taken { part: parts.subject, phrase });
            taken.push(Taken { part: parts.object, phrase: phrases.starting_at(against + 1, clause.end) });
        } else {
            taken.push(Taken { part: parts.object, phrase });
        }
    }
    taken.extend(between_phrases(phrases, trigger));
    taken.extend(governor_roles(phrases, trigger, modifier.start.min(start)));
    taken
}

/// Whether "by" brings in who did it: "attack by", "attack carried out by", but not "attack condemned by".
fn is_doers_by(phrases: &Phrases, by: usize, noun_end: usize) -> bool {
    let text = phrases.text;
    let is_verb = |at: &usize| text.lower(*at).ends_with("ed") || text.words.is_past(text.lower(*at));
    let verb = (noun_end.max(by.saturating_sub(2))..by).rfind(is_verb);
    verb.is_none_or(|at| phrases.is(at, phrases.classes.light.with(phrases.classes.hit)))
}

/// What the verb that governs an event noun adds: "jets launched strikes" gives the initiator, "the strike hit a
/// school" the target.
fn governor_roles(phrases: &Phrases, trigger: &Trigger, start: usize) -> Vec<Taken> {
    let parts = &trigger.rule.parts;
    let clause = &trigger.clause;
    let c = &phrases.classes;
    let mut taken = Vec::new();
    // Subject of a light verb: up to four words between verb and noun ("carried out a series of strikes").
    let light =
        (start.saturating_sub(5).max(clause.start)..start).rev().find(|&idx| phrases.is(idx, c.light));
    if let Some(verb) = light {
        let group = phrases.verb_group_start(verb, clause.start);
        // "Are carrying out strikes" is no passive.
        if !phrases.has_be(group..verb) || phrases.text.lower(verb).ends_with("ing") {
            taken.push(Taken { part: parts.subject, phrase: subject_before(phrases, group, clause.start) });
        }
    }
    // Passive light verb, or a striking verb, after the noun.
    let verb = (trigger.tokens.end..clause.end.min(trigger.tokens.end + 9))
        .find(|&idx| phrases.is(idx, c.light.with(c.hit)));
    if let Some(verb) = verb {
        let group = phrases.verb_group_start(verb, trigger.tokens.end);
        let passive = phrases.has_be(group..verb);
        if passive && phrases.is(verb, c.light) {
            taken.push(Taken { part: parts.subject, phrase: by_phrase(phrases, verb + 1, clause.end) });
        } else if !passive
            && phrases.is(verb, c.hit)
            && !phrases.is(verb, phrases.text.words.class("toll_verb"))
        {
            taken.push(Taken { part: parts.object, phrase: phrases.starting_at(verb + 1, clause.end) });
        }
    }
    taken
}

/// "clashes with rebels", "fought with the army".
fn with_phrase(phrases: &Phrases, trigger: &Trigger) -> Range<usize> {
    let Range { start: _, end } = trigger.tokens;
    let with = (end..trigger.clause.end.min(end + 4)).find(|&idx| phrases.text.lower(idx) == "with");
    let phrase = with.map_or(end..end, |with| phrases.starting_at(with + 1, trigger.clause.end));
    // "With France demanding a truce" names no side.
    let goes_on = |idx: usize| {
        let lower = phrases.text.lower(idx);
        lower.len() > 5 && lower.ends_with("ing") && !phrases.text.tokens[idx].is_capital
    };
    if phrase.clone().skip(1).any(goes_on) { end..end } else { phrase }
}

/// "between the army and rebels": the first is the initiator, the second the partner.
fn between_phrases(phrases: &Phrases, trigger: &Trigger) -> Vec<Taken> {
    let end = trigger.tokens.end;
    let ceiling = trigger.clause.end;
    let Some(between) = (end..ceiling.min(end + 8)).find(|&idx| phrases.text.lower(idx) == "between") else {
        return Vec::new();
    };
    let both = phrases.starting_at(between + 1, ceiling);
    let and = both.clone().find(|&idx| phrases.text.lower(idx) == "and").unwrap_or(both.end);
    let second = if and < both.end { and + 1..both.end } else { phrases.starting_at(both.end + 1, ceiling) };
    vec![
        Taken { part: Part::Initiator, phrase: both.start..and },
        Taken { part: Part::Partner, phrase: second },
    ]
}

/// The subject whose verb group begins at `group`: the noun phrase right before it, over a parenthesis between
/// commas, a relative pronoun, or an earlier verb that shares the subject ("shelled the town and stormed it").
pub(crate) fn subject_before(phrases: &Phrases, group: usize, floor: usize) -> Range<usize> {
    let mut end = behind_relative(phrases, group, floor).unwrap_or(group);
    for _ in 0..3 {
        let near = phrases.ending_at(end, floor);
        let Some(before) = end.checked_sub(1).filter(|&at| at >= floor) else { return near };
        let lower = phrases.text.lower(before);
        if matches!(lower, "who" | "which" | "that") {
            end = if before > floor && phrases.text.lower(before - 1) == "," { before - 1 } else { before };
            continue;
        }
        if lower == "," {
            // Over ", the spokesman said," or ", a town in the east," to the phrase before it.
            let open = (floor..before).rev().take(14).find(|&at| phrases.text.lower(at) == ",");
            match open {
                Some(open) => end = open,
                None => return shared_subject(phrases, before, floor),
            }
            continue;
        }
        if matches!(lower, "and" | "then") {
            return shared_subject(phrases, before, floor);
        }
        if phrases.is(before, phrases.classes.pron) && !phrases.is(before, phrases.classes.det) {
            return shared_subject(phrases, before, floor);
        }
        if !near.is_empty() {
            return behind_ally(phrases, &near, floor)
                .or_else(|| from_group(phrases, &near, floor))
                .unwrap_or_else(|| without_tail(phrases, near, floor));
        }
        if lower == "to" || phrases.is(before, phrases.classes.prep) {
            return shared_subject(phrases, before, floor);
        }
        return near;
    }
    end..end
}

/// Where the subject of the verb at `group` ends when a clause with "who" stands between: "two women who worked with them
/// were killed".
fn behind_relative(phrases: &Phrases, group: usize, floor: usize) -> Option<usize> {
    let who =
        (group.saturating_sub(12).max(floor)..group).rev().find(|&at| phrases.text.lower(at) == "who")?;
    let c = &phrases.classes;
    let is_own = phrases.verb_group_start(group, who + 1) == who + 1;
    let broken =
        (who + 1..group).any(|at| phrases.is(at, c.say.with(c.conj)) || phrases.text.lower(at) == ",");
    let has_verb = phrases.is(group, c.be) && (who + 1..group).any(|at| !phrases.is(at, c.aux.with(c.adv)));
    (!is_own && !broken && has_verb && who > floor).then_some(who)
}

/// The whole subject whose last words are `near`, where they only tell whom it is loyal to ("forces loyal to the president")
/// or who helps it ("troops backed by Russian jets").
fn behind_ally(phrases: &Phrases, near: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let tie = near.start.checked_sub(2).filter(|&at| at > floor)?;
    let head = phrases.ending_at(tie, floor);
    match (phrases.text.lower(tie), phrases.text.lower(tie + 1)) {
        _ if head.is_empty() => None,
        ("loyal", "to") => Some(head.start..near.end),
        (_, "by") if phrases.is(tie, phrases.text.words.class("help")) => Some(head),
        _ => None,
    }
}

/// "Fighters from the M23 group": where a known group stands behind them, it tells who they are.
fn from_group(phrases: &Phrases, near: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let from = near.start.checked_sub(1).filter(|&at| at > floor && phrases.text.lower(at) == "from")?;
    let head = phrases.ending_at(from, floor);
    let armed = phrases.text.words.class("soldier").with(phrases.text.words.class("fighter"));
    let is_known =
        |it: &ActorMention| near.start <= it.tokens.start && it.tokens.end <= near.end && !it.may_be_place();
    let is_theirs =
        !head.is_empty() && phrases.is(from - 1, armed) && phrases.text.actors.iter().any(is_known);
    is_theirs.then_some(head.start..near.end)
}

/// The head of a phrase with tails: of "two gunmen on a motorcycle" the gunmen.
fn without_tail(phrases: &Phrases, near: Range<usize>, floor: usize) -> Range<usize> {
    let mut phrase = near;
    // "at least 15 people" is no tail.
    if matches!(phrases.text.lower(phrase.start), "least" | "most") {
        return phrase;
    }
    for _ in 0..2 {
        let Some(before) = phrase.start.checked_sub(1).filter(|&at| at > floor) else { break };
        let tails = matches!(
            phrases.text.lower(before),
            "in" | "on" | "from" | "with" | "near" | "around" | "off" | "at"
        );
        let head = phrases.ending_at(before, floor);
        if !tails || head.is_empty() {
            break;
        }
        phrase = head;
    }
    phrase
}

/// The last known actor before `end` in the clause that stands at the head of it: the subject of the verb before.
fn shared_subject(phrases: &Phrases, end: usize, floor: usize) -> Range<usize> {
    let mention = phrases.text.actors.iter().find(|actor| {
        actor.tokens.start >= floor
            && actor.tokens.end <= end
            && is_agent_position(phrases, actor.tokens.start, floor)
    });
    match mention {
        Some(actor) => phrases.ending_at(actor.tokens.end, floor),
        // "Riot police used tear gas to break up ...": whoever the clause opens with.
        None => phrases.starting_at(floor, end),
    }
}

/// Whether the phrase that begins at `start` follows no preposition: it can be a subject.
fn is_agent_position(phrases: &Phrases, start: usize, floor: usize) -> bool {
    let mut at = start;
    while at > floor && phrases.is(at - 1, phrases.classes.det) {
        at -= 1;
    }
    at == floor || !phrases.is(at - 1, phrases.classes.prep)
}
