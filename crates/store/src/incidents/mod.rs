//! Incidents going in: what the fuse room made of some claims takes the place of what it made of them before.

mod row;

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::{ClaimId, Incident, IncidentId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::decisions::{self, DecisionsSeen};
use crate::error::{Fault, StoreError};
use crate::history::{Change, record};
use crate::rows::to_json;
use crate::store::Store;
use crate::times::moment;
use row::{Times, claim_num, insert, remove};

pub(crate) use row::{SERIAL_BITS, day_of, first_num, summary};

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
    /// becomes a redirect to it. Claims outside the scope that lose their incident are [pending](Store::pending) again.
    /// Stale incidents without a claim that still feeds incidents are withdrawn, so the
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
        self.write("replacing incidents", |conn| replace(conn, scope, incidents, now))
    }

    /// As [`Store::replace_incidents`], for incidents on which decisions were laid; `None` when others came since
    /// `seen`: then nothing was changed, and the incidents are to be fused again with those.
    ///
    /// # Errors
    /// As [`Store::replace_incidents`].
    pub fn replace_decided(
        &mut self,
        seen: DecisionsSeen,
        scope: &[ClaimId],
        incidents: &[Incident],
        now: Timestamp,
    ) -> Result<Option<Replaced>, StoreError> {
        self.write("replacing incidents", |conn| {
            if decisions::seen(conn)? != seen {
                return Ok(None);
            }
            replace(conn, scope, incidents, now).map(Some)
        })
    }
}

fn replace(
    conn: &Connection,
    scope: &[ClaimId],
    incidents: &[Incident],
    now: Timestamp,
) -> Result<Replaced, Fault> {
    set_scope(conn, scope)?;
    let mut old = old_incidents(conn)?;
    let origins = origins(conn, incidents, &old)?;
    let mut done = Replaced::default();
    for incident in incidents {
        old.remove(incident.id.as_str());
        match put(conn, incident, origins.get(&incident.id), now)? {
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
    conn.execute("UPDATE claims SET is_fused = 1 WHERE num IN temp.scope", [])?;
    conn.execute("DELETE FROM temp.scope", [])?;
    Ok(done)
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

/// For each incident that is not there, the one that its founding claim stands in and that stays: it splits from it.
fn origins<'a>(
    conn: &Connection,
    incidents: &'a [Incident],
    old: &BTreeMap<String, Old>,
) -> Result<BTreeMap<&'a IncidentId, String>, Fault> {
    const SQL: &str = "SELECT i.id FROM incident_claims ic JOIN incidents i ON i.num = ic.incident
        WHERE ic.claim = ?1 AND ic.part <> 'denies'";
    let stays: BTreeSet<&str> = incidents.iter().map(|it| it.id.as_str()).collect();
    let mut origins = BTreeMap::new();
    for incident in incidents.iter().filter(|it| !old.contains_key(it.id.as_str())) {
        let Some(founder) = incident.links.first() else { continue };
        let founder = claim_num(conn, founder.claim)?;
        let origin: Option<String> =
            conn.prepare_cached(SQL)?.query_row([founder], |row| row.get(0)).optional()?;
        if let Some(origin) = origin.filter(|id| *id != incident.id.as_str() && stays.contains(id.as_str())) {
            origins.insert(&incident.id, origin);
        }
    }
    Ok(origins)
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

fn put(
    conn: &Connection,
    incident: &Incident,
    origin: Option<&String>,
    now: Timestamp,
) -> Result<Put, Fault> {
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
        return put_new(conn, incident, &body, origin, now);
    };
    let is_same = before.body == body;
    if is_same && !before.is_stale {
        return Ok(Put::Unchanged);
    }
    let summary = summary(conn, before.num)?;
    release(conn, before.num)?;
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
fn put_new(
    conn: &Connection,
    incident: &Incident,
    body: &str,
    origin: Option<&String>,
    now: Timestamp,
) -> Result<Put, Fault> {
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
    let change = if origin.is_some() { Change::IncidentSplit } else { Change::IncidentNew };
    let origin = origin.map(String::as_str);
    record(conn, now, change, &incident.id, origin, Some(&summary(conn, num)?))?;
    Ok(Put::New)
}

/// Removes an incident; the id of the one its founding claim now stands in, or `None` when it was withdrawn.
fn take_away(conn: &Connection, id: &str, old: &Old, now: Timestamp) -> Result<Option<String>, Fault> {
    const SQL: &str = "SELECT i.id FROM incident_claims ic JOIN incidents i ON i.num = ic.incident
        WHERE ic.claim = ?1 AND ic.incident <> ?2 ORDER BY ic.part = 'denies', i.id LIMIT 1";
    let summary = summary(conn, old.num)?;
    let heir: Option<String> =
        conn.prepare_cached(SQL)?.query_row(params![old.founder, old.num], |row| row.get(0)).optional()?;
    release(conn, old.num)?;
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

/// Lets the claims of an incident that stand outside the scope wait for the next run: they are about to lose it.
fn release(conn: &Connection, num: i64) -> Result<(), Fault> {
    const SQL: &str = "UPDATE claims SET is_fused = 0 WHERE num NOT IN temp.scope
        AND num IN (SELECT claim FROM incident_claims WHERE incident = ?1)";
    conn.prepare_cached(SQL)?.execute([num])?;
    Ok(())
}
