//! JSON Lines: one object a line.

use std::io::{BufRead, Read};

use serde_json::{Map, Value};

use super::{MAX_REPORT_BYTES, ReadOptions, Record, TextInput};
use crate::charset::{self, Decoded};
use crate::error::{Origin, ReadError};

/// The records of a JSON Lines input.
pub(super) struct Lines<'a> {
    input: TextInput<'a>,
    name: String,
    options: ReadOptions,
    line: u64,
    byte: u64,
    is_done: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(input: TextInput<'a>, name: String, options: ReadOptions) -> Self {
        Self { input, name, options, line: 0, byte: 0, is_done: false }
    }

    /// The bytes of the next line, or `None` at the end.
    fn next_line(&mut self) -> Option<Result<Vec<u8>, ReadError>> {
        let mut bytes = Vec::new();
        let limit = MAX_REPORT_BYTES as u64 + 1;
        self.line += 1;
        let origin = Origin::line(&self.name, self.line);
        let read = self.input.by_ref().take(limit).read_until(b'\n', &mut bytes);
        self.byte += bytes.len() as u64;
        match read {
            Err(source) => {
                self.is_done = true;
                Some(Err(ReadError::Io { origin, byte: self.byte, source }))
            }
            Ok(0) => None,
            Ok(_) if bytes.len() > MAX_REPORT_BYTES && bytes.last() != Some(&b'\n') => {
                drop(bytes);
                Some(self.skip_line().and(Err(ReadError::TooLong { origin, limit: MAX_REPORT_BYTES })))
            }
            Ok(_) => Some(Ok(bytes)),
        }
    }

    /// Passes over the rest of a line that is too long.
    fn skip_line(&mut self) -> Result<(), ReadError> {
        match self.input.skip_until(b'\n') {
            Ok(n_bytes) => {
                self.byte += n_bytes as u64;
                Ok(())
            }
            Err(source) => {
                self.is_done = true;
                let origin = Origin::line(&self.name, self.line);
                Err(ReadError::Io { origin, byte: self.byte, source })
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done {
            let bytes = match self.next_line()? {
                Ok(bytes) => bytes,
                Err(error) => return Some(Err(error)),
            };
            if bytes.iter().any(|byte| !byte.is_ascii_whitespace()) {
                return Some(parse(&bytes, Origin::line(&self.name, self.line), &self.options));
            }
        }
        None
    }
}

/// The record that the bytes of one JSON object make.
pub(super) fn parse(bytes: &[u8], origin: Origin, options: &ReadOptions) -> Result<Record, ReadError> {
    let Decoded { text, bad_in } = charset::decode(bytes, None);
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => {
            let mut record = record(object, origin, options)?;
            record.note_bad_encoding(bad_in);
            Ok(record)
        }
        Ok(_) => Err(ReadError::NotAnObject(origin)),
        Err(source) => Err(ReadError::Json { origin, source }),
    }
}

/// The record that the keys of one JSON object make.
pub(super) fn record(
    mut object: Map<String, Value>,
    origin: Origin,
    options: &ReadOptions,
) -> Result<Record, ReadError> {
    // A mapping holds where its key exists: one command may read files of several makers.
    let mut take = |field: &str| match options.names(field).find_map(|name| object.remove(name)) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok(Some(value).filter(|value| !value.trim().is_empty())),
        Some(Value::Number(value)) => Ok(Some(value.to_string())),
        Some(_) => {
            let field = options.column(field).to_owned();
            Err(ReadError::NotAString { origin: origin.clone(), field })
        }
    };
    let (text, html) = (take("text")?, take("html")?);
    let (id, url, title) = (take("id")?, take("url")?, take("title")?);
    let (published, source, lang) = (take("published")?, take("source")?, take("lang")?);
    let is_html = text.is_none();
    let Some(text) = text.or(html) else {
        return Err(ReadError::NoText { origin, field: options.column("text").to_owned() });
    };
    let origin = origin.to_string();
    Ok(Record { text, is_html, id, url, title, published, source, lang, origin, ..Record::default() })
}
