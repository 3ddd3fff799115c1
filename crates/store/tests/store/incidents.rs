//! Incidents that come, change, join and go.

use crate::support::{Sample, house, incident, put, second};
use dateline_store::{Change, Filter, Page};

#[test]
fn an_incident_comes_back_whole() {
    let mut house = house();
    let sample = Sample::new(1);
    put(&mut house.store, &[&sample]);
    let made = incident("aaaa111122", &[&sample]);
    let done =
        house.store.replace_incidents(&[sample.claim_id()], std::slice::from_ref(&made), second(9)).unwrap();
    assert_eq!((done.new, done.changed, done.withdrawn), (1, 0, 0));

    let stored = house.store.incident("aaaa").unwrap().unwrap();
    assert_eq!(stored.incident, made);
    assert_eq!((stored.revision, stored.first_seen, stored.last_changed), (1, second(9), second(9)));
    let headline = "Warplanes struck Tell Zahra, killing 3 people, a resident said on day 2016-12-16.";
    assert_eq!(stored.headline, headline);
    assert_eq!(house.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn the_same_incident_again_changes_nothing() {
    let mut house = house();
    let sample = Sample::new(1);
    put(&mut house.store, &[&sample]);
    let made = [incident("aaaa111122", &[&sample])];
    house.store.replace_incidents(&[sample.claim_id()], &made, second(9)).unwrap();
    let done = house.store.replace_incidents(&[sample.claim_id()], &made, second(10)).unwrap();
    assert_eq!((done.new, done.unchanged), (0, 1));
    let stored = house.store.incident("aaaa111122").unwrap().unwrap();
    assert_eq!((stored.revision, stored.last_changed), (1, second(9)));
    assert_eq!(house.store.history("aaaa111122").unwrap().len(), 1);
}

#[test]
fn a_grown_toll_is_a_new_revision_with_both_values_in_the_history() {
    let mut house = house();
    let first = Sample::new(1);
    let second_day = Sample { killed: 7, ..Sample::new(2) };
    put(&mut house.store, &[&first]);
    house
        .store
        .replace_incidents(&[first.claim_id()], &[incident("aaaa111122", &[&first])], second(9))
        .unwrap();
    put(&mut house.store, &[&second_day]);
    let scope = [first.claim_id(), second_day.claim_id()];
    let grown = incident("aaaa111122", &[&first, &second_day]);
    let done = house.store.replace_incidents(&scope, &[grown], second(10)).unwrap();
    assert_eq!((done.new, done.changed), (0, 1));

    let stored = house.store.incident("aaaa111122").unwrap().unwrap();
    assert_eq!((stored.revision, stored.first_seen, stored.last_changed), (2, second(9), second(10)));
    let history = house.store.history("aaaa111122").unwrap();
    assert_eq!(history[1].change, Change::IncidentChanged);
    assert!(history[1].before.as_ref().unwrap().contains(r#""killed":[3,3]"#), "{:?}", history[1]);
    assert!(history[1].after.as_ref().unwrap().contains(r#""killed":[3,7]"#), "{:?}", history[1]);
    let row = &house.store.incidents(&Filter::default(), Page::default()).unwrap().rows[0];
    assert_eq!(row.killed.unwrap().to_string(), "3-7");
}

#[test]
fn a_merged_id_leads_to_where_its_founding_claim_went() {
    let mut house = house();
    let samples: Vec<Sample> = (1..=3).map(Sample::new).collect();
    let [a, b, c] = [&samples[0], &samples[1], &samples[2]];
    put(&mut house.store, &[a, b, c]);
    let scope: Vec<_> = samples.iter().map(Sample::claim_id).collect();
    let apart = [incident("aaaa111122", &[a]), incident("bbbb111122", &[b]), incident("cccc111122", &[c])];
    house.store.replace_incidents(&scope, &apart, second(9)).unwrap();
    let done = house
        .store
        .replace_incidents(
            &scope,
            &[incident("aaaa111122", &[a]), incident("bbbb111122", &[b, c])],
            second(10),
        )
        .unwrap();
    assert_eq!((done.merged, done.changed, done.unchanged), (1, 1, 1));
    // The target of a redirect is merged in turn.
    let done =
        house.store.replace_incidents(&scope, &[incident("aaaa111122", &[a, b, c])], second(11)).unwrap();
    assert_eq!((done.merged, done.changed), (1, 1));

    let stored = house.store.incident("cccc111122").unwrap().unwrap();
    assert_eq!(stored.incident.id.as_str(), "aaaa111122");
    assert_eq!(stored.redirected_from.unwrap().as_str(), "cccc111122");
    let merged: Vec<_> = stored.merged.iter().map(ToString::to_string).collect();
    assert_eq!(merged, ["bbbb111122", "cccc111122"]);
    assert_eq!(house.store.count(&Filter::default()).unwrap(), 1);
    assert_eq!(house.store.check().unwrap(), Vec::<String>::new());

    // Taken apart again, the id is an incident again and counts on from its last revision.
    house.store.replace_incidents(&scope, &apart, second(12)).unwrap();
    let stored = house.store.incident("cccc111122").unwrap().unwrap();
    assert_eq!((stored.redirected_from, stored.first_seen), (None, second(9)));
    assert_eq!(stored.revision, 3);
}

#[test]
fn an_incident_without_claims_is_withdrawn() {
    let mut house = house();
    let sample = Sample::new(1);
    put(&mut house.store, &[&sample]);
    let scope = [sample.claim_id()];
    house.store.replace_incidents(&scope, &[incident("aaaa111122", &[&sample])], second(9)).unwrap();
    let done = house.store.replace_incidents(&scope, &[], second(10)).unwrap();
    assert_eq!(done.withdrawn, 1);
    assert_eq!(house.store.incident("aaaa111122").unwrap(), None);
    assert_eq!(house.store.history("aaaa111122").unwrap()[1].change, Change::IncidentWithdrawn);
}

#[test]
fn the_start_of_several_ids_is_refused_with_the_ids() {
    let mut house = house();
    let samples: Vec<Sample> = (1..=2).map(Sample::new).collect();
    put(&mut house.store, &[&samples[0], &samples[1]]);
    let scope: Vec<_> = samples.iter().map(Sample::claim_id).collect();
    let made = [incident("abcd111122", &[&samples[0]]), incident("abce111122", &[&samples[1]])];
    house.store.replace_incidents(&scope, &made, second(9)).unwrap();
    let refused = house.store.incident("abc").unwrap_err().to_string();
    assert!(
        refused.ends_with("'abc' is the start of several incident ids: abcd111122, abce111122"),
        "{refused}"
    );
    assert_eq!(house.store.incident("abce").unwrap().unwrap().incident, made[1]);
    assert_eq!(house.store.incident("zzz").unwrap(), None);
    assert_eq!(house.store.incident("").unwrap(), None);
}

#[test]
fn an_incident_on_an_unknown_claim_leaves_everything_as_it_was() {
    let mut house = house();
    let (here, elsewhere) = (Sample::new(1), Sample::new(2));
    put(&mut house.store, &[&here]);
    let made = [incident("aaaa111122", &[&here]), incident("bbbb111122", &[&elsewhere])];
    let refused =
        house.store.replace_incidents(&[here.claim_id()], &made, second(9)).unwrap_err().to_string();
    assert!(refused.contains("is not in the database"), "{refused}");
    assert_eq!(house.store.count(&Filter::default()).unwrap(), 0);
    assert_eq!(house.store.pending().unwrap(), [here.claim_id()]);
}

#[test]
fn a_claim_that_loses_its_incident_waits_again() {
    let mut house = house();
    let [a, b] = [1, 2].map(Sample::new);
    put(&mut house.store, &[&a, &b]);
    let both = [a.claim_id(), b.claim_id()];
    house.store.replace_incidents(&both, &[incident("aaaa111122", &[&a, &b])], second(9)).unwrap();
    let alone = [incident("aaaa111122", &[&a])];
    house.store.replace_incidents(&[a.claim_id()], &alone, second(10)).unwrap();
    assert_eq!(house.store.pending().unwrap(), [b.claim_id()]);
}
