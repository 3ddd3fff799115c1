//! The words of harm in a sentence, and small questions about its tokens.

use std::ops::Range;

use dateline_model::Harm;
use dateline_tables::casualties::{VictimRow, count_cues, harms, victim_nouns};
use dateline_tables::numbers::number_word;
use dateline_tables::words::ClassSet;

use crate::annotate::Annotated;
use crate::annotate::tokens::TokenKind;

/// Where a word of harm takes the harmed, as the header of the table explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HarmForm {
    Past,
    Ing,
    Present,
    Died,
    State,
    Counted,
    Of,
    Lives,
    Loses,
    Toll,
}

/// A word of harm.
#[derive(Clone, Debug)]
pub(super) struct HarmWord {
    pub(super) tokens: Range<usize>,
    pub(super) senses: Vec<(Harm, HarmForm)>,
}

impl HarmWord {
    /// What it does in this form, if it has the form.
    pub(super) fn sense(&self, form: HarmForm) -> Option<Harm> {
        self.senses.iter().find(|sense| sense.1 == form).map(|sense| sense.0)
    }
}

/// A sentence, and what its tokens are.
pub(in crate::extract) struct Reader<'a, 't> {
    pub(in crate::extract) text: &'a Annotated<'t>,
    pub(in crate::extract) bounds: Range<usize>,
    pub(in crate::extract) is_upper: bool,
    pub(in crate::extract) adv: ClassSet,
    pub(in crate::extract) aux: ClassSet,
    pub(in crate::extract) be: ClassSet,
    pub(in crate::extract) conj: ClassSet,
    pub(in crate::extract) det: ClassSet,
    pub(in crate::extract) not: ClassSet,
    pub(in crate::extract) prep: ClassSet,
    pub(in crate::extract) pron: ClassSet,
    pub(in crate::extract) say: ClassSet,
    pub(in crate::extract) thing: ClassSet,
    pub(in crate::extract) when: ClassSet,
}

impl<'a, 't> Reader<'a, 't> {
    /// The reader of this sentence, or `None` when there is no such sentence.
    pub(in crate::extract) fn new(text: &'a Annotated<'t>, sentence: usize) -> Option<Self> {
        let sentence = text.sentences.get(sentence)?;
        let class = |names: &str| {
            names.split(' ').fold(ClassSet::default(), |set, name| set.with(text.words.class(name)))
        };
        Some(Self {
            text,
            bounds: sentence.tokens.clone(),
            is_upper: sentence.is_upper,
            adv: class("adv"),
            aux: class("be have modal do"),
            be: class("be"),
            conj: class("conj"),
            det: class("det"),
            not: class("not"),
            prep: class("prep"),
            pron: class("pron"),
            say: class("say"),
            thing: class(
                "site territory car tank drone missile mortar rocket mine gun grenade artillery blade ied",
            ),
            when: class("weekday month"),
        })
    }

