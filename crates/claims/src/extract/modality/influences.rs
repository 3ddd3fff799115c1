//! The words that reach a trigger: its auxiliaries, what governs it, what opens its clause.

use dateline_model::Modality;
use dateline_tables::modality::{Background, Effect, Reach};

use super::openers::clause_opener;
use super::scope::{Influence, MAX_TO_GAP, Scope};

/// Words of a noun phrase before its noun.
const MAX_NOUN_PHRASE: usize = 10;
/// Verbs that may govern one another.
const MAX_GOVERNORS: usize = 5;

/// The words that reach the trigger, nearest first.
pub(super) fn influences(scope: &Scope) -> Vec<Influence> {
    let mut found = Vec::new();
    let mut verb = scope.trigger.start;
    // Within the trigger itself: "no casualties", "threatened to attack" as one pattern.
    for _ in 0..MAX_GOVERNORS {
        let next = step(scope, verb, &mut found);
        match next {
            Some(next) if next < verb => verb = next,
            _ => break,
        }
        let is_granted = |effect| matches!(effect, Effect::Modality(Modality::Occurred) | Effect::Doer);
        if found.iter().any(|it: &Influence| is_granted(it.effect)) {
            return found;
        }
    }
    if has_come(scope) {
        let is_expected = |it: &Influence| matches!(it.effect, Effect::Modality(Modality::Planned));
        found.retain(|it| !is_expected(it) || scope.effect(it.at, Reach::Np) != Some(it.effect));
    }
    found.extend(negative_subject(scope));
    found.extend(after_noun(scope));
    if found.is_empty() {
        found.extend(modal_over_noun(scope, verb));
    }
    match clause_opener(scope, verb) {
        // "Had it not fired": the condition is stronger than its auxiliaries.
        Some(opener) if opener.effect == Effect::Modality(Modality::Hypothetical) => found.insert(0, opener),
        opener => found.extend(opener),
    }
    found
}

/// What stands right before the word at `verb`: its auxiliaries, the word that governs it. Gives the verb one step
/// further out, or `None` at the top.
fn step(scope: &Scope, verb: usize, found: &mut Vec<Influence>) -> Option<usize> {
    let floor = scope.sentence.start;
    let group = group_start(scope, verb);
    let mut at = group;
    let mut auxiliaries = Vec::new();
    while at < verb {
        match scope.cue_at(at, verb, Reach::Group) {
            Some((to, effect)) => {
                auxiliaries.push(scope.influence(effect, at..to, verb));
                at = to;
            }
            None => at += 1,
        }
    }
    let has_aux = !auxiliaries.is_empty() || (group..verb).any(|at| scope.is(at, scope.phrases.classes.aux));
    // "would not", "will not": not is nearer to the verb, but a denied future is no denial.
    let future = auxiliaries.iter().position(|it| it.effect == Effect::Future);
    if let Some(future) = future {
        let future = auxiliaries.remove(future);
        found.push(future);
    }
    found.append(&mut auxiliaries);
    let before = group.checked_sub(1).filter(|&at| at >= floor)?;
    // "Injured due to attacks" has no infinitive.
    if scope.lower(before) == "to" && scope.cue_before(verb, Reach::Of).is_none() {
        return infinitive(scope, before, found);
    }
    // "Denied having ordered a raid": what stands before a gerund governs it.
    if has_aux && scope.lower(group).ends_with("ing") {
        return governor(scope, group, found);
    }
    if has_aux {
        return None;
    }
    if let Some(first) = joined(scope, before, verb) {
        return Some(first);
    }
    let is_verb = verb == scope.trigger.start && is_verbal(scope, verb);
    if is_verb { None } else { governor(scope, verb, found) }
}

/// "Neither side fired", "no group has attacked", "not a single house has been burned": the subject denies the verb.
fn negative_subject(scope: &Scope) -> Option<Influence> {
    let verb = scope.trigger.start;
    let group = group_start(scope, verb);
    let subject = scope.phrases.ending_at(group, scope.sentence.start);
    let negative = scope.phrases.text.words.class("negative_subject");
    let before = subject.start.checked_sub(1).filter(|&at| at >= scope.sentence.start);
    // "Nobody was killed" counts none, and denies no event.
    if subject.is_empty() && scope.is(verb, scope.phrases.text.words.class("toll_verb")) {
        return None;
    }
    let inside = Some(subject.start).filter(|_| !subject.is_empty());
    let first = before.into_iter().chain(inside).find(|&at| scope.is(at, negative))?;
    Some(scope.influence(Effect::Modality(Modality::Denied), first..first + 1, verb))
}

/// First token of what stands with the verb: auxiliaries, "not", adverbs, "often".
fn group_start(scope: &Scope, verb: usize) -> usize {
    let mut start = scope.phrases.verb_group_start(verb, scope.sentence.start);
    while let Some((at, effect)) = scope.cue_before(start, Reach::Group) {
        // "No bomb had exploded": the noun is no auxiliary, though as a verb it would threaten.
        if effect == Effect::ThreatVerb {
            break;
        }
        start = scope.phrases.verb_group_start(at, scope.sentence.start);
    }
    start
}

