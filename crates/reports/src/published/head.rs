//! Dates that the first lines of a text print about the text itself.

use dateline_tables::{DateWord, date_word};

use super::{Reading, parse_prefix, parse_whole};

/// So many lines from the top may tell the date.
const HEAD_LINES: usize = 8;
/// A line longer than this is not a byline.
const MAX_BYLINE_BYTES: usize = 120;
/// A line of more words is not a byline.
const MAX_BYLINE_WORDS: usize = 14;
/// A dateline's date begins before this byte.
const MAX_DATELINE_BYTES: usize = 90;

/// The date that the first lines of a plain text give for the text: a line of its own ("date 2016-12-16"), the very
/// first words ("Wed 05 Apr 2017 Shelling ..."), the end of a byline, or the date of a dateline with its year
/// ("SAN SALVADOR, 3 JAN 90 (EFE) --"). `None` when there is none.
pub(crate) fn find_in_head(text: &str) -> Option<Reading> {
    let head = text.trim_start();
    if let Some(len) = date_lead(head) {
        return parse_prefix(&head[..len]);
    }
    if let Some(reading) = in_dateline(head) {
        return Some(reading);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD_LINES);
    lines
        .filter(|line| line.len() <= MAX_BYLINE_BYTES)
        .find_map(|line| parse_whole(line).or_else(|| at_end(line)))
}

/// Whether the line only tells a date.
pub(crate) fn is_date_line(line: &str) -> bool {
    line.len() <= MAX_BYLINE_BYTES && parse_whole(line).is_some()
}

/// Length of the date before the first sentence of a text, white space after it included; `None` when the text does
/// not begin with one, or when the date is part of its sentence ("5 April 2017 was a quiet day").
pub(crate) fn date_lead(text: &str) -> Option<usize> {
    let reading = parse_prefix(text)?;
    let rest = &text[reading.len..];
    let next = rest.trim_start_matches(|c: char| c.is_whitespace() || ".|-–—".contains(c));
    let is_byline = next.split_whitespace().next().and_then(date_word) == Some(DateWord::Byline);
    let begins_sentence =
        next.chars().next().is_none_or(|c| c.is_uppercase() || c.is_numeric() || "\"“'‘".contains(c));
    let parted = rest.len() > next.len() || rest.is_empty();
    ((begins_sentence || is_byline) && parted).then_some(text.len() - next.len())
}

/// The date after the place of a dateline, when an agency in brackets or a dash follows.
fn in_dateline(text: &str) -> Option<Reading> {
    let line = text.lines().next()?;
    for (comma, _) in line.match_indices(", ").take_while(|(at, _)| *at < MAX_DATELINE_BYTES) {
        let Some(reading) = parse_prefix(&line[comma + 2..]) else { continue };
        let rest = line[comma + 2 + reading.len..].trim_start();
        if rest.starts_with(['(', '[', '-', '–', '—', '/']) {
            return Some(reading);
        }
    }
    None
}

/// The agency in brackets that ends a dateline: "KAFR ZITA, 3 JAN 90 (EFE) --", "KAFR ZITA (Reuters) -". `None` when
/// the text does not begin with a dateline, or it names none.
pub(crate) fn dateline_agency(text: &str) -> Option<&str> {
    let line = text.trim_start().lines().next()?;
    let ends = line.match_indices(')').take_while(|(at, _)| *at < 2 * MAX_DATELINE_BYTES).map(|(at, _)| at);
    ends.filter(|end| line[end + 1..].trim_start().starts_with(['-', '–', '—']))
        .find_map(|end| line[..end].rsplit_once('(').map(|(_, agency)| agency))
}

/// Where the date at the end of a byline begins: "By Rana Khalil, 12 March 2019". `None` when the line is long, ends
/// like a sentence, or does not end with a date.
pub(crate) fn date_tail(line: &str) -> Option<usize> {
    if line.len() > MAX_BYLINE_BYTES
        || line.split_whitespace().count() > MAX_BYLINE_WORDS
        || line.ends_with('.')
    {
        return None;
    }
    let mut starts = line.match_indices([' ', '|', ':', ',']).map(|(at, mark)| at + mark.len());
    starts.find(|at| parse_whole(&line[*at..]).is_some())
}

/// The date at the end of a byline.
fn at_end(line: &str) -> Option<Reading> {
    parse_whole(&line[date_tail(line)?..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let seen = find_in_head(text).map(|reading| reading.published.at.date().to_string());
        assert_eq!(seen.as_deref(), expected, "{text}");
    }

    #[test]
    fn first_lines_tell_the_date() {
        check("date 2016-12-16\n\nShells fell on Kafr Zita.", Some("2016-12-16"));
        check("Wed 05 Apr 2017 Shells fell on Kafr Zita.", Some("2017-04-05"));
        check("12 March 2019 by Rana Khalil Shells fell on Kafr Zita.", Some("2019-03-12"));
        check("24.08.2013 Shells fell on Kafr Zita.", Some("2013-08-24"));
        check("Shells fall on Kafr Zita\nBy Rana Khalil, 12 March 2019\nShells fell.", Some("2019-03-12"));
        check(
            "Shells fall on Kafr Zita\nPublished: 12 March 2019 10:40 GMT\nShells fell.",
            Some("2019-03-12"),
        );
        check("SAN MIGUEL, 3 JAN 90 (EFE) -- A BRIDGE WAS BLOWN UP.", Some("1990-01-03"));
        check("KAFR ZITA (SYRIA), JUNE 11 89 (AFP) -- A BRIDGE WAS BLOWN UP.", Some("1989-06-11"));
    }

    #[test]
    fn datelines_name_their_agency() {
        assert_eq!(dateline_agency("KAFR ZITA (SYRIA), 3 JAN 90 (EFE) -- [TEXT] A BRIDGE"), Some("EFE"));
        assert_eq!(dateline_agency("KAFR ZITA, Syria (Reuters) - A bridge"), Some("Reuters"));
        assert_eq!(dateline_agency("The army (SAA) said - as ever - nothing."), None);
        assert_eq!(dateline_agency("Shells fell."), None);
    }

    #[test]
    fn a_date_of_the_story_is_not_the_date_of_the_report() {
        check("On 5 April 2017, shells fell on Kafr Zita.", None);
        check("5 April 2017 was a quiet day in Kafr Zita.", None);
        check("Shells fell on Kafr Zita on 5 April 2017, residents said.", None);
        check("The clash on 3 May 2011 left two dead.", None);
    }
}
