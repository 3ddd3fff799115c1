//! What holds for every text: spans fit, intervals are not empty, nothing depends on the run.

use dateline_model::Published;
use dateline_times::{Timex, find_times};
use jiff::civil::date;
use proptest::prelude::*;

fn published() -> Published {
    Published { at: date(2016, 12, 16).at(9, 30, 0, 0), has_time: true, offset_minutes: None }
}

/// Pieces of time expressions, so that random texts reach deep into the grammar.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "May",
        "march",
        "Dec.",
        "16",
        "31",
        "2016",
        "1990s",
        "the",
        "end",
        "of",
        "last",
        "next",
        "two",
        "weeks",
        "ago",
        "earlier",
        "Thursday",
        "night",
        "p.m.",
        "11:34",
        "GMT",
        "(",
        ")",
        "-",
        "\u{2013}",
        ",",
        ".",
        "\n\n",
        "'99",
        "BC",
        "first",
        "quarter",
        "half",
        "a",
        "every",
        "since",
        "between",
        "and",
        "to",
        "Ramadan",
        "early",
        "mid-",
        "overnight",
        "second",
        "151630ZDEC16",
        "2016-12-16",
        "12/31/2015",
        "year-old",
        "9999",
        "0",
        "\u{a0}",
        "more than",
        "decades",
        "millennium",
        "century",
        "hundred",
        "thousand",
        "years later",
        "é",
        "ДЕКАБРЯ",
    ];
    prop_oneof![
        8 => proptest::sample::select(words.to_vec()).prop_map(|word| format!("{word} ")),
        2 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => any::<u32>().prop_map(|n| n.to_string()),
        1 => "\\PC{0,6}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str, times: &[Timex]) {
    let mut end = 0;
    for time in times {
        assert!(time.span.of(text).is_some_and(|words| !words.is_empty()), "{:?} of {text:?}", time.span);
        assert!(time.span.start() >= end, "{:?} overlaps the one before in {text:?}", time.span);
        assert!(!time.value.is_empty());
        for range in [time.range, time.stretch].into_iter().flatten() {
            assert!(range.start() < range.end());
        }
        end = time.span.end();
    }
}

proptest! {
    #[test]
    fn spans_fit_and_intervals_are_not_empty(text in text()) {
        holds(&text, &find_times(&text, Some(published())));
        holds(&text, &find_times(&text, None));
    }

    #[test]
    fn any_characters_are_survived(text in any::<String>()) {
        holds(&text, &find_times(&text, Some(published())));
    }

    #[test]
    fn twice_gives_the_same(text in text()) {
        prop_assert_eq!(find_times(&text, Some(published())), find_times(&text, Some(published())));
    }

    #[test]
    fn far_publication_dates_are_survived(text in text(), year in -9999_i16..=9999) {
        let at = date(year, 1, 1).at(0, 0, 0, 0);
        holds(&text, &find_times(&text, Some(Published { at, has_time: true, offset_minutes: None })));
    }
}
