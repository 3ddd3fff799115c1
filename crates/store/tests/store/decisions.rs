//! Decisions that come, wait, take effect, and find their claims again.

use std::collections::BTreeMap;

use dateline_model::{ClaimId, Decision, IncidentId, IncidentRef, Verdict};
use dateline_store::{Access, Change, Store, StoreError, diff};

use crate::support::{House, Sample, house, incident, put, second};

/// A decision about the claims of these samples.
fn decision(store: &Store, nth: i64, samples: &[&Sample], verdict: fn(IncidentRef) -> Verdict) -> Decision {
    let claims: Vec<ClaimId> = samples.iter().map(|sample| sample.claim_id()).collect();
    let claims = store.claim_refs(&claims).unwrap();
    let of = IncidentRef { incident: IncidentId::new("aaaa111122"), claims };
    store.sealed(second(nth), "Ada", "because", verdict(of)).unwrap()
}

/// A database with one incident of two reports, and a decision about it.
fn decided() -> (House, [Sample; 2], Decision) {
    let mut house = house();
    let samples = [1, 2].map(Sample::new);
    let [a, b] = &samples;
    put(&mut house.store, &[a, b]);
    let scope = [a.claim_id(), b.claim_id()];
    house.store.replace_incidents(&scope, &[incident("aaaa111122", &[a, b])], second(9)).unwrap();
    let accept = decision(&house.store, 10, &[a, b], Verdict::Accept);
    (house, samples, accept)
}

#[test]
fn a_decision_comes_back_as_it_was_and_is_one_however_often_it_comes() {
    let (mut house, _, accept) = decided();
    assert_eq!(house.store.put_decisions(&[accept.clone(), accept.clone()]).unwrap(), 1);
    assert_eq!(house.store.put_decisions(std::slice::from_ref(&accept)).unwrap(), 0);
    assert_eq!(house.store.decisions().unwrap(), std::slice::from_ref(&accept));
    assert_eq!(
        house.store.decisions_with(std::slice::from_ref(&accept.id)).unwrap(),
        std::slice::from_ref(&accept)
    );
    let line = house.store.decision_form(&accept).unwrap();
    assert_eq!(house.store.read_decision(line.as_str()).unwrap(), accept);
    let changed = line.as_str().replace("because", "for no reason");
    assert!(matches!(house.store.read_decision(&changed), Err(StoreError::BadDecision { .. })));
    let changed = Decision { author: "Bo".to_owned(), ..accept };
    assert!(matches!(house.store.put_decisions(&[changed]), Err(StoreError::BadDecision { .. })));
}

#[test]
fn decisions_are_only_added_to() {
    let (mut house, _, accept) = decided();
    house.store.put_decisions(&[accept]).unwrap();
    let other = rusqlite::Connection::open(house.path()).unwrap();
    for sql in ["DELETE FROM decisions", "UPDATE decisions SET author = 'Bo'"] {
        assert_eq!(other.execute(sql, []).unwrap_err().to_string(), "decisions are append-only");
    }
}

