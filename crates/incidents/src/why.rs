//! Why claims seem to speak of one event or of two, in words.

use std::collections::BTreeMap;

use dateline_model::{Claim, ClaimId, ReportId};

use crate::account::Account;
use crate::digest::ReportDigest;
use crate::score::{Evidence, Feature, chance, weigh};

/// So many claims of each side are compared at most, the first ones.
const COMPARED: usize = 48;

/// How two groups of claims compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Each part of the evidence, strongest first.
    pub parts: Vec<ComparedPart>,
    /// Natural logarithm of the odds that both speak of one event: the mean of all pairs, those that tell place and
    /// time counting more.
    pub odds: f32,
    /// The chance that goes with the odds, 0 to 1.
    pub chance: f32,
    /// Number of pairs that were compared.
    pub pairs: u32,
    /// Pairs that cannot stand in one incident whatever else speaks for it, with the part that forbids it.
    pub forbidden: Vec<(ClaimId, ClaimId, String)>,
}

/// One part of the evidence on two groups.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedPart {
    /// What it says, in words.
    pub words: String,
    /// What it adds to the odds: the mean over all pairs.
    pub weight: f32,
    /// In how many pairs it was found.
    pub pairs: u32,
}

/// Compares the claims of two incidents, or two claims. Two groups of which one is empty compare with even odds and
/// no parts.
#[must_use]
pub fn compare(a: &[Claim], b: &[Claim], digests: &[ReportDigest]) -> Comparison {
    let digests: BTreeMap<ReportId, &ReportDigest> = digests.iter().map(|it| (it.report, it)).collect();
    let left: Vec<Account<'_>> = a.iter().take(COMPARED).map(|it| Account::new_of(it, &digests)).collect();
    let right: Vec<Account<'_>> = b.iter().take(COMPARED).map(|it| Account::new_of(it, &digests)).collect();
    let pairs = left.iter().flat_map(|one| right.iter().map(move |other| (one, other)));
    let pairs: Vec<Pair> =
        pairs.filter(|(a, b)| a.claim.id != b.claim.id).map(|(a, b)| Pair::of(a, b)).collect();
    summed(&pairs)
}

struct Pair {
    ids: (ClaimId, ClaimId),
    evidence: Evidence,
    weight: i64,
}

impl Pair {
    fn of(a: &Account<'_>, b: &Account<'_>) -> Self {
        Self { ids: (a.claim.id, b.claim.id), evidence: weigh(a, b), weight: a.weight() * b.weight() }
    }
}

fn summed(pairs: &[Pair]) -> Comparison {
    let all: i64 = pairs.iter().map(|pair| pair.weight).sum();
    let odds: i64 = pairs.iter().map(|pair| i64::from(pair.evidence.odds()) * pair.weight).sum();
    let odds = odds.div_euclid(all.max(1));
    let mut parts: Vec<ComparedPart> = Feature::ALL
        .iter()
        .filter_map(|feature| {
            let having: Vec<&Pair> = pairs.iter().filter(|pair| pair.evidence.has(*feature)).collect();
            let row = feature.weight().filter(|_| !having.is_empty())?;
            let share = share(having.iter().map(|pair| pair.weight).sum(), all);
            let pairs = u32::try_from(having.len()).unwrap_or(u32::MAX);
            Some(ComparedPart { words: row.words.to_owned(), weight: row.weight * share, pairs })
        })
        .collect();
    parts.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then_with(|| a.words.cmp(&b.words)));
    let forbidden = pairs.iter().filter(|pair| pair.evidence.forbids()).map(|pair| {
        let strongest = pair.evidence.parts().min_by(|a, b| a.1.weight.total_cmp(&b.1.weight));
        (pair.ids.0, pair.ids.1, strongest.map_or_else(String::new, |(_, row)| row.words.to_owned()))
    });
    Comparison {
        forbidden: forbidden.collect(),
        parts,
        odds: share(odds, 1_000),
        chance: if pairs.is_empty() { 0.5 } else { chance(odds) },
        pairs: u32::try_from(pairs.len()).unwrap_or(u32::MAX),
    }
}

#[expect(clippy::cast_precision_loss, reason = "sums of small weights")]
fn share(of: i64, all: i64) -> f32 {
    of as f32 / all.max(1) as f32
}
