//! What changed, when: rows that are only ever added.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::error::{Fault, StoreError};
use crate::store::Store;
use crate::times::{moment, timestamp};

/// What kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A report came in; after: where it was found.
    ReportNew,
    /// A report came in as another text under a known url; before: the id of the version before.
    ReportVersion,
    /// A report was read again by another engine; before and after: the engines.
    ReportReread,
    /// An incident appeared; after: its summary.
    IncidentNew,
    /// An incident appeared whose founding claim stood in another; before: the id of the other, after: its summary.
    IncidentSplit,
    /// An incident changed; before and after: its summaries.
    IncidentChanged,
    /// An incident joined another; before: its summary, after: the id of the other.
    IncidentMerged,
    /// An incident lost every claim it rested on; before: its summary.
    IncidentWithdrawn,
    /// The user edited a source; before and after: its row.
    SourceEdited,
}

impl Change {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::ReportNew,
        Self::ReportVersion,
        Self::ReportReread,
        Self::IncidentNew,
        Self::IncidentSplit,
        Self::IncidentChanged,
        Self::IncidentMerged,
        Self::IncidentWithdrawn,
        Self::SourceEdited,
    ];

    /// The fixed name, snake case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReportNew => "report_new",
            Self::ReportVersion => "report_version",
            Self::ReportReread => "report_reread",
            Self::IncidentNew => "incident_new",
            Self::IncidentSplit => "incident_split",
            Self::IncidentChanged => "incident_changed",
            Self::IncidentMerged => "incident_merged",
            Self::IncidentWithdrawn => "incident_withdrawn",
            Self::SourceEdited => "source_edited",
        }
    }
}

/// One row of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// When.
    pub at: Timestamp,
    /// What kind of change.
    pub change: Change,
    /// Id of the report, incident or source.
    pub subject: String,
    /// What was there before: an id or a short JSON object, by the kind of change.
    pub before: Option<String>,
    /// What is there since.
    pub after: Option<String>,
}

impl Store {
    /// What happened to the report, incident or source with this id, oldest first; none when it was never there.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn history(&self, subject: &str) -> Result<Vec<HistoryRow>, StoreError> {
        self.read("reading the history", |conn| {
            let mut find = conn.prepare_cached("SELECT * FROM history WHERE subject = ?1 ORDER BY seq")?;
            let mut rows = find.query([subject])?;
            let mut history = Vec::new();
            while let Some(row) = rows.next()? {
                let kind: String = row.get("change")?;
                let seq: i64 = row.get("seq")?;
                let unknown = || Fault::bad_row("history", &seq, &format!("'{kind}' is no kind of change"));
                history.push(HistoryRow {
                    at: timestamp(row, "at")?,
                    change: Change::ALL.iter().copied().find(|c| c.as_str() == kind).ok_or_else(unknown)?,
                    subject: row.get("subject")?,
                    before: row.get("before")?,
                    after: row.get("after")?,
                });
            }
            Ok(history)
        })
    }
}

/// Adds a row.
pub(crate) fn record(
    conn: &Connection,
    now: Timestamp,
    change: Change,
    subject: &dyn std::fmt::Display,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO history (at, change, subject, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
    let row = params![moment(now), change.as_str(), subject.to_string(), before, after];
    conn.prepare_cached(SQL)?.execute(row)?;
    Ok(())
}
