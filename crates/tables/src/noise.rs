//! Lines of a crawled page that are not part of its article.

use std::sync::LazyLock;

use dateline_model::CutReason;

use crate::tsv::rows;

static NOISE: LazyLock<Vec<NoiseRule>> = LazyLock::new(|| {
    rows(include_str!("../data/noise/en.tsv"))
        .filter_map(|row| {
            Some(NoiseRule {
                pattern: row.cell(0).split(' ').collect(),
                scope: Scope::parse(row.cell(1))?,
                reason: CutReason::parse(row.cell(2))?,
                example: row.cell(3),
            })
        })
        .collect()
});

/// Of what a rule speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A whole line.
    Line,
    /// A sentence, alone or within a paragraph.
    Sentence,
    /// A line after which headlines and first words of other stories stand.
    TeaserHeading,
    /// Raw characters anywhere in a line.
    Code,
}

impl Scope {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "line" => Self::Line,
            "sentence" => Self::Sentence,
            "teasers" => Self::TeaserHeading,
            "code" => Self::Code,
            _ => return None,
        })
    }
}

/// One kind of noise.
///
/// A pattern is a list of words in lower case that must match from first to last; `*` stands for up to twenty words,
/// `%` for a number, `^` for one to six words that begin with a capital letter.
#[derive(Clone, Debug)]
pub struct NoiseRule {
    /// The words; for [`Scope::Code`] the single raw substring.
    pub pattern: Vec<&'static str>,
    /// Of what it speaks.
    pub scope: Scope,
    /// Why what matches is cut.
    pub reason: CutReason,
    /// A line that must match.
    pub example: &'static str,
}

/// All rules, in the order of the table.
#[must_use]
pub fn all() -> &'static [NoiseRule] {
    &NOISE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_has_an_example() {
        assert_eq!(all().len(), rows(include_str!("../data/noise/en.tsv")).count(), "a row does not parse");
        for rule in all() {
            assert!(!rule.example.is_empty(), "{rule:?} has no example");
        }
    }
}
