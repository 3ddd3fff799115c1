//! Cuts a text into pieces of words (`WordPiece`, Wu et al. 2016; the uncased rules of BERT, Devlin et al. 2019).

use std::ops::Range;

use tokenizers::Tokenizer;

use crate::error::ReaderError;

/// Most pieces of a window, the marks of its two ends included; the model has seen none longer.
pub const MOST_PIECES: usize = 400;

/// A text in pieces, without the marks of its ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Number of each piece in the list of words.
    pub ids: Vec<i32>,
    /// Where each piece stands, in bytes of the text.
    pub spans: Vec<Range<usize>>,
    /// Whether a piece is the first of its word.
    pub is_first: Vec<bool>,
}

/// The words that a model knows, and how a text is cut into them.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    tokenizer: Tokenizer,
    pub(crate) start: i32,
    pub(crate) end: i32,
}

impl Vocabulary {
    /// The words of a `tokenizer.json`, as the library of that name writes it.
    ///
    /// # Errors
    ///
    /// [`ReaderError::Words`] when it cannot be read or lacks the marks of the ends.
    pub(crate) fn new(json: &str) -> Result<Self, ReaderError> {
        let wrong = |error: tokenizers::Error| ReaderError::Words(error.to_string());
        let mut tokenizer = Tokenizer::from_bytes(json).map_err(wrong)?;
        tokenizer.with_truncation(None).map_err(wrong)?;
        tokenizer.with_padding(None);
        let number = |mark: &str| {
            let found = tokenizer.token_to_id(mark).and_then(|id| i32::try_from(id).ok());
            found.ok_or_else(|| ReaderError::Words(format!("{mark} is missing")))
        };
        let (start, end) = (number("[CLS]")?, number("[SEP]")?);
        Ok(Self { tokenizer, start, end })
    }

    /// The pieces of `text`; those beyond [`MOST_PIECES`] are left out.
    ///
    /// # Errors
    ///
    /// [`ReaderError::Words`] when the words cannot cut it.
    pub(crate) fn cut(&self, text: &str) -> Result<Pieces, ReaderError> {
        let cut =
            self.tokenizer.encode(text, false).map_err(|error| ReaderError::Words(error.to_string()))?;
        let n_pieces = cut.len().min(MOST_PIECES - 2);
        Ok(Pieces {
            ids: cut.get_ids()[..n_pieces].iter().map(|&id| i32::try_from(id).unwrap_or_default()).collect(),
            spans: cut.get_offsets()[..n_pieces].iter().map(|&(start, end)| start..end).collect(),
            is_first: cut.get_tokens()[..n_pieces].iter().map(|piece| !piece.starts_with("##")).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_know_where_they_stand() {
        let words = Vocabulary::new(include_str!("../model/tokenizer.json")).unwrap();
        let text = "Shelling of al-Qámra.";
        let pieces = words.cut(text).unwrap();
        let firsts = (0..pieces.ids.len()).filter(|&piece| pieces.is_first[piece]);
        let told: Vec<&str> = firsts.map(|piece| &text[pieces.spans[piece].start..]).collect();
        assert_eq!(told, [text, "of al-Qámra.", "al-Qámra.", "-Qámra.", "Qámra.", "."]);
        assert_eq!(pieces.spans.last(), Some(&(text.len() - 1..text.len())));
    }

    #[test]
    fn a_long_text_is_read_up_to_the_most_pieces() {
        let words = Vocabulary::new(include_str!("../model/tokenizer.json")).unwrap();
        assert_eq!(words.cut(&"bomb ".repeat(900)).unwrap().ids.len(), MOST_PIECES - 2);
    }

    #[test]
    fn words_that_are_none_are_refused() {
        assert!(Vocabulary::new("{}").is_err());
    }
}
