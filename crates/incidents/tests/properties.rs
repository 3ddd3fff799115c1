//! What must hold for any claims: the order of the input changes nothing, and claims without a common key never
//! change one another's incidents.

mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use dateline_incidents::{Pool, ReportDigest, block_keys, explain, fuse, reach};
use dateline_model::{Claim, ClaimId, CountRange, Harm, Incident, Modality, ReportId, SpeakerKind};
use proptest::prelude::*;
use story::{Story, Told, told};

const TOWNS: [&str; 6] = ["Orvo", "Tamsa", "Little Orvo", "Kellun", "Orvo air base", "Upper Province"];
const TYPES: [&str; 4] = ["air_drone_strike", "shelling_artillery_missile_attack", "armed_clash", "other"];
const SIDES: [&str; 4] = ["syria.military", "syria", "group.red", "group.blue"];
const OUTLETS: [&str; 4] = ["valley-post", "hill-times", "river-news", "plain-daily"];
const SENTENCES: [&str; 5] = [
    "Shells fell on the old bridge and set a timber yard alight, witnesses told reporters there.",
    "Jets bombed the crowded bazaar on Monday, burning stalls and killing shoppers, a medic said.",
    "The toll of the raid on the bazaar rose overnight.",
    "A second strike hit the bus station.",
    "Gunmen fired on a patrol.",
];

fn any_told() -> impl Strategy<Value = Told> {
    let what = (0..TYPES.len(), 0..SENTENCES.len(), proptest::option::of((0..TOWNS.len(), 0..6_u8)));
    let when = (proptest::option::of(1_i64..12), proptest::option::of(0_i8..23));
    let who = (proptest::option::of(0..SIDES.len()), proptest::option::of(0..3_usize));
    let how = (proptest::option::of(0_u32..15), 0..10_usize, proptest::option::of(0_u16..3));
    (what, when, who, how).prop_map(
        |((kind, sentence, town), (day, hour), (side, speaker), (killed, modality, earlier))| {
            let mut it = told(TYPES[kind], SENTENCES[sentence]);
            it = match town {
                Some((town, 0)) => it.within(TOWNS[town]),
                Some((town, 1)) => it.at_unknown(&TOWNS[town].replace("Orvo", "Urvo")),
                Some((town, 2)) => it.at(TOWNS[town]).spot("the market"),
                Some((town, _)) => it.at(TOWNS[town]),
                None => it,
            };
            it = match (day, hour) {
                (Some(day), Some(hour @ ..8)) => it.hour(day, hour),
                (Some(day), Some(8..12)) => it.days(day, day + 2),
                (None, Some(0)) => it.undated(),
                (None, Some(1)) => it.long_ago(),
                (Some(day), _) => it.on(day),
                _ => it,
            };
            it = side.map_or(it.clone(), |side| it.by(SIDES[side]));
            it = match speaker {
                Some(0) => {
                    it.said_by("Ministry of Health", SpeakerKind::HealthAuthority, Some("syria.government"))
                }
                Some(1) => it.said_by("residents", SpeakerKind::Resident, None),
                Some(_) => it.relayed_by("valley-post"),
                None => it,
            };
            it = killed.map_or(it.clone(), |n| it.harm(Harm::Killed, CountRange::exactly(n)));
            it = earlier.map_or(it.clone(), |ordinal| it.goes_on(ordinal));
            match modality {
                0 => it.modality(Modality::Denied),
                1 => it.modality(Modality::Possible),
                2 => it.modality(Modality::Threatened),
                _ => it,
            }
        },
    )
}

fn any_story() -> impl Strategy<Value = Story> {
    let report = (0..OUTLETS.len(), 1_i64..14, 0_i8..23, proptest::collection::vec(any_told(), 1..4));
    proptest::collection::vec(report, 1..14).prop_map(|reports| {
        let mut story = Story::new();
        for (outlet, day, hour, told) in reports {
            story.report(OUTLETS[outlet], day, hour, told);
        }
        story
    })
}

