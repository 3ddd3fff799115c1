//! The words of publication dates: months, week days, zones, and what may stand around them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::tsv::rows;

static WORDS: LazyLock<HashMap<&'static str, DateWord>> = LazyLock::new(|| {
    rows(include_str!("../data/dates/en.tsv"))
        .filter_map(|row| Some((row.cell(0), DateWord::parse(row.cell(1), row.cell(2))?)))
        .collect()
});

/// What a word does in a publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// A month, 1 to 12.
    Month(i8),
    /// A day of the week, 1 (Monday) to 7.
    Weekday(i8),
    /// A time zone: minutes east of UTC.
    Zone(i16),
    /// A word that may stand before a date ("published").
    Lead,
    /// A word that may stand between a lead and its date ("posted on").
    Link,
    /// A word between a date and its time ("at").
    Clock,
    /// Half of the day: hours to add to a time before noon.
    Half(i8),
    /// The ending of an ordinal day ("3rd").
    Ordinal,
    /// The word before the author, which may follow a date.
    Byline,
    /// The word between day and month ("3rd of May").
    Of,
}

impl DateWord {
    fn parse(kind: &str, value: &str) -> Option<Self> {
        Some(match kind {
            "month" => Self::Month(value.parse().ok()?),
            "weekday" => Self::Weekday(value.parse().ok()?),
            "zone" => Self::Zone(value.parse().ok()?),
            "lead" => Self::Lead,
            "link" => Self::Link,
            "clock" => Self::Clock,
            "half" => Self::Half(value.parse().ok()?),
            "ordinal" => Self::Ordinal,
            "byline" => Self::Byline,
            "of" => Self::Of,
            _ => return None,
        })
    }
}

/// What `word` (lower case) does in a publication date, or `None` when it has no part in one.
#[must_use]
pub fn date_word(word: &str) -> Option<DateWord> {
    WORDS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let n_rows = rows(include_str!("../data/dates/en.tsv")).count();
        assert_eq!(WORDS.len(), n_rows, "a row does not parse, or a word stands twice");
    }
}
