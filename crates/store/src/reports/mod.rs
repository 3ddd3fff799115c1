//! Reports going in and coming out, with what was cut from them and noticed in them.

mod put;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::{Claim, Cut, Note, Published, Repeat, Report, ReportId, SourceId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Fault, StoreError};
use crate::filter::match_expression;
use crate::rows::Named;
use crate::store::Store;

pub(crate) use read::{cuts, repeats};

/// How the origin of a report begins that a person added; their name follows. The format of the file knows it too.
pub const BY_HAND: &str = "by hand: ";

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
        self.write("putting in reports", |conn| {
            batch.iter().map(|record| put::put(conn, record, now)).collect()
        })
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
            Some(num) => read::read(conn, num).map(Some),
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
                if let Some(head) = find.query_row([id.to_string()], read::head).optional()? {
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
            Ok(find.query_map([id.to_string()], read::head)?.collect::<Result<_, _>>()?)
        })
    }

    /// The versions of the url of this report that another feeds the incidents for, in the order they came, itself
    /// left out; none for most reports.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn earlier_versions(&self, id: ReportId) -> Result<Vec<ReportHead>, StoreError> {
        const SQL: &str = "SELECT o.id, o.source, o.url, o.title, o.published, o.published_has_time,
                o.published_offset, o.origin, o.is_superseded
            FROM reports r JOIN reports o ON o.url = r.url AND o.num <> r.num
            WHERE r.id = ?1 AND o.is_superseded ORDER BY o.version";
        self.read("reading the earlier versions of a report", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            Ok(find.query_map([id.to_string()], read::head)?.collect::<Result<_, _>>()?)
        })
    }

    /// The reports with all these words in title or text, best match first: at most `limit`. The words are read as
    /// those of [`Filter::text`](crate::Filter::text).
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn find_reports(&self, text: &str, limit: u32) -> Result<Vec<ReportHead>, StoreError> {
        const SQL: &str =
            "SELECT id, source, url, r.title, published, published_has_time, published_offset, origin,
            is_superseded FROM reports_text t JOIN reports r ON r.num = t.rowid
            WHERE reports_text MATCH ?1 ORDER BY rank LIMIT ?2";
        self.read("searching reports", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            let found = find.query_map(params![match_expression(text), limit], read::head)?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// The reports that hold at least one of these runs of words, those that hold most of them first: at most
    /// `limit`. Letters are compared as the text index compares them: without case, accents and endings.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn reports_sharing(&self, runs: &[&str], limit: u32) -> Result<Vec<ReportHead>, StoreError> {
        const SQL: &str =
            "SELECT id, source, url, r.title, published, published_has_time, published_offset, origin,
            is_superseded FROM reports_text t JOIN reports r ON r.num = t.rowid
            WHERE reports_text MATCH ?1 ORDER BY rank, r.id LIMIT ?2";
        let quoted = |run: &&str| format!("\"{}\"", run.replace('"', " "));
        let any = runs.iter().map(quoted).collect::<Vec<_>>().join(" OR ");
        if any.is_empty() {
            return Ok(Vec::new());
        }
        self.read("looking for reports of the same words", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            Ok(find.query_map(params![any, limit], read::head)?.collect::<Result<_, _>>()?)
        })
    }

    /// The versions of one text that came under this address, in the order they came; none for the front page of a
    /// site, which is no address of one text.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn reports_at(&self, url: &str) -> Result<Vec<ReportHead>, StoreError> {
        const SQL: &str =
            "SELECT id, source, url, title, published, published_has_time, published_offset, origin,
            is_superseded FROM reports WHERE url = ?1 ORDER BY num";
        if !put::names_one_text(url) {
            return Ok(Vec::new());
        }
        self.read("looking up an address", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            Ok(find.query_map([url], read::head)?.collect::<Result<_, _>>()?)
        })
    }

    /// The reports that a person added ([`BY_HAND`]) and another version of the engine read, in the order they came:
    /// no input of a build holds them, so only the database can give them to be read again.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn added_by_hand(&self, engine: &str) -> Result<Vec<ReportId>, StoreError> {
        const SQL: &str = "SELECT id FROM reports WHERE substr(origin, 1, 9) = 'by hand: ' AND engine <> ?1
            ORDER BY num";
        self.read("looking for reports added by hand", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            let ids = find.query_map([engine], |row| Ok(row.get::<_, Named<_>>(0)?.0))?;
            Ok(ids.collect::<Result<_, _>>()?)
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
