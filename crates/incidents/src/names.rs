//! Words that are written like names: what tells one story from another more than other words do.

use crate::words;

/// In a line with more than this share of words written with a capital, in percent, a capital tells nothing.
const HEADLINE: usize = 60;

/// Hashes of the names in one sentence, and of each two of them that stand side by side. Empty for headlines and
/// for texts in capitals.
pub(crate) fn find(sentence: &str) -> (Vec<u32>, Vec<u32>) {
    let all: Vec<&str> = sentence.split_whitespace().collect();
    let capitals = all.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    if capitals * 100 > all.len() * HEADLINE {
        return (Vec::new(), Vec::new());
    }
    let names: Vec<Option<String>> = all.iter().map(|word| name(word)).collect();
    let single = names.iter().skip(1).flatten().map(|name| words::hash(name));
    let pairs = names.windows(2).filter_map(|pair| match pair {
        [Some(a), Some(b)] => Some(words::short(format!("{a} {b}").as_bytes())),
        _ => None,
    });
    (single.collect(), pairs.collect())
}

/// The word in lower case when it is written like a name and is no common word.
fn name(word: &str) -> Option<String> {
    let mut parts = words::split(word).into_iter();
    let first = parts.next().filter(|_| word.chars().any(char::is_lowercase))?;
    let is_name = word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    (is_name && words::is_telling(&first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_capitals_within_a_sentence() {
        let (names, pairs) = find("Shells fell near Orvo as Hamid Tarun, 40, fled on the road to Tamsa.");
        let expected = ["orvo", "hamid", "tarun", "tamsa"].map(words::hash);
        assert_eq!(names, expected);
        assert_eq!(pairs, [words::short(b"hamid tarun")]);
        assert_eq!(find("Hamid Tarun Shot Near Orvo Mill"), (Vec::new(), Vec::new()));
        assert_eq!(find("SHELLS FELL ON ORVO"), (Vec::new(), Vec::new()));
    }
}
