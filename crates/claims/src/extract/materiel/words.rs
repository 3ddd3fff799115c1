//! Words for what happened to things.

use std::ops::Range;

use dateline_model::Loss;
use dateline_tables::materiel::losses;

use crate::extract::counts::words::Reader;

/// Where a word of loss takes the thing, as the header of the table explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LossForm {
    Past,
    Ing,
    Present,
    Of,
}

/// A word of loss.
#[derive(Clone, Debug)]
pub(super) struct LossWord {
    pub(super) tokens: Range<usize>,
    pub(super) loss: Loss,
    pub(super) form: LossForm,
}

/// The words of loss of the sentence, left to right, longest first. A form that is past and present alike counts as
/// past: it takes the thing after it too.
pub(super) fn loss_words(reader: &Reader) -> Vec<LossWord> {
    let mut found = Vec::new();
    let mut at = reader.bounds.start;
    while at < reader.bounds.end {
        let word = losses().longest(|n| reader.lower(at + n)).and_then(|(len, row)| {
            let form = match row.form {
                "past" => LossForm::Past,
                "ing" => LossForm::Ing,
                "present" => LossForm::Present,
                "of" => LossForm::Of,
                _ => return None,
            };
            Some(LossWord { tokens: at..at + len, loss: Loss::parse(row.loss)?, form })
        });
        at = word.as_ref().map_or(at + 1, |word| word.tokens.end);
        found.extend(word);
    }
    found
}
