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
            let values: Vec<Supported<CountRange>> =
                support.gather(counts.iter().map(|(count, _, claim, _)| (*count, 0, *count, *claim)));
            let count = Field { headline: None, policy: Policy::AirwarsRange, values };
            let mut figured = Toll { harm, victims, count, course: course(counts, only_parts) };
            figured.count.headline = figured.headline_by(Policy::AirwarsRange);
            (only_parts, figured)
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
