//! Looking at a database from the command line: lists, one incident, outlets, its health.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dateline_store::Store;
use support::{Sample, day, incident, second};
use tempfile::TempDir;

#[path = "../../store/tests/store/support.rs"]
#[cfg(test)]
#[allow(dead_code, reason = "shared with the tests of the store, which use the rest")]
mod support;

/// A database with two incidents: three reports of one strike, and a clash.
fn database() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("incidents.db");
    let mut store = Store::create(&path).unwrap();
    let clash = Sample {
        village: "Stara Hora",
        country: "UA",
        day: day(2022, 3, 4),
        event_type: "armed_clash",
        source: "gazette.example",
        ..Sample::new(4)
    };
    let samples = [1, 2, 3].map(|n| Sample { killed: n + 2, ..Sample::new(n) });
    let all = [&samples[0], &samples[1], &samples[2], &clash];
    let records: Vec<_> = all.iter().map(|sample| sample.record()).collect();
    store.put_reports(&records, second(1)).unwrap();
    let made = [incident("strike0001", &all[..3]), incident("clash00001", &all[3..])];
    store.replace_incidents(&store.pending().unwrap(), &made, second(2)).unwrap();
    (folder, path)
}

fn dateline(db: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // What the developer imported must not change what a test sees.
    command.args(args).arg("--db").arg(db).env("DATELINE_GAZETTEER", "no-imports");
    command.output().unwrap()
}

