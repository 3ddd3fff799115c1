//! How strongly two claims seem to speak of one event: parts of evidence, each with a weight from the table.

use std::sync::LazyLock;

use dateline_tables::{FuseWeight, fuse_weight};

use crate::account::Account;
use crate::{again, copies, count_parts, place_parts, side_parts, story, time_parts, voices};

/// A part of this weight or less forbids that two claims stand in one incident.
const FORBIDS: f32 = -9.0;
/// Weights are added as whole thousandths, so that the order of adding changes nothing.
const UNIT: f32 = 1000.0;

macro_rules! features {
    ($($variant:ident = $text:literal,)+) => {
        /// One kind of evidence, a row of the table of weights.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Feature { $($variant,)+ }

        impl Feature {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)+];

            pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

features! {
    Base = "base",
    PlaceSame = "place_same",
    PlaceSameArea = "place_same_area",
    PlaceSameName = "place_same_name",
    PlaceWithinTown = "place_within_town",
    PlaceWithinArea = "place_within_area",
    PlaceMayHold = "place_may_hold",
    PlaceNear = "place_near",
    PlaceOtherTown = "place_other_town",
    PlaceOtherArea = "place_other_area",
    PlaceNamesDiffer = "place_names_differ",
    PlaceUnknown = "place_unknown",
    PlaceApart = "place_apart",
    CountryDiffers = "country_differs",
    SpotSame = "spot_same",
    SpotOneSided = "spot_one_sided",
    SpotDiffers = "spot_differs",
    TimeSameHour = "time_same_hour",
    TimeHoursApart = "time_hours_apart",
    TimeSameDay = "time_same_day",
    TimeNextDay = "time_next_day",
    TimeDaysOfOutlet = "time_days_of_outlet",
    TimeSameDays = "time_same_days",
    TimeOverlapWide = "time_overlap_wide",
    TimeOverlap = "time_overlap",
    TimeAssumed = "time_assumed",
    TimeUnknown = "time_unknown",
    TimeApart = "time_apart",
    TimeLongBefore = "time_long_before",
    TypeSame = "type_same",
    TypeRareSame = "type_rare_same",
    TypeGroup = "type_group",
    TypeDiffers = "type_differs",
    TypeVague = "type_vague",
    MeansSame = "means_same",
    MeansGroup = "means_group",
    MeansDiffer = "means_differ",
    InitiatorSame = "initiator_same",
    InitiatorKin = "initiator_kin",
    InitiatorDiffers = "initiator_differs",
    TargetSame = "target_same",
    TargetKin = "target_kin",
    TargetDiffers = "target_differs",
    KilledSameHigh = "killed_same_high",
    KilledSame = "killed_same",
    KilledSameOne = "killed_same_one",
    KilledGrew = "killed_grew",
    KilledShrank = "killed_shrank",
    KilledFar = "killed_far",
    InjuredSameHigh = "injured_same_high",
    InjuredSame = "injured_same",
    InjuredSameOne = "injured_same_one",
    InjuredGrew = "injured_grew",
    InjuredShrank = "injured_shrank",
    InjuredFar = "injured_far",
    TollUpdate = "toll_update",
    WordsNone = "words_none",
    WordsFew = "words_few",
    WordsSome = "words_some",
    WordsMany = "words_many",
    PassageCopy = "passage_copy",
    StoryMuch = "story_much",
    StoryAlike = "story_alike",
    StorySome = "story_some",
    StoryLittle = "story_little",
    StoryPerson = "story_person",
    StoryDiffers = "story_differs",
    StoryMisread = "story_misread",
    StoryDays = "story_days",
    StoryWeek = "story_week",
    StoryMonth = "story_month",
    StoryYear = "story_year",
    StoryYears = "story_years",
    SpeakerSame = "speaker_same",
    ReportSame = "report_same",
    SentenceSame = "sentence_same",
    ToldApart = "told_apart",
    NarratedAgain = "narrated_again",
    Continues = "continues",
}

static WEIGHTS: LazyLock<Vec<Option<&'static FuseWeight>>> =
    LazyLock::new(|| Feature::ALL.iter().map(|feature| fuse_weight(feature.as_str())).collect());

/// Thousandths by feature, and the set of those that forbid.
static THOUSANDTHS: LazyLock<(Vec<i32>, u128)> = LazyLock::new(|| {
    let weights: Vec<f32> = WEIGHTS.iter().map(|row| row.map_or(0.0, |row| row.weight)).collect();
    let forbids = Feature::ALL.iter().zip(&weights).filter(|(_, weight)| **weight <= FORBIDS);
    (
        weights.iter().map(|weight| thousandths(*weight)).collect(),
        forbids.fold(0, |set, (it, _)| set | it.bit()),
    )
});

#[expect(clippy::cast_possible_truncation, reason = "weights lie between -100 and 100")]
fn thousandths(weight: f32) -> i32 {
    (weight * UNIT).round() as i32
}

impl Feature {
    fn bit(self) -> u128 {
        1 << (self as u32)
    }

    pub(crate) fn weight(self) -> Option<&'static FuseWeight> {
        WEIGHTS.get(self as usize).copied().flatten()
    }
}

