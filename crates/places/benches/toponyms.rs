//! How fast places are found and resolved, in bytes of text.

#![expect(clippy::unwrap_used, reason = "a bench may panic")]

use dateline_places::{Context, Gazetteer, find_toponyms};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const PARAGRAPH: &str = "Two shells fell on the town of Binnish in Idlib province, northwestern Syria, residents said on \
Monday. Government aircraft later struck a village 12 km south of Saraqib, near the highway between Aleppo and Hama, \
according to a monitor based in Britain. Turkey sent more troops to its posts around Idlib. The ministry in Damascus \
did not answer questions, and officials in Moscow said that no Russian aircraft had flown that day.\n\n";

#[divan::bench]
fn open() -> Gazetteer {
    Gazetteer::embedded().unwrap()
}

#[divan::bench(args = [1, 10, 100])]
fn find_and_resolve(bencher: Bencher<'_, '_>, n_paragraphs: usize) {
    let gazetteer = Gazetteer::embedded().unwrap();
    let text = PARAGRAPH.repeat(n_paragraphs);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| find_toponyms(&text, &gazetteer, &Context::default()));
}
