//! `dateline export`: incidents as a file for other programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use dateline_serve::Format;
use dateline_store::{Access, Store};

use super::filter::FilterArgs;
use super::policy::PolicyArgs;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    /// csv (ACLED's columns, then our own), geojson, or jsonl (whole incidents with claims and words)
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = format)]
    format: Format,
    /// Where to write; standard output when not given
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    counts: PolicyArgs,
}

/// Writes the incidents of the filter, newest first.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = Store::open(&args.db, Access::ReadOnly)?;
    let out: Box<dyn Write> = match &args.out {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
    };
    let (filter, policy) = (args.filter.filter(), args.counts.policy);
    let n_written = dateline_serve::export(&store, &filter, policy, args.format, out)?;
    if let Some(path) = &args.out {
        eprintln!("{n_written} incidents written to {}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn format(name: &str) -> anyhow::Result<Format> {
    Format::parse(name).context("expected csv, geojson or jsonl")
}
