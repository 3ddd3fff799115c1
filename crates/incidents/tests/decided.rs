//! What persons decide holds whatever is read, in whatever order it comes, and can be taken back.

mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use dateline_incidents::{Pool, ReportDigest, Rulings, block_keys, compare, fuse_decided, reach};
use dateline_model::*;
use jiff::Timestamp;
use proptest::prelude::*;
use story::{Story, Told, told};

const TOWNS: [&str; 3] = ["Orvo", "Tamsa", "Little Orvo"];
const SENTENCES: [&str; 3] = [
    "Jets bombed the crowded bazaar, burning stalls and killing shoppers.",
    "The toll of the raid on the bazaar rose overnight.",
    "A second strike hit the bus station.",
];

/// What a decision remembers of a claim. The stories never change a claim, so its id is enough.
fn remembered(claim: ClaimId) -> ClaimRef {
    let event_type = EventType::new("air_drone_strike");
    ClaimRef { claim, sentence: Span::between(0, 1), words: String::new(), event_type }
}

fn incident_of(claims: &[ClaimId]) -> IncidentRef {
    let claims = claims.iter().map(|claim| remembered(*claim)).collect();
    IncidentRef { incident: IncidentId::new("any"), claims }
}

/// The n-th decision.
fn decision(n: usize, verdict: Verdict) -> Decision {
    let at = Timestamp::from_second(1_700_000_000 + i64::try_from(n).unwrap_or(0)).unwrap_or_default();
    let id = DecisionId::new(format!("d{n:03}"));
    Decision { id, at, author: "Ada".to_owned(), reason: "because".to_owned(), verdict }
}

/// The decisions laid on those of `claims` that are there and make incidents.
fn rulings(decisions: &[Decision], claims: &[Claim]) -> Rulings {
    let there: BTreeSet<ClaimId> =
        claims.iter().filter(|it| it.modality.value.makes_incident()).map(|it| it.id).collect();
    let refs = decisions.iter().flat_map(|it| it.verdict.claims());
    let found = refs.filter(|it| there.contains(&it.claim)).map(|it| (it.clone(), it.claim)).collect();
    Rulings::new(decisions, &found)
}

fn fused(story: &Story, decisions: &[Decision]) -> Vec<Incident> {
    fuse_decided(&story.claims, &story.digests, &rulings(decisions, &story.claims))
}

fn groups(incidents: &[Incident]) -> Vec<Vec<ClaimId>> {
    let claims = |it: &Incident| it.links.iter().map(|link| link.claim).collect();
    incidents.iter().map(claims).collect()
}

/// Two strikes six days apart, the first told by three reports.
fn two_strikes() -> Story {
    let strike = |day, killed| told("air_drone_strike", SENTENCES[0]).at("Orvo").on(day).killed(killed);
    let mut story = Story::new();
    story.report("valley-post", 4, 20, vec![strike(4, 9)]);
    story.report("hill-times", 5, 9, vec![strike(4, 12)]);
    story.report("river-news", 6, 9, vec![strike(4, 14)]);
    story.report("valley-post", 10, 20, vec![strike(10, 3)]);
    story
}

fn id(report: u8) -> ClaimId {
    ClaimId { report: ReportId([report; 16]), ordinal: 0 }
}

#[test]
fn incidents_are_merged_by_decision_and_parted_again_by_its_undo() {
    let story = two_strikes();
    let alone = fused(&story, &[]);
    assert_eq!(groups(&alone), [vec![id(1), id(2), id(3)], vec![id(4)]]);
    let merge = decision(1, Verdict::Merge(vec![incident_of(&[id(1), id(2)]), incident_of(&[id(4)])]));
    let merged = fused(&story, std::slice::from_ref(&merge));
    assert_eq!(groups(&merged), [vec![id(1), id(2), id(3), id(4)]]);
    assert_eq!((&merged[0].id, merged[0].decisions.as_slice()), (&alone[0].id, &[merge.id.clone()][..]));
    let undo = decision(2, Verdict::Undo(merge.id.clone()));
    assert_eq!(fused(&story, &[merge.clone(), undo.clone()]), alone);
    let undo_undone = decision(3, Verdict::Undo(undo.id.clone()));
    assert_eq!(groups(&fused(&story, &[merge, undo, undo_undone])).len(), 1);
}

