//! A trigger in its sentence, and the look-ups that find what reaches it.

use std::ops::Range;

use dateline_model::Span;
use dateline_tables::modality::{Effect, ModalityWords, Reach};
use dateline_tables::words::ClassSet;
use dateline_times::TimexKind;

use crate::annotate::tokens::TokenKind;
use crate::extract::phrases::Phrases;
use crate::extract::speech::quotes::is_quote_mark;

/// Words of the longest cue.
pub(super) const MAX_CUE: usize = 6;
/// Words that may stand between a governing word and its infinitive or its "that".
pub(super) const MAX_TO_GAP: usize = 7;
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
    pub(super) words: &'static ModalityWords,
    pub(super) clause_conj: ClassSet,
    pub(super) relative: ClassSet,
    pub(super) occur: ClassSet,
    past: ClassSet,
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
            past: class("same_past").with(class("past_form")),
        }
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.phrases.text.lower(at)
    }

    pub(super) fn is(&self, at: usize, classes: ClassSet) -> bool {
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

    pub(super) fn is_date(&self, at: usize) -> bool {
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

    /// First token of the clause of the trigger where it is set into the sentence: a relative clause, one of place or
    /// time, a participle behind a comma ("the bridge, blown up by rebels, carries").
    pub(super) fn inner_start(&self) -> Option<usize> {
        let start = self.clause_start(self.trigger.start);
        let subordinator = self.phrases.text.words.class("subordinator");
        let opener = (start.max(self.sentence.start + 1)..self.trigger.start)
            .rev()
            .find(|&at| self.is(at, subordinator));
        let group = self.phrases.verb_group_start(self.trigger.start, start);
        // "The army, in retreat, shelled the bridge" goes on with its object.
        let is_participle = start > self.sentence.start
            && self.lower(start - 1) == ","
            && group == start
            && self.is(self.trigger.end, self.phrases.classes.prep);
        opener.or_else(|| (self.is_relative() || is_participle).then_some(start))
    }

    /// Whether the word is a past form, of an auxiliary too.
    pub(super) fn is_past(&self, at: usize) -> bool {
        let lower = self.lower(at);
        lower.ends_with("ed") || self.is(at, self.past) || self.phrases.text.words.is_past(lower)
    }

    /// Whether the token is a number, in digits or words.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.phrases.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
            || dateline_tables::numbers::number_word(self.lower(at)).is_some()
    }

    /// The effect of the word at `at` alone.
    pub(super) fn effect(&self, at: usize, reach: Reach) -> Option<Effect> {
        self.cue_at(at, at + 1, reach).map(|(_, effect)| effect)
    }

    /// The longest cue of this reach that ends right before `end`.
    pub(super) fn cue_before(&self, end: usize, reach: Reach) -> Option<(usize, Effect)> {
        let first = end.saturating_sub(MAX_CUE).max(self.sentence.start);
        (first..end)
            .find_map(|at| self.cue_at(at, end, reach).filter(|(to, _)| *to == end).map(|(_, it)| (at, it)))
    }

    pub(super) fn influence(&self, effect: Effect, tokens: Range<usize>, verb: usize) -> Influence {
        Influence { effect, at: tokens.start, words: self.phrases.text.span(tokens), verb }
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.phrases.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    /// The first cue of this reach in the trigger's clause whose effect is wanted. A short opening phrase belongs to the clause:
    /// "For years, the valley was shelled".
    pub(super) fn near(&self, reach: Reach, wanted: impl Fn(Effect) -> bool) -> Option<Influence> {
        let start = self.clause_start(self.trigger.start);
        let opens = start < self.sentence.start + MAX_OPENING;
        let start = if opens { self.sentence.start } else { start };
        let end =
            (self.trigger.end..self.sentence.end).find(|&at| self.breaks(at)).unwrap_or(self.sentence.end);
        (start..end).find_map(|at| {
            let (to, effect) = self.cue_at(at, end, reach)?;
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
    pub(super) fn clause_start(&self, at: usize) -> usize {
        (self.sentence.start..at).rev().find(|&it| self.breaks(it)).map_or(self.sentence.start, |it| it + 1)
    }

    pub(super) fn breaks(&self, at: usize) -> bool {
        matches!(self.lower(at), "," | ";" | ":" | "–" | "—" | "that")
            || is_quote_mark(self.phrases.text, at)
            || self.is(at, self.relative)
            || self.is(at, self.clause_conj)
    }

    /// Whether a comma stands between two words before a noun: "a long, heavy strike".
    pub(super) fn is_adjective_list(&self, comma: usize) -> bool {
        let c = &self.phrases.classes;
        let open = |at: usize| self.is(at, c.closed) || self.is_mark(at);
        comma > self.sentence.start
            && !open(comma + 1)
            && !open(comma - 1)
            && self.is(comma.saturating_sub(2), c.det)
    }

    /// Whether the noun phrase of the trigger begins with "the", "this" or a genitive.
    pub(super) fn is_definite(&self) -> bool {
        let phrase = self.phrases.ending_at(self.trigger.start, self.sentence.start);
        let first = if phrase.is_empty() { self.trigger.start.saturating_sub(1) } else { phrase.start };
        let lower = self.lower(first);
        let indefinite = matches!(lower, "a" | "an" | "any" | "another" | "such" | "no");
        let is_counted =
            self.phrases.text.tokens.get(first).is_some_and(|token| token.kind == TokenKind::Number);
        !indefinite && (is_counted || self.is(first, self.phrases.classes.det) || phrase.len() > 1)
    }
}
