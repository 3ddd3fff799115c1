//! Apostrophes that were lost before a report came here: tables of articles are often stripped of signs, and "Syria's army"
//! reads "Syrias army".

use std::collections::HashSet;
use std::ops::Range;

use dateline_tables::{DateWord, date_word, word_frequency};

use super::align::Aligned;

/// A text of fewer words may do without apostrophes.
const FEWEST_WORDS: usize = 60;

/// The text with an apostrophe where one was lost before an "s"; the text itself when it has any apostrophe, or is short.
///
/// Only what is no plural is mended: "Syrias", "Tuesdays attack", "the armys", never "rebels".
pub(super) fn mended(text: &str) -> Aligned {
    let mut mended = Aligned::default();
    let mut at = 0;
    for lost in lost(text) {
        mended.push_same(&text[at..lost], at);
        mended.push_for("'", lost..lost);
        at = lost;
    }
    mended.push_same(&text[at..], at);
    mended
}

/// Bytes of the "s" before which an apostrophe was lost, in order.
fn lost(text: &str) -> Vec<usize> {
    if text.contains(['\'', '\u{2019}', '\u{2018}', '\u{2b9}', '`']) {
        return Vec::new();
    }
    let words: Vec<Range<usize>> = words(text).collect();
    if words.len() < FEWEST_WORDS {
        return Vec::new();
    }
    let said: HashSet<&str> = words.iter().map(|word| &text[word.clone()]).collect();
    let is_lost = |word: &&Range<usize>| is_genitive(&text[(*word).clone()], &said);
    words.iter().filter(is_lost).map(|word| word.end - 1).collect()
}

/// Whether a word of a text without apostrophes, which says the words `said`, is a genitive rather than a plural.
fn is_genitive(word: &str, said: &HashSet<&str>) -> bool {
    let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')) else {
        return false;
    };
    let (lower, lower_stem) = (word.to_lowercase(), stem.to_lowercase());
    if word.starts_with(char::is_lowercase) || said.contains(lower.as_str()) {
        // "Armys", "countrys": their plural has no "y".
        let mut ends = stem.chars().rev();
        let has_y = ends.next() == Some('y') && ends.next().is_some_and(|c| !"aeiou".contains(c));
        return has_y && word_frequency(&lower).is_none() && word_frequency(&lower_stem).is_some();
    }
    if matches!(date_word(&lower_stem), Some(DateWord::Weekday(_))) {
        return true;
    }
    let is_name = word_frequency(&lower_stem).is_some() || said.contains(stem);
    is_name && word_frequency(&lower).is_none() && !said.contains(lower_stem.as_str())
}

/// Runs of letters.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().chain([(text.len(), ' ')]);
    let mut start = None;
    std::iter::from_fn(move || {
        chars.by_ref().find_map(|(at, c)| {
            if c.is_alphabetic() {
                start.get_or_insert(at);
                return None;
            }
            start.take().map(|start| start..at)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words enough for a text that should have apostrophes.
    fn long(text: &str) -> String {
        format!("{text} {}", "It rained on the hills and the fields. ".repeat(8))
    }

    #[test]
    fn genitives_get_their_apostrophe_back_and_plurals_stay() {
        let text = long(
            "Rebels fled as Syrias army and the countrys jets struck on the eve of Fridays talks in Damascus.",
        );
        let mended = mended(&text);
        let told = "Rebels fled as Syria's army and the country's jets struck on the eve of Friday's talks in Damascus.";
        assert!(mended.text().starts_with(told), "{}", mended.text());
        let at = told.find("army").unwrap();
        let original = mended.original(at..at + 4);
        assert_eq!(&text[original], "army");
        assert_eq!(mended.original(15..20), 15..20, "Syria");
    }

    #[test]
    fn a_text_with_an_apostrophe_has_lost_none() {
        let text = long("Syrias army said it didn't fire.");
        assert_eq!(mended(&text).text(), text);
        assert_eq!(mended("Syrias army").text(), "Syrias army");
    }
}
