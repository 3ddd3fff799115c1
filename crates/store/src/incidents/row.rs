//! One incident in its tables and indexes.

use dateline_model::{ActorId, ClaimId, EventType, Harm, Incident, Means, Role};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, params};

use crate::area::BBox;
use crate::claims::{self, PlaceColumns, TimeColumns, count_columns};
use crate::error::Fault;

/// Incidents without a time come after all others: as if in this minute, some ten thousand years ago.
const NEVER: i64 = -(1 << 33);

/// So many bits of an incident's number tell incidents of one minute apart.
pub(crate) const SERIAL_BITS: u32 = 20;

/// The number of a claim that has to be there.
pub(super) fn claim_num(conn: &Connection, id: ClaimId) -> Result<i64, Fault> {
    claims::num_of(conn, id)?.ok_or_else(|| Fault::Unknown(format!("claim {id}")))
}

/// What the history tells of an incident: a short JSON object.
pub(crate) fn summary(conn: &Connection, num: i64) -> Result<String, Fault> {
    const SQL: &str = "SELECT json_object('revision', revision, 'event_type', event_type, 'means', means, 'time_start', time_start,
            'time_end', time_end, 'place', place, 'lat', lat, 'lon', lon, 'killed', json_array(killed_min, killed_max),
            'injured', json_array(injured_min, injured_max), 'grade', grade, 'review', review, 'reports', reports, 'roots', roots,
            'claims', (SELECT count(*) FROM incident_claims WHERE incident = num))
        FROM incidents WHERE num = ?1";
    Ok(conn.prepare_cached(SQL)?.query_row([num], |row| row.get(0))?)
}

/// Removes an incident from all tables and indexes.
pub(super) fn remove(conn: &Connection, num: i64) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM incidents WHERE num = ?1",
        "DELETE FROM incidents_text WHERE rowid = ?1",
        "DELETE FROM incidents_box WHERE incident = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([num])?;
    }
    Ok(())
}

/// When an incident appeared and changed.
pub(super) struct Times {
    pub(super) first_seen: String,
    pub(super) last_changed: String,
    pub(super) revision: i64,
}

/// Writes an incident that is not there, under its old number `before` if that still fits; its number.
pub(super) fn insert(
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
            headline, first_seen, last_changed, revision, review)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24, ?25, ?26)",
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
        incident.review.as_str(),
    ])?;
    conn.prepare_cached("INSERT INTO incident_bodies VALUES (?1, ?2)")?.execute(params![num, body])?;
    insert_actors(conn, num, incident)?;
    insert_claims(conn, num, incident)?;
    insert_decisions(conn, num, incident)?;
    index_text(conn, num, incident, &sentences)?;
    index_box(conn, num, &place)?;
    Ok(num)
}

/// A number that sorts by the start of the incident's time, see the schema; the one it had, if that still fits.
fn free_num(conn: &Connection, incident: &Incident, before: Option<i64>) -> Result<i64, Fault> {
    let first = incident.time.headline.and_then(|range| first_num(range.start()));
    let first = first.unwrap_or(NEVER << SERIAL_BITS);
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

/// The days between 1 January 1970 and that on which the incident with this number began; `None` when it has no time.
pub(crate) fn day_of(num: i64) -> Option<i64> {
    const MINUTES: i64 = 24 * 60;
    let minute = num >> SERIAL_BITS;
    (minute != NEVER).then(|| minute.div_euclid(MINUTES))
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
    let shown = Role::ALL.iter().flat_map(|role| incident.sides(*role));
    for (ordinal, side) in (0_i64..).zip(shown) {
        let id = side.id.as_ref().map(ActorId::as_str);
        put.execute(params![num, ordinal, side.role.as_str(), id, side.name])?;
    }
    Ok(())
}

fn insert_decisions(conn: &Connection, num: i64, incident: &Incident) -> Result<(), Fault> {
    let mut put = conn.prepare_cached("INSERT INTO incident_decisions VALUES (?1, ?2, ?3)")?;
    for (ordinal, decision) in (0_i64..).zip(&incident.decisions) {
        put.execute(params![num, ordinal, decision.as_str()])?;
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
    let kinds = incident.event_type.all().map(EventType::as_str);
    let means = incident.means.all().map(Means::as_str);
    let types = kinds.chain(means).collect::<Vec<_>>().join(" ").replace('_', " ");
    let mut places: Vec<&str> = Vec::new();
    for at in incident.place.all() {
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
