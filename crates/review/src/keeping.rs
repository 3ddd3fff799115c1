//! A report that a person adds, kept: as a build would have kept it.

use dateline_model::{ClaimId, IncidentId};
use dateline_store::{Outcome, ReportRecord, Store, StoreError};
use jiff::Timestamp;

use crate::fusing::fuse_pending;

/// What became of a report that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Whether it was new, known, or a version of another.
    pub outcome: Outcome,
    /// The incidents that its claims are in, in the order of its text.
    pub incidents: Vec<IncidentId>,
}

/// Keeps the report and fuses what it claims. `clock` tells the time.
///
/// # Errors
/// When the database cannot be read or written.
pub fn keep(
    store: &mut Store,
    record: ReportRecord,
    clock: &dyn Fn() -> Timestamp,
) -> Result<Added, StoreError> {
    let claims: Vec<ClaimId> = record.claims.iter().map(|claim| claim.id).collect();
    let outcomes = store.put_reports(&[record], clock())?;
    fuse_pending(store, clock, &mut |_, _| true)?;
    let mut incidents: Vec<IncidentId> = Vec::new();
    for claim in claims {
        incidents.extend(store.incident_of(claim)?.filter(|id| !incidents.contains(id)));
    }
    Ok(Added { outcome: outcomes.first().copied().unwrap_or(Outcome::Known), incidents })
}
