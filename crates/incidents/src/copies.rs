//! Passages in nearly the same words, and what words two claims share.

use crate::account::Account;
use crate::digest::{Passage, ReportDigest};
use crate::score::{Evidence, Feature};
use crate::words;

/// Passages with fewer shingles or words are too short to call one a copy of the other.
const FEWEST: usize = 4;
/// Share of the shorter passage's kept shingles, in percent, that makes a copy.
const SHINGLES_SHARED: usize = 50;
/// Share of the shorter passage's telling words, in percent, that makes a reworded copy.
const WORDS_SHARED: usize = 80;
/// Fewest telling words of a reworded copy.
const WORDS_FEWEST: usize = 8;
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
    is_same(&a.shingles, &b.shingles, &a.words, &b.words)
}

/// Whether two passages are one text: as it is, cut, or lightly reworded. Passages of a few words never are.
#[must_use]
pub fn is_same_passage(a: &Passage, b: &Passage) -> bool {
    is_same(&a.shingles, &b.shingles, &a.words, &b.words)
}

fn is_same(shingles: &[u32], shingles_b: &[u32], words: &[u32], words_b: &[u32]) -> bool {
    shares(shingles, shingles_b, FEWEST, SHINGLES_SHARED)
        || shares(words, words_b, WORDS_FEWEST, WORDS_SHARED)
}

/// The kept shingles of all passages of a report, sorted.
pub(crate) fn report_shingles(digest: &ReportDigest) -> Vec<u32> {
    words::sorted(digest.passages.iter().flat_map(|passage| passage.shingles.iter().copied()).collect())
}

/// Whether most passages of one report stand in the other, by the shingles of both.
pub(crate) fn shares_report(a: &[u32], b: &[u32]) -> bool {
    shares(a, b, 4 * FEWEST, REPORT_SHARED)
}

/// Whether two lists share at least `percent` of the shorter one, which has at least `fewest` values.
fn shares(a: &[u32], b: &[u32], fewest: usize, percent: usize) -> bool {
    let shorter = a.len().min(b.len());
    shorter >= fewest && words::common(a, b) * 100 >= shorter * percent
}
