//! Why two incidents or claims are one, or two.

use dateline_incidents::{Comparison, ReportDigest, compare};
use dateline_model::{ReportId, Verdict};
use dateline_store::{Store, StoreError};

use crate::error::ReviewError;
use crate::ledger::{Entry, ledger};
use crate::subject::{Subject, find_subject};

/// How two incidents or claims compare.
#[derive(Clone, Debug)]
pub struct Why {
    /// The one.
    pub a: Subject,
    /// The other.
    pub b: Subject,
    /// Whether they stand in one incident.
    pub is_one: bool,
    /// The evidence. Of two ids of one incident the claims are compared with one another.
    pub comparison: Comparison,
    /// The decisions in force that put them together or apart, oldest first.
    pub decisions: Vec<Entry>,
}

/// Compares two incidents or claims.
///
/// # Errors
/// As [`find_subject`].
pub fn why(store: &Store, a: &str, b: &str) -> Result<Why, ReviewError> {
    let (a, b) = (find_subject(store, a)?, find_subject(store, b)?);
    let is_one = a.id() == b.id();
    let (left, right) = (store.claims(&a.claims())?, store.claims(&b.claims())?);
    let mut reports: Vec<ReportId> = left.iter().chain(&right).map(|claim| claim.id.report).collect();
    reports.sort_unstable();
    reports.dedup();
    let comparison = compare(&left, &right, &digests(store, &reports)?);
    let bears = |entry: &Entry| {
        let moves = matches!(
            entry.decision.verdict,
            Verdict::Merge(_) | Verdict::Split { .. } | Verdict::KeepApart(..)
        );
        let on = |subject: &Subject| subject.stored.incident.decisions.contains(&entry.decision.id);
        moves && on(&a) && on(&b)
    };
    let decisions = ledger(store)?.into_iter().filter(bears).collect();
    Ok(Why { a, b, is_one, comparison, decisions })
}

fn digests(store: &Store, reports: &[ReportId]) -> Result<Vec<ReportDigest>, StoreError> {
    let bytes = store.digests(reports)?;
    Ok(bytes.values().filter_map(|bytes| ReportDigest::from_bytes(bytes).ok()).collect())
}
