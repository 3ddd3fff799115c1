//! A report that a person adds: read at once and kept only when they say so.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use dateline_review::{Handed, Joined, LikeReport, Likeness};
use dateline_store::{Outcome, ReportRecord};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::decisions::{MAX_AUTHOR, sent_as};
use super::problem::{Problem, ProblemJson, ProblemKind};
use super::query::{Asked, set};
use super::review::{MAX_RELATED, RelatedJson};
use crate::desk::Desk;
use crate::wire::{ReadReportJson, ReportHeadJson, SummaryJson};

/// What the person who hands in a report knows of it; it counts more than what the report says of itself.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HandedParams {
    /// Name of the file that the body is, whose ending tells its form; without it the body is a plain text.
    file: Option<String>,
    /// Its address.
    url: Option<String>,
    /// Its headline.
    title: Option<String>,
    /// When it was published: `2024-05-31`, `2024-05-31T14:30+03:00`.
    published: Option<String>,
    /// Who published it: a key, name or host name.
    source: Option<String>,
    /// Its language: two letters.
    lang: Option<String>,
}

/// Who hands a report in.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuthorParams {
    /// Who adds it, as they call themselves; part of its origin.
    author: Option<String>,
}

impl HandedParams {
    fn with(self, bytes: &Bytes) -> Handed {
        let told = |value: Option<String>| set(value.as_deref()).map(str::to_owned);
        Handed {
            bytes: bytes.to_vec(),
            file: told(self.file),
            url: told(self.url),
            title: told(self.title),
            published: told(self.published),
            source: told(self.source),
            lang: told(self.lang),
        }
    }
}

/// A report that is there and shares passages with the new one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LikeReport)]
pub(crate) struct LikeReportJson {
    /// The report.
    report: ReportHeadJson,
    /// How many passages of the new report stand in it too.
    n_same: usize,
    /// How many passages the new report has.
    n_passages: usize,
}

impl From<&LikeReport> for LikeReportJson {
    fn from(it: &LikeReport) -> Self {
        Self { report: (&it.head).into(), n_same: it.n_same, n_passages: it.n_passages }
    }
}

/// An incident that claims of the new report would be part of.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Joined)]
pub(crate) struct JoinedJson {
    /// Those claims.
    claims: Vec<String>,
    /// The incidents of today that it would be made of: none for a new one, several that it would bring together.
    into: Vec<SummaryJson>,
}

impl From<&Joined> for JoinedJson {
    fn from(it: &Joined) -> Self {
        Self {
            claims: it.claims.iter().map(ToString::to_string).collect(),
            into: it.into.iter().map(Into::into).collect(),
        }
    }
}

/// A report as it would be kept, and what of it is there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Preview)]
pub(crate) struct PreviewJson {
    /// The report with its claims.
    report: ReadReportJson,
    /// Whether this very report is there.
    is_known: bool,
    /// The versions of its address that are there, in the order they came.
    versions: Vec<ReportHeadJson>,
    /// Whether its claims would feed incidents: not when a version that was published later is there.
    is_latest: bool,
    /// Reports that share passages with it, those that share most first.
    copies: Vec<LikeReportJson>,
    /// The incidents that its claims would be part of.
    joined: Vec<JoinedJson>,
    /// Incidents near its claims that would stay apart, likeliest the same first, at most twelve.
    near: Vec<RelatedJson>,
}

impl PreviewJson {
    fn new(record: &ReportRecord, found: &Likeness) -> Self {
        Self {
            report: record.into(),
            is_known: found.is_known,
            versions: found.versions.iter().map(Into::into).collect(),
            is_latest: found.is_latest,
            copies: found.copies.iter().map(Into::into).collect(),
            joined: found.joined.iter().map(Into::into).collect(),
            near: found.near.iter().take(MAX_RELATED).map(Into::into).collect(),
        }
    }
}

/// A report that was kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AddedReport)]
pub(crate) struct AddedJson {
    /// Its id.
    report: String,
    /// `new`, `known`, `reread` (by a newer version of the program) or `version` (of another under its address).
    outcome: &'static str,
    /// The incidents that its claims are in, in the order of its text.
    incidents: Vec<String>,
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::New => "new",
        Outcome::Known => "known",
        Outcome::Reread => "reread",
        Outcome::NewVersion => "version",
    }
}

/// Reads a report without keeping it: its claims, and the reports and incidents that it may repeat.
///
/// The body is the text or the file itself, sent as `application/octet-stream`. Taken as decisions are.
#[utoipa::path(
    post,
    path = "/api/v1/reports/preview",
    params(HandedParams),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = PreviewJson),
        (status = 400, body = ProblemJson, description = "No report, or several"),
        (status = 403, body = ProblemJson, description = "Another page asks, or reviewing is not allowed here"),
        (status = 415, body = ProblemJson, description = "Not sent as application/octet-stream")
    )
)]
pub(crate) async fn preview(
    State(desk): State<Desk>,
    Asked(handed): Asked<HandedParams>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<PreviewJson>, Problem> {
    sent_as(&headers, "application/octet-stream")?;
    let (record, found) = desk.preview(handed.with(&body)).await?;
    Ok(Json(PreviewJson::new(&record, &found)))
}

/// Keeps a report and fuses what it claims before the answer comes, as a build would.
///
/// The body is the text or the file itself, sent as `application/octet-stream`. Taken as decisions are.
#[utoipa::path(
    post,
    path = "/api/v1/reports",
    params(HandedParams, AuthorParams),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, body = AddedJson),
        (status = 400, body = ProblemJson, description = "No report, several, or nobody who adds it"),
        (status = 403, body = ProblemJson, description = "Another page asks, or reviewing is not allowed here"),
        (status = 415, body = ProblemJson, description = "Not sent as application/octet-stream")
    )
)]
pub(crate) async fn keep(
    State(desk): State<Desk>,
    Asked(handed): Asked<HandedParams>,
    Asked(by): Asked<AuthorParams>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<AddedJson>), Problem> {
    sent_as(&headers, "application/octet-stream")?;
    let author = set(by.author.as_deref()).filter(|it| it.len() <= MAX_AUTHOR).ok_or_else(|| {
        Problem::new(
            ProblemKind::BadParameter,
            format!("author=: a report is added by somebody, in at most {MAX_AUTHOR} bytes"),
        )
    })?;
    let (id, added) = desk.add(handed.with(&body), author.to_owned()).await?;
    let incidents = added.incidents.iter().map(ToString::to_string).collect();
    let added = AddedJson { report: id.to_string(), outcome: outcome(added.outcome), incidents };
    Ok((StatusCode::CREATED, Json(added)))
}
