//! Reads the sample reports and compares what comes out with what a careful reader makes of them.
//!
//! The comparison is text for people: `examples/expected/differences.md` lists, report by report, what was read
//! rightly, what was missed and what was read too much. A run that reads otherwise fails and shows the changed lines;
//! `UPDATE=1 cargo test -p dateline --test examples` writes the file anew, and the change is then reviewed as text.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads files and may fail")]

mod truth;
mod compare;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use dateline_claims::read_claims_with;
use dateline_incidents::{digest, fuse};
use dateline_model::{Claim, Incident, Report, ReportId};
use dateline_places::Gazetteer;
use dateline_reader::Reader;
use dateline_reports::{ReadOptions, clean, read};

/// The sample reports with what was read in them, by their key: path and record.
struct Reading {
    reports: BTreeMap<String, (Report, Vec<Claim>)>,
    incidents: Vec<Incident>,
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn read_examples() -> Reading {
    let root = examples().join("reports");
    let options = ReadOptions {
        columns: vec![("text".to_owned(), "article_content".to_owned())],
        ..ReadOptions::default()
    };
    let gazetteer = Gazetteer::embedded().unwrap();
    let reader = Reader::shipped().unwrap();
    let mut reports = BTreeMap::new();
    let mut digests = Vec::new();
    for path in files(&root) {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let is_of = |ending: &str| path.extension().is_some_and(|it| it == ending);
        let options = if is_of("csv") { options.clone() } else { ReadOptions::default() };
        let is_one = is_of("txt") || is_of("html");
        for (idx, report) in read(File::open(&path).unwrap(), &name, &options).enumerate() {
            let report = report.unwrap();
            let key = if is_one { name.clone() } else { format!("{name}#{}", idx + 1) };
            let text = clean(&report);
            let reading = read_claims_with(&report, &text, &gazetteer, Some(reader));
            digests.push(digest(&report, text.as_str(), |span| text.original(span)));
            reports.insert(key, (report, reading.claims));
        }
    }
    let claims: Vec<Claim> = reports.values().flat_map(|(_, claims)| claims.iter().cloned()).collect();
    Reading { incidents: fuse(&claims, &digests), reports }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn the_sample_reports_read_as_committed() {
    let reading = read_examples();
    let expected = examples().join("expected");
    let claims = truth::claims(&expected);
    let incidents = truth::incidents(&expected);
    let silent = truth::without_incident(&expected);

    let (claim_lines, claim_score) = compare::claims(&reading, &claims);
    let (incident_lines, incident_score) = compare::incidents(&reading, &incidents, &silent);
    let mut seen = String::from(
        "# How the sample reports are read\n\n\
         Written by the test `examples`; see `crates/cli/tests/examples/main.rs`. `=` read as the reader coded it, with\n\
         the fields that differ behind it; `-` missed; `+` read, and not coded.\n\n",
    );
    write!(seen, "{claim_score}\n{incident_score}\n{incident_lines}\n{claim_lines}").unwrap();

    let path = expected.join("differences.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &seen).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    let changed = changed_lines(&known, &seen);
    assert!(changed.is_empty(), "the sample reports are read otherwise than committed:\n{changed}");
}

#[test]
fn every_report_is_read_under_the_key_of_the_tables() {
    let reading = read_examples();
    for claim in truth::claims(&examples().join("expected")) {
        assert!(reading.reports.contains_key(&claim.report), "no report {}", claim.report);
    }
}

#[test]
fn every_span_of_every_claim_lies_in_its_report() {
    for (key, (report, claims)) in &read_examples().reports {
        for claim in claims {
            let spans = compare::spans(claim);
            assert!(!spans.is_empty(), "{key}: a claim without evidence");
            for span in spans {
                assert!(
                    span.of(&report.text).is_some_and(|words| !words.trim().is_empty()),
                    "{key}: {span:?}"
                );
            }
        }
    }
}

/// The lines that only one of the two texts has, marked `<` (committed) and `>` (seen).
fn changed_lines(known: &str, seen: &str) -> String {
    let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
    known.lines().for_each(|line| *counts.entry(line).or_default() -= 1);
    seen.lines().for_each(|line| *counts.entry(line).or_default() += 1);
    let mut changed = String::new();
    for line in known.lines().filter(|line| counts[line] < 0) {
        writeln!(changed, "< {line}").unwrap();
    }
    for line in seen.lines().filter(|line| counts[line] > 0) {
        writeln!(changed, "> {line}").unwrap();
    }
    changed
}

impl Reading {
    /// Key of the report with this id.
    fn key(&self, id: ReportId) -> &str {
        self.reports.iter().find(|(_, (report, _))| report.id == id).map_or("?", |(key, _)| key.as_str())
    }
}
