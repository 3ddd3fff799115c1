//! `dateline why`: the evidence that two incidents or claims are one, in plain words.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use console::style;
use dateline_review::{Subject, Why, why};
use dateline_serve::wire::WhyJson;
use dateline_store::{Access, Store};

use crate::words;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id of an incident or claim, or the start of it
    a: String,
    /// Id of another
    b: String,
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// At most so many pairs that cannot be one are told.
const TOLD: usize = 5;

/// Prints how the two compare.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = Store::open(&args.db, Access::ReadOnly)?;
    let why = why(&store, &args.a, &args.b)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &WhyJson::from(&why))?;
        writeln!(out)?;
    } else {
        print(&mut out, &why)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print(out: &mut impl Write, why: &Why) -> anyhow::Result<()> {
    for subject in [&why.a, &why.b] {
        writeln!(out, "{}  {}", style(named(subject)).cyan(), subject.stored.headline)?;
    }
    let comparison = &why.comparison;
    writeln!(out)?;
    for part in &comparison.parts {
        let share = match comparison.pairs {
            1 => String::new(),
            all => format!(" ({} of {all} pairs of claims)", part.pairs),
        };
        writeln!(out, "{:>+7.2}  {}{}", part.weight, part.words, style(share).dim())?;
    }
    writeln!(
        out,
        "{:>+7.2}  together: a chance of {:.2} that they are one event",
        comparison.odds, comparison.chance
    )?;
    for (a, b, words) in comparison.forbidden.iter().take(TOLD) {
        writeln!(out, "never one, whatever else speaks for it: {words} ({a} and {b})")?;
    }
    if comparison.forbidden.len() > TOLD {
        writeln!(out, "... and {} more such pairs", comparison.forbidden.len() - TOLD)?;
    }
    for entry in &why.decisions {
        let decision = &entry.decision;
        let reason =
            if decision.reason.is_empty() { String::new() } else { format!(": {}", decision.reason) };
        let kind = words::plain(decision.verdict.as_str());
        writeln!(out, "decided by {} on {} ({kind}, {}){reason}", decision.author, decision.at, decision.id)?;
    }
    let stand = if why.is_one { "they stand in one incident" } else { "they stand in two incidents" };
    writeln!(out, "{stand}")?;
    Ok(())
}

/// The incident's id, or that of the claim with its incident.
fn named(subject: &Subject) -> String {
    match subject.claim {
        Some(claim) => format!("{claim} of {}", subject.id()),
        None => subject.id().to_string(),
    }
}
