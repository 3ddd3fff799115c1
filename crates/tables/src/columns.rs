//! Names that makers of files give to the fields of a report.

use std::sync::LazyLock;

use crate::tsv::rows;

static COLUMNS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    rows(include_str!("../data/columns/en.tsv")).map(|row| (row.cell(0), row.list(1).collect())).collect()
});

/// The other names of a field, in the order in which they are tried; none for a field without.
pub fn other_names(field: &str) -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().filter(move |(name, _)| *name == field).flat_map(|(_, others)| others.iter().copied())
}
