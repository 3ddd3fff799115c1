//! `measure speed`: reports a second, memory and size of the database, at 1, 10 and 100 times the samples.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline_model::Report;
use dateline_places::Gazetteer;
use dateline_reports::{ReadOptions, read};
use dateline_store::{Access, Filter, Store};

use super::binary::{self, Run};
use super::multiplied::{Places, lines};
use super::{FOLDER, fresh, rooms};

const SAMPLES: &str = "examples/reports";

/// Measures and prints.
///
/// # Errors
/// When something could not be built, run or read.
pub(super) fn measure() -> Result<()> {
    let dateline = binary::build()?;
    let gazetteer = Gazetteer::embedded()?;
    let samples = samples()?;
    let places = Places::of(&samples, &gazetteer);
    println!(
        "{:<7} {:>8} {:>6} {:>8} {:>8} {:>10} {:>10} {:>8} {:>9} {:>9} {:>11}",
        "times",
        "reports",
        "cores",
        "wall s",
        "cpu s",
        "reports/s",
        "per cpu s",
        "MB peak",
        "incidents",
        "MB of db",
        "MB/1000 rep"
    );
    for times in [1, 10, 100] {
        let path = Path::new(FOLDER).join(format!("samples-{times}.jsonl"));
        let all = lines(&samples, &places, times)?;
        std::fs::write(&path, &all).with_context(|| format!("cannot write {}", path.display()))?;
        for cores in [1, 2] {
            build(&dateline, &path, times, cores)?;
        }
    }
    rooms::measure(&lines(&samples, &places, 10)?, &gazetteer)
}

/// How the samples are read.
pub(super) fn options() -> ReadOptions {
    let columns = vec![("text".to_owned(), "article_content".to_owned())];
    ReadOptions { columns, ..ReadOptions::default() }
}

/// The sample reports, by file.
fn samples() -> Result<Vec<Report>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(SAMPLES)];
    while let Some(folder) = folders.pop() {
        for entry in
            std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path = entry?.path();
            if path.is_dir() { &mut folders } else { &mut files }.push(path);
        }
    }
    files.sort();
    let mut reports = Vec::new();
    for path in files {
        let file = File::open(&path)?;
        reports.extend(read(file, &path.display().to_string(), &options()).filter_map(Result::ok));
    }
    Ok(reports)
}

/// Builds a database from nothing and prints what it took.
#[expect(clippy::cast_precision_loss, reason = "rates for the eye")]
fn build(dateline: &Path, input: &Path, times: usize, cores: usize) -> Result<()> {
    let db = fresh("speed.db");
    let jobs = cores.to_string();
    let args: Vec<&OsStr> = vec![
        "build".as_ref(),
        input.as_ref(),
        "--db".as_ref(),
        db.as_ref(),
        "--jobs".as_ref(),
        jobs.as_ref(),
    ];
    let Run { wall, cpu, peak, .. } =
        if cores == 1 { binary::run_on_one_core(dateline, &args)? } else { binary::run(dateline, &args)? };
    let store = Store::open(&db, Access::ReadOnly)?;
    let stats = store.stats()?;
    let reports =
        stats.tables.iter().find(|(table, _)| *table == "reports").map_or(0, |(_, rows)| *rows) as f64;
    let megabytes = stats.bytes as f64 / 1e6;
    println!(
        "{times:<7} {reports:>8} {cores:>6} {:>8.2} {:>8.2} {:>10.0} {:>10.0} {:>8.0} {:>9} {megabytes:>9.1} {:>11.1}",
        wall.as_secs_f64(),
        cpu.as_secs_f64(),
        reports / wall.as_secs_f64(),
        reports / cpu.as_secs_f64().max(0.01),
        peak as f64 / 1e6,
        store.count(&Filter::default())?,
        megabytes / reports * 1_000.0,
    );
    Ok(())
}
