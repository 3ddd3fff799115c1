//! All decisions with what became of each.

use dateline_incidents::Rulings;
use dateline_model::{Decision, Effect};
use dateline_store::{Store, StoreError};

/// A decision and what it comes to today.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The decision.
    pub decision: Decision,
    /// What it comes to.
    pub effect: Effect,
}

/// All decisions in the order they came in.
///
/// # Errors
/// When the database cannot be read.
pub fn ledger(store: &Store) -> Result<Vec<Entry>, StoreError> {
    let decisions = store.decisions()?;
    let rulings = Rulings::new(&decisions, &store.claims_there(&decisions)?);
    let effect = |decision: &Decision| rulings.effect(&decision.id).cloned().unwrap_or(Effect::NotApplicable);
    Ok(decisions.into_iter().map(|it| Entry { effect: effect(&it), decision: it }).collect())
}
