//! Words of time expressions, clocks by name, and feasts.

use crate::tsv::rows;

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

/// The English words of time expressions.
pub fn time_words() -> impl Iterator<Item = TimeWord> {
    rows(include_str!("../data/times/en.tsv")).map(|row| TimeWord {
        phrase: row.cell(0),
        class: row.cell(1),
        value: row.cell(2).parse().unwrap_or_default(),
    })
}

/// The clocks that English news names.
pub fn time_zone_names() -> impl Iterator<Item = TimeZoneName> {
    rows(include_str!("../data/times/zones.tsv"))
        .map(|row| TimeZoneName { phrase: row.cell(0), minutes: row.cell(1).parse().ok() })
}

/// The holidays that English news names.
pub fn holidays() -> impl Iterator<Item = Holiday> {
    rows(include_str!("../data/times/holidays_en.tsv")).filter_map(|row| {
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
        for holiday in holidays() {
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
        assert_eq!(holidays().count(), rows(include_str!("../data/times/holidays_en.tsv")).count());
        assert_eq!(feasts().count(), rows(include_str!("../data/times/feasts.tsv")).count());
        assert!(time_words().all(|word| !word.class.is_empty()));
        assert!(time_zone_names().count() > 20);
    }
}
