//! `cargo measure`: the figures of `BENCH.md`, each table by one command.
//!
//! [`binary`] builds and runs the real `dateline`; [`corpus`] (many real reports), [`speed`] over [`multiplied`] and
//! [`rooms`] (how fast), [`queries`] (how soon an answer), [`draw`] (incidents for a person's eye), [`times`],
//! [`places`] and [`says`] (scores on collections that people marked).

mod clock;
mod binary;
mod dice;
mod multiplied;
mod rooms;
mod corpus;
mod speed;
mod queries;
mod draw;
mod times;
pub(crate) mod places;
mod says;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Where databases and multiplied samples are put.
const FOLDER: &str = "target/measure";

/// Runs the measurement that `args` name.
///
/// # Errors
/// When the arguments name none, or something could not be built, run or read.
pub(crate) fn run(args: &[&str]) -> Result<()> {
    if cfg!(debug_assertions) {
        eprintln!("not an optimised build: use `cargo measure` for figures that count");
    }
    std::fs::create_dir_all(FOLDER).with_context(|| format!("cannot make {FOLDER}"))?;
    match args {
        ["corpus", rest @ ..] => corpus::measure(folder(rest)),
        ["times", rest @ ..] => times::measure(folder(rest)),
        ["places", rest @ ..] => places::measure(folder(rest)),
        ["peers", rest @ ..] => places::peers::measure(folder(rest)),
        ["says", rest @ ..] => says::measure(folder(rest)),
        ["speed"] => speed::measure(),
        ["queries"] => queries::measure(100_000),
        ["queries", incidents] => queries::measure(incidents.parse()?),
        ["draw", number, rest @ ..] => {
            let seed = option(rest, "--seed").unwrap_or("1").parse()?;
            let db = option(rest, "--db").unwrap_or("dateline.db");
            draw::draw(number.parse()?, seed, Path::new(db))
        }
        _ => bail!("expected corpus, times, places, peers, says, speed, queries or draw"),
    }
}

/// The folder of collections: the one given, else that of the environment; `None` when neither is.
fn folder(rest: &[&str]) -> Option<PathBuf> {
    rest.first().map(PathBuf::from).or_else(|| std::env::var_os("DATELINE_DATA").map(PathBuf::from))
}

/// The word after `name`.
fn option<'a>(args: &[&'a str], name: &str) -> Option<&'a str> {
    args.iter().skip_while(|arg| **arg != name).nth(1).copied()
}

/// A file of this measurement, made anew: what a run before left there is taken away.
fn fresh(name: &str) -> PathBuf {
    for ending in ["", "-wal", "-shm"] {
        // Gone already is as good.
        let _ = std::fs::remove_file(Path::new(FOLDER).join(format!("{name}{ending}")));
    }
    Path::new(FOLDER).join(name)
}
