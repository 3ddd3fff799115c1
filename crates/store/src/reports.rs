//! Reports going in and coming out, with what was cut from them and noticed in them.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::{Claim, Cut, Note, Published, Repeat, Report, ReportId, SourceId, Span};
use jiff::Timestamp;
use jiff::civil::DateTime;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::claims;
use crate::error::{Fault, StoreError};
use crate::history::{Change, record};
use crate::rows::{Named, Stored};
use crate::store::Store;
use crate::words;

/// A report with everything the rooms before the fuse room made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRecord {
    /// The report; its notes are those of the reading room.
    pub report: Report,
    /// Passages that did not take part in reading.
    pub cuts: Vec<Cut>,
    /// Passages that stand twice.
    pub repeats: Vec<Repeat>,
    /// What the claims room noticed.
    pub notes: Vec<Note>,
    /// Its claims; each names this report in its id.
    pub claims: Vec<Claim>,
    /// The fuse room's sketch of the text, in a form of its own; may be empty.
    pub digest: Vec<u8>,
    /// For each claim, in the same order, the keys of the blocks it falls into; none for a claim that is not fused.
    pub block_keys: Vec<Vec<i64>>,
    /// Version of the engine that made the claims; a report read by another version is read again.
    pub engine: String,
}

/// What became of a report that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    New,
    /// It was there, read by the same engine: nothing changed.
    Known,
    /// It was there, read by another engine: its claims were replaced.
    Reread,
    /// It is another text under a url that was there: a new version, chained to the one before.
    NewVersion,
}

/// A report as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredReport {
    /// The report; its notes are those of the reading room.
    pub report: Report,
    /// Passages that did not take part in reading.
    pub cuts: Vec<Cut>,
    /// Passages that stand twice.
    pub repeats: Vec<Repeat>,
    /// What the claims room noticed.
    pub notes: Vec<Note>,
    /// Its place among the versions of its url, from 1, in the order they came.
    pub version: u32,
    /// The version that came before it.
    pub previous: Option<ReportId>,
    /// Whether another version of its url feeds the incidents in its place: the one published last, or that came last.
    pub is_superseded: bool,
    /// Version of the engine that read it.
    pub engine: String,
    /// When it was put in.
    pub retrieved: Timestamp,
}

/// What a list of reports shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportHead {
    /// Its identity.
    pub id: ReportId,
    /// Who published it.
    pub source: Option<SourceId>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Where it was found.
    pub origin: String,
    /// Whether another version of its url feeds the incidents in its place.
    pub is_superseded: bool,
}

