//! Where sentences end.

use std::ops::Range;

use dateline_model::Span;
use dateline_tables::words::Words;

use super::Annotated;
use super::tokens::{Token, TokenKind};

/// Tokens one sentence may hold; longer ones are cut here and noted.
pub(crate) const MAX_TOKENS: usize = 250;

/// One sentence: a run of tokens.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Where it stands, in bytes of the cleaned text.
    pub(crate) span: Span,
    /// Whether it is written in capitals throughout, so that capitals tell nothing.
    pub(crate) is_upper: bool,
    /// Number of its paragraph, from 0.
    pub(crate) paragraph: usize,
    /// Whether it was cut off at [`MAX_TOKENS`] rather than at an end.
    pub(crate) is_cut: bool,
}

/// Fewer words than this may be one headline.
const HEADLINES_WORDS: usize = 25;
/// Share of words with a capital, in percent, from which a long run without a full stop is headlines.
const HEADLINES_CAPITALS: usize = 60;

impl Sentence {
    /// Whether it is many headlines in a row, as a page lists those of other articles: long, and most words with a capital.
    pub(crate) fn is_headlines(&self, text: &Annotated) -> bool {
        let words = text.tokens[self.tokens.clone()].iter().filter(|it| it.kind == TokenKind::Word);
        let n_words = words.clone().count();
        let n_capital = words.filter(|it| it.is_capital).count();
        !self.is_upper && n_words >= HEADLINES_WORDS && n_capital * 100 >= n_words * HEADLINES_CAPITALS
    }
}

/// The sentences of `text`, left to right; every token belongs to exactly one.
pub(crate) fn find_sentences(text: &str, tokens: &[Token], words: &Words) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    for idx in 0..tokens.len() {
        let ends = sentence_ends(text, tokens, idx, words);
        let new_paragraph = tokens
            .get(idx + 1)
            .is_some_and(|next| text[tokens[idx].span.end()..next.span.start()].contains('\n'));
        let is_cut = idx + 1 - start >= MAX_TOKENS;
        if ends || new_paragraph || is_cut || idx + 1 == tokens.len() {
            sentences.push(sentence(text, tokens, start..idx + 1, paragraph, is_cut && !ends));
            start = idx + 1;
        }
        paragraph += usize::from(new_paragraph);
    }
    sentences
}

fn sentence(text: &str, tokens: &[Token], range: Range<usize>, paragraph: usize, is_cut: bool) -> Sentence {
    let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
    let words = span.of(text).unwrap_or_default();
    let n_upper = words.chars().filter(|c| c.is_uppercase()).count();
    let n_lower = words.chars().filter(|c| c.is_lowercase()).count();
    Sentence { tokens: range, span, is_upper: n_upper > 8 && n_upper > 6 * n_lower, paragraph, is_cut }
}

/// Whether the sentence ends with token `idx`.
fn sentence_ends(text: &str, tokens: &[Token], idx: usize, words: &Words) -> bool {
    let word = |idx: usize| tokens.get(idx).and_then(|token: &Token| token.span.of(text)).unwrap_or_default();
    let closes = matches!(word(idx), "\"" | "”" | "’" | ")" | "'" | "»") && idx > 0;
    let stop = if closes { idx - 1 } else { idx };
    // A quote after the stop belongs to the sentence it closes.
    let quote_follows = matches!(word(idx + 1), "\"" | "”" | "»")
        && tokens.get(idx + 1).is_some_and(|next| next.span.start() == tokens[idx].span.end());
    if quote_follows {
        return false;
    }
    match word(stop) {
        "!" | "?" => starts_sentence(text, tokens, idx + 1),
        "." => {
            let is_abbreviation = stop > 0
                && tokens[stop - 1].span.end() == tokens[stop].span.start()
                && (is_initial(word(stop - 1)) || words.is_abbreviation(word(stop - 1)));
            !is_abbreviation && starts_sentence(text, tokens, idx + 1)
        }
        // An initialism swallows its dot: "in the U.S. The army ..." ends, "the U.S. Army" does not.
        w if w.ends_with('.') && w.len() > 3 => {
            starts_sentence(text, tokens, idx + 1) && words.starts_sentence(word(idx + 1))
        }
        _ => false,
    }
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
}

fn starts_sentence(text: &str, tokens: &[Token], idx: usize) -> bool {
    let Some(next) = tokens.get(idx) else { return true };
    let spaced = idx > 0 && tokens[idx - 1].span.end() < next.span.start();
    let opens = next.kind == TokenKind::Mark
        && next.span.of(text).is_some_and(|mark| {
            matches!(mark, "\"" | "“" | "«" | "-" | "–" | "—" | "(" | "[" | "*" | "•" | "‘" | "'")
        });
    spaced && (next.is_capital || next.kind == TokenKind::Number || opens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokens::{find_tokens, lower_case};

    /// Splits the text without its bars; the same bars must come back.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(" | ", " ");
        let words = Words::english();
        let tokens = find_tokens(&text, &lower_case(&text), words);
        let found = find_sentences(&text, &tokens, words);
        let seen: Vec<&str> = found.iter().filter_map(|sentence| sentence.span.of(&text)).collect();
        assert_eq!(seen.join(" | "), marked);
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        check("Lt. Gen. J. Harun spoke. | Dr. Said left Dec. 4 for St. Mary. | It rained.");
        check("It fell in the U.S. | The army denied it to the U.S. Congress.");
    }

    #[test]
    fn headlines_in_a_row_are_told_from_a_sentence() {
        let is_headlines = |text: &str| {
            let text = crate::annotate::split(text, None);
            text.sentences[0].is_headlines(&text)
        };
        let row =
            "Shells Kill Four in Orvo Ministry Denies Attack on Tamsa Camp Rebels Leave Dorn After Talks ";
        assert!(is_headlines(&row.repeat(3)));
        assert!(!is_headlines(row), "one or two are read");
        let long = "Shells hit Orvo on Monday and the ministry in Tamsa denied that any of its men had fired on the camp ";
        assert!(!is_headlines(&long.repeat(3)));
    }

    #[test]
    fn quotes_belong_to_the_sentence_they_close() {
        check("\"We fired.\" | He left. | “It is over.” | They went home.");
    }

    #[test]
    fn numbers_do_not_end_a_sentence() {
        check("At 3.30 p.m. two rockets fell near km. 12 of the road. | Nobody was hurt.");
    }
}
