//! Walks over the words once and collects the expressions.

use crate::form::Found;
use crate::grammar::{expression, split_lists};
use crate::words::Words;

/// Every expression of the text, left to right, none overlapping another.
pub(crate) fn scan(words: &Words<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match expression(words, at) {
            Some(one) if one.end > at => {
                found.push(one);
                at = one.end;
            }
            _ => at += 1,
        }
    }
    split_lists(words, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    /// How many tokens are looked at for each byte of `piece` repeated `times` times.
    fn looks(piece: &str, times: usize) -> f64 {
        let text = piece.repeat(times);
        let words = Words::new(&text, Lexicon::of("en").unwrap());
        scan(&words);
        f64::from(u32::try_from(words.looks.get()).unwrap()) / f64::from(u32::try_from(text.len()).unwrap())
    }

    #[test]
    fn hostile_text_costs_no_more_the_longer_it_is() {
        let pieces = [
            "1",
            "1 ",
            "12 May ",
            "May ",
            "may,",
            "1990-",
            "12-",
            "1/1/",
            "the end of ",
            "early ",
            "two and a half ",
            "the ",
            "a.",
            "last ",
            "11:11 p.m. (",
            "of ",
            "Thursday, ",
            "\n\n1990",
            "more than ",
            "'",
            "and ",
            "12, 13 and ",
            "mid-",
            "the morning of ",
            "twenty-",
            "AT 151630Z",
            "2016-12-16T",
            "é",
            "quarter-",
        ];
        for piece in pieces {
            let (short, long) = (looks(piece, 200), looks(piece, 20_000));
            assert!(long <= short * 1.1 + 1.0, "{piece:?}: {short} looks a byte, then {long}");
            assert!(long < 400.0, "{piece:?}: {long} looks a byte");
        }
    }
}
