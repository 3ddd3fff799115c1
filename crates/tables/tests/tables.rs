//! Every table has its header, its order, and is read by the code.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]
#![expect(clippy::disallowed_methods, reason = "this test reads the source tree")]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn tables_name_their_source_and_are_sorted() {
    let files = files(Path::new("data"));
    assert!(!files.is_empty());
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for key in ["# What: ", "# Columns: ", "# Source: ", "# Order: "] {
            assert!(text.contains(key), "{} lacks `{key}`", path.display());
        }
        assert!(text.ends_with('\n'), "{} lacks a last newline", path.display());
        if text.contains("# Order: sorted") {
            let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
            for pair in rows.windows(2) {
                assert!(pair[0] < pair[1], "{}: `{}` stands after `{}`", path.display(), pair[1], pair[0]);
            }
        }
    }
}

#[test]
fn every_table_is_opened_by_the_code() {
    let code: String =
        files_with(Path::new("src"), "rs").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for path in files(Path::new("data")) {
        let name = path.to_string_lossy().replace('\\', "/");
        assert!(code.contains(&format!("../{name}")), "{name} is not opened by any module of this crate");
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    files_with(dir, "tsv")
}

fn files_with(dir: &Path, ext: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, ext));
        } else if path.extension().is_some_and(|it| it == ext) {
            found.push(path);
        }
    }
    found.sort();
    found
}
