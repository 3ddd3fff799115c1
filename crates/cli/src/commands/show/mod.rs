//! `dateline show`: one incident with every value and the words behind it.

mod page;
mod values;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use dateline_serve::Dossier;
use dateline_serve::wire::DossierJson;
use dateline_store::{Access, Change, Store};

use super::policy::PolicyArgs;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id of the incident, or the first letters of it
    id: String,
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    #[command(flatten)]
    counts: PolicyArgs,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Prints the incident.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = Store::open(&args.db, Access::ReadOnly)?;
    let Some(mut stored) = store.incident(&args.id)? else {
        bail!("{}", missing(&store, &args.db, &args.id)?);
    };
    stored.incident = stored.incident.counted_by(args.counts.policy);
    let dossier = Dossier::load(&store, stored)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &DossierJson::from(&dossier))?;
        writeln!(out)?;
    } else {
        page::print(&mut out, &dossier)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Why there is no such incident.
fn missing(store: &Store, db: &Path, id: &str) -> anyhow::Result<String> {
    let last = store.history(id)?.pop().filter(|row| row.change == Change::IncidentWithdrawn);
    Ok(match last {
        Some(row) => {
            format!("{}: incident '{id}' was withdrawn on {}: no claim supports it", db.display(), row.at)
        }
        None => format!("{}: no incident has the id '{id}'; `dateline incidents` lists them", db.display()),
    })
}
