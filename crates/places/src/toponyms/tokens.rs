//! Words of a text, with what names need to know of them.

use crate::fold::is_contracted;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital and goes on with small letters.
    Capital,
    /// All capitals, points aside; also a single capital.
    Upper,
    /// Begins with a digit.
    Number,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// White space only.
    Space,
    /// A hyphen or dash without space around it.
    Hyphen,
    /// A comma and white space.
    Comma,
    /// A point and white space: the end of a sentence or of an abbreviation.
    Point,
    /// Anything else: other punctuation, an empty line, the begin of the text.
    Break,
}

/// A run of letters and digits, with apostrophes and points inside; a possessive `'s` is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    pub(crate) shape: Shape,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Whether `'s` follows.
    pub(crate) is_possessive: bool,
    /// Whether an empty line, a mark of the end of a sentence or nothing stands before it.
    pub(crate) opens_sentence: bool,
    /// Whether nearly all letters of its line are capitals.
    pub(crate) in_capitals: bool,
}

impl Token {
    /// The word.
    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Whether it is written as names are.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

/// The words of `text`, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut line = Line::default();
    let mut at = 0;
    let bytes = text.as_bytes();
    let mut last_end = 0;
    while at < bytes.len() {
        let len = char_len(text, at);
        if !is_word_at(text, at) {
            if bytes[at] == b'\n' {
                line.close(&mut tokens);
            }
            at += len;
            continue;
        }
        let (end, next, is_possessive) = word_end(text, at);
        let shape = shape_of(&text[at..end]);
        let (gap, ends_sentence) = gap_of(&text[last_end..at], tokens.is_empty());
        line.count(&text[at..end]);
        tokens.push(Token {
            start: u32::try_from(at).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
            shape,
            gap,
            is_possessive,
            opens_sentence: ends_sentence,
            in_capitals: false,
        });
        last_end = next;
        at = next;
    }
    line.close(&mut tokens);
    tokens
}

/// Counts letters of the present line.
#[derive(Default)]
struct Line {
    first: usize,
    /// Whether the line before was in capitals, and no empty line lies between.
    goes_on: bool,
    n_upper: usize,
    n_letters: usize,
}

impl Line {
    fn count(&mut self, word: &str) {
        for byte in word.bytes() {
            self.n_upper += usize::from(byte.is_ascii_uppercase());
            self.n_letters += usize::from(byte.is_ascii_alphabetic());
        }
    }

    /// Marks the line's words when nearly all of its letters are capitals. A line of a word or two tells little by
    /// itself: it goes with the one before.
    fn close(&mut self, tokens: &mut [Token]) {
        let words = tokens.get_mut(self.first..).unwrap_or_default();
        let in_capitals =
            (words.len() >= 3 || self.goes_on && !words.is_empty()) && self.n_upper * 10 > self.n_letters * 8;
        for word in words {
            word.in_capitals = in_capitals;
        }
        *self = Self { first: tokens.len(), goes_on: in_capitals, ..Self::default() };
    }
}

fn char_len(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        0..=0x7F => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

fn is_word_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[at..].chars().next().is_some_and(char::is_alphanumeric),
        None => false,
    }
}

/// Length of the apostrophe at `at`, 0 when there is none.
fn apostrophe_at(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(b'\'' | b'`') => 1,
        Some(0xE2 | 0xCA) => {
            text[at..].chars().next().filter(|c| "’‘ʻʼʿʾ".contains(*c)).map_or(0, char::len_utf8)
        }
        _ => 0,
    }
}

/// The end of the word that begins at `at`, where to read on, and whether a possessive was cut off.
fn word_end(text: &str, at: usize) -> (usize, usize, bool) {
    let bytes = text.as_bytes();
    let (mut end, mut segment, mut has_point) = (at, at, false);
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) && is_word_at(text, end) {
            end += char_len(text, end);
            continue;
        }
        let apostrophe = apostrophe_at(text, end);
        if apostrophe > 0 && is_word_at(text, end + apostrophe) {
            let after = end + apostrophe;
            if matches!(bytes[after], b's' | b'S') && !is_word_at(text, after + 1) {
                return (end, after + 1, true);
            }
            end = after;
            continue;
        }
        // Points within abbreviations: one or two letters before, and a letter after or a point before.
        let is_short = end > segment && end - segment <= 2 && bytes[segment].is_ascii_uppercase();
        let goes_on = bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase);
        if bytes.get(end) == Some(&b'.') && is_short && (goes_on || has_point) {
            end += 1;
            has_point = true;
            segment = end;
            continue;
        }
        return possessive_after(text, end);
    }
}

