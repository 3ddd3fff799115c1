//! Names of actors: states and their forces, armed groups, coalitions, organisations.

use dateline_model::{Published, Span};

use crate::annotate::tokens::Token;

/// A name of an actor in the text.
#[derive(Clone, Debug)]
pub(crate) struct ActorMention {
    /// Where it stands, in bytes of the cleaned text.
    pub(crate) span: Span,
    /// Its tokens.
    pub(crate) tokens: std::ops::Range<usize>,
}

/// Every name of an actor in `text`, left to right, longest first, not overlapping.
pub(crate) fn find_actors(
    _text: &str,
    _lower: &str,
    _tokens: &[Token],
    _published: Option<Published>,
) -> Vec<ActorMention> {
    Vec::new()
}
