//! Incidents going in: what the fuse room made of some claims takes the place of what it made of them before.

use std::collections::BTreeMap;

use dateline_model::{ActorId, ClaimId, EventType, Harm, Incident, Means};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, params};

use crate::area::BBox;
use crate::claims::{self, PlaceColumns, TimeColumns, count_columns};
use crate::error::{Fault, StoreError};
use crate::history::{Change, record};
use crate::reports::moment;
use crate::rows::to_json;
use crate::store::Store;

/// What replacing incidents came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Incidents that were not there before.
    pub new: u64,
    /// Incidents that say something else than before.
    pub changed: u64,
    /// Incidents that are as before.
    pub unchanged: u64,
    /// Incidents that joined another; their ids lead there.
    pub merged: u64,
    /// Incidents that lost every claim.
    pub withdrawn: u64,
}

/// So many bits of an incident's number tell incidents of one minute apart.
pub(crate) const SERIAL_BITS: u32 = 20;

/// An incident that is there and may have to go.
struct Old {
    num: i64,
    founder: Option<i64>,
}

impl Store {
    /// Puts `incidents`, made from exactly the claims `scope`, in the place of those that rested on any of these
    /// claims, as one transaction.
    ///
    /// An incident that is as before keeps its revision and dates. One whose founding claim now stands in another
    /// becomes a redirect to it. Stale incidents without a claim that still feeds incidents are withdrawn, so the
    /// call is due even with an empty scope while [`Store::is_fuse_due`].
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when an incident rests on a claim that is not there; others when the file cannot be
    /// written. On an error nothing is changed.
    pub fn replace_incidents(
        &mut self,
        scope: &[ClaimId],
        incidents: &[Incident],
        now: Timestamp,
    ) -> Result<Replaced, StoreError> {
        self.write("replacing incidents", |conn| {
            set_scope(conn, scope)?;
            let mut old = old_incidents(conn)?;
            let mut done = Replaced::default();
            for incident in incidents {
                old.remove(incident.id.as_str());
                match put(conn, incident, now)? {
                    Put::New => done.new += 1,
                    Put::Changed => done.changed += 1,
                    Put::Unchanged => done.unchanged += 1,
                }
            }
            for (id, old) in &old {
                match take_away(conn, id, old, now)? {
                    Some(_) => done.merged += 1,
                    None => done.withdrawn += 1,
                }
            }
            conn.execute("UPDATE claims SET is_fused = 1 WHERE num IN (SELECT claim FROM temp.scope)", [])?;
            conn.execute("DELETE FROM temp.scope", [])?;
            Ok(done)
        })
    }
}

/// Writes the numbers of the claims in scope into a table of this connection.
fn set_scope(conn: &Connection, scope: &[ClaimId]) -> Result<(), Fault> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS scope (claim INTEGER PRIMARY KEY); DELETE FROM temp.scope;",
    )?;
    let mut put = conn.prepare_cached("INSERT OR IGNORE INTO temp.scope VALUES (?1)")?;
    for id in scope {
        put.execute([claim_num(conn, *id)?])?;
    }
    Ok(())
}

fn claim_num(conn: &Connection, id: ClaimId) -> Result<i64, Fault> {
    claims::num_of(conn, id)?.ok_or_else(|| Fault::Unknown(format!("claim {id}")))
}

/// The incidents that rest on claims in scope, and the stale ones with no claim left outside it.
fn old_incidents(conn: &Connection) -> Result<BTreeMap<String, Old>, Fault> {
    const SQL: &str = "WITH old (num) AS (
            SELECT ic.incident FROM temp.scope s JOIN incident_claims ic ON ic.claim = s.claim
            UNION SELECT num FROM incidents i WHERE is_stale = 1 AND NOT EXISTS (
                SELECT 1 FROM incident_claims ic JOIN claims c ON c.num = ic.claim
                WHERE ic.incident = i.num AND NOT c.is_superseded AND ic.claim NOT IN temp.scope))
        SELECT i.id, i.num, (SELECT claim FROM incident_claims WHERE incident = i.num AND part = 'founds')
        FROM old JOIN incidents i USING (num)";
    let mut find = conn.prepare_cached(SQL)?;
    let old = find.query_map([], |row| Ok((row.get(0)?, Old { num: row.get(1)?, founder: row.get(2)? })))?;
    Ok(old.collect::<Result<_, _>>()?)
}

