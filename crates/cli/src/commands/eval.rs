//! `dateline eval`: the rooms over collections that people marked.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use dateline_eval::{HEAD, evaluate};
use dateline_places::Gazetteer;
use dateline_reader::Reader;

/// Options of `dateline eval`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of collections, each in a folder of its own, as far as there
    #[arg(long, value_name = "FOLDER", env = "DATELINE_DATA")]
    data: PathBuf,
    /// Where system files and scores.csv are written
    #[arg(long, value_name = "FOLDER", default_value = "eval")]
    out: PathBuf,
}

/// Prints the scores as comma-separated values; exit code 1 when the folder has none of the collections.
///
/// # Errors
///
/// When a collection cannot be read or a system file not written.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let reader = Reader::shipped().map_err(|error| anyhow!("{error}"))?;
    let evaluation = evaluate(&args.data, &args.out, reader, &Gazetteer::embedded()?)?;
    for folder in &evaluation.missing {
        eprintln!("dateline: skipped, nothing in {}", folder.display());
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{HEAD}")?;
    for score in &evaluation.scores {
        writeln!(out, "{}", score.csv())?;
    }
    Ok(if evaluation.scores.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
