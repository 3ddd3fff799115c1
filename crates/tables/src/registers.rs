//! Registers of text that use words of war for something else: sport, markets, exercises, history.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::tsv::rows;

static ENGLISH: LazyLock<Vec<Register>> = LazyLock::new(|| {
    rows(include_str!("../data/registers/en.tsv"))
        .map(|row| Register {
            name: row.cell(0),
            least: row.cell(1).parse().unwrap_or(usize::MAX),
            blocks_all: row.cell(2) == "all",
            words: row.list(3).collect(),
        })
        .collect()
});

/// One register.
#[derive(Debug)]
pub struct Register {
    /// Its name.
    pub name: &'static str,
    /// Number of its words that a report must hold at least.
    pub least: usize,
    /// Whether no event word of such a report counts; otherwise only verbs of harm do not.
    pub blocks_all: bool,
    /// Its words, lower case.
    pub words: FxHashSet<&'static str>,
}

/// The English registers, in the order of the table.
#[must_use]
pub fn registers() -> &'static [Register] {
    &ENGLISH
}
