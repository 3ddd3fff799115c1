//! JSON documents: one object, an array of objects, or `{"reports": [...]}`.

use std::io::BufRead;

use serde_json::Value;

use super::{MAX_REPORT_BYTES, ReadOptions, Record, TextInput, feed, lines};
use crate::charset;
use crate::error::{Origin, ReadError};

/// The elements of a JSON array, one at a time, so that the array may be of any length.
pub(super) struct Array<'a> {
    input: TextInput<'a>,
    name: String,
    options: ReadOptions,
    record: u64,
    byte: u64,
    is_done: bool,
}

/// What stands at the end of an element's bytes.
enum End {
    /// Another element follows.
    Comma,
    /// The array ends.
    Bracket,
    /// The input ends within the array.
    Missing,
}

impl<'a> Array<'a> {
    pub(super) fn new(mut input: TextInput<'a>, name: String, options: ReadOptions) -> Self {
        // The caller saw the opening bracket; a failure here shows again at the first element.
        let byte = input.skip_until(b'[').unwrap_or(0) as u64;
        Self { input, name, options, record: 0, byte, is_done: false }
    }

    /// The bytes up to the comma or bracket that ends the next element; `None` instead of too many of them.
    fn element(&mut self) -> Result<(Option<Vec<u8>>, End), ReadError> {
        let mut bytes = Vec::new();
        let mut scan = Scan::default();
        let mut is_too_long = false;
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(source) => {
                    let origin = Origin::record(&self.name, self.record);
                    return Err(ReadError::Io { origin, byte: self.byte, source });
                }
            };
            if chunk.is_empty() {
                return Ok(((!is_too_long).then_some(bytes), End::Missing));
            }
            let end = chunk.iter().position(|byte| scan.ends_at(*byte));
            let n_bytes = end.unwrap_or(chunk.len());
            is_too_long |= bytes.len() + n_bytes > MAX_REPORT_BYTES;
            if is_too_long {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(&chunk[..n_bytes]);
            }
            let ended_by = end.map(|at| chunk[at]);
            let n_consumed = n_bytes + usize::from(end.is_some());
            self.byte += n_consumed as u64;
            self.input.consume(n_consumed);
            if let Some(mark) = ended_by {
                let end = if mark == b',' { End::Comma } else { End::Bracket };
                return Ok(((!is_too_long).then_some(bytes), end));
            }
        }
    }
}

/// Finds the end of an element without reading it: depth of brackets, outside strings.
#[derive(Default)]
struct Scan {
    depth: u32,
    in_string: bool,
    is_escaped: bool,
}

impl Scan {
    /// Whether `byte` is the comma or bracket after the element.
    fn ends_at(&mut self, byte: u8) -> bool {
        if self.in_string {
            let was_escaped = std::mem::take(&mut self.is_escaped);
            match byte {
                b'\\' => self.is_escaped = !was_escaped,
                b'"' if !was_escaped => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth > 0 => self.depth -= 1,
            b']' | b',' if self.depth == 0 => return true,
            _ => {}
        }
        false
    }
}

impl Iterator for Array<'_> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        self.record += 1;
        let origin = Origin::record(&self.name, self.record);
        let (bytes, end) = match self.element() {
            Ok(element) => element,
            Err(error) => {
                self.is_done = true;
                return Some(Err(error));
            }
        };
        self.is_done = !matches!(end, End::Comma);
        let Some(bytes) = bytes else {
            return Some(Err(ReadError::TooLong { origin, limit: MAX_REPORT_BYTES }));
        };
        match end {
            End::Missing => {
                let source = std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the array does not end");
                Some(Err(ReadError::Io { origin, byte: self.byte, source }))
            }
            End::Bracket if bytes.trim_ascii().is_empty() && self.record == 1 => {
                Some(Err(ReadError::NoItems(Origin::whole(&self.name))))
            }
            _ => Some(lines::parse(&bytes, origin, &self.options)),
        }
    }
}

/// The records of a JSON document that begins with an object: that object, those under `reports`, the items of a
/// JSON Feed, or several objects one after another.
pub(super) fn object(bytes: &[u8], name: &str, options: &ReadOptions) -> Vec<Result<Record, ReadError>> {
    let text = charset::decode(bytes, None).text;
    let mut records = Vec::new();
    for value in serde_json::Deserializer::from_str(&text).into_iter::<Value>() {
        match value {
            Ok(Value::Object(object)) if is_feed(&object) => records.extend(feed::items(bytes, name)),
            Ok(Value::Object(mut object)) => match object.remove("reports") {
                Some(Value::Array(reports)) if reports.is_empty() => {
                    records.push(Err(ReadError::NoItems(Origin::whole(name))));
                }
                Some(Value::Array(reports)) => {
                    records.extend((1..).zip(reports).map(|(number, report)| {
                        let origin = Origin::record(name, number);
                        match report {
                            Value::Object(object) => lines::record(object, origin, options),
                            _ => Err(ReadError::NotAnObject(origin)),
                        }
                    }));
                }
                _ => records.push(lines::record(object, Origin::whole(name), options)),
            },
            Ok(_) => records.push(Err(ReadError::NotAnObject(Origin::whole(name)))),
            Err(source) => records.push(Err(ReadError::Json { origin: Origin::whole(name), source })),
        }
    }
    if records.is_empty() {
        records.push(Err(ReadError::Empty(Origin::whole(name))));
    }
    records
}

/// Whether the object is a JSON Feed (version 1 or 1.1).
fn is_feed(object: &serde_json::Map<String, Value>) -> bool {
    object.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org"))
}
