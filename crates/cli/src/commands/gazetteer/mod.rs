//! `dateline gazetteer`: the places that ship, and those a user imported.

mod add;
mod find;
mod folder;
mod list;

use std::process::ExitCode;

use anyhow::{Context, bail};

pub(crate) use folder::Folder;

/// Options of `dateline gazetteer`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folder: Folder,
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Import files of places: GeoNames, Who's On First, OCHA tables, a table of your own.
    #[command(after_help = super::examples::GAZETTEER_ADD)]
    Add(add::Args),
    /// List the shipped gazetteer and every import.
    List(list::Args),
    /// Show every place that a name may stand for, where each comes from, and which is first without a text.
    Find(find::Args),
    /// Remove an import, by its name or the first letters of its hash.
    Remove {
        /// Its name, or the first letters of its hash
        import: String,
    },
}

/// Runs the action.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        Action::Add(add) => add::run(&args.folder, add),
        Action::List(list) => list::run(&args.folder, list),
        Action::Find(find) => find::run(&args.folder, find),
        Action::Remove { import } => remove(&args.folder, import),
    }
}

fn remove(folder: &Folder, wanted: &str) -> anyhow::Result<ExitCode> {
    let imports = folder.imports()?;
    let named: Vec<_> = imports.iter().filter(|it| it.name == wanted).collect();
    let hashed: Vec<_> = imports.iter().filter(|it| it.hash.starts_with(wanted)).collect();
    let found = match (named.as_slice(), hashed.as_slice()) {
        ([only], _) | ([], [only]) => only,
        ([], []) => {
            return Err(anyhow::anyhow!("`dateline gazetteer list` shows what there is"))
                .with_context(|| format!("no import is called {wanted}"));
        }
        _ => bail!("{wanted} begins the hashes of several imports"),
    };
    folder.remove(&found.name)?;
    println!("removed {}: {} places", found.name, found.places);
    Ok(ExitCode::SUCCESS)
}
