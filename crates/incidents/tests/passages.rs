//! Duplicate passages: 300 pairs of sentences of two collections, labelled by a reader, kept as offsets and hashes.
//! Reads the folder `DATELINE_DATA`; skipped, with a word, when it is unset.

#![expect(clippy::disallowed_methods, reason = "this test reads the data set")]
#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::collections::BTreeMap;
use std::path::Path;

use dateline_incidents::{Passage, digest, is_same_passage};
use dateline_model::{Report, ReportId};

#[test]
fn duplicate_passages_are_told_from_others() {
    let Some(folder) = std::env::var_os("DATELINE_DATA") else {
        println!("skipped: DATELINE_DATA is not set");
        return;
    };
    let texts = texts(Path::new(&folder));
    let table = include_str!("provenance/passages.tsv");
    let (mut found, mut right, mut meant, mut all) = (0_u32, 0_u32, 0_u32, 0_u32);
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let a = passages(&texts, cells[0], &cells[1..5]);
        let b = passages(&texts, cells[0], &cells[5..9]);
        let is_found = a.iter().any(|one| b.iter().any(|other| is_same_passage(one, other)));
        let is_meant = cells[9] == "1";
        (all, found, meant) = (all + 1, found + u32::from(is_found), meant + u32::from(is_meant));
        right += u32::from(is_found && is_meant);
        if is_found != is_meant {
            println!("{}: {line}", if is_found { "wrongly found" } else { "missed" });
        }
    }
    let precision = f64::from(right) / f64::from(found.max(1));
    let recall = f64::from(right) / f64::from(meant);
    println!("{all} pairs, {meant} duplicates, {found} found: P {precision:.3} R {recall:.3}");
    assert!(precision > 0.9 && recall > 0.85);
}

/// The words of one passage as the fuse room keeps them, after its hash was found to be right.
fn passages(texts: &BTreeMap<String, String>, collection: &str, cells: &[&str]) -> Vec<Passage> {
    let whole = &texts[&format!("{collection} {}", cells[0])];
    let text = &whole[cells[1].parse().unwrap()..cells[2].parse().unwrap()];
    assert_eq!(cells[3], format!("{:016x}", fnv(text)), "the collection is another one: {cells:?}");
    let report = Report::of_text(ReportId([1; 16]), text);
    digest(&report, text, |span| span).passages
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let bytes = std::fs::read(folder.join("fa_kes/fa_kes.csv")).unwrap();
    let table = String::from_utf8_lossy(&bytes).into_owned();
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    let mut texts: BTreeMap<String, String> =
        rows.map(|row| (format!("fa_kes {}", row["unit_id"]), row["article_content"].clone())).collect();
    let lines = std::fs::read_to_string(folder.join("gun_violence/articles.jsonl")).unwrap();
    for line in lines.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let cell = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        texts.insert(format!("gun_violence {}", cell("doc")), cell("content"));
    }
    texts
}

/// The hash FNV-1a of 64 bits (Fowler, Noll and Vo).
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
