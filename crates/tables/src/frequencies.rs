//! How common words are.

use std::sync::LazyLock;

use crate::tsv::rows;

/// Words with tenths of their Zipf frequency, sorted; the highest where several languages have a word.
static WORDS: LazyLock<Vec<(&'static str, u8)>> = LazyLock::new(|| {
    let tables = [
        include_str!("../data/word_frequencies/ar.tsv"),
        include_str!("../data/word_frequencies/en.tsv"),
        include_str!("../data/word_frequencies/es.tsv"),
        include_str!("../data/word_frequencies/fr.tsv"),
        include_str!("../data/word_frequencies/ru.tsv"),
        include_str!("../data/word_frequencies/uk.tsv"),
    ];
    let all = tables.into_iter().flat_map(rows);
    let mut words: Vec<(&str, u8)> =
        all.map(|row| (row.cell(0), row.cell(1).parse().unwrap_or_default())).collect();
    words.sort_unstable_by(|(a, zipf), (b, other)| a.cmp(b).then(other.cmp(zipf)));
    words.dedup_by_key(|(word, _)| *word);
    words
});

/// Tenths of the Zipf frequency of `word` (lower case) in the language that has it most often: 10 times the base-10
/// logarithm of its occurrences in a billion words, 33 to 78. `None` for words that are rarer than the table tells.
#[must_use]
pub fn word_frequency(word: &str) -> Option<u8> {
    let at = WORDS.binary_search_by(|(listed, _)| (*listed).cmp(word)).ok()?;
    WORDS.get(at).map(|(_, zipf)| *zipf)
}

#[cfg(test)]
mod tests {
    use super::word_frequency;

    #[test]
    fn common_words_have_higher_figures_than_rare_ones() {
        assert!(word_frequency("people") > word_frequency("basement"));
        assert!(word_frequency("basement").is_some());
        assert_eq!(word_frequency("orvo"), None);
    }
}
