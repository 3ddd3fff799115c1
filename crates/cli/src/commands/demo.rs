//! `dateline demo`: the main job on the sample reports, from files to the page.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;

use super::{build, incidents, serve};

/// Options of `dateline demo`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of sample reports; that of the source tree when not given
    #[arg(long, value_name = "FOLDER")]
    reports: Option<PathBuf>,
    /// The database; made when there is none
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    /// Stop after the table, without serving the page
    #[arg(long)]
    no_serve: bool,
    /// The port of the page, 0 for any free one; 7480 or the next free one when not given
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
}

/// Builds the database from the sample reports, prints the incident table, and serves the page until Ctrl-C.
///
/// # Errors
///
/// When the sample reports are not there, or as `build`, `incidents` and `serve`.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let folder = args.reports.clone().unwrap_or_else(sample_reports);
    if !folder.is_dir() {
        bail!("no sample reports at {}: name their folder with --reports", folder.display());
    }
    let built = build::run(&build::Args::for_samples(folder, args.db.clone()))?;
    incidents::run(&incidents::Args::of(args.db.clone()))?;
    if args.no_serve {
        return Ok(built);
    }
    serve::run(&serve::Args::of(args.db.clone(), args.port))
}

/// The folder `examples/reports` below the present folder, or in the source tree that this binary was built from.
fn sample_reports() -> PathBuf {
    let here = PathBuf::from("examples/reports");
    if here.is_dir() { here } else { Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports") }
}