impl Store {
    /// Puts in a batch of reports as one transaction; the outcomes come in the order of the batch.
    ///
    /// The claims of new and reread reports wait for the fuse room: see [`Store::pending`].
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::Corrupt`], and
    /// [`StoreError::BadRow`] when a claim names another report. On an error nothing of the batch is kept.
    pub fn put_reports(
        &mut self,
        batch: &[ReportRecord],
        now: Timestamp,
    ) -> Result<Vec<Outcome>, StoreError> {
        self.write("putting in reports", |conn| batch.iter().map(|record| put(conn, record, now)).collect())
    }

    /// Those of `ids` that are in the database, read by this version of the engine.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn known(&self, ids: &[ReportId], engine: &str) -> Result<BTreeSet<ReportId>, StoreError> {
        self.read("looking up reports", |conn| {
            let mut find = conn.prepare_cached("SELECT 1 FROM reports WHERE id = ?1 AND engine = ?2")?;
            let mut known = BTreeSet::new();
            for id in ids {
                if find.exists(params![id.to_string(), engine])? {
                    known.insert(*id);
                }
            }
            Ok(known)
        })
    }

    /// The report with this id, or `None`.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn report(&self, id: ReportId) -> Result<Option<StoredReport>, StoreError> {
        self.read("reading a report", |conn| match num_of(conn, id)? {
            Some(num) => read(conn, num).map(Some),
            None => Ok(None),
        })
    }

    /// The heads of those of `ids` that are in the database.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn report_heads(&self, ids: &[ReportId]) -> Result<BTreeMap<ReportId, ReportHead>, StoreError> {
        const SQL: &str =
            "SELECT id, source, url, title, published, published_has_time, published_offset, origin,
            is_superseded FROM reports WHERE id = ?1";
        self.read("reading the heads of reports", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            let mut heads = BTreeMap::new();
            for id in ids {
                if let Some(head) = find.query_row([id.to_string()], head).optional()? {
                    heads.insert(*id, head);
                }
            }
            Ok(heads)
        })
    }

    /// The versions of the url of this report in the order they came, itself included; none when it is not there.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn report_versions(&self, id: ReportId) -> Result<Vec<ReportHead>, StoreError> {
        const SQL: &str = "WITH RECURSIVE
            back (num) AS (SELECT num FROM reports WHERE id = ?1
                UNION SELECT r.previous FROM reports r JOIN back USING (num) WHERE r.previous IS NOT NULL),
            chain (num) AS (SELECT min(num) FROM back
                UNION SELECT r.num FROM reports r JOIN chain ON r.previous = chain.num)
            SELECT id, source, url, title, published, published_has_time, published_offset, origin, is_superseded
            FROM reports JOIN chain USING (num) ORDER BY version";
        self.read("reading the versions of a report", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            Ok(find.query_map([id.to_string()], head)?.collect::<Result<_, _>>()?)
        })
    }

    /// The digests of those of `ids` that have one.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn digests(&self, ids: &[ReportId]) -> Result<BTreeMap<ReportId, Vec<u8>>, StoreError> {
        const SQL: &str = "SELECT digest FROM digests JOIN reports ON num = report WHERE id = ?1";
        self.read("reading digests", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            let mut digests = BTreeMap::new();
            for id in ids {
                if let Some(digest) = find.query_row([id.to_string()], |row| row.get(0)).optional()? {
                    digests.insert(*id, digest);
                }
            }
            Ok(digests)
        })
    }
}

/// The number of the report in this file.
pub(crate) fn num_of(conn: &Connection, id: ReportId) -> Result<Option<i64>, Fault> {
    let mut find = conn.prepare_cached("SELECT num FROM reports WHERE id = ?1")?;
    Ok(find.query_row([id.to_string()], |row| row.get(0)).optional()?)
}

fn put(conn: &Connection, entry: &ReportRecord, now: Timestamp) -> Result<Outcome, Fault> {
    let id = entry.report.id;
    let known: Option<(i64, String)> = conn
        .prepare_cached("SELECT num, engine FROM reports WHERE id = ?1")?
        .query_row([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match known {
        Some((_, engine)) if engine == entry.engine => Ok(Outcome::Known),
        Some((num, engine)) => {
            conn.prepare_cached("UPDATE reports SET engine = ?2 WHERE num = ?1")?
                .execute(params![num, entry.engine])?;
            put_parts(conn, num, entry)?;
            record(conn, now, Change::ReportReread, &id, Some(&engine), Some(&entry.engine))?;
            Ok(Outcome::Reread)
        }
        None => {
            let previous = previous_version(conn, &entry.report)?;
            let num = insert(conn, entry, previous.as_ref(), now)?;
            put_parts(conn, num, entry)?;
            let Some((_, previous_id, _)) = previous else {
                record(conn, now, Change::ReportNew, &id, None, Some(&entry.report.origin))?;
                return Ok(Outcome::New);
            };
            settle_versions(conn, entry.report.url.as_deref())?;
            record(conn, now, Change::ReportVersion, &id, Some(&previous_id.0.to_string()), None)?;
            Ok(Outcome::NewVersion)
        }
    }
}

/// Number, id and version number of the version that came last before this report under the same address.
///
/// The front page of a site is no address of one text: its reports are no versions of each other.
fn previous_version(
    conn: &Connection,
    report: &Report,
) -> Result<Option<(i64, Named<ReportId>, u32)>, Fault> {
    const SQL: &str = "SELECT num, id, version FROM reports WHERE url = ?1 ORDER BY num DESC LIMIT 1";
    let Some(url) = report.url.as_deref().filter(|url| names_one_text(url)) else {
        return Ok(None);
    };
    let mut find = conn.prepare_cached(SQL)?;
    Ok(find.query_row([url], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
}

fn names_one_text(url: &str) -> bool {
    let address = url.split_once("://").map_or(url, |(_, address)| address);
    address.split_once('/').is_some_and(|(_, path)| !path.is_empty())
}

fn insert(
    conn: &Connection,
    entry: &ReportRecord,
    previous: Option<&(i64, Named<ReportId>, u32)>,
    now: Timestamp,
) -> Result<i64, Fault> {
    let report = &entry.report;
    let published = report.published;
    conn.prepare_cached(
        "INSERT INTO reports (id, external_id, source, url, title, published, published_has_time, published_offset,
            lang, text, is_html, origin, version, previous, engine, retrieved_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        report.id.to_string(),
        report.external_id,
        report.source.to_row(),
        report.url,
        report.title,
        published.map(|published| published.at.to_row()),
        published.is_some_and(|published| published.has_time),
        published.and_then(|published| published.offset_minutes),
        report.lang,
        report.text,
        report.is_html,
        report.origin,
        previous.map_or(1, |(_, _, version)| version + 1),
        previous.map(|(num, _, _)| num),
        entry.engine,
        moment(now),
    ])?;
    Ok(conn.last_insert_rowid())
}

/// Writes cuts, repeats, notes, digest, text index and claims in place of those that are there.
fn put_parts(conn: &Connection, num: i64, entry: &ReportRecord) -> Result<(), Fault> {
    for table in ["cuts", "repeats", "notes", "digests"] {
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?.execute([num])?;
    }
    let mut put = conn.prepare_cached("INSERT INTO cuts VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (ordinal, cut) in (0_i64..).zip(&entry.cuts) {
        let (start, end) = ends(cut.span);
        put.execute(params![num, ordinal, start, end, cut.reason.as_str()])?;
    }
    let mut put = conn.prepare_cached("INSERT INTO repeats VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (ordinal, repeat) in (0_i64..).zip(&entry.repeats) {
        let ((kept_start, kept_end), (start, end)) = (ends(repeat.kept), ends(repeat.again));
        put.execute(params![num, ordinal, kept_start, kept_end, start, end])?;
    }
    let mut put = conn.prepare_cached("INSERT INTO notes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    let notes = entry.report.notes.iter().map(|note| ("read", note));
    for (ordinal, (room, note)) in (0_i64..).zip(notes.chain(entry.notes.iter().map(|note| ("claims", note))))
    {
        let (start, end) = note.span.map(ends).unzip();
        put.execute(params![num, ordinal, room, note.kind.as_str(), start, end, note.detail])?;
    }
    if !entry.digest.is_empty() {
        let mut put = conn.prepare_cached("INSERT INTO digests VALUES (?1, ?2)")?;
        put.execute(params![num, entry.digest])?;
    }
    let text = words::kept(&entry.report.text, Span::between(0, entry.report.text.len()), &entry.cuts);
    conn.prepare_cached("INSERT OR REPLACE INTO reports_text (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![num, entry.report.title.as_deref().unwrap_or_default(), text])?;
    claims::put(conn, num, entry)
}

/// Lets one version of the address feed the incidents: the one published last, among equals the one that came last.
fn settle_versions(conn: &Connection, url: Option<&str>) -> Result<(), Fault> {
    const SQL: &str = "SELECT num FROM reports WHERE url = ?1 AND is_superseded = 0
        ORDER BY published IS NOT NULL DESC, published DESC, num DESC LIMIT -1 OFFSET 1";
    let older: Vec<i64> =
        conn.prepare_cached(SQL)?.query_map([url], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for num in older {
        conn.prepare_cached("UPDATE reports SET is_superseded = 1 WHERE num = ?1")?.execute([num])?;
        claims::supersede(conn, num)?;
    }
    Ok(())
}

fn head(row: &Row<'_>) -> rusqlite::Result<ReportHead> {
    Ok(ReportHead {
        id: row.get::<_, Named<_>>("id")?.0,
        source: row.get::<_, Option<String>>("source")?.map(SourceId::new),
        url: row.get("url")?,
        title: row.get("title")?,
        published: published(row)?,
        origin: row.get("origin")?,
        is_superseded: row.get("is_superseded")?,
    })
}

fn published(row: &Row<'_>) -> rusqlite::Result<Option<Published>> {
    let Some(Named(at)) = row.get::<_, Option<Named<DateTime>>>("published")? else {
        return Ok(None);
    };
    let (has_time, offset_minutes) = (row.get("published_has_time")?, row.get("published_offset")?);
    Ok(Some(Published { at, has_time, offset_minutes }))
}

fn read(conn: &Connection, num: i64) -> Result<StoredReport, Fault> {
    const SQL: &str =
        "SELECT r.*, p.id AS previous_id FROM reports r LEFT JOIN reports p ON p.num = r.previous
        WHERE r.num = ?1";
    let mut stored = conn.prepare_cached(SQL)?.query_row([num], |row| {
        let head = head(row)?;
        Ok(StoredReport {
            report: Report {
                id: head.id,
                external_id: row.get("external_id")?,
                source: head.source,
                url: head.url,
                title: head.title,
                published: head.published,
                lang: row.get("lang")?,
                text: row.get("text")?,
                is_html: row.get("is_html")?,
                origin: head.origin,
                notes: Vec::new(),
            },
            cuts: Vec::new(),
            repeats: Vec::new(),
            notes: Vec::new(),
            version: row.get("version")?,
            previous: row.get::<_, Option<Named<_>>>("previous_id")?.map(|id| id.0),
            is_superseded: head.is_superseded,
            engine: row.get("engine")?,
            retrieved: timestamp(row, "retrieved_at")?,
        })
    })?;
    stored.cuts = cuts(conn, num)?;
    stored.repeats = repeats(conn, num)?;
    stored.report.notes = notes(conn, num, "read")?;
    stored.notes = notes(conn, num, "claims")?;
    Ok(stored)
}

/// The cuts of a report, in the order they were put in.
pub(crate) fn cuts(conn: &Connection, num: i64) -> Result<Vec<Cut>, Fault> {
    let mut find = conn.prepare_cached("SELECT * FROM cuts WHERE report = ?1 ORDER BY ordinal")?;
    let cuts = find.query_map([num], |row| {
        Ok(Cut { span: span(row, "span_start", "span_end")?, reason: row.get::<_, Named<_>>("reason")?.0 })
    })?;
    Ok(cuts.collect::<Result<_, _>>()?)
}

pub(crate) fn repeats(conn: &Connection, num: i64) -> Result<Vec<Repeat>, Fault> {
    let mut find = conn.prepare_cached("SELECT * FROM repeats WHERE report = ?1 ORDER BY ordinal")?;
    let repeats = find.query_map([num], |row| {
        Ok(Repeat {
            kept: span(row, "kept_start", "kept_end")?,
            again: span(row, "again_start", "again_end")?,
        })
    })?;
    Ok(repeats.collect::<Result<_, _>>()?)
}

fn notes(conn: &Connection, num: i64, room: &str) -> Result<Vec<Note>, Fault> {
    let mut find =
        conn.prepare_cached("SELECT * FROM notes WHERE report = ?1 AND room = ?2 ORDER BY ordinal")?;
    let notes = find.query_map(params![num, room], |row| {
        let has_span = row.get::<_, Option<i64>>("span_start")?.is_some();
        Ok(Note {
            kind: row.get::<_, Named<_>>("kind")?.0,
            span: has_span.then(|| span(row, "span_start", "span_end")).transpose()?,
            detail: row.get("detail")?,
        })
    })?;
    Ok(notes.collect::<Result<_, _>>()?)
}

fn span(row: &Row<'_>, start: &str, end: &str) -> rusqlite::Result<Span> {
    Ok(Span::between(row.get::<_, u32>(start)? as usize, row.get::<_, u32>(end)? as usize))
}

fn ends(span: Span) -> (i64, i64) {
    // Spans are made of two u32.
    (i64::try_from(span.start()).unwrap_or(i64::MAX), i64::try_from(span.end()).unwrap_or(i64::MAX))
}

/// The moment as the tables write it: UTC, whole seconds.
pub(crate) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The moment in this column.
pub(crate) fn timestamp(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error: jiff::Error| {
        let at = row.as_ref().column_index(column).unwrap_or_default();
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(error))
    })
}
