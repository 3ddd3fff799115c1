//! Input and surroundings that are bad, met by the program as its users run it: one line that tells file, position
//! and reason, the rest read, and an exit code.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads small files and may fail")]

use std::fs::{self, File};
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

const STRIKE: &str = "Two people were killed in an air strike on Aleppo on 5 April 2017, residents said.";

/// A folder that is not there: what the developer imported must not change what a test sees.
const NO_IMPORTS: &str = "no-imports";

/// Runs `dateline` with these arguments in `folder`: exit code, standard output, standard error.
fn dateline(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    told(Command::new(env!("CARGO_BIN_EXE_dateline")).args(args).current_dir(folder))
}

fn told(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        command.env("DATELINE_GAZETTEER", NO_IMPORTS).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// Builds from one file of these bytes: the exit code, the lines of standard error, and the incidents as
/// `type, day, place`.
#[track_caller]
fn check(name: &str, bytes: &[u8], code: i32, lines: &[&str], incidents: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let (found, out, err) = dateline(&folder, &["build", name]);
    assert_eq!((found, err.lines().collect::<Vec<_>>().as_slice()), (code, lines), "{out}");
    let (_, listed, _) = dateline(&folder, &["incidents", "--json"]);
    let listed: Vec<String> = listed.lines().map(in_short).collect();
    assert_eq!(listed, incidents, "{out}");
}

fn in_short(line: &str) -> String {
    let row: serde_json::Value = serde_json::from_str(line).unwrap();
    let words = |value: &serde_json::Value| value.as_str().unwrap_or("unknown").to_owned();
    let day = words(&row["time"]["start"]).chars().take(10).collect::<String>();
    format!("{}, {day}, {}", words(&row["event_type"]), words(&row["place"]["name"]))
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn other_character_sets_and_broken_ones_are_read() {
    let strike = ["air_drone_strike, 2017-04-05, Aleppo"];
    let broken = [&STRIKE.as_bytes()[..70], b"\xff\xfe", &STRIKE.as_bytes()[70..]].concat();
    check("invalid-utf8.txt", &broken, 0, &[], &strike);
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(STRIKE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    check("utf16.txt", &utf16, 0, &[], &strike);
    // "Five people were killed in Aleppo yesterday." in windows-1256; kept as a report, though no rule reads Arabic.
    let arabic =
        b"\xde\xca\xe1 \xce\xe3\xd3\xc9 \xc3\xd4\xce\xc7\xd5 \xdd\xed \xcd\xe1\xc8 \xc3\xe3\xd3.\n".repeat(5);
    check("windows-1256.txt", &arabic, 0, &[], &[]);
}

#[test]
fn what_is_whole_of_a_broken_file_is_read() {
    let text: String = (0..900)
        .map(|n| format!("{{\"text\": \"{STRIKE}\", \"id\": \"{}\"}}\n", n * 7919))
        .collect::<Vec<_>>()
        .concat();
    let whole = gzip(&text);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cut.jsonl.gz"), &whole[..whole.len() / 2]).unwrap();
    let (code, out, err) = dateline(&folder, &["build", "cut.jsonl.gz"]);
    assert_eq!(code, 1, "{out}");
    assert!(err.starts_with("dateline: cut.jsonl.gz:"), "{err}");
    assert!(err.contains("cannot be read after byte") && err.lines().count() == 1, "{err}");
    assert!(out.contains("1 new, "), "{out}");
}

#[test]
fn pages_and_feeds_without_content_are_told() {
    check("page.html", b"<html><head><title>Quiet day in Aleppo</title></head></html>", 0, &[], &[]);
    let feed = b"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title></channel></rss>";
    check("feed.xml", feed, 1, &["dateline: feed.xml: no items"], &[]);
    check("report.json", b"{\"title\": \"x\"}", 1, &["dateline: report.json: no text in `text`"], &[]);
}

#[test]
fn a_report_of_the_year_2999_gives_its_words_no_date() {
    let line = b"{\"text\": \"Three people were killed on Monday in an air strike on Homs.\", \"published\": \"2999-01-01\"}\n";
    check("future.jsonl", line, 0, &[], &["air_drone_strike, unknown, Homs"]);
}

#[test]
fn ten_thousand_words_without_a_full_stop_and_capitals_are_read() {
    let long =
        format!("Two people died in an air strike on Aleppo {}.", "and others walked on ".repeat(2_500));
    check("long.txt", long.as_bytes(), 0, &[], &["air_drone_strike, unknown, Aleppo"]);
    let capitals = STRIKE.replace("on Aleppo", "in Aleppo").to_uppercase();
    check("capitals.txt", capitals.as_bytes(), 0, &[], &["air_drone_strike, 2017-04-05, Aleppo"]);
}

#[test]
fn a_file_of_200_megabytes_gets_a_line_and_the_next_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = File::create(folder.path().join("a-big.txt")).unwrap();
    let block = "The market was open all day, the mayor said.\n".repeat(25_000);
    for _ in 0..=200_000_000 / block.len() {
        file.write_all(block.as_bytes()).unwrap();
    }
    fs::write(folder.path().join("b.txt"), STRIKE).unwrap();
    let (code, out, err) = dateline(&folder, &["build", "."]);
    assert_eq!((code, err.as_str()), (1, "dateline: ./a-big.txt: longer than 67108864 bytes\n"));
    assert!(out.contains("1 new, "), "{out}");
}

/// A folder with one report, and the database built from it.
fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), STRIKE).unwrap();
    assert_eq!(dateline(&folder, &["build", "a.txt"]).0, 0);
    folder
}

