//! Cuts text into words, numbers and marks, each looked up once.

use crate::grammar::NUCLEI;
use crate::lexicon::{Class, Lexicon, mark_id};
use crate::token::{Case, EDGE, Kind, Token};

/// Longest word that is looked up, in bytes; longer ones are no time words.
const MAX_WORD: usize = 32;

/// The tokens of `text`.
pub(crate) fn cut(text: &str, lexicon: &'static Lexicon) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    let bytes = text.as_bytes();
    let (mut at, mut newlines, mut last_end) = (0, 2, usize::MAX);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            newlines += u32::from(byte == b'\n');
            at += 1;
            continue;
        }
        let mut token = if byte.is_ascii_digit() {
            number_at(bytes, at)
        } else if byte.is_ascii_alphabetic() || byte >= 0x80 {
            match word_at(text, at, lexicon) {
                Some(word) => word,
                None => mark_at(text, at),
            }
        } else {
            mark_at(text, at)
        };
        if token.kind == Kind::Mark && token.num == u32::from(b' ') {
            at = token.end as usize;
            continue;
        }
        token.touches = last_end == at;
        token.opens = newlines > 1;
        newlines = 0;
        at = token.end as usize;
        last_end = at;
        tokens.push(token);
    }
    look_ahead(&mut tokens);
    tokens
}

/// Tells each token whether a nucleus is ahead of it.
fn look_ahead(tokens: &mut [Token]) {
    let counts = Class::set(&[Class::Number, Class::Multiplier]);
    let (mut ahead, mut count_follows) = (false, false);
    for token in tokens.iter_mut().rev() {
        let count = token.classes & counts != 0;
        // two counts in a row may spell a year: "nineteen ninety-six"
        let nucleus = token.kind == Kind::Number || token.begins() & NUCLEI != 0 || count && count_follows;
        ahead = nucleus || ahead && token.id != 0;
        token.promises = ahead;
        count_follows = count;
    }
}

fn number_at(bytes: &[u8], start: usize) -> Token {
    let mut num: u32 = 0;
    let mut end = start;
    while let Some(digit) = bytes.get(end).filter(|byte| byte.is_ascii_digit()) {
        num = num.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
        end += 1;
    }
    Token { num, kind: Kind::Number, ..spanning(start, end) }
}

fn mark_at(text: &str, start: usize) -> Token {
    let c = text.get(start..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    let plain = match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let byte = u8::try_from(plain).ok().filter(u8::is_ascii);
    Token {
        num: byte.map_or(0, u32::from),
        id: byte.map_or(0, mark_id),
        kind: Kind::Mark,
        ..spanning(start, start + c.len_utf8())
    }
}

/// The word that begins at `start`, or `None` when no letter stands there.
fn word_at(text: &str, start: usize, lexicon: &'static Lexicon) -> Option<Token> {
    plain_word(text.as_bytes(), start, lexicon).or_else(|| any_word(text, start, lexicon))
}

/// The word where it is of ASCII letters and what follows cannot belong to it, as most are; else `None`.
fn plain_word(bytes: &[u8], start: usize, lexicon: &'static Lexicon) -> Option<Token> {
    let rest = bytes.get(start..)?;
    let len = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (word, after) = rest.split_at_checked(len)?;
    let goes_on = match after.first() {
        Some(b'.') => len == 1,
        Some(b'\'') => lexicon.elides(),
        Some(byte) => !byte.is_ascii(),
        None => false,
    };
    if len == 0 || goes_on {
        return None;
    }
    let mut key = [0; MAX_WORD];
    for (lower, byte) in key.iter_mut().zip(word) {
        *lower = byte.to_ascii_lowercase();
    }
    let capital = word.first().is_some_and(u8::is_ascii_uppercase);
    let upper = capital && len > 1 && word.iter().all(u8::is_ascii_uppercase);
    let id = key.get(..len).map_or(0, |key| lexicon.id(key));
    Some(word_token(lexicon, id, case(capital, upper), start, start + len))
}

fn case(capital: bool, upper: bool) -> Case {
    match (capital, upper) {
        (_, true) => Case::Upper,
        (true, false) => Case::Capital,
        (false, false) => Case::Lower,
    }
}

fn word_token(lexicon: &Lexicon, id: u16, case: Case, start: usize, end: usize) -> Token {
    let (classes, phrases) = lexicon.classes(id);
    Token { id, kind: Kind::Word, case, classes, phrases, ..spanning(start, end) }
}

/// The word in letters of any script, with the full stops of an abbreviation and the apostrophe of an elision.
fn any_word(text: &str, start: usize, lexicon: &'static Lexicon) -> Option<Token> {
    let rest = text.get(start..)?;
    let mut key = [0; MAX_WORD];
    let (mut len, mut fits, mut letters, mut capitals) = (0, true, 0, 0);
    let mut end = start;
    let mut capital = false;
    let mut dotted = false;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphabetic() {
            letters += 1;
            let is_capital = c.is_uppercase();
            capitals += u32::from(is_capital);
            capital |= is_capital && at == 0;
            for lower in c.to_lowercase() {
                fits &= len + lower.len_utf8() <= MAX_WORD;
                if fits {
                    len += lower.encode_utf8(&mut key[len..]).len();
                }
            }
            end = start + at + c.len_utf8();
        } else if c == '.' && (dotted || letters == 1) && is_initial(rest, at) {
            // "a.m.", "U.S.": single letters, each with its full stop
            let next = chars.peek().is_some_and(|(_, c)| c.is_alphabetic());
            let single = rest.get(at + 1..).is_some_and(is_single_letter);
            if next && single {
                dotted = true;
            } else {
                if dotted {
                    end = start + at + 1;
                }
                break;
            }
        } else {
            break;
        }
    }
    let mut id = if fits { lexicon.id(key.get(..len)?) } else { 0 };
    if lexicon.elides()
        && let Some((elided, longer)) = elision(text, end, &mut key, len, lexicon)
    {
        (id, end) = (elided, longer);
    }
    let case = case(capital, capitals == letters && letters > 1);
    (letters > 0).then(|| word_token(lexicon, id, case, start, end))
}

