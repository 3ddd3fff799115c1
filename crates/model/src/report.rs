//! One text as received.

use std::fmt;

use jiff::civil::DateTime;

use crate::names::names;
use crate::note::Note;
use crate::source::SourceId;
use crate::span::Span;

/// Identity of a report: 128 bits of a hash over what makes it this report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub [u8; 16]);

impl ReportId {
    /// The id written as 32 hexadecimal digits, or `None`.
    #[must_use]
    pub fn parse(hex: &str) -> Option<Self> {
        let mut id = [0; 16];
        if hex.len() != 32 || !hex.is_ascii() {
            return None;
        }
        for (byte, at) in id.iter_mut().zip((0..32).step_by(2)) {
            *byte = u8::from_str_radix(&hex[at..at + 2], 16).ok()?;
        }
        Some(Self(id))
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// When a report was published, on the clock of its publisher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// Civil date and time; midnight when only the date is known.
    pub at: DateTime,
    /// Whether the time of day is known.
    pub has_time: bool,
    /// Minutes east of UTC, if known.
    pub offset_minutes: Option<i16>,
}

/// One text as received, decoded to UTF-8 and otherwise untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its identity.
    pub id: ReportId,
    /// The id it had where it came from, if any.
    pub external_id: Option<String>,
    /// Who published it, as the input names it or as its address tells; `None` when nothing tells.
    pub source: Option<SourceId>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Two-letter language code (ISO 639-1), lower case.
    pub lang: Option<String>,
    /// The text as received: of a web page its HTML, of a record the value of its text field. Spans point here.
    pub text: String,
    /// Whether `text` is HTML.
    pub is_html: bool,
    /// Where it was found: file, and record within it ("feeds/a.xml#3").
    pub origin: String,
    /// What was noticed while reading it.
    pub notes: Vec<Note>,
}

impl Report {
    /// A plain text of which nothing else is known.
    #[must_use]
    pub fn of_text(id: ReportId, text: &str) -> Self {
        Self {
            id,
            external_id: None,
            source: None,
            url: None,
            title: None,
            published: None,
            lang: None,
            text: text.to_owned(),
            is_html: false,
            origin: String::new(),
            notes: Vec::new(),
        }
    }
}

names! {
    /// Why a passage does not take part in reading.
    pub enum CutReason {
        /// Markup, scripts, and what the article extractor left out of a web page.
        Markup = "markup",
        /// Menus, breadcrumbs, section labels, category lines.
        Navigation = "navigation",
        /// Share, follow, subscribe, print and font-size bars, reading times.
        ShareBar = "share_bar",
        /// Links to other stories, with their headlines and first words.
        Teaser = "teaser",
        /// Disclaimers, copyright lines, editor's notes on responsibility.
        Disclaimer = "disclaimer",
        /// A headline printed again.
        RepeatedTitle = "repeated_title",
        /// A passage printed again.
        RepeatedPassage = "repeated_passage",
        /// Script data that leaked into the text.
        LeakedCode = "leaked_code",
        /// A line that only tells the date, byline or agency; its facts are kept on the report.
        Metadata = "metadata",
        /// Advertising, comments, cookie notices.
        Advertising = "advertising",
    }
}

/// A passage that does not take part in reading. It stays in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Where it stands in the original.
    pub span: Span,
    /// Why it was cut.
    pub reason: CutReason,
}

/// A passage that stands twice: read once, evidence at both places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The passage that is read.
    pub kept: Span,
    /// The same words again.
    pub again: Span,
}