/// A story that many outlets tell alike, so that more claims tell one event than stand for it, with others among them.
fn any_long_story() -> impl Strategy<Value = Story> {
    let same = (0..OUTLETS.len(), 0_i8..23, proptest::option::of(0_u32..3), 0..SENTENCES.len());
    let others = (0..OUTLETS.len(), 1_i64..14, 0_i8..23, any_told());
    (proptest::collection::vec(same, 26..60), proptest::collection::vec(others, 0..20)).prop_map(
        |(same, others)| {
            let mut story = Story::new();
            for (outlet, hour, killed, sentence) in same {
                let told = told(TYPES[0], SENTENCES[sentence]).at(TOWNS[0]).on(5);
                let told =
                    killed.map_or(told.clone(), |n| told.harm(Harm::Killed, CountRange::exactly(5 + n)));
                story.report(OUTLETS[outlet], 6, hour, vec![told]);
            }
            for (outlet, day, hour, told) in others {
                story.report(OUTLETS[outlet], day, hour, vec![told]);
            }
            story
        },
    )
}

/// The claims in groups that share keys, directly or through others.
fn components(story: &Story) -> Vec<Vec<Claim>> {
    let mut group_of: BTreeMap<u64, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Claim>> = Vec::new();
    for claim in &story.claims {
        let keys = block_keys(claim, story.digest_of(claim));
        let at = groups.len();
        groups.push(vec![claim.clone()]);
        for key in keys {
            let other = *group_of.entry(key).or_insert(at);
            if other != at {
                let moved = std::mem::take(&mut groups[other]);
                groups[at].extend(moved);
                group_of.values_mut().filter(|it| **it == other).for_each(|it| *it = at);
            }
        }
    }
    groups.into_iter().filter(|group| !group.is_empty()).collect()
}

/// A pool that looks everything up in a story.
struct Kept<'a>(&'a Story);

impl Pool for Kept<'_> {
    type Error = Infallible;

    fn claims_with(&mut self, keys: &[u64]) -> Result<Vec<Claim>, Infallible> {
        let has =
            |claim: &&Claim| block_keys(claim, self.0.digest_of(claim)).iter().any(|key| keys.contains(key));
        Ok(self.0.claims.iter().filter(has).cloned().collect())
    }

    fn digest_of(&mut self, report: ReportId) -> Result<Option<ReportDigest>, Infallible> {
        Ok(self.0.digests.iter().find(|digest| digest.report == report).cloned())
    }
}

/// A database that grows: the incidents are fused anew in steps whenever reports come.
struct Growing {
    held: Story,
    incidents: Vec<Incident>,
}

impl Growing {
    fn new() -> Self {
        Self { held: Story::new(), incidents: Vec::new() }
    }

    /// Takes reports of `story`, then fuses their claims in steps of `step`, each claim once.
    fn add(&mut self, story: &Story, reports: &[ReportId], step: usize) {
        let new = |id: ReportId| reports.contains(&id);
        self.held.claims.extend(story.claims.iter().filter(|it| new(it.id.report)).cloned());
        self.held.digests.extend(story.digests.iter().filter(|it| new(it.report)).cloned());
        let mut waiting: Vec<Claim> =
            self.held.claims.iter().filter(|it| new(it.id.report)).cloned().collect();
        let mut fused: BTreeSet<ClaimId> = BTreeSet::new();
        while !waiting.is_empty() {
            let seeds = &waiting[..step.min(waiting.len())];
            let Ok((claims, digests)) = reach(seeds, &mut Kept(&self.held));
            let scope: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).collect();
            assert!(fused.is_disjoint(&scope), "what one step reaches is not reached by another");
            self.incidents.retain(|it| !it.links.iter().any(|link| scope.contains(&link.claim)));
            self.incidents.extend(fuse(&claims, &digests));
            waiting.retain(|claim| !scope.contains(&claim.id));
            fused.extend(scope);
        }
    }
}

fn by_id(mut incidents: Vec<Incident>) -> Vec<Incident> {
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    incidents
}

