//! The house rules a reviewer should not have to check by hand.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads the tree and may fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// Lines of code (no blanks, comments or in-file tests) one module may hold.
const MAX_CODE_LINES: usize = 400;
/// Documents whose paths must exist.
const DOCUMENTS: &[&str] =
    &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "BENCH.md", LICENCES, "examples/README.md"];
/// What in the repository came from elsewhere.
const LICENCES: &str = "docs/DATA_LICENCES.md";
/// How the header of a table opens that owes nothing to others, as far as its source line goes.
const OUR_OWN: &[&str] = &["# Source: written for this project", "# Source: common knowledge"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn modules_say_what_they_are() {
    for path in sources() {
        assert!(read(&path).starts_with("//!"), "{} opens without `//!`", path.display());
    }
}

#[test]
fn modules_stay_small() {
    for path in sources() {
        let text = read(&path);
        let body = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//");
        let n_lines = body.lines().map(str::trim).filter(is_code).count();
        assert!(n_lines <= MAX_CODE_LINES, "{}: {n_lines} lines of code", path.display());
    }
}

#[test]
fn paths_named_in_documents_exist() {
    for document in DOCUMENTS {
        let text = read(&root().join(document));
        for path in text.split('`').skip(1).step_by(2).filter(|it| is_path(it)) {
            assert!(root().join(path).exists(), "{document} names `{path}`, which is not there");
        }
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let is_local = !file.is_empty() && !file.contains("://");
            let folder = root().join(document).parent().unwrap().to_owned();
            assert!(
                !is_local || folder.join(file).exists(),
                "{document} links to {link}, which is not there"
            );
        }
    }
}

#[test]
fn tables_from_elsewhere_are_credited() {
    let credited = read(&root().join(LICENCES));
    for path in files(&root().join("crates/tables/data"), "tsv") {
        let table = read(&path);
        let source = table.lines().find(|line| line.starts_with("# Source: ")).unwrap();
        let path = path.strip_prefix(root()).unwrap().display().to_string();
        let is_credited = credited.contains(&format!("`{path}`"));
        assert!(
            is_credited || OUR_OWN.iter().any(|it| source.starts_with(it)),
            "{LICENCES} does not name {path}"
        );
    }
}

#[test]
fn every_crate_is_described() {
    let architecture = read(&root().join("ARCHITECTURE.md"));
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            architecture.contains(&format!("`crates/{name}`")),
            "ARCHITECTURE.md does not name crates/{name}"
        );
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = [["TO", "DO"], ["FIX", "ME"], ["todo", "!("], ["unimple", "mented!("], ["#[ign", "ore"]]
        .map(|it| it.concat());
    for path in sources() {
        let text = read(&path);
        for mark in &marks {
            assert!(!text.contains(mark.as_str()), "{} holds `{mark}`", path.display());
        }
    }
}

#[test]
fn no_crate_holds_most_of_the_code() {
    let mut sizes = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let path = entry.unwrap().path();
        let n_lines: usize =
            files(&path.join("src"), "rs").iter().map(|file| read(file).lines().count()).sum();
        sizes.push((path, n_lines));
    }
    let all: usize = sizes.iter().map(|(_, n_lines)| n_lines).sum();
    for (path, n_lines) in sizes {
        assert!(n_lines * 10 <= all * 4, "{} holds {n_lines} of {all} lines", path.display());
    }
}

/// Whether words in backticks are a path of this repository: a file or folder below one of its top folders.
fn is_path(words: &str) -> bool {
    let top = words.split('/').next().unwrap_or_default();
    words.contains('/')
        && matches!(top, "crates" | "examples" | "xtask" | "web" | "docs" | ".ci" | ".cargo")
        && !words.contains(['<', '*', ' ', '{'])
}

fn sources() -> Vec<PathBuf> {
    let mut found = files(&root().join("crates"), "rs");
    found.extend(files(&root().join("xtask"), "rs"));
    found
}

/// Every file below `folder` with the extension `ext`, build folders left out.
fn files(folder: &Path, ext: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
            found.extend(files(&path, ext));
        } else if path.extension().is_some_and(|it| it == ext) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
