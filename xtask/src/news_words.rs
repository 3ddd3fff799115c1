//! How many news reports say a word: `crates/tables/data/news_words/en.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline_incidents::stems;
use dateline_reports::{ReadOptions, read};

/// Where the table goes, from the root of the project.
const PATH: &str = "crates/tables/data/news_words/en.tsv";
/// The collections, below `DATELINE_DATA`: those of which numbers may be passed on. Beside each, how many of its texts make
/// one report: sentences taken from everywhere are counted by the dozen, so that they are as long as one.
const FILES: [(&str, usize); 4] = [
    ("muc4/dev.jsonl", 1),
    ("muc4/tst1.jsonl", 1),
    ("fa_kes/fa_kes.csv", 1),
    ("event_location/train.jsonl", 12),
];
/// A word of fewer reports is as rare as one that the table lacks.
const FEWEST: u32 = 4;

/// Counts the reports of the collections that say a word, and writes how rare each is.
pub(crate) fn write() -> Result<()> {
    let folder = PathBuf::from(std::env::var_os("DATELINE_DATA").context("DATELINE_DATA is not set")?);
    let mut said: BTreeMap<String, u32> = BTreeMap::new();
    let mut reports = 0_u32;
    let columns = vec![("text".to_owned(), "article_content".to_owned())];
    let options = ReadOptions { columns, ..ReadOptions::default() };
    for (name, pooled) in FILES {
        let path = folder.join(name);
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        let mut texts: Vec<BTreeSet<String>> = Vec::new();
        for report in read(file, name, &options) {
            match report {
                Ok(report) => {
                    let headline = stems(report.title.as_deref().unwrap_or_default());
                    texts.push(headline.chain(stems(&report.text)).collect());
                }
                // A page of a crawl may hold nothing but its headline.
                Err(error) => eprintln!("left out: {error}"),
            }
        }
        // Neighbours may be of one story, so each report takes its texts from all over the collection.
        let n_reports = texts.len().div_ceil(pooled);
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
