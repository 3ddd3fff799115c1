//! Who says so: statements, their speakers, and the words the speakers answer for.
//!
//! [`quotes`] pairs quotation marks, [`subjects`] finds the words that name a speaker, [`contents`] what is said,
//! [`hits`], [`quoting`], [`speaking`] and [`attributions`] put them together for each cue, [`speakers`] tells what kind a speaker is, [`coreference`] and
//! [`introduced`] whom "he" and "the source" mean, [`chains`] who relays whom.

pub(crate) mod quotes;
mod reader;
mod subjects;
mod contents;
mod hits;
mod quoting;
mod speaking;
mod attributions;
mod headlines;
mod speakers;
mod coreference;
mod introduced;
mod chains;
mod outlets;

use std::ops::Range;

use dateline_model::{Speaker, Stance};

pub(crate) use self::outlets::report_sources;

use crate::annotate::Annotated;

/// Words for which somebody answers.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// Tokens of what is said; the words that attribute may stand among them.
    pub(crate) content: Range<usize>,
    /// Who says so, innermost first. Spans are bytes of the cleaned text.
    pub(crate) speakers: Vec<Speaker>,
    /// Tokens of the cue ("said", "according to"); `None` for a free-standing quote.
    pub(crate) cue: Option<Range<usize>>,
    /// What the innermost speaker does with the words.
    pub(crate) stance: Stance,
    /// Number of the sentence that holds the cue, or the quote where there is no cue.
    pub(crate) sentence: usize,
}

/// The statements of a text, in the order of their cues. The outlet itself makes none.
pub(crate) fn find_statements(text: &Annotated) -> Vec<Statement> {
    let reader = reader::Reader::new(text);
    let attributions = attributions::find_attributions(&reader);
    chains::statements(&reader, &attributions)
}

/// The innermost statement that covers token `token`: the shortest, of equals the one with more speakers.
/// `None` where only the outlet speaks.
pub(crate) fn statement_of(statements: &[Statement], token: usize) -> Option<&Statement> {
    statements
        .iter()
        .filter(|statement| statement.content.contains(&token))
        .min_by_key(|statement| (statement.content.len(), usize::MAX - statement.speakers.len()))
}

#[cfg(test)]
mod tests;
