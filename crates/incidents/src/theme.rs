//! What a report is about: its most telling words and names, weighed by how rarely they stand elsewhere.
//!
//! The weight of a word is the square of its rarity in news, times one and the logarithm of how often the report says
//! it (Salton and Buckley 1988, with the document frequencies of a table in place of those of the collection at hand,
//! so that no other report changes it).

use std::collections::BTreeMap;

use dateline_tables::{news_rarity, word_frequency};

use crate::names::Names;
use crate::words;

/// Terms kept of a report, and hashes of names side by side and of persons.
const TERMS_KEPT: usize = 48;
const PAIRS_KEPT: usize = 48;
const PERSONS_KEPT: usize = 12;
/// What is taken for words that no table has, in tenths of the natural logarithm of one over a share of reports.
const RARE: u8 = 80;
/// The same for a word of a language whose news were not counted, were it said once in a billion words and reports some 300
/// words long; each tenth of its Zipf frequency takes 2.3 off.
const ONCE_IN_A_BILLION: u16 = 150;
/// The weight of two names side by side that a report says once.
const PAIR: u32 = 1500;
/// The length of a theme as a vector.
const UNIT: f64 = 65_535.0;
/// Sixteenths of one and the natural logarithm of 1, 2, 3, ... times.
const TIMES: [u32; 8] = [16, 27, 34, 38, 42, 45, 47, 49];

/// What a report is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Its heaviest terms, at most 48, sorted by their hash.
    pub terms: Vec<Term>,
    /// The smallest hashes of its names that stand side by side ("Hamid Tarun"), at most 48, sorted.
    pub pairs: Vec<u32>,
    /// Hashes of the persons whose age it tells, as those of pairs, at most 12, sorted.
    pub persons: Vec<u32>,
}

/// A word, or two names side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Its hash.
    pub hash: u32,
    /// How much it tells: its share of the theme, a vector of length 65,535.
    pub weight: u16,
}

impl Theme {
    /// The theme of a report with these words in lower case (headline and text) and names.
    pub(crate) fn new<'w>(words: impl Iterator<Item = &'w String>, names: &[Names]) -> Self {
        let mut said: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        for word in words.filter(|word| words::is_telling(word)) {
            let (weight, times) = said.entry(words::hash(word)).or_default();
            // Of forms with one stem the first tells.
            if *times == 0 {
                *weight = rarity(word);
            }
            *times += 1;
        }
        let pairs = || names.iter().flat_map(|names| &names.pairs);
        for pair in pairs() {
            let (weight, times) = said.entry(pair_hash(pair)).or_default();
            *weight = PAIR;
            *times += 1;
        }
        let persons = || names.iter().flat_map(|names| &names.persons);
        Self {
            terms: heaviest(said),
            pairs: words::smallest(pairs().chain(persons()).map(pair_hash).collect(), PAIRS_KEPT),
            persons: words::smallest(persons().map(pair_hash).collect(), PERSONS_KEPT),
        }
    }

    /// The cosine of the terms of both, 0 to 1; 0 when one has none.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.terms.as_slice(), other.terms.as_slice());
        let mut product = 0.0;
        while let ([first, rest @ ..], [second, rest_b @ ..]) = (a, b) {
            let order = first.hash.cmp(&second.hash);
            if order.is_eq() {
                product += f64::from(first.weight) * f64::from(second.weight);
            }
            a = if order.is_le() { rest } else { a };
            b = if order.is_ge() { rest_b } else { b };
        }
        product / UNIT.powi(2)
    }

    /// Whether one tells the age of a person whom the other names.
    pub(crate) fn shares_person(&self, other: &Self) -> bool {
        words::common(&self.persons, &other.pairs) > 0 || words::common(&other.persons, &self.pairs) > 0
    }

    /// The hashes of the `most` heaviest terms, the heaviest first.
    pub(crate) fn heaviest(&self, most: usize) -> Vec<u32> {
        let mut terms = self.terms.clone();
        terms.sort_unstable_by_key(|term| (std::cmp::Reverse(term.weight), term.hash));
        terms.into_iter().take(most).map(|term| term.hash).collect()
    }
}

/// The square of how rarely a word is said, in news or in its language: what is common in one tells little. News that were
/// counted are of wars far more than of schools, cars and counties.
fn rarity(word: &str) -> u32 {
    let of_language =
        |zipf: u8| ONCE_IN_A_BILLION.saturating_sub(u16::from(zipf) * 23 / 10).min(u16::from(RARE));
    let in_news = news_rarity(words::stem(word)).map_or(u16::from(RARE), u16::from);
    let in_language = word_frequency(word).map_or(u16::from(RARE), of_language);
    let rarity = in_news.min(in_language);
    u32::from(rarity).pow(2)
}

fn pair_hash((a, b): &(String, String)) -> u32 {
    words::short(format!("{a} {b}").as_bytes())
}

/// The heaviest of these terms (weight of saying it once, and how often it is said), sorted by hash.
fn heaviest(said: BTreeMap<u32, (u32, usize)>) -> Vec<Term> {
    let weigh = |(hash, (weight, times)): (u32, (u32, usize))| {
        (hash, weight * TIMES[times.clamp(1, TIMES.len()) - 1])
    };
    let mut weights: Vec<(u32, u32)> = said.into_iter().map(weigh).collect();
    weights.sort_unstable_by_key(|(hash, weight)| (std::cmp::Reverse(*weight), *hash));
    weights.truncate(TERMS_KEPT);
    let length = weights.iter().map(|(_, weight)| f64::from(*weight).powi(2)).sum::<f64>().sqrt();
    let mut terms: Vec<Term> = weights
        .into_iter()
        .filter(|(_, weight)| *weight > 0)
        .map(|(hash, weight)| Term { hash, weight: share(f64::from(weight) / length) })
        .collect();
    terms.sort_unstable();
    terms
}

/// A part of a vector of length 1 as one of length [`UNIT`].
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share lies between 0 and 1")]
fn share(part: f64) -> u16 {
    (part * UNIT).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names;

    fn theme(text: &str) -> Theme {
        Theme::new(words::split(text).iter(), &[names::find(text)])
    }

    #[test]
    fn rare_words_and_names_tell_more_than_common_ones() {
        let story = theme("Two brothers drowned when the ferry from Orvo to Tamsa capsized at the weir.");
        let again = theme("The capsized ferry had left Orvo for Tamsa with the brothers aboard.");
        let other = theme("The two men from the village came to the town when the summer was over.");
        assert!(story.likeness(&again) > 0.4, "{}", story.likeness(&again));
        assert!(story.likeness(&other) < 0.05, "{}", story.likeness(&other));
        assert!((story.likeness(&story) - 1.0).abs() < 1e-3);
        assert!(story.likeness(&Theme::default()).abs() < 1e-9);
    }

    #[test]
    fn a_person_of_known_age_is_known_again_by_the_name_alone() {
        let told = theme("Shells killed Hamid Tarun, 40, near the old mill at Orvo.");
        let named = theme("Mourners carried the coffin of Hamid Tarun through the town.");
        assert!(told.shares_person(&named) && named.shares_person(&told));
        assert!(!named.shares_person(&named), "nobody tells an age");
    }

    #[test]
    fn the_heaviest_terms_come_first() {
        let theme = theme("The ferry, the ferry, said people: the ferry of Orvo.");
        assert_eq!(theme.heaviest(1), [words::hash("ferry")]);
        assert_eq!(theme.heaviest(9).len(), theme.terms.len());
    }
}
