//! From the claims that wait in the database to its incidents, with what persons decided laid over them.

use std::collections::BTreeSet;

use dateline_incidents::{Pool, ReportDigest, Rulings, fuse_decided, reach};
use dateline_model::{Claim, ClaimId, ReportId};
use dateline_store::{Store, StoreError};
use jiff::Timestamp;

/// So many waiting claims are fused in one step, with all that they reach.
const STEP: usize = 1024;
/// Claims that lose their incident in one round wait again; no more rounds than this.
const MAX_ROUNDS: usize = 8;

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fused {
    /// Incidents that were not there before.
    pub new: u64,
    /// Incidents that say something else than before, joined another, or are gone.
    pub changed: u64,
}

/// Fuses every claim that waits, step by step, each step one transaction. `clock` tells the time; `watch` hears how
/// many claims of how many are done, and says whether to go on: what was finished is kept.
///
/// # Errors
/// When the database cannot be read or written.
pub fn fuse_pending(
    store: &mut Store,
    clock: &dyn Fn() -> Timestamp,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Fused, StoreError> {
    let mut fused = Fused::default();
    for _ in 0..MAX_ROUNDS {
        if !store.is_fuse_due()? || !round(store, clock, watch, &mut fused)? {
            break;
        }
    }
    Ok(fused)
}

/// Fuses the claims that wait now; whether to go on.
fn round(
    store: &mut Store,
    clock: &dyn Fn() -> Timestamp,
    watch: &mut dyn FnMut(u64, u64) -> bool,
    fused: &mut Fused,
) -> Result<bool, StoreError> {
    let rulings = rulings(store)?;
    let mut waiting: BTreeSet<ClaimId> = store.pending()?.into_iter().collect();
    let n_waiting = waiting.len() as u64;
    loop {
        let seeds: Vec<ClaimId> = waiting.iter().copied().take(STEP).collect();
        let scope = step(store, &seeds, &rulings, clock(), fused)?;
        waiting.retain(|id| !scope.contains(id));
        let goes_on = watch(n_waiting - waiting.len() as u64, n_waiting);
        if waiting.is_empty() || !goes_on {
            return Ok(goes_on);
        }
    }
}

/// The decisions of the database, laid on its claims.
fn rulings(store: &Store) -> Result<Rulings, StoreError> {
    let decisions = store.decisions()?;
    Ok(Rulings::new(&decisions, &store.claims_there(&decisions)?))
}

/// Fuses `seeds` and all they reach; the claims that were fused. Without seeds, incidents that lost every claim go.
fn step(
    store: &mut Store,
    seeds: &[ClaimId],
    rulings: &Rulings,
    now: Timestamp,
    fused: &mut Fused,
) -> Result<BTreeSet<ClaimId>, StoreError> {
    let claims = store.claims(seeds)?;
    let (claims, digests) = reach(&claims, &mut Kept { store, rulings })?;
    let incidents = fuse_decided(&claims, &digests, rulings);
    let scope: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).chain(seeds.iter().copied()).collect();
    let in_order: Vec<ClaimId> = scope.iter().copied().collect();
    let replaced = store.replace_incidents(&in_order, &incidents, now)?;
    fused.new += replaced.new;
    fused.changed += replaced.changed + replaced.merged + replaced.withdrawn;
    Ok(scope)
}

/// The claims and digests of the database.
struct Kept<'a> {
    store: &'a Store,
    rulings: &'a Rulings,
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

    fn tied(&mut self, claim: ClaimId) -> Result<Vec<Claim>, StoreError> {
        self.store.claims(&self.rulings.tied(claim))
    }
}
