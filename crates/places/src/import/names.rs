//! Which of a place's names are of use.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_tables::places::name_languages;

use crate::fold::{folded, loosely_folded};

static LANGUAGES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| name_languages().map(|row| row.cell(0)).collect());

/// Whether names in this language are read: those that reports in English take over. An empty code is that of a name
/// of no language.
pub(super) fn is_read(language: &str) -> bool {
    language.is_empty() || LANGUAGES.contains(language)
}

/// The alternates in Latin letters that are names in use: no codes, no transcriptions of other scripts.
///
/// With `is_loose`, the name is found in its loose form, and one of each loose form is enough.
#[must_use]
pub fn names_in_use(name: &str, alternates: &[String], is_loose: bool) -> Vec<String> {
    let form = |name: &str| if is_loose { loosely_folded(name) } else { folded(name) };
    let mut known = BTreeSet::from([form(name)]);
    alternates.iter().filter(|it| is_latin_name(it)).filter(|it| known.insert(form(it))).cloned().collect()
}

/// Whether this is a name in Latin letters, and no code: a capital first, small letters, no digits.
pub(super) fn is_latin_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().count() >= 3
        && name.chars().any(char::is_lowercase)
        && name.chars().all(|c| c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(&c) || "’‘ʻʼ".contains(c))
        && !name.chars().any(|c| c.is_ascii_digit() || c == '(' || c == ',')
}
