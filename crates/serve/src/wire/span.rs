//! Where words stand, with the words.

use dateline_model::Span;
use serde::Serialize;
use utoipa::ToSchema;

/// A passage of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Span)]
pub struct SpanJson {
    /// First byte, in the report's original text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words; null when the text is not at hand.
    pub words: Option<String>,
}

impl SpanJson {
    /// `span` with its words in `text`, the original text of the report.
    #[must_use]
    pub fn new(span: Span, text: &str) -> Self {
        Self { start: span.start(), end: span.end(), words: span.of(text).map(str::to_owned) }
    }

    /// Every span with its words, in the given order.
    pub(crate) fn all(spans: &[Span], text: &str) -> Vec<Self> {
        spans.iter().map(|span| Self::new(*span, text)).collect()
    }
}
