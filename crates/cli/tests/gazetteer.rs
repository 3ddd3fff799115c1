//! A user's own places: added, found, read in a report, removed; and what of a file is refused.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;

const PLACES: &str = "name\tlat\tlon\tcountry\nTell Ward al-Qibli\t35.91\t36.72\tSY\n";

/// Runs `dateline` with the imports of `folder`.
fn dateline(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .current_dir(folder)
        .env("DATELINE_GAZETTEER", folder.join("imports"))
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn an_imported_place_is_found_and_read_until_it_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let mut packed = GzEncoder::new(fs::File::create(at.join("own.tsv.gz")).unwrap(), Compression::default());
    packed.write_all(PLACES.as_bytes()).unwrap();
    packed.finish().unwrap();
    let report = "date 2016-12-16\n\nShelling hit the village of Tell Ward al-Qibli in Syria on Thursday, residents said.\n";
    fs::write(at.join("report.txt"), report).unwrap();

    let added = dateline(at, &["gazetteer", "add", "own.tsv.gz", "--name", "own"]);
    assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
    assert!(printed(&dateline(at, &["gazetteer", "list"])).contains("own"));
    assert!(printed(&dateline(at, &["gazetteer", "find", "Tell Ward al-Qibli"])).contains("35.9100"));
    assert!(printed(&dateline(at, &["places", "report.txt"])).contains("35.91"));

    fs::write(at.join("bare.txt"), "Tell Ward al-Qibli was quiet on Thursday, residents said.").unwrap();
    assert!(printed(&dateline(at, &["places", "bare.txt"])).contains("35.91"));

    assert_eq!(dateline(at, &["gazetteer", "remove", "own"]).status.code(), Some(0));
    assert_eq!(dateline(at, &["gazetteer", "find", "Tell Ward al-Qibli"]).status.code(), Some(1));
    assert!(!printed(&dateline(at, &["places", "report.txt"])).contains("35.91"));
}

#[test]
fn bad_lines_are_named_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("own.tsv"), format!("{PLACES}Far\t95\t10\tSY\n\t35.1\t36.1\tSY\n")).unwrap();
    let added = dateline(at, &["gazetteer", "add", "own.tsv"]);
    let errors = String::from_utf8_lossy(&added.stderr).into_owned();
    assert_eq!(added.status.code(), Some(1));
    assert!(errors.contains("own.tsv:3: ") && errors.contains("own.tsv:4: "), "{errors}");
    assert!(printed(&dateline(at, &["gazetteer", "find", "Tell Ward al-Qibli"])).contains("35.9100"));
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let removed = dateline(folder.path(), &["gazetteer", "remove", "nothing"]);
    assert_eq!(removed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&removed.stderr).contains("nothing"));
}
