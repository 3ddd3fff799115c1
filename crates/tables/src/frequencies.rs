//! How common words are.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::tsv::rows;

/// Words with tenths of their Zipf frequency; the highest where several languages have a word.
static WORDS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let tables = [
        include_str!("../data/word_frequencies/ar.tsv"),
        include_str!("../data/word_frequencies/en.tsv"),
        include_str!("../data/word_frequencies/es.tsv"),
        include_str!("../data/word_frequencies/fr.tsv"),
        include_str!("../data/word_frequencies/ru.tsv"),
        include_str!("../data/word_frequencies/uk.tsv"),
    ];
    let mut words: FxHashMap<&str, u8> = FxHashMap::default();
    for row in tables.into_iter().flat_map(rows) {
        let zipf = words.entry(row.cell(0)).or_default();
        *zipf = row.cell(1).parse::<u8>().unwrap_or_default().max(*zipf);
    }
    words
});

/// Tenths of the Zipf frequency of `word` (lower case) in the language that has it most often: 10 times the base-10
/// logarithm of its occurrences in a billion words, 33 to 78. `None` for words that are rarer than the table tells.
#[must_use]
pub fn word_frequency(word: &str) -> Option<u8> {
    WORDS.get(word).copied()
}

/// Stems with their rarity in news.
static NEWS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let all = rows(include_str!("../data/news_words/en.tsv"));
    all.map(|row| (row.cell(0), row.cell(1).parse().unwrap_or_default())).collect()
});

/// How rarely news reports in English say a word (lower case, without the plural "s"): tenths of the natural logarithm of
/// one over the share of reports that say it, 0 to 79. `None` for words that hardly any report says, or of another
/// language.
#[must_use]
pub fn news_rarity(stem: &str) -> Option<u8> {
    NEWS.get(stem).copied()
}

#[cfg(test)]
mod tests {
    use super::{news_rarity, word_frequency};

    #[test]
    fn words_of_the_trade_are_common_in_news() {
        assert!(news_rarity("police") < news_rarity("ferry"));
        assert_eq!(news_rarity("orvo"), None);
    }

    #[test]
    fn common_words_have_higher_figures_than_rare_ones() {
        assert!(word_frequency("people") > word_frequency("basement"));
        assert!(word_frequency("basement").is_some());
        assert_eq!(word_frequency("orvo"), None);
    }
}
