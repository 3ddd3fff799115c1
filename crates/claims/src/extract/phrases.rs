//! Phrases around a verb: the noun phrase before it, the one after it, its auxiliaries.
//!
//! A shallow reading: words of closed classes end a phrase, everything else belongs to it. It needs no parser and
//! holds for headlines and upper-case copy too.

use std::ops::Range;

use dateline_tables::words::ClassSet;
use dateline_times::TimexKind;

use crate::annotate::Annotated;
use crate::annotate::tokens::TokenKind;

/// Words a noun phrase may hold.
const MAX_PHRASE: usize = 14;

/// The classes that the shallow reading goes by.
pub(crate) struct Classes {
    pub(crate) det: ClassSet,
    pub(crate) pron: ClassSet,
    pub(crate) prep: ClassSet,
    pub(crate) conj: ClassSet,
    pub(crate) be: ClassSet,
    pub(crate) aux: ClassSet,
    pub(crate) adv: ClassSet,
    pub(crate) not: ClassSet,
    pub(crate) say: ClassSet,
    pub(crate) light: ClassSet,
    pub(crate) hit: ClassSet,
    pub(crate) closed: ClassSet,
}

impl Classes {
    /// The classes as the word table of `text` defines them.
    pub(crate) fn of(text: &Annotated) -> Self {
        let class = |name| text.words.class(name);
        let aux = class("be").with(class("have")).with(class("modal")).with(class("do"));
        Self {
            det: class("det"),
            pron: class("pron"),
            prep: class("prep"),
            conj: class("conj"),
            be: class("be"),
            aux,
            adv: class("adv"),
            not: class("not"),
            say: class("say"),
            light: class("light_verb"),
            hit: class("hit_verb"),
            closed: aux.with(class("prep")).with(class("conj")).with(class("pron")).with(class("not")),
        }
    }
}

/// A text and the classes to read it by.
pub(crate) struct Phrases<'a, 't> {
    pub(crate) text: &'a Annotated<'t>,
    pub(crate) classes: Classes,
}

impl<'a, 't> Phrases<'a, 't> {
    pub(crate) fn new(text: &'a Annotated<'t>) -> Self {
        Self { text, classes: Classes::of(text) }
    }

    /// Whether token `idx` is of one of these classes.
    pub(crate) fn is(&self, idx: usize, classes: ClassSet) -> bool {
        self.text.tokens.get(idx).is_some_and(|token| token.classes.meets(classes))
    }

