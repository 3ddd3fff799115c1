//! Words of time expressions, clocks by name, and feasts.

use crate::tsv::{Row, rows};

/// One word or phrase and one thing it can be.
#[derive(Clone, Copy, Debug)]
pub struct TimeWord {
    /// The word or phrase, lower case, parts separated by single spaces, hyphens or apostrophes.
    pub phrase: &'static str,
    /// What it can be; the classes are listed by the crate that reads times.
    pub class: &'static str,
    /// A number whose meaning depends on the class; 0 when the cell is not a number.
    pub value: i32,
}

/// One clock by name.
#[derive(Clone, Copy, Debug)]
pub struct TimeZoneName {
    /// Its name, lower case.
    pub phrase: &'static str,
    /// Minutes east of UTC; `None` for "local time".
    pub minutes: Option<i32>,
}

/// One feast or holiday by name.
#[derive(Clone, Copy, Debug)]
pub struct Holiday {
    /// Its name, lower case.
    pub phrase: &'static str,
    /// When it is.
    pub when: HolidayRule,
}

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayRule {
    /// Every year on this month (1-12) and day.
    Fixed(u8, u8),
    /// On the days of this feast of [`feasts`].
    Feast(&'static str),
}

/// One celebration of a feast that moves.
#[derive(Clone, Copy, Debug)]
pub struct Feast {
    /// Its key.
    pub name: &'static str,
    /// First day: year, month, day.
    pub first: (u16, u8, u8),
    /// How many days.
    pub days: u8,
}

/// The words of time expressions in one language.
#[derive(Clone, Copy, Debug)]
pub struct TimeLanguage {
    /// Its ISO 639-1 code.
    pub code: &'static str,
    words: &'static str,
    holidays: &'static str,
    zones: &'static str,
    traits: &'static str,
}

/// What the grammar must know of a language beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeTraits {
    /// Whether the article belongs to a date: "the 16th of December" as against "le 16 décembre".
    pub article_inside: bool,
    /// Whether months, week days and holidays are written with a capital.
    pub capitals: bool,
    /// Whether 05/12/2016 is the fifth of December.
    pub day_first: bool,
    /// Endings of verbs that look ahead, lower case.
    pub future_endings: Vec<&'static str>,
    /// Endings of verbs that look back, lower case.
    pub past_endings: Vec<&'static str>,
}

/// The languages whose times are read, one folder of `data/times` each, sorted by code.
static LANGUAGES: [TimeLanguage; 2] = [
    TimeLanguage {
        code: "en",
        words: include_str!("../data/times/en/words.tsv"),
        holidays: include_str!("../data/times/en/holidays.tsv"),
        zones: include_str!("../data/times/en/zones.tsv"),
        traits: include_str!("../data/times/en/traits.tsv"),
    },
    TimeLanguage {
        code: "fr",
        words: include_str!("../data/times/fr/words.tsv"),
        holidays: include_str!("../data/times/fr/holidays.tsv"),
        zones: include_str!("../data/times/fr/zones.tsv"),
        traits: include_str!("../data/times/fr/traits.tsv"),
    },
];

/// The languages whose times are read, sorted by code.
#[must_use]
pub fn time_languages() -> &'static [TimeLanguage] {
    &LANGUAGES
}

impl TimeLanguage {
    /// Its words of time expressions.
    pub fn words(&self) -> impl Iterator<Item = TimeWord> + use<> {
        rows(self.words).map(|row| TimeWord {
            phrase: row.cell(0),
            class: row.cell(1),
            value: row.cell(2).parse().unwrap_or_default(),
        })
    }

    /// The clocks that its news names.
    pub fn zones(&self) -> impl Iterator<Item = TimeZoneName> + use<> {
        rows(self.zones).map(|row| TimeZoneName { phrase: row.cell(0), minutes: row.cell(1).parse().ok() })
    }

    /// The holidays that its news names.
    pub fn holidays(&self) -> impl Iterator<Item = Holiday> + use<> {
        rows(self.holidays).filter_map(|row| {
            let cell = row.cell(1);
            let when = if let Some(feast) = cell.strip_prefix('=') {
                HolidayRule::Feast(feast)
            } else {
                let (month, day) = cell.split_once('-')?;
                HolidayRule::Fixed(month.parse().ok()?, day.parse().ok()?)
            };
            Some(Holiday { phrase: row.cell(0), when })
        })
    }

    /// What else the grammar must know; a property without a row is "no" or empty.
    #[must_use]
    pub fn traits(&self) -> TimeTraits {
        let value =
            |name: &str| rows(self.traits).find(|row| row.cell(0) == name).map_or("", |row| row.cell(1));
        let yes = |name: &str| value(name) == "yes";
        TimeTraits {
            article_inside: yes("article_inside"),
            capitals: yes("capitals"),
            day_first: yes("day_first"),
            future_endings: value("future_endings").split_whitespace().collect(),
            past_endings: value("past_endings").split_whitespace().collect(),
        }
    }
}

/// How much the words around a time speak for it being the time of an event: group, value, weight in logits.
pub fn occasions() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/times/occasions.tsv"))
}

/// The celebrations of feasts that move, sorted by feast and date.
pub fn feasts() -> impl Iterator<Item = Feast> {
    rows(include_str!("../data/times/feasts.tsv")).filter_map(|row| {
        let mut parts = row.cell(1).split('-');
        let first = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Feast { name: row.cell(0), first, days: row.cell(2).parse().ok()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moving_holiday_has_its_feast() {
        for holiday in time_languages().iter().flat_map(TimeLanguage::holidays) {
            if let HolidayRule::Feast(name) = holiday.when {
                assert!(
                    feasts().any(|feast| feast.name == name),
                    "{} has no row in feasts.tsv",
                    holiday.phrase
                );
            }
        }
    }

    #[test]
    fn no_row_is_lost() {
        assert_eq!(feasts().count(), rows(include_str!("../data/times/feasts.tsv")).count());
        for language in time_languages() {
            assert_eq!(language.holidays().count(), rows(language.holidays).count());
            assert!(language.words().all(|word| !word.class.is_empty()));
            assert!(language.zones().count() > 10);
        }
    }

    #[test]
    fn every_trait_is_known() {
        let known = ["article_inside", "capitals", "day_first", "future_endings", "past_endings"];
        for row in time_languages().iter().flat_map(|language| rows(language.traits)) {
            assert!(known.contains(&row.cell(0)), "{} is no property", row.cell(0));
        }
    }
}
