//! What persons decided, and how they decide.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use dateline_review::{Request, ReviewError, ledger, why};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::{Problem, ProblemJson, ProblemKind};
use crate::desk::{Desk, DeskFault};
use crate::readers::Readers;
use crate::wire::{EntryJson, WhyJson};

/// Longest name of an author, in bytes.
pub(super) const MAX_AUTHOR: usize = 200;
/// Longest reason or note, in bytes.
const MAX_REASON: usize = 8_000;

/// What a person asks for. Ids may be the start of one, and a claim stands for its incident.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "verdict", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = DecisionRequest)]
pub(crate) enum RequestJson {
    /// Accept an incident.
    Accept {
        incident: String,
        author: String,
        #[serde(default)]
        reason: String,
    },
    /// Reject an incident.
    Reject {
        incident: String,
        author: String,
        #[serde(default)]
        reason: String,
    },
    /// Put a remark, the reason, on an incident.
    Note { incident: String, author: String, reason: String },
    /// Set a field of an incident; the value is written as `show` writes it, `unknown` takes it away.
    Correct {
        incident: String,
        field: String,
        value: String,
        author: String,
        #[serde(default)]
        reason: String,
    },
    /// Make incidents one.
    Merge {
        incidents: Vec<String>,
        author: String,
        #[serde(default)]
        reason: String,
    },
    /// Take claims out of an incident.
    Split {
        incident: String,
        claims: Vec<String>,
        author: String,
        #[serde(default)]
        reason: String,
    },
    /// Keep two incidents apart.
    KeepApart {
        incidents: [String; 2],
        author: String,
        #[serde(default)]
        reason: String,
    },
    /// Take back a decision; the author's last one without `decision`.
    Undo {
        decision: Option<String>,
        author: String,
        #[serde(default)]
        reason: String,
    },
}

impl RequestJson {
    /// The request, its author and reason.
    fn taken_apart(self) -> (Request, String, String) {
        match self {
            Self::Accept { incident, author, reason } => (Request::Accept(incident), author, reason),
            Self::Reject { incident, author, reason } => (Request::Reject(incident), author, reason),
            Self::Note { incident, author, reason } => (Request::Note(incident), author, reason),
            Self::Correct { incident, field, value, author, reason } => {
                (Request::Correct { incident, field, value }, author, reason)
            }
            Self::Merge { incidents, author, reason } => (Request::Merge(incidents), author, reason),
            Self::Split { incident, claims, author, reason } => {
                (Request::Split { incident, claims }, author, reason)
            }
            Self::KeepApart { incidents: [a, b], author, reason } => {
                (Request::KeepApart(a, b), author, reason)
            }
            Self::Undo { decision, author, reason } => (Request::Undo(decision), author, reason),
        }
    }
}

/// A decision that was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MadeDecision)]
pub(crate) struct MadeJson {
    /// The decision and what it came to.
    #[serde(flatten)]
    entry: EntryJson,
    /// The incidents that its claims stand in now.
    now: Vec<String>,
}

/// All decisions, in the order they came in, each with what became of it.
#[utoipa::path(get, path = "/api/v1/decisions", responses((status = 200, body = Vec<EntryJson>)))]
pub(crate) async fn list(State(readers): State<Readers>) -> Result<Json<Vec<EntryJson>>, Problem> {
    readers.read(|store| Ok(Json(ledger(store)?.iter().map(Into::into).collect()))).await
}

/// Makes a decision: it is kept, and the incidents it touches are made anew before the answer comes.
///
/// The body must be sent as `application/json`, and a browser may only send it from the page of this server.
#[utoipa::path(
    post,
    path = "/api/v1/decisions",
    request_body = RequestJson,
    responses(
        (status = 201, body = MadeJson),
        (status = 400, body = ProblemJson, description = "Nothing to decide, or a value that is not allowed"),
        (status = 403, body = ProblemJson, description = "Another page asks, or reviewing is not allowed here"),
        (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson, description = "Several ids begin so"),
        (status = 415, body = ProblemJson, description = "Not sent as application/json")
    )
)]
pub(crate) async fn make(
    State(desk): State<Desk>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<MadeJson>), Problem> {
    let asked: RequestJson = read(&headers, &body)?;
    let (request, author, reason) = asked.taken_apart();
    if author.len() > MAX_AUTHOR || reason.len() > MAX_REASON {
        let message = format!("an author has at most {MAX_AUTHOR} bytes, a reason {MAX_REASON}");
        return Err(Problem::new(ProblemKind::BadParameter, message));
    }
    let (entry, now) = desk.decide(request, author, reason).await?;
    Ok((StatusCode::CREATED, Json(MadeJson { entry: (&entry).into(), now })))
}

/// The body as what is asked for.
pub(super) fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, Problem> {
    sent_as(headers, "application/json")?;
    serde_json::from_slice(body).map_err(|error| {
        Problem::new(ProblemKind::BadParameter, format!("the body says nothing that can be done: {error}"))
    })
}

/// Refuses a body that is sent as anything else: the types that a form of another page can send are never allowed.
pub(super) fn sent_as(headers: &HeaderMap, wanted: &str) -> Result<(), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(wanted) {
        return Ok(());
    }
    Err(Problem::new(ProblemKind::MediaType, format!("this is sent as {wanted}, not as '{essence}'")))
}

/// Why two incidents or claims are one or two: each part of the evidence in words.
#[utoipa::path(
    get,
    path = "/api/v1/incidents/{id}/why/{other}",
    params(
        ("id" = String, Path, description = "Id of an incident or claim"),
        ("other" = String, Path, description = "Id of another")
    ),
    responses(
        (status = 200, body = WhyJson),
        (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson, description = "Several ids begin so")
    )
)]
pub(crate) async fn compare(
    State(readers): State<Readers>,
    Path((id, other)): Path<(String, String)>,
) -> Result<Json<WhyJson>, Problem> {
    readers.read(move |store| Ok(Json((&why(store, &id, &other)?).into()))).await
}

impl From<ReviewError> for Problem {
    fn from(error: ReviewError) -> Self {
        let kind = match &error {
            ReviewError::Store(_) | ReviewError::Gazetteer(_) => ProblemKind::Database,
            ReviewError::Unknown { .. } => ProblemKind::NotFound,
            ReviewError::Ambiguous { .. } => ProblemKind::Ambiguous,
            _ => ProblemKind::BadParameter,
        };
        match error {
            ReviewError::Store(error) => error.into(),
            other => Self::new(kind, other.to_string()),
        }
    }
}

impl From<DeskFault> for Problem {
    fn from(fault: DeskFault) -> Self {
        match fault {
            DeskFault::Closed => Self::new(
                ProblemKind::Forbidden,
                "others reach this server, and it was started without --allow-review: it only answers",
            ),
            DeskFault::Review(error) => error.into(),
            DeskFault::Thread(message) => Self::new(ProblemKind::Internal, message),
        }
    }
}
