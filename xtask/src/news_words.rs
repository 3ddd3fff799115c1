//! How many news reports say a word: `crates/tables/data/news_words/en.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::Result;
use dateline_incidents::stems;
use dateline_model::Report;

use crate::collections::PASSED_ON;

/// Where the table goes, from the root of the project.
const PATH: &str = "crates/tables/data/news_words/en.tsv";
/// A word of fewer reports is as rare as one that the table lacks.
const FEWEST: u32 = 4;

/// Counts the reports of the collections that say a word, and writes how rare each is.
pub(crate) fn write() -> Result<()> {
    let mut said: BTreeMap<String, u32> = BTreeMap::new();
    let mut reports = 0_u32;
    for collection in &PASSED_ON {
        let texts: Vec<BTreeSet<String>> = collection.reports()?.iter().map(words).collect();
        // Neighbours may be of one story, so each report takes its texts from all over the collection.
        let n_reports = texts.len().div_ceil(collection.pooled);
        for nth in 0..n_reports {
            let words: BTreeSet<&String> = texts.iter().skip(nth).step_by(n_reports).flatten().collect();
            reports += 1;
            for word in words {
                *said.entry(word.clone()).or_default() += 1;
            }
        }
    }
    said.retain(|word, count| *count >= FEWEST && !word.bytes().any(|byte| byte.is_ascii_digit()));
    let mut table = format!(
        "# What: how rarely reports of violence, and news beside them, say a word, so that fuse can tell the words of one \
         story from those of many\n\
         # Columns: word, lower case, without the plural \"s\"\ttenths of the natural logarithm of one over the share of \
         reports that say it\n\
         # Source: counted with `cargo xtask news_words` in {reports} reports: MUC-4, FA-KES (CC BY), and by the dozen the \
         sentences of the event location data (MIT); words of fewer than {FEWEST} reports are left out. Numbers alone, no \
         text. MIT OR Apache-2.0.\n\
         # Order: sorted by word, bytewise\n"
    );
    for (word, count) in &said {
        let rarity = (f64::from(reports) / f64::from(*count)).ln() * 10.0;
        writeln!(table, "{word}\t{rarity:.0}")?;
    }
    std::fs::write(PATH, table)?;
    println!("{} words of {reports} reports in {PATH}", said.len());
    Ok(())
}

/// The telling words of a report and its headline.
fn words(report: &Report) -> BTreeSet<String> {
    stems(report.title.as_deref().unwrap_or_default()).chain(stems(&report.text)).collect()
}
