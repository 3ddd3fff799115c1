//! The collections of reports from which numbers may be taken that ship with the project.

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline_model::Report;
use dateline_reports::{ReadOptions, read};

/// A collection below `DATELINE_DATA`.
pub(crate) struct Collection {
    name: &'static str,
    /// How many of its texts are as long as one report: more than one where they are sentences taken from everywhere.
    pub(crate) pooled: usize,
}

/// Those whose licence lets derived numbers be passed on.
pub(crate) const PASSED_ON: [Collection; 4] = [
    Collection { name: "muc4/dev.jsonl", pooled: 1 },
    Collection { name: "muc4/tst1.jsonl", pooled: 1 },
    Collection { name: "fa_kes/fa_kes.csv", pooled: 1 },
    Collection { name: "event_location/train.jsonl", pooled: 12 },
];

impl Collection {
    /// Its reports; of those that cannot be read a line is printed.
    pub(crate) fn reports(&self) -> Result<Vec<Report>> {
        let folder = PathBuf::from(std::env::var_os("DATELINE_DATA").context("DATELINE_DATA is not set")?);
        let path = folder.join(self.name);
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        let columns = vec![("text".to_owned(), "article_content".to_owned())];
        let options = ReadOptions { columns, ..ReadOptions::default() };
        let read = read(file, self.name, &options);
        Ok(read.filter_map(|report| report.map_err(|error| eprintln!("left out: {error}")).ok()).collect())
    }
}
