//! What the scores of the model mean: the table `heads.tsv` that is written beside a model.

use crate::error::ReaderError;

/// How the scores of a head are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadKind {
    /// Tags of spans: outside, then begin and inside of each label.
    Spans,
    /// One label of several, read at the first piece of a span.
    Class,
    /// Each label by itself.
    Multi,
}

/// One head: a name, its labels, and where its scores stand among those of its output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Name, as in the table.
    pub name: String,
    /// How its scores are read.
    pub kind: HeadKind,
    /// Its labels, in the order of the scores.
    pub labels: Vec<String>,
    pub(crate) output: Output,
    pub(crate) first: usize,
}

impl Head {
    /// Scores this head takes of each piece or window.
    pub(crate) fn width(&self) -> usize {
        match self.kind {
            HeadKind::Spans => 1 + 2 * self.labels.len(),
            HeadKind::Class | HeadKind::Multi => self.labels.len(),
        }
    }

    /// Position of a label; `None` when the head has no such label.
    #[must_use]
    pub fn label(&self, name: &str) -> Option<usize> {
        self.labels.iter().position(|label| label == name)
    }
}

/// The outputs of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// Scores of each piece.
    Tokens,
    /// Scores of the whole window.
    Window,
    /// Scores of pairs of pieces.
    Link,
}

/// The heads of a table.
///
/// # Errors
///
/// [`ReaderError::Heads`] with the line that is no head.
pub(crate) fn parse_heads(table: &str) -> Result<Vec<Head>, ReaderError> {
    let mut heads: Vec<Head> = Vec::new();
    for (idx, row) in table.lines().enumerate().filter(|(_, row)| !row.starts_with('#')) {
        let wrong = |what| ReaderError::Heads { line: idx + 1, what };
        let mut cells = row.split('\t');
        let output = match cells.next() {
            Some("tokens") => Output::Tokens,
            Some("window") => Output::Window,
            Some("link") => Output::Link,
            _ => return Err(wrong("no such output")),
        };
        let kind = match cells.next() {
            Some("spans") => HeadKind::Spans,
            Some("class") => HeadKind::Class,
            Some("multi") => HeadKind::Multi,
            _ => return Err(wrong("no such kind")),
        };
        let (Some(name), Some(labels)) = (cells.next(), cells.next()) else {
            return Err(wrong("four columns are needed"));
        };
        let first = heads.iter().filter(|head| head.output == output).map(Head::width).sum();
        let labels = labels.split('|').map(str::to_owned).collect();
        heads.push(Head { name: name.to_owned(), kind, labels, output, first });
    }
    Ok(heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_an_output_follow_each_other() {
        let heads =
            parse_heads("# What\ntokens\tspans\tmark\tactor|place\ntokens\tclass\tmodality\tyes|no\n")
                .unwrap();
        assert_eq!((heads[0].first, heads[0].width()), (0, 5));
        assert_eq!((heads[1].first, heads[1].width()), (5, 2));
        assert_eq!(heads[1].label("no"), Some(1));
    }

    #[test]
    fn a_row_that_is_no_head_is_told_by_its_line() {
        let error = parse_heads("# What\ntokens\tspan\tmark\tactor\n").unwrap_err();
        assert_eq!(error.to_string(), "heads, line 2: no such kind");
    }
}