#[test]
fn claims_that_leave_take_along_what_fits_them_better() {
    let mut story = two_strikes();
    let split = decision(1, Verdict::Split { stay: incident_of(&[id(1)]), leave: vec![remembered(id(3))] });
    let parted = fused(&story, std::slice::from_ref(&split));
    assert_eq!(parted.len(), 3);
    let of =
        |incidents: &[Incident], claim| groups(incidents).into_iter().find(|it| it.contains(&claim)).unwrap();
    assert!(!of(&parted, id(1)).contains(&id(3)));
    // A later report that copies the one that left goes with it, and the id of both stays.
    story.report(
        "plain-daily",
        7,
        9,
        vec![told("air_drone_strike", SENTENCES[0]).at("Orvo").on(4).killed(14)],
    );
    let later = fused(&story, &[split]);
    assert!(of(&later, id(3)).contains(&id(5)));
    for before in &parted {
        assert!(later.iter().any(|it| it.id == before.id), "{} is gone", before.id);
    }
}

#[test]
fn the_later_of_two_contrary_decisions_holds() {
    let story = two_strikes();
    let merge = |n| decision(n, Verdict::Merge(vec![incident_of(&[id(1)]), incident_of(&[id(4)])]));
    let apart = |n| decision(n, Verdict::KeepApart(incident_of(&[id(2), id(1)]), incident_of(&[id(4)])));
    let effects = |decisions: &[Decision]| {
        let rulings = rulings(decisions, &story.claims);
        decisions.iter().map(|it| rulings.effect(&it.id).unwrap().clone()).collect::<Vec<_>>()
    };
    let (first, second) = (DecisionId::new("d001"), DecisionId::new("d002"));
    assert_eq!(effects(&[merge(1), apart(2)]), [Effect::Overruled(second.clone()), Effect::InForce]);
    assert_eq!(effects(&[apart(1), merge(2)]), [Effect::Overruled(second), Effect::InForce]);
    let undo = decision(3, Verdict::Undo(DecisionId::new("d002")));
    assert_eq!(effects(&[merge(1), apart(2), undo])[0], Effect::InForce);
    // What speaks of claims that are not there waits; nothing is dropped.
    let gone = decision(4, Verdict::Accept(incident_of(&[id(99)])));
    assert_eq!(
        effects(&[gone, decision(5, Verdict::Undo(first))]),
        [Effect::NotApplicable, Effect::NotApplicable]
    );
}

#[test]
fn a_corrected_headline_stands_beside_what_was_read() {
    let story = two_strikes();
    let read = fused(&story, &[]).remove(0);
    assert_eq!(read.total(Harm::Killed).unwrap().to_string(), "9-14");
    let toll = |n, count| {
        let to = Correction::Toll { harm: Harm::Killed, victims: Victims::Unspecified, count: Some(count) };
        decision(n, Verdict::Correct(incident_of(&[id(1)]), to))
    };
    let sides = vec![Sides { role: Role::Initiator, id: None, name: "Men of the hill".to_owned() }];
    let decisions = [
        toll(1, CountRange::exactly(11)),
        toll(2, CountRange::exactly(13)),
        decision(3, Verdict::Correct(incident_of(&[id(1)]), Correction::Place(None))),
        decision(4, Verdict::Correct(incident_of(&[id(1)]), Correction::Sides(Role::Initiator, sides))),
        decision(5, Verdict::Reject(incident_of(&[id(1)]))),
        decision(6, Verdict::Accept(incident_of(&[id(1)]))),
    ];
    let corrected = fused(&story, &decisions).remove(0);
    assert_eq!(corrected.total(Harm::Killed), Some(CountRange::exactly(13)));
    assert_eq!(corrected.tolls[0].count.policy, Policy::Decision);
    assert_eq!(corrected.tolls[0].count.values, read.tolls[0].count.values);
    assert_eq!((corrected.place.headline.as_ref(), &corrected.place.values), (None, &read.place.values));
    assert_eq!(corrected.sides(Role::Initiator).next().unwrap().name, "Men of the hill");
    assert_eq!((corrected.review, corrected.decisions.len()), (Review::Accepted, 6));
}

#[test]
fn a_toll_tells_how_it_went() {
    let course = |it: &Incident| it.tolls[0].course.iter().map(|it| it.count.to_string()).collect::<Vec<_>>();
    assert_eq!(course(&fused(&two_strikes(), &[])[0]), ["9", "12", "14"]);
}

#[test]
fn a_comparison_of_groups_tells_its_parts_and_what_forbids() {
    let story = two_strikes();
    let same = compare(&story.claims[..1], &story.claims[1..3], &story.digests);
    assert_eq!(same.pairs, 2);
    assert!(same.chance > 0.5 && same.forbidden.is_empty(), "{same:?}");
    let sum: f32 = same.parts.iter().map(|part| part.weight).sum();
    assert!((sum - same.odds).abs() < 0.01, "{sum} is not {}", same.odds);
    let apart = compare(&story.claims[..1], &story.claims[3..], &story.digests);
    assert!(apart.chance < 0.01 && apart.forbidden.len() == 1, "{apart:?}");
    assert_eq!(compare(&[], &story.claims, &story.digests).pairs, 0);
}

