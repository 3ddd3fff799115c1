//! `dateline sources`: the outlet table inside the database, listed and edited.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use console::Style;
use dateline_model::{ActorId, Reliability, SourceId, SpeakerKind};
use dateline_serve::wire::StoredSourceJson;
use dateline_store::{Access, SourceEdit, Store, StoredSource};
use jiff::Timestamp;

use crate::table::{Cell, Column, Table, terminal_width};
use crate::words;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db", global = true)]
    db: PathBuf,
    /// Also outlets that published no report here and were not edited
    #[arg(long)]
    all: bool,
    /// JSON Lines, one source a line
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Edit a source; what you set stays when the shipped table changes.
    Set(SetArgs),
}

#[derive(Debug, clap::Args)]
struct SetArgs {
    /// Its id, as the list shows it
    id: String,
    /// The name to show
    #[arg(long)]
    name: Option<String>,
    /// Another name or host name, in place of those it has; may be given again
    #[arg(long = "alias", value_name = "NAME")]
    aliases: Vec<String>,
    /// What kind of publisher; a wrong one is answered with the list
    #[arg(long, value_parser = kind)]
    kind: Option<SpeakerKind>,
    /// Two-letter country code, or `none`
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Option<Clearable>,
    /// Key of the party it belongs to, or `none`
    #[arg(long, value_name = "ACTOR", value_parser = side)]
    side: Option<Clearable>,
    /// How reliable you judge it: A (completely) to E (not at all), F (cannot be judged)
    #[arg(long, value_name = "LETTER", value_parser = reliability)]
    reliability: Option<Reliability>,
}

/// A value that `none` takes away.
#[derive(Clone, Debug)]
struct Clearable(Option<String>);

/// Lists the sources, or edits one.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.action {
        None => list(args),
        Some(Action::Set(edit)) => set(&args.db, edit),
    }
}

fn list(args: &Args) -> anyhow::Result<ExitCode> {
    let store = Store::open(&args.db, Access::ReadOnly)?;
    let mut sources = store.sources()?;
    let n_all = sources.len();
    sources.retain(|it| args.all || it.reports > 0 || it.user_edited);
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        for source in &sources {
            serde_json::to_writer(&mut out, &StoredSourceJson::from(source))?;
            writeln!(out)?;
        }
    } else {
        for line in table(&sources).lines(terminal_width()) {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    if n_all > sources.len() {
        eprintln!("{} of {n_all} sources; --all shows those without reports", sources.len());
    }
    Ok(ExitCode::SUCCESS)
}

fn set(db: &Path, args: &SetArgs) -> anyhow::Result<ExitCode> {
    let edit = SourceEdit {
        name: args.name.clone(),
        aliases: (!args.aliases.is_empty()).then(|| args.aliases.clone()),
        kind: args.kind,
        country: args.country.clone().map(|it| it.0),
        side: args.side.clone().map(|it| it.0.map(ActorId::new)),
        reliability: args.reliability,
    };
    anyhow::ensure!(edit != SourceEdit::default(), "nothing to set: give --reliability, --kind, --name, ...");
    let mut store = Store::open(db, Access::ReadWrite)?;
    let edited = store.set_source(&SourceId::new(args.id.as_str()), edit, now())?;
    for line in table(&[edited]).lines(terminal_width()) {
        println!("{line}");
    }
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the present time comes in")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn table(sources: &[StoredSource]) -> Table {
    let mut table = Table::new(&[
        Column::whole("id"),
        Column::words("name"),
        Column::whole("kind"),
        Column::whole("country"),
        Column::words("side"),
        Column::whole("reliability"),
        Column::number("reports"),
        Column::whole("edited"),
    ]);
    for StoredSource { source, user_edited, reports } in sources {
        table.push([
            Cell::styled(source.id.as_str(), Style::new().cyan()),
            source.name.as_str().into(),
            words::plain(source.kind.as_str()).into(),
            source.country.as_deref().unwrap_or("·").into(),
            source.side.as_ref().map_or("·", |side| side.as_str()).into(),
            source.reliability.as_str().into(),
            reports.to_string().into(),
            (if *user_edited { "by you" } else { "" }).into(),
        ]);
    }
    table
}

fn kind(name: &str) -> anyhow::Result<SpeakerKind> {
    let known = || SpeakerKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    SpeakerKind::parse(name).with_context(|| format!("expected one of {}", known()))
}

fn reliability(letter: &str) -> anyhow::Result<Reliability> {
    Reliability::parse(&letter.to_ascii_uppercase()).context("expected a letter from A to F")
}

fn country(code: &str) -> anyhow::Result<Clearable> {
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    anyhow::ensure!(is_code || code == "none", "expected two letters, as SY, or none");
    Ok(Clearable(is_code.then(|| code.to_ascii_uppercase())))
}

#[expect(clippy::unnecessary_wraps, reason = "the form that clap asks for")]
fn side(actor: &str) -> anyhow::Result<Clearable> {
    Ok(Clearable((actor != "none").then(|| actor.to_owned())))
}
