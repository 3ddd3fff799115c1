//! Groups claims into incidents: pairs that share a key are compared, and groups are joined while the evidence
//! between all their claims, on average, speaks for one event, and no pair forbids it that reports of one story do not
//! outvote. Claims that tell place and time weigh more in that average than those that leave them out.
//!
//! Groups are joined best first, never through a single claim that fits both. Ties go to the lower claim.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::absorb::{Group, absorb};
use crate::account::Account;
use crate::score::{Evidence, Feature, weigh};
use crate::story;
use crate::words;

/// Groups are joined while the mean of their pairs is above these thousandths of log-odds: even odds.
pub(crate) const JOIN: i64 = 0;
/// The least mean between two groups when a report says of a claim in one that it goes on about a claim in the other.
const GOES_ON: i64 = 1000;

/// What two reports are about as wholes tells more than a passage that leaves out place and day, and counts so many times.
const OF_ONE_STORY: &[Feature] = &[Feature::StoryMuch, Feature::StoryAlike, Feature::StoryPerson];
const STORY: i64 = 4;

/// The claims (numbers into `accounts`) of each group, sorted, in the order of their first claim.
///
/// `accounts` is sorted by claim; `keys` holds the sorted keys of each.
pub(crate) fn group(accounts: &[Account<'_>], keys: &[Vec<u64>]) -> Vec<Vec<usize>> {
    let founded = absorb(accounts, keys);
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (nth, group) in founded.iter().enumerate() {
        group_of.extend(group.standing().iter().map(|at| (*at, nth)));
    }
    let standing: Vec<(usize, &[u64])> = group_of.keys().map(|at| (*at, keys[*at].as_slice())).collect();
    let mut groups = Groups::new(accounts, founded);
    for (a, b) in pairs(&standing) {
        let (group_a, group_b) = (group_of[&a], group_of[&b]);
        let is_open = group_a != group_b && !groups.links[group_a].contains_key(&group_b);
        if is_open && links(weigh(&accounts[a], &accounts[b])) {
            groups.link(group_a, group_b);
        }
    }
    groups.join_all();
    let members = groups.held.into_iter().map(|group| words::sorted(group.members));
    words::sorted(members.filter(|members| !members.is_empty()).collect())
}

/// Whether a pair can bring two groups together: a mean above [`JOIN`], or a claim that goes on about another, needs at
/// least one such pair.
pub(crate) fn links(evidence: Evidence) -> bool {
    !evidence.forbids() && (i64::from(evidence.odds()) > JOIN || evidence.has(Feature::Continues))
}

/// Every pair of claims that shares a key, once, the lower number first; `keyed` holds claims with their sorted keys.
fn pairs(keyed: &[(usize, &[u64])]) -> impl Iterator<Item = (usize, usize)> {
    let mut blocks: BTreeMap<u64, Vec<(usize, &[u64])>> = BTreeMap::new();
    for (at, keys) in keyed {
        for key in *keys {
            blocks.entry(*key).or_default().push((*at, keys));
        }
    }
    blocks.into_iter().flat_map(|(key, block)| pairs_of_block(&block, key))
}

/// The pairs of one block that share no lower key.
fn pairs_of_block(block: &[(usize, &[u64])], key: u64) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (nth, (a, keys_a)) in block.iter().enumerate() {
        let rest = block[nth + 1..].iter().filter(|(_, keys_b)| first_common(keys_a, keys_b) == Some(key));
        found.extend(rest.map(|(b, _)| (*a, *b)));
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
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Between {
    odds: i64,
    weight: i64,
    goes_on: bool,
    /// A pair forbids that both are one.
    pub(crate) is_forbidden: bool,
    /// The reports of a pair name one person, or share most and came out together.
    is_one_story: bool,
}

impl Between {
    /// What lies between two claims.
    pub(crate) fn new(a: &Account<'_>, b: &Account<'_>) -> Self {
        let evidence = weigh(a, b);
        let weight = a.weight() * b.weight() * if evidence.has_any(OF_ONE_STORY) { STORY } else { 1 };
        Self {
            odds: i64::from(evidence.odds()) * weight,
            weight,
            goes_on: evidence.has(Feature::Continues),
            is_forbidden: evidence.forbids(),
            is_one_story: evidence.has(Feature::StoryPerson)
                || evidence.has(Feature::StoryMuch) && story::came_together(a, b),
        }
    }

    /// The mean odds in thousandths; `None` when the groups may not be joined. A passage that forbids it, misread or on
    /// another day, is outvoted only by reports that tell one story.
    pub(crate) fn mean(self) -> Option<i64> {
        let mean = self.odds.div_euclid(self.weight.max(1));
        let mean = if self.goes_on { mean.max(GOES_ON) } else { mean };
        (self.is_one_story || !self.is_forbidden).then_some(mean)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            odds: self.odds + other.odds,
            weight: self.weight + other.weight,
            goes_on: self.goes_on || other.goes_on,
            is_forbidden: self.is_forbidden || other.is_forbidden,
            is_one_story: self.is_one_story || other.is_one_story,
        }
    }
}

/// A possible join: mean odds, then the lower groups first; the sizes tell whether it is still up to date.
type Join = (i64, Reverse<(usize, usize)>, (usize, usize));

/// Groups while they grow. A joined group keeps the number of the one founded first.
struct Groups<'a, 'b> {
    accounts: &'a [Account<'b>],
    held: Vec<Group>,
    /// The groups that each group may join.
    links: Vec<BTreeMap<usize, Between>>,
    queue: BinaryHeap<Join>,
}

