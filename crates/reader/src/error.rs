//! What can go wrong with a model.

use thiserror::Error;

/// A model could not be loaded or run.
#[derive(Debug, Error)]
pub enum ReaderError {
    /// The file is no model that the runtime reads.
    #[error("the model cannot be loaded: {0}")]
    Load(String),
    /// The list of words cannot be used.
    #[error("the words of the model cannot be used: {0}")]
    Words(String),
    /// The table of heads has a row that is none.
    #[error("heads, line {line}: {what}")]
    Heads {
        /// Line of the table, from 1.
        line: usize,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The runtime gave up, or gave scores of another shape than the table of heads says.
    #[error("the model cannot be run: {0}")]
    Run(String),
}