/// A pool that looks everything up in a story.
struct Kept<'a>(&'a Story, &'a Rulings);

impl Pool for Kept<'_> {
    type Error = Infallible;

    fn claims_with(&mut self, keys: &[u64]) -> Result<Vec<Claim>, Infallible> {
        let digest = |report| self.0.digests.iter().find(|digest| digest.report == report);
        let has =
            |claim: &&Claim| block_keys(claim, digest(claim.id.report)).iter().any(|key| keys.contains(key));
        Ok(self.0.claims.iter().filter(has).cloned().collect())
    }

    fn digest_of(&mut self, report: ReportId) -> Result<Option<ReportDigest>, Infallible> {
        Ok(self.0.digests.iter().find(|digest| digest.report == report).cloned())
    }

    fn tied(&mut self, claim: ClaimId) -> Result<Vec<Claim>, Infallible> {
        let tied = self.1.tied(claim);
        Ok(self.0.claims.iter().filter(|it| tied.contains(&it.id)).cloned().collect())
    }
}

/// A database that grows by reports and decisions; what either touches is fused anew.
struct Growing {
    held: Story,
    decisions: Vec<Decision>,
    acting: BTreeMap<DecisionId, Vec<ClaimId>>,
    incidents: BTreeMap<IncidentId, Incident>,
}

impl Growing {
    fn report(&mut self, story: &Story, report: ReportId) {
        let new: Vec<Claim> = story.claims.iter().filter(|it| it.id.report == report).cloned().collect();
        self.held.claims.extend(new.clone());
        self.held.digests.extend(story.digests.iter().filter(|it| it.report == report).cloned());
        self.fuse(new);
    }

    fn decide(&mut self, decision: &Decision) {
        self.decisions.push(decision.clone());
        self.fuse(Vec::new());
    }

    /// As the database does: what decisions act on otherwise than before is fused again, and claims of an incident
    /// that lost others wait for the next round.
    fn fuse(&mut self, mut waiting: Vec<Claim>) {
        let rulings = rulings(&self.decisions, &self.held.claims);
        let before = std::mem::replace(&mut self.acting, rulings.acting().clone());
        let differs = |(id, claims): &(&DecisionId, &Vec<ClaimId>)| {
            before.get(*id) != Some(*claims) || self.acting.get(*id) != Some(*claims)
        };
        let touched = before.iter().chain(&self.acting).filter(differs).flat_map(|(_, claims)| claims);
        let touched: BTreeSet<ClaimId> = touched.copied().collect();
        waiting.extend(self.held.claims.iter().filter(|it| touched.contains(&it.id)).cloned());
        while !waiting.is_empty() {
            let Ok((claims, digests)) = reach(&waiting, &mut Kept(&self.held, &rulings));
            let scope: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).collect();
            let rests = |it: &Incident| it.links.iter().any(|link| scope.contains(&link.claim));
            let (old, kept) = std::mem::take(&mut self.incidents).into_iter().partition(|(_, it)| rests(it));
            self.incidents = kept;
            self.incidents
                .extend(fuse_decided(&claims, &digests, &rulings).into_iter().map(|it| (it.id.clone(), it)));
            let old: BTreeMap<IncidentId, Incident> = old;
            let lost: BTreeSet<ClaimId> = old
                .values()
                .flat_map(|it| it.links.iter().map(|link| link.claim))
                .filter(|it| !scope.contains(it))
                .collect();
            waiting = self.held.claims.iter().filter(|it| lost.contains(&it.id)).cloned().collect();
        }
    }
}

fn any_told() -> impl Strategy<Value = Told> {
    let parts = (0..SENTENCES.len(), proptest::option::of(0..TOWNS.len()), proptest::option::of(1_i64..7));
    (parts, proptest::option::of(1_u32..12), 0..8_usize).prop_map(
        |((sentence, town, day), killed, modality)| {
            let mut it = told("air_drone_strike", SENTENCES[sentence]);
            it = town.map_or(it.clone(), |town| it.at(TOWNS[town]));
            it = day.map_or(it.clone(), |day| it.on(day));
            it = killed.map_or(it.clone(), |killed| it.killed(killed));
            if modality == 0 { it.modality(Modality::Denied) } else { it }
        },
    )
}

