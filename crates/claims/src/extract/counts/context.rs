//! What the rest of the sentence does to a count: sums over a longer time, comparisons with older events, none.

use std::ops::Range;

use dateline_model::{CountRange, Harm};

use super::words::{HarmForm, HarmWord, Reader};
use crate::annotate::tokens::TokenKind;

/// Tokens between a count and a cue that still changes it.
const REACH: usize = 24;
/// Tokens from "toll of" to the war that it is of.
const TOLL_REACH: usize = 7;

/// Whether the count over `tokens` runs over a longer time than the event: "so far this year", "since October".
pub(super) fn is_cumulative(reader: &Reader, tokens: &Range<usize>) -> bool {
    let mut near = near(reader, tokens);
    // "The war has killed 3,000": the perfect of something long.
    let is_perfect = tokens
        .clone()
        .chain(tokens.start.checked_sub(1))
        .any(|idx| matches!(reader.lower(idx), "has" | "have"));
    let is_long = is_perfect && (near.start..tokens.start).any(|idx| reader.cue_at(idx, "long").is_some());
    is_long
        || near.clone().any(|idx| is_toll_of_strife(reader, idx))
        || near.any(|idx| {
            !tokens.contains(&idx) && reader.cue_at(idx, "cumulative").is_some()
                || reader.lower(idx) == "since" && !is_comparison(reader, idx) && counts_on(reader, idx)
        })
}

/// Whether a toll is that of a whole war: "the death toll from the six-year conflict".
fn is_toll_of_strife(reader: &Reader, idx: usize) -> bool {
    let strife = reader.text.words.class("strife");
    matches!(reader.lower(idx), "toll" | "tolls")
        && matches!(reader.lower(idx + 1), "of" | "from" | "in")
        && (idx + 2..idx + TOLL_REACH)
            .take_while(|&at| reader.text.tokens.get(at).is_some_and(|it| it.kind != TokenKind::Mark))
            .any(|at| reader.is(at, strife))
}

/// Whether the count belongs to an older event that the sentence only compares with or recalls. Words from token
/// `until` on, where the next count begins, are not looked at.
pub(super) fn is_background(reader: &Reader, tokens: &Range<usize>, until: usize) -> bool {
    near(reader, tokens).take_while(|&idx| idx < until).any(|idx| {
        let recalls = reader.cue_at(idx, "background").is_some() && reader.lower(idx) != "since";
        let compares = idx < tokens.start && reader.lower(idx) == "since" && is_comparison(reader, idx);
        let is_year = idx >= tokens.end
            && reader.lower(idx) == "in"
            && is_year(reader.lower(idx + 1))
            && !reader.is(idx.wrapping_sub(1), reader.when);
        !tokens.contains(&idx) && (recalls || compares || is_year)
    })
}

/// The count that "no casualties" and its kind tell at a word of harm: zero. "No casualties were reported" tells
/// nothing and gives `None`. The range holds the tokens of the negation.
pub(super) fn none_told(reader: &Reader, word: &HarmWord) -> Option<(Harm, Range<usize>, CountRange)> {
    let start = word.tokens.start;
    let floor = start.saturating_sub(4).max(reader.bounds.start);
    let is_noun = word.sense(HarmForm::Counted).is_some();
    let harm = if is_noun {
        word.sense(HarmForm::Counted)?
    } else {
        word.sense(HarmForm::Past).or(word.sense(HarmForm::Died)).or(word.sense(HarmForm::State))?
    };
    let at = (floor..start).rev().find(|&idx| reader.cue_at(idx, "no").is_some())?;
    let len = reader.cue_at(at, "no")?;
    let is_zero = if is_noun {
        let is_told =
            (reader.bounds.start..at).rev().take(4).any(|idx| reader.cue_at(idx, "inflict").is_some())
                || matches!(reader.lower(at), "without");
        let is_report = (at.saturating_sub(3).max(reader.bounds.start)
            ..(word.tokens.end + 4).min(reader.bounds.end))
            .any(|idx| reader.is(idx, reader.say) || reader.cue_at(idx, "no_report").is_some());
        let is_near = (at + len..start).all(|idx| reader.is_nominal(idx));
        is_told && !is_report && is_near
    } else {
        let is_subject = matches!(reader.lower(at), "nobody" | "no-one" | "none")
            || reader.lower(at) == "no"
                && (reader.lower(at + 1) == "one" || reader.person_at(at + 1).is_some());
        let is_report = (at..word.tokens.end).any(|idx| reader.is(idx, reader.say));
        is_subject && !is_report
    };
    is_zero.then(|| (harm, at..at + len, CountRange::exactly(0)))
}

/// Whether casualties are told without a number: "casualties were reported", "inflicting casualties".
pub(super) fn is_some_told(reader: &Reader, word: &HarmWord) -> bool {
    let start = word.tokens.start;
    let floor = start.saturating_sub(4).max(reader.bounds.start);
    let is_many = reader.lower(word.tokens.end - 1).ends_with('s');
    let near = floor..(word.tokens.end + 4).min(reader.bounds.end);
    let is_denied = near.clone().any(|idx| {
        reader.is(idx, reader.not)
            || reader.cue_at(idx, "no").is_some()
            || reader.cue_at(idx, "no_report").is_some()
            || matches!(
                reader.lower(idx),
                "avoid" | "avoiding" | "prevent" | "minimize" | "minimise" | "if" | "any"
            )
    });
    let is_told = near.clone().any(|idx| reader.cue_at(idx, "inflict").is_some());
    is_many && is_told && !is_denied
}

fn near(reader: &Reader, tokens: &Range<usize>) -> Range<usize> {
    tokens.start.saturating_sub(REACH).max(reader.bounds.start)..(tokens.end + REACH).min(reader.bounds.end)
}

/// Whether "since" at `idx` ends a comparison: "the deadliest attack since".
fn is_comparison(reader: &Reader, idx: usize) -> bool {
    (idx.saturating_sub(7).max(reader.bounds.start)..idx).any(|at| {
        let lower = reader.lower(at);
        lower.len() > 4 && lower.ends_with("est") || matches!(lower, "first" | "worst" | "most")
    })
}

/// Whether a time follows "since" that a count can run from: a month, a year, a start.
fn counts_on(reader: &Reader, idx: usize) -> bool {
    (idx + 1..idx + 5).any(|at| {
        let lower = reader.lower(at);
        reader.is(at, reader.when)
            || is_year(lower)
            || matches!(
                lower,
                "start" | "beginning" | "outbreak" | "began" | "war" | "invasion" | "last" | "then"
            )
    })
}

fn is_year(lower: &str) -> bool {
    lower.len() == 4
        && (lower.starts_with("19") || lower.starts_with("20"))
        && lower.bytes().all(|b| b.is_ascii_digit())
}
