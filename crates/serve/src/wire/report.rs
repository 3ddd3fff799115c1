//! One text as received, and who published it.

use dateline_model::{Note, Published, Report, Source};
use serde::Serialize;
use utoipa::ToSchema;

use super::span::SpanJson;

/// A report without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Report)]
pub struct ReportJson {
    /// Its identity, 32 hexadecimal digits.
    pub id: String,
    /// The id it had where it came from.
    pub external_id: Option<String>,
    /// Key of its publisher; null when nothing tells.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, on the clock of its publisher: a date, or a date and time, with the offset if known.
    pub published: Option<String>,
    /// Two-letter language code.
    pub lang: Option<String>,
    /// Whether its text is HTML.
    pub is_html: bool,
    /// Where it was found.
    pub origin: String,
    /// What was noticed while reading it.
    pub notes: Vec<NoteJson>,
}

impl From<&Report> for ReportJson {
    fn from(report: &Report) -> Self {
        Self {
            id: report.id.to_string(),
            external_id: report.external_id.clone(),
            source: report.source.as_ref().map(ToString::to_string),
            url: report.url.clone(),
            title: report.title.clone(),
            published: report.published.map(published),
            lang: report.lang.clone(),
            is_html: report.is_html,
            origin: report.origin.clone(),
            notes: report.notes.iter().map(|note| NoteJson::new(note, &report.text)).collect(),
        }
    }
}

/// `2024-05-01`, `2024-05-01T14:30:00` or `2024-05-01T14:30:00+03:00`: no more than is known.
pub(crate) fn published(published: Published) -> String {
    if !published.has_time {
        return published.at.date().to_string();
    }
    match published.offset_minutes {
        None => published.at.to_string(),
        Some(0) => format!("{}Z", published.at),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!("{}{sign}{:02}:{:02}", published.at, minutes / 60, minutes % 60)
        }
    }
}

/// Something noticed while reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Note)]
pub struct NoteJson {
    /// What kind of thing.
    pub kind: &'static str,
    /// Where, if at one place.
    pub span: Option<SpanJson>,
    /// The detail in words; may be empty.
    pub detail: String,
}

impl NoteJson {
    pub(crate) fn new(note: &Note, text: &str) -> Self {
        Self {
            kind: note.kind.as_str(),
            span: note.span.map(|span| SpanJson::new(span, text)),
            detail: note.detail.clone(),
        }
    }
}

/// Who publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Source)]
pub struct SourceJson {
    /// Its key.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// Other names, tags and host names.
    pub aliases: Vec<String>,
    /// What kind: `wire_agency`, `state_media`, `monitor`, ...
    pub kind: &'static str,
    /// Two-letter country code.
    pub country: Option<String>,
    /// The party of the conflict it belongs to.
    pub side: Option<String>,
    /// A to F; F, cannot be judged, until the user says otherwise.
    pub reliability: &'static str,
}

impl From<&Source> for SourceJson {
    fn from(source: &Source) -> Self {
        Self {
            id: source.id.to_string(),
            name: source.name.clone(),
            aliases: source.aliases.clone(),
            kind: source.kind.as_str(),
            country: source.country.clone(),
            side: source.side.as_ref().map(ToString::to_string),
            reliability: source.reliability.as_str(),
        }
    }
}
