//! Groups claims into incidents: pairs that share a key are compared, and groups are joined while the evidence
//! between all their claims, on average, speaks for one event and no pair forbids it. Claims that tell place and
//! time weigh more in that average than those that leave them out.
//!
//! Groups are joined best first, never through a single claim that fits both. Ties go to the lower claim.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::account::Account;
use crate::score::{Evidence, Feature, weigh};

/// Groups are joined while the mean of their pairs is above these thousandths of log-odds: even odds.
const JOIN: i64 = 0;
/// The least mean between two groups when a report says of a claim in one that it goes on about a claim in the other.
const GOES_ON: i64 = 1000;

/// The claims (numbers into `accounts`) of each group, sorted, in the order of their first claim.
///
/// `accounts` is sorted by claim; `keys` holds the sorted keys of each.
pub(crate) fn group(accounts: &[Account<'_>], keys: &[Vec<u64>]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(accounts);
    for (a, b) in pairs(keys) {
        if links(weigh(&accounts[a], &accounts[b])) {
            groups.link(a, b);
        }
    }
    groups.join_all();
    groups.members.into_iter().filter(|members| !members.is_empty()).collect()
}

/// Whether a pair can bring two groups together: a mean above [`JOIN`], or a claim that goes on about another, needs at
/// least one such pair.
pub(crate) fn links(evidence: Evidence) -> bool {
    !evidence.forbids() && (i64::from(evidence.odds()) > JOIN || evidence.has(Feature::Continues))
}

/// Every pair of numbers that shares a key, once, the lower number first.
pub(crate) fn pairs(keys: &[Vec<u64>]) -> impl Iterator<Item = (usize, usize)> {
    let mut blocks: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, keys) in keys.iter().enumerate() {
        for key in keys {
            blocks.entry(*key).or_default().push(at);
        }
    }
    blocks.into_iter().flat_map(move |(key, block)| pairs_of_block(&block, key, keys))
}

/// The pairs of one block that share no lower key.
fn pairs_of_block(block: &[usize], key: u64, keys: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (nth, &a) in block.iter().enumerate() {
        for &b in &block[nth + 1..] {
            if first_common(&keys[a], &keys[b]) == Some(key) {
                found.push((a, b));
            }
        }
    }
    found
}

fn first_common(a: &[u64], b: &[u64]) -> Option<u64> {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => return Some(a[i]),
        }
    }
    None
}

/// What lies between two groups: odds of all pairs, each times its weight, and the sum of the weights.
#[derive(Clone, Copy, Default)]
struct Between {
    odds: i64,
    weight: i64,
    forbids: bool,
    goes_on: bool,
}

impl Between {
    fn mean(self) -> i64 {
        let mean = self.odds.div_euclid(self.weight.max(1));
        if self.goes_on { mean.max(GOES_ON) } else { mean }
    }

    fn add(&mut self, other: Self) {
        self.odds += other.odds;
        self.weight += other.weight;
        self.forbids |= other.forbids;
        self.goes_on |= other.goes_on;
    }
}

/// A possible join: mean odds, then the lower groups first; the sizes tell whether it is still up to date.
type Join = (i64, Reverse<(usize, usize)>, (usize, usize));

/// Groups while they grow. A group is known by its lowest claim.
struct Groups<'a, 'b> {
    accounts: &'a [Account<'b>],
    members: Vec<Vec<usize>>,
    /// The groups that each group may join.
    links: Vec<BTreeMap<usize, Between>>,
    queue: BinaryHeap<Join>,
}

impl<'a, 'b> Groups<'a, 'b> {
    fn new(accounts: &'a [Account<'b>]) -> Self {
        let members = (0..accounts.len()).map(|at| vec![at]).collect();
        Self { accounts, members, links: vec![BTreeMap::new(); accounts.len()], queue: BinaryHeap::new() }
    }

    fn link(&mut self, a: usize, b: usize) {
        let between = self.between(a, b);
        self.set(a, b, between);
    }

    fn set(&mut self, a: usize, b: usize, between: Between) {
        let (a, b) = (a.min(b), a.max(b));
        self.links[a].insert(b, between);
        self.links[b].insert(a, between);
        if !between.forbids && between.mean() > JOIN {
            let sizes = (self.members[a].len(), self.members[b].len());
            self.queue.push((between.mean(), Reverse((a, b)), sizes));
        }
    }

    /// Compares every claim of one group with every claim of the other.
    fn between(&self, a: usize, b: usize) -> Between {
        let mut between = Between::default();
        for &one in &self.members[a] {
            for &other in &self.members[b] {
                let (a, b) = (&self.accounts[one], &self.accounts[other]);
                let evidence = weigh(a, b);
                let weight = a.weight() * b.weight();
                let odds = i64::from(evidence.odds()) * weight;
                let goes_on = evidence.has(Feature::Continues);
                let part = Between { odds, weight, forbids: evidence.forbids(), goes_on };
                between.add(part);
                if between.forbids {
                    return between;
                }
            }
        }
        between
    }

    fn join_all(&mut self) {
        while let Some((_, Reverse((a, b)), sizes)) = self.queue.pop() {
            if sizes == (self.members[a].len(), self.members[b].len()) {
                self.join(a, b);
            }
        }
    }

    /// Takes the group `b` into `a`, the lower one.
    fn join(&mut self, a: usize, b: usize) {
        let links_a = std::mem::take(&mut self.links[a]);
        let links_b = std::mem::take(&mut self.links[b]);
        let mut merged: BTreeMap<usize, Between> = BTreeMap::new();
        for &other in links_a.keys().chain(links_b.keys()) {
            if other == a || other == b || merged.contains_key(&other) {
                continue;
            }
            let mut between = links_a.get(&other).copied().unwrap_or_else(|| self.between(a, other));
            if !between.forbids {
                between.add(links_b.get(&other).copied().unwrap_or_else(|| self.between(b, other)));
            }
            merged.insert(other, between);
        }
        let moved = std::mem::take(&mut self.members[b]);
        self.members[a].extend(moved);
        self.members[a].sort_unstable();
        for (other, between) in merged {
            self.links[other].remove(&b);
            self.set(a, other, between);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_with_a_common_key_comes_once() {
        let keys = [vec![1, 2], vec![1, 2], vec![2, 9], vec![7]];
        let found: Vec<_> = pairs(&keys).collect();
        assert_eq!(found, [(0, 1), (0, 2), (1, 2)]);
    }
}
