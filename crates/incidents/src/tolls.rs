//! People harmed: one field for each harm and group of victims.

use std::collections::BTreeMap;

use dateline_model::{ClaimId, CountRange, Field, Figure, Harm, Policy, Supported, Toll, Victims};

use crate::account::Account;
use crate::fields::Support;

/// A count, whether it is part of another, its claim, and when that was published (minutes, last when unknown).
type Told = (CountRange, bool, ClaimId, i64);

/// The tolls of an incident: totals before the groups among them, killed before injured. The headline runs from the
/// lowest to the highest figure of all claims (Airwars methodology); figures that only count a part of another
/// ("13 of them children") make the headline only where nothing else does. Figures over a longer time than the
/// event's are left with their claims.
pub(crate) fn tolls(group: &[&Account<'_>], support: &Support) -> Vec<Toll> {
    let mut told: BTreeMap<(Harm, Victims), Vec<Told>> = BTreeMap::new();
    for account in group {
        for casualty in account.claim.casualties.iter().filter(|it| !it.is_cumulative) {
            let counts = told.entry((casualty.harm, casualty.victims)).or_default();
            let published = account.published.unwrap_or(i64::MAX);
            counts.push((casualty.count, casualty.is_subset, account.claim.id, published));
        }
    }
    let mut tolls: Vec<(bool, Toll)> = told
        .into_iter()
        .map(|((harm, victims), counts)| {
            let only_parts = counts.iter().all(|(_, is_subset, ..)| *is_subset);
            let whole =
                counts.iter().filter(|(_, is_subset, ..)| *is_subset == only_parts).map(|(count, ..)| *count);
            let headline = airwars_range(whole);
            let values: Vec<Supported<CountRange>> =
                support.gather(counts.iter().map(|(count, _, claim, _)| (*count, 0, *count, *claim)));
            let count = Field { headline, policy: Policy::AirwarsRange, values };
            (only_parts, Toll { harm, victims, count, course: course(counts, only_parts) })
        })
        .collect();
    tolls.sort_by_key(|(only_parts, toll)| (*only_parts, toll.harm, toll.victims));
    tolls.into_iter().map(|(_, toll)| toll).collect()
}

/// The figures in the order of publication, each that differs from the one before; parts of others left out where
/// there are whole ones.
fn course(mut counts: Vec<Told>, only_parts: bool) -> Vec<Figure> {
    counts.retain(|(_, is_subset, ..)| *is_subset == only_parts);
    counts.sort_by_key(|(count, _, claim, published)| (*published, *claim, *count));
    counts.dedup_by_key(|(count, ..)| *count);
    counts.into_iter().map(|(count, _, claim, _)| Figure { count, claim }).collect()
}

/// From the lowest to the highest figure; without upper end when an open figure ("at least 12") is the highest.
fn airwars_range(counts: impl Iterator<Item = CountRange>) -> Option<CountRange> {
    counts.reduce(|a, b| {
        let min = a.min().min(b.min());
        let max = match (a.max(), b.max()) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (None, Some(max)) if max > a.min() => Some(max),
            (Some(max), None) if max > b.min() => Some(max),
            _ => None,
        };
        CountRange::new(min, max)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(counts: &[(u32, Option<u32>)]) -> Option<String> {
        let counts = counts.iter().map(|(min, max)| CountRange::new(*min, *max));
        airwars_range(counts).map(|it| it.to_string())
    }

    #[test]
    fn the_range_runs_from_the_lowest_to_the_highest_figure() {
        assert_eq!(range(&[(9, Some(9)), (14, Some(14)), (11, Some(12))]).as_deref(), Some("9-14"));
        assert_eq!(range(&[(0, Some(0)), (3, Some(3))]).as_deref(), Some("0-3"));
        assert_eq!(range(&[]), None);
    }

    #[test]
    fn an_open_figure_leaves_the_range_open_unless_another_is_higher() {
        assert_eq!(range(&[(12, None), (14, Some(14))]).as_deref(), Some("12-14"));
        assert_eq!(range(&[(9, Some(9)), (12, None)]).as_deref(), Some("9+"));
    }
}
