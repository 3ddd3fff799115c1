//! A database of four invented reports, and the commands run on it.

use std::fs;
use std::process::{Command, Output, Stdio};

use dateline_store::{Access, Filter, Page, Store};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with reports, and the database built from them.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

pub(crate) const REPORTS: &[(&str, &str, &str)] = &[
    (
        "herald.example/1",
        "2017-04-06",
        "Six people were killed in an air strike on Aleppo on 5 April 2017, residents said.",
    ),
    (
        "gazette.example/2",
        "2017-04-06",
        "An air strike on Aleppo killed nine people on 5 April 2017, the civil defence said.",
    ),
    (
        "gazette.example/3",
        "2017-04-09",
        "Three soldiers were killed in clashes in Homs on 8 April 2017, the army said.",
    ),
    (
        "herald.example/4",
        "2017-04-14",
        "Shelling of Idlib on 13 April 2017 killed two people, a doctor said.",
    ),
];

pub(crate) fn jsonl(reports: &[(&str, &str, &str)]) -> String {
    let line = |(url, published, text): &(&str, &str, &str)| {
        let source = url.split('/').next().unwrap();
        let report = serde_json::json!({
            "url": format!("https://{url}"), "source": source, "published": published, "text": text,
        });
        format!("{report}\n")
    };
    reports.iter().map(line).collect()
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("reports.jsonl"), jsonl(REPORTS)).unwrap();
        let desk = Self { folder };
        desk.run(&["build", "reports.jsonl"]);
        desk
    }

    pub(crate) fn output(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(args)
            .current_dir(&self.folder)
            .env("USER", "ada")
            // What the developer imported must not change what a test sees.
            .env("DATELINE_GAZETTEER", "no-imports")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// What the command prints; it must succeed.
    #[track_caller]
    pub(crate) fn run(&self, args: &[&str]) -> String {
        let output = self.output(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The line on standard error of a command that must be refused.
    #[track_caller]
    pub(crate) fn refusal(&self, args: &[&str]) -> String {
        let output = self.output(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    pub(crate) fn store(&self, db: &str) -> Store {
        Store::open(self.folder.path().join(db), Access::ReadOnly).unwrap()
    }

    /// Ids of the incidents, those that began first first.
    pub(crate) fn ids(&self) -> Vec<String> {
        let rows = self.store("dateline.db").incidents(&Filter::default(), Page::default()).unwrap().rows;
        rows.iter().rev().map(|row| row.id.to_string()).collect()
    }

    /// Every incident as JSON, without the times of this database.
    pub(crate) fn all(&self, db: &str) -> Vec<Value> {
        let lines = self.run(&["export", "--format", "jsonl", "--db", db]);
        let mut all: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for incident in &mut all {
            let fields = incident.as_object_mut().unwrap();
            for name in ["history", "first_seen", "last_changed", "revision", "merged", "redirected_from"] {
                fields.remove(name);
            }
        }
        all.sort_by_key(|incident| incident["id"].to_string());
        all
    }
}
