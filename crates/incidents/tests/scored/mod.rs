//! Scores of a grouping against the true one: links (pairs put together) and B-cubed (Bagga and Baldwin 1998).

#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;

/// Items with the group that they truly belong to, and the one they were put into.
pub(crate) type Grouped = Vec<(String, String)>;

/// Precision and recall.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
}

impl Score {
    /// Their harmonic mean.
    pub(crate) fn f(self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(f64::MIN_POSITIVE)
    }
}

/// Of the pairs put together, and of those that belong together. The share of false merges is one less precision.
pub(crate) fn links(grouped: &Grouped) -> Score {
    let pairs = |counts: BTreeMap<_, f64>| counts.values().map(|n| n * (n - 1.0) / 2.0).sum::<f64>();
    let right = pairs(count(grouped.iter().map(|(event, incident)| format!("{event}\t{incident}"))));
    let told = pairs(count(grouped.iter().map(|(_, incident)| incident.clone())));
    let meant = pairs(count(grouped.iter().map(|(event, _)| event.clone())));
    Score { precision: right / told.max(1.0), recall: right / meant.max(1.0) }
}

pub(crate) fn b_cubed(grouped: &Grouped) -> Score {
    let events = count(grouped.iter().map(|(event, _)| event));
    let incidents = count(grouped.iter().map(|(_, incident)| incident));
    let both = count(grouped.iter().map(|(event, incident)| (event, incident)));
    let n: f64 = grouped.iter().map(|_| 1.0).sum();
    let precision: f64 = both.iter().map(|((_, incident), n)| n * n / incidents[incident]).sum();
    let recall: f64 = both.iter().map(|((event, _), n)| n * n / events[event]).sum();
    Score { precision: precision / n, recall: recall / n }
}

pub(crate) fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, f64> {
    keys.fold(BTreeMap::new(), |mut counts, key| {
        *counts.entry(key).or_insert(0.0) += 1.0;
        counts
    })
}

/// Prints both scores with the number of items, events and groups.
pub(crate) fn print(name: &str, grouped: &Grouped) {
    let (links, b_cubed) = (links(grouped), b_cubed(grouped));
    let groups = |at: fn(&(String, String)) -> &String| count(grouped.iter().map(at)).len();
    println!(
        "{name}: {} items, {} events, {} groups",
        grouped.len(),
        groups(|(event, _)| event),
        groups(|(_, incident)| incident)
    );
    println!("  links P {:.3} R {:.3} F {:.3}", links.precision, links.recall, links.f());
    println!("  B3    P {:.3} R {:.3} F {:.3}", b_cubed.precision, b_cubed.recall, b_cubed.f());
}
