//! `dateline diff`: what changed between two databases, or since a moment in one.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use console::{Style, style};
use dateline_serve::wire::DiffJson;
use dateline_store::{Access, Difference, IncidentDiff, Store, Values, diff};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::words;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The earlier database; with --since the only one
    old: Option<PathBuf>,
    /// The later database
    #[arg(conflicts_with = "since")]
    new: Option<PathBuf>,
    /// What changed in one database since this moment: 2026-05-01, or 2026-05-01T14:30:00Z
    #[arg(long, value_name = "TIME", value_parser = moment)]
    since: Option<Timestamp>,
    /// The database of --since
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    /// JSON Lines, one incident a line
    #[arg(long)]
    json: bool,
}

/// Prints each incident that is not as it was; exit code 0 whether any is or not.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let found = match (&args.since, &args.old, &args.new) {
        (Some(since), old, _) => {
            Store::open(old.as_ref().unwrap_or(&args.db), Access::ReadOnly)?.changes_since(*since)?
        }
        (None, Some(old), Some(new)) => {
            diff(&Store::open(old, Access::ReadOnly)?, &Store::open(new, Access::ReadOnly)?)?
        }
        _ => anyhow::bail!("name two databases, or one and a moment with --since"),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for it in &found {
        if args.json {
            serde_json::to_writer(&mut out, &DiffJson::from(it))?;
            writeln!(out)?;
        } else {
            print(&mut out, it)?;
        }
    }
    out.flush()?;
    if !args.json {
        eprintln!("{}", counted(&found));
    }
    Ok(ExitCode::SUCCESS)
}

fn print(out: &mut impl Write, it: &IncidentDiff) -> anyhow::Result<()> {
    let id = style(it.id.as_str()).cyan();
    let kind = |word: &str, look: Style| look.apply_to(format!("{word:<9}"));
    match &it.difference {
        Difference::New(values) => {
            writeln!(out, "{} {id}  {}", kind("new", Style::new().green()), in_short(values))?;
        }
        Difference::Split(origin, values) => {
            let look = kind("split", Style::new().green());
            writeln!(out, "{look} {id}  out of {origin}: {}", in_short(values))?;
        }
        Difference::Merged(heir) => {
            writeln!(out, "{} {id}  into {heir}", kind("merged", Style::new().yellow()))?;
        }
        Difference::Withdrawn(values) => {
            writeln!(out, "{} {id}  {}", kind("withdrawn", Style::new().red()), in_short(values))?;
        }
        Difference::Changed(fields) => {
            let told =
                fields.iter().map(|(name, (old, new))| format!("{name} {} → {}", short(old), short(new)));
            let told = told.collect::<Vec<_>>().join(", ");
            writeln!(out, "{} {id}  {told}", kind("changed", Style::new().yellow()))?;
        }
    }
    Ok(())
}

/// Type, day, place and killed of an incident.
fn in_short(values: &Values) -> String {
    let text = |name: &str| values.get(name).and_then(Value::as_str);
    let kind = text("event_type").map(words::event_type);
    let day = text("time_start").and_then(|time| time.get(..10)).map(str::to_owned);
    let killed = values.get("killed").map(short).filter(|it| it != UNKNOWN).map(|it| format!("{it} killed"));
    let parts = [kind, day, text("place").map(str::to_owned), killed];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

const UNKNOWN: &str = "unknown";

/// A value of the history in short; a count is written as everywhere.
fn short(value: &Value) -> String {
    match value {
        Value::Null => UNKNOWN.to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(ends) => match ends.as_slice() {
            [Value::Null, _] => UNKNOWN.to_owned(),
            [min, Value::Null] => format!("{min}+"),
            [min, max] if min == max => min.to_string(),
            [min, max] => format!("{min}-{max}"),
            _ => value.to_string(),
        },
        other => other.to_string(),
    }
}

/// How many of each kind.
fn counted(found: &[IncidentDiff]) -> String {
    let count = |is: fn(&Difference) -> bool| found.iter().filter(|it| is(&it.difference)).count();
    format!(
        "{} new, {} changed, {} merged, {} split, {} withdrawn",
        count(|it| matches!(it, Difference::New(_))),
        count(|it| matches!(it, Difference::Changed(_))),
        count(|it| matches!(it, Difference::Merged(_))),
        count(|it| matches!(it, Difference::Split(..))),
        count(|it| matches!(it, Difference::Withdrawn(_))),
    )
}

/// A moment with its zone, or the beginning of a day in UTC.
fn moment(text: &str) -> anyhow::Result<Timestamp> {
    if let Ok(day) = text.parse::<Date>()
        && !text.contains(['T', ' '])
    {
        return Ok(day.at(0, 0, 0, 0).to_zoned(TimeZone::UTC)?.timestamp());
    }
    text.parse()
        .context("expected a day as 2026-05-01 (UTC), or a moment with its zone as 2026-05-01T14:30:00Z")
}
