//! What waits for a person, and why it no longer does.

use dateline_model::{Decision, Incident, IncidentId, IncidentRef, Review, Verdict};
use dateline_store::{Filter, Page, Queue, Store};

use crate::support::{House, Sample, house, incident, put, second};

/// Two strikes on one village on one day, told as two incidents, and one far away.
fn filled() -> (House, [Sample; 3]) {
    let mut house = house();
    let far = Sample { village: "Wadi Sahl", lat: 35.0, lon: 38.5, ..Sample::new(3) };
    let samples = [Sample::new(1), Sample::new(2), far];
    put(&mut house.store, &samples.iter().collect::<Vec<_>>());
    let incidents = samples.each_ref().map(alone);
    lay(&mut house.store, &samples, &incidents, 9);
    (house, samples)
}

/// The incident of one sample; its name ends with the number of the sample.
fn alone(sample: &Sample) -> Incident {
    incident(&format!("strike000{}", sample.n), &[sample])
}

fn lay(store: &mut Store, samples: &[Sample], incidents: &[Incident], at: i64) {
    let scope: Vec<_> = samples.iter().map(Sample::claim_id).collect();
    store.replace_incidents(&scope, incidents, second(at)).unwrap();
}

/// Keeps a decision about the incidents of these samples, as the review room does.
fn kept(store: &mut Store, at: i64, samples: &[&Sample], verdict: fn(&[IncidentRef]) -> Verdict) -> Decision {
    let told: Vec<IncidentRef> = samples
        .iter()
        .map(|sample| IncidentRef {
            incident: IncidentId::new(format!("strike000{}", sample.n)),
            claims: store.claim_refs(&[sample.claim_id()]).unwrap(),
        })
        .collect();
    let decision = store.sealed(second(at), "Ada", "", verdict(&told)).unwrap();
    store.put_decisions(std::slice::from_ref(&decision)).unwrap();
    decision
}

#[track_caller]
fn check(store: &Store, queue: Queue, expected: &[u32]) {
    let filter = Filter { queue: Some(queue), ..Filter::default() };
    let rows = store.incidents(&filter, Page::default()).unwrap().rows;
    let mut found: Vec<u32> =
        rows.iter().filter_map(|row| row.id.as_str().chars().last()?.to_digit(10)).collect();
    found.sort_unstable();
    assert_eq!(found, expected, "{}", queue.as_str());
    assert_eq!(store.count_up_to(&filter, 100).unwrap(), expected.len() as u64);
}

#[test]
fn what_nobody_decided_about_is_new() {
    let (mut house, samples) = filled();
    check(&house.store, Queue::New, &[1, 2, 3]);
    let filter = Filter { queue: Some(Queue::New), ..Filter::default() };
    assert_eq!(house.store.count_up_to(&filter, 2).unwrap(), 2);
    let note = kept(&mut house.store, 10, &[&samples[2]], |it| Verdict::Note(it[0].clone()));
    let noted = Incident { decisions: vec![note.id], ..alone(&samples[2]) };
    lay(&mut house.store, &samples[2..], &[noted], 11);
    check(&house.store, Queue::New, &[1, 2]);
}

#[test]
fn near_ones_of_one_kind_are_duplicates_until_kept_apart() {
    let (mut house, samples) = filled();
    check(&house.store, Queue::Duplicate, &[1, 2]);
    let near = house.store.neighbours(&IncidentId::new("strike0001"), 9).unwrap();
    assert_eq!(near, [IncidentId::new("strike0002")]);
    let apart = kept(&mut house.store, 10, &[&samples[0], &samples[1]], |it| {
        Verdict::KeepApart(it[0].clone(), it[1].clone())
    });
    let both: Vec<Incident> = samples[..2]
        .iter()
        .map(|sample| Incident { decisions: vec![apart.id.clone()], ..alone(sample) })
        .collect();
    lay(&mut house.store, &samples[..2], &both, 11);
    check(&house.store, Queue::Duplicate, &[]);
    assert_eq!(house.store.neighbours(&IncidentId::new("strike0001"), 9).unwrap(), []);
    assert_eq!(house.store.neighbours(&IncidentId::new("no such id"), 9).unwrap(), []);
}

#[test]
fn a_rejected_neighbour_is_no_duplicate() {
    let (mut house, samples) = filled();
    let rejected = Incident { review: Review::Rejected, ..alone(&samples[1]) };
    lay(&mut house.store, &samples[1..2], &[rejected], 10);
    check(&house.store, Queue::Duplicate, &[]);
}

#[test]
fn what_is_not_known_sharply_is_uncertain() {
    let (mut house, samples) = filled();
    check(&house.store, Queue::Uncertain, &[]);
    let mut vague = alone(&samples[0]);
    vague.place.headline.as_mut().unwrap().where_prec = 4;
    let mut undated = alone(&samples[1]);
    undated.time.headline = None;
    lay(&mut house.store, &samples[..2], &[vague, undated], 10);
    check(&house.store, Queue::Uncertain, &[1, 2]);
}

#[test]
fn tolls_that_differ_between_reports_disagree() {
    let (mut house, samples) = filled();
    check(&house.store, Queue::Disagreeing, &[]);
    let more = [samples[0].clone(), Sample { killed: 30, ..samples[1].clone() }];
    let joined = incident("strike0001", &[&more[0], &more[1]]);
    lay(&mut house.store, &samples[..2], &[joined], 10);
    check(&house.store, Queue::Disagreeing, &[1]);
}

#[test]
fn a_toll_that_changed_since_it_was_accepted_waits_again() {
    let (mut house, samples) = filled();
    check(&house.store, Queue::TollChanged, &[]);
    let told = |killed| alone(&Sample { killed, ..samples[2].clone() });
    lay(&mut house.store, &samples[2..], &[told(7)], 10);
    check(&house.store, Queue::TollChanged, &[3]);
    let accept = kept(&mut house.store, 11, &[&samples[2]], |it| Verdict::Accept(it[0].clone()));
    let accepted =
        |killed| Incident { review: Review::Accepted, decisions: vec![accept.id.clone()], ..told(killed) };
    lay(&mut house.store, &samples[2..], &[accepted(7)], 12);
    check(&house.store, Queue::TollChanged, &[]);
    lay(&mut house.store, &samples[2..], &[accepted(9)], 13);
    check(&house.store, Queue::TollChanged, &[3]);
}

#[test]
fn a_toll_that_went_back_to_what_it_was_does_not_wait() {
    let (mut house, samples) = filled();
    let told = |killed| alone(&Sample { killed, ..samples[2].clone() });
    for (at, killed) in [(10, 7), (11, 3)] {
        lay(&mut house.store, &samples[2..], &[told(killed)], at);
    }
    check(&house.store, Queue::TollChanged, &[]);
    lay(&mut house.store, &samples[2..], &[told(8)], 12);
    let accept = kept(&mut house.store, 13, &[&samples[2]], |it| Verdict::Accept(it[0].clone()));
    let accepted =
        |killed| Incident { review: Review::Accepted, decisions: vec![accept.id.clone()], ..told(killed) };
    for (at, killed, waits) in [(14, 8, false), (15, 9, true), (16, 8, false), (17, 3, true)] {
        lay(&mut house.store, &samples[2..], &[accepted(killed)], at);
        check(&house.store, Queue::TollChanged, if waits { &[3] } else { &[] });
    }
}

#[test]
fn every_queue_is_known_by_its_name() {
    for queue in Queue::ALL {
        assert_eq!(Queue::parse(queue.as_str()), Some(*queue));
    }
    assert_eq!(Queue::parse("old"), None);
}
