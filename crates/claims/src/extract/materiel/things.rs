//! Equipment and structures in a sentence: "14 tanks", "an IS-held building", "six tunnel entrances".

use std::ops::Range;

use dateline_model::{ActorId, CountRange};
use dateline_tables::materiel::{EquipmentName, GrammaticalNumber, equipment_names};

use super::words::LossWord;
use crate::actors::ActorMention;
use crate::extract::counts::numbers::Number;
use crate::extract::counts::words::Reader;

/// Words that may stand between a number and the thing it counts.
const MAX_RUN: usize = 10;

/// Things that something may have happened to.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    /// Its tokens: determiner or number, modifiers, head.
    pub(super) tokens: Range<usize>,
    /// The tokens of its name: designation and head, without number and owner.
    pub(super) name: Range<usize>,
    /// How many.
    pub(super) count: CountRange,
    /// Its class.
    pub(super) class: &'static str,
    /// Whose it is.
    pub(super) owner: Option<ActorId>,
    /// Whether a preposition before it makes it part of another phrase.
    pub(super) is_embedded: bool,
}

/// The things of the sentence, left to right, not overlapping.
pub(super) fn find_things(reader: &Reader, numbers: &[Number], losses: &[LossWord]) -> Vec<Thing> {
    let scan = Scan { reader, numbers, losses };
    let mut things: Vec<Thing> = Vec::new();
    let mut at = reader.bounds.start;
    while at < reader.bounds.end {
        let floor = things.last().map_or(reader.bounds.start, |thing| thing.tokens.end);
        let thing = scan.thing_at(at, floor);
        at = thing.as_ref().map_or(at + 1, |thing| thing.tokens.end.max(at + 1));
        things.extend(thing);
    }
    things
}

struct Scan<'r, 'a, 't> {
    reader: &'r Reader<'a, 't>,
    numbers: &'r [Number],
    losses: &'r [LossWord],
}

/// The head of a phrase, and where the words that belong to its name lie.
struct Head {
    row: EquipmentName,
    name: Range<usize>,
}

