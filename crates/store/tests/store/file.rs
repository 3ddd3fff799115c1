//! Files that are older, newer, broken, foreign, read-only, full or in use.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use dateline_model::{Harm, IncidentRef, Reliability, Review, SourceId, Verdict};
use dateline_store::{Access, Facet, Filter, Page, Queue, Store, StoreError};
use flate2::read::GzDecoder;
use tempfile::TempDir;

use crate::support::{House, Sample, house, incident, put, report_id, second};

/// Opens for writing and gives the message of the refusal without the name of the folder.
#[track_caller]
fn refusal(path: &Path, access: Access) -> String {
    let error = Store::open(path, access).unwrap_err();
    let name = path.display().to_string();
    let message = error.to_string();
    assert!(message.starts_with(&name), "the message names the file: {message}");
    message.replace(&name, "F")
}

fn write_at(path: &Path, at: u64, bytes: &[u8]) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}

/// A whole database with one report and one incident, closed.
fn closed() -> (TempDir, PathBuf) {
    let mut house = house();
    let sample = Sample::new(1);
    put(&mut house.store, &[&sample]);
    let made = [incident("aaaa111122", &[&sample])];
    house.store.replace_incidents(&[sample.claim_id()], &made, second(9)).unwrap();
    let path = house.path();
    let House { folder, store } = house;
    drop(store);
    (folder, path)
}

/// A file that was written when its format was the newest.
fn unpacked(packed: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("incidents.db");
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    File::create(&path).unwrap().write_all(&bytes).unwrap();
    (folder, path)
}

#[test]
fn a_file_of_format_1_is_brought_up_and_opens_again() {
    let (_folder, path) = unpacked(include_bytes!("../data/format1.db.gz"));
    assert_eq!(
        refusal(&path, Access::ReadOnly),
        "F: of the older format 1; open it once for writing to bring it up to format 5"
    );
    for _ in 0..2 {
        let store = Store::open(&path, Access::ReadWrite).unwrap();
        assert_eq!(store.stats().unwrap().format, 5);
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        let merged = store.incident("bbbb111122").unwrap().unwrap();
        assert_eq!(merged.incident.id.as_str(), "aaaa111122");
        assert_eq!(merged.incident.links.len(), 2);
        assert_eq!(store.report(report_id(3)).unwrap().unwrap().report, Sample::new(3).record().report);
        let source = store.source(&SourceId::new("example.org")).unwrap().unwrap();
        assert_eq!((source.user_edited, source.source.reliability), (true, Reliability::B));
    }
    // Incidents made from claims of the old format get their headline from the new column.
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    let sample = Sample::new(3);
    let again = incident("dddd111122", &[&sample]);
    store.replace_incidents(&[sample.claim_id()], &[again], second(20)).unwrap();
    let headline = "Warplanes struck Tell Zahra, killing 3 people, a resident said on day 2016-12-16.";
    assert_eq!(store.incident("dddd").unwrap().unwrap().headline, headline);
    assert!(Store::open(&path, Access::ReadOnly).is_ok());
}

#[test]
fn a_file_of_format_2_is_brought_up_and_takes_decisions() {
    let (_folder, path) = unpacked(include_bytes!("../data/format2.db.gz"));
    assert!(matches!(Store::open(&path, Access::ReadOnly), Err(StoreError::Older { found: 2, .. })));
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    assert_eq!(store.stats().unwrap().format, 5);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let rows = store.incidents(&Filter::default(), Page::default()).unwrap().rows;
    assert_eq!(rows.len(), 2);
    let strike = store.incident(rows[1].id.as_str()).unwrap().unwrap();
    assert_eq!(strike.incident.total(Harm::Killed).unwrap().to_string(), "6-9");
    assert_eq!((strike.incident.review, strike.incident.decisions.len()), (Review::Open, 0));
    // How the toll went is told when it is fused again, which the next run does.
    assert!(store.is_fuse_due().unwrap() && store.pending().unwrap().len() == 3);
    let claims: Vec<_> = strike.incident.links.iter().map(|link| link.claim).collect();
    let of = IncidentRef { incident: strike.incident.id, claims: store.claim_refs(&claims).unwrap() };
    let accepted = store.sealed(second(1), "Ada", "seen", Verdict::Accept(of)).unwrap();
    assert_eq!(store.put_decisions(&[accepted]).unwrap(), 1);
}