#[track_caller]
fn told(db: &Path, args: &[&str]) -> String {
    let output = dateline(db, args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The one line on standard error, without the folder's name, and the exit code.
fn refused(db: &Path, args: &[&str]) -> (String, i32) {
    let output = dateline(db, args);
    let line = String::from_utf8(output.stderr).unwrap();
    (line.replace(&db.display().to_string(), "DB").trim_end().to_owned(), output.status.code().unwrap())
}

#[test]
fn incidents_are_listed_in_columns_newest_first() {
    let (_folder, db) = database();
    let expected = "\
id          when        what              where           who                       killed  injured  sources  grade
clash00001  2022-03-04  Armed clash       Stara Hora, UA  Military Forces of Syria       3        ·  1/1/1    weak
strike0001  2016-12-16  Air/drone strike  Tell Zahra, SY  Military Forces of Syria     3-5        ·  3/1/3    fair
";
    assert_eq!(told(&db, &["incidents"]), expected);
    let output = dateline(&db, &["incidents", "--limit", "1"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "1 of 2 incidents; --limit 0 shows all\n");
}

#[test]
fn the_policy_chooses_the_headline_count() {
    #[track_caller]
    fn check(policy: &str, killed: &str) {
        let (_folder, db) = database();
        let lines = told(&db, &["export", "--format", "jsonl", "--policy", policy]);
        let strike = lines.lines().find(|line| line.contains("strike0001")).unwrap();
        let strike: serde_json::Value = serde_json::from_str(strike).unwrap();
        let count = &strike["tolls"][0]["count"];
        assert_eq!((&count["policy"], count["headline"].to_string().as_str()), (&policy.into(), killed));
    }
    check("airwars_range", r#"{"max":5,"min":3}"#);
    check("acled_minimum", r#"{"max":3,"min":3}"#);
    let (_folder, db) = database();
    assert!(told(&db, &["show", "strike", "--policy", "acled_minimum"]).contains("acled minimum"));
    assert_eq!(refused(&db, &["show", "strike", "--policy", "highest"]).1, 2);
}

#[test]
fn filters_narrow_the_list() {
    #[track_caller]
    fn check(args: &[&str], expected: &[&str]) {
        let (_folder, db) = database();
        let lines = told(&db, &[&["incidents", "--json", "--limit", "0"], args].concat());
        let ids = lines.lines().map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["id"].as_str().unwrap().trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
        });
        assert_eq!(ids.collect::<Vec<_>>(), expected, "{args:?}");
    }
    check(&[], &["clash", "strike"]);
    check(&["--since", "2016-12-16"], &["clash", "strike"]);
    check(&["--since", "2016-12-17"], &["clash"]);
    check(&["--until", "2016-12-16"], &["strike"]);
    check(&["--country", "ua"], &["clash"]);
    check(&["--type", "armed_clash"], &["clash"]);
    check(&["--bbox", "-10,30,40,40", "--type", "air_drone_strike"], &["strike"]);
    check(&["--actor", "syria.military"], &["clash", "strike"]);
    check(&["--text", "stara"], &["clash"]);
    check(&["--min-sources", "2"], &["strike"]);
    check(&["--min-sources", "4"], &[]);
}

#[test]
fn an_incident_is_shown_with_the_words_behind_every_value() {
    let (_folder, db) = database();
    let shown = told(&db, &["show", "strike"]);
    for expected in [
        "strike0001  Air/drone strike  fair",
        "killed     3-5 civilians [1][2][3]",
        "where      at Tell Zahra, Aleppo, SY; 36.2000, 37.1000 within 1.5 km; where_prec 1 [1][2][3]",
        "sources    3 reports, 1 outlet, 3 independent roots",
        "position   Military Forces of Syria: is silent\n",
        "    as         says \"said\", occurred\n",
        "[2] example.org, 2016-12-16, \"Strike on Tell Zahra\" https://example.org/news/2",
        "    \"Warplanes struck Tell Zahra, killing 4 people, a resident said on day 2016-12-16.\"",
        "    said by    a resident (resident) \"a resident\" \"said\"",
        "    initiator  Military Forces of Syria (syria.military) \"Warplanes\"",
        "    link       founds the incident",
        "    link       0.75: same town +2.1, same day +0.3",
        "grade      fair: counted",
    ] {
        assert!(shown.contains(expected), "{expected}\n--- is not in ---\n{shown}");
    }
    let json: serde_json::Value = serde_json::from_str(&told(&db, &["show", "strike", "--json"])).unwrap();
    assert_eq!(json["claims_in_full"][0]["event_type"]["spans"][0]["words"], "struck");
}

#[test]
fn an_unknown_id_is_one_clear_line() {
    let (_folder, db) = database();
    let line = "dateline: DB: no incident has the id 'zzz'; `dateline incidents` lists them";
    assert_eq!(refused(&db, &["show", "zzz"]), (line.to_owned(), 2));
}

#[test]
fn an_outlet_is_edited_and_stays_so() {
    let (_folder, db) = database();
    told(
        &db,
        &["sources", "set", "example.org", "--reliability", "b", "--kind", "monitor", "--country", "sy"],
    );
    let expected = "\
id               name             kind     country  side  reliability  reports  edited
example.org      example.org      monitor  SY       ·     B                  3  by you
gazette.example  gazette.example  unknown  ·        ·     F                  1
";
    assert_eq!(told(&db, &["sources"]), expected);
    let (line, code) = refused(&db, &["sources", "set", "nobody", "--reliability", "A"]);
    assert_eq!((line.as_str(), code), ("dateline: DB: source 'nobody' is not in the database", 2));
}

#[test]
fn the_doctor_tells_a_whole_database_from_a_broken_one() {
    let (_folder, db) = database();
    let told = told(&db, &["doctor"]);
    assert!(told.contains("4 reports read by engine 0.1.0"), "{told}");
    assert!(told.ends_with("whole: every page, key, index, span and claim was checked\n"), "{told}");

    let length = std::fs::metadata(&db).unwrap().len();
    std::fs::OpenOptions::new().write(true).open(&db).unwrap().set_len(length / 2).unwrap();
    let output = dateline(&db, &["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("BROKEN: ") && told.contains("the database is damaged or cut short"), "{told}");
}

#[test]
fn a_database_that_cannot_be_read_is_one_clear_line() {
    let (_folder, db) = database();
    let newer =
        "dateline: DB: made by a newer version of Dateline (format 99, this version knows formats up to";
    overwrite(&db, 60, &99_u32.to_be_bytes());
    for command in ["incidents", "sources", "doctor"] {
        let (line, code) = refused(&db, &[command]);
        assert!(line.starts_with(newer) && line.lines().count() == 1, "{command}: {line}");
        assert_eq!(code, 2);
    }
    overwrite(&db, 0, b"Not a database at all");
    let line = "dateline: DB: not a Dateline database: it is not an SQLite file";
    assert_eq!(refused(&db, &["incidents"]), (line.to_owned(), 2));
    let nowhere = db.with_file_name("none.db");
    let line = "dateline: DB: there is no such database";
    assert_eq!(refused(&nowhere, &["incidents"]), (line.to_owned(), 2));
}

fn overwrite(path: &Path, at: u64, bytes: &[u8]) {
    use std::io::{Seek, SeekFrom, Write};
    let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}
