//! Reads the same documents with `dateline-times`, `duckling` and `chrono-node`, one after the other on one core, and
//! prints how fast each was by processor time.
//!
//! Documents are JSON Lines of `text` and `dct`, the day of publication; see `../README.md` for the command.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use chrono::{FixedOffset, TimeZone};
use dateline_model::Published;
use duckling::{DimensionKind, Lang, Locale, Options};
use serde_json::Value;

/// A program that takes longer is stopped after the document it is in; its speed is that of what it has read.
const PATIENCE: Duration = Duration::from_secs(30);
/// A program that takes less reads all documents again.
const ENOUGH: Duration = Duration::from_secs(1);

struct Document {
    text: String,
    published: jiff::civil::Date,
}

/// What a program has read, and how long it took.
struct Run {
    bytes: usize,
    found: usize,
    took: Duration,
}

fn main() -> Result<()> {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        bail!("give at least one file of documents, such as timex/timebank_half.jsonl");
    }
    for file in files {
        let documents = documents(&file)?;
        println!("{}: {} documents", file.display(), documents.len());
        show("dateline-times", &run(&documents, ours)?);
        show("duckling", &run(&documents, duckling)?);
        match chrono_node(&file)? {
            Some(run) => show("chrono-node", &run),
            None => println!("  chrono-node     skipped: needs `node` and `npm ci` in peers/times"),
        }
    }
    Ok(())
}

fn show(name: &str, run: &Run) {
    let seconds = run.took.as_secs_f64();
    let (megabytes, found) = (run.bytes as f64 / 1e6, run.found as f64);
    let (speed, density) = (megabytes / seconds, found / megabytes / 1e3);
    println!(
        "  {name:<15} {speed:>8.3} MB/s, {density:>5.2} found in a kB; {megabytes:.1} MB in {seconds:.1} s"
    );
}

fn documents(file: &Path) -> Result<Vec<Document>> {
    let lines = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let document = |(idx, line): (usize, &str)| {
        let value: Value = serde_json::from_str(line)?;
        let published = value["dct"].as_str().and_then(|day| day.get(..10)?.parse().ok());
        Some((value["text"].as_str(), published))
            .and_then(|(text, published)| Some(Document { text: text?.to_owned(), published: published? }))
            .with_context(|| format!("{}:{}: `text` or `dct` is missing", file.display(), idx + 1))
    };
    lines.lines().enumerate().map(document).collect()
}

/// Reads all documents until enough time has passed, or as many as patience allows.
fn run(documents: &[Document], read: fn(&Document) -> usize) -> Result<Run> {
    // What is loaded at first use does not count.
    documents.first().map(read).context("the file has no document")?;
    let (mut bytes, mut found) = (0, 0);
    let start = cpu()?;
    'passes: loop {
        for document in documents {
            bytes += document.text.len();
            found += read(document);
            if cpu()? - start > PATIENCE {
                break 'passes;
            }
        }
        if cpu()? - start > ENOUGH {
            break;
        }
    }
    Ok(Run { bytes, found, took: cpu()? - start })
}

fn ours(document: &Document) -> usize {
    let at = document.published.at(0, 0, 0, 0);
    let published = Published { at, has_time: false, offset_minutes: None };
    dateline_times::find_times(&document.text, Some(published)).len()
}

/// Paragraph by paragraph: it takes more than linear time, and whole documents would be unkind.
fn duckling(document: &Document) -> usize {
    let day = document.published;
    let (year, month, day) = (i32::from(day.year()), day.month().unsigned_abs(), day.day().unsigned_abs());
    let locale = Locale::new(Lang::EN, None);
    let utc = FixedOffset::east_opt(0)
        .and_then(|utc| utc.with_ymd_and_hms(year, u32::from(month), u32::from(day), 0, 0, 0).single());
    let Some(now) = utc else { return 0 };
    let context = duckling::Context::new(now, locale);
    let kinds = [DimensionKind::Time, DimensionKind::Duration];
    let paragraphs = document.text.split("\n\n");
    paragraphs.map(|text| duckling::parse(text, &locale, &kinds, &context, &Options::default()).len()).sum()
}

/// Runs `chrono.mjs`, which measures itself; `None` where it cannot run.
fn chrono_node(file: &Path) -> Result<Option<Run>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("chrono.mjs");
    let output = match Command::new("node").arg(script).arg(file).output() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        output => output.context("cannot run node")?,
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [bytes, found, micros] = numbers[..] else { return Ok(None) };
    Ok(Some(Run {
        bytes: bytes as usize,
        found: found as usize,
        took: Duration::from_secs_f64(micros / 1e6),
    }))
}

/// Processor time of this thread so far.
fn cpu() -> Result<Duration> {
    let path = "/proc/thread-self/schedstat";
    let line =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {path}: Linux is needed"))?;
    let nanos = line.split_whitespace().next().and_then(|nanos| nanos.parse().ok());
    Ok(Duration::from_nanos(nanos.with_context(|| format!("{path} tells no time"))?))
}
