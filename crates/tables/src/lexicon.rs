//! Phrases of one or more words, found at a token of a text.

use std::collections::HashMap;

/// Phrases in lower case, each with what it stands for.
#[derive(Debug)]
pub struct Lexicon<T> {
    /// By first word; the other words with their value, longest phrase first.
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T: Clone> Lexicon<T> {
    /// The lexicon of these phrases. A phrase with an apostrophe is also found with the printer's one.
    pub fn new(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (phrase, value) in phrases {
            let printed = phrase.contains('\'').then(|| phrase.replace('\'', "’"));
            for phrase in [Some(phrase), printed].into_iter().flatten() {
                let mut words = phrase.split(' ').map(str::to_owned);
                let Some(first) = words.next() else { continue };
                let rest: Vec<String> = words.collect();
                let all = by_first.entry(first).or_default();
                // Longer phrases first; of equal ones the earlier row first.
                let at = all.partition_point(|(other, _)| other.len() >= rest.len());
                all.insert(at, (rest, value.clone()));
            }
        }
        Self { by_first }
    }

    /// The longest phrase that begins at word 0 of `word_at`, with its number of words; `None` when none does.
    /// `word_at` gives the words in lower case, `""` where the text ends.
    pub fn longest<'w>(&self, word_at: impl Fn(usize) -> &'w str) -> Option<(usize, &T)> {
        self.matches(word_at).next()
    }

    /// Every phrase that begins at word 0 of `word_at`, longest first.
    pub fn matches<'w>(&self, word_at: impl Fn(usize) -> &'w str) -> impl Iterator<Item = (usize, &T)> {
        let all = self.by_first.get(word_at(0)).map(Vec::as_slice).unwrap_or_default();
        all.iter()
            .filter(move |(rest, _)| rest.iter().enumerate().all(|(n, word)| word_at(n + 1) == word))
            .map(|(rest, value)| (rest.len() + 1, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_apostrophes_are_one() {
        let lexicon =
            Lexicon::new([("air".to_owned(), 1), ("air force".to_owned(), 2), ("can't".to_owned(), 3)]);
        let at = |words: &[&'static str]| {
            let words = words.to_vec();
            lexicon.longest(|n| words.get(n).copied().unwrap_or_default()).map(|(n, value)| (n, *value))
        };
        assert_eq!(at(&["air", "force"]), Some((2, 2)));
        assert_eq!(at(&["air", "raid"]), Some((1, 1)));
        assert_eq!(at(&["can’t"]), Some((1, 3)));
        assert_eq!(at(&["sea"]), None);
    }
}
