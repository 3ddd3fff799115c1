//! What a report says otherwise than its version before: the change of a toll is a fact of its own.

use std::collections::BTreeMap;

use dateline_model::{Claim, ClaimId, CountRange, Harm, ReportId};

use crate::account::Account;
use crate::digest::ReportDigest;
use crate::score::weigh;

/// A toll that two versions of one report give differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TollChange {
    /// What was done to the people counted.
    pub harm: Harm,
    /// How many the earlier version says; `None` when it gives no number.
    pub before: Option<CountRange>,
    /// How many the later version says.
    pub after: Option<CountRange>,
    /// The claim of the earlier version.
    pub old: ClaimId,
    /// The claim of the later version.
    pub new: ClaimId,
}

/// What the claims of a later version of a report count otherwise than those of the version before.
///
/// Each claim that gives a number is held against the claim of the other version that most likely speaks of the same
/// event and gives one for the same harm; a claim that has no such partner tells no change.
#[must_use]
pub fn toll_changes(old: &[Claim], new: &[Claim], digests: &[ReportDigest]) -> Vec<TollChange> {
    let digests: BTreeMap<ReportId, &ReportDigest> = digests.iter().map(|it| (it.report, it)).collect();
    let old: Vec<Account<'_>> = old.iter().map(|claim| Account::new_of(claim, &digests)).collect();
    let new: Vec<Account<'_>> = new.iter().map(|claim| Account::new_of(claim, &digests)).collect();
    let mut changes: Vec<TollChange> = Vec::new();
    for harm in Harm::ALL.iter().copied() {
        for later in new.iter().filter(|it| total(it.claim, harm).is_some()) {
            let earlier = old.iter().filter(|it| total(it.claim, harm).is_some());
            let fitting =
                earlier.map(|it| (weigh(it, later), it)).filter(|(evidence, _)| !evidence.forbids());
            let Some((_, earlier)) = fitting.max_by_key(|(it, _)| it.odds()) else { continue };
            let (before, after) = (total(earlier.claim, harm), total(later.claim, harm));
            let is_told = |it: &TollChange| (it.harm, it.before, it.after) == (harm, before, after);
            if before != after && !changes.iter().any(is_told) {
                changes.push(TollChange { harm, before, after, old: earlier.claim.id, new: later.claim.id });
            }
        }
    }
    changes
}

/// How many a claim counts: the highest of its figures for the event, parts of others left out.
fn total(claim: &Claim, harm: Harm) -> Option<CountRange> {
    let counts = claim.casualties.iter().filter(|it| it.harm == harm && !it.is_subset && !it.is_cumulative);
    counts.map(|it| it.count).max()
}
