//! Equipment and structures destroyed, damaged, captured, shot down, struck or used.
//!
//! In the order of reading: [`words`] (words of loss), [`things`] (what can be lost), and here which of them meet.

mod words;
mod things;

use std::ops::Range;

use dateline_model::{Equipment, Loss, Materiel};
use dateline_tables::materiel::equipment_class;

use self::things::{Thing, find_things};
use self::words::{LossForm, LossWord, loss_words};
use super::counts::numbers::find_numbers;
use super::counts::words::Reader;
use crate::annotate::Annotated;

/// Tokens that may stand between a thing and the word of loss it is the subject of.
const MAX_GAP: usize = 12;
/// Tokens that may stand between two things of one list.
const MAX_LIST_GAP: usize = 8;

/// A count of things, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct MaterielMention {
    /// The count; spans are in bytes of the cleaned text.
    pub(crate) materiel: Materiel,
    /// First token of the word of loss.
    pub(crate) anchor: usize,
}

/// What happened to equipment and structures in the sentence, left to right by the thing.
pub(crate) fn find_materiel(text: &Annotated, sentence: usize) -> Vec<MaterielMention> {
    let Some(reader) = Reader::new(text, sentence) else { return Vec::new() };
    let losses = loss_words(&reader);
    if losses.is_empty() {
        return Vec::new();
    }
    let things = find_things(&reader, &find_numbers(text, sentence), &losses);
    let mut pairs =
        Pairs { reader: &reader, losses: &losses, things: &things, taken: vec![None; things.len()] };
    for word in 0..losses.len() {
        pairs.pair(word);
    }
    let taken = pairs.taken;
    taken
        .iter()
        .enumerate()
        .filter_map(|(thing, word)| Some(mention(text, &things[thing], &losses[(*word)?])))
        .collect()
}

fn mention(text: &Annotated, thing: &Thing, word: &LossWord) -> MaterielMention {
    let mut spans = vec![text.span(thing.tokens.clone()), text.span(word.tokens.clone())];
    spans.sort_by_key(|span| span.start());
    MaterielMention {
        materiel: Materiel {
            loss: word.loss,
            class: Equipment::new(thing.class),
            name: text.words_of(text.span(thing.name.clone())).to_owned(),
            count: thing.count,
            owner: thing.owner.clone(),
            spans,
        },
        anchor: word.tokens.start,
    }
}

/// Pairs words of loss with things.
struct Pairs<'r, 'a, 't> {
    reader: &'r Reader<'a, 't>,
    losses: &'r [LossWord],
    things: &'r [Thing],
    /// For each thing the word of loss that takes it.
    taken: Vec<Option<usize>>,
}