fn any_story() -> impl Strategy<Value = Story> {
    let report = (1_i64..8, 0_i8..23, proptest::collection::vec(any_told(), 1..3));
    proptest::collection::vec(report, 2..10).prop_map(|reports| {
        let mut story = Story::new();
        for (nth, (day, hour, told)) in reports.into_iter().enumerate() {
            story.report(["valley-post", "hill-times", "river-news"][nth % 3], day, hour, told);
        }
        story
    })
}

/// Decisions about claims drawn by number.
fn any_decisions() -> impl Strategy<Value = Vec<(usize, [usize; 4])>> {
    proptest::collection::vec((0..8_usize, proptest::array::uniform4(0..32_usize)), 0..8)
}

fn decisions(story: &Story, drawn: &[(usize, [usize; 4])]) -> Vec<Decision> {
    let claim = |nth: usize| story.claims[nth % story.claims.len()].id;
    let mut made: Vec<Decision> = Vec::new();
    for (n, (kind, [a, b, c, d])) in drawn.iter().enumerate() {
        let (one, other) = (incident_of(&[claim(*a), claim(*b)]), incident_of(&[claim(*c), claim(*d)]));
        let verdict = match kind {
            0 | 1 => Verdict::Merge(vec![one, other]),
            2 => Verdict::KeepApart(one, other),
            3 => Verdict::Split { stay: one, leave: other.claims },
            4 => Verdict::Accept(one),
            5 => {
                let count = Some(CountRange::exactly(u32::try_from(*c).unwrap_or(0)));
                let to = Correction::Toll { harm: Harm::Killed, victims: Victims::Unspecified, count };
                Verdict::Correct(one, to)
            }
            _ if made.is_empty() => Verdict::Note(one),
            _ => Verdict::Undo(made[a % made.len()].id.clone()),
        };
        made.push(decision(n, verdict));
    }
    made
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reports_and_decisions_in_any_order_give_the_same_incidents(
        story in any_story(), drawn in any_decisions(), seed in 0_usize..1000,
    ) {
        let decisions = decisions(&story, &drawn);
        let mut steps: Vec<Result<ReportId, &Decision>> = story.digests.iter().map(|it| Ok(it.report)).collect();
        steps.extend(decisions.iter().map(Err));
        let n = steps.len();
        (0..n).for_each(|at| steps.swap(at, (at * 7 + seed) % n));
        let mut growing = Growing {
            held: Story::new(),
            decisions: Vec::new(),
            acting: BTreeMap::new(),
            incidents: BTreeMap::new(),
        };
        for step in steps {
            match step {
                Ok(report) => growing.report(&story, report),
                Err(decision) => growing.decide(decision),
            }
        }
        let rebuilt: BTreeMap<IncidentId, Incident> =
            fused(&story, &decisions).into_iter().map(|it| (it.id.clone(), it)).collect();
        prop_assert_eq!(rebuilt, growing.incidents);
    }

    #[test]
    fn what_is_in_force_holds_and_every_claim_stands_once(story in any_story(), drawn in any_decisions()) {
        let decisions = decisions(&story, &drawn);
        let rulings = rulings(&decisions, &story.claims);
        let groups = groups(&fuse_decided(&story.claims, &story.digests, &rulings));
        let makes = |claim: &ClaimId| {
            story.claims.iter().any(|it| it.id == *claim && it.modality.value.makes_incident())
        };
        let at = |claim: ClaimId| groups.iter().position(|group| group.contains(&claim));
        for decision in decisions.iter().filter(|it| rulings.effect(&it.id) == Some(&Effect::InForce)) {
            let sides = |claims: &[ClaimRef]| claims.iter().map(|it| it.claim).filter(makes).collect::<Vec<_>>();
            match &decision.verdict {
                Verdict::Merge(all) => {
                    let firsts: Vec<ClaimId> = all.iter().filter_map(|it| sides(&it.claims).first().copied()).collect();
                    prop_assert!(firsts.windows(2).all(|pair| at(pair[0]) == at(pair[1])), "{:?}", decision);
                }
                Verdict::KeepApart(a, b) => {
                    for one in sides(&a.claims) {
                        prop_assert!(sides(&b.claims).into_iter().all(|other| at(one) != at(other)), "{:?}", decision);
                    }
                }
                _ => {}
            }
        }
        let mut found: Vec<ClaimId> = groups.concat();
        found.sort();
        let mut meant: Vec<ClaimId> = story.claims.iter().map(|it| it.id).filter(makes).collect();
        meant.sort();
        prop_assert_eq!(found, meant);
    }
}