    fn is_mark(&self, idx: usize) -> bool {
        self.text.tokens.get(idx).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    /// Whether a noun phrase can hold token `idx`.
    fn is_nominal(&self, idx: usize) -> bool {
        let Some(token) = self.text.tokens.get(idx) else { return false };
        if self.is_day(idx) {
            return false;
        }
        if token.kind == TokenKind::Mark {
            return matches!(self.text.lower(idx), "\"" | "“" | "”" | "[" | "]" | "&");
        }
        let c = &self.classes;
        let lower = self.text.lower(idx);
        !token.classes.meets(c.closed) || token.classes.meets(c.det) || lower == "'s" || lower == "’s"
    }

    /// Whether the token belongs to a time expression: "on Thursday gunmen attacked" has the subject "gunmen".
    fn is_day(&self, idx: usize) -> bool {
        let Some(span) = self.text.tokens.get(idx).map(|token| token.span) else { return false };
        let at = self.text.times.partition_point(|timex| timex.span.end() <= span.start());
        self.text
            .times
            .get(at)
            .is_some_and(|timex| timex.kind == TimexKind::Date && timex.span.contains(span))
    }

    /// The noun phrase that ends right before token `end`, within the sentence; empty when none does.
    ///
    /// "of", "and" and "in the" join parts of one phrase where a noun stands on both sides of them.
    pub(crate) fn ending_at(&self, end: usize, floor: usize) -> Range<usize> {
        let mut start = end;
        while start > floor && end - start < MAX_PHRASE {
            let idx = start - 1;
            let joins = matches!(self.text.lower(idx), "of" | "and")
                && start < end
                && idx > floor
                && self.is_nominal(idx - 1)
                && !self.is_verbal(idx - 1);
            let verbal = self.is_verbal(idx) && (start < end || self.is(idx, self.classes.say));
            if !joins && (!self.is_nominal(idx) || verbal) {
                break;
            }
            if self.text.lower(idx) == "that" {
                break;
            }
            start = idx;
            // An article opens the phrase, unless it goes on before "of" or "and": "fighters and the army".
            let goes_on = idx > floor + 1
                && matches!(self.text.lower(idx - 1), "of" | "and")
                && self.is_nominal(idx - 2)
                && !self.is_verbal(idx - 2);
            if self.is(idx, self.classes.det) && !goes_on {
                break;
            }
        }
        self.trimmed(start..end)
    }

    /// The noun phrase that begins at token `start`, adverbs before it skipped; empty when none does.
    pub(crate) fn starting_at(&self, start: usize, ceiling: usize) -> Range<usize> {
        let mut start = self.amount_start(start).min(ceiling.max(start));
        while start < ceiling && self.is(start, self.classes.adv) && !self.is(start, self.classes.det) {
            start += 1;
        }
        let start = self.after_quantifier(start).min(ceiling);
        let mut end = start;
        while end < ceiling && end - start < MAX_PHRASE {
            let lower = self.text.lower(end);
            let joins = end > start
                && (matches!(lower, "of" | "and") || lower == "," && self.list_goes_on(end, ceiling))
                && self.is_nominal(end + 1)
                && !self.is_verbal(end + 1)
                && !self.second_verb(end + 1);
            let verbal = end > start && self.is_verbal(end);
            let new_det = end > start
                && self.is(end, self.classes.det)
                && !matches!(self.text.lower(end - 1), "of" | "and" | "," | "all" | "both" | "many");
            if !joins && (!self.is_nominal(end) || verbal || new_det || self.is(end, self.classes.adv)) {
                break;
            }
            end += 1;
        }
        self.trimmed(start..end)
    }

    /// Where the phrase behind "at least", "up to" or "about" begins; `start` itself when no amount follows there.
    pub(crate) fn amount_start(&self, start: usize) -> usize {
        let is_number = |idx: usize| {
            let kind = self.text.tokens.get(idx).map(|token| token.kind);
            kind == Some(TokenKind::Number)
                || dateline_tables::numbers::number_word(self.text.lower(idx)).is_some()
        };
        match (self.text.lower(start), self.text.lower(start + 1)) {
            ("at", "least" | "most") => start + 2,
            ("up", "to") if is_number(start + 2) => start + 2,
            ("about" | "around" | "over" | "between", _) if is_number(start + 1) => start + 1,
            _ => start,
        }
    }

    /// Whether a comma at `idx` stands in a list that an "and" closes within a few words.
    fn list_goes_on(&self, idx: usize, ceiling: usize) -> bool {
        (idx + 1..ceiling.min(idx + 9))
            .take_while(|&at| self.is_nominal(at) || matches!(self.text.lower(at), "," | "and"))
            .any(|at| self.text.lower(at) == "and")
    }

    /// Whether the word looks like a verb in the middle of a phrase: a speech verb, a verb of striking or an
    /// auxiliary.
    fn is_verbal(&self, idx: usize) -> bool {
        let c = &self.classes;
        let lower = self.text.lower(idx);
        self.is(idx, c.aux)
            || self.is(idx, c.say)
                && !matches!(lower, "report" | "reports" | "state" | "states" | "post" | "posts")
            || self.is(idx, c.hit) && !matches!(lower, "target" | "targets" | "strike" | "strikes" | "claim")
            || self.is_past(idx)
            || self.tells(idx)
    }

    /// Whether the word behind a noun tells what that noun does or what was done to it: "depots captured by", "the group
    /// made gains", "the hills facing the town".
    fn tells(&self, idx: usize) -> bool {
        let Some(before) = idx.checked_sub(1) else { return false };
        let (Some(noun), Some(token)) = (self.text.tokens.get(before), self.text.tokens.get(idx)) else {
            return false;
        };
        let c = &self.classes;
        let upper = self.text.sentences.get(self.text.sentence_of(idx)).is_some_and(|it| it.is_upper);
        let after_noun = noun.kind == TokenKind::Word
            && !noun.classes.meets(c.closed.with(c.det).with(c.adv))
            && (upper || !token.is_capital);
        let lower = self.text.lower(idx);
        if !after_noun || lower.len() < 4 {
            return false;
        }
        let is_past = lower.ends_with("ed") || self.text.words.is_past(lower);
        let next = self.text.tokens.get(idx + 1);
        let object = next.is_some_and(|it| {
            it.kind == TokenKind::Number || it.classes.meets(c.det) && !it.classes.meets(c.conj)
        });
        let ends = next
            .is_none_or(|it| it.kind == TokenKind::Mark || it.classes.meets(c.prep.with(c.conj).with(c.adv)));
        let verb = c.light.with(self.text.words.class("occur_verb"));
        is_past && (ends || self.is(idx, verb)) || lower.ends_with("ing") && lower.len() > 5 && object
    }

    /// Whether a past form behind "and" begins a second verb phrase: "hit the guards and seized Czech rifles", but "guards
    /// and retired officers".
    fn second_verb(&self, idx: usize) -> bool {
        let class = |name| self.text.words.class(name);
        let people = class("person").with(class("soldier")).with(class("fighter")).with(class("unitword"));
        let lower = self.text.lower(idx);
        lower.len() > 4
            && lower.ends_with("ed")
            && !self.is(idx + 1, people.with(class("site")))
            && !self.is(idx, people)
    }

    /// Whether the word is the past of a verb with its object behind it: "soldiers found and defused three bombs".
    fn is_past(&self, idx: usize) -> bool {
        let lower = self.text.lower(idx);
        let looks = lower.len() > 4 && lower.ends_with("ed") || self.text.words.is_past(lower);
        let next = self.text.tokens.get(idx + 1);
        let object = next
            .is_some_and(|token| token.kind == TokenKind::Number || token.classes.meets(self.classes.det))
            || dateline_tables::numbers::number_word(self.text.lower(idx + 1)).is_some();
        let joined = self.text.lower(idx + 1) == "and" && self.text.words.is_past(lower);
        looks && (object || joined)
    }

    /// The token behind "at least", "up to" and their like, or `idx` itself.
    fn after_quantifier(&self, idx: usize) -> usize {
        match (self.text.lower(idx), self.text.lower(idx + 1)) {
            ("at", "least" | "most") | ("more" | "fewer" | "less", "than") | ("up", "to") => idx + 2,
            ("least" | "most" | "than", _) => idx + 1,
            _ => idx,
        }
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        // The desk's "[TEXT]" and the "least" of "at least" are no part of it.
        if let Some(close) = (start..end).find(|&idx| self.text.lower(idx) == "]") {
            let open = (start..close).rfind(|&idx| self.text.lower(idx) == "[");
            if open.is_none_or(|open| open == start) {
                start = close + 1;
            }
        }
        start = self.after_quantifier(start).min(end);
        while start < end
            && (self.is_mark(start) || matches!(self.text.lower(start), "'s" | "’s" | "and" | "of"))
        {
            start += 1;
        }
        while start < end
            && (self.is_mark(end - 1) || matches!(self.text.lower(end - 1), "and" | "of" | "'s" | "’s"))
        {
            end -= 1;
        }
        let is_bare = (start..end).all(|idx| self.is(idx, self.classes.det));
        if is_bare { end..end } else { start..end }
    }

    /// First token of the group of auxiliaries, adverbs and "not" right before the verb at `verb`.
    pub(crate) fn verb_group_start(&self, verb: usize, floor: usize) -> usize {
        let c = &self.classes;
        let mut start = verb;
        while start > floor
            && (self.is(start - 1, c.aux.with(c.not).with(c.adv)) || self.is_manner(start - 1))
            && !self.is(start - 1, c.det)
        {
            start -= 1;
        }
        start
    }

    /// Whether the word behind an auxiliary tells how or when: "is currently".
    fn is_manner(&self, idx: usize) -> bool {
        self.text.lower(idx).ends_with("ly") && idx > 0 && self.is(idx - 1, self.classes.aux)
    }

    /// Whether a form of "be" or "get" stands among the auxiliaries of the verb.
    pub(crate) fn has_be(&self, group: Range<usize>) -> bool {
        group.into_iter().any(|idx| self.is(idx, self.classes.be))
    }
}
