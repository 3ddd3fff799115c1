//! What can go wrong while evaluating.

use std::path::PathBuf;

use thiserror::Error;

/// A collection could not be read, a system file not written, or the model not run.
#[derive(Debug, Error)]
pub enum EvalError {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is not what its collection should hold.
    #[error("{}, line {line}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// The learned reader failed.
    #[error("{0}")]
    Reader(#[from] dateline_reader::ReaderError),
    /// The gazetteer failed.
    #[error("{0}")]
    Gazetteer(#[from] dateline_places::GazetteerError),
}
