//! What a crawled page prints around its article, found by the rules of the noise table.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_model::CutReason;
use dateline_tables::{NoiseRule, Scope, noise};

/// A line of more bytes than this is a paragraph, not a label.
const MAX_LINE_BYTES: usize = 240;
/// A sentence of more bytes than this matches no rule.
const MAX_SENTENCE_BYTES: usize = 400;
/// A menu on one line has at least so many parts.
const MIN_MENU_PARTS: usize = 4;
/// A part of a menu has at most so many words.
const MAX_MENU_WORDS: usize = 4;
/// `*` stands for at most so many words.
const MAX_ANY: usize = 20;
/// `^` stands for at most so many words.
const MAX_NAMES: usize = 6;

/// The rules of one scope by their first word; those that begin with a wildcard stand under it.
struct Index {
    by_first: HashMap<&'static str, Vec<&'static NoiseRule>>,
}

impl Index {
    fn of(scope: Scope) -> Self {
        let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
        for rule in noise::all().iter().filter(|rule| rule.scope == scope) {
            by_first.entry(rule.pattern[0]).or_default().push(rule);
        }
        Self { by_first }
    }

    /// The first rule that `words` match from first to last.
    fn find(&self, words: &[Word]) -> Option<&'static NoiseRule> {
        let firsts = [words.first()?.text.as_str(), "*", "%", "^"];
        // In a line of capitals, capital letters do not tell names.
        let has_case = words.iter().any(|word| matches!(word.shape, Shape::Name | Shape::Small));
        let mut rules = firsts.into_iter().filter_map(|first| self.by_first.get(first)).flatten();
        rules
            .find(|rule| (has_case || !rule.pattern.contains(&"^")) && matches(&rule.pattern, words))
            .copied()
    }
}

static LINES: LazyLock<Index> = LazyLock::new(|| Index::of(Scope::Line));
static SENTENCES: LazyLock<Index> = LazyLock::new(|| Index::of(Scope::Sentence));
static TEASERS: LazyLock<Index> = LazyLock::new(|| Index::of(Scope::TeaserHeading));

/// A word or mark of a line.
struct Word {
    /// In lower case.
    text: String,
    shape: Shape,
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Mark,
    Number,
    /// No letter is a small one.
    Capitals,
    /// It begins with a capital letter, and has small ones.
    Name,
    Small,
}

impl Shape {
    fn of(word: &str) -> Self {
        let begins_upper = word.starts_with(char::is_uppercase);
        if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.') {
            Self::Number
        } else if !begins_upper {
            Self::Small
        } else if word.contains(char::is_lowercase) {
            Self::Name
        } else {
            Self::Capitals
        }
    }
}

/// Why `line`, alone on its line, is noise; `None` when it may be part of the article.
pub(super) fn of_line(line: &str) -> Option<CutReason> {
    if line.len() > MAX_LINE_BYTES {
        return None;
    }
    let words = words(line);
    if words.iter().all(|word| word.shape == Shape::Mark) {
        // Rules, bullets, arrows.
        return Some(CutReason::Navigation);
    }
    LINES.find(&words).map(|rule| rule.reason).or_else(|| bar_of_labels(&words)).or_else(|| menu(line))
}

/// Why `sentence` is noise; `None` when it may be part of the article.
pub(super) fn of_sentence(sentence: &str) -> Option<CutReason> {
    if sentence.len() > MAX_SENTENCE_BYTES {
        return None;
    }
    SENTENCES.find(&words(sentence)).map(|rule| rule.reason)
}

/// Whether headlines of other stories follow `line`.
pub(super) fn heads_teasers(line: &str) -> bool {
    line.len() <= MAX_LINE_BYTES && TEASERS.find(&words(line)).is_some()
}

/// Labels that stand alone elsewhere and stand side by side here: "Facebook Twitter Telegram".
fn bar_of_labels(words: &[Word]) -> Option<CutReason> {
    let mut labels = words.iter().filter(|word| word.shape != Shape::Mark).map(|word| {
        let rules = LINES.by_first.get(word.text.as_str())?;
        rules.iter().find(|rule| rule.pattern.len() == 1).map(|rule| rule.reason)
    });
    let first = labels.next()??;
    labels.all(|label| label == Some(first)).then_some(first)
}

/// A menu on one line: short parts between bars, at least one of them a label that stands alone elsewhere.
fn menu(line: &str) -> Option<CutReason> {
    let parts: Vec<Vec<Word>> = line.split(['|', '•', '·']).map(words).collect();
    let are_short = parts.iter().all(|part| (1..=MAX_MENU_WORDS).contains(&part.len()));
    let has_label = || parts.iter().any(|part| LINES.find(part).is_some() || TEASERS.find(part).is_some());
    (parts.len() >= MIN_MENU_PARTS && are_short && has_label()).then_some(CutReason::Navigation)
}

