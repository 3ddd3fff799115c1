//! `measure says`: who says so, did it happen, how many, against what people marked and recorded.
//!
//! [`attribution`] (spans of sources and cues), [`factuality`] (did it happen), [`tolls`] (killed and injured, by
//! incident), [`strikes`] (what strikes destroyed). The texts are not part of this project: `DATELINE_DATA`, or the
//! argument, is the folder that holds them. Scores on sentences of our own are tests: `crates/claims/tests/coded.rs`.

mod attribution;
mod factuality;
mod strikes;
mod tolls;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use dateline_places::Gazetteer;

/// How many kinds of error are printed.
const KINDS: usize = 25;

/// Errors of one measurement, counted by kind.
#[derive(Default)]
struct Errors(BTreeMap<String, usize>);

impl Errors {
    fn add(&mut self, kind: impl Into<String>) {
        *self.0.entry(kind.into()).or_default() += 1;
    }

    /// Prints the commonest, the most frequent first.
    fn print(&self) {
        let mut kinds: Vec<_> = self.0.iter().collect();
        kinds.sort_by_key(|(_, n)| Reverse(**n));
        for (kind, n) in kinds.into_iter().take(KINDS) {
            println!("{n:>6} {kind}");
        }
    }
}

/// Measures and prints.
///
/// # Errors
/// When a file cannot be read or is not in its form.
pub(super) fn measure(folder: Option<PathBuf>) -> Result<()> {
    let Some(folder) = folder else {
        println!("skipped: name the folder of the collections, or set DATELINE_DATA to it");
        return Ok(());
    };
    let gazetteer = Gazetteer::embedded()?;
    attribution::measure(&folder, &gazetteer)?;
    factuality::measure(&folder, &gazetteer)?;
    strikes::measure(&folder, &gazetteer)?;
    tolls::measure(&folder, &gazetteer)
}
