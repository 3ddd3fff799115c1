//! The first step of grouping: claims one after the other, the most telling first, so that an incident that thousands
//! of claims tell costs no more for each of them than one that a few tell.
//!
//! A group stands for its claims through a bounded number of them, the most telling. A claim is compared with
//! these alone. It joins a small group only on strong evidence; the rest is left to [`cluster`](crate::cluster),
//! which joins groups best first. A group that is full takes whatever speaks for it, so that those left over stay few.
//!
//! What happens to a claim depends only on claims that it may join, and these may join in turn: claims elsewhere
//! change nothing, and the order of the input neither.

use std::collections::BTreeMap;

use crate::account::Account;
use crate::cluster::{Between, JOIN, links};
use crate::score::weigh;
use crate::words;

/// So many claims stand for a group at most.
pub(crate) const STAND_FOR: usize = 24;
/// A group that is not full takes a claim only above these thousandths of log-odds, on average.
const SURE: i64 = 2500;

/// Claims that were put together, as numbers into the accounts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    /// All of them, the most telling first.
    pub(crate) members: Vec<usize>,
}

impl Group {
    /// The claims that stand for the group.
    pub(crate) fn standing(&self) -> &[usize] {
        &self.members[..self.members.len().min(STAND_FOR)]
    }

    fn is_full(&self) -> bool {
        self.members.len() >= STAND_FOR
    }
}

/// Groups of claims that surely belong together, most others alone.
///
/// `accounts` is sorted by claim; `keys` holds the sorted keys of each.
pub(crate) fn absorb(accounts: &[Account<'_>], keys: &[Vec<u64>]) -> Vec<Group> {
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    order.sort_by_key(|at| accounts[*at].rank());
    let mut groups: Vec<Group> = Vec::new();
    let mut standing: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for at in order {
        let near = keys[at].iter().filter_map(|key| standing.get(key)).flatten().copied();
        let near = words::sorted(near.collect());
        let best = near.into_iter().filter_map(|nth| Some((fit(accounts, keys, &groups[nth], at)?, nth)));
        // Among equals the group that was founded first.
        let best = best.max_by_key(|(odds, nth)| (*odds, std::cmp::Reverse(*nth)));
        let nth = best.map_or(groups.len(), |(_, nth)| nth);
        if nth == groups.len() {
            groups.push(Group::default());
        }
        let is_full = groups[nth].is_full();
        groups[nth].members.push(at);
        for key in keys[at].iter().filter(|_| !is_full) {
            let groups = standing.entry(*key).or_default();
            if groups.last() != Some(&nth) {
                groups.push(nth);
            }
        }
    }
    groups
}

/// Mean odds between a claim and a group, if they are enough to take it in.
fn fit(accounts: &[Account<'_>], keys: &[Vec<u64>], group: &Group, at: usize) -> Option<i64> {
    // Most groups of a block are ruled out by their first claim.
    let mut compared = group.standing().iter().map(|other| Between::new(&accounts[at], &accounts[*other]));
    let allowed = |sum: Between, next: Between| (!next.is_forbidden).then(|| sum.and(next));
    let mean = compared.try_fold(Between::default(), allowed)?.mean()?;
    let enough = if group.is_full() { JOIN } else { SURE };
    let joins = |other: usize| {
        words::common(&keys[at], &keys[other]) > 0 && links(weigh(&accounts[at], &accounts[other]))
    };
    let is_enough = mean > enough && group.standing().iter().any(|other| joins(*other));
    is_enough.then_some(mean)
}
