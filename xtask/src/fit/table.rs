//! A table of weights, from features to its file.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result};

/// A group and a value within it.
pub(super) type Feature = (&'static str, String);

/// Smaller weights are left out.
const LEAST: f32 = 0.05;

/// The features that at least `least` rows have, numbered in their order.
pub(super) fn numbered(counts: BTreeMap<Feature, usize>, least: usize) -> BTreeMap<Feature, usize> {
    counts.into_iter().filter(|(_, n)| *n >= least).map(|(feature, _)| feature).zip(0..).collect()
}

/// Writes the weights under `header`, sorted.
pub(super) fn write(
    path: &str,
    header: &str,
    numbers: &BTreeMap<Feature, usize>,
    weights: &[f32],
) -> Result<()> {
    let mut lines: Vec<String> = numbers
        .iter()
        .filter(|(_, number)| weights[**number].abs() >= LEAST)
        .map(|((group, value), number)| format!("{group}\t{value}\t{:.2}", weights[*number]))
        .collect();
    lines.sort();
    let mut table = header.to_owned();
    for line in lines {
        writeln!(table, "{line}")?;
    }
    std::fs::write(path, table).with_context(|| format!("cannot write {path}"))
}
