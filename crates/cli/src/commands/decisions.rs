//! `dateline decisions`: what persons decided, listed, written out and taken in.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use console::Style;
use dateline_model::{Decision, Effect};
use dateline_review::{Entry, fuse_pending, ledger};
use dateline_serve::wire::EntryJson;
use dateline_store::{Access, Store};

use super::decide::now;
use crate::table::{Cell, Column, Table, terminal_width};
use crate::words;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db", global = true)]
    db: PathBuf,
    /// JSON Lines, one decision a line, with what became of it
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Write all decisions as JSON Lines, for another database.
    Export {
        /// Where to write; standard output when not given
        #[arg(long, short, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Take in decisions that another database wrote; those that are here already stay as they are.
    Import {
        /// The file, or - for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Lists the decisions, writes them out, or takes some in.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        None => list(args),
        Some(Action::Export { out }) => export(&args.db, out.as_deref()),
        Some(Action::Import { file }) => import(&args.db, file),
    }
}

fn list(args: &Args) -> anyhow::Result<ExitCode> {
    let store = Store::open(&args.db, Access::ReadOnly)?;
    let entries = ledger(&store)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        for entry in &entries {
            serde_json::to_writer(&mut out, &EntryJson::from(entry))?;
            writeln!(out)?;
        }
    } else if !entries.is_empty() {
        for line in table(&entries).lines(terminal_width()) {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    if entries.is_empty() {
        eprintln!("nobody decided anything yet");
    }
    Ok(ExitCode::SUCCESS)
}

fn export(db: &Path, out: Option<&Path>) -> anyhow::Result<ExitCode> {
    let store = Store::open(db, Access::ReadOnly)?;
    let mut to: Box<dyn Write> = match out {
        Some(path) => {
            Box::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?)
        }
        None => Box::new(std::io::stdout().lock()),
    };
    let decisions = store.decisions()?;
    for decision in &decisions {
        writeln!(to, "{}", store.decision_form(decision)?.as_str())?;
    }
    to.flush()?;
    if let Some(path) = out {
        eprintln!("{} decisions written to {}", decisions.len(), path.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes in all lines or, when one is bad, none.
fn import(db: &Path, file: &Path) -> anyhow::Result<ExitCode> {
    let mut store = Store::open_or_create(db)?;
    let lines: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let opened = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
        Box::new(BufReader::new(opened))
    };
    let mut decisions: Vec<Decision> = Vec::new();
    for (nth, line) in lines.lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {}", file.display()))?;
        if !line.trim().is_empty() {
            let read = store.read_decision(&line);
            decisions
                .push(read.with_context(|| format!("{}:{}: nothing was taken in", file.display(), nth + 1))?);
        }
    }
    let new = store.put_decisions(&decisions)?;
    fuse_pending(&mut store, &now, &mut |_, _| true)?;
    let waiting = ledger(&store)?.iter().filter(|it| it.effect == Effect::NotApplicable).count();
    println!("{} decisions read, {new} of them new", decisions.len());
    if waiting > 0 {
        println!("{waiting} decisions speak of claims that are not here; they wait for them");
    }
    Ok(ExitCode::SUCCESS)
}

fn table(entries: &[Entry]) -> Table {
    let mut table = Table::new(&[
        Column::whole("id"),
        Column::whole("made"),
        Column::whole("by"),
        Column::whole("what"),
        Column::words("of"),
        Column::words("why"),
        Column::whole("state"),
    ]);
    for Entry { decision, effect } in entries {
        table.push([
            Cell::styled(decision.id.as_str(), Style::new().cyan()),
            decision.at.strftime("%Y-%m-%d %H:%M").to_string().into(),
            decision.author.as_str().into(),
            words::plain(decision.verdict.as_str()).into(),
            words::verdict(&decision.verdict).into(),
            decision.reason.as_str().into(),
            state(effect).into(),
        ]);
    }
    table
}

/// What became of a decision, in words.
fn state(effect: &Effect) -> String {
    match effect {
        Effect::InForce => "in force".to_owned(),
        Effect::Undone(by) => format!("undone by {by}"),
        Effect::Overruled(by) => format!("overruled by {by}"),
        Effect::NotApplicable => "not applicable".to_owned(),
    }
}
