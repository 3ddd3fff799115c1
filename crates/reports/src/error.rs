//! What can go wrong between bytes and reports.

use std::fmt;

/// Where in an input something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The input's name, as the caller gave it.
    pub name: String,
    /// The place within it; `None` for an input that is one report.
    pub at: Option<Position>,
}

/// A place within an input, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// A line.
    Line(u64),
    /// A record: an element of an array, a row of a table, an item of a feed.
    Record(u64),
}

impl Origin {
    /// The whole input called `name`.
    #[must_use]
    pub fn whole(name: &str) -> Self {
        Self { name: name.to_owned(), at: None }
    }

    pub(crate) fn line(name: &str, line: u64) -> Self {
        Self { name: name.to_owned(), at: Some(Position::Line(line)) }
    }

    pub(crate) fn record(name: &str, record: u64) -> Self {
        Self { name: name.to_owned(), at: Some(Position::Record(record)) }
    }
}

/// `feeds/a.xml#3` for the third record, `a.jsonl:3` for the third line.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        match self.at {
            None => Ok(()),
            Some(Position::Line(line)) => write!(f, ":{line}"),
            Some(Position::Record(record)) => write!(f, "#{record}"),
        }
    }
}

/// Why an input, or one record of it, gave no report. Each message begins with the place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The input could not be read on.
    #[error("{origin}: cannot be read after byte {byte}: {source}")]
    Io {
        /// Where.
        origin: Origin,
        /// Decompressed bytes read before.
        byte: u64,
        /// Why.
        source: std::io::Error,
    },
    /// The input holds nothing but white space.
    #[error("{0}: empty")]
    Empty(Origin),
    /// The input is not text: an image, an archive, a program.
    #[error("{0}: not a text but binary data")]
    Binary(Origin),
    /// One report is longer than [`MAX_REPORT_BYTES`](crate::MAX_REPORT_BYTES).
    #[error("{origin}: longer than {limit} bytes")]
    TooLong {
        /// Where.
        origin: Origin,
        /// The bound.
        limit: usize,
    },
    /// Not well-formed JSON.
    #[error("{origin}: {source}")]
    Json {
        /// Where.
        origin: Origin,
        /// Why, with line and column within the record.
        source: serde_json::Error,
    },
    /// A JSON value that is not an object.
    #[error("{0}: not a JSON object")]
    NotAnObject(Origin),
    /// A record without text.
    #[error("{origin}: no text in `{field}`")]
    NoText {
        /// Where.
        origin: Origin,
        /// The field that should hold it, as the input calls it.
        field: String,
    },
    /// A field that holds neither a string nor a number.
    #[error("{origin}: `{field}` is not a string")]
    NotAString {
        /// Where.
        origin: Origin,
        /// The field, as the input calls it.
        field: String,
    },
    /// A row of a table that cannot be read.
    #[error("{origin}: {source}")]
    Csv {
        /// Where.
        origin: Origin,
        /// Why.
        source: csv::Error,
    },
    /// A table without a column for the text.
    #[error("{origin}: no column `{column}`; the columns are {found}")]
    NoColumn {
        /// Where.
        origin: Origin,
        /// The column that was looked for.
        column: String,
        /// The columns there are.
        found: String,
    },
    /// Not a feed.
    #[error("{origin}: {source}")]
    Feed {
        /// Where.
        origin: Origin,
        /// Why.
        source: feed_rs::parser::ParseFeedError,
    },
    /// A feed, array or table that holds no report.
    #[error("{0}: no items")]
    NoItems(Origin),
}

impl ReadError {
    /// Where it went wrong.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Empty(origin)
            | Self::Binary(origin)
            | Self::NotAnObject(origin)
            | Self::NoItems(origin)
            | Self::Io { origin, .. }
            | Self::TooLong { origin, .. }
            | Self::Json { origin, .. }
            | Self::NoText { origin, .. }
            | Self::NotAString { origin, .. }
            | Self::Csv { origin, .. }
            | Self::NoColumn { origin, .. }
            | Self::Feed { origin, .. } => origin,
        }
    }
}