enum Put {
    New,
    Changed,
    Unchanged,
}

/// The row of an incident that is there already.
struct Before {
    num: i64,
    body: String,
    is_stale: bool,
    first_seen: String,
    last_changed: String,
    revision: i64,
}

fn put(conn: &Connection, incident: &Incident, now: Timestamp) -> Result<Put, Fault> {
    const SQL: &str = "SELECT num, body, is_stale, first_seen, last_changed, revision FROM incidents
        JOIN incident_bodies ON incident = num WHERE id = ?1";
    let body = to_json(incident).map_err(|bad| Fault::bad_row("incident_bodies", &incident.id, &bad))?;
    let mut find = conn.prepare_cached(SQL)?;
    let before = find
        .query_row([incident.id.as_str()], |row| {
            Ok(Before {
                num: row.get(0)?,
                body: row.get(1)?,
                is_stale: row.get(2)?,
                first_seen: row.get(3)?,
                last_changed: row.get(4)?,
                revision: row.get(5)?,
            })
        })
        .optional()?;
    let Some(before) = before else {
        return put_new(conn, incident, &body, now);
    };
    let is_same = before.body == body;
    if is_same && !before.is_stale {
        return Ok(Put::Unchanged);
    }
    let summary = summary(conn, before.num)?;
    remove(conn, before.num)?;
    let times = if is_same {
        Times { first_seen: before.first_seen, last_changed: before.last_changed, revision: before.revision }
    } else {
        Times { first_seen: before.first_seen, last_changed: moment(now), revision: before.revision + 1 }
    };
    let num = insert(conn, incident, &body, &times, Some(before.num))?;
    if is_same {
        return Ok(Put::Unchanged);
    }
    let after = self::summary(conn, num)?;
    record(conn, now, Change::IncidentChanged, &incident.id, Some(&summary), Some(&after))?;
    Ok(Put::Changed)
}

/// An incident whose id is not in use; one that was there once goes on from its last revision.
fn put_new(conn: &Connection, incident: &Incident, body: &str, now: Timestamp) -> Result<Put, Fault> {
    const SQL: &str = "SELECT min(at), count(*) FROM history WHERE subject = ?1";
    let (first_seen, revision) = conn.prepare_cached(SQL)?.query_row([incident.id.as_str()], |row| {
        Ok((row.get::<_, Option<String>>(0)?, row.get::<_, i64>(1)?))
    })?;
    conn.prepare_cached("DELETE FROM redirects WHERE id = ?1")?.execute([incident.id.as_str()])?;
    let times = Times {
        first_seen: first_seen.unwrap_or_else(|| moment(now)),
        last_changed: moment(now),
        revision: revision + 1,
    };
    let num = insert(conn, incident, body, &times, None)?;
    record(conn, now, Change::IncidentNew, &incident.id, None, Some(&summary(conn, num)?))?;
    Ok(Put::New)
}

/// Removes an incident; the id of the one its founding claim now stands in, or `None` when it was withdrawn.
fn take_away(conn: &Connection, id: &str, old: &Old, now: Timestamp) -> Result<Option<String>, Fault> {
    const SQL: &str = "SELECT i.id FROM incident_claims ic JOIN incidents i ON i.num = ic.incident
        WHERE ic.claim = ?1 AND ic.incident <> ?2 ORDER BY ic.part = 'denies', i.id LIMIT 1";
    let summary = summary(conn, old.num)?;
    let heir: Option<String> =
        conn.prepare_cached(SQL)?.query_row(params![old.founder, old.num], |row| row.get(0)).optional()?;
    remove(conn, old.num)?;
    if let Some(heir) = &heir {
        conn.prepare_cached("INSERT OR REPLACE INTO redirects VALUES (?1, ?2, ?3)")?.execute(params![
            id,
            heir,
            moment(now)
        ])?;
        conn.prepare_cached("UPDATE redirects SET target = ?2 WHERE target = ?1")?.execute([id, heir])?;
    }
    let change = if heir.is_some() { Change::IncidentMerged } else { Change::IncidentWithdrawn };
    record(conn, now, change, &id, Some(&summary), heir.as_deref())?;
    Ok(heir)
}