    /// Token `idx` in lower case; `""` outside the sentence.
    pub(in crate::extract) fn lower(&self, idx: usize) -> &'a str {
        if self.bounds.contains(&idx) { self.text.lower(idx) } else { "" }
    }

    /// Whether token `idx` is of one of these classes.
    pub(in crate::extract) fn is(&self, idx: usize, classes: ClassSet) -> bool {
        self.bounds.contains(&idx)
            && self.text.tokens.get(idx).is_some_and(|token| token.classes.meets(classes))
    }

    /// Whether token `idx` is a word.
    pub(in crate::extract) fn is_word(&self, idx: usize) -> bool {
        self.bounds.contains(&idx)
            && self.text.tokens.get(idx).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether token `idx` is a number, in digits or words.
    pub(super) fn is_number(&self, idx: usize) -> bool {
        let is_digits = self.text.tokens.get(idx).is_some_and(|token| token.kind == TokenKind::Number);
        self.bounds.contains(&idx) && is_digits || number_word(self.lower(idx)).is_some()
    }

    /// Whether token `idx` begins with a capital and capitals tell something.
    pub(in crate::extract) fn is_capital(&self, idx: usize) -> bool {
        !self.is_upper && self.is_word(idx) && self.text.tokens.get(idx).is_some_and(|token| token.is_capital)
    }

    /// Whether a noun phrase can hold token `idx` between its number and its head.
    pub(in crate::extract) fn is_nominal(&self, idx: usize) -> bool {
        let closed = self.aux.with(self.prep).with(self.conj).with(self.pron).with(self.not).with(self.det);
        self.is_word(idx) && !self.is(idx, closed.with(self.when))
    }

    /// Whether a phrase of this class of cues begins at token `idx`; the number of its tokens.
    pub(in crate::extract) fn cue_at(&self, idx: usize, class: &str) -> Option<usize> {
        let found = count_cues().all(|n| self.lower(idx + n)).find(|(_, it)| **it == class);
        found.map(|(len, _)| len)
    }

    /// Whether a phrase of this class of cues ends right before token `end`; where it begins.
    pub(in crate::extract) fn cue_before(&self, end: usize, class: &str) -> Option<usize> {
        let from = end.saturating_sub(4).max(self.bounds.start);
        (from..end).find(|&start| {
            count_cues().all(|n| self.lower(start + n)).any(|(len, it)| start + len == end && *it == class)
        })
    }

    /// Whether token `idx` names a thing rather than a person.
    pub(in crate::extract) fn is_thing(&self, idx: usize) -> bool {
        self.is(idx, self.thing) || self.cue_at(idx, "thing").is_some()
    }

    /// The noun for people that begins at token `idx`, with its length; not one that only describes a thing
    /// ("police station") or owns what follows ("the man's house").
    pub(in crate::extract) fn person_at(&self, idx: usize) -> Option<(usize, VictimRow)> {
        let (len, row) = match victim_nouns().longest(|n| self.lower(idx + n)) {
            Some((len, row)) => (len, *row),
            None => (1, person_by_age(self.lower(idx))?),
        };
        let next = idx + len;
        let describes = self.is_word(next)
            && self.is_thing(next)
            && victim_nouns().longest(|n| self.lower(next + n)).is_none();
        let owns = matches!(self.lower(next), "'s" | "’s");
        (!describes && !owns).then_some((len, row))
    }

    /// The words of harm of the sentence, left to right, longest first.
    pub(super) fn harm_words(&self) -> Vec<HarmWord> {
        let mut found = Vec::new();
        let mut at = self.bounds.start;
        while at < self.bounds.end {
            let mut longest = 0;
            let mut senses = Vec::new();
            for (len, row) in harms().all(|n| self.lower(at + n)) {
                if len < longest {
                    break;
                }
                // "Left one dead and injured four": two words with a count each.
                if len == 3 && self.lower(at + 1) == "and" && self.is_number(at + len) {
                    continue;
                }
                longest = len;
                senses.extend(Harm::parse(row.harm).zip(form(row.form)));
            }
            if longest > 0 {
                found.push(HarmWord { tokens: at..at + longest, senses });
            }
            at += longest.max(1);
        }
        merge_pairs(self, found)
    }
}

/// Joins "shot and wounded" into the later harm; pairs that cannot be taken apart stand in the table.
fn merge_pairs(reader: &Reader, words: Vec<HarmWord>) -> Vec<HarmWord> {
    let mut merged: Vec<HarmWord> = Vec::with_capacity(words.len());
    for word in words {
        if let Some(last) = merged.last_mut()
            && last.tokens.end + 1 == word.tokens.start
            && reader.lower(last.tokens.end) == "and"
            && last.sense(HarmForm::Past).is_some()
            && (word.sense(HarmForm::Past).is_some() || word.sense(HarmForm::Died).is_some())
        {
            last.tokens.end = word.tokens.end;
            last.senses = word.senses;
            continue;
        }
        merged.push(word);
    }
    merged
}

/// A person told by age: "the 19-year-old"; under 18 a child.
fn person_by_age(lower: &str) -> Option<VictimRow> {
    let (age, rest) = lower.split_once("-year-old")?;
    let victims = if age.parse::<u32>().is_ok_and(|age| age < 18) { "children" } else { "unspecified" };
    matches!(rest, "" | "s").then_some(VictimRow { victims, is_many: rest == "s" })
}

fn form(name: &str) -> Option<HarmForm> {
    Some(match name {
        "past" => HarmForm::Past,
        "ing" => HarmForm::Ing,
        "present" => HarmForm::Present,
        "died" => HarmForm::Died,
        "state" => HarmForm::State,
        "counted" => HarmForm::Counted,
        "of" => HarmForm::Of,
        "lives" => HarmForm::Lives,
        "loses" => HarmForm::Loses,
        "toll" => HarmForm::Toll,
        _ => return None,
    })
}
