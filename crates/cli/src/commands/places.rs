//! `dateline places`: the place names of one file, and the places they stand for.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use dateline_model::{Report, Span};
use dateline_places::{Context, Gazetteer, Toponym, Usage, event_place, find_toponyms};
use dateline_reports::{clean, read};
use serde::Serialize;

/// Options of `dateline places`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file of reports, or `-` for JSON Lines `{id, text, published}` from standard input.
    input: PathBuf,
    /// Leave out words for what or who comes from a place ("Syrian", "Syrians").
    #[arg(long)]
    no_demonyms: bool,
    /// Also names that no gazetteer has and the words around tell to be places; they have no coordinates.
    #[arg(long)]
    unlisted: bool,
    /// Country of the outlet, two letters: a weak hint.
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    #[command(flatten)]
    gazetteer: super::gazetteer::Folder,
}

/// One report with its place names.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    text: &'a str,
    top: Vec<Top>,
}

/// One place name. `s` and `e` count characters of `text`; the rest is null where no place was chosen.
#[derive(Serialize)]
struct Top {
    s: usize,
    e: usize,
    name: String,
    usage: &'static str,
    relation: &'static str,
    lat: Option<f64>,
    lon: Option<f64>,
    place_id: Option<String>,
    place: Option<String>,
    kind: Option<&'static str>,
    country: Option<String>,
    precision: u8,
    confidence: f32,
}

/// Prints the place names of every report in the input, one line a report.
///
/// # Errors
///
/// When the input cannot be opened or the output not written. A bad record gets one line on standard error, and the
/// exit code is 1.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (input, name, options) = super::claims::open(&args.input)?;
    let gazetteer = args.gazetteer.open()?.gazetteer;
    let context = Context { country: args.country.as_ref().map(|code| code.to_uppercase()) };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    for report in read(input, &name, &options) {
        match report {
            Ok(report) => {
                let toponyms = toponyms_of(&report, &gazetteer, &context);
                let is_wanted = |it: &Toponym| {
                    (args.unlisted || !it.candidates.is_empty())
                        && (!args.no_demonyms || it.usage != Usage::Demonym)
                };
                let toponyms = toponyms.iter().filter(|(it, _)| is_wanted(it));
                let line = Line {
                    id: report.external_id.clone().unwrap_or_else(|| report.id.to_string()),
                    text: &report.text,
                    top: tops(&report.text, toponyms),
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

/// The place names of a report, with their spans in its original text. Of a web page only the article is read.
fn toponyms_of(report: &Report, gazetteer: &Gazetteer, context: &Context) -> Vec<(Toponym, Span)> {
    if report.is_html {
        let text = clean(report);
        let found = find_toponyms(text.as_str(), gazetteer, context).into_iter();
        return found
            .map(|it| {
                let span = text.original(it.span);
                (it, span)
            })
            .collect();
    }
    let found = find_toponyms(&report.text, gazetteer, context).into_iter();
    found
        .map(|it| {
            let span = it.span;
            (it, span)
        })
        .collect()
}

fn tops<'a>(text: &str, toponyms: impl Iterator<Item = &'a (Toponym, Span)>) -> Vec<Top> {
    // Names come in the order of the text, so characters are counted once.
    let (mut byte, mut n_chars) = (0, 0);
    let mut chars_to = |to: usize| {
        n_chars += text.get(byte..to).map_or(0, |passed| passed.chars().count());
        byte = byte.max(to);
        n_chars
    };
    toponyms
        .map(|(toponym, span)| {
            let event = event_place(toponym);
            let place = toponym.chosen();
            Top {
                s: chars_to(span.start()),
                e: chars_to(span.end()),
                name: toponym.name.clone(),
                usage: toponym.usage.as_str(),
                relation: toponym.relation.as_str(),
                lat: place.map(|it| it.lat),
                lon: place.map(|it| it.lon),
                place_id: place.map(|it| it.id.to_string()),
                place: place.map(|it| it.name.clone()),
                kind: place.map(|it| it.kind.as_str()),
                country: place.and_then(|it| it.country.clone()),
                precision: event.where_prec,
                confidence: toponym.confidence,
            }
        })
        .collect()
}
