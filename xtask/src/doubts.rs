//! What the learned reader makes of events in reports that nobody labelled, for `training/gate.py doubts`.

use std::fmt::Write;

use anyhow::{Result, anyhow};
use dateline_claims::find_told;
use dateline_places::Gazetteer;
use dateline_reader::Reader;
use dateline_reports::clean;

use crate::collections::PASSED_ON;

/// Own passages, some of which tell of news.
const OWN: &str = include_str!("../../training/labels/told.tsv");

/// Writes to `path`, a line for each event: the chance that it is told as news, and its sentence.
pub(crate) fn write(path: &str) -> Result<()> {
    let mut texts: Vec<String> = Vec::new();
    for collection in &PASSED_ON {
        texts.extend(collection.reports()?.iter().map(|report| clean(report).as_str().to_owned()));
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
