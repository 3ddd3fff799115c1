//! What is inside the file.

use std::path::Path;

use crate::error::{Fault, StoreError};
use crate::file::beside;
use crate::schema;
use crate::store::Store;

/// What is inside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Format of the file.
    pub format: u32,
    /// Version of `SQLite` that reads it.
    pub sqlite: &'static str,
    /// Versions of the engine that read its reports, with the number of reports, sorted.
    pub engines: Vec<(String, u64)>,
    /// Tables with their number of rows, in the order data flows.
    pub tables: Vec<(&'static str, u64)>,
    /// Size of the file in bytes, the log beside it included.
    pub bytes: u64,
    /// Pages of the file.
    pub pages: u64,
    /// Pages that hold nothing.
    pub free_pages: u64,
}

const TABLES: &[&str] = &[
    "sources",
    "reports",
    "cuts",
    "repeats",
    "notes",
    "digests",
    "claims",
    "claim_actors",
    "blocks",
    "incidents",
    "incident_actors",
    "incident_claims",
    "redirects",
    "decisions",
    "history",
];

impl Store {
    /// What is inside the file.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let log = beside(self.path(), "-wal");
        let size = |path: &Path| path.metadata().map_or(0, |meta| meta.len());
        let bytes = size(self.path()) + size(&log);
        self.read("counting rows", |conn| {
            let count = |sql: &str| -> Result<u64, Fault> {
                let count: i64 = conn.query_row(sql, [], |row| row.get(0))?;
                Ok(u64::try_from(count).unwrap_or_default())
            };
            let mut tables = Vec::new();
            for table in TABLES {
                tables.push((*table, count(&format!("SELECT count(*) FROM {table}"))?));
            }
            let mut engines =
                conn.prepare("SELECT engine, count(*) FROM reports GROUP BY engine ORDER BY engine")?;
            let engines = engines.query_map([], |row| {
                Ok((row.get(0)?, u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default()))
            })?;
            Ok(Stats {
                format: schema::format_of(conn)?,
                sqlite: rusqlite::version(),
                engines: engines.collect::<Result<_, _>>()?,
                tables,
                bytes,
                pages: count("PRAGMA page_count")?,
                free_pages: count("PRAGMA freelist_count")?,
            })
        })
    }
}