impl<'a, 'b> Groups<'a, 'b> {
    fn new(accounts: &'a [Account<'b>], groups: Vec<Group>) -> Self {
        Self { accounts, links: vec![BTreeMap::new(); groups.len()], held: groups, queue: BinaryHeap::new() }
    }

    fn link(&mut self, a: usize, b: usize) {
        let between = self.between(a, b);
        self.set(a, b, between);
    }

    fn set(&mut self, a: usize, b: usize, between: Between) {
        let (a, b) = (a.min(b), a.max(b));
        self.links[a].insert(b, between);
        self.links[b].insert(a, between);
        if let Some(mean) = between.mean().filter(|mean| *mean > JOIN) {
            self.queue.push((mean, Reverse((a, b)), self.sizes(a, b)));
        }
    }

    fn sizes(&self, a: usize, b: usize) -> (usize, usize) {
        (self.held[a].members.len(), self.held[b].members.len())
    }

    fn between(&self, a: usize, b: usize) -> Between {
        let others = self.held[b].standing();
        let pairs =
            self.held[a].standing().iter().flat_map(|one| others.iter().map(move |other| (one, other)));
        pairs
            .map(|(one, other)| Between::new(&self.accounts[*one], &self.accounts[*other]))
            .fold(Between::default(), Between::and)
    }

    fn join_all(&mut self) {
        while let Some((_, Reverse((a, b)), sizes)) = self.queue.pop() {
            if sizes == self.sizes(a, b) {
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
            let to = |links: &BTreeMap<usize, Between>, group| {
                links.get(&other).copied().unwrap_or_else(|| self.between(group, other))
            };
            merged.insert(other, to(&links_a, a).and(to(&links_b, b)));
        }
        let moved = std::mem::take(&mut self.held[b].members);
        self.held[a].members.extend(moved);
        self.held[a].members.sort_by_key(|at| self.accounts[*at].rank());
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
        let keyed: [(usize, &[u64]); 4] = [(0, &[1, 2]), (1, &[1, 2]), (4, &[2, 9]), (5, &[7])];
        let found: Vec<_> = pairs(&keyed).collect();
        assert_eq!(found, [(0, 1), (0, 4), (1, 4)]);
    }
}
