//! `dateline incidents`: the incidents as a table, newest first.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use console::{Style, style};
use dateline_model::Role;
use dateline_serve::wire::SummaryJson;
use dateline_store::{Access, Filter, IncidentRow, Page, Store};

use super::filter::FilterArgs;
use crate::table::{Cell, Column, Table, terminal_width};
use crate::words;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    #[command(flatten)]
    filter: FilterArgs,
    /// At most so many, the newest; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
    /// JSON Lines, one incident a line
    #[arg(long)]
    json: bool,
}

impl Args {
    /// All incidents of a database, as a table.
    pub(crate) fn of(db: PathBuf) -> Self {
        Self { db, filter: FilterArgs::default(), limit: 0, json: false }
    }
}

/// Prints the incidents of the filter.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = Store::open(&args.db, Access::ReadOnly)?;
    let filter = args.filter.filter();
    let rows = newest(&store, &filter, args.limit)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        for row in &rows {
            serde_json::to_writer(&mut out, &SummaryJson::from(row))?;
            writeln!(out)?;
        }
    } else {
        print(&mut out, &rows)?;
    }
    out.flush()?;
    let n_all = store.count(&filter)?;
    if n_all > rows.len() as u64 {
        eprintln!("{} of {n_all} incidents; --limit 0 shows all", rows.len());
    } else if rows.is_empty() {
        eprintln!("no incident fits");
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the table that `dateline build` ends with, too.
pub(crate) fn print(out: &mut impl Write, rows: &[IncidentRow]) -> anyhow::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let width = terminal_width();
    for line in table(rows).lines(width) {
        writeln!(out, "{line}")?;
    }
    if width.is_some() {
        writeln!(out, "{}", style("sources: independent roots/outlets/reports; ·: not told").dim())?;
    }
    Ok(())
}

/// The newest incidents of the filter: at most `limit`, or all when it is 0.
pub(crate) fn newest(store: &Store, filter: &Filter, limit: u32) -> anyhow::Result<Vec<IncidentRow>> {
    const AT_ONCE: u32 = 1_000;
    let mut rows: Vec<IncidentRow> = Vec::new();
    let mut page = Page { limit: AT_ONCE, after: None };
    loop {
        if limit > 0 {
            page.limit = AT_ONCE.min(limit - u32::try_from(rows.len()).unwrap_or(limit).min(limit));
        }
        let found = store.incidents(filter, page)?;
        rows.extend(found.rows);
        page.after = found.next;
        if page.after.is_none() || limit > 0 && rows.len() >= limit as usize {
            return Ok(rows);
        }
    }
}

fn table(rows: &[IncidentRow]) -> Table {
    let mut table = Table::new(&[
        Column::whole("id"),
        Column::whole("when"),
        Column::words("what"),
        Column::words("where"),
        Column::words("who"),
        Column::number("killed"),
        Column::number("injured"),
        Column::whole("sources"),
        Column::whole("grade"),
    ]);
    for row in rows {
        table.push([
            Cell::styled(row.id.as_str(), Style::new().cyan()),
            row.time.map_or_else(|| "unknown".to_owned(), words::day).into(),
            row.event_type.as_ref().map_or_else(String::new, |key| words::event_type(key.as_str())).into(),
            place(row).into(),
            who(row).into(),
            words::count(row.killed).into(),
            words::count(row.injured).into(),
            words::sources(row.sources).into(),
            Cell::styled(row.grade.as_str(), words::grade_style(row.grade)),
        ]);
    }
    table
}

fn place(row: &IncidentRow) -> String {
    let country = row.country.as_deref().unwrap_or_default();
    match &row.place {
        Some(name) if country.is_empty() => name.clone(),
        Some(name) => format!("{name}, {country}"),
        None => "unknown".to_owned(),
    }
}

/// Initiators, an arrow, those it was aimed at.
fn who(row: &IncidentRow) -> String {
    let names = |roles: &[Role]| {
        let mut names: Vec<&str> = Vec::new();
        for actor in row.actors.iter().filter(|actor| roles.contains(&actor.role)) {
            if !names.contains(&actor.name.as_str()) {
                names.push(&actor.name);
            }
        }
        names.join(", ")
    };
    let (by, at) = (names(&[Role::Initiator]), names(&[Role::Target, Role::Partner]));
    match (by.is_empty(), at.is_empty()) {
        (_, true) => by,
        (true, false) => format!("→ {at}"),
        (false, false) => format!("{by} → {at}"),
    }
}
