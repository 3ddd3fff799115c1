//! The words that reach a trigger: its auxiliaries, what governs it, what opens its clause.

use std::ops::Range;

use dateline_model::{Modality, Span};
use dateline_tables::modality::{Effect, ModalityWords, Reach};
use dateline_tables::words::ClassSet;
use dateline_times::TimexKind;

use crate::annotate::tokens::TokenKind;
use crate::extract::phrases::Phrases;
use crate::extract::speech::quotes::is_quote_mark;

/// Words that may stand between a governing word and its infinitive.
const MAX_TO_GAP: usize = 7;
/// Words of a noun phrase before its noun.
const MAX_NOUN_PHRASE: usize = 10;
/// Verbs that may govern one another.
const MAX_GOVERNORS: usize = 5;
/// Words of the longest cue.
const MAX_CUE: usize = 6;
/// Words that an opening phrase may hold before its comma.
const MAX_OPENING: usize = 6;

/// A word that reaches the trigger.
#[derive(Clone, Debug)]
pub(super) struct Influence {
    /// What it does.
    pub(super) effect: Effect,
    /// The words, in bytes of the cleaned text.
    pub(super) words: Span,
    /// Its first token.
    pub(super) at: usize,
    /// The verb it stands with.
    pub(super) verb: usize,
}

/// A trigger in its sentence.
pub(super) struct Scope<'p, 'a, 't> {
    pub(super) phrases: &'p Phrases<'a, 't>,
    pub(super) trigger: Range<usize>,
    pub(super) sentence: Range<usize>,
    words: &'static ModalityWords,
    clause_conj: ClassSet,
    relative: ClassSet,
    occur: ClassSet,
}

impl<'p, 'a, 't> Scope<'p, 'a, 't> {
    pub(super) fn new(phrases: &'p Phrases<'a, 't>, trigger: &Range<usize>) -> Self {
        let text = phrases.text;
        let sentence = text.sentences.get(text.sentence_of(trigger.start));
        let class = |name| text.words.class(name);
        Self {
            phrases,
            trigger: trigger.clone(),
            sentence: sentence.map_or(trigger.clone(), |sentence| sentence.tokens.clone()),
            words: ModalityWords::english(),
            clause_conj: class("clause_conj"),
            relative: class("relative"),
            occur: class("occur_verb").with(class("light_verb")),
        }
    }

    fn lower(&self, at: usize) -> &str {
        self.phrases.text.lower(at)
    }

    fn is(&self, at: usize, classes: ClassSet) -> bool {
        self.phrases.is(at, classes)
    }

    /// The longest cue of this reach that begins at `at`: one past its last token, and its effect.
    pub(super) fn cue_at(&self, at: usize, ceiling: usize, reach: Reach) -> Option<(usize, Effect)> {
        // "May 3" is a day.
        if self.is_date(at) {
            return None;
        }
        let found = self.words.cue(reach, |n| if at + n < ceiling { self.lower(at + n) } else { "" })?;
        Some((at + found.0, found.1))
    }

    fn is_date(&self, at: usize) -> bool {
        let Some(token) = self.phrases.text.tokens.get(at).filter(|token| token.is_capital) else {
            return false;
        };
        let times = &self.phrases.text.times;
        let next = times.partition_point(|timex| timex.span.end() <= token.span.start());
        times.get(next).is_some_and(|timex| timex.kind == TimexKind::Date && timex.span.contains(token.span))
            && !self.phrases.text.lower(at + 1).is_empty()
            && token.span.len() < 4
    }

    /// Whether the trigger stands in a relative clause, which takes its event for granted.
    pub(super) fn is_relative(&self) -> bool {
        let start = self.clause_start(self.trigger.start);
        start > self.sentence.start && self.is(start - 1, self.relative)
    }

    /// The effect of the word at `at` alone.
    pub(super) fn effect(&self, at: usize, reach: Reach) -> Option<Effect> {
        self.cue_at(at, at + 1, reach).map(|(_, effect)| effect)
    }

