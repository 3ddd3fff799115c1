//! From the claims that wait in the database to its incidents, with what persons decided laid over them.

use std::collections::BTreeSet;

use dateline_incidents::{Pool, ReportDigest, Rulings, fuse_decided, reach};
use dateline_model::{Claim, ClaimId, ReportId};
use dateline_store::{DecisionsSeen, Store, StoreError};
use jiff::Timestamp;

/// So many waiting claims are fused in one step, with all that they reach.
const STEP: usize = 1024;
/// Claims that lose their incident in one round wait again, and so does what others decide meanwhile; no more rounds
/// than this.
const MAX_ROUNDS: usize = 16;

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fused {
    /// Incidents that were not there before.
    pub new: u64,
    /// Incidents that say something else than before, joined another, or are gone.
    pub changed: u64,
}

/// Lays what persons decided on the claims that are there, and fuses every claim that waits, step by step, each step
/// one transaction. `clock` tells the time; `watch` hears how many claims of how many are done, and says whether to
/// go on: what was finished is kept.
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
        let Some(decided) = Decided::settle(store)? else { continue };
        if !store.is_fuse_due()? || !round(store, &decided, clock, watch, &mut fused)? {
            break;
        }
    }
    Ok(fused)
}

/// The decisions of the database, laid on its claims.
struct Decided {
    seen: DecisionsSeen,
    rulings: Rulings,
}

impl Decided {
    /// Lets them take effect; `None` when others came in between.
    fn settle(store: &mut Store) -> Result<Option<Self>, StoreError> {
        let seen = store.decisions_seen()?;
        let decisions = store.decisions()?;
        let rulings = Rulings::new(&decisions, &store.claims_there(&decisions)?);
        Ok(store.settle_decisions(seen, rulings.acting())?.then_some(Self { seen, rulings }))
    }
}

/// Fuses the claims that wait now; whether to go on. Ends early when somebody decides meanwhile.
fn round(
    store: &mut Store,
    decided: &Decided,
    clock: &dyn Fn() -> Timestamp,
    watch: &mut dyn FnMut(u64, u64) -> bool,
    fused: &mut Fused,
) -> Result<bool, StoreError> {
    let mut waiting: BTreeSet<ClaimId> = store.pending()?.into_iter().collect();
    let n_waiting = waiting.len() as u64;
    loop {
        let seeds: Vec<ClaimId> = waiting.iter().copied().take(STEP).collect();
        let Some(scope) = step(store, &seeds, decided, clock(), fused)? else { return Ok(true) };
        waiting.retain(|id| !scope.contains(id));
        let goes_on = watch(n_waiting - waiting.len() as u64, n_waiting);
        if waiting.is_empty() || !goes_on {
            return Ok(goes_on);
        }
    }
}

/// Fuses `seeds` and all they reach; the claims that were fused, or `None` when decisions came in between. Without
/// seeds, incidents that lost every claim go.
fn step(
    store: &mut Store,
    seeds: &[ClaimId],
    Decided { seen, rulings }: &Decided,
    now: Timestamp,
    fused: &mut Fused,
) -> Result<Option<BTreeSet<ClaimId>>, StoreError> {
    let claims = store.claims(seeds)?;
    let (claims, digests) = reach(&claims, &mut Kept { store, rulings })?;
    let incidents = fuse_decided(&claims, &digests, rulings);
    let scope: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).chain(seeds.iter().copied()).collect();
    let in_order: Vec<ClaimId> = scope.iter().copied().collect();
    let Some(replaced) = store.replace_decided(*seen, &in_order, &incidents, now)? else { return Ok(None) };
    fused.new += replaced.new;
    fused.changed += replaced.changed + replaced.merged + replaced.withdrawn;
    Ok(Some(scope))
}

/// The claims and digests of the database.
pub(crate) struct Kept<'a> {
    pub(crate) store: &'a Store,
    pub(crate) rulings: &'a Rulings,
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
