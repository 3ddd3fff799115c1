//! `dateline build`, run as its users run it.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use dateline_store::{Access, Filter, Page, Store};
use tempfile::TempDir;

const STRIKE: &str = "Two people were killed in an air strike on Aleppo on 5 April 2017, residents said.";
const CLASH: &str = "Three soldiers were killed in clashes in Homs on 6 April 2017, the army said.";

/// A folder that is not there: what the developer imported must not change what a test sees.
const NO_IMPORTS: &str = "no-imports";

fn command(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .current_dir(folder)
        .env("DATELINE_GAZETTEER", NO_IMPORTS)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs `dateline build` with these arguments in `folder`: exit code, standard output, standard error.
fn build(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    told(command(folder).arg("build").args(args).output().unwrap())
}

fn told(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Numbers of reports and incidents in the database.
fn counts(folder: &TempDir) -> (u64, u64) {
    let store = Store::open(folder.path().join("dateline.db"), Access::ReadOnly).unwrap();
    let stats = store.stats().unwrap();
    let n_reports =
        stats.tables.iter().find(|(table, _)| *table == "reports").map(|(_, n_rows)| *n_rows).unwrap();
    (n_reports, store.count(&Filter::default()).unwrap())
}

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn a_folder_of_reports_becomes_incidents_that_lead_back_to_their_words() {
    let folder = folder_with(&[("in/a.txt", STRIKE), ("in/deep/b.txt", CLASH), ("in/picture.png", "x")]);
    let (code, out, err) = build(&folder, &["in"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("2 reports in "), "{out}");
    assert!(out.contains("2 new, 0 known"), "{out}");
    assert!(out.contains("1 files passed over"), "{out}");
    let (n_reports, n_incidents) = counts(&folder);
    assert_eq!(n_reports, 2);
    assert!(n_incidents >= 2, "{out}");
    let store = Store::open(folder.path().join("dateline.db"), Access::ReadOnly).unwrap();
    for row in store.incidents(&Filter::default(), Page::default()).unwrap().rows {
        let stored = store.incident(row.id.as_str()).unwrap().unwrap();
        for link in &stored.incident.links {
            let claim = store.claims(&[link.claim]).unwrap().remove(0);
            let report = store.report(claim.id.report).unwrap().unwrap().report;
            assert!(!claim.event_type.spans.is_empty());
            assert!(claim.event_type.spans.iter().all(|span| span.of(&report.text).is_some()));
        }
    }
}

#[test]
fn the_same_report_twice_is_one_and_another_text_a_new_version() {
    let line = |text: &str| format!("{{\"url\": \"https://herald.example/1\", \"text\": \"{text}\"}}\n");
    let folder = folder_with(&[("a.jsonl", &(line(STRIKE) + &line(STRIKE))), ("b.jsonl", &line(CLASH))]);
    let (code, out, _) = build(&folder, &["a.jsonl"]);
    assert_eq!(code, 0);
    assert!(out.contains("1 new, 1 known, 0 new versions"), "{out}");
    let (_, out, _) = build(&folder, &["a.jsonl", "b.jsonl"]);
    assert!(out.contains("0 new, 2 known, 1 new versions"), "{out}");
    assert_eq!(counts(&folder).0, 2);
}

#[test]
fn bad_input_gets_a_line_each_and_the_rest_is_read() {
    let bad = format!(
        "{{\"text\": \"{STRIKE}\"}}\n{{\"title\": \"t\"}}\n{{\"text\": \n{{\"text\": \"{CLASH}\"}}\n"
    );
    let folder = folder_with(&[("a.jsonl", &bad), ("empty.txt", "")]);
    fs::write(folder.path().join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let (code, out, err) =
        build(&folder, &["a.jsonl", "empty.txt", "picture.txt", "missing.txt", "*.nothing"]);
    assert_eq!(code, 1);
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines.len(), 6, "{err}");
    for line in [
        "dateline: *.nothing: no file matches",
        "dateline: a.jsonl:2: no text in `text`",
        "dateline: a.jsonl:3: EOF while parsing a value at line 2 column 0",
        "dateline: empty.txt: empty",
        "dateline: picture.txt: not a text but binary data",
        "dateline: missing.txt: cannot be opened: No such file or directory (os error 2)",
    ] {
        assert!(lines.contains(&line), "{line} is not in\n{err}");
    }
    assert!(out.contains("6 inputs or records could not be read"), "{out}");
    assert_eq!(counts(&folder).0, 2);
}

#[test]
fn strict_stops_at_the_first_bad_input() {
    let bad = format!("{{\"text\": \"{STRIKE}\"}}\n{{\"title\": \"t\"}}\n{{\"text\": \"{CLASH}\"}}\n");
    let folder = folder_with(&[("a.jsonl", &bad)]);
    let (code, _, err) = build(&folder, &["--strict", "a.jsonl"]);
    assert_eq!((code, err.as_str()), (1, "dateline: a.jsonl:2: no text in `text`\n"));
    assert_eq!(counts(&folder).0, 1);
}

#[test]
fn columns_are_mapped_and_wrong_ones_refused() {
    let table = format!("article_content,date\n\"{STRIKE}\",4/23/2017\n");
    let folder = folder_with(&[("a.csv", &table)]);
    let (code, _, err) = build(&folder, &["a.csv", "--column", "words=article_content"]);
    assert_eq!(code, 2);
    assert!(err.contains("`words` is none of text, html"), "{err}");
    let (code, out, err) =
        build(&folder, &["a.csv", "--column", "text=article_content", "--column", "published=date"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(counts(&folder).0, 1);
}

#[test]
fn a_database_that_cannot_be_used_ends_the_run() {
    let folder = folder_with(&[
        ("a.txt", STRIKE),
        ("dateline.db", "This is not a database, only a text of some length."),
    ]);
    let (code, _, err) = build(&folder, &["a.txt"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("dateline: "), "{err}");
}

/// Sends the signal of Ctrl-C.
fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

/// Waits until the database holds as many reports.
fn wait_for(path: &Path, n_reports: usize) {
    loop {
        let found = Store::open(path, Access::ReadOnly).and_then(|store| store.stats()).map_or(0, |stats| {
            stats.tables.iter().find(|(table, _)| *table == "reports").map_or(0, |(_, n_rows)| *n_rows)
        });
        if found >= n_reports as u64 {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn after_ctrl_c_what_was_finished_is_kept_and_the_next_run_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let line = |n: usize| {
        format!("{{\"text\": \"{n} people were killed in an air strike on Aleppo on 5 April 2017.\"}}\n")
    };
    let first: String = (0..300).map(line).collect::<Vec<_>>().concat();
    let mut child = command(&folder).args(["build", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(first.as_bytes()).unwrap();
    stdin.flush().unwrap();
    // The pipe stays open: the run waits for more when the signal comes.
    wait_for(&folder.path().join("dateline.db"), 256);
    interrupt(&child);
    let (code, out, err) = told(child.wait_with_output().unwrap());
    drop(stdin);
    assert_eq!(code, 130, "{err}");
    assert!(out.contains("stopped; what was finished is kept"), "{out}");
    let all: String = (0..310).map(line).collect::<Vec<_>>().concat();
    fs::write(folder.path().join("all.jsonl"), all).unwrap();
    let (code, out, _) = build(&folder, &["all.jsonl"]);
    assert_eq!(code, 0);
    assert!(out.contains("54 new, 256 known"), "{out}");
    let (n_reports, n_incidents) = counts(&folder);
    assert_eq!(n_reports, 310);
    assert!(n_incidents > 0);
}