#[test]
fn what_a_decision_acts_on_waits_until_it_is_fused_with_it() {
    let (mut house, [a, b], accept) = decided();
    house.store.put_decisions(std::slice::from_ref(&accept)).unwrap();
    let seen = house.store.decisions_seen().unwrap();
    let acting = BTreeMap::from([(accept.id.clone(), vec![a.claim_id()])]);
    assert!(house.store.settle_decisions(seen, &acting).unwrap());
    assert_eq!(house.store.pending().unwrap(), [a.claim_id()]);
    let scope = [a.claim_id(), b.claim_id()];
    let mut made = incident("aaaa111122", &[&a, &b]);
    made.decisions = vec![accept.id.clone()];
    let done = house.store.replace_decided(seen, &scope, &[made], second(11)).unwrap().unwrap();
    assert_eq!(done.changed, 1);
    // Settled again as it is, nothing waits; when it no longer acts, its claims do.
    assert!(house.store.settle_decisions(seen, &acting).unwrap());
    assert_eq!(house.store.pending().unwrap(), []);
    assert!(house.store.settle_decisions(seen, &BTreeMap::new()).unwrap());
    assert_eq!(house.store.pending().unwrap(), [a.claim_id()]);
    assert_eq!(house.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn nothing_is_replaced_by_what_was_made_without_the_latest_decision() {
    let (mut house, [a, b], accept) = decided();
    let seen = house.store.decisions_seen().unwrap();
    let mut other = Store::open(house.path(), Access::ReadWrite).unwrap();
    other.put_decisions(&[accept]).unwrap();
    let scope = [a.claim_id(), b.claim_id()];
    let alone = [incident("aaaa111122", &[&a]), incident("bbbb111122", &[&b])];
    assert_eq!(house.store.replace_decided(seen, &scope, &alone, second(11)).unwrap(), None);
    assert!(!house.store.settle_decisions(seen, &BTreeMap::new()).unwrap());
    assert_eq!(house.store.incident("aaaa").unwrap().unwrap().incident.links.len(), 2);
    let seen = house.store.decisions_seen().unwrap();
    assert!(house.store.replace_decided(seen, &scope, &alone, second(11)).unwrap().is_some());
}

#[test]
fn a_remembered_claim_is_found_in_its_report_read_anew_and_in_a_newer_version() {
    let mut house = house();
    let url = Some("https://example.org/news/strike".to_owned());
    let old = Sample { url: url.clone(), ..Sample::new(1) };
    put(&mut house.store, &[&old]);
    let note = [decision(&house.store, 1, &[&old], Verdict::Note)];
    let there = |store: &Store| store.claims_there(&note).unwrap().into_values().collect::<Vec<_>>();
    assert_eq!(there(&house.store), [old.claim_id()]);

    // Read by another engine, which finds another claim before it.
    let mut again = old.record();
    "0.2.0".clone_into(&mut again.engine);
    let mut other = again.claims[0].clone();
    other.event_type.value = dateline_model::EventType::new("armed_clash");
    again.claims.insert(0, other);
    again.claims[1].id.ordinal = 1;
    again.block_keys.push(Vec::new());
    house.store.put_reports(&[again], second(5)).unwrap();
    assert_eq!(there(&house.store), [ClaimId { ordinal: 1, ..old.claim_id() }]);

    // A newer version says it with another number; one that says something else is not it.
    let newer = Sample { url: url.clone(), killed: 9, ..Sample::new(2) };
    put(&mut house.store, &[&newer]);
    assert_eq!(there(&house.store), [newer.claim_id()]);
    let mut silent = Sample { url, ..Sample::new(3) }.record();
    silent.claims.clear();
    silent.block_keys.clear();
    house.store.put_reports(&[silent], second(7)).unwrap();
    assert_eq!(there(&house.store), []);
    assert_eq!(house.store.earlier_versions(crate::support::report_id(3)).unwrap().len(), 2);
}

#[test]
fn what_splits_from_an_incident_says_so_in_history_and_difference() {
    let (mut house, [a, b], _) = decided();
    let old = house.folder.path().join("old.db");
    rusqlite::Connection::open(house.path())
        .unwrap()
        .execute("VACUUM INTO ?1", [old.display().to_string()])
        .unwrap();
    let scope = [a.claim_id(), b.claim_id()];
    let alone = [incident("aaaa111122", &[&a]), incident("bbbb111122", &[&b])];
    house.store.replace_incidents(&scope, &alone, second(20)).unwrap();
    let history = house.store.history("bbbb111122").unwrap();
    assert_eq!(
        (history[0].change, history[0].before.as_deref()),
        (Change::IncidentSplit, Some("aaaa111122"))
    );
    let old = Store::open(&old, Access::ReadOnly).unwrap();
    let by_files = diff(&old, &house.store).unwrap();
    let by_history = house.store.changes_since(second(15)).unwrap();
    assert_eq!(by_files, by_history);
    let ids: Vec<&str> = by_files.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["aaaa111122", "bbbb111122"]);
}