    /// The longest cue of this reach that ends right before `end`.
    fn cue_before(&self, end: usize, reach: Reach) -> Option<(usize, Effect)> {
        let first = end.saturating_sub(MAX_CUE).max(self.sentence.start);
        (first..end)
            .find_map(|at| self.cue_at(at, end, reach).filter(|(to, _)| *to == end).map(|(_, it)| (at, it)))
    }

    fn influence(&self, effect: Effect, tokens: Range<usize>, verb: usize) -> Influence {
        Influence { effect, at: tokens.start, words: self.phrases.text.span(tokens), verb }
    }

    fn is_mark(&self, at: usize) -> bool {
        self.phrases.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    /// The first word of the trigger's clause whose effect is wanted. A short opening phrase belongs to the clause:
    /// "For years, the valley was shelled".
    pub(super) fn near(&self, wanted: impl Fn(Effect) -> bool) -> Option<Influence> {
        let start = self.clause_start(self.trigger.start);
        let opens = start < self.sentence.start + MAX_OPENING;
        let start = if opens { self.sentence.start } else { start };
        let end =
            (self.trigger.end..self.sentence.end).find(|&at| self.breaks(at)).unwrap_or(self.sentence.end);
        (start..end).find_map(|at| {
            let (to, effect) = self.cue_at(at, end, Reach::Near)?;
            wanted(effect).then(|| self.influence(effect, at..to, self.trigger.start))
        })
    }

    /// Whether a superlative stands in the clause of the trigger: "the deadliest attack in years" is news.
    pub(super) fn is_superlative(&self) -> bool {
        let superlative = self.phrases.text.words.class("superlative");
        let start = self.clause_start(self.trigger.start);
        (start..self.sentence.end)
            .take_while(|&at| at < self.trigger.end || !self.breaks(at))
            .any(|at| self.is(at, superlative))
    }

    /// First token of the clause around `at`.
    fn clause_start(&self, at: usize) -> usize {
        (self.sentence.start..at).rev().find(|&it| self.breaks(it)).map_or(self.sentence.start, |it| it + 1)
    }

    fn breaks(&self, at: usize) -> bool {
        matches!(self.lower(at), "," | ";" | ":" | "–" | "—" | "that")
            || is_quote_mark(self.phrases.text, at)
            || self.is(at, self.relative)
            || self.is(at, self.clause_conj)
    }
}

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
        if found.iter().any(|it: &Influence| it.effect == Effect::Modality(Modality::Occurred)) {
            return found;
        }
    }
    found.extend(negative_subject(scope));
    found.extend(after_noun(scope));
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
    if scope.lower(before) == "to" {
        return infinitive(scope, before, found);
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

/// "Neither side fired", "no group has attacked": the subject denies the verb.
fn negative_subject(scope: &Scope) -> Option<Influence> {
    let verb = scope.trigger.start;
    let group = group_start(scope, verb);
    let subject = scope.phrases.ending_at(group, scope.sentence.start);
    let negative = scope.phrases.text.words.class("negative_subject");
    let first =
        subject.start.checked_sub(1).filter(|&at| at >= scope.sentence.start && scope.is(at, negative));
    let first = first.unwrap_or(subject.start);
    let is_negative = !subject.is_empty() && scope.is(first, negative);
    let effect = Effect::Modality(Modality::Denied);
    is_negative.then(|| scope.influence(effect, first..first + 1, verb))
}

/// First token of what stands with the verb: auxiliaries, "not", adverbs, "often".
fn group_start(scope: &Scope, verb: usize) -> usize {
    let mut start = scope.phrases.verb_group_start(verb, scope.sentence.start);
    while let Some((at, _)) = scope.cue_before(start, Reach::Group) {
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
    matches!(effect, Effect::Background(dateline_tables::modality::Background::Call))
}

/// What qualifies and governs the noun at `noun`. Gives the verb whose object it is.
fn governor(scope: &Scope, noun: usize, found: &mut Vec<Influence>) -> Option<usize> {
    let floor = noun.saturating_sub(MAX_NOUN_PHRASE).max(scope.sentence.start);
    let c = &scope.phrases.classes;
    let mut start = noun;
    // Left of "the" only a word that governs goes on: "not specify the nature of the attack" denies nothing.
    let mut is_closed = false;
    loop {
        if let Some((at, effect)) = scope.cue_before(start, Reach::Of).filter(|(at, _)| *at >= floor) {
            found.push(scope.influence(effect, at..start, at));
            return if effect == Effect::Modality(Modality::Occurred) { None } else { Some(at) };
        }
        if let Some((at, effect)) = scope.cue_before(start, Reach::Np).filter(|(at, _)| *at >= floor) {
            found.push(scope.influence(effect, at..start, at));
            start = at;
            continue;
        }
        let before = start.checked_sub(1).filter(|&at| at >= floor)?;
        if scope.is(before, scope.occur) && !scope.is(before, c.det) {
            return Some(before);
        }
        // "carried out strikes": the particle of a light verb.
        if scope.is(before, c.prep) && before > floor && scope.is(before - 1, scope.occur) {
            return Some(before - 1);
        }
        let lower = scope.lower(before);
        if is_closed && !matches!(lower, "of" | "and") {
            return None;
        }
        is_closed = scope.is(before, c.det);
        let passes = scope.is(before, c.det)
            || matches!(lower, "of" | "and" | "'s" | "’s")
            || !scope.is(before, c.closed) && (!scope.is_mark(before) || matches!(lower, "," | "-"));
        let is_end = scope.is(before, c.say) || lower == "," && !scope.is_adjective_list(before);
        if !passes || is_end {
            return None;
        }
        start = before;
    }
}

impl Scope<'_, '_, '_> {
    /// Whether a comma stands between two words before a noun: "a long, heavy strike".
    fn is_adjective_list(&self, comma: usize) -> bool {
        let c = &self.phrases.classes;
        let open = |at: usize| self.is(at, c.closed) || self.is_mark(at);
        comma > self.sentence.start
            && !open(comma + 1)
            && !open(comma - 1)
            && self.is(comma.saturating_sub(2), c.det)
    }
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
        let is_modal =
            matches!(effect, Effect::Future | Effect::Modality(Modality::Possible | Modality::Hypothetical));
        if tells || is_modal && !is_definite {
            let is_open = effect == Effect::Future && !tells;
            let effect = if is_open { Effect::Modality(Modality::Hypothetical) } else { effect };
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

impl Scope<'_, '_, '_> {
    /// Whether the noun phrase of the trigger begins with "the", "this" or a genitive.
    fn is_definite(&self) -> bool {
        let phrase = self.phrases.ending_at(self.trigger.start, self.sentence.start);
        let first = if phrase.is_empty() { self.trigger.start.saturating_sub(1) } else { phrase.start };
        let lower = self.lower(first);
        let indefinite = matches!(lower, "a" | "an" | "any" | "another" | "such" | "no");
        let is_counted =
            self.phrases.text.tokens.get(first).is_some_and(|token| token.kind == TokenKind::Number);
        !indefinite && (is_counted || self.is(first, self.phrases.classes.det) || phrase.len() > 1)
    }
}

/// The word that opens the clause of the trigger: "if", "whether", "fears that".
fn clause_opener(scope: &Scope, verb: usize) -> Option<Influence> {
    let mut start = scope.clause_start(verb);
    for _ in 0..2 {
        let opens = start.saturating_sub(MAX_CUE).max(scope.sentence.start);
        let found = (opens..verb).find_map(|at| {
            let (to, effect) = scope.cue_at(at, scope.sentence.end, Reach::Clause)?;
            (to >= start && to <= verb).then(|| scope.influence(effect, at..to, verb))
        });
        if found.is_some() {
            return found;
        }
        // Over a joined clause: "if rebels cross the river and attack".
        let before =
            start.checked_sub(1).filter(|&at| at > scope.sentence.start && scope.lower(at) == "and")?;
        start = scope.clause_start(before);
    }
    None
}
