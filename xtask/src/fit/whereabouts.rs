//! Weights of `crates/tables/data/places/whereabouts.tsv`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use dateline_claims::{chosen_whereabouts, find_whereabouts};
use dateline_model::Span;
use dateline_places::Gazetteer;

use super::logistic::{self, Row};
use super::table;
use crate::measure::places::event_places::{Item, Score, fold_of, items, marked_anew};

/// Parts into which the texts fall.
const FOLDS: u64 = 5;
/// Features that fewer names have are left out.
const MIN_NAMES: usize = 12;
/// Where the weights go.
const TABLE: &str = "crates/tables/data/places/whereabouts.tsv";
/// Its header.
const HEADER: &str = "\
# What: how much the words around a name speak for it being the place of an event; the sum of those that hold, in logits
# Columns: group	value	weight
# Source: fitted by `cargo xtask fit` on the event location data of A. Halterman (MIT): derived numbers only
# Order: sorted by row, bytewise
";

/// An item with the names of its sentence.
struct Example {
    item: Item,
    fold: u64,
    names: Vec<Span>,
    held: Vec<Option<usize>>,
    rows: Vec<Row>,
}

pub(super) fn fit(folder: &Path) -> Result<()> {
    let gazetteer = Gazetteer::embedded()?;
    let mut found = Vec::new();
    let mut counts: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    for item in items(folder)? {
        let names = find_whereabouts(&item.text, item.event, &gazetteer);
        for feature in names.iter().flat_map(|it| &it.features) {
            *counts.entry(feature.clone()).or_default() += 1;
        }
        found.push((item, names));
    }
    let numbers = table::numbered(counts, MIN_NAMES);
    let examples: Vec<Example> = found
        .into_iter()
        .map(|(item, names)| {
            let row = |it: &dateline_claims::Whereabouts| Row {
                features: it.features.iter().filter_map(|feature| numbers.get(feature).copied()).collect(),
                is_sought: item.places.iter().any(|place| place.overlaps(it.toponym.span)),
            };
            let rows = names.iter().map(row).collect();
            let held = names.iter().map(|it| it.holds).collect();
            let names = names.iter().map(|it| it.toponym.span).collect();
            Example { fold: fold_of(&item.text, FOLDS), item, names, held, rows }
        })
        .collect();
    let (mut score, mut anew) = (Score::default(), Score::default());
    for fold in 0..FOLDS {
        let weights = fit_without(&examples, Some(fold), numbers.len());
        for example in examples.iter().filter(|it| it.fold == fold) {
            let chances: Vec<f32> = example.rows.iter().map(|row| logistic::chance(&weights, row)).collect();
            let chosen = chosen_whereabouts(&chances, &example.held);
            let chosen: Vec<Span> = chosen.into_iter().map(|nth| example.names[nth]).collect();
            score.add(&example.item, &example.names, &chosen);
            if let Some(item) = marked_anew(&example.item) {
                anew.add(&item, &example.names, &chosen);
            }
        }
    }
    score.print("event places by folds");
    anew.print("the same, where marked anew");
    table::write(TABLE, HEADER, &numbers, &fit_without(&examples, None, numbers.len()))
}

fn fit_without(examples: &[Example], fold: Option<u64>, n_features: usize) -> Vec<f32> {
    let others = examples.iter().filter(|it| Some(it.fold) != fold);
    let rows: Vec<&Row> = others.flat_map(|it| &it.rows).collect();
    logistic::fit(&rows, n_features)
}
