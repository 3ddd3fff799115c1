//! Incidents that may be told twice: two of one kind, near each other in time and space.
//!
//! To ask this of every incident by itself costs a search each; one walk over all in the order of their time finds the
//! same in a fifth of the time. What it found stays in a table of the connection until the database changes.

use std::collections::{BTreeSet, VecDeque};

use rusqlite::{Connection, MAIN_DB};

use crate::error::Fault;
use crate::incidents::{SERIAL_BITS, day_of};

/// Two incidents whose centres lie so many degrees apart, each way, may be one: about 25 km.
pub(crate) const NEAR_DEGREES: f64 = 0.25;
/// So many minutes between their beginnings: a day, since reports date by day.
pub(crate) const NEAR_MINUTES: i64 = 24 * 60;

/// Whether a person keeps `i` and `j` apart.
pub(crate) const KEPT_APART: &str =
    "EXISTS (SELECT 1 FROM incident_decisions x JOIN incident_decisions y USING (decision)
    JOIN decisions d ON d.id = x.decision
    WHERE x.incident = i.num AND y.incident = j.num AND d.verdict = 'keep_apart')";

/// An incident on the walk.
struct Spot {
    num: i64,
    lat: f64,
    lon: f64,
    is_near: bool,
}

/// Fills `temp.near_alike` with the incidents that have another of their kind within a day and some 25 km, neither
/// rejected nor kept apart from it. A connection that only reads does so once for every state of the database.
pub(crate) fn find_near_alike(conn: &Connection) -> Result<(), Fault> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS near_alike (num INTEGER PRIMARY KEY);
        CREATE TEMP TABLE IF NOT EXISTS near_alike_as_of (version INTEGER);",
    )?;
    let version: i64 = conn.pragma_query_value(None, "data_version", |row| row.get(0))?;
    let is_known = conn
        .prepare_cached("SELECT count(*) FROM temp.near_alike_as_of WHERE version = ?1")?
        .query_row([version], |row| Ok(row.get::<_, i64>(0)? > 0))?;
    // The version tells of other connections alone, so one that writes cannot trust it.
    if is_known && conn.is_readonly(MAIN_DB)? {
        return Ok(());
    }
    conn.execute_batch("DELETE FROM temp.near_alike; DELETE FROM temp.near_alike_as_of;")?;
    let mut insert = conn.prepare_cached("INSERT INTO temp.near_alike VALUES (?1)")?;
    for num in near_alike(conn)? {
        insert.execute([num])?;
    }
    conn.execute("INSERT INTO temp.near_alike_as_of VALUES (?1)", [version])?;
    Ok(())
}

fn near_alike(conn: &Connection) -> Result<Vec<i64>, Fault> {
    const SQL: &str = "SELECT event_type, num, lat, lon FROM incidents INDEXED BY incidents_near
        WHERE event_type IS NOT NULL AND lat IS NOT NULL AND lon IS NOT NULL
        AND num NOT IN (SELECT num FROM incidents WHERE review = 'rejected') ORDER BY event_type, num";
    let apart = kept_apart(conn)?;
    let mut found = Vec::new();
    let mut kind = String::new();
    let mut window: VecDeque<Spot> = VecDeque::new();
    let mut walk = conn.prepare_cached(SQL)?;
    let mut rows = walk.query([])?;
    while let Some(row) = rows.next()? {
        let mut spot = Spot { num: row.get(1)?, lat: row.get(2)?, lon: row.get(3)?, is_near: false };
        if day_of(spot.num).is_none() {
            continue;
        }
        let its_kind = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if its_kind != kind {
            its_kind.clone_into(&mut kind);
            found.extend(window.drain(..).filter(|it| it.is_near).map(|it| it.num));
        }
        let earliest = spot.num - (NEAR_MINUTES << SERIAL_BITS);
        while let Some(left) = window.pop_front_if(|it| it.num < earliest) {
            found.extend(left.is_near.then_some(left.num));
        }
        for earlier in &mut window {
            if (earlier.is_near && spot.is_near)
                || (earlier.lat - spot.lat).abs() > NEAR_DEGREES
                || (earlier.lon - spot.lon).abs() > NEAR_DEGREES
                || apart.contains(&(earlier.num, spot.num))
            {
                continue;
            }
            (earlier.is_near, spot.is_near) = (true, true);
        }
        window.push_back(spot);
    }
    found.extend(window.into_iter().filter(|it| it.is_near).map(|it| it.num));
    Ok(found)
}

/// The pairs that a person keeps apart, the smaller number first.
fn kept_apart(conn: &Connection) -> Result<BTreeSet<(i64, i64)>, Fault> {
    const SQL: &str = "SELECT x.incident, y.incident FROM decisions d
        JOIN incident_decisions x ON x.decision = d.id JOIN incident_decisions y ON y.decision = d.id
        WHERE d.verdict = 'keep_apart' AND x.incident < y.incident";
    let mut find = conn.prepare_cached(SQL)?;
    let pairs = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<Result<_, _>>()?)
}
