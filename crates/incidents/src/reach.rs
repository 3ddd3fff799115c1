//! How far a change reaches: the claims that must be fused again when some come or go.
//!
//! Blocks of a long war hang together through their neighbours until they hold everything. Incidents do not: a
//! claim can only change the incidents of those it may join, and of those that these may join in turn.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::{Claim, ClaimId, Modality, ReportId};

use crate::account::{Account, when};
use crate::block::block_keys;
use crate::cluster;
use crate::digest::ReportDigest;
use crate::fuse;
use crate::score::weigh;
use crate::story;
use crate::time_parts;
use crate::words;

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
    let mut known = Known { pool, digests: BTreeMap::new(), claims: BTreeMap::new(), under: BTreeMap::new() };
    let mut reached: BTreeMap<ClaimId, Claim> = seeds.iter().map(|seed| (seed.id, seed.clone())).collect();
    let mut waiting: Vec<ClaimId> = reached.keys().copied().collect();
    while let Some(id) = waiting.pop() {
        let Some(claim) = reached.get(&id) else { continue };
        let near = known.near(claim, &reached)?;
        let account = Account::new(claim, known.digest(id.report));
        let joins = |other: &Claim| {
            let digest = known.digest(other.id.report);
            !is_ruled_out(&account, other, digest) && may_join(&account, &Account::new(other, digest))
        };
        let found: Vec<ClaimId> =
            near.into_iter().filter(|other| known.claims.get(other).is_some_and(joins)).collect();
        for other in found {
            waiting.push(other);
            reached.extend(known.claims.remove(&other).map(|claim| (other, claim)));
        }
        for tied in known.pool.tied(id)? {
            reached.entry(tied.id).or_insert_with(|| {
                waiting.push(tied.id);
                tied
            });
        }
    }
    let reports: BTreeSet<ReportId> = reached.keys().map(|id| id.report).collect();
    let digests = known.digests.into_iter().filter(|(report, _)| reports.contains(report));
    Ok((reached.into_values().collect(), digests.filter_map(|(_, digest)| digest).collect()))
}

/// What was looked up so far: each key and each digest is asked for once, however many claims of an incident have it.
struct Known<'a, P> {
    pool: &'a mut P,
    digests: BTreeMap<ReportId, Option<ReportDigest>>,
    /// Claims that were not reached yet.
    claims: BTreeMap<ClaimId, Claim>,
    /// Which of them have a key that was asked for.
    under: BTreeMap<u64, Vec<ClaimId>>,
}

impl<P: Pool> Known<'_, P> {
    /// The claims not reached yet that share a key with `claim`, sorted.
    fn near(&mut self, claim: &Claim, reached: &BTreeMap<ClaimId, Claim>) -> Result<Vec<ClaimId>, P::Error> {
        self.look_up(claim.id.report)?;
        let keys = block_keys(claim, self.digest(claim.id.report));
        let new: Vec<u64> = keys.iter().copied().filter(|key| !self.under.contains_key(key)).collect();
        self.under.extend(new.iter().map(|key| (*key, Vec::new())));
        let found = if new.is_empty() { Vec::new() } else { self.pool.claims_with(&new)? };
        for other in found.into_iter().filter(|other| !reached.contains_key(&other.id)) {
            self.look_up(other.id.report)?;
            for key in block_keys(&other, self.digest(other.id.report)) {
                if new.binary_search(&key).is_ok() {
                    self.under.entry(key).or_default().push(other.id);
                }
            }
            self.claims.insert(other.id, other);
        }
        let mut near = Vec::new();
        for key in keys {
            let Some(under) = self.under.get_mut(&key) else { continue };
            under.retain(|other| self.claims.contains_key(other));
            near.extend(under.iter().copied());
        }
        Ok(words::sorted(near))
    }

    fn look_up(&mut self, report: ReportId) -> Result<(), P::Error> {
        if !self.digests.contains_key(&report) {
            let digest = self.pool.digest_of(report)?;
            self.digests.insert(report, digest);
        }
        Ok(())
    }

    /// The digest of a report that was looked up, if it has one.
    fn digest(&self, report: ReportId) -> Option<&ReportDigest> {
        self.digests.get(&report)?.as_ref()
    }
}

/// Whether the days alone forbid that the two are one, which is told before all else about the other claim is gathered.
fn is_ruled_out(account: &Account<'_>, other: &Claim, digest: Option<&ReportDigest>) -> bool {
    let themes = || account.digest.zip(digest).map(|(one, other)| (&one.theme, &other.theme));
    time_parts::forbid(account.when, when(other, digest))
        && !themes().is_some_and(|(theme, other)| story::may_outweigh_days(theme, other))
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
