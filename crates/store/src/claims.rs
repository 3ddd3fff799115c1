//! Claims going in with their report and coming out by id.

use dateline_model::{ActorId, Claim, ClaimId, CountRange, EventPlace, ReportId, TimeRange};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Fault, StoreError};
use crate::reports::{self, ReportRecord};
use crate::rows::{Named, Stored, from_json, to_json};
use crate::store::Store;
use crate::words;

impl Store {
    /// The claims with these ids, in the order of `ids`; those that are not in the database are left out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claims(&self, ids: &[ClaimId]) -> Result<Vec<Claim>, StoreError> {
        const SQL: &str = "SELECT body FROM claim_bodies WHERE claim = ?1";
        self.read("reading claims", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            let mut claims = Vec::with_capacity(ids.len());
            for id in ids {
                if let Some(num) = num_of(conn, *id)? {
                    claims.push(parse(id, &find.query_row([num], |row| row.get::<_, String>(0))?)?);
                }
            }
            Ok(claims)
        })
    }

    /// The claims of a report in the order of its text; none when it makes none or is not there.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claims_of_report(&self, id: ReportId) -> Result<Vec<Claim>, StoreError> {
        const SQL: &str =
            "SELECT b.body FROM claims c JOIN claim_bodies b ON b.claim = c.num WHERE c.report = ?1
            ORDER BY c.ordinal";
        self.read("reading the claims of a report", |conn| {
            let Some(num) = reports::num_of(conn, id)? else {
                return Ok(Vec::new());
            };
            let mut find = conn.prepare_cached(SQL)?;
            let bodies = find.query_map([num], |row| row.get::<_, String>(0))?;
            bodies.map(|body| parse(&id, &body?)).collect()
        })
    }

    /// The ids of all claims that feed incidents, those of superseded versions left out, sorted.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn live_claims(&self) -> Result<Vec<ClaimId>, StoreError> {
        const SQL: &str = "SELECT r.id, c.ordinal FROM claims c JOIN reports r ON r.num = c.report
            WHERE NOT c.is_superseded ORDER BY r.id, c.ordinal";
        self.read("listing claims", |conn| ids(conn, SQL))
    }
}

/// The number of the claim in this file.
pub(crate) fn num_of(conn: &Connection, id: ClaimId) -> Result<Option<i64>, Fault> {
    const SQL: &str = "SELECT c.num FROM reports r JOIN claims c ON c.report = r.num
        WHERE r.id = ?1 AND c.ordinal = ?2";
    let mut find = conn.prepare_cached(SQL)?;
    Ok(find.query_row(params![id.report.to_string(), id.ordinal], |row| row.get(0)).optional()?)
}

/// The ids that a query gives as id of the report and number there.
pub(crate) fn ids(conn: &Connection, sql: &str) -> Result<Vec<ClaimId>, Fault> {
    let mut find = conn.prepare_cached(sql)?;
    let ids = find.query_map([], |row| {
        let Named(report) = row.get(0)?;
        Ok(ClaimId { report, ordinal: row.get(1)? })
    })?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The claim of this JSON.
pub(crate) fn parse(id: &dyn std::fmt::Display, body: &str) -> Result<Claim, Fault> {
    from_json(body).map_err(|bad| Fault::bad_row("claim_bodies", id, &bad))
}

/// Writes the claims of a report over those it had; incidents that rested on one of those become stale.
pub(crate) fn put(conn: &Connection, report: i64, entry: &ReportRecord) -> Result<(), Fault> {
    mark_stale(conn, report)?;
    let count = i64::try_from(entry.claims.len()).unwrap_or(i64::MAX);
    conn.prepare_cached("DELETE FROM claims WHERE report = ?1 AND ordinal >= ?2")?
        .execute([report, count])?;
    for (at, claim) in entry.claims.iter().enumerate() {
        if claim.id.report != entry.report.id || usize::from(claim.id.ordinal) != at {
            return Err(Fault::bad_row(
                "claims",
                &claim.id,
                &format!("it is claim {at} of {}", entry.report.id),
            ));
        }
        let num = insert(conn, report, claim, &words::kept(&entry.report.text, claim.sentence, &entry.cuts))?;
        insert_actors(conn, num, claim)?;
        conn.prepare_cached("DELETE FROM blocks WHERE claim = ?1")?.execute([num])?;
        let mut put = conn.prepare_cached("INSERT OR IGNORE INTO blocks VALUES (?1, ?2)")?;
        for key in entry.block_keys.get(at).into_iter().flatten() {
            put.execute([*key, num])?;
        }
    }
    Ok(())
}

/// Takes the claims of a report out of fusing; incidents that rested on them become stale.
pub(crate) fn supersede(conn: &Connection, report: i64) -> Result<(), Fault> {
    mark_stale(conn, report)?;
    conn.prepare_cached("UPDATE claims SET is_superseded = 1 WHERE report = ?1")?.execute([report])?;
    conn.prepare_cached("DELETE FROM blocks WHERE claim IN (SELECT num FROM claims WHERE report = ?1)")?
        .execute([report])?;
    Ok(())
}

/// Lets everything that the claims of a report may have had a part in be fused again: their incidents, and the
/// claims that share a block key with them.
fn mark_stale(conn: &Connection, report: i64) -> Result<(), Fault> {
    // A report that is new has none, and both updates are costly to prepare.
    if !conn.prepare_cached("SELECT 1 FROM claims WHERE report = ?1")?.exists([report])? {
        return Ok(());
    }
    for sql in [
        "UPDATE incidents SET is_stale = 1 WHERE num IN (SELECT ic.incident FROM claims c
            JOIN incident_claims ic ON ic.claim = c.num WHERE c.report = ?1)",
        "UPDATE claims SET is_fused = 0 WHERE is_fused = 1 AND num IN (SELECT other.claim FROM claims c
            JOIN blocks own ON own.claim = c.num JOIN blocks other ON other.key = own.key WHERE c.report = ?1)",
    ] {
        conn.prepare_cached(sql)?.execute([report])?;
    }
    Ok(())
}

