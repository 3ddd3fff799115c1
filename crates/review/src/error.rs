//! Why a decision cannot be made, or a report not be added.

use dateline_places::GazetteerError;
use dateline_reader::ReaderError;
use dateline_reports::ReadError;
use dateline_store::StoreError;

/// Why a decision cannot be made, or a report not be added. Nothing was kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReviewError {
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The gazetteer cannot be opened.
    #[error("the gazetteer cannot be opened")]
    Gazetteer(#[from] GazetteerError),
    /// The learned reader cannot be loaded.
    #[error("the learned reader cannot be loaded")]
    Learned(#[from] &'static ReaderError),
    /// A text or file that was handed in is no report.
    #[error("cannot read {0}")]
    Unread(#[from] ReadError),
    /// There is no such incident, claim or decision.
    #[error("no {what} has the id '{id}'")]
    Unknown {
        /// What was looked for: "incident", "incident or claim", "decision".
        what: &'static str,
        /// What was asked for.
        id: String,
    },
    /// The start of an id fits several claims or decisions.
    #[error("'{id}' is the start of several {what} ids: {}", fits.join(", "))]
    Ambiguous {
        /// Of what.
        what: &'static str,
        /// What was asked for.
        id: String,
        /// The first few that fit.
        fits: Vec<String>,
    },
    /// There is no such field.
    #[error("'{field}' is no field; fields are {allowed}")]
    Field {
        /// What was asked for.
        field: String,
        /// The fields there are.
        allowed: String,
    },
    /// The value does not fit the field.
    #[error("'{value}' cannot be the {field}: {allowed}")]
    Value {
        /// The field.
        field: String,
        /// What was given.
        value: String,
        /// What is allowed, in words.
        allowed: String,
    },
    /// The request makes no sense for these incidents as they stand.
    #[error("{0}")]
    Pointless(String),
}
