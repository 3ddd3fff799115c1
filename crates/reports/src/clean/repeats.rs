//! Passages that stand twice, and headlines printed again.

use std::collections::HashMap;
use std::ops::Range;

use dateline_model::CutReason;
use xxhash_rust::xxh3::xxh3_64;

use super::blocks::{Block, sentences};

/// Date and byline before a headline on the same line have no more words than this.
const MAX_LEAD_WORDS: usize = 25;

/// A passage of fewer words may stand twice for its own sake.
const MIN_WORDS: usize = 8;

/// Cuts every block and sentence whose words stood before. Gives the pairs of passages, kept and again, in the order
/// of the text; ranges are bytes of `text`. Time is linear in the length of the text.
pub(super) fn cut(text: &str, blocks: &mut [Block]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut repeats = Vec::new();
    let mut seen = Seen::default();
    for block in blocks.iter_mut().filter(|block| block.is_kept()) {
        if let Some(first) = seen.first_like(text, block.range.clone()) {
            repeats.push((first, block.range.clone()));
            block.cut = Some(CutReason::RepeatedPassage);
        }
    }
    let mut seen = Seen::default();
    for block in blocks.iter_mut().filter(|block| block.is_kept()) {
        for sentence in sentences(text, block.range.clone()) {
            if let Some(first) = seen.first_like(text, sentence.clone()) {
                repeats.push((first, sentence.clone()));
                block.cut_inner(sentence, CutReason::RepeatedPassage);
            }
        }
    }
    repeats.sort_by_key(|(_, again)| again.start);
    repeats
}

/// Passages by the hash of their words.
#[derive(Default)]
struct Seen {
    by_hash: HashMap<u64, Range<usize>>,
}

impl Seen {
    /// The earlier passage with the same words as `passage`; `None` when there is none, or it is short.
    fn first_like(&mut self, text: &str, passage: Range<usize>) -> Option<Range<usize>> {
        let words = normal(&text[passage.clone()]);
        if words.split(' ').count() < MIN_WORDS {
            return None;
        }
        let first = self.by_hash.entry(xxh3_64(words.as_bytes())).or_insert_with(|| passage.clone()).clone();
        (first != passage && normal(&text[first.clone()]) == words).then_some(first)
    }
}

/// The words of `text` in lower case, one space between them, marks left out.
pub(super) fn normal(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase));
    }
    words
}

/// Length of the start of `text` that has exactly the words of `title`, marks after them included; `None` when
/// `text` does not begin with them.
pub(super) fn title_len(text: &str, title: &str) -> Option<usize> {
    let title = normal(title);
    let mut wanted = title.split(' ').filter(|word| !word.is_empty()).peekable();
    wanted.peek()?;
    let mut end = 0;
    for (at, word) in words_at(text) {
        let Some(next) = wanted.next() else { break };
        if normal(word) != next {
            return None;
        }
        end = at + word.len();
    }
    if wanted.next().is_some() {
        return None;
    }
    let rest = &text[end..];
    let marks = rest.len() - rest.trim_start_matches(['.', '!', '?', '"', '”', '’', '…']).len();
    Some(end + marks)
}

/// Where the words of `title` stand among the first words of `text`, with the marks after them; `None` when they do
/// not.
pub(super) fn find_title(text: &str, title: &str) -> Option<Range<usize>> {
    let first = normal(title);
    let first = first.split(' ').next()?;
    let starts = words_at(text).take(MAX_LEAD_WORDS).filter(|(_, word)| normal(word) == first);
    starts.map(|(at, _)| at).find_map(|at| Some(at..at + title_len(&text[at..], title)?))
}

/// The words of `text` with their first byte.
fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(move |word| (word.as_ptr() as usize - start, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_found_at_the_start_only() {
        let text = "Shells fall on Kafr Zita: mayor. Two shells fell.";
        assert_eq!(title_len(text, "Shells fall on Kafr Zita - mayor"), Some(32));
        assert_eq!(title_len(text, "Two shells fell"), None);
        assert_eq!(title_len("Shells fall", "Shells fall on Kafr Zita"), None);
        assert_eq!(title_len(text, ""), None);
    }
}