#[test]
fn a_file_of_format_3_is_brought_up_with_what_was_decided() {
    let (_folder, path) = unpacked(include_bytes!("../data/format3.db.gz"));
    assert!(matches!(Store::open(&path, Access::ReadOnly), Err(StoreError::Older { found: 3, .. })));
    let store = Store::open(&path, Access::ReadWrite).unwrap();
    assert_eq!(store.stats().unwrap().format, 5);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    assert_eq!(store.decisions().unwrap().len(), 1);
    let ids = |reviews: &[Review]| {
        let filter = Filter { reviews: reviews.to_vec(), ..Filter::default() };
        let rows = store.incidents(&filter, Page::default()).unwrap().rows;
        rows.iter().map(|row| row.id.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        (ids(&[]), ids(&[Review::Rejected])),
        (vec!["bvj6p8wzv5".to_owned()], vec!["k80xk2g0y6".to_owned()])
    );
    assert_eq!(store.count(&Filter::default()).unwrap(), 1);
}

#[test]
fn a_file_of_format_4_is_brought_up_and_its_queues_are_as_before() {
    let (_folder, path) = unpacked(include_bytes!("../data/format4.db.gz"));
    assert!(matches!(Store::open(&path, Access::ReadOnly), Err(StoreError::Older { found: 4, .. })));
    let store = Store::open(&path, Access::ReadWrite).unwrap();
    assert_eq!(store.stats().unwrap().format, 5);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let waiting = |queue| {
        let filter = Filter { queue: Some(queue), ..Filter::default() };
        let rows = store.incidents(&filter, Page::default()).unwrap().rows;
        rows.iter().map(|row| row.id.to_string()).collect::<Vec<_>>()
    };
    // A strike with two tolls, corrected by a person, and shelling somewhere in a province; a clash was rejected.
    assert_eq!(waiting(Queue::New), ["2zvcn7daee"]);
    assert_eq!(waiting(Queue::Uncertain), ["2zvcn7daee"]);
    assert_eq!(waiting(Queue::TollChanged), ["d2hzhvx5gr"]);
    let days = store.facet(&Filter::default(), Facet::Day).unwrap();
    assert_eq!(
        days.into_iter().collect::<Vec<_>>(),
        [("2017-04-05".to_owned(), 1), ("2017-04-13".to_owned(), 1)]
    );
    assert_eq!(store.added_by_hand("dateline 0.4.0").unwrap(), []);
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let (_folder, path) = closed();
    write_at(&path, 60, &9_u32.to_be_bytes());
    for access in [Access::ReadOnly, Access::ReadWrite] {
        assert_eq!(
            refusal(&path, access),
            "F: made by a newer version of Dateline (format 9, this version knows formats up to 5)"
        );
    }
}

#[test]
fn a_file_that_is_something_else_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "Two shells fell on Wadi Sahl.").unwrap();
    assert_eq!(refusal(&text, Access::ReadWrite), "F: not a Dateline database: it is not an SQLite file");
    assert!(matches!(Store::open_or_create(&text), Err(StoreError::NotDateline { .. })));
    assert_eq!(std::fs::metadata(&text).unwrap().len(), 29);

    assert_eq!(refusal(folder.path(), Access::ReadOnly), "F: not a Dateline database: it is a folder");
    assert_eq!(refusal(&folder.path().join("none.db"), Access::ReadOnly), "F: there is no such database");

    let (_folder, foreign) = closed();
    write_at(&foreign, 68, &1_u32.to_be_bytes());
    let message = "F: not a Dateline database: it is an SQLite database of another program";
    assert_eq!(refusal(&foreign, Access::ReadWrite), message);
}

#[test]
fn an_empty_file_becomes_a_database_only_when_one_is_to_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("incidents.db");
    File::create(&path).unwrap();
    assert_eq!(refusal(&path, Access::ReadWrite), "F: not a Dateline database: it is empty");
    assert!(matches!(Store::create(&path), Err(StoreError::Exists { .. })));
    assert_eq!(Store::open_or_create(&path).unwrap().count(&Filter::default()).unwrap(), 0);
    assert!(Store::open(&path, Access::ReadOnly).is_ok());
}

#[test]
fn a_file_cut_short_is_told_from_a_foreign_one() {
    let (_folder, path) = closed();
    let length = std::fs::metadata(&path).unwrap().len();
    for keep in [length - 1, length / 2, 5_000, 100, 60, 7] {
        OpenOptions::new().write(true).open(&path).unwrap().set_len(keep).unwrap();
        for access in [Access::ReadOnly, Access::ReadWrite] {
            assert!(
                refusal(&path, access).starts_with("F: the database is damaged or cut short"),
                "{keep} bytes"
            );
        }
    }
}

#[test]
fn a_damaged_page_is_found_by_the_check() {
    let (_folder, path) = closed();
    let length = std::fs::metadata(&path).unwrap().len();
    for page in 2..length / 8_192 {
        write_at(&path, page * 8_192, &[0xee; 512]);
    }
    let store = Store::open(&path, Access::ReadOnly);
    let found = store.and_then(|store| store.check());
    match found {
        Ok(damages) => assert!(!damages.is_empty()),
        Err(error) => assert!(matches!(error, StoreError::Corrupt { .. }), "{error}"),
    }
}

