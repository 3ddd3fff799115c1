//! What the versions of the reports of an incident say differently.

use dateline_incidents::{ReportDigest, TollChange, toll_changes};
use dateline_model::{Claim, Report, ReportId};
use dateline_store::{ReportHead, Store, StoreError};

/// A toll that changed between two versions of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionChange {
    /// What changed.
    pub change: TollChange,
    /// The earlier version, whose claims feed no incident any more.
    pub earlier: ReportHead,
    /// The version that feeds the incident.
    pub later: ReportId,
    /// The sentence of the earlier version that gave the figure; `None` when it does not fit its text.
    pub said: Option<String>,
}

/// The tolls in `claims` that earlier versions of `reports` gave differently, report by report, oldest version first.
pub(crate) fn changes(
    store: &Store,
    reports: &[Report],
    claims: &[Claim],
) -> Result<Vec<VersionChange>, StoreError> {
    let mut found = Vec::new();
    for report in reports {
        for earlier in store.earlier_versions(report.id)? {
            let now: Vec<Claim> = claims.iter().filter(|it| it.id.report == report.id).cloned().collect();
            let old = store.claims_of_report(earlier.id)?;
            let digests = store.digests(&[report.id, earlier.id])?;
            let digests: Vec<ReportDigest> =
                digests.values().filter_map(|bytes| ReportDigest::from_bytes(bytes).ok()).collect();
            let text = store.report(earlier.id)?.map(|stored| stored.report.text).unwrap_or_default();
            for change in toll_changes(&old, &now, &digests) {
                let claim = old.iter().find(|claim| claim.id == change.old);
                let said = claim.and_then(|claim| claim.sentence.of(&text)).map(str::to_owned);
                found.push(VersionChange { change, earlier: earlier.clone(), later: report.id, said });
            }
        }
    }
    Ok(found)
}
