//! Phrases of one or more words, looked up where they begin in a text.

use std::borrow::Cow;
use std::collections::HashMap;

/// Phrases by their first word. Looking one up takes time in the length of the few phrases that share that word.
#[derive(Debug)]
pub struct PhraseMap<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> PhraseMap<T> {
    /// The map of these phrases, each with its value. Words stand between spaces.
    pub fn new(phrases: impl IntoIterator<Item = (Cow<'static, str>, T)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (phrase, value) in phrases {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push((words, value));
            }
        }
        let mut this = Self { by_first };
        this.by_first.values_mut().for_each(|phrases| {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        });
        this
    }

    /// The longest phrase whose words are `word_at(0)`, `word_at(1)` and so on, with the number of its words; of
    /// several of that length the first of the table.
    pub fn longest<'w>(&self, word_at: impl Fn(usize) -> &'w str) -> Option<(usize, &T)> {
        self.all(word_at).next()
    }

    /// Every phrase whose words are `word_at(0)`, `word_at(1)` and so on, longest first.
    pub fn all<'w>(&self, word_at: impl Fn(usize) -> &'w str) -> impl Iterator<Item = (usize, &T)> {
        let phrases = self.by_first.get(word_at(0)).map(Vec::as_slice).unwrap_or_default();
        phrases
            .iter()
            .filter(move |(words, _)| words.iter().enumerate().all(|(idx, word)| word_at(idx) == *word))
            .map(|(words, value)| (words.len(), value))
    }
}
