//! Agencies that a report itself names as its origin: "(Reuters)", "/TASS/", a byline.

use dateline_model::{SourceId, SpeakerKind};
use dateline_tables::sources;

/// Lines at the head and at the end of a text that may carry a tag.
const HEAD_LINES: usize = 4;
const TAIL_LINES: usize = 2;
/// At the head, a tag stands within so many characters of its line.
const HEAD_CHARS: usize = 120;
/// What stands before or after a dash names an origin only if it has at most so many words.
const BYLINE_WORDS: usize = 6;
/// Most words of a publisher's name.
const NAME_WORDS: usize = 4;
/// Pairs of marks around a tag.
const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('/', '/')];
/// Dashes between a dateline, its tag and the text.
const DASHES: [&str; 3] = [" - ", " \u{2013} ", " \u{2014} "];

/// The agencies and state media other than `own` that the first and last lines of `text` name as origin, in the
/// order of the text, each once; empty when there is none.
pub(crate) fn find(text: &str, own: Option<&SourceId>) -> Vec<SourceId> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (head, rest) = lines.split_at(HEAD_LINES.min(lines.len()));
    let tail = &rest[rest.len().saturating_sub(TAIL_LINES)..];
    let mut found: Vec<SourceId> = Vec::new();
    let ids =
        head.iter().flat_map(|line| head_tags(line)).chain(tail.iter().flat_map(|line| tail_tags(line)));
    for id in ids.map(SourceId::new) {
        if Some(&id) != own && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

fn head_tags(line: &str) -> Vec<&'static str> {
    let end = line.char_indices().nth(HEAD_CHARS).map_or(line.len(), |(at, _)| at);
    let mut found = bracketed(&line[..end]);
    found.extend(bylines(line));
    found
}

/// At the end of a text only a tag or byline that ends its line counts.
fn tail_tags(line: &str) -> Vec<&'static str> {
    let last = BRACKETS.iter().filter(|(_, close)| line.trim_end_matches('.').ends_with(*close));
    let tag =
        last.filter_map(|(open, close)| line.trim_end_matches('.').strip_suffix(*close)?.rsplit_once(*open));
    let mut found: Vec<&'static str> = tag.filter_map(|(_, tag)| agency(tag)).collect();
    found.extend(bylines(line));
    found
}

/// Tags in brackets; one after a word in lower case only tells the short name of what was named ("the state agency
/// (SANA)").
fn bracketed(line: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (open, close) in BRACKETS {
        for (at, _) in line.match_indices(open) {
            let (before, rest) = (&line[..at], &line[at + open.len_utf8()..]);
            let tag = rest.split_once(close).map(|(tag, _)| tag);
            let last = before.split_whitespace().next_back().unwrap_or_default();
            let is_name = last.chars().any(char::is_lowercase) && last.ends_with(char::is_alphabetic);
            found.extend(tag.filter(|_| !is_name).and_then(agency));
        }
    }
    found
}

/// A short line, or the short part before the first or after the last dash, that ends in the name of an agency.
fn bylines(line: &str) -> Option<&'static str> {
    let first = DASHES.iter().filter_map(|dash| line.find(dash)).min().map(|at| &line[..at]);
    let last = DASHES.iter().filter_map(|dash| Some(line.rsplit_once(dash)?.1)).min_by_key(|part| part.len());
    [Some(line), first, last].into_iter().flatten().find_map(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let names = (1..=NAME_WORDS.min(words.len())).map(|n| words[words.len() - n..].join(" "));
        if words.len() > BYLINE_WORDS { None } else { names.rev().find_map(|name| agency(&name)) }
    })
}

/// The agency or state medium of this name.
fn agency(name: &str) -> Option<&'static str> {
    let row = sources::by_name(name)?;
    matches!(row.kind, SpeakerKind::WireAgency | SpeakerKind::StateMedia).then_some(row.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, found: &[&str]) {
        let own = SourceId::new("valley-post");
        let relays = find(text, Some(&own));
        assert_eq!(relays.iter().map(SourceId::as_str).collect::<Vec<_>>(), found, "{text}");
    }

    #[test]
    fn a_tag_at_the_head_or_the_end_names_the_origin() {
        check("ORVO (Reuters) - Shells fell on the town.", &["reuters"]);
        check("Shells fall on Orvo\nBEIRUT, Dec 3 (AFP) - Shells fell.", &["afp"]);
        check("By AFP\nShells fell on the town.", &["afp"]);
        check(
            "Shells fell on the town.\nTwo died.\nThree fled.\nNobody helped.\nRain fell. (Reuters)",
            &["reuters"],
        );
        check("Shells fall on Orvo - Reuters\nTwo died.", &["reuters"]);
    }

    #[test]
    fn a_mention_is_no_tag() {
        check("A man told the agency (Reuters) that shells fell.", &[]);
        check("Reuters reported that shells fell on the town on Monday evening.", &[]);
        check(
            "One.\nTwo.\nThree.\nFour.\nA driver spoke to Reuters (AFP did not hear him) on Monday.\nFive.",
            &[],
        );
        check("", &[]);
    }

    #[test]
    fn the_own_name_is_no_relay() {
        assert!(find("ORVO (Reuters) - Shells fell.", Some(&SourceId::new("reuters"))).is_empty());
    }
}
