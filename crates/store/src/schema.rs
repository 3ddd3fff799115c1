//! The format of the file and the steps from one format to the next.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::Fault;

/// `application_id` of a Dateline database: the letters `DTLN`.
pub(crate) const APPLICATION_ID: u32 = u32::from_be_bytes(*b"DTLN");

/// The steps in order: the n-th (from 1) makes format n of format n - 1. A step that was published never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_first_format.sql"),
    include_str!("../migrations/0002_sentences.sql"),
    include_str!("../migrations/0003_decisions.sql"),
    include_str!("../migrations/0004_reviewed.sql"),
    include_str!("../migrations/0005_counted.sql"),
];

/// The format that this version writes.
pub(crate) const FORMAT: u32 = 5;

const _: () = assert!(MIGRATIONS.len() == FORMAT as usize, "one step for each format");

/// Brings the file from its format up to [`FORMAT`], one transaction a step, so that a kill between two steps
/// leaves a file of a whole format.
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), Fault> {
    loop {
        let step = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Asked again inside the transaction: another program may have taken the same step meanwhile.
        let format = format_of(&step)?;
        let Some(sql) = MIGRATIONS.get(format as usize) else {
            return Ok(());
        };
        step.execute_batch(sql)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.pragma_update(None, "user_version", format + 1)?;
        step.commit()?;
    }
}

/// The format of the file: 0 for one without tables.
pub(crate) fn format_of(conn: &Connection) -> Result<u32, Fault> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// The `application_id` of the file: 0 where nobody set one.
pub(crate) fn application_of(conn: &Connection) -> Result<u32, Fault> {
    Ok(conn.pragma_query_value(None, "application_id", |row| row.get(0))?)
}

/// Whether the file holds no table yet.
pub(crate) fn is_empty(conn: &Connection) -> Result<bool, Fault> {
    Ok(conn.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))?)
}
