//! Whether the file is whole.

use dateline_model::{Claim, Cut, Repeat, Span};
use rusqlite::Connection;

use crate::claims;
use crate::error::{Fault, StoreError};
use crate::reports;
use crate::store::Store;

/// At most so many damages are told.
const ENOUGH: usize = 20;

impl Store {
    /// What is damaged, in words: nothing when the file is whole. Reads every page and every claim.
    ///
    /// Looked at are the pages and indexes of the file, keys that lead nowhere, the text and spatial indexes, and
    /// what holds in every Dateline database: the claims of an incident exist, spans fit their report.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        self.read("checking the database", |conn| {
            let mut damages = pages(conn)?;
            // A file with broken pages would only repeat itself below.
            if damages.is_empty() {
                damages.extend(keys(conn)?);
                damages.extend(text_indexes(conn)?);
                damages.extend(counts(conn)?);
                damages.extend(spans(conn)?);
                damages.extend(links(conn)?);
            }
            damages.truncate(ENOUGH);
            Ok(damages)
        })
    }
}

fn pages(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut check = conn.prepare(&format!("PRAGMA integrity_check({ENOUGH})"))?;
    let lines = check.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

fn keys(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut check = conn.prepare("PRAGMA foreign_key_check")?;
    let lines = check.query_map([], |row| {
        let (table, rowid, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("a row of {table} ({}) leads to no row of {parent}", rowid.unwrap_or_default()))
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}

fn text_indexes(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut damages = Vec::new();
    for (index, table, condition) in [
        ("reports_text_docsize", "reports", "TRUE"),
        ("incidents_text_docsize", "incidents", "TRUE"),
        ("incidents_box_rowid", "incidents", "lat IS NOT NULL AND lon IS NOT NULL"),
    ] {
        let key = if index.ends_with("docsize") { "id" } else { "rowid" };
        let missing: i64 = conn.query_row(
            &format!(
                "SELECT count(*) FROM {table} WHERE {condition} AND num NOT IN (SELECT {key} FROM {index})"
            ),
            [],
            |row| row.get(0),
        )?;
        let extra: i64 = conn.query_row(
            &format!(
                "SELECT count(*) FROM {index} WHERE {key} NOT IN (SELECT num FROM {table} WHERE {condition})"
            ),
            [],
            |row| row.get(0),
        )?;
        if missing + extra > 0 {
            damages.push(format!("{index} lacks {missing} rows of {table} and has {extra} too many"));
        }
    }
    Ok(damages)
}

fn counts(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut damages = Vec::new();
    for (sql, what) in [
        (
            "SELECT id FROM incidents WHERE num NOT IN (SELECT incident FROM incident_bodies)",
            "incident without a body",
        ),
        ("SELECT num FROM claims WHERE num NOT IN (SELECT claim FROM claim_bodies)", "claim without a body"),
        (
            "SELECT id FROM incidents WHERE NOT is_stale AND num NOT IN
                (SELECT incident FROM incident_claims WHERE part = 'founds')",
            "incident without a founding claim",
        ),
        ("SELECT target FROM redirects WHERE target IN (SELECT id FROM redirects)", "redirect to a redirect"),
    ] {
        let mut find = conn.prepare(sql)?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            let id = row
                .get_ref(0)?
                .as_str()
                .map(str::to_owned)
                .or_else(|_| row.get::<_, i64>(0).map(|n| n.to_string()));
            damages.push(format!("{what}: {}", id?));
        }
    }
    Ok(damages)
}

/// Every claim of an incident's body is among its claims here.
fn links(conn: &Connection) -> Result<Vec<String>, Fault> {
    const SQL: &str = "SELECT i.id, json_extract(l.value, '$.claim') AS linked
        FROM incidents i JOIN incident_bodies b ON b.incident = i.num, json_each(b.body, '$.links') l
        WHERE NOT i.is_stale AND NOT EXISTS (SELECT 1 FROM incident_claims ic JOIN claims c ON c.num = ic.claim
            JOIN reports r ON r.num = c.report WHERE ic.incident = i.num AND r.id || '-' || c.ordinal = linked)
        LIMIT 20";
    let mut find = conn.prepare(SQL)?;
    let lines = find.query_map([], |row| {
        Ok(format!(
            "incident {} rests on claim {}, which is not there",
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?
        ))
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}

fn spans(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut damages = Vec::new();
    let mut reports = conn.prepare("SELECT num, id, text FROM reports ORDER BY num")?;
    let mut claims = conn.prepare(
        "SELECT c.ordinal, b.body FROM claims c JOIN claim_bodies b ON b.claim = c.num WHERE c.report = ?1",
    )?;
    let mut rows = reports.query([])?;
    while let Some(row) = rows.next()? {
        let (num, id, text): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let cuts = reports::cuts(conn, num)?.into_iter().map(|Cut { span, .. }| span);
        let repeats =
            reports::repeats(conn, num)?.into_iter().flat_map(|Repeat { kept, again }| [kept, again]);
        if cuts.chain(repeats).any(|span| span.of(&text).is_none()) {
            damages.push(format!("a cut or repeat of report {id} does not fit its text"));
        }
        let mut found = claims.query([num])?;
        while let Some(row) = found.next()? {
            let (ordinal, body): (u32, String) = (row.get(0)?, row.get(1)?);
            match claims::parse(&format!("{id}-{ordinal}"), &body) {
                Ok(claim) if all_spans(&claim).iter().all(|span| span.of(&text).is_some()) => {}
                Ok(claim) => damages.push(format!("a span of claim {} does not fit its report", claim.id)),
                Err(_) => damages.push(format!("the body of claim {id}-{ordinal} cannot be read")),
            }
        }
        if damages.len() >= ENOUGH {
            break;
        }
    }
    Ok(damages)
}

/// Every span of the claim.
fn all_spans(claim: &Claim) -> Vec<Span> {
    let mut spans = vec![claim.sentence];
    spans.extend(&claim.repeats);
    spans.extend(&claim.event_type.spans);
    spans.extend(claim.means.iter().flat_map(|means| &means.spans));
    spans.extend(claim.actors.iter().flat_map(|actor| &actor.spans));
    spans.extend(claim.place.iter().flat_map(|place| &place.spans));
    spans.extend(claim.time.iter().flat_map(|time| &time.spans));
    spans.extend(claim.casualties.iter().flat_map(|casualty| &casualty.spans));
    spans.extend(claim.materiel.iter().flat_map(|materiel| &materiel.spans));
    spans.extend(claim.attribution.iter().flat_map(|speaker| speaker.words.iter().chain(&speaker.cue)));
    spans.extend(&claim.stance.spans);
    spans.extend(&claim.modality.spans);
    spans
}