/// Whether the trigger is a finite verb or participle rather than a noun.
fn is_verbal(scope: &Scope, at: usize) -> bool {
    let lower = scope.lower(at);
    let c = &scope.phrases.classes;
    let before = at.checked_sub(1).filter(|&it| it >= scope.sentence.start);
    let after_det =
        before.is_some_and(|it| scope.is(it, c.det.with(c.prep)) || scope.lower(it).ends_with("'s"));
    lower.ends_with("ed") && !after_det
}

/// The verb before "and" that shares its auxiliaries with a bare verb: "will cross the river and attack".
fn joined(scope: &Scope, and: usize, verb: usize) -> Option<usize> {
    let word = scope.lower(verb);
    let is_bare = !word.ends_with('s') && !word.ends_with("ed") && !word.ends_with("ing");
    if !is_bare || !matches!(scope.lower(and), "and" | "or") || and + 1 != verb {
        return None;
    }
    let start = scope.clause_start(and);
    let modal = scope.phrases.text.words.class("modal");
    let first = (start..and).rev().find(|&at| scope.is(at, modal) || scope.lower(at) == "to")?;
    Some(first + 1).filter(|&first| first < and)
}

/// What governs the infinitive whose "to" stands at `to`.
fn infinitive(scope: &Scope, to: usize, found: &mut Vec<Influence>) -> Option<usize> {
    // "To bomb a dam is a crime": what it would be.
    if to == scope.sentence.start {
        found.push(scope.influence(Effect::Modality(Modality::Hypothetical), to..to + 1, to));
        return None;
    }
    let floor = to.saturating_sub(MAX_TO_GAP).max(scope.sentence.start);
    for end in (floor + 1..=to).rev() {
        if scope.is_mark(end - 1) && end != to {
            return None;
        }
        if let Some((at, effect)) = scope.cue_before(end, Reach::To) {
            found.push(scope.influence(effect, at..to + 1, at));
            return Some(at);
        }
        if let Some((at, effect)) = scope.cue_before(end, Reach::Of).filter(|(_, it)| is_call(*it)) {
            found.push(scope.influence(effect, at..to + 1, at));
            return Some(at);
        }
    }
    None
}

fn is_call(effect: Effect) -> bool {
    matches!(effect, Effect::Background(Background::Call))
}

/// What qualifies and governs the noun at `noun`. Gives the verb whose object it is.
fn governor(scope: &Scope, noun: usize, found: &mut Vec<Influence>) -> Option<usize> {
    let floor = noun.saturating_sub(MAX_NOUN_PHRASE).max(scope.sentence.start);
    let c = &scope.phrases.classes;
    let joiner = scope.phrases.text.words.class("joiner");
    let mut start = noun;
    // Left of "the" only a word that governs goes on: "not specify the nature of the attack" denies nothing.
    let mut is_closed = false;
    loop {
        if let Some((at, effect)) = scope.cue_before(start, Reach::Of).filter(|(at, _)| *at >= floor) {
            found.push(scope.influence(effect, at..start, at));
            let is_granted = matches!(effect, Effect::Modality(Modality::Occurred) | Effect::Doer);
            return if is_granted { None } else { Some(at) };
        }
        if let Some((at, effect)) = scope.cue_before(start, Reach::Np).filter(|(at, _)| *at >= floor) {
            found.push(scope.influence(effect, at..start, at));
            start = at;
            continue;
        }
        let before = start.checked_sub(1).filter(|&at| at >= floor)?;
        if let Some((at, effect)) = split_cue(scope, before) {
            found.push(scope.influence(effect, at..before + 1, at));
            return Some(at);
        }
        if scope.is(before, scope.occur) && !scope.is(before, c.det) {
            return Some(before);
        }
        // "carried out strikes": the particle of a light verb.
        if scope.is(before, c.prep) && before > floor && scope.is(before - 1, scope.occur) {
            return Some(before - 1);
        }
        let lower = scope.lower(before);
        if is_closed && !scope.is(before, joiner) {
            return None;
        }
        is_closed = scope.is(before, c.det);
        let passes = scope.is(before, c.det)
            || scope.is(before, joiner)
            || matches!(lower, "'s" | "’s")
            || !scope.is(before, c.closed) && (!scope.is_mark(before) || matches!(lower, "," | "-"));
        let is_end = scope.is(before, c.say) || lower == "," && !scope.is_adjective_list(before);
        if !passes || is_end {
            return None;
        }
        start = before;
    }
}

