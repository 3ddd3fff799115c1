//! The outlet table inside the database, which the user may edit.

use dateline_model::{ActorId, Reliability, Source, SourceId, SpeakerKind};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::{Fault, StoreError};
use crate::history::{Change, record};
use crate::rows::{Named, Stored, stored, to_json};
use crate::store::Store;

stored!(Source => SourceRow {
    id: SourceId,
    name: String,
    aliases: Vec<String>,
    kind: SpeakerKind,
    country: Option<String>,
    side: Option<ActorId>,
    reliability: Reliability,
});

/// A source as the database keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSource {
    /// The source.
    pub source: Source,
    /// Whether the user edited it, so that no shipped table overwrites it.
    pub user_edited: bool,
    /// How many reports it published.
    pub reports: u64,
}

/// What to change about a source; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceEdit {
    /// The name to show.
    pub name: Option<String>,
    /// Other names and host names, in place of those it has.
    pub aliases: Option<Vec<String>>,
    /// What kind.
    pub kind: Option<SpeakerKind>,
    /// Its country; `Some(None)` takes it away.
    pub country: Option<Option<String>>,
    /// The party it belongs to; `Some(None)` takes it away.
    pub side: Option<Option<ActorId>>,
    /// How reliable the user judges it.
    pub reliability: Option<Reliability>,
}

const SELECT: &str =
    "SELECT s.*, (SELECT count(*) FROM reports r WHERE r.source = s.id) AS reports FROM sources s";

const UNLISTED: &str = "SELECT source, count(*) FROM reports
    WHERE source IS NOT NULL AND source NOT IN (SELECT id FROM sources) GROUP BY source";

impl Store {
    /// Puts in the shipped outlet table: new rows are added, rows that the user did not edit are renewed.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be written.
    pub fn seed_sources(&mut self, table: &[Source]) -> Result<(), StoreError> {
        self.write("putting in the outlet table", |conn| {
            table.iter().try_for_each(|source| put(conn, source, false))
        })
    }

    /// All sources, sorted by id: the outlet table, and the publishers that only reports name.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn sources(&self) -> Result<Vec<StoredSource>, StoreError> {
        self.read("listing sources", |conn| {
            let mut find = conn.prepare_cached(&format!("{SELECT} ORDER BY s.id"))?;
            let mut rows = find.query([])?;
            let mut sources = Vec::new();
            while let Some(row) = rows.next()? {
                sources.push(source(row)?);
            }
            let mut find = conn.prepare_cached(UNLISTED)?;
            let unlisted = find.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
            for publisher in unlisted {
                let (id, reports) = publisher?;
                let reports = u64::try_from(reports).unwrap_or_default();
                sources.push(StoredSource {
                    source: unknown(SourceId::new(id)),
                    user_edited: false,
                    reports,
                });
            }
            sources.sort_by(|a, b| a.source.id.cmp(&b.source.id));
            Ok(sources)
        })
    }

    /// The source with this id, or `None`.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn source(&self, id: &SourceId) -> Result<Option<StoredSource>, StoreError> {
        self.read("reading a source", |conn| find(conn, id))
    }

    /// Edits a source, marks it as the user's, and gives it back as it is then.
    ///
    /// A host name that reports came from and no table knows may be edited too: it gets a row.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when neither the table nor any report has this id; others when the file cannot be
    /// written.
    pub fn set_source(
        &mut self,
        id: &SourceId,
        edit: SourceEdit,
        now: Timestamp,
    ) -> Result<StoredSource, StoreError> {
        self.write("editing a source", |conn| {
            let before = find(conn, id)?;
            let old = match &before {
                Some(stored) => stored.source.clone(),
                None => unlisted(conn, id)?,
            };
            let new = Source {
                id: old.id,
                name: edit.name.unwrap_or(old.name),
                aliases: edit.aliases.unwrap_or(old.aliases),
                kind: edit.kind.unwrap_or(old.kind),
                country: edit.country.unwrap_or(old.country),
                side: edit.side.unwrap_or(old.side),
                reliability: edit.reliability.unwrap_or(old.reliability),
            };
            put(conn, &new, true)?;
            let before = before.map(|stored| json(&stored.source)).transpose()?;
            record(conn, now, Change::SourceEdited, id, before.as_deref(), Some(&json(&new)?))?;
            find(conn, id)?.ok_or_else(|| Fault::Unknown(format!("source '{id}'")))
        })
    }
}

fn find(conn: &Connection, id: &SourceId) -> Result<Option<StoredSource>, Fault> {
    let mut find = conn.prepare_cached(&format!("{SELECT} WHERE s.id = ?1"))?;
    find.query_row([id.as_str()], |row| Ok(source(row))).optional()?.transpose()
}

/// A publisher that only reports name.
fn unlisted(conn: &Connection, id: &SourceId) -> Result<Source, Fault> {
    let known =
        conn.prepare_cached("SELECT 1 FROM reports WHERE source = ?1 LIMIT 1")?.exists([id.as_str()])?;
    if !known {
        return Err(Fault::Unknown(format!("source '{id}'")));
    }
    Ok(unknown(id.clone()))
}

fn unknown(id: SourceId) -> Source {
    Source {
        name: id.to_string(),
        aliases: Vec::new(),
        kind: SpeakerKind::Unknown,
        country: None,
        side: None,
        reliability: Reliability::F,
        id,
    }
}

fn put(conn: &Connection, source: &Source, by_user: bool) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO sources (id, name, aliases, kind, country, side, reliability, user_edited)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, aliases = excluded.aliases, kind = excluded.kind,
            country = excluded.country, side = excluded.side, reliability = excluded.reliability,
            user_edited = excluded.user_edited
        WHERE excluded.user_edited OR NOT sources.user_edited";
    let aliases = serde_json::to_string(&source.aliases)
        .map_err(|error| Fault::bad_row("sources", &source.id, &error))?;
    conn.prepare_cached(SQL)?.execute(params![
        source.id.as_str(),
        source.name,
        aliases,
        source.kind.as_str(),
        source.country,
        source.side.to_row(),
        source.reliability.as_str(),
        by_user,
    ])?;
    Ok(())
}

fn json(source: &Source) -> Result<String, Fault> {
    to_json(source).map_err(|bad| Fault::bad_row("sources", &source.id, &bad))
}

fn source(row: &Row<'_>) -> Result<StoredSource, Fault> {
    let id = SourceId::new(row.get::<_, String>("id")?);
    let aliases: String = row.get("aliases")?;
    let source = Source {
        name: row.get("name")?,
        aliases: serde_json::from_str(&aliases).map_err(|error| Fault::bad_row("sources", &id, &error))?,
        kind: row.get::<_, Named<_>>("kind")?.0,
        country: row.get("country")?,
        side: row.get::<_, Option<String>>("side")?.map(ActorId::new),
        reliability: row.get::<_, Named<_>>("reliability")?.0,
        id,
    };
    let reports: i64 = row.get("reports")?;
    Ok(StoredSource {
        source,
        user_edited: row.get("user_edited")?,
        reports: u64::try_from(reports).unwrap_or_default(),
    })
}
