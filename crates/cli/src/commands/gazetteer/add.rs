//! `dateline gazetteer add`: files in, one import out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use dateline_places::{Gazetteer, ImportForm, ImportOptions, Imported, Importer};
use flate2::read::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::folder::{FileOfImport, Folder, Origin};

/// Options of `dateline gazetteer add`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files of places, each also .gz; those of one call make one import
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to call the import; the name of the first file when not given
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: Option<String>,
    /// geonames, alternate-names, wof, ocha or table; the columns of each file tell when not given
    #[arg(long, value_name = "FORM", value_parser = form)]
    format: Option<ImportForm>,
    /// Only places of these countries, two letters; one code is also the country of rows that tell none
    #[arg(long = "country", value_name = "CODE", value_delimiter = ',', value_parser = country)]
    countries: Vec<String>,
    /// Let its coordinates, kinds, radii and populations replace those of places that are known
    #[arg(long)]
    wins: bool,
    /// Replace an import of this name
    #[arg(long)]
    replace: bool,
    /// Who made the files, to be shown in the list
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// The licence of the files, to be shown in the list
    #[arg(long, value_name = "WORDS")]
    licence: Option<String>,
    /// The outcome as one JSON object
    #[arg(long)]
    json: bool,
}

/// What an import came to.
#[derive(Debug, Serialize)]
struct Outcome<'a> {
    import: &'a Origin,
    /// Places that stand beside the others.
    new: usize,
    /// Places that gave their names to a known one.
    merged: usize,
    /// Rows that were passed over, by reason.
    passed_over: &'a BTreeMap<String, u64>,
}