#[test]
fn a_row_that_no_version_writes_is_named() {
    let (_folder, path) = closed();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute("UPDATE incident_bodies SET body = '{}'", []).unwrap();
    let store = Store::open(&path, Access::ReadOnly).unwrap();
    let message = store.incident("aaaa").unwrap_err().to_string();
    assert!(
        message.contains("row aaaa111122 of table incident_bodies cannot be read: missing field"),
        "{message}"
    );
}

#[test]
fn damage_inside_whole_pages_is_found_by_the_check() {
    #[track_caller]
    fn check(sql: &str, expected: &str) {
        let (_folder, path) = closed();
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        let damages = Store::open(&path, Access::ReadOnly).unwrap().check().unwrap().join("\n");
        assert!(damages.contains(expected), "{sql}: {damages}");
    }
    check("DELETE FROM claims", "leads to no row of claims");
    check("DELETE FROM incident_claims", "incident without a founding claim: aaaa111122");
    check("DELETE FROM incidents_text", "incidents_text_docsize lacks 1 rows of incidents");
    check("DELETE FROM incidents_box", "incidents_box_rowid lacks 1 rows of incidents");
    check("DELETE FROM incident_bodies", "incident without a body: aaaa111122");
    check("UPDATE reports SET text = 'short'", "does not fit its report");
    check("UPDATE claim_bodies SET body = '[]'", "cannot be read");
}

#[test]
fn history_is_only_added_to() {
    let (_folder, path) = closed();
    let other = rusqlite::Connection::open(&path).unwrap();
    for sql in ["DELETE FROM history", "UPDATE history SET at = ''"] {
        assert_eq!(other.execute(sql, []).unwrap_err().to_string(), "history is append-only");
    }
}

#[test]
fn a_read_only_file_is_read_and_not_written() {
    let (_folder, path) = closed();
    let mut store = Store::open(&path, Access::ReadOnly).unwrap();
    let refused = store.put_reports(&[Sample::new(2).record()], second(2)).unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly { .. }), "{refused}");
    drop(store);

    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    assert_eq!(refusal(&path, Access::ReadWrite), "F: the database is read-only (noticed at: opening)");
    let store = Store::open(&path, Access::ReadOnly).unwrap();
    assert_eq!(store.count(&Filter::default()).unwrap(), 1);
}

#[test]
fn a_full_disk_keeps_what_was_there() {
    let mut house = house();
    put(&mut house.store, &[&Sample::new(1)]);
    let full = house.store.stats().unwrap().pages * 8_192;
    house.store.limit_size(full).unwrap();
    let many: Vec<_> = (2..500).map(|n| Sample::new(n).record()).collect();
    let refused = house.store.put_reports(&many, second(5)).unwrap_err();
    assert!(matches!(refused, StoreError::DiskFull { .. }), "{refused}");
    assert!(refused.to_string().contains("no room left on the disk"), "{refused}");
    assert_eq!(house.store.live_claims().unwrap().len(), 1);
    assert_eq!(house.store.check().unwrap(), Vec::<String>::new());
    house.store.limit_size(full * 100).unwrap();
    assert_eq!(house.store.put_reports(&many, second(5)).unwrap().len(), 498);
}

#[test]
fn two_readers_read_beside_a_writer() {
    let mut house = house();
    let path = house.path();
    put(&mut house.store, &[&Sample::new(0)]);
    let seen = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let store = Store::open(&path, Access::ReadOnly).unwrap();
                    let mut seen = vec![store.live_claims().unwrap().len()];
                    while seen.last() != Some(&101) {
                        seen.push(store.live_claims().unwrap().len());
                        store.incidents(&Filter::default(), Page::default()).unwrap();
                    }
                    seen
                })
            })
            .collect();
        for n in 0..10 {
            let batch: Vec<_> = (1..=10).map(|m| Sample::new(n * 10 + m).record()).collect();
            house.store.put_reports(&batch, second(5)).unwrap();
        }
        readers.into_iter().map(|reader| reader.join().unwrap()).collect::<Vec<_>>()
    });
    for counts in seen {
        assert!(counts.is_sorted(), "{counts:?}");
        assert!(counts.iter().all(|count| count % 10 == 1), "a reader saw half a batch: {counts:?}");
    }
}

#[test]
fn two_writers_take_turns() {
    let house = house();
    let path = house.path();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path, Access::ReadWrite).unwrap();
                for n in 0..20 {
                    store.put_reports(&[Sample::new(writer * 100 + n).record()], second(1)).unwrap();
                }
            });
        }
    });
    assert_eq!(house.store.live_claims().unwrap().len(), 40);
    assert_eq!(house.store.check().unwrap(), Vec::<String>::new());
}
