//! Reports that come in, again, changed and read anew.

use std::collections::BTreeSet;

use dateline_model::ReportId;
use dateline_store::{Change, Outcome, StoreError};

use crate::support::{ENGINE, Sample, house, incident, put, report_id, second};

#[test]
fn a_report_and_its_claims_come_back_as_they_went_in() {
    let mut house = house();
    let record = Sample::new(1).record();
    assert_eq!(house.store.put_reports(std::slice::from_ref(&record), second(5)).unwrap(), [Outcome::New]);

    let stored = house.store.report(report_id(1)).unwrap().unwrap();
    assert_eq!(stored.report, record.report);
    assert_eq!(
        (&stored.cuts, &stored.repeats, &stored.notes),
        (&record.cuts, &record.repeats, &record.notes)
    );
    assert_eq!((stored.version, stored.previous, stored.is_superseded), (1, None, false));
    assert_eq!((stored.engine.as_str(), stored.retrieved), (ENGINE, second(5)));
    assert_eq!(house.store.claims_of_report(report_id(1)).unwrap(), record.claims);
    assert_eq!(house.store.claims(&[record.claims[0].id]).unwrap(), record.claims);
    assert_eq!(house.store.digests(&[report_id(1)]).unwrap()[&report_id(1)], record.digest);
    assert_eq!(house.store.report_heads(&[report_id(1)]).unwrap()[&report_id(1)].title, record.report.title);
}

#[test]
fn what_is_not_there_comes_back_as_nothing() {
    let house = house();
    let nobody = report_id(9);
    assert_eq!(house.store.report(nobody).unwrap(), None);
    assert_eq!(house.store.claims_of_report(nobody).unwrap(), []);
    assert_eq!(house.store.claims(&[Sample::new(9).claim_id()]).unwrap(), []);
    assert!(house.store.digests(&[nobody]).unwrap().is_empty());
    assert!(house.store.report_versions(nobody).unwrap().is_empty());
    assert!(!house.store.is_fuse_due().unwrap());
}

#[test]
fn the_same_report_twice_is_one_report() {
    let mut house = house();
    let record = Sample::new(1).record();
    let twice = [record.clone(), record.clone()];
    assert_eq!(house.store.put_reports(&twice, second(5)).unwrap(), [Outcome::New, Outcome::Known]);
    assert_eq!(house.store.put_reports(&[record], second(6)).unwrap(), [Outcome::Known]);
    assert_eq!(house.store.live_claims().unwrap().len(), 1);
    assert_eq!(house.store.history(&report_id(1).to_string()).unwrap().len(), 1);
}

#[test]
fn a_run_goes_on_where_the_last_one_stopped() {
    let mut house = house();
    put(&mut house.store, &[&Sample::new(1), &Sample::new(2)]);
    let ids: Vec<ReportId> = (1..=3).map(report_id).collect();
    assert_eq!(house.store.known(&ids, ENGINE).unwrap(), BTreeSet::from([ids[0], ids[1]]));
    assert_eq!(house.store.known(&ids, "0.2.0").unwrap(), BTreeSet::new());
}

