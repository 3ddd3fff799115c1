//! How much text the gate and the model read in a second. `RAYON_NUM_THREADS=1` for one core.

use dateline_reader::{Reader, may_tell};
use divan::counter::{BytesCount, ItemsCount};

#[global_allocator]
static ALLOC: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// Sentences in the manner of a wire story, one of them without an event.
const SENTENCES: [&str; 4] = [
    "Two air strikes hit the village of Hamrin late on Thursday, killing at least 12 people, residents said.",
    "A third strike on Friday morning destroyed a fuel depot near the old bridge, where rescuers had worked.",
    "The army, which took the hills in early November after a siege of nearly three months, did not comment.",
    "Prices of bread and oil have doubled in the valley since the spring, traders said.",
];

#[divan::bench]
fn gate(bencher: divan::Bencher<'_, '_>) {
    let bytes: usize = SENTENCES.iter().map(|sentence| sentence.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| SENTENCES.iter().filter(|it| may_tell(it)).count());
}

#[divan::bench(args = [1, 10, 100], sample_count = 10)]
fn model(bencher: divan::Bencher<'_, '_>, times: usize) {
    let Ok(reader) = Reader::shipped() else { return eprintln!("the model cannot be loaded") };
    let texts: Vec<&str> = SENTENCES.into_iter().cycle().take(SENTENCES.len() * times).collect();
    bencher
        .counter(ItemsCount::new(texts.len()))
        .bench(|| reader.read(&texts).map(|windows| windows.len()).ok());
}
