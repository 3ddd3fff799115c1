//! What can go wrong at this edge.

use std::io;

/// Why an export or the server stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The output could not be written.
    #[error("cannot write the export")]
    Write(#[from] io::Error),
    /// A value has no place in the format.
    #[error("cannot write the export as JSON")]
    Json(#[from] serde_json::Error),
}

impl From<csv::Error> for ServeError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}
