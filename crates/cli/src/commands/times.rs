//! `dateline times`: the time expressions of one file, and the intervals they stand for.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use dateline_model::{Report, Span};
use dateline_reports::{clean, read};
use dateline_times::{Language, Timex, find_times_in};
use serde::Serialize;

/// Options of `dateline times`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file of reports, or `-` for JSON Lines `{id, text, published}` from standard input.
    input: PathBuf,
    /// The name that the input has for a field of ours, such as `published=dct`.
    #[arg(long = "column", value_name = "OURS=THEIRS", value_parser = pair)]
    columns: Vec<(String, String)>,
    /// The language of all reports, such as `en` or `fr`; by default the one each report declares, else English.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

/// One report with its time expressions.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    text: &'a str,
    timex: Vec<Found>,
}

/// One time expression. `s` and `e` count characters of `text`; `start`, `end` and `grain` are null where no
/// interval can be told.
#[derive(Serialize)]
struct Found {
    s: usize,
    e: usize,
    r#type: &'static str,
    value: String,
    r#mod: Option<&'static str>,
    start: Option<String>,
    end: Option<String>,
    grain: Option<&'static str>,
    date_prec: Option<u8>,
    time_precision: Option<u8>,
    anchor: &'static str,
    status: &'static str,
    offset_minutes: Option<i16>,
    notes: Vec<String>,
}

/// Prints the time expressions of every report in the input, one line a report.
///
/// # Errors
///
/// When the input cannot be opened or the output not written. A bad record gets one line on standard error, and the
/// exit code is 1.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (input, name, mut options) = super::claims::open(&args.input)?;
    options.columns.extend(args.columns.iter().cloned());
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    for report in read(input, &name, &options) {
        match report {
            Ok(report) => {
                let line = Line {
                    id: report.external_id.clone().unwrap_or_else(|| report.id.to_string()),
                    text: &report.text,
                    timex: found(&report.text, &times_of(&report, args.lang)),
                };
                serde_json::to_writer(&mut out, &line)?;
                writeln!(out)?;
            }
            Err(error) => {
                eprintln!("dateline: {error}");
                code = ExitCode::from(1);
            }
        }
    }
    out.flush()?;
    Ok(code)
}

/// `ours=theirs`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or("a column is given as OURS=THEIRS")?;
    Ok((ours.to_owned(), theirs.to_owned()))
}

/// A language whose times are read, by its code.
fn language(code: &str) -> Result<Language, String> {
    let codes = || Language::codes().collect::<Vec<_>>().join(", ");
    Language::of(code).ok_or_else(|| format!("times are read in: {}", codes()))
}

/// The time expressions of a report, with their spans in its original text. Of a web page only the article is read.
/// A report that declares a language without tables has none.
fn times_of(report: &Report, language: Option<Language>) -> Vec<(Timex, Span)> {
    let declared = || Language::of(report.lang.as_deref().unwrap_or("en"));
    let Some(language) = language.or_else(declared) else { return Vec::new() };
    if report.is_html {
        let text = clean(report);
        let times = find_times_in(language, text.as_str(), report.published);
        return times
            .into_iter()
            .map(|it| (text.original(it.span), it))
            .map(|(span, it)| (it, span))
            .collect();
    }
    let times = find_times_in(language, &report.text, report.published);
    times.into_iter().map(|it| (it.span, it)).map(|(span, it)| (it, span)).collect()
}

fn found(text: &str, times: &[(Timex, Span)]) -> Vec<Found> {
    // Times come in the order of the text, so characters are counted once.
    let (mut byte, mut n_chars) = (0, 0);
    let mut chars_to = |to: usize| {
        n_chars += text.get(byte..to).map_or(0, |passed| passed.chars().count());
        byte = byte.max(to);
        n_chars
    };
    times
        .iter()
        .map(|(time, span)| {
            let range = time.interval();
            Found {
                s: chars_to(span.start()),
                e: chars_to(span.end()),
                r#type: time.kind.as_str(),
                value: time.value.clone(),
                r#mod: time.modifier.map(dateline_times::Modifier::as_str),
                start: range.map(|it| it.start().to_string()),
                end: range.map(|it| it.end().to_string()),
                grain: range.map(|it| it.grain().as_str()),
                date_prec: range.map(dateline_model::TimeRange::ucdp_date_prec),
                time_precision: range.map(dateline_model::TimeRange::acled_time_precision),
                anchor: time.anchor.as_str(),
                status: time.status.as_str(),
                offset_minutes: time.offset_minutes,
                notes: time.notes.iter().map(|note| format!("{}: {}", note.kind, note.detail)).collect(),
            }
        })
        .collect()
}
