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
/// The collections, below `DATELINE_DATA`.
const FILES: [&str; 8] = [
    "gun_violence/articles.jsonl",
    "muc4/dev.jsonl",
    "muc4/tst1.jsonl",
    "fa_kes/fa_kes.csv",
    "toponyms/geovirus.jsonl",
    "toponyms/geowebnews_half.jsonl",
    "toponyms/lgl_half.jsonl",
    "timex/timebank_half.jsonl",
];
/// A word of fewer reports is as rare as one that the table lacks.
const FEWEST: u32 = 4;

/// Counts the reports of the collections that say a word, and writes how rare each is.
pub(crate) fn write() -> Result<()> {
    let folder = PathBuf::from(std::env::var_os("DATELINE_DATA").context("DATELINE_DATA is not set")?);
    let mut said: BTreeMap<String, u32> = BTreeMap::new();
    let mut reports = 0_u32;
    for name in FILES {
        let path = folder.join(name);
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        for report in read(file, name, &ReadOptions::default()) {
            let report = match report {
                Ok(report) => report,
                // A page of a crawl may hold nothing but its headline.
                Err(error) => {
                    eprintln!("left out: {error}");
                    continue;
                }
            };
            let headline = stems(report.title.as_deref().unwrap_or_default());
            let words: BTreeSet<String> = headline.chain(stems(&report.text)).collect();
            reports += 1;
            for word in words {
                *said.entry(word).or_default() += 1;
            }
        }
    }
    said.retain(|word, count| *count >= FEWEST && !word.bytes().any(|byte| byte.is_ascii_digit()));
    let mut table = format!(
        "# What: how rarely reports of violence, and news beside them, say a word, so that fuse can tell the words of one \
         story from those of many\n\
         # Columns: word, lower case, without the plural \"s\"\ttenths of the natural logarithm of one over the share of \
         reports that say it\n\
         # Source: counted with `cargo xtask news_words` in {reports} reports of gun violence (US local papers), MUC-4, \
         FA-KES, GeoVirus, GeoWebNews, LGL and TimeBank; words of fewer than {FEWEST} reports are left out. Numbers \
         alone, no text. MIT OR Apache-2.0.\n\
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
