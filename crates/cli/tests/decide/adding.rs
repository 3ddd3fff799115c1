//! Reports that a person adds stand beside those that a build read, in whatever order they come.

use std::fs;

use dateline_model::Report;
use dateline_review::{Handed, Reader, keep};
use dateline_store::{Access, Outcome, ReportRecord, Store};
use jiff::Timestamp;
use serde_json::Value;

use crate::desk::{Desk, REPORTS, jsonl};

/// The report as a person hands it in.
fn handed((url, published, text): &(&str, &str, &str)) -> Report {
    let handed = Handed {
        bytes: text.as_bytes().to_vec(),
        url: Some(format!("https://{url}")),
        published: Some((*published).to_owned()),
        ..Handed::default()
    };
    handed.report("Ada").unwrap()
}

/// Keeps what a reader made of it in a database of the desk.
fn added(desk: &Desk, db: &str, record: ReportRecord) -> Outcome {
    let mut store = Store::open(desk.folder.path().join(db), Access::ReadWrite).unwrap();
    keep(&mut store, record, &|| Timestamp::UNIX_EPOCH).unwrap().outcome
}

#[test]
fn what_is_added_by_hand_makes_the_incidents_that_a_build_of_all_makes() {
    let desk = Desk::new();
    let reader = Reader::shipped().unwrap();
    for alone in 0..REPORTS.len() {
        let mut others = REPORTS.to_vec();
        let last = others.remove(alone);
        let (file, db) = (format!("others{alone}.jsonl"), format!("others{alone}.db"));
        fs::write(desk.folder.path().join(&file), jsonl(&others)).unwrap();
        desk.run(&["build", &file, "--db", &db]);
        assert_eq!(added(&desk, &db, reader.read(handed(&last))), Outcome::New);
        assert_eq!(told(&desk, &db), told(&desk, "dateline.db"), "report {alone} by hand");
        // The same report out of a file is known then.
        let told = desk.run(&["build", "reports.jsonl", "--db", &db]);
        assert!(told.contains("0 new, 4 known"), "{told}");
    }
}

/// Every incident but for where its reports were found.
fn told(desk: &Desk, db: &str) -> Vec<Value> {
    let mut all = desk.all(db);
    for report in all.iter_mut().flat_map(|it| it["reports"].as_array_mut().unwrap()) {
        report.as_object_mut().unwrap().remove("origin");
    }
    all
}

#[test]
fn a_newer_version_reads_it_again_though_no_file_holds_it() {
    let desk = Desk::new();
    let report = handed(&(
        "gazette.example/9",
        "2017-05-02",
        "A car bomb killed four people in Hama on 1 May 2017, the police said.",
    ));
    let id = report.id;
    let reader = Reader::shipped().unwrap();
    let old = ReportRecord {
        claims: Vec::new(),
        block_keys: Vec::new(),
        engine: "dateline 0.0.1".to_owned(),
        ..reader.read(report)
    };
    assert_eq!(added(&desk, "dateline.db", old), Outcome::New);
    assert_eq!(desk.ids().len(), 3);
    let told = desk.run(&["build", "reports.jsonl"]);
    assert!(told.contains("1 read again"), "{told}");
    assert_eq!(desk.ids().len(), 4);
    let stored = desk.store("dateline.db").report(id).unwrap().unwrap();
    assert_eq!((stored.engine.as_str(), stored.report.origin.as_str()), (reader.engine(), "by hand: Ada"));
    assert!(desk.run(&["build", "reports.jsonl"]).contains("4 known"));
}
