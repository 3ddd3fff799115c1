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
    let comparison = compared(store, &a, &b)?;
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

/// An incident that may be the same as another.
#[derive(Clone, Debug)]
pub struct Related {
    /// The incident.
    pub subject: Subject,
    /// How its claims compare with those of the other.
    pub comparison: Comparison,
}

/// The neighbours of an incident, at most `limit`, each compared with it: likeliest the same first, those that cannot
/// be the same last. Neighbours are those of [`Store::neighbours`].
///
/// # Errors
/// As [`find_subject`].
pub fn related(store: &Store, id: &str, limit: u32) -> Result<Vec<Related>, ReviewError> {
    let here = find_subject(store, id)?;
    let here = Subject { claim: None, ..here };
    let mut found = Vec::new();
    for near in store.neighbours(here.id(), limit)? {
        let subject = find_subject(store, near.as_str())?;
        let comparison = compared(store, &here, &subject)?;
        found.push(Related { subject, comparison });
    }
    // The sort is stable: of equals the nearer in time stays first.
    found.sort_by(|a, b| {
        let is_forbidden = |it: &Related| !it.comparison.forbidden.is_empty();
        is_forbidden(a).cmp(&is_forbidden(b)).then(b.comparison.chance.total_cmp(&a.comparison.chance))
    });
    Ok(found)
}

fn compared(store: &Store, a: &Subject, b: &Subject) -> Result<Comparison, StoreError> {
    let (left, right) = (store.claims(&a.claims())?, store.claims(&b.claims())?);
    let mut reports: Vec<ReportId> = left.iter().chain(&right).map(|claim| claim.id.report).collect();
    reports.sort_unstable();
    reports.dedup();
    Ok(compare(&left, &right, &digests(store, &reports)?))
}

/// The digests of these reports, those of another version of the engine left out.
pub(crate) fn digests(store: &Store, reports: &[ReportId]) -> Result<Vec<ReportDigest>, StoreError> {
    let bytes = store.digests(reports)?;
    Ok(bytes.values().filter_map(|bytes| ReportDigest::from_bytes(bytes).ok()).collect())
}