impl Scan<'_, '_, '_> {
    fn thing_at(&self, at: usize, floor: usize) -> Option<Thing> {
        let reader = self.reader;
        if let Some(number) = self.number_at(at) {
            let head =
                self.head(number.tokens.end + reader.cue_at(number.tokens.end, "more").unwrap_or(0))?;
            return Some(self.thing(at, head, number.count?));
        }
        if reader.is(at, reader.det) && reader.cue_at(at, "no").is_none() {
            let number = self.number_at(at + 1);
            let head = self.head(number.map_or(at + 1, |number| number.tokens.end))?;
            let count = match number {
                Some(number) => number.count?,
                None => self.count_without_number(head.row, at),
            };
            return Some(self.thing(at, head, count));
        }
        equipment_names().longest(|n| reader.lower(at + n))?;
        let head = self.head(at)?;
        let count = self.count_without_number(head.row, at);
        Some(self.thing(self.start_of_bare(at, floor), head, count))
    }

    /// A singular is one; a plural or an amount is one and up.
    fn count_without_number(&self, row: EquipmentName, at: usize) -> CountRange {
        let is_one = matches!(self.reader.lower(at), "a" | "an");
        match row.number {
            GrammaticalNumber::One => CountRange::exactly(1),
            GrammaticalNumber::Either if is_one => CountRange::exactly(1),
            GrammaticalNumber::Many | GrammaticalNumber::Either => CountRange::new(1, None),
        }
    }

    /// Where a thing without number and determiner begins: owners and adjectives before it belong to it.
    fn start_of_bare(&self, at: usize, floor: usize) -> usize {
        let reader = self.reader;
        let mut start = at;
        while start > floor && at - start < 4 {
            let idx = start - 1;
            let is_loss = self.loss_at(idx).is_some();
            if is_loss
                || !reader.is_nominal(idx)
                || reader.is(idx, reader.say)
                || reader.person_at(idx).is_some()
            {
                break;
            }
            start = idx;
        }
        start
    }

    fn number_at(&self, at: usize) -> Option<&Number> {
        self.numbers
            .binary_search_by_key(&at, |number| number.tokens.start)
            .ok()
            .map(|idx| &self.numbers[idx])
    }

    fn loss_at(&self, at: usize) -> Option<&LossWord> {
        let idx = self.losses.partition_point(|loss| loss.tokens.end <= at);
        self.losses.get(idx).filter(|loss| loss.tokens.contains(&at))
    }

    /// The last name of equipment in the noun phrase that begins at `from`; `None` when people follow it ("tank
    /// crew") or none stands there.
    fn head(&self, from: usize) -> Option<Head> {
        let reader = self.reader;
        let mut head: Option<Head> = None;
        let mut name_start = from;
        let mut at = from;
        while at < reader.bounds.end && at - from < MAX_RUN && self.number_at(at).is_none() {
            if let Some((len, row)) = equipment_names().longest(|n| reader.lower(at + n)) {
                at += len;
                head = Some(Head { row: *row, name: name_start..at });
                continue;
            }
            // "captured tanks": a word of loss describes the thing only right at the start.
            if at > from && self.loss_at(at).is_some() {
                break;
            }
            let lower = reader.lower(at);
            if lower == "(" && reader.is_capital(at + 1) && reader.lower(at + 2) == ")" {
                at += 3;
            } else if matches!(lower, "'s" | "’s") {
                head = None;
                at += 1;
                name_start = at;
            } else if self.actor_end(at).is_some() && head.is_none() {
                at += 1;
                name_start = at;
            } else if let Some((len, _)) = reader.person_at(at) {
                if head.is_some() {
                    return None;
                }
                at += len;
                name_start = at;
            } else if head.is_none() && reader.is_nominal(at) && !reader.is(at, reader.say) {
                at += 1;
                name_start = if self.is_designation(at - 1) { name_start } else { at };
            } else {
                break;
            }
        }
        head
    }

    /// End of the actor's name that holds token `at`.
    fn actor_end(&self, at: usize) -> Option<usize> {
        let actors = &self.reader.text.actors;
        let idx = actors.partition_point(|actor| actor.tokens.end <= at);
        actors.get(idx).filter(|actor| actor.tokens.contains(&at)).map(|actor| actor.tokens.end)
    }

    /// Whether a word belongs to the name of the thing: "T-72", "Grad".
    fn is_designation(&self, at: usize) -> bool {
        self.reader.is_capital(at) && self.actor_end(at).is_none()
    }

    fn thing(&self, start: usize, head: Head, count: CountRange) -> Thing {
        let reader = self.reader;
        let tokens = start..head.name.end;
        let before = start.checked_sub(1).filter(|before| reader.bounds.contains(before));
        Thing {
            owner: self.owner(&tokens),
            name: head.name,
            count,
            class: head.row.class,
            is_embedded: before.is_some_and(|before| reader.cue_at(before, "embeds").is_some()),
            tokens,
        }
    }

    /// The actor named within the words of the thing, or after "of", "belonging to".
    fn owner(&self, tokens: &Range<usize>) -> Option<ActorId> {
        let reader = self.reader;
        let actors = &reader.text.actors;
        let named = |range: Range<usize>| {
            let idx = actors.partition_point(|actor| actor.tokens.end <= range.start);
            actors.get(idx).filter(|actor| actor.tokens.start < range.end)
        };
        let inside = named(tokens.clone())
            .filter(|actor| !actor.may_be_place() || matches!(reader.lower(actor.tokens.end), "'s" | "’s"));
        let after = || {
            let from = match (reader.lower(tokens.end), reader.lower(tokens.end + 1)) {
                ("belonging", "to") => tokens.end + 2,
                ("of", _) => tokens.end + 1,
                _ => return None,
            };
            let from = from + usize::from(reader.is(from, reader.det));
            named(from..from + 1).filter(|actor| !actor.may_be_place())
        };
        inside.or_else(after).map(ActorMention::id)
    }
}
