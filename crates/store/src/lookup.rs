//! One incident by its id, whole.

use dateline_model::{Incident, IncidentId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Fault, StoreError};
use crate::filter::Filter;
use crate::list::Page;
use crate::rows::from_json;
use crate::store::Store;
use crate::times::timestamp;

/// An incident as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredIncident {
    /// The incident.
    pub incident: Incident,
    /// The sentence of its founding claim.
    pub headline: String,
    /// When it first appeared.
    pub first_seen: Timestamp,
    /// When it last said something else.
    pub last_changed: Timestamp,
    /// 1, and 1 more for every change.
    pub revision: u32,
    /// The id asked for, when it was merged into this one.
    pub redirected_from: Option<IncidentId>,
    /// Ids that lead here, sorted.
    pub merged: Vec<IncidentId>,
}

impl Store {
    /// The incident with this id or the only one whose id begins so; an id that was merged leads to where it went.
    /// `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError::Ambiguous`] when several ids begin so; others when the file cannot be read.
    pub fn incident(&self, id: &str) -> Result<Option<StoredIncident>, StoreError> {
        self.read("reading an incident", |conn| {
            let Some(found) = resolve(conn, id)? else {
                return Ok(None);
            };
            let target: Option<String> = conn
                .prepare_cached("SELECT target FROM redirects WHERE id = ?1")?
                .query_row([&found], |row| row.get(0))
                .optional()?;
            let Some(mut stored) = read(conn, target.as_deref().unwrap_or(&found))? else {
                return Ok(None);
            };
            stored.redirected_from = target.map(|_| IncidentId::new(found));
            Ok(Some(stored))
        })
    }

    /// All incidents of `filter`, whole, newest first: each is read when it is asked for, so that exports need no
    /// more memory than one.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read, or that of `each`.
    pub fn each_incident<E: From<StoreError>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(StoredIncident) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut page = Page { limit: 500, after: None };
        loop {
            let found = self.incidents(filter, page)?;
            for row in &found.rows {
                if let Some(stored) = self.incident(row.id.as_str())? {
                    each(stored)?;
                }
            }
            page.after = found.next;
            if page.after.is_none() {
                return Ok(());
            }
        }
    }
}

/// The id, of an incident or a redirect, that `start` is or begins.
fn resolve(conn: &Connection, start: &str) -> Result<Option<String>, Fault> {
    const SQL: &str = "SELECT id FROM incidents WHERE id >= ?1 AND id < ?2
        UNION SELECT id FROM redirects WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 4";
    let mut find = conn.prepare_cached(SQL)?;
    let fits: Vec<String> = find
        .query_map(params![start, format!("{start}\u{10ffff}")], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    match fits.as_slice() {
        [] => Ok(None),
        _ if start.is_empty() => Ok(None),
        [first, others @ ..] if others.is_empty() || first == start => Ok(Some(first.clone())),
        _ => Err(Fault::Ambiguous { prefix: start.to_owned(), fits }),
    }
}

fn read(conn: &Connection, id: &str) -> Result<Option<StoredIncident>, Fault> {
    const SQL: &str = "SELECT * FROM incidents JOIN incident_bodies ON incident = num WHERE id = ?1";
    let mut find = conn.prepare_cached(SQL)?;
    let mut rows = find.query([id])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let body: String = row.get("body")?;
    Ok(Some(StoredIncident {
        incident: from_json(&body).map_err(|bad| Fault::bad_row("incident_bodies", &id, &bad))?,
        headline: row.get("headline")?,
        first_seen: timestamp(row, "first_seen")?,
        last_changed: timestamp(row, "last_changed")?,
        revision: row.get("revision")?,
        redirected_from: None,
        merged: merged_into(conn, id)?,
    }))
}

fn merged_into(conn: &Connection, id: &str) -> Result<Vec<IncidentId>, Fault> {
    let mut find = conn.prepare_cached("SELECT id FROM redirects WHERE target = ?1 ORDER BY id")?;
    let ids = find.query_map([id], |row| Ok(IncidentId::new(row.get::<_, String>(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
