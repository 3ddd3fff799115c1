//! Groups of people in a sentence: "at least 12 Syrian soldiers", "a policeman", "five others", "12 of them".

use std::ops::Range;

use dateline_model::{ActorId, CountRange, Victims};
use dateline_tables::actors::ActorRow;
use dateline_tables::casualties::VictimRow;

use super::numbers::Number;
use super::words::{HarmForm, HarmWord, Reader};
use crate::actors::Form;

/// Words that may stand between a number and the noun it counts.
const MAX_RUN: usize = 8;

/// How a group is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// With a number: "12 people".
    Counted,
    /// "12 of them".
    OfThem,
    /// With a determiner alone: "a policeman", "the rebels".
    Determined,
    /// With neither: "rebels".
    Bare,
    /// One person by name or pronoun.
    Person,
}

/// A group of people that a count may be about.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its tokens: determiner or number, modifiers, head.
    pub(super) tokens: Range<usize>,
    /// The tokens of its number; empty when it has none.
    pub(super) number: Range<usize>,
    /// How many.
    pub(super) count: CountRange,
    /// Who they are.
    pub(super) victims: Victims,
    /// The side they belong to.
    pub(super) side: Option<ActorId>,
    /// Whether a noun for people stands in it.
    pub(super) has_head: bool,
    /// How it is worded.
    pub(super) wording: Wording,
    /// Whether a preposition before it makes it part of another phrase.
    pub(super) is_embedded: bool,
    /// Word of harm among its modifiers: "two wounded soldiers".
    pub(super) inner_harm: Option<usize>,
}

/// The modifiers and head that follow a number or determiner.
#[derive(Default)]
struct Run {
    head: Option<VictimRow>,
    end: usize,
    modifiers: Vec<VictimRow>,
    inner_harm: Option<usize>,
    is_thing: bool,
    is_owned: bool,
}

/// The groups of people of the sentence, left to right, not overlapping.
pub(super) fn find_groups(reader: &Reader, numbers: &[Number], harms: &[HarmWord]) -> Vec<Group> {
    let scan = Scan { reader, numbers, harms };
    let mut groups: Vec<Group> = Vec::new();
    let mut at = reader.bounds.start;
    while at < reader.bounds.end {
        let floor = groups.last().map_or(reader.bounds.start, |group| group.tokens.end);
        let (end, group) = scan.group_at(at, floor);
        groups.extend(group);
        at = end.max(at + 1);
    }
    groups
}

struct Scan<'r, 'a, 't> {
    reader: &'r Reader<'a, 't>,
    numbers: &'r [Number],
    harms: &'r [HarmWord],
}

