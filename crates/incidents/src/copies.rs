//! Passages in nearly the same words, and what words two claims share.

use crate::account::Account;
use crate::digest::{Passage, ReportDigest};
use crate::score::{Evidence, Feature};
use crate::words;

/// Passages with fewer shingles or words are too short to call one a copy of the other.
const FEWEST: usize = 4;
/// Share of the shorter passage's kept shingles, in percent, that makes a copy, or a cut of one.
const SHINGLES_SHARED: usize = 70;
/// Share of the words of either passage, in percent, that both have when one is the other reworded.
const WORDS_SHARED: usize = 56;
/// Fewest words that both have.
const WORDS_FEWEST: usize = 7;
/// The same of the words that tell one event from another: two strikes told by one pattern share fewer.
const TELLING_SHARED: usize = 50;
/// Fewest telling words that both have.
const TELLING_FEWEST: usize = 2;
/// Share of the shorter report's shingles, in percent, that makes a report a copy of another.
const REPORT_SHARED: usize = 40;

/// Adds the parts of words, passages and reports.
pub(crate) fn weigh(a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
    let same_report = a.report() == b.report();
    if same_report {
        evidence.add(Feature::ReportSame);
        if a.claim.sentence.overlaps(b.claim.sentence) {
            evidence.add(Feature::SentenceSame);
            return;
        }
        let order = |account: &Account<'_>| (account.claim.sentence.start(), account.claim.id.ordinal);
        let later = if order(a) < order(b) { b } else { a };
        if later.told_apart {
            evidence.add(Feature::ToldApart);
        }
    }
    if is_copy(a, b) && !evidence.has(Feature::TimeDaysOfOutlet) {
        evidence.add(Feature::PassageCopy);
    }
    if a.words.is_empty() || b.words.is_empty() {
        return;
    }
    evidence.add(match words::common(&a.words, &b.words) {
        0 => Feature::WordsNone,
        1 => Feature::WordsFew,
        2 | 3 => Feature::WordsSome,
        _ => Feature::WordsMany,
    });
}

/// Whether the sentences of two claims are the same passage in nearly the same words.
pub(crate) fn is_copy(a: &Account<'_>, b: &Account<'_>) -> bool {
    a.passages().any(|one| b.passages().any(|other| is_same_passage(one, other)))
}

/// Whether two passages are one text: as it is, cut, or lightly reworded. Passages of a few words never are.
#[must_use]
pub fn is_same_passage(a: &Passage, b: &Passage) -> bool {
    shares(&a.shingles, &b.shingles, FEWEST, SHINGLES_SHARED)
        || (shares_of_both(&a.all, &b.all, WORDS_FEWEST, WORDS_SHARED)
            && shares_of_both(&a.words, &b.words, TELLING_FEWEST, TELLING_SHARED))
}

/// The kept shingles of all passages of a report, sorted.
pub(crate) fn report_shingles(digest: &ReportDigest) -> Vec<u32> {
    words::sorted(digest.passages.iter().flat_map(|passage| passage.shingles.iter().copied()).collect())
}

/// Whether most passages of one report stand in the other, by the shingles of both.
pub(crate) fn shares_report(a: &[u32], b: &[u32]) -> bool {
    shares(a, b, 4 * FEWEST, REPORT_SHARED)
}

/// Whether two lists share at least `percent` of what stands in either, of some length.
fn shares_of_both<T: Ord>(a: &[T], b: &[T], fewest: usize, percent: usize) -> bool {
    let shared = words::common(a, b);
    shared >= fewest && shared * 100 >= (a.len() + b.len() - shared) * percent
}

/// Whether two lists share at least `percent` of the shorter one, which has at least `fewest` values.
fn shares(a: &[u32], b: &[u32], fewest: usize, percent: usize) -> bool {
    let shorter = a.len().min(b.len());
    shorter >= fewest && words::common(a, b) * 100 >= shorter * percent
}
