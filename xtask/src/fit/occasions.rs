//! Weights of `crates/tables/data/times/occasions.tsv`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_claims::{Occasion, chosen_occasion, find_occasions};
use dateline_model::{Published, Span};
use dateline_places::Gazetteer;

use super::logistic::{self, Row};
use super::table;
use crate::measure::places::event_places::fold_of;

/// Parts into which the passages fall.
const FOLDS: u64 = 5;
/// Features that fewer times have are left out.
const MIN_TIMES: usize = 12;
/// Where the weights go.
const TABLE: &str = "crates/tables/data/times/occasions.tsv";
/// Its header.
const HEADER: &str = "\
# What: how much the words around a time speak for it being the time of an event; the sum of those that hold, in logits
# Columns: group	value	weight
# Source: fitted by `cargo xtask fit occasions` on the passages of training/labels: derived numbers only. MIT OR Apache-2.0.
# Order: sorted by row, bytewise
";

/// First byte, and one past the last.
type Extent = (usize, usize);
/// A labelled passage: its words, and for each event the trigger and its times.
type Passage = (String, Vec<(Extent, Vec<Extent>)>);

/// An event, and the times of its sentence.
struct Example {
    fold: u64,
    rows: Vec<Row>,
    /// Whether the passage tells when it was.
    is_told: bool,
}

#[expect(clippy::disallowed_methods, reason = "fitting reads its labels")]
pub(super) fn fit(file: &Path) -> Result<()> {
    let gazetteer = Gazetteer::embedded()?;
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    // The passages tell no day of publication; any turns "Friday" into a day.
    let published =
        Published { at: jiff::civil::date(2021, 3, 3).at(0, 0, 0, 0), has_time: false, offset_minutes: None };
    let mut found = Vec::new();
    let mut counts: BTreeMap<table::Feature, usize> = BTreeMap::new();
    for line in text.lines() {
        let (text, events): Passage = serde_json::from_str(line).context("not a labelled passage")?;
        for (trigger, times) in &events {
            let trigger = Span::between(trigger.0, trigger.1);
            let occasions = find_occasions(&text, trigger, Some(published), &gazetteer);
            for feature in occasions.iter().flat_map(|it| &it.features) {
                *counts.entry(feature.clone()).or_default() += 1;
            }
            let times: Vec<Span> = times.iter().map(|(start, end)| Span::between(*start, *end)).collect();
            found.push((fold_of(&text, FOLDS), occasions, times));
        }
    }
    let numbers = table::numbered(counts, MIN_TIMES);
    let examples: Vec<Example> = found
        .into_iter()
        .map(|(fold, occasions, times)| {
            let row = |it: &Occasion| Row {
                features: it.features.iter().filter_map(|feature| numbers.get(feature).copied()).collect(),
                is_sought: times.iter().any(|time| time.overlaps(it.timex.span)),
            };
            Example { fold, rows: occasions.iter().map(row).collect(), is_told: !times.is_empty() }
        })
        .collect();
    let [mut n_right, mut n_chosen, mut n_told] = [0_u32; 3];
    for fold in 0..FOLDS {
        let weights = fit_without(&examples, Some(fold), numbers.len());
        for example in examples.iter().filter(|it| it.fold == fold) {
            let chances: Vec<f32> = example.rows.iter().map(|row| logistic::chance(&weights, row)).collect();
            let chosen = chosen_occasion(&chances).map(|nth| &example.rows[nth]);
            n_right += u32::from(chosen.is_some_and(|row| row.is_sought));
            n_chosen += u32::from(chosen.is_some());
            n_told += u32::from(example.is_told);
        }
    }
    let (precision, recall) =
        (f64::from(n_right) / f64::from(n_chosen), f64::from(n_right) / f64::from(n_told));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "times of events by folds: {} events, {n_told} with a time; P {precision:.3} R {recall:.3} F {f1:.3}",
        examples.len()
    );
    table::write(TABLE, HEADER, &numbers, &fit_without(&examples, None, numbers.len()))
}

fn fit_without(examples: &[Example], fold: Option<u64>, n_features: usize) -> Vec<f32> {
    let others = examples.iter().filter(|it| Some(it.fold) != fold);
    let rows: Vec<&Row> = others.flat_map(|it| &it.rows).collect();
    logistic::fit(&rows, n_features)
}
