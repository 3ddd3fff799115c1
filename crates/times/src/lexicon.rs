//! The words of time expressions: what each can be.
//!
//! The words of each language live in a folder of `crates/tables/data/times`; this module numbers them, so that
//! the grammar compares numbers and never text.

use std::sync::LazyLock;

use dateline_tables::{HolidayRule, TimeLanguage, TimeTraits, time_languages};
use rustc_hash::FxHashMap;

/// The value of "local time", which no offset is known for.
pub(crate) const LOCAL: i32 = i32::MIN;

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// What a word can be.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Class { $($(#[$doc])* $variant,)+ }

        impl Class {
            fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// The bit of this class in a set of classes.
            pub(crate) const fn bit(self) -> u128 {
                1 << self as u8
            }

            /// The set of some classes.
            pub(crate) const fn set(classes: &[Self]) -> u128 {
                let (mut bits, mut at) = (0, 0);
                while at < classes.len() {
                    bits |= classes[at].bit();
                    at += 1;
                }
                bits
            }
        }
    };
}

classes! {
    /// Month, 1-12.
    Month = "month",
    /// Week day, 1 Monday - 7 Sunday.
    Weekday = "weekday",
    /// Short for a month or week day.
    Abbreviation = "abbreviation",
    /// Also an ordinary word: needs a capital or a number beside it.
    Ambiguous = "ambiguous",
    /// A week day in the plural.
    Plural = "plural",
    /// A cardinal number.
    Number = "number",
    /// "a", "an": one.
    Article = "article",
    /// Hundred, thousand, dozen.
    Multiplier = "multiplier",
    /// "the".
    The = "the",
    /// "its", "their".
    Possessive = "possessive",
    /// "several": 0 unknown, 2 two, -2 one half.
    Vague = "vague_number",
    /// An ordinal number; -1 last.
    Ordinal = "ordinal",
    /// "st", "nd", "rd", "th".
    OrdinalSuffix = "ordinal_suffix",
    /// A unit in the singular; values as `Unit::of_code`.
    Unit = "unit",
    /// A unit in the plural.
    Units = "units",
    /// Part of a day; values as `Part::of_code`.
    Part = "part",
    /// The same after a day only: "au soir".
    PartAfter = "part_after",
    /// Parts of days in the plural.
    Parts = "parts",
    /// Noon, midnight: minutes after midnight.
    Point = "point",
    /// Today, yesterday: days from the day of speech.
    DayShift = "day_shift",
    /// "tonight".
    Tonight = "tonight",
    /// Last, next, this: units from the time of speech.
    Shift = "shift",
    /// Before a length: a stretch that ends (-) or begins (+) at speech (1) or at an earlier mention (2).
    PastStretch = "past_stretch",
    /// Previous, following, same: units from an earlier mention.
    ReferenceShift = "reference_shift",
    /// Spring 1 - winter 4.
    Season = "season",
    /// Early 1, mid 2, late 3.
    Edge = "edge",
    /// Beginning 1, middle 2, end 3, eve 4 ("of" follows).
    EdgeOf = "edge_of",
    /// Earlier -1, later 1.
    Comparative = "comparative",
    /// After a length: -1 and 1 from an earlier mention, -3 and 3 from speech.
    Offset = "offset",
    /// Before a length: 0 exact, 1 about, 2 less, 3 more, 4 at most, 5 at least.
    Hedge = "hedge",
    /// A word that bare lengths stand after: "for weeks".
    LengthPrep = "length_prep",
    /// A word that "dawn" or "night" stands after: "at dawn".
    PartPrep = "part_prep",
    /// "more", "straight" between a count and its unit.
    Inside = "inside",
    /// "once", "twice", "times".
    Times = "times",
    /// "each", "every".
    Each = "each",
    /// "per".
    Per = "per",
    /// Daily, weekly: the unit.
    Set = "set",
    /// Past 1, present 2, future 3.
    Reference = "reference",
    /// The same, only where the past is narrated.
    NarratedReference = "narrated_reference",
    /// A preposition that times stand after.
    TimePrep = "time_prep",
    /// A word that years stand after; 2 where a count is unlikely.
    YearPrep = "year_prep",
    /// "at".
    At = "at",
    /// "of" 1, "in" 2, "on" 3 between a part and its whole.
    Of = "of",
    /// "half".
    Half = "half",
    /// "some time", "a while".
    VagueLength = "vague_length",
    /// "so", "more" after "or".
    OrSo = "or_so",
    /// What can be so many years old without being a person: "war", "truce".
    Lasting = "lasting",
    /// What is named after a date: "movement", "bridge".
    Named = "named",
    /// "over", "under": also prepositions.
    Reach = "reach",
    /// "be", which makes a participle look ahead: "to be published".
    Be = "be",
    /// "time", "period": "during this time".
    TimeWord = "time_word",
    /// "long", in "month-long".
    Long = "long",
    /// "soon".
    Soon = "soon",
    /// Before a date: "about", "circa".
    Circa = "circa",
    /// "since".
    Since = "since",
    /// "to", "until" between two ends.
    To = "to",
    /// "and" 1, "or" 2.
    And = "and",
    /// "between".
    Between = "between",
    /// A noun whose number follows it, so that this is no year: "resolution", "flight".
    Numbered = "numbered",
    /// A noun that is counted, so that the number before it is no year: "people", "street".
    Counted = "counted",
    /// "fiscal".
    Fiscal = "fiscal",
    /// BC -1, AD 1.
    Era = "era",
    /// am 1, pm 2.
    Meridiem = "meridiem",
    /// "old", "aged".
    Old = "old",
    /// A verb form that looks ahead.
    Future = "future",
    /// A word that looks ahead when "to" follows.
    Intends = "intends",
    /// A verb form that looks back; "-ed" is known without a table.
    Past = "past",
    /// Ends in "ed" and is no verb.
    NotVerb = "not_verb",
    /// Twenties - nineties.
    Decade = "decade",
    /// A holiday: its place in the table.
    Holiday = "holiday",
    /// A clock by name: minutes east of UTC, or [`LOCAL`].
    Zone = "zone",
    /// An article or pronoun that loses its vowel before another: "l'". One token with its apostrophe.
    Elision = "elision",
    /// Last, next, this, after what they go with: "jeudi dernier". Units from the time of speech.
    ShiftAfter = "shift_after",
    /// Previous, following, after what they go with: "la semaine suivante". Units from an earlier mention.
    ReferenceShiftAfter = "reference_shift_after",
    /// Last, next, between a count and its unit: values as `PastStretch`.
    StretchInside = "stretch_inside",
    /// A day that hangs on an earlier mention, in one phrase: "la veille". Days from it.
    NearDay = "near_day",
    /// Before a length: "il y a"; values as `Offset`.
    AgoBefore = "ago_before",
    /// An edge of months and longer only: "fin", which also ends other things.
    EdgeLong = "edge_long",
    /// Between hour and minute: "h" 1; 2 where it is also a length without "at" before it.
    HourMark = "hour_mark",
    /// Before the number of a decade: "années".
    DecadeLead = "decade_lead",
}