/// What the history tells of an incident: a short JSON object.
fn summary(conn: &Connection, num: i64) -> Result<String, Fault> {
    const SQL: &str = "SELECT json_object('revision', revision, 'event_type', event_type, 'time_start', time_start,
            'time_end', time_end, 'place', place, 'lat', lat, 'lon', lon, 'killed', json_array(killed_min, killed_max),
            'injured', json_array(injured_min, injured_max), 'grade', grade, 'reports', reports, 'roots', roots,
            'claims', (SELECT count(*) FROM incident_claims WHERE incident = num))
        FROM incidents WHERE num = ?1";
    Ok(conn.prepare_cached(SQL)?.query_row([num], |row| row.get(0))?)
}

fn remove(conn: &Connection, num: i64) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM incidents WHERE num = ?1",
        "DELETE FROM incidents_text WHERE rowid = ?1",
        "DELETE FROM incidents_box WHERE incident = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([num])?;
    }
    Ok(())
}

struct Times {
    first_seen: String,
    last_changed: String,
    revision: i64,
}

fn insert(
    conn: &Connection,
    incident: &Incident,
    body: &str,
    times: &Times,
    before: Option<i64>,
) -> Result<i64, Fault> {
    let num = free_num(conn, incident, before)?;
    let range = incident.time.headline;
    let time = TimeColumns::of(range);
    let place = PlaceColumns::of(incident.place.headline.as_ref());
    let (killed_min, killed_max) = count_columns(incident.total(Harm::Killed));
    let (injured_min, injured_max) = count_columns(incident.total(Harm::Injured));
    let sentences = sentences(conn, incident)?;
    conn.prepare_cached(
        "INSERT INTO incidents (num, id, event_type, means, time_start, time_end, grain, lat, lon, radius_m, country,
            place, where_prec, killed_min, killed_max, injured_min, injured_max, reports, outlets, roots, grade,
            headline, first_seen, last_changed, revision)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24, ?25)",
    )?
    .execute(params![
        num,
        incident.id.as_str(),
        incident.event_type.headline.as_ref().map(EventType::as_str),
        incident.means.headline.as_ref().map(Means::as_str),
        time.start,
        time.end,
        time.grain,
        place.lat,
        place.lon,
        place.radius_m,
        place.country,
        place.name,
        place.where_prec,
        killed_min,
        killed_max,
        injured_min,
        injured_max,
        incident.sources.reports,
        incident.sources.outlets,
        incident.sources.roots,
        incident.grade.as_str(),
        sentences.first().map(String::as_str).unwrap_or_default(),
        times.first_seen,
        times.last_changed,
        times.revision,
    ])?;
    conn.prepare_cached("INSERT INTO incident_bodies VALUES (?1, ?2)")?.execute(params![num, body])?;
    insert_actors(conn, num, incident)?;
    insert_claims(conn, num, incident)?;
    index_text(conn, num, incident, &sentences)?;
    index_box(conn, num, &place)?;
    Ok(num)
}

/// A number that sorts by the start of the incident's time, see the schema; the one it had, if that still fits.
fn free_num(conn: &Connection, incident: &Incident, before: Option<i64>) -> Result<i64, Fault> {
    // Incidents without a time come after all others: as if ten thousand years ago.
    const NEVER: i64 = -(1 << 33) << SERIAL_BITS;
    let first = incident.time.headline.and_then(|range| first_num(range.start())).unwrap_or(NEVER);
    let end = first + (1 << SERIAL_BITS);
    if let Some(num) = before.filter(|num| (first..end).contains(num)) {
        return Ok(num);
    }
    let mut find = conn.prepare_cached("SELECT max(num) FROM incidents WHERE num >= ?1 AND num < ?2")?;
    let last: Option<i64> = find.query_row([first, end], |row| row.get(0))?;
    Ok(last.map_or(first, |last| last + 1))
}

