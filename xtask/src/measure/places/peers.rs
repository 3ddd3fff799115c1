//! `measure peers`: how fast names are found beside geotext, flashgeotext and `local_geocode`, on the same texts.
//!
//! The texts are those of `toponyms/*.jsonl` below `DATELINE_DATA`, or the argument. The others are Python packages:
//! one that is not installed is named as skipped. All run on one core, one after the other; loading is not counted.

use dateline_eval::json_lines;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use dateline_places::{Context, Gazetteer, find_toponyms};
use serde_json::Value;

use super::{COLLECTIONS, count};
use crate::measure::clock::Clock;

/// The program that runs the others.
const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/measure/places/peers.py");
/// What it exits with when the package is not installed.
const NOT_INSTALLED: i32 = 3;

/// Measures and prints.
///
/// # Errors
/// When a text cannot be read, or a tool fails.
pub(in crate::measure) fn measure(folder: Option<PathBuf>) -> Result<()> {
    let Some(folder) = folder else {
        println!("skipped: name the folder of the collections, or set DATELINE_DATA to it");
        return Ok(());
    };
    let mut texts = Vec::new();
    for name in COLLECTIONS {
        let documents = json_lines(&folder.join(format!("toponyms/{name}.jsonl")))?;
        texts.extend(documents.iter().filter_map(|it| it["text"].as_str()).map(str::to_owned));
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} texts, {bytes} bytes\n{:<28} {:>9} {:>9}", texts.len(), "tool", "MB/s", "names");
    let gazetteer = Gazetteer::embedded()?;
    let context = Context::default();
    let clock = Clock::start();
    let names: usize = texts.iter().map(|text| find_toponyms(text, &gazetteer, &context).len()).sum();
    row("dateline, with resolving", bytes, clock.took().cpu.as_secs_f64(), names);
    for (tool, does) in
        [("geotext", "names only"), ("flashgeotext", "names only"), ("local_geocode", "with a place")]
    {
        match peer(tool, &texts)? {
            Some((seconds, names)) => row(&format!("{tool}, {does}"), bytes, seconds, names),
            None => println!("{tool:<28} skipped: python3 or the package {tool} is missing"),
        }
    }
    Ok(())
}

/// Seconds of processor time and the number of names; `None` when Python or the package is missing.
fn peer(tool: &str, texts: &[String]) -> Result<Option<(f64, usize)>> {
    let mut command = Command::new("python3");
    command.args([PEERS, tool]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut child) = command.spawn() else { return Ok(None) };
    let mut input = String::new();
    for text in texts {
        input.push_str(&serde_json::to_string(text)?);
        input.push('\n');
    }
    // A tool that ends early does not read on: its exit code says why.
    let _ = child.stdin.take().context("the input is a pipe")?.write_all(input.as_bytes());
    let output = child.wait_with_output()?;
    if output.status.code() == Some(NOT_INSTALLED) {
        return Ok(None);
    }
    anyhow::ensure!(output.status.success(), "{tool} failed");
    let told: Value = serde_json::from_slice(&output.stdout)?;
    let seconds = told["seconds"].as_f64().context("no seconds")?;
    let names = told["names"].as_u64().and_then(|it| usize::try_from(it).ok()).context("no names")?;
    Ok(Some((seconds, names)))
}

fn row(tool: &str, bytes: usize, seconds: f64, names: usize) {
    println!("{tool:<28} {:>9.2} {names:>9}", count(bytes) / 1e6 / seconds.max(1e-9));
}
