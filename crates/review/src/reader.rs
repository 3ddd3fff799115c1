//! From a report to all that the database keeps of it: the same for a build and for a person.

use dateline_claims::{ReadReport, read_report};
use dateline_incidents::{block_keys, digest};
use dateline_model::Report;
use dateline_places::Gazetteer;
use dateline_reader::Reader as Learned;
use dateline_store::ReportRecord;

use crate::error::ReviewError;

/// Version of the engine that reads reports.
const ENGINE: &str = concat!("dateline ", env!("CARGO_PKG_VERSION"));

/// What reads a report: everything up to its claims.
pub struct Reader {
    gazetteer: Gazetteer,
    learned: Option<&'static Learned>,
    engine: String,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("engine", &self.engine).finish_non_exhaustive()
    }
}

impl Reader {
    /// Reads with the places of `gazetteer`; `mark` tells which were added to the shipped ones, empty for none.
    #[must_use]
    pub fn new(gazetteer: Gazetteer, mark: &str) -> Self {
        Self { gazetteer, learned: None, engine: format!("{ENGINE}{mark}") }
    }

    /// The same with a learned reader beside the rules.
    #[must_use]
    pub fn with_learned(self, learned: &'static Learned) -> Self {
        Self { learned: Some(learned), engine: format!("{} both", self.engine), ..self }
    }

    /// Reads with the places and the learned reader that ship.
    ///
    /// # Errors
    /// When the gazetteer or the model cannot be opened.
    pub fn shipped() -> Result<Self, ReviewError> {
        Ok(Self::new(Gazetteer::embedded()?, "").with_learned(Learned::shipped()?))
    }

    /// The version that reads, with the mark of its places: a report that it has read is not read again.
    #[must_use]
    pub fn engine(&self) -> &str {
        &self.engine
    }

    /// All that is kept of one report.
    #[must_use]
    pub fn read(&self, report: Report) -> ReportRecord {
        let ReadReport { report, text, reading } = read_report(report, &self.gazetteer, self.learned);
        let digest = digest(&report, text.as_str(), |span| text.original(span));
        let keys = |claim| block_keys(claim, Some(&digest)).into_iter().map(u64::cast_signed).collect();
        let mut notes = text.notes().to_vec();
        notes.extend(reading.notes);
        ReportRecord {
            cuts: text.cuts().to_vec(),
            repeats: text.repeats().to_vec(),
            notes,
            block_keys: reading.claims.iter().map(keys).collect(),
            claims: reading.claims,
            digest: digest.to_bytes(),
            engine: self.engine.clone(),
            report,
        }
    }
}
