//! How far a change reaches: the claims that must be fused again when some come or go.
//!
//! Blocks of a long war hang together through their neighbours until they hold everything. Incidents do not: a
//! claim can only change the incidents of those it may join, and of those that these may join in turn.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::{Claim, ClaimId, Modality, ReportId};

use crate::account::Account;
use crate::block::block_keys;
use crate::cluster;
use crate::digest::ReportDigest;
use crate::fuse;
use crate::score::weigh;

/// Where claims and digests are kept.
pub trait Pool {
    /// Why a look-up failed.
    type Error;

    /// Every claim that has at least one of these [keys](block_keys).
    ///
    /// # Errors
    /// When the claims cannot be looked up.
    fn claims_with(&mut self, keys: &[u64]) -> Result<Vec<Claim>, Self::Error>;

    /// The digest of a report; `None` when there is none.
    ///
    /// # Errors
    /// When the digest cannot be looked up.
    fn digest_of(&mut self, report: ReportId) -> Result<Option<ReportDigest>, Self::Error>;

    /// The claims that a person put with this one; none where nobody decides.
    ///
    /// # Errors
    /// When the claims cannot be looked up.
    fn tied(&mut self, _claim: ClaimId) -> Result<Vec<Claim>, Self::Error> {
        Ok(Vec::new())
    }
}

/// The claims whose incidents `seeds` may change, the seeds among them, with the digests of their reports: fusing
/// these gives the incidents that fusing everything would give them. `pool` need not hold the seeds. When claims
/// go, they are the seeds, and what is fused again is the result without them.
///
/// # Errors
/// When the pool cannot be read.
pub fn reach<P: Pool>(seeds: &[Claim], pool: &mut P) -> Result<(Vec<Claim>, Vec<ReportDigest>), P::Error> {
    let mut reached: BTreeMap<ClaimId, Claim> = BTreeMap::new();
    let mut digests: BTreeMap<ReportId, Option<ReportDigest>> = BTreeMap::new();
    let mut waiting: Vec<Claim> = seeds.to_vec();
    while let Some(claim) = waiting.pop() {
        if reached.contains_key(&claim.id) {
            continue;
        }
        let own = digest(&mut digests, pool, claim.id.report)?;
        for other in pool.claims_with(&block_keys(&claim, own.as_ref()))? {
            if reached.contains_key(&other.id) {
                continue;
            }
            let digest = digest(&mut digests, pool, other.id.report)?;
            if may_join(&Account::new(&claim, own.as_ref()), &Account::new(&other, digest.as_ref())) {
                waiting.push(other);
            }
        }
        waiting.extend(pool.tied(claim.id)?);
        reached.insert(claim.id, claim);
    }
    let reports: BTreeSet<ReportId> = reached.keys().map(|id| id.report).collect();
    let digests = digests.into_iter().filter(|(report, _)| reports.contains(report));
    Ok((reached.into_values().collect(), digests.filter_map(|(_, digest)| digest).collect()))
}

fn digest<P: Pool>(
    known: &mut BTreeMap<ReportId, Option<ReportDigest>>,
    pool: &mut P,
    report: ReportId,
) -> Result<Option<ReportDigest>, P::Error> {
    if let Some(digest) = known.get(&report) {
        return Ok(digest.clone());
    }
    let digest = pool.digest_of(report)?;
    known.insert(report, digest.clone());
    Ok(digest)
}

/// Whether the pair may bring two groups together, or a denial to a group.
fn may_join(a: &Account<'_>, b: &Account<'_>) -> bool {
    let denied = |account: &Account<'_>| account.claim.modality.value == Modality::Denied;
    let evidence = weigh(a, b);
    match (denied(a), denied(b)) {
        (true, true) => false,
        (false, false) => cluster::links(evidence),
        _ => fuse::may_attach(evidence),
    }
}
