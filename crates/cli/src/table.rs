//! Tables for the terminal: columns aligned and cut to its width, in colour only where somebody looks.

use console::{Style, Term, measure_text_width, truncate_str};

/// Blanks between two columns.
const GAP: usize = 2;
/// A column that gives way keeps at least so many cells.
const LEAST: usize = 8;

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    title: &'static str,
    is_number: bool,
    gives_way: bool,
}

impl Column {
    /// A column of words that is shown whole.
    pub(crate) const fn whole(title: &'static str) -> Self {
        Self { title, is_number: false, gives_way: false }
    }

    /// A column of words that is cut where the terminal is narrow.
    pub(crate) const fn words(title: &'static str) -> Self {
        Self { title, is_number: false, gives_way: true }
    }

    /// A column of numbers, aligned on the right.
    pub(crate) const fn number(title: &'static str) -> Self {
        Self { title, is_number: true, gives_way: false }
    }
}

/// The text of a cell and how it looks.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A cell in this style; white space becomes single blanks.
    pub(crate) fn styled(text: &str, style: Style) -> Self {
        Self { text: text.split_whitespace().collect::<Vec<_>>().join(" "), style }
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::styled(text.as_ref(), Style::new())
    }
}

/// Columns and rows.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row of one cell for each column.
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        self.rows.push(row.into_iter().collect());
    }

    /// The lines of the table, titles first; cut to `width` cells, or whole when there is none.
    pub(crate) fn lines(&self, width: Option<usize>) -> Vec<String> {
        let widths = self.widths(width);
        let titles = self.columns.iter().map(|it| Cell::styled(it.title, Style::new().bold()));
        let mut lines = vec![self.line(&titles.collect::<Vec<_>>(), &widths)];
        lines.extend(self.rows.iter().map(|row| self.line(row, &widths)));
        lines
    }

    fn line(&self, row: &[Cell], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, column), &width) in row.iter().zip(&self.columns).zip(widths) {
            let text = truncate_str(&cell.text, width, "…");
            let pad = " ".repeat(width.saturating_sub(measure_text_width(&text)));
            let shown = cell.style.apply_to(&text);
            let (before, after) = if column.is_number { (pad.as_str(), "") } else { ("", pad.as_str()) };
            line.extend([before, &shown.to_string(), after, &" ".repeat(GAP)]);
        }
        line.truncate(line.trim_end().len());
        line
    }

    fn widths(&self, width: Option<usize>) -> Vec<usize> {
        let widest = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| measure_text_width(&cell.text)).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..)
            .zip(&self.columns)
            .map(|(at, column)| widest(at).max(measure_text_width(column.title)))
            .collect();
        let Some(width) = width else {
            return widths;
        };
        // The widest column that gives way loses a cell until the line fits.
        while widths.iter().map(|it| it + GAP).sum::<usize>() > width + GAP {
            let yielding =
                widths.iter_mut().zip(&self.columns).filter(|(it, column)| column.gives_way && **it > LEAST);
            match yielding.max_by_key(|(it, _)| **it) {
                Some((widest, _)) => *widest -= 1,
                None => break,
            }
        }
        widths
    }
}

/// The width of the terminal in cells; `None` when the output goes elsewhere.
pub(crate) fn terminal_width() -> Option<usize> {
    let term = Term::stdout();
    term.is_term().then(|| usize::from(term.size().1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&[Column::whole("id"), Column::words("place"), Column::number("killed")]);
        table.push(["a1".into(), "Tell Zahra near the old mill".into(), "3-7".into()]);
        table.push(["b2".into(), "Kharkiv\nОбласть".into(), "0".into()]);
        table
    }

    #[test]
    fn columns_line_up() {
        let lines = [
            "id  place                         killed",
            "a1  Tell Zahra near the old mill     3-7",
            "b2  Kharkiv Область                    0",
        ];
        assert_eq!(table().lines(None), lines);
    }

    #[test]
    fn a_narrow_terminal_cuts_words_and_never_numbers() {
        let lines = ["id  place        killed", "a1  Tell Zahra…     3-7", "b2  Kharkiv Об…       0"];
        assert_eq!(table().lines(Some(23)), lines);
        assert_eq!(table().lines(Some(5))[1], "a1  Tell Za…     3-7");
    }
}
