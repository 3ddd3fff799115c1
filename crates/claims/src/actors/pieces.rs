//! Tokens taken apart and folded, so that names match however they are hyphenated or spelt.

use dateline_tables::actors::affix;

use crate::annotate::tokens::{Token, TokenKind};

/// Neighbours looked at on each side to tell whether a word stands in a line of capitals.
const NEIGHBOURS: usize = 4;

/// A part of a token between hyphens, folded for comparison.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Lower case, without apostrophes.
    pub(super) folded: String,
    /// First byte in the text, any article before it in the same token included.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// Its token.
    pub(super) token: usize,
    /// Whether it begins with a capital.
    pub(super) is_capital: bool,
    /// Whether it has letters and all of them are capitals.
    pub(super) is_upper: bool,
    /// Whether a hyphen joins it to the piece before.
    pub(super) is_joined: bool,
}

/// The pieces of `text`: every word, number and mark, words taken apart at their hyphens, Arabic articles dropped.
pub(super) fn pieces(text: &str, tokens: &[Token]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(tokens.len() + tokens.len() / 8);
    let mut hyphen_ends = None;
    let mut article_start = None;
    for (idx, token) in tokens.iter().enumerate() {
        let Some(word) = token.span.of(text) else { continue };
        if token.kind == TokenKind::Mark {
            if word == "-" && pieces.last().is_some_and(|last| last.end == token.span.start()) {
                hyphen_ends = Some(token.span.end());
                continue;
            }
            article_start = None;
            pieces.push(Piece {
                folded: word.to_owned(),
                start: token.span.start(),
                end: token.span.end(),
                token: idx,
                is_capital: false,
                is_upper: false,
                is_joined: false,
            });
            continue;
        }
        let is_joined = hyphen_ends == Some(token.span.start());
        // "al-Shabaab" and "Shabaab" are one name, and so is "al Shabaab".
        if matches!(word, "al" | "Al" | "AL") {
            article_start = Some(token.span.start());
            continue;
        }
        push_word(&mut pieces, word, token.span.start(), idx, is_joined, article_start.take());
    }
    pieces
}

fn push_word(
    pieces: &mut Vec<Piece>,
    word: &str,
    at: usize,
    token: usize,
    mut is_joined: bool,
    mut article_start: Option<usize>,
) {
    let mut start = at;
    let n_parts = word.split('-').count();
    for (n, part) in word.split('-').enumerate() {
        let end = start + part.len();
        let folded = fold(part);
        let is_article = affix(&folded) == Some("article");
        if is_article && n + 1 < n_parts {
            article_start = article_start.or(Some(start));
        } else if !folded.is_empty() {
            pieces.push(Piece {
                folded,
                start: article_start.take().unwrap_or(start),
                end,
                token,
                is_capital: part.starts_with(char::is_uppercase),
                is_upper: is_upper(part),
                is_joined,
            });
            is_joined = true;
        }
        start = end + 1;
    }
}

/// `word` in lower case without apostrophes; the genitive mark stays as it is.
pub(super) fn fold(word: &str) -> String {
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "'s" | "’s") {
        return "'s".to_owned();
    }
    lower.chars().filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | '‘' | 'ʿ' | '`')).collect()
}

/// Whether piece `at` stands in a line of capitals, where capitals tell nothing.
pub(super) fn is_in_capitals(pieces: &[Piece], at: usize) -> bool {
    let near = pieces.get(at.saturating_sub(NEIGHBOURS)..(at + 1 + NEIGHBOURS).min(pieces.len()));
    let mut n_upper = 0;
    for (idx, piece) in near.unwrap_or_default().iter().enumerate() {
        let is_word = piece.folded.len() > 1 && piece.folded.starts_with(char::is_alphabetic);
        if idx == at.min(NEIGHBOURS) || !is_word {
            continue;
        }
        if !piece.is_upper {
            return false;
        }
        n_upper += 1;
    }
    n_upper >= 2
}

fn is_upper(part: &str) -> bool {
    part.contains(char::is_uppercase) && !part.contains(char::is_lowercase)
}