fn shuffled<T: Clone>(values: &[T], seed: usize) -> Vec<T> {
    let mut values = values.to_vec();
    let n = values.len();
    for at in 0..n {
        values.swap(at, (at * 7 + seed) % n);
    }
    values
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_claims_and_digests_changes_nothing(story in any_story(), seed in 0_usize..1000) {
        let claims = shuffled(&story.claims, seed);
        let digests: Vec<ReportDigest> = shuffled(&story.digests, seed + 1);
        prop_assert_eq!(story.fuse(), fuse(&claims, &digests));
    }

    #[test]
    fn claims_without_a_common_key_do_not_change_one_another(story in any_story()) {
        let parts = components(&story);
        let apart = parts.iter().flat_map(|part| fuse(part, &story.digests)).collect();
        prop_assert_eq!(by_id(story.fuse()), by_id(apart));
    }

    #[test]
    fn fusing_what_a_report_reaches_gives_what_fusing_everything_gives(story in any_story(), nth in 0_usize..20) {
        let report = story.digests[nth % story.digests.len()].report;
        let seeds: Vec<Claim> = story.claims.iter().filter(|claim| claim.id.report == report).cloned().collect();
        let Ok((claims, digests)) = reach(&seeds, &mut Kept(&story));
        let reached: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let touched = story.fuse().into_iter().filter(|it| it.links.iter().any(|link| reached.contains(&link.claim)));
        prop_assert_eq!(by_id(touched.collect()), by_id(fuse(&claims, &digests)));
    }

    #[test]
    fn any_order_of_reports_and_any_step_give_the_same_incidents(
        story in any_story(), seed in 0_usize..1000, batch in 1_usize..6, step in 1_usize..7,
    ) {
        let reports: Vec<ReportId> = story.digests.iter().map(|digest| digest.report).collect();
        let mut growing = Growing::new();
        for reports in shuffled(&reports, seed).chunks(batch) {
            growing.add(&story, reports, step);
        }
        prop_assert_eq!(by_id(story.fuse()), by_id(growing.incidents));
    }

    #[test]
    fn comparing_is_the_same_both_ways(story in any_story()) {
        let of = |claim: &Claim| story.digests.iter().find(|digest| digest.report == claim.id.report);
        for (nth, a) in story.claims.iter().enumerate() {
            for b in &story.claims[..nth] {
                prop_assert_eq!(explain(a, b, of(a), of(b)), explain(b, a, of(b), of(a)));
            }
        }
    }

    #[test]
    fn every_claim_that_happened_stands_in_exactly_one_incident(story in any_story()) {
        let mut found: Vec<ClaimId> = story.fuse().iter().flat_map(|it| it.links.iter().map(|link| link.claim)).collect();
        found.sort();
        let mut meant: Vec<ClaimId> =
            story.claims.iter().filter(|claim| claim.modality.value.makes_incident()).map(|claim| claim.id).collect();
        meant.sort();
        prop_assert_eq!(found, meant);
    }

    #[test]
    fn roots_share_out_the_claims_of_an_incident(story in any_story()) {
        for incident in story.fuse() {
            let mut rooted: Vec<ClaimId> = incident.roots.iter().flat_map(|root| root.claims.clone()).collect();
            rooted.sort();
            let mut linked: Vec<ClaimId> = incident.links.iter().map(|link| link.claim).collect();
            linked.sort();
            prop_assert_eq!(rooted, linked);
            prop_assert_eq!(incident.sources.roots as usize, incident.roots.len());
            prop_assert!(incident.sources.outlets <= incident.sources.reports);
            prop_assert!(incident.roots.iter().all(|root| !root.name.is_empty() && !root.reason.is_empty()));
        }
    }

    #[test]
    fn a_digest_comes_back_from_its_bytes(story in any_story()) {
        for digest in &story.digests {
            prop_assert_eq!(&ReportDigest::from_bytes(&digest.to_bytes()).unwrap(), digest);
        }
    }

    #[test]
    fn damaged_digests_are_refused_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(ReportDigest::from_bytes(&bytes).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn incidents_of_many_claims_grow_as_they_are_rebuilt(
        story in any_long_story(), seed in 0_usize..1000, batch in 5_usize..40,
    ) {
        let whole = by_id(story.fuse());
        // Only stories with more claims of one incident than stand for it; too many others fail the test.
        prop_assume!(whole.iter().any(|it| it.links.len() > 24));
        let claims = shuffled(&story.claims, seed);
        prop_assert_eq!(&whole, &by_id(fuse(&claims, &story.digests)));
        let reports: Vec<ReportId> = story.digests.iter().map(|digest| digest.report).collect();
        let mut growing = Growing::new();
        for reports in shuffled(&reports, seed).chunks(batch) {
            growing.add(&story, reports, 1);
        }
        prop_assert_eq!(whole, by_id(growing.incidents));
    }
}
