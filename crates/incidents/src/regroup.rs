//! Lays on the groups of claims what persons decided: groups they put together are joined, and a group in which
//! two are kept apart is parted.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::ClaimId;

use crate::account::Account;
use crate::rulings::Rulings;
use crate::score::weigh;

/// The groups (numbers into `accounts`, sorted) as persons want them, in the order of their first claim.
pub(crate) fn regroup(
    groups: Vec<Vec<usize>>,
    accounts: &[Account<'_>],
    rulings: &Rulings,
) -> Vec<Vec<usize>> {
    if rulings.moves_nothing() {
        return groups;
    }
    let parted =
        joined(groups, accounts, rulings).into_iter().flat_map(|group| part(&group, accounts, rulings));
    let mut parted: Vec<Vec<usize>> = parted.collect();
    for group in &mut parted {
        group.sort_unstable();
    }
    parted.sort();
    parted
}

/// The groups with those joined that hold claims put together.
fn joined(groups: Vec<Vec<usize>>, accounts: &[Account<'_>], rulings: &Rulings) -> Vec<Vec<usize>> {
    // For each claim that stands for others, the group that holds them so far.
    let mut holder: BTreeMap<ClaimId, usize> = BTreeMap::new();
    let mut joined: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let ties: BTreeSet<ClaimId> = group
            .iter()
            .map(|at| accounts[*at].claim.id)
            .filter(|claim| !rulings.tied(*claim).is_empty())
            .map(|claim| rulings.stands_for(claim))
            .collect();
        let mut into = group;
        for held in ties.iter().filter_map(|tie| holder.get(tie)).copied().collect::<BTreeSet<usize>>() {
            into.extend(std::mem::take(&mut joined[held]));
            holder.values_mut().filter(|it| **it == held).for_each(|it| *it = joined.len());
        }
        holder.extend(ties.into_iter().map(|tie| (tie, joined.len())));
        joined.push(into);
    }
    joined.retain(|group| !group.is_empty());
    joined
}

/// Claims of one group that a person put together, or one claim alone.
type Unit = Vec<usize>;

/// The parts of a group in which some are kept apart: these first, the earliest before the others, each to the part
/// it fits best among those it may join; then the rest in the same way.
fn part(group: &[usize], accounts: &[Account<'_>], rulings: &Rulings) -> Vec<Vec<usize>> {
    let number: BTreeMap<ClaimId, usize> = group.iter().map(|at| (accounts[*at].claim.id, *at)).collect();
    let here = |claims: &[ClaimId]| -> Vec<usize> {
        claims.iter().filter_map(|claim| number.get(claim)).copied().collect()
    };
    let apart: Vec<(Vec<usize>, Vec<usize>)> = rulings
        .apart()
        .iter()
        .map(|(a, b)| (here(a), here(b)))
        .filter(|(a, b)| !a.is_empty() && !b.is_empty())
        .collect();
    if apart.is_empty() {
        return vec![group.to_vec()];
    }
    let touches = |unit: &Unit, side: &[usize]| unit.iter().any(|at| side.contains(at));
    let forbids = |a: &Unit, b: &Unit| {
        apart
            .iter()
            .any(|(one, other)| touches(a, one) && touches(b, other) || touches(a, other) && touches(b, one))
    };
    let is_bound = |unit: &Unit| apart.iter().any(|(a, b)| touches(unit, a) || touches(unit, b));
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for unit in units(group, accounts, rulings, is_bound) {
        let allowed = (0..parts.len()).filter(|nth| !forbids(&unit, &parts[*nth]));
        let best = allowed.max_by_key(|nth| (fit(&unit, &parts[*nth], accounts), std::cmp::Reverse(*nth)));
        match best {
            Some(nth) => parts[nth].extend(unit),
            None => parts.push(unit),
        }
    }
    parts
}

/// The units of a group, those that are bound first, then by the precedence of their earliest claim.
fn units(
    group: &[usize],
    accounts: &[Account<'_>],
    rulings: &Rulings,
    is_bound: impl Fn(&Unit) -> bool,
) -> Vec<Unit> {
    let mut units: BTreeMap<ClaimId, Unit> = BTreeMap::new();
    for at in group {
        units.entry(rulings.stands_for(accounts[*at].claim.id)).or_default().push(*at);
    }
    let mut units: Vec<Unit> = units.into_values().collect();
    units.sort_by_key(|unit| (!is_bound(unit), unit.iter().map(|at| accounts[*at].precedence()).min()));
    units
}

/// Mean odds between a unit and a part, by the weight of the claims.
fn fit(unit: &Unit, part: &[usize], accounts: &[Account<'_>]) -> i64 {
    let (mut odds, mut weights) = (0, 0);
    for one in unit.iter().map(|at| &accounts[*at]) {
        for other in part.iter().map(|at| &accounts[*at]) {
            let weight = one.weight() * other.weight();
            odds += i64::from(weigh(one, other).odds()) * weight;
            weights += weight;
        }
    }
    odds.div_euclid(weights.max(1))
}