impl Pairs<'_, '_, '_> {
    fn pair(&mut self, word: usize) {
        let at = self.losses[word].tokens.clone();
        let aux = self.aux_before(at.start);
        let reader = self.reader;
        if aux.clone().any(|idx| reader.is(idx, reader.not)) {
            return;
        }
        let is_past = self.losses[word].form == LossForm::Past;
        let is_passive = is_past && aux.clone().any(|idx| reader.is(idx, reader.be));
        // "Used" takes a subject only in the passive: what stands before "fired" fires.
        let takes_object = !is_passive && self.pair_objects(word, at.end);
        if is_passive || !takes_object && is_past && self.losses[word].loss != Loss::Used {
            self.pair_subject(word, aux.start);
        }
    }

    fn aux_before(&self, at: usize) -> Range<usize> {
        let reader = self.reader;
        let mut start = at;
        while start > reader.bounds.start {
            let idx = start - 1;
            let is_part = reader.is(idx, reader.aux)
                || reader.is(idx, reader.not)
                || reader.is(idx, reader.adv) && !reader.is(idx, reader.det)
                || reader.cue_at(idx, "between").is_some();
            if !is_part || self.things.iter().any(|thing| thing.tokens.contains(&idx)) {
                break;
            }
            start = idx;
        }
        start..at
    }

    /// Takes the things after the verb; whether there is one.
    fn pair_objects(&mut self, word: usize, end: usize) -> bool {
        let reader = self.reader;
        let mut at = end;
        while at < end + 3 && reader.is(at, reader.adv) && !reader.is(at, reader.det) {
            at += 1;
        }
        let Ok(first) = self.things.binary_search_by_key(&at, |thing| thing.tokens.start) else {
            return false;
        };
        self.take(first, word);
        let mut last = first;
        while let Some(next) = self.things.get(last + 1) {
            let gap = self.things[last].tokens.end..next.tokens.start;
            if !self.is_list_gap(gap) || self.has_own_verb(last + 1) {
                break;
            }
            last += 1;
            self.take(last, word);
        }
        true
    }

    fn pair_subject(&mut self, word: usize, start: usize) {
        let mut candidate = self.things.partition_point(|thing| thing.tokens.end <= start);
        while let Some(idx) = candidate.checked_sub(1) {
            candidate = idx;
            let gap = self.things[idx].tokens.end..start;
            if gap.len() > MAX_GAP || !self.is_subject_gap(gap.clone()) {
                return;
            }
            if self.things[idx].is_embedded {
                continue;
            }
            self.take(idx, word);
            self.extend_left(idx, word);
            return;
        }
    }

    fn extend_left(&mut self, last: usize, word: usize) {
        let mut first = last;
        while let Some(before) = first.checked_sub(1) {
            let gap = self.things[before].tokens.end..self.things[first].tokens.start;
            if self.taken[before].is_some() || !self.is_list_gap(gap) {
                return;
            }
            first = before;
            self.take(first, word);
        }
    }

    fn take(&mut self, thing: usize, word: usize) {
        if self.taken[thing].is_none() && fits(self.things[thing].class, self.losses[word].loss) {
            self.taken[thing] = Some(word);
        }
    }

    /// Whether the gap is one of a list: "," and "and", with a thing that no table knows or a phrase of place
    /// between them.
    fn is_list_gap(&self, gap: Range<usize>) -> bool {
        let reader = self.reader;
        let is_joint =
            |idx: usize| matches!(reader.lower(idx), "," | "and" | "or" | "&" | "as" | "well" | "plus");
        let (Some(first), Some(last)) = (gap.clone().next(), gap.clone().next_back()) else { return false };
        let is_quiet = gap.clone().all(|idx| {
            !reader.is(idx, reader.aux.with(reader.say).with(reader.pron))
                && reader.cue_at(idx, "subset").is_none()
                && !self.losses.iter().any(|loss| loss.tokens.contains(&idx))
        });
        let starts = is_joint(first)
            || matches!(
                reader.lower(first),
                "in" | "at" | "near" | "of" | "from" | "belonging" | "with" | "on"
            );
        starts && is_joint(last) && is_quiet && gap.len() <= MAX_LIST_GAP
    }

    fn has_own_verb(&self, thing: usize) -> bool {
        let reader = self.reader;
        let end = self.things[thing].tokens.end;
        let takes = self.losses.iter().any(|loss| loss.tokens.start == end && loss.form == LossForm::Past);
        takes || reader.is(end, reader.aux)
    }

    fn is_subject_gap(&self, gap: Range<usize>) -> bool {
        let reader = self.reader;
        let Some(first) = gap.clone().next() else { return true };
        let lower = reader.lower(first);
        let starts = reader.is(first, reader.prep.with(reader.when))
            || matches!(lower, "," | "(" | "-" | "–" | "—" | "that" | "which" | "belonging");
        let is_relative = matches!(lower, "that" | "which");
        let is_quiet = gap.into_iter().all(|idx| {
            !reader.is(idx, reader.say)
                && (is_relative || !reader.is(idx, reader.aux))
                && !self.losses.iter().any(|loss| loss.tokens.start == idx && loss.form != LossForm::Of)
        });
        starts && is_quiet
    }
}

/// Whether the loss can be meant of this class: only what flies is shot down, no building is carried off.
fn fits(class: &str, loss: Loss) -> bool {
    let kind = equipment_class(class).map_or("", |class| class.kind);
    match loss {
        Loss::Destroyed | Loss::Damaged | Loss::Struck => true,
        Loss::Captured => !matches!(kind, "structure" | "unit"),
        Loss::ShotDown => kind == "flying",
        Loss::Used => matches!(kind, "flying" | "supply" | "weapon") && class != "cache",
    }
}

#[cfg(test)]
mod tests;