/// As [`word_end`], for a word that may have `s'` or a point before `'s`.
fn possessive_after(text: &str, end: usize) -> (usize, usize, bool) {
    let apostrophe = apostrophe_at(text, end);
    let after = end + apostrophe;
    if apostrophe > 0 && text.as_bytes().get(after) == Some(&b's') && !is_word_at(text, after + 1) {
        return (end, after + 1, true);
    }
    (end, end, false)
}

fn shape_of(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Lower };
    if first.is_numeric() {
        return Shape::Number;
    }
    if is_elided(word) {
        return Shape::Capital;
    }
    if !first.is_uppercase() || is_contraction(word) {
        return Shape::Lower;
    }
    if word.chars().all(|c| !c.is_lowercase()) { Shape::Upper } else { Shape::Capital }
}

/// Whether a word is a name behind an elided article: "d'Ivoire".
fn is_elided(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase)
        && letters.next().is_some_and(|c| matches!(c, '\'' | '’'))
        && letters.next().is_some_and(char::is_uppercase)
}

/// Whether a word is one like "They're" or "Don't".
fn is_contraction(word: &str) -> bool {
    word.rsplit_once(['\'', '’']).is_some_and(|(_, end)| is_contracted(end.to_ascii_lowercase().as_bytes()))
}

/// What the text between two words says, and whether a sentence may end in it.
fn gap_of(between: &str, is_first: bool) -> (Gap, bool) {
    if is_first {
        return (Gap::Break, true);
    }
    match between {
        // The mark of an ayn may follow: "in ‘Ayn Issa".
        " " | "\n" | " ‘" | " ʻ" | " ʿ" => return (Gap::Space, false),
        "-" | "–" | "‑" | "" | "-‘" | "-'" | "-’" | "-ʻ" | "-ʿ" => return (Gap::Hyphen, false),
        ", " => return (Gap::Comma, false),
        _ => {}
    }
    let trimmed = between.trim();
    let has_empty_line = between.bytes().filter(|byte| *byte == b'\n').count() > 1;
    match trimmed {
        _ if has_empty_line => (Gap::Break, true),
        "" => (Gap::Space, false),
        "," => (Gap::Comma, false),
        "." => (Gap::Point, true),
        _ => (Gap::Break, trimmed.contains(['.', '!', '?', ':', '“', '"', '•', '—'])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &[&str]) {
        let found: Vec<&str> = tokens(text).iter().map(|token| token.of(text)).collect();
        assert_eq!(found, words);
    }

    #[test]
    fn words_keep_their_apostrophes_and_points() {
        check("In Ta'izz, U.S. troops", &["In", "Ta'izz", "U.S.", "troops"]);
        check("Syria's army left the W.Va. camp.", &["Syria", "army", "left", "the", "W.Va.", "camp"]);
        check("The end. Next", &["The", "end", "Next"]);
        check("Deir ez-Zor", &["Deir", "ez", "Zor"]);
    }

    #[test]
    fn a_name_behind_an_elided_article_is_written_as_one() {
        assert!(tokens("Côte d'Ivoire")[1].is_capital());
        assert!(!tokens("at five o'clock")[2].is_capital());
    }

    #[test]
    fn lines_in_capitals_are_marked() {
        let text = "TROOPS ENTER THE TOWN\nTroops entered the town.";
        assert_eq!(tokens(text).iter().filter(|token| token.in_capitals).count(), 4);
        let wrapped = "TROOPS ENTER THE\nTOWN\n\nUN\n";
        assert_eq!(tokens(wrapped).iter().filter(|token| token.in_capitals).count(), 4);
    }
}
