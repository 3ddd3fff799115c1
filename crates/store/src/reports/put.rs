//! A report going in, as new, known, read anew, or a version of another.

use dateline_model::{Report, ReportId, Span};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Outcome, ReportRecord};
use crate::claims;
use crate::error::Fault;
use crate::history::{Change, record};
use crate::rows::{Named, Stored};
use crate::times::moment;
use crate::words;

/// Puts in one report; what became of it.
pub(super) fn put(conn: &Connection, entry: &ReportRecord, now: Timestamp) -> Result<Outcome, Fault> {
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

/// Whether an address leads to one text: the front page of a site does not.
pub(super) fn names_one_text(url: &str) -> bool {
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

fn ends(span: Span) -> (i64, i64) {
    // Spans are made of two u32.
    (i64::try_from(span.start()).unwrap_or(i64::MAX), i64::try_from(span.end()).unwrap_or(i64::MAX))
}
