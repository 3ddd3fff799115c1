//! One text as received, and who published it.

use dateline_model::{Claim, Cut, Note, Published, Repeat, Report, Source};
use dateline_store::{ReportHead, ReportRecord, StoredReport, StoredSource};
use serde::Serialize;
use utoipa::ToSchema;

use super::claim::ClaimJson;
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
    /// `note` with its words in `text`, the original text of its report.
    #[must_use]
    pub fn new(note: &Note, text: &str) -> Self {
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

/// A source as the database keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = StoredSource)]
pub struct StoredSourceJson {
    /// The source.
    #[serde(flatten)]
    pub source: SourceJson,
    /// Whether the user edited it, so that no shipped table overwrites it.
    pub user_edited: bool,
    /// How many reports it published.
    pub reports: u64,
}

impl From<&StoredSource> for StoredSourceJson {
    fn from(stored: &StoredSource) -> Self {
        Self { source: (&stored.source).into(), user_edited: stored.user_edited, reports: stored.reports }
    }
}

/// A passage that did not take part in reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Cut)]
pub struct CutJson {
    /// First byte, in the report's original text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Why: `navigation`, `teaser`, `share_bar`, ...
    pub reason: &'static str,
}

/// A passage that stands twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Repeat)]
pub struct RepeatJson {
    /// The passage that is read.
    pub kept: SpanJson,
    /// The same words again.
    pub again: SpanJson,
}

/// A report with its text, what was cut from it and what it claims.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ReadReport)]
pub struct ReadReportJson {
    /// The report.
    #[serde(flatten)]
    pub report: ReportJson,
    /// The text as received; every offset counts its bytes as UTF-8.
    pub text: String,
    /// Passages that did not take part in reading.
    pub cuts: Vec<CutJson>,
    /// Passages that stand twice; they count once.
    pub repeats: Vec<RepeatJson>,
    /// What was noticed while looking for claims.
    pub claim_notes: Vec<NoteJson>,
    /// What it claims, in the order of the text.
    pub claims: Vec<ClaimJson>,
}

impl ReadReportJson {
    fn new(report: &Report, cuts: &[Cut], repeats: &[Repeat], notes: &[Note], claims: &[Claim]) -> Self {
        let text = report.text.as_str();
        let cut =
            |cut: &Cut| CutJson { start: cut.span.start(), end: cut.span.end(), reason: cut.reason.as_str() };
        let repeat = |repeat: &Repeat| RepeatJson {
            kept: SpanJson::new(repeat.kept, text),
            again: SpanJson::new(repeat.again, text),
        };
        Self {
            report: report.into(),
            text: text.to_owned(),
            cuts: cuts.iter().map(cut).collect(),
            repeats: repeats.iter().map(repeat).collect(),
            claim_notes: notes.iter().map(|note| NoteJson::new(note, text)).collect(),
            claims: claims.iter().map(|claim| ClaimJson::new(claim, text)).collect(),
        }
    }
}

impl From<&ReportRecord> for ReadReportJson {
    fn from(record: &ReportRecord) -> Self {
        let ReportRecord { report, cuts, repeats, notes, claims, .. } = record;
        Self::new(report, cuts, repeats, notes, claims)
    }
}

/// A report of the database, in full.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ReportInFull)]
pub struct ReportTextJson {
    /// The report as it was read.
    #[serde(flatten)]
    pub read: ReadReportJson,
    /// Its place among the versions of its address, from 1.
    pub version: u32,
    /// The version that came before it.
    pub previous: Option<String>,
    /// Whether another version of its address feeds the incidents in its place.
    pub is_superseded: bool,
    /// When it was put in, UTC.
    pub retrieved: String,
}

impl ReportTextJson {
    /// The report with its claims.
    #[must_use]
    pub fn new(stored: &StoredReport, claims: &[Claim]) -> Self {
        let StoredReport { report, cuts, repeats, notes, .. } = stored;
        Self {
            read: ReadReportJson::new(report, cuts, repeats, notes, claims),
            version: stored.version,
            previous: stored.previous.map(|id| id.to_string()),
            is_superseded: stored.is_superseded,
            retrieved: stored.retrieved.to_string(),
        }
    }
}

/// What a list shows of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportHead)]
pub struct ReportHeadJson {
    /// Its identity.
    pub id: String,
    /// Key of its publisher; null when nothing tells.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Where it was found.
    pub origin: String,
    /// Whether another version of its address feeds the incidents in its place.
    pub is_superseded: bool,
}

impl From<&ReportHead> for ReportHeadJson {
    fn from(head: &ReportHead) -> Self {
        Self {
            id: head.id.to_string(),
            source: head.source.as_ref().map(ToString::to_string),
            url: head.url.clone(),
            title: head.title.clone(),
            published: head.published.map(published),
            origin: head.origin.clone(),
            is_superseded: head.is_superseded,
        }
    }
}
