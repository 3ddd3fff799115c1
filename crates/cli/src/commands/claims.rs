//! `dateline claims`: what the reports of one file assert.

use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file of reports, or `-` for JSON Lines `{id, text, published}` from standard input.
    input: PathBuf,
}

/// Prints the claims of every report in the input.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("cannot read {} yet", args.input.display())
}
