//! One report that tells its event again: headline, lead, and the details further down.

use dateline_model::Claim;

use crate::account::Account;
use crate::score::{Evidence, Feature};

/// The same place, as far as one report names it.
const PLACE: &[Feature] =
    &[Feature::PlaceSame, Feature::PlaceSameName, Feature::PlaceSameArea, Feature::PlaceWithinTown];
/// Less than the same place, but no other one.
const PLACE_LOOSE: &[Feature] = &[Feature::PlaceUnknown, Feature::PlaceWithinArea, Feature::PlaceNear];
/// What stands in for a place that one passage leaves out.
const SAME_FACTS: &[Feature] = &[
    Feature::KilledSame,
    Feature::KilledSameHigh,
    Feature::InjuredSame,
    Feature::InjuredSameHigh,
    Feature::WordsSome,
    Feature::WordsMany,
    Feature::PassageCopy,
];
const TYPE: &[Feature] = &[Feature::TypeSame, Feature::TypeRareSame, Feature::TypeGroup, Feature::TypeVague];
/// Within one report, any of these tells two events.
const AGAINST: &[Feature] = &[
    Feature::ToldApart,
    Feature::SentenceSame,
    Feature::TimeHoursApart,
    Feature::TimeNextDay,
    Feature::SpotDiffers,
    Feature::MeansDiffer,
    Feature::InitiatorDiffers,
    Feature::TargetDiffers,
];
/// Other figures tell two events, unless two speakers disagree on one.
const FIGURES: &[Feature] =
    &[Feature::KilledGrew, Feature::KilledShrank, Feature::KilledFar, Feature::InjuredFar];

/// The same hours or days.
const TIME: &[Feature] = &[Feature::TimeSameHour, Feature::TimeSameDay, Feature::TimeSameDays];
/// A headline, or what stands for one, is among the first passages of a report: so many at most.
const HEAD: usize = 3;

/// Adds the part of telling again. Without the words of both passages nothing can be said.
pub(crate) fn weigh(a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
    if continues(a.claim, b.claim) || continues(b.claim, a.claim) {
        evidence.add(Feature::Continues);
        return;
    }
    let told = !a.shingles.is_empty() && !b.shingles.is_empty();
    let same = evidence.has_any(SAME_FACTS) || (is_headline(a, b) && evidence.has_any(TIME));
    let left_out = evidence.has(Feature::PlaceUnknown) && evidence.has_any(TIME);
    let place = evidence.has_any(PLACE) || left_out || (evidence.has_any(PLACE_LOOSE) && same);
    let disagree = speaker(a) != speaker(b);
    let against = evidence.has_any(AGAINST) || (!disagree && evidence.has_any(FIGURES));
    let again = evidence.has(Feature::ReportSame) && evidence.has_any(TYPE) && !against;
    if told && place && again {
        evidence.add(Feature::NarratedAgain);
    }
}

/// Whether the two stand in neighbouring passages at the head of their report: the lead tells the headline's event.
fn is_headline(a: &Account<'_>, b: &Account<'_>) -> bool {
    let passages = a.passage.zip(b.passage);
    passages.is_some_and(|(one, other)| one.abs_diff(other) == 1 && one.max(other) < HEAD)
}

fn speaker<'a>(account: &Account<'a>) -> Option<&'a str> {
    Some(account.claim.attribution.first()?.name.as_str())
}

/// Whether the words of `claim` go on about the event of `other`, as the reader of their report told.
fn continues(claim: &Claim, other: &Claim) -> bool {
    claim.id.report == other.id.report && claim.continues == Some(other.id.ordinal)
}
