//! `dateline doctor`: versions, what is inside the database, and whether it is whole.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use dateline_store::{Access, Store, StoreError};

use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
}

/// Prints what is inside, then what is damaged; exit code 1 when anything is.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "dateline {}", env!("CARGO_PKG_VERSION"))?;
    match examine(&mut out, args) {
        Ok(0) => {
            writeln!(out, "whole: every page, key, index, span and claim was checked")?;
            Ok(ExitCode::SUCCESS)
        }
        Ok(_) => Ok(ExitCode::from(1)),
        Err(error) => match error.downcast_ref::<StoreError>() {
            Some(StoreError::Corrupt { .. } | StoreError::BadRow { .. } | StoreError::Sql { .. }) => {
                writeln!(out, "BROKEN: {error:#}")?;
                Ok(ExitCode::from(1))
            }
            _ => Err(error),
        },
    }
}

/// Prints what is inside and each damage; how many damages there are.
fn examine(out: &mut impl Write, args: &Args) -> anyhow::Result<usize> {
    let store = Store::open(&args.db, Access::ReadOnly)?;
    let stats = store.stats()?;
    let kib = stats.bytes.div_ceil(1 << 10);
    writeln!(
        out,
        "{}: format {}, {kib} KiB, {} pages ({} free), SQLite {}",
        args.db.display(),
        stats.format,
        stats.pages,
        stats.free_pages,
        stats.sqlite
    )?;
    for (engine, n_reports) in &stats.engines {
        writeln!(out, "{n_reports} reports read by engine {engine}")?;
    }
    let mut table = Table::new(&[Column::whole("table"), Column::number("rows")]);
    for (name, n_rows) in &stats.tables {
        table.push([name.into(), n_rows.to_string().into()]);
    }
    for line in table.lines(None) {
        writeln!(out, "{line}")?;
    }
    if store.is_fuse_due()? {
        writeln!(out, "{} claims wait to be fused: run `dateline build` again", store.pending()?.len())?;
    }
    let damages = store.check()?;
    for damage in &damages {
        writeln!(out, "BROKEN: {damage}")?;
    }
    Ok(damages.len())
}