/// The parts of the evidence on one pair of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    features: u128,
}

impl Evidence {
    pub(crate) fn new() -> Self {
        Self { features: Feature::Base.bit() }
    }

    pub(crate) fn add(&mut self, feature: Feature) {
        self.features |= feature.bit();
    }

    /// The same without one part.
    pub(crate) fn without(self, feature: Feature) -> Self {
        Self { features: self.features & !feature.bit() }
    }

    pub(crate) fn has(self, feature: Feature) -> bool {
        self.features & feature.bit() != 0
    }

    /// Whether one of these parts is among them.
    pub(crate) fn has_any(self, features: &[Feature]) -> bool {
        features.iter().any(|feature| self.has(*feature))
    }

    /// Whether the two cannot stand in one incident, whatever else speaks for it.
    pub(crate) fn forbids(self) -> bool {
        self.features & THOUSANDTHS.1 != 0
    }

    /// Thousandths of the natural logarithm of the odds that both speak of one event.
    pub(crate) fn odds(self) -> i32 {
        let mut rest = self.features;
        let mut sum = 0;
        while rest != 0 {
            sum += THOUSANDTHS.0.get(rest.trailing_zeros() as usize).copied().unwrap_or_default();
            rest &= rest - 1;
        }
        sum
    }

    /// The parts in words with their weights, in the order of comparison.
    pub(crate) fn parts(self) -> impl Iterator<Item = (Feature, &'static FuseWeight)> {
        let features = Feature::ALL.iter().filter(move |feature| self.has(**feature));
        features.filter_map(|feature| Some((*feature, feature.weight()?)))
    }
}

/// The chance that goes with thousandths of log-odds, 0 to 1.
#[expect(clippy::cast_possible_truncation, reason = "a chance needs no more digits")]
pub(crate) fn chance(odds: i64) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "sums of weights are small")]
    let odds = odds as f64 / f64::from(UNIT);
    (1.0 / (1.0 + (-odds).exp())) as f32
}

/// Compares two claims.
pub(crate) fn weigh(a: &Account<'_>, b: &Account<'_>) -> Evidence {
    let mut evidence = Evidence::new();
    time_parts::weigh(a.when, b.when, &mut evidence);
    if evidence.forbids() && story::came_together(a, b) {
        evidence = Evidence::new();
        evidence.add(Feature::StoryMisread);
    }
    if !evidence.forbids() {
        place_parts::weigh(a.spot.as_ref(), b.spot.as_ref(), &mut evidence);
    }
    if evidence.forbids() {
        if !story::is_of_one_person(a, b) {
            return evidence;
        }
        evidence = Evidence::new();
        evidence.add(Feature::StoryDiffers);
    }
    side_parts::weigh(a, b, &mut evidence);
    count_parts::weigh(a, b, &mut evidence);
    if evidence.has(Feature::TimeNextDay) && are_of_one_outlet(a, b) {
        evidence.add(Feature::TimeDaysOfOutlet);
    }
    copies::weigh(a, b, &mut evidence);
    story::weigh(a, b, &mut evidence);
    again::weigh(a, b, &mut evidence);
    evidence
}

/// Whether two reports come from one outlet, which does not mistake one day for the next: it fills in its form again.
fn are_of_one_outlet(a: &Account<'_>, b: &Account<'_>) -> bool {
    a.report() != b.report() && voices::outlet(a) == voices::outlet(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_row_and_every_row_a_feature() {
        assert!(Feature::ALL.len() <= 128, "the set of features is kept in 128 bits");
        for feature in Feature::ALL {
            assert!(feature.weight().is_some(), "{} has no weight", feature.as_str());
        }
        for row in dateline_tables::fuse_weights() {
            assert!(Feature::ALL.iter().any(|it| it.as_str() == row.feature), "{} is not used", row.feature);
            assert!(row.weight != 0.0 && !row.words.is_empty(), "{}", row.feature);
        }
    }

    #[test]
    fn odds_are_the_sum_of_the_parts() {
        let mut evidence = Evidence::new();
        evidence.add(Feature::PlaceSame);
        evidence.add(Feature::PlaceSame);
        let sum: f32 = evidence.parts().map(|(_, row)| row.weight).sum();
        assert_eq!(evidence.odds(), thousandths(sum));
        assert_eq!(evidence.parts().count(), 2);
        assert!(!evidence.forbids());
        evidence.add(Feature::TimeApart);
        assert!(evidence.forbids());
    }

    #[test]
    fn even_odds_are_a_chance_of_one_half() {
        assert!((chance(0) - 0.5).abs() < 1e-6);
        assert!(chance(3000) > 0.95 && chance(-3000) < 0.05);
    }
}
