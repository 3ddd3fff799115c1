//! What the words say for and against a time being that of an event.
//!
//! Each feature is a group and a value, such as `lead` and `on`; the table `times/occasions.tsv` weighs them. What the
//! table does not name weighs nothing.

use std::ops::Range;

use dateline_times::{Timex, TimexKind};

use crate::annotate::tokens::TokenKind;
use crate::extract::crossing::{crossed, distance_class, is_past};
use crate::extract::phrases::Phrases;
use crate::extract::triggers::Trigger;
use crate::extract::weights::Feature;

/// Tokens a dateline may take.
const MAX_DATELINE: usize = 14;
/// Tokens before a time in which "posted" makes it a stamp.
const STAMP_REACH: usize = 3;
/// Tokens walked from a time to the verb that it belongs to.
const REACH: usize = 14;

/// What is known of one sentence: its times that may be those of events, and the words that stand for events.
pub(super) struct Scene<'s, 'a, 't> {
    phrases: &'s Phrases<'a, 't>,
    sentence: Range<usize>,
    /// Numbers of its times, left to right.
    pub(super) times: Vec<usize>,
    triggers: &'s [Trigger],
}

/// The verb that a time seems to belong to.
#[derive(Clone, Copy)]
enum Verb {
    TheEvent,
    AnotherEvent,
    Say,
    Occur,
    Another,
    None,
}

impl Verb {
    const fn as_str(self) -> &'static str {
        match self {
            Self::TheEvent => "the event",
            Self::AnotherEvent => "another event",
            Self::Say => "say",
            Self::Occur => "occur",
            Self::Another => "another",
            Self::None => "none",
        }
    }

    /// The group of the forms of events beside such a verb.
    const fn forms(self) -> &'static str {
        match self {
            Self::TheEvent => "form at its own verb",
            Self::AnotherEvent => "form at another event",
            Self::Say => "form at a verb of saying",
            Self::Occur => "form at a verb of occurring",
            Self::Another => "form at another verb",
            Self::None => "form without a verb",
        }
    }
}

impl<'s, 'a, 't> Scene<'s, 'a, 't> {
    pub(super) fn new(phrases: &'s Phrases<'a, 't>, sentence: usize, triggers: &'s [Trigger]) -> Self {
        let sentence = &phrases.text.sentences[sentence];
        let times = phrases.text.times.iter().enumerate();
        let times = times.filter(|(_, timex)| sentence.span.contains(timex.span) && is_point(timex));
        let times = times.map(|(idx, _)| idx).collect();
        Self { phrases, sentence: sentence.tokens.clone(), times, triggers }
    }

