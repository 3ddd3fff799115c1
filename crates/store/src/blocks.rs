//! Which claims have to be fused again when some are new.

use std::collections::BTreeSet;

use dateline_model::{ClaimId, ReportId};
use rusqlite::Connection;

use crate::claims;
use crate::error::{Fault, StoreError};
use crate::rows::Named;
use crate::store::Store;

/// Claims that have to be fused together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// The claims, sorted; all of them feed incidents.
    pub claims: Vec<ClaimId>,
    /// Whether these are all claims that the new ones can have an effect on. `false` when the search was given up at
    /// the limit: fuse all of [`Store::live_claims`] then.
    pub is_complete: bool,
}

impl Store {
    /// The claims that wait for the fuse room: those that came in since it last ran, and those of incidents that
    /// lost a claim since. Sorted. What a killed run left is here again in the next one.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn pending(&self) -> Result<Vec<ClaimId>, StoreError> {
        const SQL: &str = "WITH waiting (num) AS (
                SELECT num FROM claims WHERE is_fused = 0 AND is_superseded = 0
                UNION SELECT ic.claim FROM incidents i JOIN incident_claims ic ON ic.incident = i.num
                    JOIN claims c ON c.num = ic.claim WHERE i.is_stale = 1 AND c.is_superseded = 0)
            SELECT r.id, c.ordinal FROM waiting JOIN claims c USING (num) JOIN reports r ON r.num = c.report
            ORDER BY r.id, c.ordinal";
        self.read("listing claims to fuse", |conn| claims::ids(conn, SQL))
    }

    /// Whether anything waits for the fuse room, be it only an incident whose every claim was replaced.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn is_fuse_due(&self) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM claims WHERE is_fused = 0 AND is_superseded = 0)
            OR EXISTS (SELECT 1 FROM incidents WHERE is_stale = 1)";
        self.read("looking for claims to fuse", |conn| Ok(conn.query_row(SQL, [], |row| row.get(0))?))
    }

    /// Everything that `seeds` can have an effect on: the claims that share a block key or an incident with them,
    /// with those, and so on. The search is given up beyond `limit` claims.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn affected(&self, seeds: &[ClaimId], limit: usize) -> Result<Affected, StoreError> {
        self.read("finding the claims to fuse again", |conn| {
            let mut search =
                Search { conn, limit, found: BTreeSet::new(), keys: BTreeSet::new(), next: Vec::new() };
            for seed in seeds {
                search.next.extend(claims::num_of(conn, *seed)?);
            }
            let is_complete = search.run()?;
            Ok(Affected { claims: search.live()?, is_complete })
        })
    }
}

/// A walk over claims that are tied by block keys and incidents.
struct Search<'a> {
    conn: &'a Connection,
    limit: usize,
    /// Numbers of the claims reached.
    found: BTreeSet<i64>,
    /// Block keys followed.
    keys: BTreeSet<i64>,
    /// Claims to go on from.
    next: Vec<i64>,
}

impl Search<'_> {
    /// Walks to the end, or to the limit: then `false`.
    fn run(&mut self) -> Result<bool, Fault> {
        let conn = self.conn;
        let mut keys_of = conn.prepare_cached("SELECT key FROM blocks WHERE claim = ?1")?;
        let mut claims_of = conn.prepare_cached("SELECT claim FROM blocks WHERE key = ?1")?;
        let mut beside = conn.prepare_cached(
            "SELECT b.claim FROM incident_claims a JOIN incident_claims b USING (incident) WHERE a.claim = ?1",
        )?;
        while let Some(claim) = self.next.pop() {
            if !self.found.insert(claim) {
                continue;
            }
            if self.found.len() > self.limit {
                return Ok(false);
            }
            for key in keys_of.query_map([claim], |row| row.get::<_, i64>(0))? {
                let key = key?;
                if self.keys.insert(key) {
                    self.follow(claims_of.query_map([key], |row| row.get(0))?)?;
                }
            }
            self.follow(beside.query_map([claim], |row| row.get(0))?)?;
        }
        Ok(true)
    }

    fn follow(&mut self, claims: impl Iterator<Item = rusqlite::Result<i64>>) -> Result<(), Fault> {
        for claim in claims {
            let claim = claim?;
            if !self.found.contains(&claim) {
                self.next.push(claim);
            }
        }
        Ok(())
    }

    /// The ids of the claims found that feed incidents, sorted.
    fn live(&self) -> Result<Vec<ClaimId>, Fault> {
        const SQL: &str = "SELECT r.id, c.ordinal FROM claims c JOIN reports r ON r.num = c.report
            WHERE c.num = ?1 AND NOT c.is_superseded";
        let mut find = self.conn.prepare_cached(SQL)?;
        let mut ids = Vec::with_capacity(self.found.len());
        for num in &self.found {
            let found =
                find.query_map([num], |row| Ok((row.get::<_, Named<ReportId>>(0)?.0, row.get(1)?)))?;
            for id in found {
                let (report, ordinal) = id?;
                ids.push(ClaimId { report, ordinal });
            }
        }
        ids.sort_unstable();
        Ok(ids)
    }
}
