//! What the API answers when it cannot: one table of codes.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dateline_store::StoreError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::readers::ReadFault;

/// Kind of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    BadParameter,
    UnknownParameter,
    NotFound,
    UnknownPath,
    Method,
    ForeignHost,
    Forbidden,
    MediaType,
    Ambiguous,
    Busy,
    Database,
    Internal,
}

/// The one table: kind, code on the wire, HTTP status.
const TABLE: &[(ProblemKind, &str, StatusCode)] = &[
    (ProblemKind::BadParameter, "bad_parameter", StatusCode::BAD_REQUEST),
    (ProblemKind::UnknownParameter, "unknown_parameter", StatusCode::BAD_REQUEST),
    (ProblemKind::NotFound, "not_found", StatusCode::NOT_FOUND),
    (ProblemKind::UnknownPath, "unknown_path", StatusCode::NOT_FOUND),
    (ProblemKind::Method, "read_only", StatusCode::METHOD_NOT_ALLOWED),
    (ProblemKind::ForeignHost, "foreign_host", StatusCode::MISDIRECTED_REQUEST),
    (ProblemKind::Forbidden, "forbidden", StatusCode::FORBIDDEN),
    (ProblemKind::MediaType, "media_type", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    (ProblemKind::Ambiguous, "ambiguous_id", StatusCode::CONFLICT),
    (ProblemKind::Busy, "database_busy", StatusCode::SERVICE_UNAVAILABLE),
    (ProblemKind::Database, "database", StatusCode::INTERNAL_SERVER_ERROR),
    (ProblemKind::Internal, "internal", StatusCode::INTERNAL_SERVER_ERROR),
];

impl ProblemKind {
    fn row(self) -> (&'static str, StatusCode) {
        let row = TABLE.iter().find(|row| row.0 == self);
        row.map_or(("internal", StatusCode::INTERNAL_SERVER_ERROR), |row| (row.1, row.2))
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) struct Problem {
    kind: ProblemKind,
    message: String,
}

/// Why there is no answer, on the wire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemJson {
    /// Fixed name of the kind of problem.
    code: &'static str,
    /// What is wrong, in words.
    message: String,
}

impl Problem {
    pub(crate) fn new(kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// A parameter that cannot be read.
    pub(crate) fn parameter(name: &str, value: &str, expected: &str) -> Self {
        Self::new(ProblemKind::BadParameter, format!("{name}={value}: expected {expected}"))
    }

    /// A thing that is not in the database.
    pub(crate) fn not_found(what: &str, id: &str) -> Self {
        Self::new(ProblemKind::NotFound, format!("there is no {what} {id}"))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (code, status) = self.kind.row();
        (status, Json(ProblemJson { code, message: self.message })).into_response()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let kind = match error {
            StoreError::Busy { .. } => ProblemKind::Busy,
            StoreError::Ambiguous { .. } => ProblemKind::Ambiguous,
            StoreError::Unknown { .. } => ProblemKind::NotFound,
            _ => ProblemKind::Database,
        };
        Self::new(kind, error.to_string())
    }
}

impl From<ReadFault> for Problem {
    fn from(fault: ReadFault) -> Self {
        match fault {
            ReadFault::Store(error) => error.into(),
            ReadFault::Thread(message) => Self::new(ProblemKind::Internal, message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_once_in_the_table() {
        for (at, row) in TABLE.iter().enumerate() {
            assert_eq!(row.0.row(), (row.1, row.2));
            assert!(TABLE[..at].iter().all(|earlier| earlier.1 != row.1), "{} stands twice", row.1);
        }
    }
}