/// The lowest number of an incident that began in the minute of this moment; `None` beyond the years of a calendar.
pub(crate) fn first_num(start: DateTime) -> Option<i64> {
    let start = start.to_zoned(TimeZone::UTC).ok()?;
    Some(start.timestamp().as_second().div_euclid(60) << SERIAL_BITS)
}

/// The sentences of the claims, that of the founding claim first; each once.
fn sentences(conn: &Connection, incident: &Incident) -> Result<Vec<String>, Fault> {
    const SQL: &str = "SELECT c.sentence FROM reports r JOIN claims c ON c.report = r.num
        WHERE r.id = ?1 AND c.ordinal = ?2";
    let mut find = conn.prepare_cached(SQL)?;
    let mut sentences: Vec<String> = Vec::new();
    for id in incident.links.iter().map(|link| link.claim).chain(incident.denials.iter().copied()) {
        let found =
            find.query_row(params![id.report.to_string(), id.ordinal], |row| row.get(0)).optional()?;
        let sentence: String = found.ok_or_else(|| Fault::Unknown(format!("claim {id}")))?;
        if !sentence.is_empty() && !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    Ok(sentences)
}

fn insert_actors(conn: &Connection, num: i64, incident: &Incident) -> Result<(), Fault> {
    let mut put = conn.prepare_cached("INSERT INTO incident_actors VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (ordinal, actor) in (0_i64..).zip(&incident.actors) {
        let side = &actor.value;
        let id = side.id.as_ref().map(ActorId::as_str);
        put.execute(params![num, ordinal, side.role.as_str(), id, side.name])?;
    }
    Ok(())
}

fn insert_claims(conn: &Connection, num: i64, incident: &Incident) -> Result<(), Fault> {
    let mut put = conn.prepare_cached("INSERT OR IGNORE INTO incident_claims VALUES (?1, ?2, ?3)")?;
    let linked =
        incident.links.iter().enumerate().map(|(at, link)| (link.claim, ["founds", "supports"][at.min(1)]));
    for (claim, part) in linked.chain(incident.denials.iter().map(|claim| (*claim, "denies"))) {
        put.execute(params![num, claim_num(conn, claim)?, part])?;
    }
    Ok(())
}

fn index_text(conn: &Connection, num: i64, incident: &Incident, sentences: &[String]) -> Result<(), Fault> {
    let kinds = incident.event_type.values.iter().map(|kind| kind.value.as_str());
    let means = incident.means.values.iter().map(|means| means.value.as_str());
    let types = kinds.chain(means).collect::<Vec<_>>().join(" ").replace('_', " ");
    let mut places: Vec<&str> = Vec::new();
    for at in incident.place.values.iter().map(|at| &at.value) {
        let known = at.place.iter().flat_map(|place| [Some(place.name.as_str()), place.admin1.as_deref()]);
        places.extend(known.flatten().chain([at.name.as_str()]));
    }
    let actors: Vec<&str> = incident.actors.iter().map(|actor| actor.value.name.as_str()).collect();
    conn.prepare_cached(
        "INSERT INTO incidents_text (rowid, type, place, actors, sentences) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![num, types, places.join("\n"), actors.join("\n"), sentences.join("\n")])?;
    Ok(())
}

fn index_box(conn: &Connection, num: i64, place: &PlaceColumns<'_>) -> Result<(), Fault> {
    let Some((lat, lon)) = place.lat.zip(place.lon) else {
        return Ok(());
    };
    let around = BBox::around(lat, lon, place.radius_m.unwrap_or_default());
    conn.prepare_cached("INSERT INTO incidents_box VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        num,
        around.west,
        around.east,
        around.south,
        around.north
    ])?;
    Ok(())
}
