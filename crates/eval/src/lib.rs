//! Runs the rooms over collections that people marked, writes what they say in the forms of the scorers, and counts.
//!
//! [`evaluate`] walks the data folder: [`rooms`] (times and places), [`spans`] (entities and actors by the learned
//! reader), [`muc`] (incidents of MUC-4 by the learned reader). [`passages`] needs no data folder: own passages with the
//! labels of `docs/labels.md`. What a collection wants and Dateline has no noun for is
//! made here, never in the rooms. A development tool: published nowhere.

mod assignment;
mod error;
mod files;
mod labels;
pub mod muc;
pub mod pairs;
pub mod passages;
mod rooms;
mod spans;
mod tally;

use std::path::{Path, PathBuf};

use dateline_places::Gazetteer;
use dateline_reader::Reader;

pub use self::error::EvalError;
pub use self::files::json_lines;
pub use self::tally::Tally;

/// One line of scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The room that was asked.
    pub room: &'static str,
    /// The file of the collection, without its ending.
    pub collection: String,
    /// What was counted.
    pub measure: String,
    /// The counts.
    pub tally: Tally,
}

/// The head of the table of scores, as comma-separated values.
pub const HEAD: &str = "room,collection,measure,n,precision,recall,f1";

impl Score {
    /// The line of the table: `n` is what the key has.
    #[must_use]
    pub fn csv(&self) -> String {
        let [precision, recall, f1] = self.tally.scores();
        let Self { room, collection, measure, tally } = self;
        format!("{room},{collection},{measure},{},{precision:.1},{recall:.1},{f1:.1}", tally.wanted)
    }
}

/// Folders of collections and the endings of their files.
const COLLECTIONS: [(&str, &str); 5] = [
    ("timex", "jsonl"),
    ("toponyms", "jsonl"),
    ("re3d", "conll"),
    ("actor_spans", "conll"),
    ("muc4", "jsonl"),
];

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// Scores, in the order of the rooms.
    pub scores: Vec<Score>,
    /// Collections that the data folder does not have.
    pub missing: Vec<PathBuf>,
}

/// Runs the rooms over every collection in `data`, writes system files and `scores.csv` into `out`.
///
/// # Errors
///
/// [`EvalError`] with the path when a collection cannot be read or a file not written, or when the model cannot be run.
pub fn evaluate(
    data: &Path,
    out: &Path,
    reader: &Reader,
    gazetteer: &Gazetteer,
) -> Result<Evaluation, EvalError> {
    let mut evaluation = Evaluation::default();
    for (folder, ending) in COLLECTIONS {
        let files = files::of_kind(&data.join(folder), ending)?;
        if files.is_empty() {
            evaluation.missing.push(data.join(folder));
        }
        for file in &files {
            evaluation.scores.extend(match folder {
                "timex" => rooms::times(file, out)?,
                "toponyms" => rooms::places(file, out, gazetteer)?,
                "re3d" => spans::score(file, out, reader, "re3d")?,
                "actor_spans" => spans::score(file, out, reader, "actor")?,
                _ => muc::score(file, out, reader, gazetteer)?,
            });
        }
    }
    evaluation.scores.extend(passages::score(reader, gazetteer)?);
    let table: String = evaluation.scores.iter().map(|score| score.csv() + "\n").collect();
    files::write(&out.join("scores.csv"), &format!("{HEAD}\n{table}"))?;
    Ok(evaluation)
}
