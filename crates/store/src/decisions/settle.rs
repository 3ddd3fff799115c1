//! Decisions taking effect: what they act on waits to be fused again when that is not what it was.

use std::collections::BTreeMap;

use dateline_model::{ClaimId, DecisionId};
use rusqlite::{Connection, params};

use crate::claims;
use crate::error::Fault;

/// The claims a decision acts on, as the table keeps them.
type Acting = BTreeMap<String, String>;

/// Puts `acting` in the place of what was noted before, and lets the claims of every decision that differs wait.
pub(super) fn settle(conn: &Connection, acting: &BTreeMap<DecisionId, Vec<ClaimId>>) -> Result<(), Fault> {
    let before = noted(conn)?;
    let mut now = Acting::new();
    for (id, claims) in acting {
        now.insert(id.to_string(), json(id, claims)?);
    }
    for (id, claims) in before.iter().filter(|(id, claims)| now.get(*id) != Some(*claims)) {
        wait(conn, id, claims)?;
        conn.prepare_cached("DELETE FROM acting WHERE decision = ?1")?.execute([id])?;
    }
    for (id, claims) in now.iter().filter(|(id, claims)| before.get(*id) != Some(*claims)) {
        wait(conn, id, claims)?;
        conn.prepare_cached("INSERT INTO acting VALUES (?1, ?2)")?.execute(params![id, claims])?;
    }
    Ok(())
}

fn noted(conn: &Connection) -> Result<Acting, Fault> {
    let mut find = conn.prepare_cached("SELECT decision, claims FROM acting")?;
    let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn json(id: &DecisionId, claims: &[ClaimId]) -> Result<String, Fault> {
    let claims: Vec<String> = claims.iter().map(ToString::to_string).collect();
    serde_json::to_string(&claims).map_err(|error| Fault::bad_row("acting", id, &error))
}

/// Lets those of the claims that are there be fused again.
fn wait(conn: &Connection, id: &str, json: &str) -> Result<(), Fault> {
    let claims: Vec<String> =
        serde_json::from_str(json).map_err(|error| Fault::bad_row("acting", &id, &error))?;
    for claim in claims.iter().filter_map(|claim| ClaimId::parse(claim)) {
        if let Some(num) = claims::num_of(conn, claim)? {
            conn.prepare_cached("UPDATE claims SET is_fused = 0 WHERE num = ?1")?.execute([num])?;
        }
    }
    Ok(())
}
