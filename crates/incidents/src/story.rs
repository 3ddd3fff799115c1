//! What two reports as wholes say: the words and names they share, beyond the passages of two claims.
//!
//! That tells about the event that a report is about, so only claims near the head of their reports are weighed by it.

use dateline_model::Claim;

use crate::account::Account;
use crate::digest::ReportDigest;
use crate::score::{Evidence, Feature};
use crate::words;

/// Passages at the head of a report, menus and all, in which it tells what it is about.
const HEAD: usize = 6;
/// A name counts as so many other words.
const NAME: usize = 3;
/// Reports with less than this, names counted as above, are too short to compare.
const FEWEST: usize = 12;
/// Likeness in percent (cosine of what both hold) from which two stories share much, are alike, share some.
const MUCH: usize = 30;
const ALIKE: usize = 20;
const SOME: usize = 13;
/// Less than this is no more than two stories of one kind share.
const LITTLE: usize = 6;

/// Adds the part of the whole stories.
pub(crate) fn weigh(a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
    let (Some(digest), Some(other)) = (a.digest, b.digest) else { return };
    if a.report() == b.report() || !a.is_lead || !b.is_lead {
        return;
    }
    let (size, size_b) = (size(digest), size(other));
    if size.min(size_b) < FEWEST {
        return;
    }
    let shared =
        words::common(&digest.words, &other.words) + NAME * words::common(&digest.names, &other.names);
    let is = |percent: usize| shared * shared * 10_000 >= percent * percent * size * size_b;
    match () {
        () if is(MUCH) => evidence.add(Feature::StoryMuch),
        () if is(ALIKE) => evidence.add(Feature::StoryAlike),
        () if is(SOME) => evidence.add(Feature::StorySome),
        () if is(LITTLE) => {}
        () => evidence.add(Feature::StoryLittle),
    }
}

/// Whether the claim stands where its report tells what it is about.
pub(crate) fn is_lead(claim: &Claim, digest: Option<&ReportDigest>) -> bool {
    claim.id.ordinal == 0 || digest.and_then(|it| it.number_at(claim.sentence)).is_some_and(|nth| nth < HEAD)
}

fn size(digest: &ReportDigest) -> usize {
    digest.words.len() + NAME * digest.names.len()
}