/// A phrase that begins with a word: its further parts, what it can be, its value.
#[derive(Debug)]
struct Phrase {
    rest: Vec<u16>,
    class: Class,
    value: i32,
}

/// What one word can be.
#[derive(Debug, Default)]
struct Entry {
    classes: u128,
    /// Classes of the phrases that begin here.
    phrase_classes: u128,
    values: Vec<(Class, i32)>,
    phrases: Vec<Phrase>,
}

/// All words, numbered from 1; 0 is any other word.
#[derive(Debug)]
pub(crate) struct Lexicon {
    ids: FxHashMap<&'static [u8], u16>,
    entries: Vec<Entry>,
    holidays: Vec<HolidayRule>,
    /// Words that end in an apostrophe and are one token with it.
    elisions: Vec<&'static str>,
    pub(crate) traits: TimeTraits,
}

/// One lexicon a language, in the order of [`time_languages`], opened together at first use.
static ALL: LazyLock<Vec<Lexicon>> = LazyLock::new(|| time_languages().iter().map(Lexicon::open).collect());

impl Lexicon {
    /// The words of the language with this ISO 639-1 code; `None` when it has no tables.
    pub(crate) fn of(code: &str) -> Option<&'static Self> {
        ALL.get(time_languages().iter().position(|language| language.code == code)?)
    }

    fn open(language: &TimeLanguage) -> Self {
        let mut lexicon = Self {
            ids: FxHashMap::default(),
            entries: vec![Entry::default()],
            holidays: Vec::new(),
            elisions: language
                .words()
                .filter(|word| Class::parse(word.class) == Some(Class::Elision))
                .map(|word| word.phrase)
                .collect(),
            traits: language.traits(),
        };
        for word in language.words() {
            if let Some(class) = Class::parse(word.class) {
                lexicon.add(word.phrase, class, word.value);
            }
        }
        for zone in language.zones() {
            lexicon.add(zone.phrase, Class::Zone, zone.minutes.unwrap_or(LOCAL));
        }
        for (idx, holiday) in (0..).zip(language.holidays()) {
            lexicon.add(holiday.phrase, Class::Holiday, idx);
            lexicon.holidays.push(holiday.when);
        }
        for entry in &mut lexicon.entries {
            entry.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        lexicon
    }

    fn add(&mut self, phrase: &'static str, class: Class, value: i32) {
        let mut parts: Vec<u16> = Vec::new();
        for word in phrase.split(' ') {
            let mut rest = word;
            if let Some(elision) = self.elisions.iter().find(|it| rest.starts_with(**it)).copied() {
                parts.push(self.number(elision));
                rest = &rest[elision.len()..];
            }
            while let Some(at) = rest.find(['-', '\'']) {
                if at > 0 {
                    parts.push(self.number(&rest[..at]));
                }
                parts.push(mark_id(rest.as_bytes()[at]));
                rest = &rest[at + 1..];
            }
            let bare = rest.trim_end_matches('.');
            if !bare.is_empty() {
                parts.push(self.number(bare));
            }
            if bare.len() < rest.len() {
                parts.push(mark_id(b'.'));
            }
        }
        let Some((&first, rest)) = parts.split_first() else { return };
        let entry = &mut self.entries[usize::from(first)];
        if rest.is_empty() {
            entry.classes |= class.bit();
            entry.values.push((class, value));
        } else {
            entry.phrase_classes |= class.bit();
            entry.phrases.push(Phrase { rest: rest.to_vec(), class, value });
        }
    }

    fn number(&mut self, word: &'static str) -> u16 {
        let next = u16::try_from(self.entries.len()).unwrap_or_default();
        let id = *self.ids.entry(word.as_bytes()).or_insert(next);
        if id == next {
            self.entries.push(Entry::default());
        }
        id
    }

    /// The number of a word in lower case, UTF-8; 0 when it is not in the lexicon.
    pub(crate) fn id(&self, word: &[u8]) -> u16 {
        self.ids.get(word).copied().unwrap_or_default()
    }

    /// Whether words can be one token with their apostrophe.
    pub(crate) fn elides(&self) -> bool {
        !self.elisions.is_empty()
    }

    /// The classes of a word, and those of the phrases that begin with it.
    pub(crate) fn classes(&self, id: u16) -> (u128, u128) {
        self.entries.get(usize::from(id)).map_or((0, 0), |entry| (entry.classes, entry.phrase_classes))
    }

    /// The value of a word in a class.
    pub(crate) fn value(&self, id: u16, class: Class) -> Option<i32> {
        let entry = self.entries.get(usize::from(id))?;
        entry.values.iter().find(|(it, _)| *it == class).map(|(_, value)| *value)
    }

    /// The longest phrase of `class` that begins with word `id`, as its value and number of further parts.
    /// `part(n)` tells the number of the n-th token after the first.
    pub(crate) fn phrase(&self, id: u16, class: Class, part: impl Fn(usize) -> u16) -> Option<(i32, usize)> {
        let entry = self.entries.get(usize::from(id))?;
        let fits = |phrase: &&Phrase| {
            phrase.class == class && (1..).zip(&phrase.rest).all(|(n, want)| part(n) == *want)
        };
        entry.phrases.iter().find(fits).map(|phrase| (phrase.value, phrase.rest.len()))
    }

    /// When the holiday at this place of the table is.
    pub(crate) fn holiday(&self, idx: i32) -> Option<HolidayRule> {
        self.holidays.get(usize::try_from(idx).ok()?).copied()
    }
}

/// The number that stands for a punctuation mark in a phrase.
pub(crate) const fn mark_id(mark: u8) -> u16 {
    0x8000 | mark as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_table_is_known() {
        for word in time_languages().iter().flat_map(TimeLanguage::words) {
            assert!(Class::parse(word.class).is_some(), "{}: no class `{}`", word.phrase, word.class);
        }
    }

    #[test]
    fn a_word_can_be_several_things() {
        let lexicon = Lexicon::of("en").unwrap();
        let second = lexicon.id(b"second");
        assert_eq!(lexicon.value(second, Class::Ordinal), Some(2));
        assert_eq!(lexicon.value(second, Class::Unit), Some(1));
        assert_eq!(lexicon.value(second, Class::Month), None);
    }
}
