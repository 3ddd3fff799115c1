//! How many bytes of news text are read in a second, on one core.

use dateline_model::Published;
use dateline_times::find_times;
use divan::counter::BytesCount;
use jiff::civil::date;

#[global_allocator]
static ALLOC: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// A report in the manner of a wire story, long enough that the lexicon's opening does not count.
const STORY: &str = "HAMRIN, December 15. Two air strikes hit the village of Hamrin late on Thursday, killing at \
    least 12 people, residents said. A third strike on Friday morning destroyed a fuel depot near the old bridge, \
    where rescuers had worked since the previous evening. The army, which took the hills in early November after a \
    siege that lasted nearly three months, did not comment. \"We will bury them tomorrow,\" said a teacher who gave \
    only his first name. Some 2,400 families have left the valley over the past two weeks, the monitor said on its \
    website, and more are expected to leave before the end of the month. The road was last open in 2014.\n\n";

#[divan::bench(args = [1, 100])]
fn news(bencher: divan::Bencher<'_, '_>, stories: usize) {
    let text = STORY.repeat(stories);
    let at = date(2016, 12, 16).at(0, 0, 0, 0);
    let published = Published { at, has_time: false, offset_minutes: None };
    bencher.counter(BytesCount::of_str(&text)).bench(|| find_times(&text, Some(published)));
}

#[divan::bench]
fn hostile(bencher: divan::Bencher<'_, '_>) {
    let text = "12 May 11 ".repeat(10_000);
    bencher.counter(BytesCount::of_str(&text)).bench(|| find_times(&text, None));
}
