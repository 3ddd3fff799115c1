//! What can go wrong with a gazetteer.

use std::path::PathBuf;

/// Why a gazetteer could not be opened or built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The file could not be read.
    #[error("cannot read the gazetteer {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The bytes are something else.
    #[error("not a gazetteer")]
    NotAGazetteer,
    /// The layout is of another version.
    #[error("gazetteer has version {found}, this build reads version {expected}")]
    Version {
        /// The version of the file.
        found: u32,
        /// The version this build reads.
        expected: u32,
    },
    /// Bytes are missing or too many.
    #[error("gazetteer is damaged: {found} bytes where {expected} were written")]
    Length {
        /// The bytes there are.
        found: u64,
        /// The bytes there should be.
        expected: u64,
    },
    /// The parts do not fit together.
    #[error("gazetteer is damaged: {0}")]
    Damaged(&'static str),
    /// More rows, names or divisions than the layout can number.
    #[error("too many places for one gazetteer")]
    TooLarge,
    /// The map of names cannot be read or built.
    #[error("gazetteer has a damaged map of names")]
    Names(#[from] fst::Error),
}
