//! `dateline build`: reports in, database out.
//!
//! In the order data flows: `inputs` (which files) -> `reader` (records, one window of reports after another) ->
//! `rooms` (clean and claims, all cores) -> `writer` (one transaction a window) -> `fuse` (incidents).

mod inputs;
mod interrupt;
mod progress;
mod reader;
mod rooms;
mod writer;
mod fuse;
mod summary;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use anyhow::{Context, bail};
use dateline_model::{Reliability, Source, SourceId};
use dateline_reports::{DateOrder, ReadOptions};
use dateline_store::{Access, Store};
use dateline_tables::sources;
use rayon::ThreadPoolBuilder;

use progress::Progress;
use rooms::Rooms;
use summary::Summary;

/// Exit code of a run that the user stopped, as shells give it for Ctrl-C.
const INTERRUPTED: u8 = 130;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files (txt, html, json, jsonl, csv, tsv, RSS, Atom, JSON Feed; each also .gz), folders, patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The database; made when there is none
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    /// The column or key that holds one of our fields, as in --column text=body; may be given again
    #[arg(long = "column", value_name = "OURS=THEIRS", value_parser = column)]
    columns: Vec<(String, String)>,
    /// The publisher of reports that name none: an id of the outlet table, a name or a host name
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// day-first or month-first, for dates such as 4/5/2017; the other dates of the file tell when not given
    #[arg(long, value_name = "ORDER", value_parser = date_order)]
    date_order: Option<DateOrder>,
    /// Stop at the first input that cannot be read
    #[arg(long)]
    strict: bool,
    /// How many cores to use; all when not given
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    #[command(flatten)]
    gazetteer: super::gazetteer::Folder,
    #[command(flatten)]
    read_by: super::read_by::ReadBy,
}

impl Args {
    /// Those for the sample reports, one table of which calls its text `article_content`.
    pub(crate) fn for_samples(folder: PathBuf, db: PathBuf) -> Self {
        let columns = vec![("text".to_owned(), "article_content".to_owned())];
        let inputs = vec![folder];
        Self {
            inputs,
            db,
            columns,
            source: None,
            date_order: None,
            strict: false,
            jobs: None,
            gazetteer: super::gazetteer::Folder::default(),
            read_by: super::read_by::ReadBy::default(),
        }
    }
}

/// Reads the inputs into the database and fuses what they claim.
///
/// Exit codes: 0 all was read; 1 some inputs were bad, the rest was read; 130 the user stopped it, what was
/// finished is kept.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    interrupt::listen()?;
    let begun = now();
    let mut store = Store::open_or_create(&args.db)?;
    store.seed_sources(&shipped_sources())?;
    let mut summary = read_all(args, &mut store)?;
    if !interrupt::is_stopped() {
        fuse::fuse_all(&mut store, &mut summary)?;
    }
    summary.print(&store, begun.elapsed(), &args.db)?;
    Ok(if interrupt::is_stopped() {
        ExitCode::from(INTERRUPTED)
    } else if summary.bad > 0 {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// Runs reader, rooms and writer side by side; each waits when the next is a window behind.
fn read_all(args: &Args, store: &mut Store) -> anyhow::Result<Summary> {
    let opened = args.gazetteer.open()?;
    let mark = opened.mark();
    let read_by = args.read_by.over(opened.gazetteer, &mark)?;
    // Reports that a person added stand in no input.
    let by_hand = store.added_by_hand(read_by.engine())?;
    let pool = ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build()?;
    let known = Store::open(&args.db, Access::ReadOnly)?;
    let inputs = inputs::expand(&args.inputs);
    let progress = Progress::reading(&inputs);
    let options = ReadOptions {
        columns: args.columns.clone(),
        source: args.source.clone(),
        date_order: args.date_order,
        ..ReadOptions::default()
    };
    let mut summary = Summary { passed_over: inputs.n_passed_over, ..Summary::default() };
    let (send_window, windows) = sync_channel(1);
    let (send_read, read) = sync_channel(1);
    // The reader may wait on a pipe for ever; it ends with the process.
    let reader = reader::Reader { options, is_strict: args.strict, progress: progress.clone() };
    std::thread::spawn(move || reader.read(inputs, &send_window));
    std::thread::scope(|scope| {
        let rooms = Rooms { pool, reader: read_by, known, by_hand };
        let rooms = scope.spawn(move || rooms.run(&windows, &send_read));
        writer::write(store, read, &progress, &mut summary)?;
        rooms.join().unwrap_or_else(|_| bail!("the reading threads ended too early"))
    })?;
    progress.finish();
    Ok(summary)
}

/// The outlet table as sources of the database.
fn shipped_sources() -> Vec<Source> {
    let source = |row: &dateline_tables::SourceRow| Source {
        id: SourceId::new(row.id),
        name: row.name.to_owned(),
        aliases: row.aliases.iter().map(|&alias| alias.to_owned()).collect(),
        kind: row.kind,
        country: row.country.map(str::to_owned),
        side: row.side.map(dateline_model::ActorId::new),
        reliability: Reliability::F,
    };
    sources::all().iter().map(source).collect()
}

fn column(pair: &str) -> anyhow::Result<(String, String)> {
    let (ours, theirs) = pair.split_once('=').context("expected OURS=THEIRS, as text=article_content")?;
    if !ReadOptions::FIELDS.contains(&ours) {
        bail!("`{ours}` is none of {}", ReadOptions::FIELDS.join(", "));
    }
    Ok((ours.to_owned(), theirs.to_owned()))
}

fn date_order(name: &str) -> anyhow::Result<DateOrder> {
    match name {
        "day-first" => Ok(DateOrder::DayFirst),
        "month-first" => Ok(DateOrder::MonthFirst),
        _ => bail!("expected day-first or month-first"),
    }
}

/// The present, for the summary.
#[expect(clippy::disallowed_methods, reason = "the command is the edge where time comes in")]
fn now() -> Instant {
    Instant::now()
}

/// The present, for the database.
#[expect(clippy::disallowed_methods, reason = "the command is the edge where time comes in")]
fn timestamp() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
