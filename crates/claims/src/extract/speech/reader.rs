//! A text with what the reading of speech needs at hand.

use std::ops::Range;

use dateline_tables::speech::{SpeakerNoun, Speech, SpeechCue};
use dateline_tables::words::ClassSet;

use super::quotes::{find_quotes, is_quote_mark};
use crate::annotate::Annotated;
use crate::annotate::tokens::TokenKind;
use crate::extract::phrases::Phrases;

/// A text, its phrases, its quotations and the words of attribution.
pub(super) struct Reader<'a, 't> {
    pub(super) text: &'a Annotated<'t>,
    pub(super) phrases: Phrases<'a, 't>,
    pub(super) speech: &'static Speech,
    pub(super) quotes: Vec<Range<usize>>,
    /// Words of time that may stand between a speaker and the verb: weekdays, months, "week", "earlier".
    time: ClassSet,
    /// Where one says something: "statement", "interview", "Telegram".
    pub(super) medium: ClassSet,
    /// Prepositions that bring the circumstances of saying.
    pub(super) circumstance: ClassSet,
    /// "and", "but", "while" between two clauses.
    pub(super) clause_conj: ClassSet,
    /// "after", "when": words that open a clause within which another speaker may stand.
    pub(super) subordinator: ClassSet,
    /// "who", "which".
    pub(super) relative: ClassSet,
    /// Words that make a run of words a clause.
    finite: ClassSet,
}

impl<'a, 't> Reader<'a, 't> {
    pub(super) fn new(text: &'a Annotated<'t>) -> Self {
        let phrases = Phrases::new(text);
        let class = |name| text.words.class(name);
        let time = class("weekday").with(class("month")).with(class("time_word"));
        let finite = phrases.classes.aux.with(class("hit_verb")).with(class("occur_verb"));
        Self {
            time,
            medium: class("medium"),
            circumstance: class("circumstance_prep"),
            clause_conj: class("clause_conj"),
            relative: class("relative"),
            subordinator: class("subordinator"),
            finite,
            text,
            phrases,
            speech: Speech::english(),
            quotes: find_quotes(text),
        }
    }

    /// Token `idx` in lower case.
    pub(super) fn lower(&self, idx: usize) -> &str {
        self.text.lower(idx)
    }

    pub(super) fn is(&self, idx: usize, classes: ClassSet) -> bool {
        self.phrases.is(idx, classes)
    }

    /// Whether token `idx` tells a time.
    pub(super) fn is_time(&self, idx: usize) -> bool {
        let Some(token) = self.text.tokens.get(idx) else { return false };
        let at = self.text.times.partition_point(|timex| timex.span.end() <= token.span.start());
        token.classes.meets(self.time)
            || self.text.times.get(at).is_some_and(|timex| timex.span.contains(token.span))
    }

    pub(super) fn is_mark(&self, idx: usize) -> bool {
        self.text.tokens.get(idx).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    pub(super) fn is_quote(&self, idx: usize) -> bool {
        is_quote_mark(self.text, idx)
    }

    pub(super) fn is_capital(&self, idx: usize) -> bool {
        self.text.tokens.get(idx).is_some_and(|token| token.is_capital)
    }

    /// The quotation that holds token `idx`.
    pub(super) fn quote_at(&self, idx: usize) -> Option<&Range<usize>> {
        let after = self.quotes.partition_point(|quote| quote.end <= idx);
        self.quotes.get(after).filter(|quote| quote.contains(&idx))
    }

    /// The longest cue that begins at `idx` and ends before `ceiling`.
    pub(super) fn cue_at(&self, idx: usize, ceiling: usize) -> Option<(usize, SpeechCue)> {
        // "The United States" states nothing.
        let at = self.text.tokens.get(idx)?.span;
        let inside = |name: dateline_model::Span| name.contains(at) && name.start() < at.start();
        let is_name = self.text.actors.iter().any(|it| inside(it.span))
            || self.text.toponyms.iter().any(|it| inside(it.span));
        let cue = self.speech.cue(|n| if idx + n < ceiling { self.lower(idx + n) } else { "" });
        cue.filter(|_| !is_name && !self.is_surname(idx))
    }

    /// Whether a capital after a capital, outside headlines, makes the word a name: "Omar Said".
    fn is_surname(&self, idx: usize) -> bool {
        let is_pair = idx > 0 && self.is_capital(idx) && self.is_capital(idx - 1);
        let Some(sentence) = self.text.sentences.get(self.text.sentence_of(idx)).filter(|_| is_pair) else {
            return false;
        };
        // A headline in title case keeps only its short words small.
        let is_small = |at: &usize| !self.is_capital(*at) && self.lower(*at).len() > 4;
        !sentence.is_upper
            && idx > sentence.tokens.start
            && sentence.tokens.clone().filter(is_small).nth(1).is_some()
    }

    /// The longest noun of speakers that begins at `idx` and ends before `ceiling`.
    pub(super) fn noun_at(&self, idx: usize, ceiling: usize) -> Option<(usize, SpeakerNoun)> {
        self.speech.noun(|n| if idx + n < ceiling { self.lower(idx + n) } else { "" })
    }

    /// Whether the words hold a verb that makes them a clause.
    pub(super) fn is_clause(&self, range: Range<usize>) -> bool {
        range.len() > 2
            && range.into_iter().any(|idx| {
                self.is(idx, self.finite)
                    || self.lower(idx).ends_with("ed") && !self.is(idx + 1, self.phrases.classes.det)
                    || self
                        .cue_at(idx, idx + 1)
                        .is_some_and(|(_, cue)| cue.form == dateline_tables::speech::CueForm::Past)
            })
    }

    /// Without marks and conjunctions at either end.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        while start < end && self.is_mark(start) && !self.is_quote(start) {
            start += 1;
        }
        while start < end && self.is_mark(end - 1) && !self.is_quote(end - 1) {
            end -= 1;
        }
        start..end
    }
}
