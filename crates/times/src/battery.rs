//! What every language must pass: a language without its file of cases fails here.

#![expect(clippy::disallowed_methods, reason = "this test reads its cases")]

use std::fmt::Write;
use std::fs;

use crate::check::{mark, published, unmark};
use crate::{Language, find_times_in};

fn languages() -> impl Iterator<Item = (&'static str, Language)> {
    Language::codes().map(|code| (code, Language::of(code).unwrap()))
}

/// The lines of a language's cases.
fn cases(code: &str) -> Vec<String> {
    let path = format!("cases/{code}.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let is_case = |line: &&str| !line.is_empty() && !line.starts_with('#') && !line.starts_with("--- ");
    text.lines().filter(is_case).map(str::to_owned).collect()
}

#[test]
fn every_case_is_read_as_marked() {
    let mut wrong = String::new();
    for (code, language) in languages() {
        let cases = cases(code);
        assert!(cases.len() > 5, "{code} has only {} cases", cases.len());
        for marked in cases {
            let text = unmark(&marked);
            let read = mark(&text, &find_times_in(language, &text, Some(published())));
            if read != marked {
                writeln!(wrong, "{code} want {marked}\n   read {read}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn spans_fit_and_intervals_are_not_empty() {
    for (code, language) in languages() {
        for other in Language::codes() {
            let text: String = cases(other).iter().map(|case| unmark(case) + "\n\n").collect();
            for time in find_times_in(language, &text, Some(published())) {
                assert!(time.span.of(&text).is_some_and(|it| !it.is_empty()), "{code}: {time:?}");
                assert!(time.interval().is_none_or(|range| range.start() < range.end()), "{code}: {time:?}");
            }
        }
    }
}

#[test]
fn capitals_lose_no_date_that_names_its_month() {
    for (code, language) in languages() {
        for case in cases(code).iter().filter(|case| case.contains("|DATE|2016-12-12")) {
            let text = unmark(case).to_uppercase();
            let found = find_times_in(language, &text, Some(published()));
            assert!(found.iter().any(|time| time.value == "2016-12-12"), "{code}: {text}: {found:?}");
        }
    }
}