    /// The features of the time at `nth` of the sentence for an event told by the tokens `trigger`.
    pub(super) fn features(&self, nth: usize, trigger: &Range<usize>) -> Vec<Feature<'_>> {
        let text = self.phrases.text;
        let timex = &text.times[self.times[nth]];
        let tokens = text.tokens_in(timex.span);
        let is_after = tokens.start >= trigger.end;
        let (from, to) = if is_after { (trigger.end, tokens.start) } else { (tokens.end, trigger.start) };
        let between = from..to.max(from);
        let mut found: Vec<Feature<'_>> = Vec::with_capacity(32);
        found.push(("always", ""));
        let (gap, over) =
            if is_after { ("gap after", "crossed after") } else { ("gap before", "crossed before") };
        found.push((gap, distance_class(between.len())));
        found.extend(crossed(self.phrases, &between).into_iter().map(|kind| (over, kind)));
        found.push((if is_after { "lead after" } else { "lead before" }, self.lead(&tokens)));
        found.push(("next", self.next(&tokens)));
        let (verb, form) = (self.verb(&tokens, trigger), self.form(trigger));
        found.push(("verb", verb.as_str()));
        found.push(("form", form));
        found.push((verb.forms(), form));
        self.time_itself(timex, &tokens, &mut found);
        self.rivals(nth, trigger, between.len(), &mut found);
        found
    }

    /// The word that brings the time in: "on" of "on late Friday"; what else stands before it, in kinds.
    fn lead(&self, tokens: &Range<usize>) -> &str {
        let (text, c) = (self.phrases.text, &self.phrases.classes);
        let Some(at) = tokens.start.checked_sub(1).filter(|at| *at >= self.sentence.start) else {
            return "(start)";
        };
        match text.tokens[at].kind {
            TokenKind::Mark => text.lower(at),
            _ if self.phrases.is(at, c.prep) || self.phrases.is(at, text.words.class("clause_conj")) => {
                text.lower(at)
            }
            _ if self.phrases.is(at, c.det) => "(article)",
            _ if self.phrases.is(at, c.say) => "(say)",
            _ if is_past(self.phrases, at) => "(past)",
            _ if self.triggers.iter().any(|it| it.tokens.contains(&at)) => "(event)",
            _ => "(other)",
        }
    }

    /// What follows the time.
    fn next(&self, tokens: &Range<usize>) -> &str {
        let (text, c) = (self.phrases.text, &self.phrases.classes);
        let at = tokens.end;
        if at >= self.sentence.end {
            return "(end)";
        }
        match text.lower(at) {
            genitive @ ("'s" | "’s") => genitive,
            _ if text.tokens[at].kind == TokenKind::Mark => text.lower(at),
            lower if self.phrases.is(at, c.prep) || self.phrases.is(at, c.conj) => lower,
            _ if self.triggers.iter().any(|it| it.tokens.contains(&at)) => "(event)",
            _ if self.phrases.is(at, c.say) => "(say)",
            _ if self.phrases.is(at, c.aux) => "(auxiliary)",
            _ if is_past(self.phrases, at) => "(past)",
            _ => "(other)",
        }
    }

    /// The verb that the time seems to belong to: the nearest one before it in its clause, else the nearest one after it.
    fn verb(&self, tokens: &Range<usize>, trigger: &Range<usize>) -> Verb {
        let back = (self.sentence.start..tokens.start).rev().take(REACH);
        let ahead = (tokens.end..self.sentence.end).take(REACH);
        let before = back.take_while(|&at| !self.ends_clause(at)).find_map(|at| self.verb_at(at, trigger));
        let after = || ahead.take_while(|&at| !self.ends_clause(at)).find_map(|at| self.verb_at(at, trigger));
        before.or_else(after).unwrap_or(Verb::None)
    }

    fn verb_at(&self, at: usize, trigger: &Range<usize>) -> Option<Verb> {
        let c = &self.phrases.classes;
        let class = |name| self.phrases.text.words.class(name);
        match () {
            () if trigger.contains(&at) => Some(Verb::TheEvent),
            () if self.triggers.iter().any(|it| it.tokens.contains(&at)) => Some(Verb::AnotherEvent),
            () if self.phrases.is(at, c.say) => Some(Verb::Say),
            () if self.phrases.is(at, class("occur_verb").with(c.light)) => Some(Verb::Occur),
            () if self.phrases.is(at, c.aux) || is_past(self.phrases, at) => Some(Verb::Another),
            () => None,
        }
    }

    fn ends_clause(&self, at: usize) -> bool {
        matches!(self.phrases.text.lower(at), ";" | ":" | "(" | ")" | "\"" | "“" | "”" | "--" | "—" | "–")
    }

    /// How the event's own words stand.
    fn form(&self, trigger: &Range<usize>) -> &'static str {
        let (phrases, text, c) = (self.phrases, self.phrases.text, &self.phrases.classes);
        let before = trigger.start.saturating_sub(3).max(self.sentence.start)..trigger.start;
        let has = |class| before.clone().any(|idx| phrases.is(idx, class));
        match () {
            () if has(text.words.class("modal")) => "modal",
            () if before.clone().any(|idx| text.lower(idx) == "to") => "to",
            () if text.lower(trigger.start).ends_with("ing") => "ing",
            () if is_past(phrases, trigger.start) && has(c.be) => "passive",
            () if is_past(phrases, trigger.start) => "past",
            () if before.clone().any(|idx| text.lower(idx) == "the") => "the",
            () => "other",
        }
    }

    /// What the time is, and what else it may be there for.
    fn time_itself(&self, timex: &Timex, tokens: &Range<usize>, found: &mut Vec<Feature<'_>>) {
        let text = self.phrases.text;
        found.push(("kind", timex.kind.as_str()));
        if let Some(range) = timex.interval() {
            found.push(("grain", range.grain().as_str()));
        }
        let mut note = |name: &'static str, is_there: bool| {
            if is_there {
                found.push(("role", name));
            }
        };
        let stamp = text.words.class("stamp");
        let before = tokens.start.saturating_sub(STAMP_REACH).max(self.sentence.start)..tokens.start;
        note("dateline", self.in_dateline(tokens));
        note("stamp", before.clone().any(|at| self.phrases.is(at, stamp)));
        note("stretch", timex.stretch.is_some());
        note("first", tokens.start == self.sentence.start);
        let is_full = text.words_of(timex.span).bytes().filter(u8::is_ascii_digit).count() >= 4;
        note("with a year", is_full);
    }

    /// Whether the time belongs to the dateline: "LIMA, 9 JAN 90 (AGENCY) -- ".
    fn in_dateline(&self, tokens: &Range<usize>) -> bool {
        let text = self.phrases.text;
        let head = self.sentence.start..self.sentence.end.min(self.sentence.start + MAX_DATELINE);
        let is_dash = |idx: &usize| matches!(text.lower(*idx), "-" | "–" | "—" | "--" | ":");
        let Some(dash) = head.clone().filter(|idx| *idx >= tokens.end).find(is_dash) else { return false };
        let is_verb = |idx: usize| {
            self.phrases.is(idx, self.phrases.classes.aux)
                || self.triggers.iter().any(|it| it.tokens.contains(&idx))
        };
        text.tokens[self.sentence.start].is_capital && !(head.start..dash).any(is_verb)
    }

    /// How the time stands among the other times of the sentence.
    fn rivals(&self, nth: usize, trigger: &Range<usize>, gap: usize, found: &mut Vec<Feature<'_>>) {
        let text = self.phrases.text;
        let others = self.times.iter().enumerate().filter(|(other, _)| *other != nth).map(|(_, &idx)| idx);
        let others: Vec<Range<usize>> = others.map(|idx| text.tokens_in(text.times[idx].span)).collect();
        let own = text.tokens_in(text.times[self.times[nth]].span);
        let far = |it: &Range<usize>| {
            if it.start >= trigger.end {
                it.start - trigger.end
            } else {
                trigger.start.saturating_sub(it.end)
            }
        };
        let n_nearer = others.iter().filter(|it| far(it) < gap && !self.in_dateline(it)).count();
        let is_partner = others.iter().any(|it| it.start == own.end || it.end == own.start);
        found.push(("times nearer", ["0", "1", "2"][n_nearer.min(2)]));
        found.push(("times", ["0", "1", "2"][others.len().min(2)]));
        if is_partner {
            found.push(("role", "beside another"));
        }
        let in_between = |it: &&Trigger| {
            let (from, to) =
                if own.start >= trigger.end { (trigger.end, own.start) } else { (own.end, trigger.start) };
            from <= it.tokens.start && it.tokens.end <= to
        };
        let n_between = self.triggers.iter().filter(in_between).count();
        found.push(("events between", ["0", "1", "2"][n_between.min(2)]));
    }
}

/// Whether it tells when rather than how long or how often.
fn is_point(timex: &Timex) -> bool {
    timex.interval().is_some() && timex.kind != TimexKind::Set
}
