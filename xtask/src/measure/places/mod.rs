//! `measure places`: names found and resolved, and places of events, against what people marked.
//!
//! The texts are not part of this project: `DATELINE_DATA`, or the argument, is a folder that holds `toponyms/*.jsonl`
//! (one `{text, top: [{s, e, lat, lon}]}` a line) and `event_location/train.jsonl` (one `{text, spans}` a line).
//! Offsets count characters and are half-open. Rules of matching are those of the usual toponym scorers: one to one by
//! overlap, equal extents first; names without coordinates in the gold standard are left out of it.

pub(crate) mod event_places;
mod calibration;
pub(super) mod peers;
mod toponyms;

use std::path::PathBuf;

use anyhow::Result;
use dateline_eval::json_lines;
use dateline_places::Gazetteer;

/// The collections of names, below `toponyms`.
const COLLECTIONS: [&str; 3] = ["geovirus", "geowebnews_half", "lgl_half"];

/// Measures and prints.
///
/// # Errors
/// When a file cannot be read or is no JSON Lines.
pub(super) fn measure(folder: Option<PathBuf>) -> Result<()> {
    let Some(folder) = folder else {
        println!("skipped: name the folder of the collections, or set DATELINE_DATA to it");
        return Ok(());
    };
    let gazetteer = Gazetteer::embedded()?;
    for name in COLLECTIONS {
        let path = folder.join("toponyms").join(format!("{name}.jsonl"));
        toponyms::measure(name, &json_lines(&path)?, &gazetteer);
    }
    event_places::measure(&event_places::items(&folder)?, &gazetteer);
    Ok(())
}

/// Byte offset of every character of `text`, and its length at the end.
pub(crate) fn char_starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Precision, recall and F1 in percent.
pub(crate) fn prf(right: usize, told: usize, meant: usize) -> String {
    let share = |of: usize| if of == 0 { 0.0 } else { 100.0 * count(right) / count(of) };
    let (precision, recall) = (share(told), share(meant));
    let f = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    format!("P {precision:6.2}  R {recall:6.2}  F {f:6.2}")
}

/// A count as a number to divide by.
#[expect(clippy::cast_precision_loss, reason = "counts of names, a few thousand")]
pub(crate) fn count(n: usize) -> f64 {
    n as f64
}
