//! Which claims of one incident stand in the same passage as others, without comparing all with all.

use std::collections::BTreeMap;

use crate::account::Account;
use crate::copies::{is_copy, report_shingles, shares_report};

/// Of the claims, or reports, that share a shingle or word only the first so many are compared.
const KEPT: usize = 8;

/// Pairs of claims (numbers into `group`) of different reports that stand in the same passage, the later first.
pub(crate) fn passages(group: &[&Account<'_>]) -> Vec<(usize, usize)> {
    let hashes = |at: usize| group[at].shingles.iter().chain(&group[at].words).copied();
    let is_pair = |at: usize, other: usize| {
        group[at].report() != group[other].report() && is_copy(group[at], group[other])
    };
    pairs(group.len(), hashes, is_pair)
}

/// Pairs of claims whose reports are copies of one another: of each two reports the first claim that `is_open` says may
/// rest on the copy, with every such claim of the other.
pub(crate) fn reports(group: &[&Account<'_>], is_open: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut claims: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, account) in group.iter().enumerate() {
        claims.entry(account.report()).or_default().push(at);
    }
    let claims: Vec<Vec<usize>> = claims.into_values().collect();
    let shingles: Vec<Vec<u32>> =
        claims.iter().map(|claims| group[claims[0]].digest.map_or_else(Vec::new, report_shingles)).collect();
    let copies = pairs(
        claims.len(),
        |nth| shingles[nth].iter().copied(),
        |nth, other| shares_report(&shingles[nth], &shingles[other]),
    );
    let of_both = copies.into_iter().flat_map(|(nth, other)| {
        claims[nth]
            .iter()
            .flat_map(|a| claims[other].iter().map(|b| (*a.max(b), *a.min(b))))
            .collect::<Vec<_>>()
    });
    of_both.filter(|(a, b)| is_open(*a, *b)).collect()
}

/// Pairs of the numbers below `n` that share a hash and are a pair, the later first.
fn pairs<I: Iterator<Item = u32>>(
    n: usize,
    hashes: impl Fn(usize) -> I,
    is_pair: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut under: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for at in 0..n {
        let mut near: Vec<usize> =
            hashes(at).filter_map(|hash| under.get(&hash)).flatten().copied().collect();
        near.sort_unstable();
        // One hash in common is chance; the same words share many.
        let near = near.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]);
        found.extend(near.filter(|other| is_pair(at, *other)).map(|other| (at, other)));
        for hash in hashes(at) {
            let kept = under.entry(hash).or_default();
            if kept.len() < KEPT {
                kept.push(at);
            }
        }
    }
    found
}