#[test]
fn another_engine_reads_a_report_again_and_its_incident_is_fused_again() {
    let mut house = house();
    let sample = Sample::new(1);
    put(&mut house.store, &[&sample]);
    let scope = [sample.claim_id()];
    house.store.replace_incidents(&scope, &[incident("aaaa111122", &[&sample])], second(9)).unwrap();
    assert!(!house.store.is_fuse_due().unwrap());

    let mut again = sample.record();
    "0.2.0".clone_into(&mut again.engine);
    again.claims.clear();
    again.block_keys.clear();
    assert_eq!(house.store.put_reports(&[again], second(10)).unwrap(), [Outcome::Reread]);
    assert!(house.store.is_fuse_due().unwrap());
    assert_eq!(house.store.pending().unwrap(), []);
    assert_eq!(house.store.replace_incidents(&[], &[], second(11)).unwrap().withdrawn, 1);
    assert!(!house.store.is_fuse_due().unwrap());
    assert_eq!(house.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_changed_text_under_the_same_url_is_a_new_version() {
    let mut house = house();
    let url = Some("https://example.org/news/strike".to_owned());
    let old = Sample { url: url.clone(), ..Sample::new(1) };
    let new = Sample { url, killed: 9, ..Sample::new(2) };
    put(&mut house.store, &[&old]);
    let scope = [old.claim_id()];
    house.store.replace_incidents(&scope, &[incident("aaaa111122", &[&old])], second(9)).unwrap();
    assert_eq!(house.store.put_reports(&[new.record()], second(10)).unwrap(), [Outcome::NewVersion]);

    let first = house.store.report(report_id(1)).unwrap().unwrap();
    let second_version = house.store.report(report_id(2)).unwrap().unwrap();
    assert!(first.is_superseded && !second_version.is_superseded);
    assert_eq!((second_version.version, second_version.previous), (2, Some(report_id(1))));
    for id in [report_id(1), report_id(2)] {
        let versions: Vec<_> =
            house.store.report_versions(id).unwrap().into_iter().map(|head| head.id).collect();
        assert_eq!(versions, [report_id(1), report_id(2)]);
    }
    // The claims of the old version are kept and feed no incident.
    assert_eq!(house.store.claims_of_report(report_id(1)).unwrap().len(), 1);
    assert_eq!(house.store.live_claims().unwrap(), [new.claim_id()]);
    assert_eq!(house.store.pending().unwrap(), [new.claim_id()]);
    let made = [incident("bbbb111122", &[&new])];
    let done = house.store.replace_incidents(&[new.claim_id()], &made, second(11)).unwrap();
    assert_eq!((done.new, done.withdrawn), (1, 1));
    let history = house.store.history(&report_id(2).to_string()).unwrap();
    assert_eq!(history[0].change, Change::ReportVersion);
}

#[test]
fn the_version_published_last_feeds_the_incidents_in_whatever_order_they_come() {
    let mut house = house();
    let url = Some("https://example.org/news/strike".to_owned());
    let late = Sample { url: url.clone(), day: crate::support::day(2016, 12, 18), ..Sample::new(1) };
    let early = Sample { url, ..Sample::new(2) };
    put(&mut house.store, &[&late, &early]);
    assert_eq!(house.store.live_claims().unwrap(), [late.claim_id()]);
    assert_eq!(house.store.pending().unwrap(), [late.claim_id()]);
}

#[test]
fn reports_of_one_front_page_are_no_versions_of_each_other() {
    let mut house = house();
    let url = Some("https://example.org/".to_owned());
    let [a, b] = [1, 2].map(|n| Sample { url: url.clone(), ..Sample::new(n) });
    put(&mut house.store, &[&a]);
    assert_eq!(house.store.put_reports(&[b.record()], second(2)).unwrap(), [Outcome::New]);
    assert_eq!(house.store.live_claims().unwrap().len(), 2);
}

#[test]
fn a_claim_that_names_another_report_keeps_the_whole_batch_out() {
    let mut house = house();
    let mut wrong = Sample::new(2).record();
    wrong.claims[0].id.report = report_id(7);
    let refused = house.store.put_reports(&[Sample::new(1).record(), wrong], second(5)).unwrap_err();
    assert!(matches!(refused, StoreError::BadRow { .. }), "{refused}");
    assert_eq!(house.store.report(report_id(1)).unwrap(), None);
}

#[test]
fn blocks_give_their_live_claims_once() {
    let mut house = house();
    let keys = [vec![10], vec![10, 20], vec![20], vec![30], vec![]];
    let samples: Vec<Sample> =
        (1..).zip(keys).map(|(n, block_keys)| Sample { block_keys, ..Sample::new(n) }).collect();
    put(&mut house.store, &samples.iter().collect::<Vec<_>>());
    let claims_with = |keys: &[i64]| {
        let claims = house.store.claims_with(keys).unwrap();
        claims
            .iter()
            .map(|claim| u32::from_be_bytes(claim.id.report.0[..4].try_into().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(claims_with(&[10]), [1, 2]);
    assert_eq!(claims_with(&[20, 10]), [1, 2, 3]);
    assert_eq!(claims_with(&[99]), [0; 0]);
    assert_eq!(claims_with(&[]), [0; 0]);
}

#[test]
fn what_shared_a_block_with_a_claim_that_is_gone_is_fused_again() {
    let mut house = house();
    let url = Some("https://example.org/news/strike".to_owned());
    let old = Sample { url: url.clone(), block_keys: vec![10], ..Sample::new(1) };
    let beside = Sample { block_keys: vec![10, 20], ..Sample::new(2) };
    let away = Sample { block_keys: vec![20], ..Sample::new(3) };
    put(&mut house.store, &[&old, &beside, &away]);
    let scope = [old.claim_id(), beside.claim_id(), away.claim_id()];
    let made = [incident("aaaa111122", &[&old]), incident("bbbb111122", &[&beside])];
    house.store.replace_incidents(&scope, &made, second(9)).unwrap();
    assert_eq!(house.store.pending().unwrap(), []);

    let new = Sample { url, ..Sample::new(4) };
    put(&mut house.store, &[&new]);
    assert_eq!(house.store.pending().unwrap(), [beside.claim_id(), new.claim_id()]);
    assert_eq!(house.store.claims_with(&[10]).unwrap().len(), 1);
}

#[test]
fn reports_are_found_by_their_words_and_not_by_what_was_cut() {
    let mut house = house();
    let away = Sample { village: "Wadi Sahl", ..Sample::new(2) };
    put(&mut house.store, &[&Sample::new(1), &away]);
    let find = |text: &str| {
        let found = house.store.find_reports(text, 10).unwrap();
        found.into_iter().map(|head| head.id).collect::<Vec<_>>()
    };
    assert_eq!(find("sahl"), [report_id(2)]);
    assert_eq!(find("\"strike on\" zahra"), [report_id(1)]);
    assert_eq!(find("warplanes").len(), 2);
    assert_eq!(find("\"Home World\""), []);
    assert_eq!(find("?"), []);
    assert_eq!(house.store.find_reports("warplanes", 1).unwrap().len(), 1);
}
