//! What waits for the fuse room, and the claims it looks at beside that.

use std::collections::BTreeMap;

use dateline_model::{Claim, ClaimId};

use crate::claims;
use crate::error::StoreError;
use crate::rows::Named;
use crate::store::Store;

impl Store {
    /// The claims that wait for the fuse room, sorted: those that came in since it last ran, those of incidents that
    /// lost a claim since, and those that shared a block key with a claim that is gone. What a killed run left is
    /// here again in the next one.
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

    /// The claims that feed incidents and have at least one of these block keys, sorted by id, each once.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claims_with(&self, keys: &[i64]) -> Result<Vec<Claim>, StoreError> {
        const SQL: &str = "SELECT r.id, c.ordinal, b.body FROM blocks JOIN claims c ON c.num = blocks.claim
            JOIN reports r ON r.num = c.report JOIN claim_bodies b ON b.claim = c.num
            WHERE blocks.key = ?1 AND c.is_superseded = 0";
        self.read("reading the claims of blocks", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            let mut found = BTreeMap::new();
            for key in keys {
                let mut rows = find.query([key])?;
                while let Some(row) = rows.next()? {
                    let id = ClaimId { report: row.get::<_, Named<_>>(0)?.0, ordinal: row.get(1)? };
                    if let std::collections::btree_map::Entry::Vacant(place) = found.entry(id) {
                        place.insert(claims::parse(
                            &id,
                            row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?,
                        )?);
                    }
                }
            }
            Ok(found.into_values().collect())
        })
    }
}