fn insert(conn: &Connection, report: i64, claim: &Claim, sentence: &str) -> Result<i64, Fault> {
    let body = to_json(claim).map_err(|bad| Fault::bad_row("claim_bodies", &claim.id, &bad))?;
    let time = TimeColumns::of(claim.time.as_ref().and_then(|time| time.range));
    let place = PlaceColumns::of(claim.place.as_ref());
    let num: i64 = conn
        .prepare_cached(
            "INSERT INTO claims (report, ordinal, event_type, means, modality, stance, time_start, time_end, grain,
                lat, lon, country, place, place_id, confidence, sentence, is_superseded)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                (SELECT is_superseded FROM reports WHERE num = ?1))
            ON CONFLICT (report, ordinal) DO UPDATE SET event_type = excluded.event_type, means = excluded.means,
                modality = excluded.modality, stance = excluded.stance, time_start = excluded.time_start,
                time_end = excluded.time_end, grain = excluded.grain, lat = excluded.lat, lon = excluded.lon,
                country = excluded.country, place = excluded.place, place_id = excluded.place_id,
                confidence = excluded.confidence, sentence = excluded.sentence, is_fused = 0
            RETURNING num",
        )?
        .query_row(
            params![
                report,
                claim.id.ordinal,
                claim.event_type.value.as_str(),
                claim.means.as_ref().map(|means| means.value.as_str()),
                claim.modality.value.as_str(),
                claim.stance.value.as_str(),
                time.start,
                time.end,
                time.grain,
                place.lat,
                place.lon,
                place.country,
                place.name,
                place.id,
                f64::from(claim.confidence.to_row()),
                sentence,
            ],
            |row| row.get(0),
        )?;
    conn.prepare_cached("INSERT OR REPLACE INTO claim_bodies VALUES (?1, ?2)")?
        .execute(params![num, body])?;
    Ok(num)
}

fn insert_actors(conn: &Connection, num: i64, claim: &Claim) -> Result<(), Fault> {
    conn.prepare_cached("DELETE FROM claim_actors WHERE claim = ?1")?.execute([num])?;
    let mut put = conn.prepare_cached("INSERT INTO claim_actors VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (ordinal, actor) in (0_i64..).zip(&claim.actors) {
        let id = actor.id.as_ref().map(ActorId::as_str);
        put.execute(params![num, ordinal, actor.role.as_str(), id, actor.name])?;
    }
    Ok(())
}

/// A time range as three columns.
pub(crate) struct TimeColumns {
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    pub(crate) grain: Option<&'static str>,
}

impl TimeColumns {
    pub(crate) fn of(range: Option<TimeRange>) -> Self {
        Self {
            start: range.map(|range| range.start().to_row()),
            end: range.map(|range| range.end().to_row()),
            grain: range.map(|range| range.grain().as_str()),
        }
    }
}

/// A place as the columns that are asked for most.
pub(crate) struct PlaceColumns<'a> {
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    pub(crate) radius_m: Option<u32>,
    pub(crate) country: Option<&'a str>,
    pub(crate) name: Option<&'a str>,
    pub(crate) id: Option<&'a str>,
    pub(crate) where_prec: Option<u8>,
}

impl<'a> PlaceColumns<'a> {
    /// The gazetteer's name and country where the place is known, else the report's words.
    pub(crate) fn of(at: Option<&'a EventPlace>) -> Self {
        let place = at.and_then(|at| at.place.as_ref());
        Self {
            lat: at.and_then(|at| at.lat),
            lon: at.and_then(|at| at.lon),
            radius_m: at.and_then(|at| at.radius_m),
            country: place.and_then(|place| place.country.as_deref()),
            name: place.map(|place| place.name.as_str()).or(at.map(|at| at.name.as_str())),
            id: place.map(|place| place.id.as_str()),
            where_prec: at.map(|at| at.where_prec),
        }
    }
}

/// A count as two columns.
pub(crate) fn count_columns(count: Option<CountRange>) -> (Option<u32>, Option<u32>) {
    (count.map(CountRange::min), count.and_then(CountRange::max))
}
