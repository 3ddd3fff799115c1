//! Texts made of the words of the tables: no panic, and spans that part and fit. (Intervals cannot be empty:
//! `TimeRange::new` refuses.)
//!
//! Each byte of the input is a word of a language's table, a digit, a mark or a letter, so that nearly every input
//! reaches deep into the grammar. `cargo +nightly fuzz run times`

#![no_main]

use std::sync::LazyLock;

use dateline_model::Published;
use dateline_tables::time_languages;
use dateline_times::{Language, find_times_in};
use libfuzzer_sys::fuzz_target;

/// What may stand between words; a space more often than the rest.
const BETWEEN: [&str; 16] =
    [" ", " ", " ", " ", " ", "", "-", ", ", ". ", "\n\n", "'", " (", ") ", "/", ":", "\u{2013}"];

/// The words of each language, in the order of its table.
static WORDS: LazyLock<Vec<(Language, Vec<&str>)>> = LazyLock::new(|| {
    let words = |language: &dateline_tables::TimeLanguage| {
        let words = language.words().map(|word| word.phrase).chain(language.holidays().map(|it| it.phrase));
        Some((Language::of(language.code)?, words.collect()))
    };
    time_languages().iter().filter_map(words).collect()
});

/// Two bytes a word: one of the table, a number, a capital, and what follows it.
fn text(words: &[&str], bytes: &[u8]) -> String {
    let mut text = String::new();
    for pair in bytes.chunks_exact(2) {
        let number = usize::from(u16::from_le_bytes([pair[0], pair[1] & 0x0f]));
        match number % 5 {
            0 => text.push_str(&(number / 5 % 41).to_string()),
            1 => text.push_str(&(1780 + number / 5 % 320).to_string()),
            2 => text.push_str(&words[number % words.len()].to_uppercase()),
            _ => text.push_str(words[number % words.len()]),
        }
        text.push_str(BETWEEN[usize::from(pair[1] >> 4)]);
    }
    text
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let (language, words) = &WORDS[usize::from(first) % WORDS.len()];
    let at = jiff::civil::date(2016, 12, 16).at(9, 30, 0, 0);
    let published = Some(Published { at, has_time: true, offset_minutes: None });
    let lossy = String::from_utf8_lossy(rest);
    for text in [text(words, rest).as_str(), &lossy] {
        for published in [published, None] {
            let mut last = 0;
            for time in find_times_in(*language, text, published) {
                assert!(time.span.start() >= last, "spans overlap");
                assert!(time.span.of(text).is_some_and(|words| !words.is_empty()), "a span does not fit");
                last = time.span.end();
            }
        }
    }
});
