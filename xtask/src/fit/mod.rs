//! `cargo xtask fit`: weights of the tables that are learned, from collections that people marked.
//!
//! The same data give the same bytes. What is printed is measured by folds: each fifth of the texts by weights fitted on
//! the other four.

mod logistic;
mod occasions;
mod table;
mod whereabouts;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Fits the weights of the places of events, and writes their table.
///
/// # Errors
/// When `DATELINE_DATA` is unset, or something cannot be read or written.
pub(crate) fn whereabouts() -> Result<()> {
    let folder = std::env::var_os("DATELINE_DATA").map(PathBuf::from);
    whereabouts::fit(&folder.context("set DATELINE_DATA to the folder of the collections")?)
}

/// Fits the weights of the times of events to the labelled passages of `file`, and writes their table.
///
/// # Errors
/// When something cannot be read or written.
pub(crate) fn occasions(file: &str) -> Result<()> {
    occasions::fit(Path::new(file))
}