impl Scan<'_, '_, '_> {
    /// The group that begins at token `at`, if one does, and where to look on.
    fn group_at(&self, at: usize, floor: usize) -> (usize, Option<Group>) {
        if let Some(number) = self.number_at(at) {
            return self.numbered(number);
        }
        if self.harm_at(at).is_some() {
            return (at + 1, None);
        }
        let lower = self.reader.lower(at);
        if self.reader.is(at, self.reader.det) && self.reader.cue_at(at, "no").is_none() && lower != "that" {
            let is_counting =
                !matches!(lower, "all" | "both" | "some" | "more" | "most" | "few" | "such" | "other");
            if let Some(number) = self.number_at(at + 1) {
                let (end, group) = self.numbered(number);
                return (end, group.map(|group| self.starting(at, group)));
            }
            if !is_counting {
                return (at + 1, None);
            }
            let run = self.run(at + 1);
            let end = run.end;
            if let Some(head) = run.head.filter(|_| is_counting) {
                let count = if head.is_many { CountRange::new(1, None) } else { CountRange::exactly(1) };
                return (end, Some(self.group(at..end, at..at, count, &run)));
            }
            return (at + 1, None);
        }
        self.bare(at, floor)
    }

    /// The group with the determiner before its number: "his two sons".
    fn starting(&self, start: usize, group: Group) -> Group {
        let is_embedded =
            start > self.reader.bounds.start && self.reader.cue_at(start - 1, "embeds").is_some();
        Group { tokens: start..group.tokens.end, is_embedded, ..group }
    }

    fn number_at(&self, at: usize) -> Option<&Number> {
        self.numbers
            .binary_search_by_key(&at, |number| number.tokens.start)
            .ok()
            .map(|idx| &self.numbers[idx])
    }

    fn harm_at(&self, at: usize) -> Option<usize> {
        let idx = self.harms.partition_point(|harm| harm.tokens.end <= at);
        self.harms.get(idx).filter(|harm| harm.tokens.contains(&at)).map(|_| idx)
    }

    /// The word of harm at `at` when it is a modifier with a noun for people after it.
    fn inner_harm(&self, at: usize) -> Option<usize> {
        let idx = self.harm_at(at)?;
        let harm = &self.harms[idx];
        let is_modifier = harm.tokens.len() == 1
            && (harm.sense(HarmForm::Past).is_some() || harm.sense(HarmForm::State).is_some());
        let has_noun = self.reader.person_at(at + 1).is_some()
            || self.reader.is_nominal(at + 1)
                && self.harm_at(at + 1).is_none()
                && self.number_at(at + 1).is_none()
                && self.reader.person_at(at + 2).is_some();
        (is_modifier && has_noun).then_some(idx)
    }

    fn numbered(&self, number: &Number) -> (usize, Option<Group>) {
        let reader = self.reader;
        let start = number.tokens.start;
        let mut from = number.tokens.end;
        let Some(count) = number.count else { return (from, None) };
        let is_of_them = reader.lower(from) == "of" && reader.cue_at(from + 1, "them").is_some();
        if is_of_them {
            // "234 of them were children".
            let is_told = reader.is(from + 2, reader.be) && reader.person_at(from + 3).is_some();
            from += 2 + usize::from(is_told);
        } else if let Some(len) = reader.cue_at(from, "more") {
            from += len;
        }
        let mut run = self.run(from);
        if number.is_one && run.head.is_none() && !self.is_person_one(start, from) {
            return (from, None);
        }
        // "12 soldiers' families" counts the soldiers, not the families.
        if run.is_thing || run.is_owned {
            return (run.end, None);
        }
        self.join_plurals(&mut run);
        let end = if run.head.is_some() { run.end } else { self.end_of_unknown(from, &run) };
        let mut group = self.group(start..end, number.tokens.clone(), count, &run);
        if is_of_them {
            group.wording = Wording::OfThem;
        }
        group.has_head |= end > from;
        (end, Some(group))
    }

    /// Whether "one" over tokens `start..end` stands for a person: "killed one and hurt four", not "no one", "one day".
    fn is_person_one(&self, start: usize, end: usize) -> bool {
        let reader = self.reader;
        let is_fixed = matches!(
            reader.lower(start.wrapping_sub(1)),
            "no" | "every" | "each" | "any" | "this" | "that" | "the"
        );
        let ends = !reader.is_word(end) || reader.is(end, reader.conj.with(reader.when));
        let is_state = reader.is(end, reader.be) && self.harm_at(end + 1).is_some();
        let is_counted =
            is_state || self.harm_at(end).is_some() || self.harm_at(start.wrapping_sub(1)).is_some() && ends;
        // "Confirmed that one is dead".
        let is_fixed = is_fixed && !(is_state && reader.lower(start.wrapping_sub(1)) == "that");
        !is_fixed && is_counted
    }

    /// "dozens of women and children" is one group.
    fn join_plurals(&self, run: &mut Run) {
        let Some(head) = run.head.filter(|head| head.is_many) else { return };
        if !matches!(self.reader.lower(run.end), "and" | "or") || self.harm_at(run.end + 1).is_some() {
            return;
        }
        let Some((len, next)) = self.reader.person_at(run.end + 1).filter(|(_, next)| next.is_many) else {
            return;
        };
        let civil = |row: &VictimRow| matches!(row.victims, "women" | "children" | "men" | "civilians");
        let victims = match (civil(&head), civil(&next)) {
            _ if head.victims == next.victims => head.victims,
            (true, true) => "civilians",
            _ => "unspecified",
        };
        run.head = Some(VictimRow { victims, is_many: true });
        run.end += 1 + len;
    }

    /// Where a group ends whose noun no table knows: after a plural, an actor or a capitalised word right behind the
    /// number; else after the number.
    fn end_of_unknown(&self, from: usize, run: &Run) -> usize {
        let reader = self.reader;
        let mut end = from;
        for idx in from..run.end {
            let word = reader.lower(idx);
            let is_plural =
                word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men");
            let is_actor = self.actor_in(idx..idx + 1).is_some();
            if is_plural || is_actor || self.harm_after(run.end).is_some() && idx + 1 == run.end {
                end = idx + 1;
            }
        }
        end
    }

    fn harm_after(&self, at: usize) -> Option<&HarmWord> {
        let harm = &self.harms[self.harm_at(at)?];
        harm.sense(HarmForm::Counted).is_some().then_some(harm)
    }

    /// A noun for people without number and determiner, with the names and adjectives before it.
    fn bare(&self, at: usize, floor: usize) -> (usize, Option<Group>) {
        let reader = self.reader;
        if reader.person_at(at).is_none() {
            return (at + 1, None);
        }
        let run = self.run(at);
        let Some(head) = run.head else { return (at + 1, None) };
        let mut start = at;
        while start > floor
            && at - start < 3
            && (self.actor_in(start - 1..start).is_some() || reader.is_capital(start - 1))
            && reader.is_nominal(start - 1)
            && self.harm_at(start - 1).is_none()
        {
            start -= 1;
        }
        let count = if head.is_many { CountRange::new(1, None) } else { CountRange::exactly(1) };
        let end = run.end;
        let mut group = self.group(start..end, start..start, count, &run);
        group.wording = Wording::Bare;
        (end, Some(group))
    }

    /// The words from `from` on that can belong to one noun phrase, and the last noun for people among them.
    fn run(&self, from: usize) -> Run {
        let reader = self.reader;
        let mut run = Run { end: from, ..Run::default() };
        let mut at = from;
        while at < reader.bounds.end && at - from < MAX_RUN && self.number_at(at).is_none() {
            if self.harm_at(at).is_some() {
                let Some(inner) = self.inner_harm(at).filter(|_| run.head.is_none()) else { break };
                run.inner_harm = Some(inner);
                at += 1;
                continue;
            }
            if let Some((len, row)) = reader.person_at(at) {
                run.modifiers.extend(run.head.replace(row));
                at += len;
                run.end = at;
                continue;
            }
            let lower = reader.lower(at);
            // "Red Crescent (RC) medics".
            if lower == "(" && at > from && reader.is_capital(at + 1) && reader.lower(at + 2) == ")" {
                at += 3;
                continue;
            }
            if matches!(lower, "'s" | "’s") {
                run.head = None;
                run.is_owned = true;
                at += 1;
                continue;
            }
            if run.head.is_some() || !reader.is_nominal(at) || reader.is(at, reader.say) {
                break;
            }
            if reader.is_thing(at) {
                run.is_thing = true;
                run.end = at + 1;
                return run;
            }
            at += 1;
        }
        if run.head.is_none() {
            run.end = at;
        }
        run
    }

    fn actor_in(&self, tokens: Range<usize>) -> Option<(&'static ActorRow, Form)> {
        let actors = &self.reader.text.actors;
        let idx = actors.partition_point(|actor| actor.tokens.end <= tokens.start);
        let actor = actors.get(idx).filter(|actor| actor.tokens.start < tokens.end)?;
        (!actor.may_be_place()).then_some((actor.row, actor.form))
    }

    fn group(&self, tokens: Range<usize>, number: Range<usize>, count: CountRange, run: &Run) -> Group {
        let reader = self.reader;
        let start = tokens.start;
        let before = start.checked_sub(1).filter(|before| reader.bounds.contains(before));
        let (side, victims) = self.belonging(&tokens, run);
        Group {
            count,
            victims,
            side: side.map(|row| ActorId::new(row.id.as_str())),
            has_head: run.head.is_some(),
            wording: if number.is_empty() { Wording::Determined } else { Wording::Counted },
            is_embedded: before.is_some_and(|before| reader.cue_at(before, "embeds").is_some()),
            inner_harm: run.inner_harm,
            number,
            tokens,
        }
    }

    /// The side of a group and who it is made of, from its words and from "of the ..." after it.
    fn belonging(&self, tokens: &Range<usize>, run: &Run) -> (Option<&'static ActorRow>, Victims) {
        let reader = self.reader;
        let head = run.head.map_or("unspecified", |head| head.victims);
        let modifier =
            run.modifiers.iter().rev().map(|row| row.victims).find(|victims| *victims != "unspecified");
        let mut victims = if head == "unspecified" { modifier.unwrap_or(head) } else { head };
        let mut side = self.actor_in(tokens.clone());
        let of = tokens.end;
        if side.is_none() && matches!(reader.lower(of), "of" | "from" | "with") {
            let from = of + 1 + usize::from(reader.is(of + 1, reader.det));
            side = self.actor_in(from..from + 2);
            let inner = self.run(from).head.map(|row| row.victims);
            if head == "unspecified" && reader.lower(of) == "of" && modifier.is_none() && run.head.is_some() {
                victims = inner.unwrap_or(victims);
            }
        }
        if let Some((row, form)) = side {
            let by_kind = match row.kind {
                "armed_group" => Some("fighters"),
                "state_military" => Some("soldiers"),
                "police" => Some("security_forces"),
                _ => None,
            };
            let is_police = row.kind == "police" && victims == "soldiers";
            if (victims == "unspecified" || is_police) && form == Form::Name {
                victims = by_kind.unwrap_or(victims);
            }
        }
        (side.map(|(row, _)| row), Victims::parse(victims).unwrap_or(Victims::Unspecified))
    }
}
