//! The room `annotate`: from clean text to sentences, tokens and mentions.

pub(crate) mod tokens;
pub(crate) mod sentences;
mod capitals;

use std::ops::Range;

use dateline_model::{Published, Span};
use dateline_places::{Context, Gazetteer, Toponym};
use dateline_tables::words::{ClassSet, Words};
use dateline_times::Timex;

use self::sentences::Sentence;
use self::tokens::Token;
use crate::actors::ActorMention;

/// A text with everything that is marked in it. Every span is in bytes of the text itself.
pub(crate) struct Annotated<'t> {
    /// The text.
    pub(crate) text: &'t str,
    /// The text in lower case, at the same offsets.
    pub(crate) lower: String,
    /// When the report was published, if known.
    pub(crate) published: Option<Published>,
    /// The words of its language.
    pub(crate) words: &'static Words,
    /// Its tokens.
    pub(crate) tokens: Vec<Token>,
    /// Its sentences; every token belongs to one.
    pub(crate) sentences: Vec<Sentence>,
    /// Time expressions, left to right.
    pub(crate) times: Vec<Timex>,
    /// Names of places, left to right.
    pub(crate) toponyms: Vec<Toponym>,
    /// Names of actors the table knows, left to right, not overlapping.
    pub(crate) actors: Vec<ActorMention>,
}

/// Marks sentences, tokens, times, places and actors in `text`, with the gazetteer that ships.
#[cfg(test)]
pub(crate) fn annotate(text: &str, published: Option<Published>) -> Annotated<'_> {
    static GAZETTEER: std::sync::LazyLock<Gazetteer> =
        std::sync::LazyLock::new(|| Gazetteer::embedded().expect("the gazetteer that ships opens"));
    annotate_with(text, published, &GAZETTEER, &Context::default())
}

/// Marks sentences, tokens, times, places and actors in `text`.
pub(crate) fn annotate_with<'t>(
    text: &'t str,
    published: Option<Published>,
    gazetteer: &Gazetteer,
    context: &Context,
) -> Annotated<'t> {
    let mut annotated = split(text, published);
    mark(&mut annotated, gazetteer, context);
    annotated
}

/// Marks sentences and tokens in `text`, and nothing else yet.
pub(crate) fn split(text: &str, published: Option<Published>) -> Annotated<'_> {
    let words = Words::english();
    let lower = tokens::lower_case(text);
    let tokens = tokens::find_tokens(text, &lower, words);
    let sentences = sentences::find_sentences(text, &tokens, words);
    let (times, toponyms, actors) = (Vec::new(), Vec::new(), Vec::new());
    Annotated { text, lower, published, words, tokens, sentences, times, toponyms, actors }
}

/// Marks times, places and actors in a text that was split, which takes most of the time.
pub(crate) fn mark(text: &mut Annotated, gazetteer: &Gazetteer, context: &Context) {
    text.times = dateline_times::find_times(text.text, text.published);
    text.toponyms = dateline_places::find_toponyms(text.text, gazetteer, context);
    text.actors = crate::actors::find_actors(text.text, &text.lower, &text.tokens, text.published);
    text.drop_closed_words();
    capitals::read(text, gazetteer);
}

impl Annotated<'_> {
    /// Drops names of places that are prepositions or pronouns in copy written in capitals: "IN" is not Indiana there.
    fn drop_closed_words(&mut self) {
        let closed = ["prep", "pron", "conj", "det", "be", "have", "modal"]
            .into_iter()
            .fold(ClassSet::default(), |all, name| all.with(self.words.class(name)));
        let toponyms = std::mem::take(&mut self.toponyms);
        let is_closed = |span: Span| {
            let tokens = self.tokens_in(span);
            let is_upper = self.sentences.get(self.sentence_of(tokens.start)).is_some_and(|it| it.is_upper);
            is_upper && tokens.len() == 1 && self.tokens[tokens.start].classes.meets(closed)
        };
        self.toponyms = toponyms.into_iter().filter(|it| !is_closed(it.span)).collect();
    }

    /// The words of a span, as written.
    pub(crate) fn words_of(&self, span: Span) -> &str {
        span.of(self.text).unwrap_or_default()
    }

    /// Token `idx` in lower case; `""` past the end.
    pub(crate) fn lower(&self, idx: usize) -> &str {
        self.tokens.get(idx).and_then(|token| token.span.of(&self.lower)).unwrap_or_default()
    }

    /// The span of a run of tokens; empty at 0 for an empty run.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::between(0, 0),
        }
    }

    /// The tokens that lie within a span.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// Number of the sentence that holds token `idx`.
    pub(crate) fn sentence_of(&self, idx: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= idx)
    }
}
