//! What may stand between the groups of a list, and between a group and its verb.

use std::ops::Range;

use super::link::Linker;
use super::words::HarmForm;

impl Linker<'_, '_, '_> {
    /// Whether a preposition makes the group part of another phrase. After "of" the counted one is meant: "a family
    /// of six", "12 members of the guard".
    pub(super) fn is_embedded(&self, idx: usize) -> bool {
        let group = &self.groups[idx];
        if self.is_of_counted(idx + 1) {
            return true;
        }
        let is_of = self.reader.lower(group.tokens.start.wrapping_sub(1)) == "of";
        group.is_embedded
            && !(is_of && (self.is_of_counted(idx) || !self.follows_group(idx) && !group.number.is_empty()))
    }

    /// Whether only "of" stands between the group before and this one.
    pub(super) fn follows_group(&self, idx: usize) -> bool {
        let before = idx.checked_sub(1).and_then(|before| self.groups.get(before));
        before.is_some_and(|before| before.tokens.end + 1 == self.groups[idx].tokens.start)
    }

    /// Whether this group tells the number of the one before: "a family of six".
    pub(super) fn is_of_counted(&self, idx: usize) -> bool {
        let Some(group) = self.groups.get(idx) else { return false };
        self.follows_group(idx)
            && self.reader.lower(group.tokens.start - 1) == "of"
            && !group.number.is_empty()
            && self.groups[idx - 1].number.is_empty()
    }

    /// Whether a verb of its own follows the group, so that it ends no list of objects.
    pub(super) fn has_own_verb(&self, group: usize) -> bool {
        let reader = self.reader;
        let group = &self.groups[group];
        let mut at = group.tokens.end;
        while reader.is(at, reader.adv) && !reader.is(at, reader.det) {
            at += 1;
        }
        let is_harm = self.harms.iter().any(|harm| {
            harm.tokens.start == at
                && harm.sense(HarmForm::Ing).is_none()
                && harm.sense(HarmForm::Counted).is_none()
        });
        let is_end = !reader.is_word(at) || reader.is(at, reader.prep) || reader.is(at, reader.conj);
        let is_time = reader.is(at, reader.when);
        is_harm || reader.is(at, reader.aux) || group.number.is_empty() && !is_end && !is_time
    }

    /// Whether only "," and "and" stand in the gap of a list, or a phrase of place or kind before them.
    pub(super) fn is_list_gap(&self, gap: Range<usize>, is_counted: bool) -> bool {
        let reader = self.reader;
        let is_joint = |idx: usize| {
            matches!(
                reader.lower(idx),
                "," | "and" | "or" | "&" | "plus" | "also" | "as" | "well" | "along" | "with"
            )
        };
        if gap.is_empty() || gap.clone().all(is_joint) {
            return !gap.is_empty();
        }
        let starts =
            matches!(reader.lower(gap.start), "of" | "in" | "from" | "at" | "near" | "outside" | "with");
        let ends = matches!(reader.lower(gap.end - 1), "," | "and");
        is_counted && starts && ends && gap.len() <= 8 && self.is_quiet(gap)
    }

    /// Whether no word of harm, speech or auxiliary stands in the gap.
    pub(super) fn is_quiet(&self, gap: Range<usize>) -> bool {
        let has_harm = self
            .harms
            .iter()
            .any(|harm| gap.contains(&harm.tokens.start) && harm.sense(HarmForm::Of).is_none());
        let reader = self.reader;
        !has_harm && !gap.into_iter().any(|idx| reader.is(idx, reader.say) || reader.is(idx, reader.aux))
    }

    /// Whether what stands between a subject and its verb can stand there.
    pub(super) fn is_subject_gap(&self, gap: Range<usize>, is_strict: bool) -> bool {
        let reader = self.reader;
        let Some(first) = gap.clone().next() else { return true };
        let lower = reader.lower(first);
        let is_relative = matches!(lower, "who" | "that")
            || gap.clone().any(|idx| matches!(reader.lower(idx), "which" | "whom"));
        let is_name = gap.clone().all(|idx| reader.is_capital(idx));
        let starts = reader.is(first, reader.prep)
            || reader.is(first, reader.adv)
            || reader.is(first, reader.when)
            || matches!(lower, "," | "(" | "-" | "–" | "—" | "aged" | ":")
            || is_relative
            || lower.ends_with("ing")
            || is_name;
        let is_short = !is_strict || gap.len() <= 1 || is_name || matches!(lower, "," | "(" | "aged");
        let has_harm = self.harms.iter().any(|harm| {
            gap.contains(&harm.tokens.start)
                && harm.sense(HarmForm::Of).is_none()
                && harm.sense(HarmForm::Counted).is_none()
        });
        let speaks = gap.clone().any(|idx| reader.is(idx, reader.say));
        let acts = !is_relative && gap.into_iter().any(|idx| reader.is(idx, reader.aux));
        starts && is_short && !has_harm && !speaks && !acts
    }
}
