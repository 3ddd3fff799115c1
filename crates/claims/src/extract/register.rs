//! What a report is about when it is not about events: sport, markets, exercises, commemorations, weather.

use dateline_tables::{Register, registers};

use crate::annotate::Annotated;

/// One word in so many that a register must claim, besides its least number.
const SHARE: usize = 45;

/// The register of the whole text, if enough of its words are of one: the one with the most; of equals the first.
pub(crate) fn find_register(text: &Annotated) -> Option<&'static Register> {
    let n_words = text.tokens.len();
    let count = |register: &Register| {
        let words = (0..n_words).filter(|&idx| register.words.contains(text.lower(idx)));
        words.count()
    };
    registers()
        .iter()
        .map(|register| (count(register), register))
        .filter(|(count, register)| *count >= register.least && count * SHARE >= n_words)
        .max_by(|(a, one), (b, other)| a.cmp(b).then(other.name.cmp(one.name)))
        .map(|(_, register)| register)
}
