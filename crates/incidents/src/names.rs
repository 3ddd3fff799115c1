//! Words that are written like names: what tells one story from another more than other words do.

use dateline_tables::is_age_word;

use crate::words;

/// In a line with more than this share of words written with a capital, in percent, a capital tells nothing.
const HEADLINE: usize = 60;
/// So many words at most stand between an age and the name of the person: "a 40-year-old father of two, ...".
const BETWEEN: usize = 4;

/// Two names that stand side by side, lower case.
pub(crate) type Pair = (String, String);

/// The names of one sentence.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Each two that stand side by side.
    pub(crate) pairs: Vec<Pair>,
    /// First and last name of each person whose age the sentence tells.
    pub(crate) persons: Vec<Pair>,
}

/// One word between spaces.
struct Token<'a> {
    text: &'a str,
    /// In lower case, when it is written like a name.
    name: Option<String>,
}

/// The names in one sentence. None for headlines and for texts in capitals.
pub(crate) fn find(sentence: &str) -> Names {
    let tokens: Vec<Token<'_>> =
        sentence.split_whitespace().map(|text| Token { text, name: name(text) }).collect();
    let capitals = tokens.iter().filter(|token| token.text.starts_with(char::is_uppercase)).count();
    if capitals * 100 > tokens.len() * HEADLINE {
        return Names::default();
    }
    let pairs = tokens.windows(2).filter_map(|pair| pair[0].name.clone().zip(pair[1].name.clone()));
    let persons = (0..tokens.len()).filter_map(|at| person(&tokens, at));
    Names { pairs: pairs.collect(), persons: persons.collect() }
}

/// The word in lower case when it is written like a name and is no common word.
fn name(word: &str) -> Option<String> {
    let mut parts = words::split(word).into_iter();
    let first = parts.next().filter(|_| word.chars().any(char::is_lowercase))?;
    let is_name = word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    (is_name && words::is_telling(&first)).then_some(first)
}

/// The person whose age stands at this word: "Hamid Tarun, 40," or "the 40-year-old driver Hamid Tarun".
fn person(tokens: &[Token<'_>], at: usize) -> Option<Pair> {
    if !tokens[at].text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts = words::split(tokens[at].text);
    let is_age = parts.first().is_some_and(|age| age.len() <= 2 && age.bytes().all(|b| b.is_ascii_digit()));
    if !is_age || !parts.iter().skip(1).all(|part| is_age_word(part)) {
        return None;
    }
    if parts.len() > 1 {
        let after = tokens.get(at + 1..)?;
        let start = after.iter().take(BETWEEN + 1).position(|token| token.name.is_some())?;
        let n_names = after[start..].iter().take_while(|token| token.name.is_some()).count();
        return ends(&after[start..start + n_names]);
    }
    let before = &tokens[..at];
    let is_told = |token: &Token<'_>| words::split(token.text).iter().all(|word| is_age_word(word));
    let n_told = before.iter().rev().take_while(|token| is_told(token)).count();
    let before = &before[..before.len() - n_told];
    let n_names = before.iter().rev().take_while(|token| token.name.is_some()).count();
    let names = &before[before.len() - n_names..];
    names.last().filter(|last| last.text.ends_with(',')).and_then(|_| ends(names))
}

/// First and last of some names, when there are two.
fn ends(names: &[Token<'_>]) -> Option<Pair> {
    let (first, last) = (names.first()?, names.last()?);
    if names.len() > 1 { first.name.clone().zip(last.name.clone()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Names, find};

    fn told(pairs: &[super::Pair]) -> Vec<String> {
        pairs.iter().map(|(a, b)| format!("{a} {b}")).collect()
    }

    #[test]
    fn names_are_capitals_within_a_sentence() {
        let found = find("Shells fell near Orvo as Hamid Tarun fled on the road to Tamsa.");
        assert_eq!(told(&found.pairs), ["hamid tarun"]);
        let Names { pairs, persons } = find("Hamid Tarun Shot Near Orvo Mill");
        assert!(pairs.is_empty() && persons.is_empty());
        assert!(find("SHELLS FELL ON ORVO").pairs.is_empty());
    }

    #[test]
    fn a_person_has_a_name_and_an_age() {
        let persons = |sentence: &str| told(&find(sentence).persons);
        assert_eq!(
            persons("Shells killed Hamid Tarun, 40, and hurt his son Omid Tarun, 12."),
            ["hamid tarun", "omid tarun"]
        );
        assert_eq!(persons("They named him as Hamid Ali Tarun, aged 40, of Orvo."), ["hamid tarun"]);
        assert_eq!(persons("A 40-year-old baker, Hamid Tarun, was hit."), ["hamid tarun"]);
        assert_eq!(persons("Hamid Tarun said 40 shells fell, 12 of them on Orvo."), [""; 0]);
    }
}