/// A verb whose preposition stands at `preposition` behind its object: "threatened the rebels with strikes".
fn split_cue(scope: &Scope, preposition: usize) -> Option<(usize, Effect)> {
    let word = scope.lower(preposition);
    let joiner = scope.phrases.text.words.class("joiner");
    if !scope.is(preposition, scope.phrases.classes.prep) || scope.is(preposition, joiner) {
        return None;
    }
    let floor = preposition.saturating_sub(MAX_TO_GAP).max(scope.sentence.start);
    let verb = (floor..preposition.saturating_sub(1)).rev().take_while(|&at| !scope.breaks(at));
    verb.into_iter().find_map(|at| {
        let pair = [scope.lower(at), word];
        let (n, effect) = scope.words.cue(Reach::Of, |n| pair.get(n).copied().unwrap_or_default())?;
        (n == pair.len()).then_some((at, effect))
    })
}

/// Whether the verb right behind the noun says that it took place: "the long-expected offensive began".
fn has_come(scope: &Scope) -> bool {
    let next = scope.trigger.end;
    let is_past = scope.lower(next).ends_with("ed") || scope.phrases.text.words.is_past(scope.lower(next));
    is_past && scope.is(next, scope.occur)
}

/// The verb after a noun: "an attack may take place", "the strike was called off".
fn after_noun(scope: &Scope) -> Vec<Influence> {
    let mut found = Vec::new();
    let c = &scope.phrases.classes;
    let ceiling = scope.sentence.end.min(scope.trigger.end + MAX_NOUN_PHRASE);
    let stops = |at: usize| scope.breaks(at) || scope.is_mark(at);
    let aux = (scope.trigger.end..ceiling).take_while(|&at| !stops(at)).find(|&at| scope.is(at, c.aux));
    let Some(aux) = aux.filter(|_| !is_verbal(scope, scope.trigger.start)) else { return found };
    let mut verb = aux;
    while verb < ceiling && (scope.is(verb, c.aux) || scope.is(verb, c.not) || scope.is(verb, c.adv)) {
        verb += 1;
    }
    let is_definite = scope.is_definite();
    let tells = scope.is(verb, scope.occur)
        || verb == ceiling
        || scope.is_mark(verb)
        || scope.lower(verb) == "reported";
    for at in aux..verb {
        let Some((to, effect)) = scope.cue_at(at, verb, Reach::Group) else { continue };
        let is_modal = matches!(
            effect,
            Effect::Future
                | Effect::Modality(Modality::Possible | Modality::Planned | Modality::Hypothetical)
        );
        if tells || is_modal && !is_definite {
            let effect = match effect {
                Effect::Future if !tells => Effect::Modality(Modality::Hypothetical),
                // "The inquiry into a shooting could take weeks" forecasts no shooting.
                Effect::Modality(Modality::Planned) if !tells => Effect::Modality(Modality::Possible),
                effect => effect,
            };
            found.push(scope.influence(effect, at..to, verb));
        }
    }
    // "was called off", "has been denied", "is planned".
    let passive = (aux..verb).any(|at| scope.is(at, c.be));
    if let Some((to, effect)) = scope.cue_at(verb, scope.sentence.end, Reach::Of).filter(|_| passive) {
        let decides =
            matches!(effect, Effect::Modality(Modality::Denied | Modality::Planned | Modality::Threatened));
        if decides {
            found.push(scope.influence(effect, verb..to, verb));
        }
    }
    found
}

/// The work, drill or law that the sentence is about, which tells no news: "The film shows", "The drill:".
pub(super) fn teller(scope: &Scope) -> Option<Influence> {
    let start = scope.sentence.start;
    let end = scope.trigger.start.min(start + MAX_NOUN_PHRASE);
    let c = &scope.phrases.classes;
    let is_open = |at: &usize| !scope.is_mark(*at) && (!scope.is(*at, c.closed) || scope.is(*at, c.det));
    (start..end).take_while(is_open).find_map(|at| {
        let (to, effect) = scope.cue_at(at, end, Reach::Subject)?;
        let next = scope.lower(to);
        // "The film crew" is no film.
        let is_whole =
            scope.is_mark(to) || scope.is(to, c.closed) || next.ends_with('s') || next.ends_with("ed");
        is_whole.then(|| scope.influence(effect, at..to, scope.trigger.start))
    })
}

/// The modal verb of the clause above a noun that names no event already known: "could leave the town under a new
/// siege", "will bring heavier shelling".
fn modal_over_noun(scope: &Scope, noun: usize) -> Option<Influence> {
    if scope.is_past(scope.trigger.start) || scope.is_definite() {
        return None;
    }
    let start = scope.clause_start(noun);
    let modal = scope.phrases.text.words.class("modal");
    let at = (start..noun).rev().find(|&at| scope.is(at, modal))?;
    let (to, effect) = scope.cue_at(at, noun, Reach::Group)?;
    let is_forecast = effect == Effect::Modality(Modality::Planned);
    let effect = if is_forecast { Effect::Modality(Modality::Possible) } else { effect };
    Some(scope.influence(effect, at..to, to))
}
