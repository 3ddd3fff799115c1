//! Whether events happened, against what readers said of them (UDS-IH2 dev: `factuality/uds_ih2_dev.jsonl`).
//!
//! Readers put each event on a scale from -3 (certainly did not happen) to +3 (certainly did). Five equal parts of the
//! scale stand for five classes: occurred, possible, open (hypothetical, or no event is told), planned or threatened
//! (not yet), denied. An event to come lies anywhere below zero on that scale, so the lower two are a loose fit.

use std::path::Path;

use anyhow::{Context, Result};
use dateline_claims::find_modality;
use dateline_eval::json_lines;
use dateline_model::{Modality, Span};
use dateline_places::Gazetteer;
use serde_json::Value;

use super::super::places::count;
use super::Errors;

/// The classes, from the top of the scale.
const CLASSES: [&str; 5] = ["occurred", "possible", "open", "planned", "denied"];

/// Lower ends of the parts of the scale, but for the last.
const FLOORS: [f64; 4] = [1.8, 0.6, -0.6, -1.8];

/// Counts by class marked and class read.
#[derive(Default)]
struct Confusion([[usize; CLASSES.len()]; CLASSES.len()]);

impl Confusion {
    /// F1 of one class in per cent.
    fn f1(&self, class: usize) -> f64 {
        let marked: usize = self.0[class].iter().sum();
        let read: usize = self.0.iter().map(|row| row[class]).sum();
        if marked + read == 0 { 0.0 } else { 200.0 * count(self.0[class][class]) / count(marked + read) }
    }

    fn macro_f1(&self) -> f64 {
        (0..CLASSES.len()).map(|class| self.f1(class)).sum::<f64>() / count(CLASSES.len())
    }

    fn print(&self, what: &str) {
        let n: usize = self.0.iter().flatten().sum();
        let right: usize = (0..CLASSES.len()).map(|class| self.0[class][class]).sum();
        let share = 100.0 * count(right) / count(n.max(1));
        print!("{what}: {n} events, right {share:.1} %, macro F {:.1} (", self.macro_f1());
        for (class, name) in CLASSES.iter().enumerate() {
            print!(" {name} {:.1}", self.f1(class));
        }
        println!(" )");
    }
}

/// Measures and prints.
///
/// # Errors
/// When the file cannot be read or is not in its form.
pub(super) fn measure(folder: &Path, gazetteer: &Gazetteer) -> Result<()> {
    let (mut read, mut constant) = (Confusion::default(), Confusion::default());
    let mut errors = Errors::default();
    for sentence in json_lines(&folder.join("factuality/uds_ih2_dev.jsonl"))? {
        let text = sentence["text"].as_str().context("a sentence without text")?;
        for target in sentence["targets"].as_array().context("a sentence without targets")? {
            let Some((event, value)) = event(text, target) else { continue };
            let marked = FLOORS.iter().position(|floor| value >= *floor).unwrap_or(FLOORS.len());
            let class = class(find_modality(text, event, gazetteer));
            read.0[marked][class] += 1;
            constant.0[marked][0] += 1;
            if marked != class {
                errors.add(format!("{} read as {}", CLASSES[marked], CLASSES[class]));
            }
        }
    }
    println!();
    read.print("modality, UDS-IH2 dev");
    constant.print("  always occurred");
    errors.print();
    Ok(())
}

fn class(modality: Option<Modality>) -> usize {
    match modality {
        Some(Modality::Occurred) => 0,
        Some(Modality::Possible) => 1,
        None | Some(Modality::Hypothetical) => 2,
        Some(Modality::Planned | Modality::Threatened) => 3,
        Some(Modality::Denied) => 4,
    }
}

/// The bytes of a target, which is told in words between single spaces, and its value.
fn event(text: &str, target: &Value) -> Option<(Span, f64)> {
    let word = |at: usize| usize::try_from(target["span1"][at].as_u64()?).ok();
    let (first, end) = (word(0)?, word(1)?);
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).collect();
    let stop = starts.get(end).map_or(text.len(), |start| start - 1);
    Some((Span::between(*starts.get(first)?, stop), target["label"].as_f64()?))
}
