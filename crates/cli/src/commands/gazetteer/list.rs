//! `dateline gazetteer list`: what ships and what was imported.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use console::Style;
use dateline_places::Gazetteer;

use super::folder::Folder;
use crate::table::{Cell, Column, Table, terminal_width};

/// Options of `dateline gazetteer list`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// JSON Lines, one import a line, the shipped gazetteer left out
    #[arg(long)]
    json: bool,
}

pub(super) fn run(folder: &Folder, args: &Args) -> anyhow::Result<ExitCode> {
    let imports = folder.imports()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        for import in &imports {
            serde_json::to_writer(&mut out, import)?;
            writeln!(out)?;
        }
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut table = Table::new(&[
        Column::whole("name"),
        Column::number("places"),
        Column::words("source"),
        Column::words("licence"),
        Column::whole("hash"),
        Column::whole("added"),
        Column::whole("wins"),
    ]);
    let shipped = Gazetteer::embedded()?;
    table.push([
        Cell::styled("(shipped)", Style::new().cyan()),
        shipped.len().to_string().into(),
        "GeoNames and our own table of landmarks".into(),
        "CC BY 4.0; MIT OR Apache-2.0".into(),
        shipped.hash()[..12].into(),
        "".into(),
        "".into(),
    ]);
    for import in &imports {
        table.push([
            Cell::styled(&import.name, Style::new().cyan()),
            import.places.to_string().into(),
            import.source.as_str().into(),
            import.licence.as_str().into(),
            import.hash.get(..12).unwrap_or(&import.hash).into(),
            import.added.get(..10).unwrap_or(&import.added).into(),
            (if import.wins { "yes" } else { "" }).into(),
        ]);
    }
    for line in table.lines(terminal_width()) {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "imports are kept in {}", folder.path()?.display())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
