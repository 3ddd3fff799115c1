//! What of HTML a reader of text has to know: character references and kinds of elements.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::tsv::rows;

static ENTITIES: LazyLock<HashMap<&'static str, char>> = LazyLock::new(|| {
    rows(include_str!("../data/entities/html.tsv"))
        .filter_map(|row| {
            let code = u32::from_str_radix(row.cell(1), 16).ok()?;
            Some((row.cell(0), char::from_u32(code)?))
        })
        .collect()
});

static ELEMENTS: LazyLock<HashMap<&'static str, Element>> = LazyLock::new(|| {
    rows(include_str!("../data/elements/html.tsv"))
        .filter_map(|row| {
            let kind = ElementKind::parse(row.cell(1))?;
            let (is_void, may_stay_open) = (row.cell(2) == "void", row.cell(2) == "optional");
            Some((row.cell(0), Element { kind, is_void, may_stay_open }))
        })
        .collect()
});

/// An element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it does to the text in it.
    pub kind: ElementKind,
    /// Whether it holds nothing and has no end tag.
    pub is_void: bool,
    /// Whether its end tag may be left out.
    pub may_stay_open: bool,
}

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// It stands on lines of its own.
    Block,
    /// A block that is a headline.
    Heading,
    /// It holds no markup and no visible text: a script.
    Raw,
    /// What it holds is not shown, or not meant for reading.
    Hidden,
    /// It stands within a line.
    Inline,
}

impl ElementKind {
    fn parse(kind: &str) -> Option<Self> {
        Some(match kind {
            "block" => Self::Block,
            "heading" => Self::Heading,
            "raw" => Self::Raw,
            "hidden" => Self::Hidden,
            "inline" => Self::Inline,
            _ => return None,
        })
    }
}

/// The character that `name` stands for between `&` and `;`, or `None`.
#[must_use]
pub fn entity(name: &str) -> Option<char> {
    ENTITIES.get(name).copied()
}

/// The element with this name (lower case); an inline one with an end tag for all that the table does not list.
#[must_use]
pub fn element(name: &str) -> Element {
    let inline = Element { kind: ElementKind::Inline, is_void: false, may_stay_open: false };
    ELEMENTS.get(name).copied().unwrap_or(inline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(ENTITIES.len(), rows(include_str!("../data/entities/html.tsv")).count());
        assert_eq!(ELEMENTS.len(), rows(include_str!("../data/elements/html.tsv")).count());
    }
}
