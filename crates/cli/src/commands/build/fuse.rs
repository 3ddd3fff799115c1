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
const STEP: usize = 1024;

/// Claims that lose their incident in one round wait again; no more rounds than this.
const MAX_ROUNDS: usize = 4;

/// Fuses every claim that waits, step by step, until none is left or the user stops.
pub(super) fn fuse_pending(store: &mut Store, summary: &mut Summary) -> anyhow::Result<()> {
    for _ in 0..MAX_ROUNDS {
        if interrupt::is_stopped() || !store.is_fuse_due()? {
            break;
        }
        round(store, summary)?;
    }
    Ok(())
}

/// Fuses the claims that wait now.
fn round(store: &mut Store, summary: &mut Summary) -> anyhow::Result<()> {
    let mut waiting: BTreeSet<ClaimId> = store.pending()?.into_iter().collect();
    let n_waiting = waiting.len();
    let progress = Progress::fusing(n_waiting as u64);
    loop {
        let seeds: Vec<ClaimId> = waiting.iter().copied().take(STEP).collect();
        let scope = step(store, &seeds, summary)?;
        waiting.retain(|id| !scope.contains(id));
        progress.set((n_waiting - waiting.len()) as u64);
        if waiting.is_empty() || interrupt::is_stopped() {
            break;
        }
    }
    progress.finish();
    Ok(())
}

/// Fuses `seeds` and all they reach; the claims that were fused. Without seeds, incidents that lost every claim go.
fn step(store: &mut Store, seeds: &[ClaimId], summary: &mut Summary) -> anyhow::Result<BTreeSet<ClaimId>> {
    let claims = store.claims(seeds)?;
    let (claims, digests) = reach(&claims, &mut Kept { store })?;
    let incidents = fuse(&claims, &digests);
    let scope: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).chain(seeds.iter().copied()).collect();
    let in_order: Vec<ClaimId> = scope.iter().copied().collect();
    let replaced =
        store.replace_incidents(&in_order, &incidents, timestamp()).context("cannot keep the incidents")?;
    summary.incidents_new += replaced.new;
    summary.incidents_changed += replaced.changed + replaced.merged + replaced.withdrawn;
    Ok(scope)
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
