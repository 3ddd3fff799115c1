//! From the claims that wait in the database to its incidents.

use std::collections::BTreeSet;

use anyhow::Context;
use dateline_incidents::{Pool, ReportDigest, fuse, reach};
use dateline_model::{Claim, ClaimId, ReportId};
use dateline_store::{Store, StoreError};

use super::progress::Progress;
use super::summary::Summary;
use super::{interrupt, timestamp};

/// So many waiting claims are fused in one step, with all that they reach.
const STEP: usize = 512;

/// Fuses every claim that waits, step by step, until none is left or the user stops.
pub(super) fn fuse_pending(store: &mut Store, summary: &mut Summary) -> anyhow::Result<()> {
    let mut waiting: BTreeSet<ClaimId> = store.pending()?.into_iter().collect();
    let progress = Progress::fusing(waiting.len() as u64);
    let n_waiting = waiting.len();
    // Incidents that lost every claim go even when no claim waits.
    let mut is_due = store.is_fuse_due()?;
    while is_due && !interrupt::is_stopped() {
        let seeds: Vec<ClaimId> = waiting.iter().copied().take(STEP).collect();
        let seeds = store.claims(&seeds)?;
        let (claims, digests) = reach(&seeds, &mut Kept { store })?;
        let incidents = fuse(&claims, &digests);
        let mut scope: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        scope.extend(waiting.iter().copied().take(STEP));
        let scope: Vec<ClaimId> = scope.into_iter().collect();
        let replaced =
            store.replace_incidents(&scope, &incidents, timestamp()).context("cannot keep the incidents")?;
        summary.n_incidents_new += replaced.new;
        summary.n_incidents_changed += replaced.changed + replaced.merged + replaced.withdrawn;
        for id in &scope {
            waiting.remove(id);
        }
        is_due = !waiting.is_empty();
        progress.set((n_waiting - waiting.len()) as u64);
    }
    progress.finish();
    Ok(())
}

/// The claims and digests of the database.
struct Kept<'a> {
    store: &'a Store,
}

impl Pool for Kept<'_> {
    type Error = StoreError;

    fn claims_with(&mut self, keys: &[u64]) -> Result<Vec<Claim>, StoreError> {
        let keys: Vec<i64> = keys.iter().map(|key| key.cast_signed()).collect();
        self.store.claims_with(&keys)
    }

    fn digest_of(&mut self, report: ReportId) -> Result<Option<ReportDigest>, StoreError> {
        let bytes = self.store.digests(&[report])?.remove(&report);
        // A digest of another engine version is left out: its claims are compared without their words.
        Ok(bytes.and_then(|bytes| ReportDigest::from_bytes(&bytes).ok()))
    }
}
