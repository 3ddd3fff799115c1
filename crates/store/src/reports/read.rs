//! A report coming out.

use dateline_model::{Cut, Note, Published, Repeat, Report, SourceId, Span};
use jiff::civil::DateTime;
use rusqlite::{Connection, Row, params};

use super::{ReportHead, StoredReport};
use crate::error::Fault;
use crate::rows::Named;
use crate::times::timestamp;

/// The head of a report from a row with its columns.
pub(super) fn head(row: &Row<'_>) -> rusqlite::Result<ReportHead> {
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

/// The report with this number.
pub(super) fn read(conn: &Connection, num: i64) -> Result<StoredReport, Fault> {
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

/// The repeats of a report, in the order they were put in.
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
