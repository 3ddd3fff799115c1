//! `dateline claims`: what the reports of one file assert.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use dateline_claims::{ReadReport, read_report};
use dateline_model::Report;
use dateline_places::Gazetteer;
use dateline_reader::Reader;
use dateline_reports::{MediaType, ReadOptions, read};
use dateline_serve::wire::{ClaimJson, NoteJson};
use serde::Serialize;

/// Options of `dateline claims`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file of reports, or `-` for JSON Lines `{id, text, published}` from standard input.
    input: PathBuf,
    #[command(flatten)]
    gazetteer: super::gazetteer::Folder,
    #[command(flatten)]
    read_by: super::read_by::ReadBy,
}

/// One report with what it asserts. Spans are bytes of `text`, each with the words it covers.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    text: &'a str,
    claims: Vec<ClaimJson>,
    notes: Vec<NoteJson>,
}

/// Prints the claims of every report in the input, one line a report.
///
/// # Errors
///
/// When the input cannot be opened or the output not written. A bad record gets one line on standard error, and the
/// exit code is 1.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (input, name, options) = open(&args.input)?;
    let gazetteer = args.gazetteer.open()?.gazetteer;
    let reader = args.read_by.learned()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    for report in read(input, &name, &options) {
        match report {
            Ok(report) => print(&mut out, report, &gazetteer, reader)?,
            Err(error) => {
                eprintln!("dateline: {error}");
                code = ExitCode::from(1);
            }
        }
    }
    out.flush()?;
    Ok(code)
}

/// The input, its name, and how to read it: standard input is JSON Lines.
pub(super) fn open(path: &Path) -> anyhow::Result<(Box<dyn Read + Send>, String, ReadOptions)> {
    if path == Path::new("-") {
        let options = ReadOptions { media: Some(MediaType::JsonLines), ..ReadOptions::default() };
        return Ok((Box::new(io::stdin()), "-".to_owned(), options));
    }
    let name = path.display().to_string();
    let file = File::open(path).with_context(|| format!("cannot open {name}"))?;
    Ok((Box::new(file), name, ReadOptions::default()))
}

fn print(
    out: &mut impl Write,
    report: Report,
    gazetteer: &Gazetteer,
    reader: Option<&Reader>,
) -> anyhow::Result<()> {
    let ReadReport { report, reading, .. } = read_report(report, gazetteer, reader);
    let line = Line {
        id: report.external_id.clone().unwrap_or_else(|| report.id.to_string()),
        text: &report.text,
        claims: reading.claims.iter().map(|claim| ClaimJson::new(claim, &report.text)).collect(),
        notes: reading.notes.iter().map(|note| NoteJson::new(note, &report.text)).collect(),
    };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)?;
    Ok(())
}