/// Passages of `text` that are script or data: objects of JSON, and `text` itself when it is code.
pub(super) fn leaked_code(text: &str) -> Vec<Range<usize>> {
    let is_marked =
        noise::all().iter().any(|rule| rule.scope == Scope::Code && text.contains(rule.pattern[0]));
    let n_symbols = text.bytes().filter(|byte| b"{}()[];=<>\"_\\:".contains(byte)).count();
    if is_marked && n_symbols * 25 >= text.len() {
        return std::iter::once(0..text.len()).collect();
    }
    json_objects(text)
}

/// The objects of JSON in `text`, each up to its closing brace or to the end of the text.
fn json_objects(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.match_indices("{\"") {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let object = &text[start..];
        if !has_key(object) {
            continue;
        }
        let mut depth = 0_usize;
        let end = object.char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at + 1)
        });
        found.push(start..start + end.unwrap_or(object.len()));
    }
    found
}

/// Whether the object begins with a key: a string and a colon.
fn has_key(object: &str) -> bool {
    object[2..]
        .split_once('"')
        .is_some_and(|(key, after)| key.len() < 80 && after.trim_start().starts_with(':'))
}

/// The words and marks of a line.
fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let len = if c.is_alphanumeric() { word_len(rest) } else { c.len_utf8() };
        let (word, after) = rest.split_at(len);
        rest = after;
        if c.is_alphanumeric() {
            let text = word.replace('’', "'").to_lowercase();
            words.push(Word { text, shape: Shape::of(word) });
        } else if ":|>»©()[]/;,".contains(c) {
            words.push(Word { text: c.to_string(), shape: Shape::Mark });
        }
    }
    words
}

/// Length of the word that `text` begins with: letters and digits, and single marks between two of them.
fn word_len(text: &str) -> usize {
    let mut len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut joins = || chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(c.is_alphanumeric() || ("'’-.,".contains(c) && joins())) {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// Whether `pattern` matches all of `words`.
fn matches(pattern: &[&str], words: &[Word]) -> bool {
    let Some((first, pattern)) = pattern.split_first() else { return words.is_empty() };
    match *first {
        "*" => (0..=words.len().min(MAX_ANY)).any(|n| matches(pattern, &words[n..])),
        "^" => {
            let n_names = words
                .iter()
                .take(MAX_NAMES)
                .take_while(|word| matches!(word.shape, Shape::Name | Shape::Capitals))
                .count();
            (1..=n_names).rev().any(|n| matches(pattern, &words[n..]))
        }
        "%" => words.first().is_some_and(|word| word.shape == Shape::Number) && matches(pattern, &words[1..]),
        text => words.first().is_some_and(|word| word.text == text) && matches(pattern, &words[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_matches_its_example() {
        for rule in noise::all() {
            let is_match = match rule.scope {
                Scope::Code => rule.example.contains(rule.pattern[0]),
                _ => matches(&rule.pattern, &words(rule.example)),
            };
            assert!(is_match, "{rule:?}");
        }
    }

    #[test]
    fn short_lines_of_an_article_are_kept() {
        for line in [
            "Two killed in Kafr Zita",
            "By dawn the shelling had stopped",
            "Related attacks hit Homs",
            "Share of the front held by rebels shrinks",
            "More shells fell on Kafr Zita",
            "Source: a strike near the bridge, the mayor said",
            "UPDATED TOLL: 12 DEAD",
            "BY THE WIDOW OF THE MAYOR.",
            "The views expressed by the minister angered residents.",
            "Near Kafr Zita, one strike destroyed a tank.",
            "Logo of the brigade was found on the shell",
        ] {
            assert_eq!(of_line(line), None, "{line}");
            assert_eq!(of_sentence(line), None, "{line}");
            assert!(!heads_teasers(line), "{line}");
        }
    }

    #[test]
    fn labels_side_by_side_are_a_bar() {
        assert_eq!(of_line("Facebook | Twitter | Telegram"), Some(CutReason::ShareBar));
        assert_eq!(of_line("* * *"), Some(CutReason::Navigation));
    }

    #[test]
    fn short_parts_with_a_label_are_a_menu() {
        assert_eq!(of_line("Kafr Zita Herald | Latest | Regions | Subscribe"), Some(CutReason::Navigation));
        assert_eq!(of_line("Killed 3 | Injured 4 | Missing 1 | Kafr Zita"), None);
    }

    #[test]
    fn data_within_a_line_is_found() {
        let text = "Shells fell. {\"@type\": \"Person\", \"name\": {\"a\": 1}} No one was hurt.";
        let found = leaked_code(text);
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].clone()], "{\"@type\": \"Person\", \"name\": {\"a\": 1}}");
        assert!(leaked_code("He said {sic} that \"they\" left (on foot).").is_empty());
    }
}
