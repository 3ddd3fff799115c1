//! Places of events: the names a person marked as the place of an event, or none, against those chosen.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use dateline_claims::{Whereabouts, find_whereabouts};
use dateline_eval::json_lines;
use dateline_model::Span;
use dateline_places::Gazetteer;
use dateline_tables::tsv::rows;
use serde_json::Value;

use super::{calibration, char_starts, count, prf};

/// A sentence, the words that tell an event, and where it happened; spans in bytes.
pub(crate) struct Item {
    pub(crate) text: String,
    pub(crate) event: Span,
    pub(crate) places: Vec<Span>,
}

/// The items below `folder`; those without an event are left out, and so are marks without words.
pub(crate) fn items(folder: &Path) -> Result<Vec<Item>> {
    let values = json_lines(&folder.join("event_location/train.jsonl"))?;
    Ok(values.iter().filter_map(item).collect())
}

fn item(value: &Value) -> Option<Item> {
    let text = value["text"].as_str()?;
    let starts = char_starts(text);
    let at = |value: &Value| starts.get(usize::try_from(value.as_u64()?).ok()?).copied();
    let spans: Vec<(&str, Span)> = value["spans"]
        .as_array()?
        .iter()
        .filter_map(|it| Some((it["label"].as_str()?, Span::between(at(&it["start"])?, at(&it["end"])?))))
        .filter(|(_, span)| text.get(span.start()..span.end()).is_some_and(|it| !it.trim().is_empty()))
        .collect();
    let event = spans.iter().find(|(label, _)| *label == "VERB")?.1;
    let places = spans.iter().filter(|(label, _)| *label == "LOCATION").map(|(_, span)| *span).collect();
    Some(Item { text: text.to_owned(), event, places })
}

/// The part a text belongs to, of `n`: sentences of one text stay together.
pub(crate) fn fold_of(text: &str, n: u64) -> u64 {
    // The low bits of the hash are the weakest.
    (hash_of(text) >> 32) % n
}

/// FNV-1a: the same on every machine.
fn hash_of(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Places marked anew, by the rules of `docs/event-places.md`, in a sample of the items.
static MARKED_ANEW: LazyLock<HashMap<(u64, Span), Vec<Span>>> = LazyLock::new(|| {
    let span = |cell: &str| {
        let (start, end) = cell.split_once('-')?;
        Some(Span::between(start.parse().ok()?, end.parse().ok()?))
    };
    rows(include_str!("event_places.tsv"))
        .filter_map(|row| {
            let hash = u64::from_str_radix(row.cell(0), 16).ok()?;
            Some(((hash, span(row.cell(1))?), row.cell(2).split(' ').filter_map(span).collect()))
        })
        .collect()
});

/// The item with the places marked anew; `None` when it is not of the sample.
pub(crate) fn marked_anew(item: &Item) -> Option<Item> {
    let places = MARKED_ANEW.get(&(hash_of(&item.text), item.event))?.clone();
    Some(Item { text: item.text.clone(), event: item.event, places })
}

/// Counts over items.
#[derive(Default)]
pub(crate) struct Score {
    n_items: usize,
    n_same: usize,
    n_placed: usize,
    n_placed_same: usize,
    n_right: usize,
    n_told: usize,
    n_meant: usize,
    errors: BTreeMap<&'static str, usize>,
}

impl Score {
    /// Adds an item and the names chosen for it.
    pub(crate) fn add(&mut self, item: &Item, names: &[Span], chosen: &[Span]) {
        let meant = words(&item.text, &item.places);
        let told = words(&item.text, chosen);
        self.n_items += 1;
        let is_same = meant == told;
        self.n_same += usize::from(is_same);
        self.n_placed += usize::from(!meant.is_empty());
        self.n_placed_same += usize::from(is_same && !meant.is_empty());
        self.n_right += told.iter().filter(|it| meant.contains(it)).count();
        self.n_told += told.len();
        self.n_meant += meant.len();
        if !is_same {
            *self.errors.entry(error(item, names, chosen)).or_default() += 1;
        }
    }

    /// Prints it under a heading.
    pub(crate) fn print(&self, what: &str) {
        println!("{what}: {} items, {} with a place", self.n_items, self.n_placed);
        println!("  words {}", prf(self.n_right, self.n_told, self.n_meant));
        println!(
            "  same set {:.2} of all, {:.2} of those with a place",
            100.0 * count(self.n_same) / count(self.n_items).max(1.0),
            100.0 * count(self.n_placed_same) / count(self.n_placed).max(1.0)
        );
        let mut errors: Vec<_> = self.errors.iter().collect();
        errors.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        for (error, n) in errors {
            println!("  {n:5} {error}");
        }
    }
}

fn error(item: &Item, names: &[Span], chosen: &[Span]) -> &'static str {
    let is_found = |place: &Span| names.iter().any(|it| it.overlaps(*place));
    let is_hit = |place: &Span| chosen.iter().any(|it| it.overlaps(*place));
    match (item.places.is_empty(), chosen.is_empty()) {
        (true, _) => "a place where none was marked",
        (_, true) if !item.places.iter().any(is_found) => "no place: the name was not found",
        (_, true) => "no place: the name was not chosen",
        _ if !item.places.iter().any(is_hit) && !item.places.iter().any(is_found) => {
            "another name; the right one was not found"
        }
        _ if !item.places.iter().any(is_hit) => "another name",
        _ if item.places.iter().all(is_hit)
            && chosen.iter().all(|it| item.places.iter().any(|place| place.overlaps(*it))) =>
        {
            "other extent"
        }
        _ if item.places.iter().all(is_hit) => "one name too many",
        _ => "one of several missed",
    }
}

/// Where the words within `spans` begin.
fn words(text: &str, spans: &[Span]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut is_inside = false;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric();
        if is_word && !is_inside && spans.iter().any(|it| it.start() <= at && at < it.end()) {
            starts.push(at);
        }
        is_inside = is_word;
    }
    starts
}

/// Measures with the weights that ship, which were fitted on these items; `cargo xtask fit` scores by folds.
pub(super) fn measure(items: &[Item], gazetteer: &Gazetteer) {
    let mut score = Score::default();
    let mut chances = Vec::new();
    for item in items {
        let found = find_whereabouts(&item.text, item.event, gazetteer);
        let spans = |test: &dyn Fn(&Whereabouts) -> bool| -> Vec<Span> {
            found.iter().filter(|it| test(it)).map(|it| it.toponym.span).collect()
        };
        score.add(item, &spans(&|_| true), &spans(&|it| it.is_chosen));
        chances.extend(
            found
                .iter()
                .map(|it| (it.chance, item.places.iter().any(|place| place.overlaps(it.toponym.span)))),
        );
    }
    println!();
    score.print("event places, weights fitted on them");
    calibration::print("event places", &chances);
}
