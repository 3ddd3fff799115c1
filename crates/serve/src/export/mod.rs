//! Incidents as files: CSV for spreadsheets, GeoJSON for maps, JSON Lines for everything else.
//!
//! Each format writes one incident at a time, so that a million need no memory. The order is the caller's; the same
//! incidents in the same order give the same bytes.

mod csv;
mod geojson;
mod area;

use std::io::Write;

use dateline_model::Policy;
use dateline_store::{Filter, Store};

use crate::dossier::Dossier;
use crate::error::ServeError;
use crate::wire::DossierJson;

/// A file format of incidents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// ACLED's 31 columns in their order, then our own.
    Csv,
    /// One `FeatureCollection` after RFC 7946.
    GeoJson,
    /// One whole incident a line, with its claims and the words behind them.
    Jsonl,
}

impl Format {
    /// Every format.
    pub const ALL: &[Self] = &[Self::Csv, Self::GeoJson, Self::Jsonl];

    /// The name, which is also the file extension.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::GeoJson => "geojson",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format of this name, or `None`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name)
    }

    /// The media type to send it under.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::GeoJson => "application/geo+json",
            Self::Jsonl => "application/x-ndjson",
        }
    }
}

/// Writes incidents in one format, one at a time.
#[derive(Debug)]
pub struct Exporter<W: Write> {
    format: Format,
    out: W,
    n_written: u64,
}

impl<W: Write> Exporter<W> {
    /// An exporter that has written what stands before the first incident.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written.
    pub fn new(format: Format, mut out: W) -> Result<Self, ServeError> {
        match format {
            Format::Csv => csv::head(&mut out)?,
            Format::GeoJson => geojson::head(&mut out)?,
            Format::Jsonl => {}
        }
        Ok(Self { format, out, n_written: 0 })
    }

    /// Writes one incident.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write(&mut self, dossier: &Dossier) -> Result<(), ServeError> {
        match self.format {
            Format::Csv => csv::row(&mut self.out, dossier)?,
            Format::GeoJson => geojson::feature(&mut self.out, dossier, self.n_written == 0)?,
            Format::Jsonl => {
                serde_json::to_writer(&mut self.out, &DossierJson::from(dossier))?;
                self.out.write_all(b"\n")?;
            }
        }
        self.n_written += 1;
        Ok(())
    }

    /// Writes what stands after the last incident, flushes, and gives the output back.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn finish(mut self) -> Result<W, ServeError> {
        if self.format == Format::GeoJson {
            geojson::foot(&mut self.out, self.n_written == 0)?;
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

/// The fields that a person set, each with who and why: `killed: corrected by Ada: list of names`.
fn corrections(dossier: &Dossier) -> Vec<String> {
    let told = dossier.corrections().map(|(decision, to)| {
        let reason =
            if decision.reason.is_empty() { String::new() } else { format!(": {}", decision.reason) };
        format!("{}: corrected by {}{reason}", to.field(), decision.author)
    });
    told.collect()
}

/// Writes the incidents of `filter`, newest first, their counts by `policy`, and tells how many they were.
///
/// # Errors
///
/// When the database cannot be read or the output cannot be written.
pub fn export(
    store: &Store,
    filter: &Filter,
    policy: Policy,
    format: Format,
    out: impl Write,
) -> Result<u64, ServeError> {
    let mut exporter = Exporter::new(format, out)?;
    store.each_incident(filter, |mut stored| {
        stored.incident = stored.incident.counted_by(policy);
        exporter.write(&Dossier::load(store, stored)?)
    })?;
    let n_written = exporter.n_written;
    exporter.finish()?;
    Ok(n_written)
}

#[cfg(test)]
mod tests;
