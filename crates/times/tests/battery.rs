//! What every language must pass: a language without its file of cases fails here.

#![expect(clippy::disallowed_methods, reason = "this test reads its cases")]

use std::fmt::Write;
use std::fs;

use dateline_model::Published;
use dateline_times::{Language, Timex, find_times_in};
use jiff::civil::date;

/// A Friday.
fn published() -> Published {
    Published { at: date(2016, 12, 16).at(9, 30, 0, 0), has_time: true, offset_minutes: None }
}

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

fn mark(text: &str, found: &[Timex]) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for one in found {
        let (start, end) = (one.span.start(), one.span.end());
        write!(marked, "{}[{}|{}|{}", &text[at..start], &text[start..end], one.kind.as_str(), one.value)
            .unwrap();
        if let Some(modifier) = one.modifier {
            write!(marked, "|{}", modifier.as_str()).unwrap();
        }
        marked.push(']');
        at = end;
    }
    marked.push_str(&text[at..]);
    marked
}

fn unmark(marked: &str) -> String {
    let mut pieces = marked.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (words, rest) = piece.split_once('|').expect("a mark needs a label");
        let (_label, rest) = rest.split_once(']').expect("a mark needs its end");
        plain.extend([words, rest]);
    }
    plain
}
