//! CSV and TSV: one report a row, under a row of names.

use std::collections::HashMap;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::{MAX_REPORT_BYTES, ReadOptions, Record, Records, TextInput};
use crate::charset;
use crate::error::{Origin, ReadError};

/// The records of a table.
pub(super) fn rows(input: TextInput<'_>, name: String, options: ReadOptions, delimiter: u8) -> Records<'_> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).quoting(true).from_reader(input);
    let columns = match columns(&mut reader, &name, &options) {
        Ok(columns) => columns,
        Err(error) => return Box::new(std::iter::once(Err(error))),
    };
    Box::new(Rows { reader, name, options, columns, n_read: 0, is_done: false })
}

struct Rows<'a> {
    reader: Reader<TextInput<'a>>,
    name: String,
    options: ReadOptions,
    columns: HashMap<&'static str, usize>,
    n_read: u64,
    is_done: bool,
}

/// The number of each of our fields' column, names compared without case.
fn columns(
    reader: &mut Reader<TextInput<'_>>,
    name: &str,
    options: &ReadOptions,
) -> Result<HashMap<&'static str, usize>, ReadError> {
    let origin = Origin::line(name, 1);
    let header = match reader.byte_headers() {
        Ok(header) => header,
        Err(source) => return Err(ReadError::Csv { origin, source }),
    };
    let found: Vec<String> = header.iter().map(|cell| charset::decode(cell, None).text).collect();
    let position = |column: &str| found.iter().position(|cell| cell.trim().eq_ignore_ascii_case(column));
    let columns: HashMap<_, _> = ReadOptions::FIELDS
        .into_iter()
        .filter_map(|field| Some((field, options.names(field).find_map(position)?)))
        .collect();
    if columns.contains_key("text") || columns.contains_key("html") {
        return Ok(columns);
    }
    Err(ReadError::NoColumn { origin, column: options.column("text").to_owned(), found: found.join(", ") })
}

impl Rows<'_> {
    /// The record that a row makes.
    fn record(&self, row: &ByteRecord) -> Result<Record, ReadError> {
        let line = row.position().map_or(0, csv::Position::line);
        let origin = Origin::line(&self.name, line);
        if row.iter().map(<[u8]>::len).sum::<usize>() > MAX_REPORT_BYTES {
            return Err(ReadError::TooLong { origin, limit: MAX_REPORT_BYTES });
        }
        let mut cells = charset::decode_cells(row.as_slice(), row.iter());
        let bad_in = cells.iter().find_map(|cell| cell.bad_in);
        let mut take = |field: &str| {
            let cell = cells.get_mut(*self.columns.get(field)?)?;
            Some(std::mem::take(&mut cell.text)).filter(|value| !value.trim().is_empty())
        };
        let (text, html, id, url) = (take("text"), take("html"), take("id"), take("url"));
        let (title, published, source, lang) =
            (take("title"), take("published"), take("source"), take("lang"));
        let is_html = text.is_none();
        let Some(text) = text.or(html) else {
            return Err(ReadError::NoText { origin, field: self.options.column("text").to_owned() });
        };
        let origin = origin.to_string();
        let mut record =
            Record { text, is_html, id, url, title, published, source, lang, origin, ..Record::default() };
        record.note_bad_encoding(bad_in);
        Ok(record)
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let mut row = ByteRecord::new();
        let line = self.reader.position().line();
        match self.reader.read_byte_record(&mut row) {
            Ok(true) => {
                self.n_read += 1;
                Some(self.record(&row))
            }
            Ok(false) => {
                self.is_done = true;
                (self.n_read == 0).then(|| Err(ReadError::NoItems(Origin::whole(&self.name))))
            }
            Err(source) => {
                self.is_done = true;
                Some(Err(ReadError::Csv { origin: Origin::line(&self.name, line), source }))
            }
        }
    }
}
