//! Words for numbers, words that widen them, words beside numbers that are no counts.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::phrases::PhraseMap;
use crate::tsv::rows;

static WORDS: LazyLock<HashMap<&'static str, NumberWord>> = LazyLock::new(|| {
    rows(include_str!("../data/numbers/en.tsv"))
        .filter_map(|row| {
            let value = row.cell(1).parse().ok()?;
            let kind = match row.cell(2) {
                "unit" => NumberKind::Unit,
                "ten" => NumberKind::Ten,
                "hundred" => NumberKind::Hundred,
                "scale" => NumberKind::Scale,
                "dozen" => NumberKind::Dozen,
                _ => return None,
            };
            Some((row.cell(0), NumberWord { value, kind }))
        })
        .collect()
});

static QUANTIFIERS: LazyLock<PhraseMap<Effect>> = LazyLock::new(|| {
    PhraseMap::new(rows(include_str!("../data/quantifiers/en.tsv")).filter_map(|row| {
        let effect = match row.cell(1) {
            "about" => Effect::About,
            "at_least" => Effect::AtLeast,
            "at_most" => Effect::AtMost,
            "exactly" => Effect::Exactly,
            "nearly" => Effect::Nearly,
            _ => return None,
        };
        Some((row.cell(0).into(), effect))
    }))
});

static VAGUE: LazyLock<PhraseMap<VagueCount>> = LazyLock::new(|| {
    PhraseMap::new(rows(include_str!("../data/quantifiers/vague.tsv")).filter_map(|row| {
        let min = row.cell(1).parse().ok()?;
        let acled_min = row.cell(3).parse().ok()?;
        Some((row.cell(0).into(), VagueCount { min, max: row.cell(2).parse().ok(), acled_min }))
    }))
});

static AROUND: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../data/numbers/around.tsv"))
        .flat_map(|row| row.list(1).map(move |word| (word, row.cell(0))))
        .collect()
});

/// What a number word does to the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// One to nineteen: added.
    Unit,
    /// Twenty to ninety: added.
    Ten,
    /// Hundred: multiplies what came before it.
    Hundred,
    /// Thousand and up: multiplies everything since the last scale.
    Scale,
    /// Dozen: multiplies what came before it.
    Dozen,
}

/// A word for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberWord {
    /// Its value.
    pub value: u64,
    /// What it does to the number before it.
    pub kind: NumberKind,
}

/// What a word before a number does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// "about 100": a tenth either way.
    About,
    /// "at least 12": no upper end.
    AtLeast,
    /// "up to 12": from zero.
    AtMost,
    /// "a total of 12": the number itself.
    Exactly,
    /// "nearly 100": from a tenth less.
    Nearly,
}

/// A number that the text does not tell ("dozens"), as counting rules of the field read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VagueCount {
    /// Lower end in the manner of Airwars.
    pub min: u32,
    /// Upper end in the manner of Airwars; `None` when there is none.
    pub max: Option<u32>,
    /// Lower end in the manner of ACLED, which keeps no upper end.
    pub acled_min: u32,
}

/// The number that this word in lower case stands for, or `None`.
#[must_use]
pub fn number_word(lower: &str) -> Option<NumberWord> {
    WORDS.get(lower).copied()
}

/// The words that widen a number, by phrase.
#[must_use]
pub fn quantifiers() -> &'static PhraseMap<Effect> {
    &QUANTIFIERS
}

/// The words for numbers that are not told, by phrase.
#[must_use]
pub fn vague_counts() -> &'static PhraseMap<VagueCount> {
    &VAGUE
}

/// What a word in lower case says about the number beside it: `age_before`, `code_before`, `money_before`,
/// `unit_after`; `None` when it says nothing.
#[must_use]
pub fn around_number(lower: &str) -> Option<&'static str> {
    AROUND.get(lower).copied()
}
