//! What strikes hit, class, count and effect, on lines of strike releases (`centcom_strikes/2014-2015.csv`).
//!
//! The lines are labelled in `crates/claims/tests/coded/strikes.tsv` by their hash. An object is right when class,
//! effect and count all are; its halves are the lines with even and with odd hashes.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_claims::read_claims;
use dateline_places::Gazetteer;
use dateline_reports::{ReadOptions, Record, clean, read_record};

use super::super::places::prf;
use super::Errors;

const LABELS: &str = include_str!("../../../../crates/claims/tests/coded/strikes.tsv");

/// The column that holds a whole line of a release.
const COLUMN: &str = "line";

/// Measures and prints.
///
/// # Errors
/// When the file cannot be read, or has no such column.
pub(super) fn measure(folder: &Path, gazetteer: &Gazetteer) -> Result<()> {
    let lines = lines(&folder.join("centcom_strikes/2014-2015.csv"))?;
    let mut halves = [(0, 0, 0); 2];
    let (mut n_lines, mut errors) = (0, Errors::default());
    for label in LABELS.lines().filter(|line| !line.starts_with('#')) {
        let (hash, objects) = label.split_once('\t').context("a label without objects")?;
        let hash = u64::from_str_radix(hash, 16)?;
        let Some(line) = lines.get(&hash) else { continue };
        n_lines += 1;
        let mut marked: Vec<String> =
            objects.split("; ").filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let mut read = read(line, gazetteer);
        let (right, told, meant) = &mut halves[usize::from(hash % 2 == 1)];
        *told += read.len();
        *meant += marked.len();
        marked.retain(|object| match read.iter().position(|it| it == object) {
            Some(at) => {
                read.remove(at);
                *right += 1;
                false
            }
            None => true,
        });
        for it in &marked {
            errors.add(format!("missed: {it}"));
        }
        for it in &read {
            errors.add(format!("too much: {it}"));
        }
    }
    println!("\nstrike releases: {n_lines} lines, class, effect and count");
    for (name, (right, told, meant)) in ["even", "odd"].iter().zip(halves) {
        println!("{name:<5} {}  ({meant} objects)", prf(right, told, meant));
    }
    let [even, odd] = halves;
    println!("all   {}", prf(even.0 + odd.0, even.1 + odd.1, even.2 + odd.2));
    errors.print();
    Ok(())
}

/// What the claims of a line say was hit, in the form of the labels.
fn read(line: &str, gazetteer: &Gazetteer) -> Vec<String> {
    let report = read_record(Record { text: line.to_owned(), ..Record::default() });
    let claims = read_claims(&report, &clean(&report), gazetteer).claims;
    claims
        .iter()
        .flat_map(|claim| &claim.materiel)
        .map(|it| format!("{} {} {}", it.class.as_str(), it.loss.as_str(), it.count))
        .collect()
}

/// The lines of the releases by their hash.
fn lines(path: &Path) -> Result<BTreeMap<u64, String>> {
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let columns = vec![("text".to_owned(), COLUMN.to_owned())];
    let options = ReadOptions { columns, ..ReadOptions::default() };
    let mut lines = BTreeMap::new();
    for report in dateline_reports::read(file, "strikes.csv", &options) {
        let line = report?.text.trim().to_owned();
        lines.insert(hash(&line), line);
    }
    Ok(lines)
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
