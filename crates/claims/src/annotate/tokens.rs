//! Words, numbers and marks, with the classes the word table gives them.

use dateline_model::Span;
use dateline_tables::words::{ClassSet, Words};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with hyphens, dots and apostrophes inside.
    Word,
    /// Digits, with separators inside.
    Number,
    /// One mark.
    Mark,
}

/// One token of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Where it stands, in bytes of the cleaned text.
    pub(crate) span: Span,
    /// What it is made of.
    pub(crate) kind: TokenKind,
    /// The classes of the word table it belongs to.
    pub(crate) classes: ClassSet,
    /// Whether it begins with an upper-case letter.
    pub(crate) is_capital: bool,
}

/// The tokens of `text`, left to right. `lower` is `text` in lower case at the same offsets.
pub(crate) fn find_tokens(text: &str, lower: &str, words: &Words) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let end = at + first.len_utf8();
        if first.is_whitespace() {
            at = end;
            continue;
        }
        let (end, kind) = if first.is_ascii_digit() {
            (number_end(text, at), TokenKind::Number)
        } else if is_letter(first) {
            (word_end(text, at), TokenKind::Word)
        } else if let Some(end) = genitive_end(text, at) {
            (end, TokenKind::Word)
        } else {
            (end, TokenKind::Mark)
        };
        let kind = if kind == TokenKind::Number && text[at..end].contains(char::is_alphabetic) {
            TokenKind::Word
        } else {
            kind
        };
        // "US" in capitals is a country, not "us".
        let classes = if words.is_initialism(&text[at..end]) {
            ClassSet::default()
        } else {
            words.classes(&lower[at..end])
        };
        tokens.push(Token { span: Span::between(at, end), kind, classes, is_capital: first.is_uppercase() });
        at = end;
    }
    tokens
}

/// `text` in lower case, byte for byte as long: a letter whose lower case has another length stays as it is.
pub(crate) fn lower_case(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some('’'), None) if c == '’' => lower.push('’'),
            (Some(small), None) if small.len_utf8() == c.len_utf8() => lower.push(small),
            _ => lower.push(c),
        }
    }
    lower
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(&c) || ('\u{64b}'..'\u{660}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | 'ʿ' | '`')
}

/// End of the genitive mark ("'s") that begins at `at`, if one does and a word stands right before it.
fn genitive_end(text: &str, at: usize) -> Option<usize> {
    let mut chars = text[at..].chars();
    let mark = chars.next().filter(|c| matches!(c, '\'' | '’'))?;
    let after_word = text[..at].chars().next_back().is_some_and(is_letter);
    let s = chars.next().filter(|c| matches!(c, 's' | 'S'))?;
    let ends = !chars.next().is_some_and(is_letter);
    (after_word && ends).then_some(at + mark.len_utf8() + s.len_utf8())
}

/// End of the word that begins at `start`: letters and digits, joined by hyphens and by apostrophes that are not a
/// genitive, and by the dots of an initialism ("U.S.").
fn word_end(text: &str, start: usize) -> usize {
    if let Some(end) = initialism_end(text, start) {
        return end;
    }
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at = start + at;
        let next = chars.peek().map(|&(_, next)| next);
        let joins = c == '-' || is_apostrophe(c) && genitive_end(text, at).is_none();
        if is_letter(c) || joins && next.is_some_and(is_letter) && at > start {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// End of an initialism such as "U.S." or "p.m." that begins at `start`, its last dot included.
fn initialism_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    let more = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (end >= start + 4 && !more).then_some(end)
}

/// End of the number that begins at `start`: digits with separators between digits; a number that runs on into
/// letters ("26-year-old", "5th") is taken whole.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        let digit_next = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let joins = matches!(byte, b'.' | b',' | b':' | b'/') && digit_next;
        if byte.is_ascii_digit() || joins {
            end += 1;
        } else {
            break;
        }
    }
    let after = text[end..].chars().next();
    let hyphen_word = after == Some('-') && text[end + 1..].chars().next().is_some_and(char::is_alphabetic);
    if after.is_some_and(char::is_alphabetic) || hyphen_word { word_end(text, start) } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of `text`, joined by `|`.
    fn tokens(text: &str) -> String {
        let lower = lower_case(text);
        let found = find_tokens(text, &lower, Words::english());
        let words: Vec<&str> = found.iter().filter_map(|token| token.span.of(text)).collect();
        words.join("|")
    }

    #[test]
    fn names_keep_their_hyphens_and_genitives_stand_alone() {
        assert_eq!(tokens("Syria's al-Sa’an, Iran-backed"), "Syria|'s|al-Sa’an|,|Iran-backed");
    }

    #[test]
    fn initialisms_and_numbers_are_one_token() {
        assert_eq!(tokens("U.S. jets hit 1,200 m at 11:34 p.m."), "U.S.|jets|hit|1,200|m|at|11:34|p.m.");
        assert_eq!(tokens("a 26-year-old of the 5th Corps."), "a|26-year-old|of|the|5th|Corps|.");
    }

    #[test]
    fn lower_case_keeps_every_offset() {
        for text in ["İstanbul ẞ KYIV", "Łódź’S", "\u{10ffff}"] {
            assert_eq!(lower_case(text).len(), text.len());
        }
    }
}
