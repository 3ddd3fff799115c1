//! The first screen of the README is true: its report gives its incident.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads files and may fail")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The block of the README under the fence ```` ```name ````.
fn block<'a>(readme: &'a str, name: &str) -> &'a str {
    let (_, rest) = readme.split_once(&format!("```{name}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

fn dateline(args: &[&str], folder: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // What the developer imported must not change what a test sees.
    command.args(args).current_dir(folder).env("DATELINE_GAZETTEER", "no-imports");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_report_of_the_readme_gives_its_incident() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ariha.txt"), block(&readme, "report")).unwrap();
    dateline(&["build", "ariha.txt"], folder.path());
    let (_, rest) = readme.split_once("`dateline show ").unwrap();
    let shown = dateline(&["show", rest.split_once('`').unwrap().0], folder.path());
    // The README leaves lines out; those it shows come in this order.
    let mut seen = shown.lines();
    for line in block(&readme, "incident").lines().filter(|line| !line.is_empty()) {
        assert!(
            seen.any(|it| it == line),
            "`dateline show` does not print, in this place:\n{line}\nbut\n{shown}"
        );
    }
}

#[test]
fn the_scores_of_the_readme_are_those_of_the_sample_reports() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let differences = fs::read_to_string(root.join("examples/expected/differences.md")).unwrap();
    let scores = block(&readme, "scores");
    assert!(differences.contains(scores), "differences.md tells other scores than the README:\n{scores}");
}