/// The number of the word in `key[..len]` with the apostrophe at byte `end` of `text`, and the byte after it, where
/// both are one token: "l'" before a letter.
fn elision(
    text: &str,
    end: usize,
    key: &mut [u8; MAX_WORD],
    len: usize,
    lexicon: &Lexicon,
) -> Option<(u16, usize)> {
    let mut rest = text.get(end..)?.chars();
    let apostrophe = rest.next().filter(|c| matches!(c, '\'' | '\u{2019}'))?;
    rest.next().filter(|c| c.is_alphabetic())?;
    *key.get_mut(len)? = b'\'';
    let id = lexicon.id(key.get(..=len)?);
    (id != 0).then_some((id, end + apostrophe.len_utf8()))
}

/// Whether the letter before byte `at` of `rest` stands alone, after the beginning or a full stop.
fn is_initial(rest: &str, at: usize) -> bool {
    let mut before = rest.get(..at).unwrap_or_default().chars().rev();
    before.next().is_some_and(char::is_alphabetic) && before.next().is_none_or(|c| c == '.')
}

/// Whether `tail` begins with a letter that no further letter or digit follows.
fn is_single_letter(tail: &str) -> bool {
    let mut chars = tail.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

fn spanning(start: usize, end: usize) -> Token {
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    let end = u32::try_from(end).unwrap_or(u32::MAX);
    Token { start, end, opens: false, ..EDGE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[track_caller]
    fn check(text: &str, words: &str) {
        let cut = Words::new(text, Lexicon::of("en").unwrap());
        let seen: Vec<&str> = (0..cut.len()).map(|at| cut.word(at)).collect();
        assert_eq!(seen.join("|"), words);
    }

    #[test]
    fn words_numbers_and_marks_are_apart() {
        check("On Dec. 14–16, 2016", "On|Dec|.|14|–|16|,|2016");
        check("151630ZDEC16", "151630|ZDEC|16");
    }

    #[test]
    fn abbreviations_keep_their_full_stops() {
        check("11:34 p.m. (2034 GMT) U.S. base.", "11|:|34|p.m.|(|2034|GMT|)|U.S.|base|.");
    }

    #[test]
    fn no_break_spaces_part_words() {
        check("14\u{a0}July", "14|July");
    }

    #[test]
    fn other_scripts_are_words_too() {
        check("في 14 июля", "في|14|июля");
    }
}
