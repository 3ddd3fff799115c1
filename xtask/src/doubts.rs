//! What the learned reader makes of events in reports that nobody labelled, for `training/gate.py doubts`.

use std::fmt::Write;
use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use dateline_claims::find_told;
use dateline_places::Gazetteer;
use dateline_reader::Reader;
use dateline_reports::{ReadOptions, clean, read};

/// The collections below `DATELINE_DATA` of which numbers may be passed on.
const FILES: [&str; 4] =
    ["fa_kes/fa_kes.csv", "muc4/dev.jsonl", "muc4/tst1.jsonl", "event_location/train.jsonl"];
/// Own passages, some of which tell of news.
const OWN: &str = include_str!("../../training/labels/told.tsv");

/// Writes to `path`, a line for each event: the chance that it is told as news, and its sentence.
#[expect(clippy::disallowed_methods, reason = "it reads collections and writes a table")]
pub(crate) fn write(path: &str) -> Result<()> {
    let folder = PathBuf::from(std::env::var_os("DATELINE_DATA").context("DATELINE_DATA is not set")?);
    let columns = vec![("text".to_owned(), "article_content".to_owned())];
    let options = ReadOptions { columns, ..ReadOptions::default() };
    let mut texts: Vec<String> = Vec::new();
    for name in FILES {
        let path = folder.join(name);
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        for report in read(file, name, &options) {
            match report {
                Ok(report) => texts.push(clean(&report).as_str().to_owned()),
                Err(error) => eprintln!("left out: {error}"),
            }
        }
    }
    let rows = OWN.lines().filter(|line| !line.starts_with('#'));
    texts.extend(
        rows.filter_map(|row| row.split('\t').nth(2)).map(|text| text.replace(['[', ']', '{', '}'], "")),
    );
    let gazetteer = Gazetteer::embedded()?;
    let reader = Reader::shipped().map_err(|error| anyhow!("{error}"))?;
    let mut lines = String::new();
    for text in &texts {
        for (sentence, told) in find_told(text, &gazetteer, reader)? {
            let words: Vec<&str> = sentence.of(text).unwrap_or_default().split_whitespace().collect();
            writeln!(lines, "{told:.3}\t{}", words.join(" "))?;
        }
    }
    std::fs::write(path, &lines)?;
    println!("{} events of {} texts in {path}", lines.lines().count(), texts.len());
    Ok(())
}
