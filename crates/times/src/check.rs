//! Runs the reader on marked sentences; the same marks must come back.

use std::fmt::Write;

use dateline_model::Published;

use crate::{Timex, find_times};

/// A Friday.
const PUBLISHED: &str = "2016-12-16T09:30";

/// Checks a sentence of a report published on Friday, 16 December 2016, at 09:30. A mark is
/// `[words|TYPE|value]`, with `|MOD` after it where there is a modifier.
#[track_caller]
pub(crate) fn check(marked: &str) {
    check_at(PUBLISHED, marked);
}

/// The same for a report published at another time.
#[track_caller]
pub(crate) fn check_at(published: &str, marked: &str) {
    let text = unmark(marked);
    assert_eq!(mark(&text, &find_times(&text, Some(at(published)))), marked);
}

/// The same for a report without a date.
#[track_caller]
pub(crate) fn check_undated(marked: &str) {
    let text = unmark(marked);
    assert_eq!(mark(&text, &find_times(&text, None)), marked);
}

/// What is found in a sentence of a report published on 16 December 2016, without marks.
pub(crate) fn found(text: &str) -> Vec<Timex> {
    find_times(text, Some(published()))
}

/// The interval of the only expression of `text`, as `start..end grain`.
#[track_caller]
pub(crate) fn interval(text: &str) -> String {
    let found = found(text);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].interval().map_or_else(
        || "none".to_owned(),
        |range| format!("{}..{} {}", range.start(), range.end(), range.grain()),
    )
}

/// When all sentences without a date of their own were published.
pub(crate) fn published() -> Published {
    at(PUBLISHED)
}

fn at(published: &str) -> Published {
    let at = published.parse().unwrap();
    Published { at, has_time: true, offset_minutes: None }
}

/// `text` with a mark around each expression.
pub(crate) fn mark(text: &str, found: &[Timex]) -> String {
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

/// The text without its marks.
pub(crate) fn unmark(marked: &str) -> String {
    let mut pieces = marked.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (words, rest) = piece.split_once('|').expect("a mark needs a label");
        let (_label, rest) = rest.split_once(']').expect("a mark needs its end");
        plain.extend([words, rest]);
    }
    plain
}
