//! Groups that are parts of other groups: "including three children", "two of them women".

use dateline_model::Harm;

use super::groups::Wording;
use super::link::{Linked, Linker};
use super::words::HarmForm;

impl Linker<'_, '_, '_> {
    /// Whether words before the group make it part of another: "including", "among them", or a list that they begin.
    pub(super) fn is_part(&self, group: usize) -> bool {
        let reader = self.reader;
        let is_joint =
            |idx: usize| matches!(reader.lower(idx), "," | "and" | "or" | "with" | "her" | "his" | "their");
        let mut first = group;
        loop {
            let start = self.groups[first].tokens.start;
            // "most of whom were children".
            let cue_end = start - usize::from(reader.is(start.wrapping_sub(1), reader.be));
            let is_cued = |class| reader.cue_before(cue_end, class).is_some();
            if is_cued("subset") || is_cued("share") {
                return true;
            }
            let Some(before) = first.checked_sub(1).filter(|before| group - before < 8) else { return false };
            let gap = self.groups[before].tokens.end..start;
            if gap.is_empty() || !gap.into_iter().all(is_joint) {
                return false;
            }
            first = before;
        }
    }

    /// "Six members of a family, two women and four children, were killed": the list tells the six again.
    pub(super) fn mark_breakdowns(&mut self) {
        for first in 0..self.groups.len() {
            let Some(whole) = self.linked[first].filter(|_| !self.groups[first].number.is_empty()) else {
                continue;
            };
            let listed: Vec<usize> = (first + 1..self.groups.len())
                .filter(|&idx| self.linked[idx].is_some() || !self.is_embedded(idx))
                .take_while(|&idx| self.linked[idx].is_some_and(|it| it.word == whole.word && !it.is_subset))
                .collect();
            let sum =
                listed.iter().fold(0, |sum: u32, &idx| sum.saturating_add(self.groups[idx].count.min()));
            if listed.len() >= 2 && sum == self.groups[first].count.min() {
                for idx in listed {
                    self.linked[idx] = self.linked[idx].map(|it| Linked { is_subset: true, ..it });
                }
            }
        }
    }

    /// Groups that are parts of one linked before them: "including three children", "two of them women".
    pub(super) fn link_subsets(&mut self) {
        for idx in 0..self.groups.len() {
            if self.linked[idx].is_some() {
                continue;
            }
            let group = &self.groups[idx];
            if let Some((word, harm)) = self.dead_after(group.tokens.end) {
                self.set(idx, word, harm, true);
                continue;
            }
            let is_part = group.wording == Wording::OfThem || self.is_part(idx);
            let goes_on = idx > 0
                && self.linked[idx - 1].is_some_and(|linked| linked.is_subset)
                && self.is_list_gap(self.groups[idx - 1].tokens.end..group.tokens.start, false)
                && !self.has_own_verb(idx);
            if !is_part && !goes_on {
                continue;
            }
            let whole = self.linked[..idx].iter().rev().flatten().find(|linked| !linked.is_subset).copied();
            let later = || self.linked[idx..].iter().flatten().find(|linked| !linked.is_subset).copied();
            if let Some(Linked { harm, word, .. }) = whole.or_else(later) {
                self.set(idx, word, harm, true);
            } else if let Some((word, harm)) = self.dead_before(group.tokens.start) {
                self.set(idx, word, harm, true);
            }
        }
    }

    /// "An officer was among the dead": the word of harm that the part belongs to.
    fn dead_after(&self, at: usize) -> Option<(usize, Harm)> {
        let reader = self.reader;
        let is_among = reader.is(at, reader.be) && reader.lower(at + 1) == "among";
        let idx = self.harms.iter().position(|harm| harm.tokens.start == at + 3).filter(|_| is_among)?;
        let harm = self.harms[idx].sense(HarmForm::State).or(self.harms[idx].sense(HarmForm::Past))?;
        Some((idx, harm))
    }

    /// "The dead included three children": the word of harm that the parts belong to.
    fn dead_before(&self, at: usize) -> Option<(usize, Harm)> {
        let idx = self.harms.iter().rposition(|harm| harm.tokens.end <= at && harm.tokens.end + 4 >= at)?;
        let word = &self.harms[idx];
        let is_noun = matches!(self.reader.lower(word.tokens.start.wrapping_sub(1)), "the" | "those");
        let harm = word.sense(HarmForm::State).or(word.sense(HarmForm::Past))?;
        is_noun.then_some((idx, harm))
    }

    /// "Two wounded soldiers were flown out": the harm stands inside the group.
    pub(super) fn link_inner(&mut self) {
        for idx in 0..self.groups.len() {
            let group = &self.groups[idx];
            let Some(word) = group.inner_harm.filter(|_| !group.number.is_empty()) else { continue };
            let sense = self.harms[word].sense(HarmForm::State).or(self.harms[word].sense(HarmForm::Past));
            if let Some(harm) = sense.filter(|harm| !matches!(harm, Harm::KilledOrInjured)) {
                self.set(idx, word, harm, false);
            }
        }
    }
}
