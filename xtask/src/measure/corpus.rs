//! `measure corpus`: thousands of real reports through all rooms: does anything break, and what comes out.
//!
//! The texts are not part of this project: `DATELINE_DATA`, or the argument, is a folder that holds
//! `fa_kes/fa_kes.csv` (804 articles on Syria) and `muc4/*.jsonl` (1,500 documents on Latin America).

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use dateline_claims::read_claims;
use dateline_places::Gazetteer;
use dateline_reports::{DateOrder, ReadOptions, clean, read};
use dateline_store::{Access, Filter, Store};

use super::{binary, fresh};

/// A collection: its name, its files, and the columns that hold our fields.
struct Corpus {
    name: &'static str,
    files: &'static [&'static str],
    columns: &'static [(&'static str, &'static str)],
    date_order: Option<DateOrder>,
}

const CORPORA: [Corpus; 2] = [
    Corpus {
        name: "fa_kes",
        files: &["fa_kes/fa_kes.csv"],
        columns: &[
            ("id", "unit_id"),
            ("title", "article_title"),
            ("text", "article_content"),
            ("published", "date"),
        ],
        date_order: Some(DateOrder::MonthFirst),
    },
    Corpus {
        name: "muc4",
        files: &["muc4/dev.jsonl", "muc4/tst1.jsonl", "muc4/tst2.jsonl"],
        columns: &[("id", "docid")],
        date_order: None,
    },
];

/// Measures and prints; the databases stay, for `measure draw`.
///
/// # Errors
/// When a report made a room panic, or something could not be built, run or read.
pub(super) fn measure(folder: Option<PathBuf>) -> Result<()> {
    let Some(folder) = folder else {
        println!("skipped: name the folder of the corpora, or set DATELINE_DATA to it");
        return Ok(());
    };
    let dateline = binary::build()?;
    let gazetteer = Gazetteer::embedded()?;
    for corpus in &CORPORA {
        println!("\n{}", corpus.name);
        corpus.count(&folder, &gazetteer)?;
        corpus.build(&folder, &dateline)?;
    }
    Ok(())
}

impl Corpus {
    /// Reads every report in this process, and counts.
    fn count(&self, folder: &Path, gazetteer: &Gazetteer) -> Result<()> {
        let columns =
            self.columns.iter().map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned())).collect();
        let options = ReadOptions { columns, date_order: self.date_order, ..ReadOptions::default() };
        let mut counts = Counts::default();
        for name in self.files {
            let file = File::open(folder.join(name)).with_context(|| format!("cannot open {name}"))?;
            for report in read(file, name, &options) {
                let report = report?;
                let all = || {
                    let text = clean(&report);
                    let reading = read_claims(&report, &text, gazetteer);
                    (text.notes().to_vec(), text.cuts().len(), reading)
                };
                match catch_unwind(AssertUnwindSafe(all)) {
                    Ok((notes, n_cuts, reading)) => counts.add(&report.notes, &notes, n_cuts, &reading),
                    Err(_) => counts.panics.push(report.origin.clone()),
                }
                counts.n_reports += 1;
                counts.n_bytes += report.text.len();
            }
        }
        counts.print();
        ensure!(counts.panics.is_empty(), "a room panicked at {}", counts.panics.join(", "));
        Ok(())
    }

    /// Builds a database with the binary, and tells what is in it.
    #[expect(clippy::cast_precision_loss, reason = "figures for the eye")]
    fn build(&self, folder: &Path, dateline: &Path) -> Result<()> {
        let db = fresh(&format!("{}.db", self.name));
        let mut args: Vec<OsString> = vec!["build".into(), "--db".into(), db.clone().into()];
        args.extend(self.files.iter().map(|name| folder.join(name).into()));
        for (ours, theirs) in self.columns {
            args.extend(["--column".into(), format!("{ours}={theirs}").into()]);
        }
        if self.date_order == Some(DateOrder::MonthFirst) {
            args.extend(["--date-order".into(), "month-first".into()]);
        }
        let run = binary::run(dateline, &args)?;
        print!("{}", run.output);
        let store = Store::open(&db, Access::ReadOnly)?;
        let count = |min_roots| store.count(&Filter { min_roots, ..Filter::default() });
        println!(
            "wall {:.1} s, cpu {:.1} s, peak {:.0} MB, database {:.1} MB, {} incidents, {} with two independent roots",
            run.wall.as_secs_f64(),
            run.cpu.as_secs_f64(),
            run.peak as f64 / 1e6,
            store.stats()?.bytes as f64 / 1e6,
            count(None)?,
            count(Some(2))?,
        );
        Ok(())
    }
}

/// What the rooms made of a corpus.
#[derive(Debug, Default)]
struct Counts {
    n_reports: usize,
    n_bytes: usize,
    n_silent: usize,
    n_cuts: usize,
    claims: BTreeMap<&'static str, usize>,
    known: BTreeMap<&'static str, usize>,
    notes: BTreeMap<&'static str, usize>,
    panics: Vec<String>,
}

impl Counts {
    fn add(
        &mut self,
        read: &[dateline_model::Note],
        cleaned: &[dateline_model::Note],
        n_cuts: usize,
        reading: &dateline_claims::Reading,
    ) {
        for note in read.iter().chain(cleaned).chain(&reading.notes) {
            *self.notes.entry(note.kind.as_str()).or_default() += 1;
        }
        for claim in &reading.claims {
            *self.claims.entry(claim.modality.value.as_str()).or_default() += 1;
            let mut has =
                |what, is_there: bool| *self.known.entry(what).or_default() += usize::from(is_there);
            has("a time", claim.time.is_some());
            has("a place", claim.place.is_some());
            has("an actor", !claim.actors.is_empty());
            has("a casualty count", !claim.casualties.is_empty());
        }
        self.n_cuts += n_cuts;
        self.n_silent += usize::from(reading.claims.is_empty());
    }

    fn print(&self) {
        let n_claims: usize = self.claims.values().sum();
        println!(
            "{} reports, {} bytes, {} panics, {} without a claim, {} passages cut",
            self.n_reports,
            self.n_bytes,
            self.panics.len(),
            self.n_silent,
            self.n_cuts
        );
        println!("{n_claims} claims: {}", told(&self.claims));
        println!("of these with {}", told(&self.known));
        println!("notes: {}", told(&self.notes));
    }
}

/// `12 occurred, 3 denied`.
fn told(counts: &BTreeMap<&'static str, usize>) -> String {
    counts.iter().map(|(what, n)| format!("{n} {what}")).collect::<Vec<_>>().join(", ")
}
