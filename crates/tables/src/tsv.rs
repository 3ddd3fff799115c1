//! Tab-separated tables with a header of comments.

/// One row of a table, in the columns its header names.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    line: &'a str,
}

impl<'a> Row<'a> {
    /// The cell of column `idx`, from 0, trimmed; `""` when the row is shorter.
    #[must_use]
    pub fn cell(self, idx: usize) -> &'a str {
        self.line.split('\t').nth(idx).unwrap_or_default().trim()
    }

    /// The cell of column `idx`, or `None` when it is empty.
    #[must_use]
    pub fn get(self, idx: usize) -> Option<&'a str> {
        Some(self.cell(idx)).filter(|cell| !cell.is_empty())
    }

    /// The parts of column `idx` between `|`, trimmed, without empty ones.
    pub fn list(self, idx: usize) -> impl Iterator<Item = &'a str> {
        self.cell(idx).split('|').map(str::trim).filter(|part| !part.is_empty())
    }
}

/// The rows of a table: every line that is neither empty nor a comment (`#`).
pub fn rows(table: &str) -> impl Iterator<Item = Row<'_>> {
    table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(|line| Row { line })
}
