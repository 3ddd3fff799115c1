//! Words as fuse compares them: lower case, hashed.

use dateline_tables::is_common_word;
use xxhash_rust::xxh3::xxh3_64;

/// The words of `text` in lower case, in order: runs of letters and digits. An apostrophe ends a word, and a
/// single letter after it ("Russia's") is dropped.
pub(crate) fn split(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut after_apostrophe = false;
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
            continue;
        }
        let is_possessive = after_apostrophe && word.chars().count() == 1;
        let ended = std::mem::take(&mut word);
        words.extend(Some(ended).filter(|word| !word.is_empty() && !is_possessive));
        after_apostrophe = matches!(c, '\'' | '\u{2019}');
    }
    words
}

/// Whether the word can tell one event from another: longer than two letters and not common.
pub(crate) fn is_telling(word: &str) -> bool {
    word.chars().count() > 2 && !word.bytes().all(|byte| byte.is_ascii_digit()) && !is_common_word(word)
}

/// The hash of a word; the plural "s" of longer words is dropped first.
pub(crate) fn hash(word: &str) -> u32 {
    short(stem(word).as_bytes())
}

/// Half of the hash of a word, where some chance in common does no harm; the plural "s" as in [`hash`].
#[expect(clippy::cast_possible_truncation, reason = "half of a 32-bit hash is a 16-bit hash")]
pub(crate) fn shorter(word: &str) -> u16 {
    hash(word) as u16
}

/// The word without the plural "s" of longer words.
pub(crate) fn stem(word: &str) -> &str {
    let stem = if word.len() > 4 && !word.ends_with("ss") { word.strip_suffix('s') } else { None };
    stem.unwrap_or(word)
}

/// The words of `text` in order as fuse compares them: lower case, without the plural "s"; those that can tell nothing
/// (two letters, numbers, common ones) are left out. For tables of how rare they are.
pub fn stems(text: &str) -> impl Iterator<Item = String> {
    split(text).into_iter().filter(|word| is_telling(word)).map(|word| stem(&word).to_owned())
}

/// A name as names are compared: its words in lower case with single spaces, without a leading article.
pub(crate) fn name_key(name: &str) -> String {
    let words = split(name);
    let start = usize::from(words.len() > 1 && words[0] == "the");
    words[start..].join(" ")
}

/// The low half of the hash of some bytes.
#[expect(clippy::cast_possible_truncation, reason = "half of a 64-bit hash is a 32-bit hash")]
pub(crate) fn short(bytes: &[u8]) -> u32 {
    xxh3_64(bytes) as u32
}

/// Sorted, without doubles.
pub(crate) fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

/// The `most` smallest values, sorted: two lists with much in common keep the same ones.
pub(crate) fn smallest(hashes: Vec<u32>, most: usize) -> Vec<u32> {
    let mut smallest = sorted(hashes);
    smallest.truncate(most);
    smallest
}

/// How many values two sorted lists share.
pub(crate) fn common<T: Ord>(mut a: &[T], mut b: &[T]) -> usize {
    let mut found = 0;
    while let ([first, rest @ ..], [other, rest_b @ ..]) = (a, b) {
        let order = first.cmp(other);
        found += usize::from(order.is_eq());
        a = if order.is_le() { rest } else { a };
        b = if order.is_ge() { rest_b } else { b };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_without_the_possessive() {
        assert_eq!(split("Russia\u{2019}s army, (7 men)"), ["russia", "army", "7", "men"]);
        assert_eq!(split("Харків \u{2014} школа"), ["харків", "школа"]);
    }

    #[test]
    fn only_uncommon_words_tell() {
        assert!(is_telling("bakery") && is_telling("orvo"));
        assert!(!is_telling("strike") && !is_telling("on") && !is_telling("2024"));
        assert_eq!(hash("markets"), hash("market"));
        assert_eq!(name_key("The  Health Ministry"), "health ministry");
    }

    #[test]
    fn lists_share_what_stands_in_both() {
        assert_eq!(common(&[1, 3, 5, 9], &[2, 3, 9, 11]), 2);
        assert_eq!(common::<u32>(&[], &[1]), 0);
    }
}
