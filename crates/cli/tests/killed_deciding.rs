//! Whoever is killed in the middle of a decision leaves a database that opens clean, with the decision there wholly
//! or not at all; the next run brings the incidents to where they would be had nobody been killed.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use dateline_store::{Access, Filter, Page, Store};

const ROUNDS: u64 = 24;

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // What the developer imported must not change what a test sees.
    command.env("USER", "ada").env("DATELINE_GAZETTEER", "no-imports");
    command
}

#[track_caller]
fn run(folder: &Path, args: &[&str]) {
    assert!(command(folder, args).status().unwrap().success(), "{args:?}");
}

/// Ids, claims and decisions of all incidents.
fn incidents(path: &Path) -> Vec<String> {
    let store = Store::open(path, Access::ReadOnly).unwrap();
    let rows = store.incidents(&Filter::default(), Page { limit: 1000, after: None }).unwrap().rows;
    let mut all: Vec<String> = rows
        .iter()
        .map(|row| store.incident(row.id.as_str()).unwrap().unwrap().incident)
        .map(|it| format!("{} {:?} {:?} {:?}", it.id, it.links, it.decisions, it.event_type.headline))
        .collect();
    all.sort();
    all
}

#[test]
fn a_killed_decision_is_kept_wholly_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let towns = ["Aleppo", "Homs", "Idlib", "Hama", "Daraa", "Raqqa"];
    let line = |(nth, town): (usize, &&str)| {
        let day = nth + 1;
        let text =
            format!("An air strike on {town} on {day} April 2017 killed {} people, residents said.", nth + 3);
        format!("{{\"text\": \"{text}\", \"published\": \"2017-04-{:02}\"}}\n", day + 1)
    };
    let reports: String = towns.iter().enumerate().map(line).collect();
    std::fs::write(folder.join("reports.jsonl"), reports).unwrap();
    std::fs::write(folder.join("none.jsonl"), "").unwrap();
    run(folder, &["build", "reports.jsonl"]);
    let path = folder.join("dateline.db");
    let mut known = 0;
    for round in 0..ROUNDS {
        let store = Store::open(&path, Access::ReadOnly).unwrap();
        let rows = store.incidents(&Filter::default(), Page::default()).unwrap().rows;
        let (first, last) = (rows[0].id.to_string(), rows[rows.len() - 1].id.to_string());
        drop(store);
        let reason = format!("--reason=round {round}");
        let mut deciding = match round % 3 {
            0 if rows.len() > 2 => command(folder, &["merge", &first, &last, &reason]),
            1 => command(folder, &["correct", &first, "type", "armed_clash", &reason]),
            _ => command(folder, &["undo", &reason]),
        }
        .spawn()
        .unwrap();
        sleep(Duration::from_millis(4 * round));
        // One that was done, or refused, before is as good.
        deciding.kill().unwrap_or_default();
        deciding.wait().unwrap();
        let store = Store::open(&path, Access::ReadWrite).unwrap();
        assert_eq!(store.check().unwrap(), Vec::<String>::new(), "round {round}");
        let n_decisions = store.decisions().unwrap().len();
        assert!(
            n_decisions == known || n_decisions == known + 1,
            "round {round}: {n_decisions} after {known}"
        );
        known = n_decisions;
    }
    assert!(known > 0, "no decision was finished before it was killed");
    run(folder, &["decisions", "import", "none.jsonl"]);
    run(folder, &["decisions", "export", "--out", "ours.jsonl"]);
    run(folder, &["build", "reports.jsonl", "--db", "anew.db"]);
    run(folder, &["decisions", "import", "ours.jsonl", "--db", "anew.db"]);
    assert_eq!(incidents(&path), incidents(&folder.join("anew.db")));
}
