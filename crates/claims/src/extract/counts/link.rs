//! Which words of harm take which groups of people.

use std::ops::Range;

use dateline_model::Harm;

use super::groups::{Group, Wording};
use super::words::{HarmForm, HarmWord, Reader};

/// Tokens that may stand between a group and the word of harm it is the subject of.
const MAX_GAP: usize = 22;

/// Groups before a verb that are looked at for its subject.
const MAX_SKIPPED: usize = 6;

/// A group with what was done to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linked {
    /// Number of the group.
    pub(super) group: usize,
    /// What was done.
    pub(super) harm: Harm,
    /// Number of the word of harm.
    pub(super) word: usize,
    /// Whether it is part of another group.
    pub(super) is_subset: bool,
}

/// Links groups and words of harm of one sentence.
pub(super) struct Linker<'r, 'a, 't> {
    pub(super) reader: &'r Reader<'a, 't>,
    pub(super) harms: &'r [HarmWord],
    pub(super) groups: &'r [Group],
    /// For each group what was done to it, once found.
    pub(super) linked: Vec<Option<Linked>>,
}

impl Linker<'_, '_, '_> {
    /// Links every word of harm, left to right, and then the groups that are parts of linked ones.
    pub(super) fn link_all(&mut self) {
        for word in 0..self.harms.len() {
            self.link(word);
        }
        self.mark_breakdowns();
        self.link_subsets();
        self.link_inner();
        self.link_fates();
    }

    /// Those who were shot and then died were killed: "was shot in the head and killed", "who was shot has died", "died after
    /// she was shot".
    fn link_fates(&mut self) {
        for idx in 0..self.linked.len() {
            let Some(linked) = self.linked[idx].filter(|it| it.harm == Harm::KilledOrInjured) else {
                continue;
            };
            let dies = |word: &usize| {
                let harm =
                    self.harms[*word].sense(HarmForm::Died).or(self.harms[*word].sense(HarmForm::Past));
                let is_taken = self.linked.iter().flatten().any(|it| it.word == *word);
                harm == Some(Harm::Killed) && !is_taken && self.is_fate(idx, linked.word, *word)
            };
            if let Some(word) = (0..self.harms.len()).find(dies) {
                self.linked[idx] = Some(Linked { harm: Harm::Killed, word, ..linked });
            }
        }
    }

    /// Whether `death` tells what became of the group that `shot` hit.
    fn is_fate(&self, group: usize, shot: usize, death: usize) -> bool {
        let (reader, group) = (self.reader, &self.groups[group]);
        let (shot, death) = (&self.harms[shot].tokens, &self.harms[death].tokens);
        let aux = self.aux_before(death.start);
        if aux.clone().any(|idx| reader.is(idx, reader.not)) {
            return false;
        }
        if death.end < shot.start {
            return (death.end..death.end + 2).any(|idx| matches!(reader.lower(idx), "after" | "when"));
        }
        let gap = shot.end..aux.start;
        let has_own_subject = self.group_ending(aux.start).is_some();
        let is_joined = aux.start > shot.end && reader.lower(aux.start - 1) == "and";
        let is_relative = matches!(reader.lower(group.tokens.end), "who" | "that");
        gap.len() <= MAX_GAP && !has_own_subject && (is_joined || is_relative)
    }

    fn link(&mut self, word: usize) {
        let harm_word = &self.harms[word];
        let at = harm_word.tokens.clone();
        if let Some(harm) = harm_word.sense(HarmForm::Toll) {
            return self.link_toll(word, harm);
        }
        if let Some(harm) = harm_word.sense(HarmForm::Of) {
            if self.reader.lower(at.end - 2) == "lives" && !self.costs_lives(at.start) {
                return;
            }
            return self.link_object(word, harm, at.end);
        }
        if let Some(harm) = harm_word.sense(HarmForm::Lives) {
            return self.link_lives(word, harm);
        }
        if let Some(harm) = harm_word.sense(HarmForm::Loses) {
            let object = self.group_starting(self.object_start(at.end)).map(|idx| &self.groups[idx]);
            if object.is_some_and(|group| group.has_head && !group.number.is_empty()) {
                self.link_object(word, harm, at.end);
            }
            return;
        }
        if let Some(harm) = harm_word.sense(HarmForm::Counted)
            && let Some(group) = self.group_ending(at.start)
        {
            return self.set(group, word, harm, false);
        }
        if let Some(harm) = harm_word.sense(HarmForm::Ing).or(harm_word.sense(HarmForm::Present)) {
            self.link_object(word, harm, at.end);
            if harm_word.senses.len() == 1 {
                return;
            }
        }
        let aux = self.aux_before(at.start);
        let is_negated = aux.clone().any(|idx| self.reader.is(idx, self.reader.not));
        let has_be = aux.clone().any(|idx| self.is_passive_mark(idx));
        if is_negated {
            return;
        }
        if let Some(harm) = harm_word.sense(HarmForm::Died) {
            return self.link_subject(word, harm, aux.start, false);
        }
        if let Some(harm) = harm_word.sense(HarmForm::Past).or(harm_word.sense(HarmForm::State)) {
            let is_state = harm_word.sense(HarmForm::Past).is_none();
            let before = at.start.wrapping_sub(1);
            let is_noun = self.reader.cue_at(before, "article").is_some();
            if has_be {
                return self.link_subject(word, harm, aux.start, false);
            }
            if !is_noun && !is_state && self.takes_object(word) {
                return self.link_object(word, harm, at.end);
            }
            if !is_noun && !self.has_unknown_object(at.end) {
                self.link_subject(word, harm, aux.start, true);
            }
        }
    }

    /// The auxiliaries, adverbs and words such as "reported" right before the verb at `at`.
    fn aux_before(&self, at: usize) -> Range<usize> {
        let reader = self.reader;
        let mut start = at;
        while start > reader.bounds.start {
            let idx = start - 1;
            let is_part = reader.is(idx, reader.aux)
                || reader.is(idx, reader.not)
                || reader.is(idx, reader.adv) && !reader.is(idx, reader.det)
                || reader.cue_at(idx, "between").is_some()
                || self.is_passive_mark(idx);
            if !is_part || self.groups.iter().any(|group| group.tokens.contains(&idx)) {
                break;
            }
            start = idx;
        }
        start..at
    }

    fn is_passive_mark(&self, idx: usize) -> bool {
        self.reader.is(idx, self.reader.be)
            || matches!(self.reader.lower(idx), "got" | "get" | "gets" | "getting")
    }

    /// Whether the verb takes the group after it: one is there, and it is not the subject of the next word of harm
    /// while a group waits before this one ("five killed, two wounded").
    fn takes_object(&self, word: usize) -> bool {
        let end = self.harms[word].tokens.end;
        let Some(object) = self.group_starting(self.object_start(end)) else { return false };
        let next = self.harms.get(word + 1);
        let belongs_next = next.is_some_and(|next| {
            next.tokens.start == self.groups[object].tokens.end
                && (next.sense(HarmForm::Past).is_some() || next.sense(HarmForm::State).is_some())
        });
        let subject = self.group_ending(self.harms[word].tokens.start).map(|idx| &self.groups[idx]);
        // "20 others wounded, militants said": a counted subject outweighs an object without number.
        let is_bare = self.groups[object].wording == Wording::Bare;
        !subject.is_some_and(|group| belongs_next || is_bare && !group.number.is_empty())
    }

    /// Whether a noun follows the verb that no table knows for people: the verb then has an object after all.
    fn has_unknown_object(&self, end: usize) -> bool {
        let reader = self.reader;
        let is_harm = self.harms.iter().any(|harm| harm.tokens.start == end);
        reader.is_nominal(end)
            && !is_harm
            && !reader.is(end, reader.adv.with(reader.when))
            && !reader.lower(end).ends_with("ing")
            && self.group_starting(end).is_none_or(|idx| self.groups[idx].number.is_empty())
    }

    /// Where an object may begin after a verb that ends at `end`: adverbs, particles and "himself and" skipped.
    fn object_start(&self, end: usize) -> usize {
        let reader = self.reader;
        let mut at = end;
        while at < end + 5 {
            let lower = reader.lower(at);
            let skips = matches!(lower, "themselves" | "up" | "off" | ":" | "dead" | "then")
                || matches!(lower, "and" | "or") && at > end
                || reader.is(at, reader.adv) && !reader.is(at, reader.det);
            if !skips || self.group_starting(at).is_some() {
                break;
            }
            at += 1;
        }
        at
    }

    fn group_starting(&self, at: usize) -> Option<usize> {
        self.groups.binary_search_by_key(&at, |group| group.tokens.start).ok()
    }

    fn group_ending(&self, at: usize) -> Option<usize> {
        let idx = self.groups.partition_point(|group| group.tokens.end < at);
        self.groups.get(idx).filter(|group| group.tokens.end == at).map(|_| idx)
    }

    pub(super) fn set(&mut self, group: usize, word: usize, harm: Harm, is_subset: bool) {
        if self.linked[group].is_none() && self.fits(group, harm) {
            self.linked[group] = Some(Linked { group, harm, word, is_subset });
        }
    }

    /// Whether the harm can be meant: only crowds are displaced, and unknown nouns are only killed or injured.
    fn fits(&self, group: usize, harm: Harm) -> bool {
        let group = &self.groups[group];
        let is_counted = !group.number.is_empty();
        match harm {
            Harm::Displaced => is_counted && group.count.min() >= 10,
            Harm::Killed | Harm::Injured | Harm::KilledOrInjured | Harm::Missing => true,
            Harm::Abducted | Harm::Captured | Harm::Arrested => group.has_head,
        }
    }

    fn link_object(&mut self, word: usize, harm: Harm, end: usize) {
        let Some(first) = self.group_starting(self.object_start(end)) else { return };
        let first = first + usize::from(self.is_of_counted(first + 1));
        self.set(first, word, harm, false);
        let mut last = first;
        while let Some(next) = self.groups.get(last + 1) {
            let gap = self.groups[last].tokens.end..next.tokens.start;
            if next.wording == Wording::OfThem
                || self.is_part(last + 1)
                || !self.is_list_gap(gap, !next.number.is_empty())
            {
                break;
            }
            if self.has_own_verb(last + 1) {
                break;
            }
            last += 1;
            self.set(last, word, harm, false);
        }
    }

    fn link_subject(&mut self, word: usize, harm: Harm, start: usize, is_strict: bool) {
        let mut candidate = self.groups.partition_point(|group| group.tokens.end <= start);
        for _ in 0..MAX_SKIPPED {
            let Some(idx) = candidate.checked_sub(1) else { return };
            candidate = idx;
            let group = &self.groups[idx];
            let gap = group.tokens.end..start;
            if gap.len() > MAX_GAP {
                return;
            }
            // "12 people, including three children and a nurse, were killed": the children wait for their turn.
            if self.is_part(idx) {
                continue;
            }
            if !self.is_subject_gap(gap.clone(), is_strict) {
                return;
            }
            if group.wording == Wording::OfThem && !gap.is_empty() {
                continue;
            }
            let is_taken = matches!(harm, Harm::Arrested | Harm::Captured | Harm::Abducted);
            let is_loose = is_strict
                && (!gap.is_empty() && matches!(group.wording, Wording::Bare | Wording::Person)
                    || is_taken && group.number.is_empty());
            if self.linked[idx].is_some() && gap.is_empty() {
                return;
            }
            if self.linked[idx].is_some() || is_loose || self.is_embedded(idx) {
                continue;
            }
            self.set(idx, word, harm, false);
            self.extend_left(idx, word, harm);
            self.extend_along(word, harm);
            return;
        }
    }

    /// Those who suffered the same: "was killed along with his two sons".
    fn extend_along(&mut self, word: usize, harm: Harm) {
        let mut at = self.harms[word].tokens.end;
        at += usize::from(self.reader.lower(at) == ",");
        if let Some(len) = self.reader.cue_at(at, "along") {
            self.link_object(word, harm, at + len);
        }
    }

    /// The members of the list before its last one.
    fn extend_left(&mut self, last: usize, word: usize, harm: Harm) {
        let mut first = last;
        let mut passed = first;
        while let Some(before) = passed.checked_sub(1) {
            passed = before;
            if self.is_embedded(before) {
                continue;
            }
            let gap = self.groups[before].tokens.end..self.groups[first].tokens.start;
            let is_counted = !self.groups[before].number.is_empty();
            if self.linked[before].is_some() || !self.is_list_gap(gap, is_counted) {
                return;
            }
            first = before;
            let is_subset = self.is_part(before);
            self.set(first, word, harm, is_subset);
        }
    }

    fn link_toll(&mut self, word: usize, harm: Harm) {
        let from = self.harms[word].tokens.end;
        let found = self.groups.iter().position(|group| {
            let before = self.reader.lower(group.tokens.start.wrapping_sub(1));
            group.tokens.start >= from
                && group.tokens.start < from + 14
                && !group.number.is_empty()
                && !matches!(before, "from" | "in" | "on" | "after")
        });
        let Some(group) = found else { return };
        self.set(group, word, harm, false);
    }

    fn link_lives(&mut self, word: usize, harm: Harm) {
        let Some(group) = self.group_ending(self.harms[word].tokens.start) else { return };
        let start = self.groups[group].tokens.start;
        if self.costs_lives(start) {
            self.set(group, word, harm, false);
        }
    }

    /// Whether a verb such as "claimed" stands before the lives.
    fn costs_lives(&self, start: usize) -> bool {
        let floor = start.saturating_sub(3).max(self.reader.bounds.start);
        (floor..start).any(|idx| self.reader.cue_at(idx, "lives_verb").is_some())
    }
}
