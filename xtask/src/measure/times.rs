//! `cargo measure times`: how well and how fast times are read, on collections that people marked.
//!
//! Scores in the manner of TempEval-3: strict (same extent), relaxed (any overlap, one to one), value (relaxed with
//! the same value), and interval (relaxed with the same days, among values that the calendar anchors). The time of
//! publication is given and not scored.

mod days;
mod errors;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline_model::Published;
use dateline_times::{Timex, find_times};
use serde_json::Value;

use super::clock::{Clock, millis};
use dateline_eval::json_lines;
use dateline_eval::pairs::{Extent, pairs};
use days::days;
use errors::kind;

/// The collections, in files of this name below `timex`.
const COLLECTIONS: [&str; 2] = ["timebank_half", "wikiwars_01_16"];
/// Documents are dealt out to so many folds in turn.
const FOLDS: usize = 5;
/// How many kinds of error are printed.
const KINDS: usize = 20;

/// One document as its collection gives it.
struct Document {
    text: String,
    published: Option<Published>,
    gold: Vec<Mark>,
}

/// An expression: its extent in bytes, and its value.
struct Mark {
    start: usize,
    end: usize,
    value: String,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    gold: usize,
    read: usize,
    gold_days: usize,
    read_days: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
    days: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.read += other.read;
        self.gold_days += other.gold_days;
        self.read_days += other.read_days;
        self.strict += other.strict;
        self.relaxed += other.relaxed;
        self.value += other.value;
        self.days += other.days;
    }

    /// Strict, relaxed, value and interval F1 in per cent.
    fn scores(self) -> [f64; 4] {
        let all = |both| f1(both, self.read, self.gold);
        [all(self.strict), all(self.relaxed), all(self.value), f1(self.days, self.read_days, self.gold_days)]
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of marks are small")]
fn f1(both: usize, read: usize, gold: usize) -> f64 {
    if read + gold == 0 { 0.0 } else { 200.0 * both as f64 / (read + gold) as f64 }
}

/// Prints scores by fold, the commonest kinds of error and the speed for each collection in `folder`.
///
/// # Errors
/// When no folder is named, or a collection in it cannot be read.
pub(super) fn measure(folder: Option<PathBuf>) -> Result<()> {
    let folder = folder.context("name the folder of collections, or set DATELINE_DATA")?;
    for name in COLLECTIONS {
        let documents = json_lines(&folder.join("timex").join(format!("{name}.jsonl")))?;
        let documents: Vec<Document> = documents.iter().map(document).collect::<Result<_>>()?;
        let mut folds = [Tally::default(); FOLDS];
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let clock = Clock::start();
        let read: Vec<Vec<Timex>> = documents.iter().map(|it| find_times(&it.text, it.published)).collect();
        let took = clock.took();
        for (at, (document, found)) in documents.iter().zip(&read).enumerate() {
            folds[at % FOLDS].add(compare(document, found, &mut kinds));
        }
        let bytes: usize = documents.iter().map(|it| it.text.len()).sum();
        print(name, &documents, &folds, &kinds);
        println!("{}\n", speed(bytes, millis(took.cpu)));
    }
    Ok(())
}

/// Bytes and how fast they were read, by processor time.
#[expect(clippy::cast_precision_loss, reason = "sizes of texts are small")]
fn speed(bytes: usize, millis: f64) -> String {
    format!(
        "{bytes} bytes in {millis:.1} ms of processor: {:.1} MB/s on one core",
        bytes as f64 / millis / 1_000.0
    )
}

fn print(name: &str, documents: &[Document], folds: &[Tally], kinds: &BTreeMap<String, usize>) {
    let mut all = Tally::default();
    for fold in folds {
        all.add(*fold);
    }
    println!("{name}: {} documents, {} expressions, {} read", documents.len(), all.gold, all.read);
    println!("{:<10} {:>7} {:>8} {:>7} {:>9}  F1", "", "strict", "relaxed", "value", "interval");
    let line = |label: &str, tally: Tally| {
        let [strict, relaxed, value, interval] = tally.scores();
        println!("{label:<10} {strict:>7.1} {relaxed:>8.1} {value:>7.1} {interval:>9.1}");
    };
    for (nth, fold) in folds.iter().enumerate() {
        line(&format!("fold {}", nth + 1), *fold);
    }
    line("all", all);
    let mut kinds: Vec<_> = kinds.iter().collect();
    kinds.sort_by_key(|(kind, n)| (std::cmp::Reverse(**n), kind.as_str()));
    for (kind, n) in kinds.into_iter().take(KINDS) {
        println!("{n:>5} {kind}");
    }
}

/// Counts what agrees, and each error under its kind.
fn compare(document: &Document, found: &[Timex], kinds: &mut BTreeMap<String, usize>) -> Tally {
    let mut tally = Tally {
        gold: document.gold.len(),
        read: found.len(),
        gold_days: document.gold.iter().filter(|it| days(&it.value).is_some()).count(),
        read_days: found.iter().filter(|it| days(&it.value).is_some()).count(),
        ..Tally::default()
    };
    let marked: Vec<Extent> = document.gold.iter().map(|it| (it.start, it.end)).collect();
    let read: Vec<Extent> = found.iter().map(|it| (it.span.start(), it.span.end())).collect();
    let pairs = pairs(&marked, &read);
    let mut count = |kind: String| *kinds.entry(kind).or_default() += 1;
    for &(gold, read) in &pairs {
        let (gold, read) = (&document.gold[gold], &found[read]);
        let strict = (gold.start, gold.end) == (read.span.start(), read.span.end());
        let value = gold.value == read.value;
        tally.relaxed += 1;
        tally.strict += usize::from(strict);
        tally.value += usize::from(value);
        tally.days += usize::from(days(&gold.value).is_some() && days(&gold.value) == days(&read.value));
        if !strict {
            count(format!("other extent: {}", kind(&gold.value)));
        }
        if !value {
            let (want, got) = (kind(&gold.value), kind(&read.value));
            count(if want == got { format!("other {want}") } else { format!("{want} read as {got}") });
        }
    }
    for (at, gold) in document.gold.iter().enumerate() {
        if pairs.iter().all(|(it, _)| *it != at) {
            count(format!("missed: {}", kind(&gold.value)));
        }
    }
    for (at, read) in found.iter().enumerate() {
        if pairs.iter().all(|(_, it)| *it != at) {
            count(format!("too much: {}", kind(&read.value)));
        }
    }
    tally
}

/// A document from `{text, dct, timex: [{s, e, value}]}`, offsets in characters.
fn document(record: &Value) -> Result<Document> {
    let text = record["text"].as_str().context("a document without text")?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |at: &Value| Some(*bytes.get(usize::try_from(at.as_u64()?).ok()?)?);
    let marks = record["timex"].as_array().context("a document without marks")?;
    let gold = marks
        .iter()
        .filter_map(|mark| {
            let value = mark["value"].as_str().unwrap_or_default().to_owned();
            trimmed(&text, byte(&mark["s"])?, byte(&mark["e"])?, value)
        })
        .collect();
    Ok(Document { published: record["dct"].as_str().and_then(published), text, gold })
}

/// A mark without the white space at its ends; `None` when nothing is left.
fn trimmed(text: &str, start: usize, end: usize, value: String) -> Option<Mark> {
    let words = text.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    (end > start).then_some(Mark { start, end, value })
}

fn published(text: &str) -> Option<Published> {
    let day = || text.parse::<jiff::civil::Date>().ok().map(|day| (day.at(0, 0, 0, 0), false));
    let (at, has_time) = if text.contains('T') { text.parse().ok().map(|at| (at, true)) } else { day() }?;
    Some(Published { at, has_time, offset_minutes: None })
}