/// Building, listing and serving answer with one line that ends so, and exit code 2.
#[track_caller]
fn check_refused(folder: &TempDir, reason: &str) {
    for args in [["build", "a.txt"].as_slice(), &["incidents"], &["serve", "--port", "0"]] {
        let (code, _, err) = dateline(folder, args);
        assert_eq!((code, err.lines().count()), (2, 1), "{args:?}: {err}");
        assert!(err.ends_with(&format!("dateline.db: {reason}\n")), "{args:?}: {err}");
    }
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let folder = built();
    let db = folder.path().join("dateline.db");
    let mut bytes = fs::read(&db).unwrap();
    // Offset 60 of the file's header holds the version of its format, as a number of four bytes.
    let ours = bytes[63];
    bytes[63] = 99;
    fs::write(&db, &bytes).unwrap();
    check_refused(
        &folder,
        &format!("made by a newer version of Dateline (format 99, this version knows formats up to {ours})"),
    );
    assert!(fs::read(&db).unwrap() == bytes, "the file was changed");
}

#[test]
fn a_database_cut_short_is_told() {
    let folder = built();
    File::options().write(true).open(folder.path().join("dateline.db")).unwrap().set_len(20_000).unwrap();
    let reason = "the database is damaged or cut short (noticed at: opening: the file is shorter than its first page says)";
    check_refused(&folder, reason);
}

#[test]
fn a_database_that_may_not_be_written_is_told_and_can_be_read() {
    let folder = built();
    let db = folder.path().join("dateline.db");
    let mut rights = fs::metadata(&db).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&db, rights).unwrap();
    let (code, _, err) = dateline(&folder, &["build", "a.txt"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "dateline: dateline.db: the database is read-only (noticed at: opening)\n")
    );
    let (code, out, _) = dateline(&folder, &["incidents", "--json"]);
    assert_eq!((code, in_short(&out).as_str()), (0, "air_drone_strike, 2017-04-05, Aleppo"));
}

/// A disk that is full, played by a limit on the length of any file the program writes.
#[cfg(unix)]
#[test]
fn a_full_disk_ends_the_run_and_the_next_one_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let text: String = (0..600)
        .map(|n| format!("{{\"text\": \"Day {n} was quiet, the mayor said.\"}}\n"))
        .collect::<Vec<_>>()
        .concat();
    fs::write(folder.path().join("a.jsonl"), text).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_dateline")).display();
    let script = format!("trap '' XFSZ; ulimit -f 1200; exec '{program}' build a.jsonl");
    let (code, _, err) = told(Command::new("sh").args(["-c", &script]).current_dir(&folder));
    assert_eq!((code, err.lines().count()), (2, 1), "{err}");
    assert!(err.starts_with("dateline: "), "{err}");
    let (code, out, err) = dateline(&folder, &["build", "a.jsonl"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let (code, out, _) = dateline(&folder, &["doctor"]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn a_port_in_use_is_told() {
    let folder = built();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, out, err) = dateline(&folder, &["serve", "--port", &port]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with(&format!("dateline: port {port} is taken; name another with --port")), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn a_build_in_two_halves_gives_the_incidents_of_one() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports/txt");
    let mut reports: Vec<String> =
        fs::read_dir(examples).unwrap().map(|it| it.unwrap().path().display().to_string()).collect();
    reports.sort();
    let incidents = |runs: &[Vec<&str>]| {
        let folder = tempfile::tempdir().unwrap();
        for run in runs {
            assert_eq!(dateline(&folder, &[&["build"], run.as_slice()].concat()).0, 0);
        }
        let (code, out, _) = dateline(&folder, &["incidents", "--json", "--limit", "0"]);
        assert_eq!(code, 0);
        let mut rows: Vec<_> = out.lines().map(without_clock).collect();
        // Those without a date stand in the order in which the database learned of them.
        rows.sort_by_key(|row| row["id"].to_string());
        rows
    };
    let half = |odd: usize| reports.iter().skip(odd).step_by(2).map(String::as_str).collect::<Vec<_>>();
    let all = incidents(&[reports.iter().map(String::as_str).collect()]);
    assert!(all.len() > 20, "{}", all.len());
    assert_eq!(all, incidents(&[half(1), half(0)]));
}

/// The incident without the times at which the database learned of it.
fn without_clock(line: &str) -> serde_json::Value {
    let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
    row.as_object_mut().unwrap().remove("last_changed");
    row
}
