//! When: time expressions in text and the intervals they stand for.
//!
//! Text goes through four steps: `cut` (each word looked up once) -> `scan` with `grammar` (what the words
//! say) -> `policy` and `anchors` (what undated words hang on) -> `resolve` (values and intervals).
//! Nothing here knows the present time: without a publication date "yesterday" stays unspecified.

mod timex;
mod lexicon;
mod token;
mod cut;
mod words;
mod calendar;
mod feasts;
mod form;
mod grammar;
mod scan;
mod tense;
mod policy;
mod scene;
mod anchors;
mod resolve;
mod daytime;
mod zones;
mod stretch;
#[cfg(test)]
mod check;
#[cfg(test)]
mod battery;

pub use timex::{Modifier, Timex, TimexKind};

use dateline_model::Published;

use crate::anchors::Anchors;
use crate::lexicon::Lexicon;
use crate::words::Words;

/// A language whose times are read.
#[derive(Clone, Copy, Debug)]
pub struct Language(&'static Lexicon);

impl Language {
    /// The language with this ISO 639-1 code; `None` when its times are not read.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Lexicon::of(code).map(Self)
    }

    /// The codes of all languages whose times are read, sorted.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        dateline_tables::time_languages().iter().map(|language| language.code)
    }
}

/// [`find_times_in`] English.
///
/// ```
/// use dateline_model::Published;
/// let at = jiff::civil::date(2016, 12, 16).at(0, 0, 0, 0);
/// let published = Published { at, has_time: false, offset_minutes: None };
/// let found = dateline_times::find_times("Two people were killed on Thursday night.", Some(published));
/// assert_eq!(found[0].value, "2016-12-15TNI");
/// ```
#[must_use]
pub fn find_times(text: &str, published: Option<Published>) -> Vec<Timex> {
    Language::of("en").map_or_else(Vec::new, |english| find_times_in(english, text, published))
}

/// Every time expression of `text`, left to right, none overlapping another.
///
/// Spans are bytes of `text`. `published` anchors "yesterday", "on Thursday" and "in May"; without it they come
/// back [`dateline_model::TimeStatus::Unspecified`] or hang on a date named earlier in the text. A text whose
/// explicit dates lie far before its publication is read as a narration: undated words hang on earlier mentions.
/// Takes time linear in the text.
///
/// ```
/// use dateline_times::{Language, find_times_in};
/// let french = Language::of("fr").unwrap();
/// let found = find_times_in(french, "La ville est tombée le 12 mars 2012.", None);
/// assert_eq!(found[0].value, "2012-03-12");
/// ```
#[must_use]
pub fn find_times_in(language: Language, text: &str, published: Option<Published>) -> Vec<Timex> {
    let words = Words::new(text, language.0);
    let mut found = scan::scan(&words);
    let narrates = policy::narrates(&found, published);
    found.retain(|one| policy::counts(one, narrates && published.is_some(), published));
    let years = scene::years_around(&found);
    let mut anchors = Anchors::new(published, narrates);
    let mut times: Vec<Timex> = Vec::with_capacity(found.len());
    for (at, one) in found.iter().enumerate() {
        anchors.years = years.get(at).copied().flatten();
        times.push(resolve::resolve(&words, one, found.get(at + 1), &mut anchors));
    }
    zones::learn(&words, &found, &mut times);
    stretch::join(&words, &found, &mut times, published);
    times
}
