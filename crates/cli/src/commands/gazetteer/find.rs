//! `dateline gazetteer find`: what a name may stand for.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

use console::Style;
use dateline_model::Place;
use dateline_places::Gazetteer;
use dateline_serve::wire::PlaceJson;
use serde::Serialize;

use super::folder::{Folder, Merged, Opened};
use crate::table::{Cell, Column, Table, terminal_width};

/// Options of `dateline gazetteer find`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A name in any spelling
    #[arg(required = true)]
    name: Vec<String>,
    /// JSON Lines, one place a line, first the one that wins
    #[arg(long)]
    json: bool,
}

/// A place and where it comes from.
#[derive(Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    place: PlaceJson,
    /// `shipped`, or the name of an import.
    from: &'a str,
    /// Places of imports that were merged into it.
    merged: Vec<&'a Merged>,
}

/// Prints the places, the one that wins without a text first. Exit code 1 when there is none.
pub(super) fn run(folder: &Folder, args: &Args) -> anyhow::Result<ExitCode> {
    let opened = folder.open()?;
    let name = args.name.join(" ");
    let places = opened.gazetteer.find(&name);
    if places.is_empty() {
        eprintln!("dateline: no place is called {name}");
        return Ok(ExitCode::from(1));
    }
    let found = origins(folder, &opened, &places, &name)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        for it in &found {
            serde_json::to_writer(&mut out, it)?;
            writeln!(out)?;
        }
    } else {
        for line in table(&found).lines(terminal_width()) {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Where each place comes from.
fn origins<'a>(
    folder: &Folder,
    opened: &'a Opened,
    places: &[Place],
    name: &str,
) -> anyhow::Result<Vec<Found<'a>>> {
    let mut merged: BTreeMap<&str, Vec<&Merged>> = BTreeMap::new();
    for it in &opened.merged {
        merged.entry(&it.into).or_default().push(it);
    }
    // A name that came with a merge leads to places that the import has under keys of its own.
    let mut from: BTreeMap<String, &str> = BTreeMap::new();
    for import in &opened.imports {
        for place in Gazetteer::open(&folder.file(&import.name, "bin")?)?.find(name) {
            from.entry(place.id.to_string()).or_insert(&import.name);
        }
    }
    let shipped = Gazetteer::embedded()?;
    let shipped: Vec<String> = shipped.find(name).into_iter().map(|it| it.id.to_string()).collect();
    let found = places.iter().map(|place| {
        let id = place.id.as_str();
        let merged = merged.get(id).cloned().unwrap_or_default();
        let import = from.get(id).filter(|_| !shipped.iter().any(|it| it == id));
        // A GeoNames number that was merged was known before.
        let import = import.filter(|_| !merged.iter().any(|it| it.place == it.into));
        Found { place: PlaceJson::from(place), from: import.copied().unwrap_or("shipped"), merged }
    });
    Ok(found.collect())
}

fn table(found: &[Found<'_>]) -> Table {
    let mut table = Table::new(&[
        Column::whole("wins"),
        Column::whole("id"),
        Column::words("name"),
        Column::whole("kind"),
        Column::whole("country"),
        Column::words("in"),
        Column::number("north"),
        Column::number("east"),
        Column::number("km"),
        Column::number("people"),
        Column::whole("from"),
        Column::words("merged"),
    ]);
    for (at, Found { place, from, merged }) in found.iter().enumerate() {
        let within = [&place.admin2, &place.admin1].into_iter().flatten().cloned().collect::<Vec<_>>();
        let merged = merged.iter().map(|it| format!("{} of {}", it.place, it.import)).collect::<Vec<_>>();
        table.push([
            (if at == 0 { "first" } else { "" }).into(),
            Cell::styled(&place.id, Style::new().cyan()),
            place.name.as_str().into(),
            place.kind.into(),
            place.country.as_deref().unwrap_or("·").into(),
            within.join(", ").into(),
            format!("{:.4}", place.lat).into(),
            format!("{:.4}", place.lon).into(),
            format!("{:.1}", f64::from(place.radius_m) / 1000.0).into(),
            place.population.to_string().into(),
            (*from).into(),
            merged.join(", ").into(),
        ]);
    }
    table
}
