//! What can go wrong on disk.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the database could not be opened, read or written.
///
/// Every variant names the file; those that come from `SQLite` keep its error as their source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("{}: there is no such database", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// There is a file already where a new database was to be made.
    #[error("{}: there is a file of this name already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{}: not a Dateline database: {reason}", path.display())]
    NotDateline {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        reason: &'static str,
    },
    /// The file is of a later format.
    #[error(
        "{}: made by a newer version of Dateline (format {found}, this version knows formats up to {known})",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The latest format known here.
        known: u32,
    },
    /// The file is of an earlier format and was opened for reading only.
    #[error(
        "{}: of the older format {found}; open it once for writing to bring it up to format {known}",
        path.display()
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The format of this version.
        known: u32,
    },
    /// The file is damaged or cut short.
    #[error("{}: the database is damaged or cut short (noticed at: {doing})", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: String,
        /// What `SQLite` says, if it was the one to notice.
        source: Option<rusqlite::Error>,
    },
    /// The file or its folder may not be written.
    #[error("{}: the database is read-only (noticed at: {doing})", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: String,
        /// What `SQLite` says, if it was the one to notice.
        source: Option<rusqlite::Error>,
    },
    /// No room is left; the change was not made and the database is as before.
    #[error("{}: no room left on the disk (noticed at: {doing}); nothing of this step was kept", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: String,
        /// What `SQLite` says.
        source: rusqlite::Error,
    },
    /// Another program is writing to it, and did not finish in time.
    #[error("{}: another program is writing to the database (waited at: {doing})", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: String,
        /// What `SQLite` says.
        source: rusqlite::Error,
    },
    /// The operating system refused.
    #[error("{}: {doing} failed", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A row holds something that this version cannot have written.
    #[error("{}: {row} cannot be read: {reason}", path.display())]
    BadRow {
        /// The file.
        path: PathBuf,
        /// Which row of which table.
        row: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The start of an id fits several incidents.
    #[error("{}: '{prefix}' is the start of several incident ids: {}", path.display(), fits.join(", "))]
    Ambiguous {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        prefix: String,
        /// The first few ids that begin so.
        fits: Vec<String>,
    },
    /// A claim, report or source that the change needs is not in the database.
    #[error("{}: {what} is not in the database", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        what: String,
    },
    /// A decision that came as JSON cannot be taken.
    #[error("{}: the decision cannot be taken: {reason}", path.display())]
    BadDecision {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// `SQLite` refused for any other reason.
    #[error("{}: {doing} failed", path.display())]
    Sql {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: String,
        /// Why.
        source: rusqlite::Error,
    },
}

/// What goes wrong inside one step, before the file and the step are known.
#[derive(Debug)]
pub(crate) enum Fault {
    Sql(rusqlite::Error),
    BadRow { row: String, reason: String },
    Ambiguous { prefix: String, fits: Vec<String> },
    Unknown(String),
    BadDecision(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Fault {
    /// The row of `table` with this id cannot be read because of `reason`.
    pub(crate) fn bad_row(table: &str, id: &dyn std::fmt::Display, reason: &dyn std::fmt::Display) -> Self {
        Self::BadRow { row: format!("row {id} of table {table}"), reason: reason.to_string() }
    }

    /// The same fault, with the file and what was being done there.
    pub(crate) fn at(self, path: &Path, doing: &str) -> StoreError {
        let path = path.to_path_buf();
        match self {
            Self::Sql(source) => of_sqlite(path, doing.to_owned(), source),
            Self::BadRow { row, reason } => StoreError::BadRow { path, row, reason },
            Self::Ambiguous { prefix, fits } => StoreError::Ambiguous { path, prefix, fits },
            Self::BadDecision(reason) => StoreError::BadDecision { path, reason },
            Self::Unknown(what) => StoreError::Unknown { path, what },
        }
    }
}

fn of_sqlite(path: PathBuf, doing: String, source: rusqlite::Error) -> StoreError {
    match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            StoreError::NotDateline { path, reason: "it is not an SQLite file, or is encrypted" }
        }
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt { path, doing, source: Some(source) },
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path, doing, source: Some(source) },
        Some(ErrorCode::DiskFull) => StoreError::DiskFull { path, doing, source },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path, doing, source },
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::Io { path, doing, source: Box::new(source) }
        }
        _ => StoreError::Sql { path, doing, source },
    }
}