/// Compiles the files and keeps them as one import.
///
/// Exit codes: 0 every line was read; 1 some files or lines were bad, each with its line on standard error, the rest
/// was kept; 2 nothing was kept.
pub(super) fn run(folder: &Folder, args: &Args) -> anyhow::Result<ExitCode> {
    let name = match &args.name {
        Some(name) => name.clone(),
        None => name_of(&args.files[0])?,
    };
    let before = folder.imports()?;
    if before.iter().any(|it| it.name == name) && !args.replace {
        bail!("an import is called {name}: give --replace, or another name with --name");
    }
    let options = ImportOptions { name: name.clone(), countries: args.countries.clone() };
    let mut importer = Importer::new(options);
    let bar = bar(&args.files);
    let (files, n_bad) = read_all(&mut importer, args, &bar);
    bar.set_message("merging");
    let compiled = importer.finish(&folder.open()?.gazetteer).context("cannot compile the import")?;
    bar.finish_and_clear();
    let gazetteer = Gazetteer::from_vec(compiled.bytes.clone())?;
    if gazetteer.is_empty() {
        for (reason, count) in &compiled.passed_over {
            eprintln!("dateline: {count} rows passed over: {reason}");
        }
        bail!("no place could be read: nothing was kept");
    }
    let origin = origin(args, name, files, &gazetteer, &compiled, n_bad);
    folder.keep(&origin, &compiled.bytes)?;
    let opened = match folder.open() {
        Ok(opened) => opened,
        Err(error) => {
            folder.remove(&origin.name)?;
            return Err(error.context("the import was not kept; --country makes it smaller"));
        }
    };
    let merged = opened.merged.iter().filter(|it| it.import == origin.name).count();
    let new = origin.places - merged;
    let outcome = Outcome { import: &origin, new, merged, passed_over: &compiled.passed_over };
    print(&outcome, args.json)?;
    Ok(if n_bad > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Reads every file; those that could be read, and the number of bad files and lines.
fn read_all(importer: &mut Importer, args: &Args, bar: &ProgressBar) -> (Vec<FileOfImport>, u64) {
    let mut files = Vec::new();
    let mut n_bad = 0;
    for path in &args.files {
        let shown = path.display();
        match read_file(importer, path, args.format, bar, &mut n_bad) {
            Ok(file) => files.push(file),
            Err(error) => {
                n_bad += 1;
                bar.suspend(|| eprintln!("dateline: {shown}: {error:#}"));
            }
        }
    }
    (files, n_bad)
}

fn read_file(
    importer: &mut Importer,
    path: &Path,
    form: Option<ImportForm>,
    bar: &ProgressBar,
    n_bad: &mut u64,
) -> anyhow::Result<FileOfImport> {
    let mut hash = Hashing { input: bar.wrap_read(File::open(path)?), hasher: blake3::Hasher::new() };
    let mut head = [0; 2];
    let n_head = read_head(&mut hash, &mut head)?;
    let input = io::Cursor::new(head[..n_head].to_vec()).chain(&mut hash);
    let bad = |line: dateline_places::BadLine| {
        *n_bad += 1;
        bar.suspend(|| eprintln!("dateline: {}:{}: {}", path.display(), line.line, line.reason));
    };
    let form = if head == [0x1F, 0x8B] {
        importer.read(BufReader::new(MultiGzDecoder::new(input)), form, bad)
    } else {
        importer.read(BufReader::new(input), form, bad)
    }?;
    io::copy(&mut hash, &mut io::sink())?;
    Ok(FileOfImport {
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        form: form.as_str().to_owned(),
        hash: hash.hasher.finalize().to_hex().to_string(),
    })
}

fn read_head(input: &mut impl Read, head: &mut [u8]) -> io::Result<usize> {
    let mut n_read = 0;
    while n_read < head.len() {
        match input.read(&mut head[n_read..])? {
            0 => break,
            n => n_read += n,
        }
    }
    Ok(n_read)
}

/// Hashes what is read.
struct Hashing<R> {
    input: R,
    hasher: blake3::Hasher,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let n_read = self.input.read(bytes)?;
        self.hasher.update(&bytes[..n_read]);
        Ok(n_read)
    }
}

fn origin(
    args: &Args,
    name: String,
    files: Vec<FileOfImport>,
    gazetteer: &Gazetteer,
    imported: &Imported,
    bad_lines: u64,
) -> Origin {
    let form = files.first().and_then(|file| ImportForm::parse(&file.form));
    let (source, licence) = form.map_or(("", ""), ImportForm::usual_source);
    Origin {
        name,
        files,
        source: args.source.clone().unwrap_or_else(|| source.to_owned()),
        licence: args.licence.clone().unwrap_or_else(|| licence.to_owned()),
        wins: args.wins,
        places: gazetteer.len(),
        lines: imported.n_lines,
        bad_lines,
        hash: gazetteer.hash(),
        added: now().to_string(),
    }
}

fn print(outcome: &Outcome<'_>, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        println!("{}", serde_json::to_string(outcome)?);
        return Ok(());
    }
    let origin = outcome.import;
    println!("{}: {} lines read, {} places kept", origin.name, origin.lines, origin.places);
    println!("{} new, {} merged into places that were known", outcome.new, outcome.merged);
    for (reason, count) in outcome.passed_over {
        println!("{count} passed over: {reason}");
    }
    if origin.bad_lines > 0 {
        println!("{} files or lines could not be read; each has its line above", origin.bad_lines);
    }
    println!("hash {}", origin.hash);
    Ok(())
}

/// A bar over the bytes of the files; quiet when standard error is not a terminal.
fn bar(files: &[PathBuf]) -> ProgressBar {
    let n_bytes = files.iter().filter_map(|path| path.metadata().ok()).map(|file| file.len()).sum();
    let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {msg} ({eta} left)");
    ProgressBar::new(n_bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The name of a file without its endings.
fn name_of(path: &Path) -> anyhow::Result<String> {
    let file = path.file_name().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    name(stem).context("the file gives no name for the import: name it with --name")
}

fn name(words: &str) -> anyhow::Result<String> {
    let name: String =
        words.to_lowercase().chars().map(|c| if c == '_' || c == ' ' { '-' } else { c }).collect();
    let is_plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    anyhow::ensure!(is_plain, "expected letters a to z, digits and hyphens");
    Ok(name)
}

fn form(name: &str) -> anyhow::Result<ImportForm> {
    let known = || ImportForm::ALL.map(ImportForm::as_str).join(", ");
    ImportForm::parse(name).with_context(|| format!("expected one of {}", known()))
}

fn country(code: &str) -> anyhow::Result<String> {
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    anyhow::ensure!(is_code, "expected two letters, as SY");
    Ok(code.to_ascii_uppercase())
}

#[expect(clippy::disallowed_methods, reason = "the command is the edge where time comes in")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
