//! Where web pages tell about themselves.

use std::sync::LazyLock;

use crate::tsv::rows;

static FIELDS: LazyLock<Vec<(&'static str, &'static str, PageField, u8)>> = LazyLock::new(|| {
    rows(include_str!("../data/page_fields/html.tsv"))
        .filter_map(|row| {
            Some((row.cell(0), row.cell(1), PageField::parse(row.cell(2))?, row.cell(3).parse().ok()?))
        })
        .collect()
});

/// What a page can tell about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageField {
    /// Its date of publication.
    Published,
    /// Its headline.
    Title,
    /// Its address.
    Url,
    /// Its publisher.
    Source,
    /// Its language.
    Lang,
}

impl PageField {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "published" => Self::Published,
            "title" => Self::Title,
            "url" => Self::Url,
            "source" => Self::Source,
            "lang" => Self::Lang,
            _ => return None,
        })
    }
}

/// What `key` within `holder` tells, and its rank (1 is believed first); `None` when it tells nothing of use.
#[must_use]
pub fn field(holder: &str, key: &str) -> Option<(PageField, u8)> {
    let row = FIELDS.iter().find(|row| row.0 == holder && row.1 == key)?;
    Some((row.2, row.3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(FIELDS.len(), rows(include_str!("../data/page_fields/html.tsv")).count());
    }
}
