//! The room read: bytes in, reports out.

mod media;
mod open;
mod record;
mod page;
mod lines;
mod array;
mod rows;
mod feed;
mod order;

use std::io::{BufRead, Read};

use dateline_model::Report;

use crate::charset::{self, Decoded};
use crate::error::{Origin, ReadError};
use crate::published::DateOrder;
pub use media::MediaType;
use open::Opened;
pub use record::{Record, read_record, read_text};

/// A single report may not be longer than this many bytes; a file of many reports may.
pub const MAX_REPORT_BYTES: usize = 64 << 20;

/// How to read an input. The default guesses.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Pairs of our field (`text`, `html`, `id`, `url`, `title`, `published`, `source`, `lang`) and the column or
    /// key of the input that holds it; an input without that column is read by our own name, or by one that others
    /// commonly use.
    pub columns: Vec<(String, String)>,
    /// The form of the input; guessed from its name and first bytes when `None`.
    pub media: Option<MediaType>,
    /// The publisher of reports that do not name one: an id, name or host name.
    pub source: Option<String>,
    /// Which number is the day in dates such as 4/5/2017. When `None`, the dates beside it in the same input and
    /// the date at the head of the text tell; where they do not, the date stays unknown, with a note.
    pub date_order: Option<DateOrder>,
}

impl ReadOptions {
    /// The fields of a report that a column or key of the input can hold.
    pub const FIELDS: [&str; 8] = ["text", "html", "id", "url", "title", "published", "source", "lang"];

    /// The names that the input may have for our `field`, best first: the one it is mapped to, its own, and those
    /// that other makers use.
    fn names<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        let others = dateline_tables::columns::other_names(field).map(|name| -> &'a str { name });
        [self.column(field), field].into_iter().chain(others)
    }

    /// The name that the input has for our `field`.
    fn column<'a>(&'a self, field: &'a str) -> &'a str {
        self.columns.iter().rev().find(|(ours, _)| ours == field).map_or(field, |(_, theirs)| theirs)
    }
}

/// The records of one input, in its order.
type Records<'a> = Box<dyn Iterator<Item = Result<Record, ReadError>> + Send + 'a>;

/// The reports of one input, in its order. See [`read`].
pub struct Reports<'a> {
    records: Records<'a>,
    options: ReadOptions,
}

impl Iterator for Reports<'_> {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.records.next()?.map(|mut record| {
            if record.source.is_none() {
                record.source.clone_from(&self.options.source);
            }
            read_record(record)
        }))
    }
}

/// The reports in `input`, which errors and origins call `name`.
///
/// Reads as it goes: no more than one report and a few beside it are held. An input compressed with gzip is
/// decompressed, whatever its name. A record that cannot be read gives one error, and reading goes on with the next;
/// when the input itself breaks off, what was whole before has been given, and the error comes last.
///
/// Forms: plain text, HTML, JSON (an object, an array of them, or `{"reports": [...]}`), JSON Lines, CSV, TSV,
/// RSS, Atom, JSON Feed.
pub fn read<'a>(input: impl Read + Send + 'a, name: &str, options: &ReadOptions) -> Reports<'a> {
    let records = match open::open(input, name) {
        Ok(opened) => records(opened, name, options),
        Err(error) => Box::new(std::iter::once(Err(error))),
    };
    let records = Box::new(order::Ordered::new(records, options.date_order));
    Reports { records, options: options.clone() }
}

fn records<'a>(opened: Opened<'a>, name: &str, options: &ReadOptions) -> Records<'a> {
    let media = options.media.unwrap_or_else(|| MediaType::guess(name, &opened.head));
    let name = name.to_owned();
    match media {
        MediaType::Text | MediaType::Html => {
            Box::new(std::iter::once_with(move || whole(opened, &name, media == MediaType::Html)))
        }
        MediaType::JsonLines => Box::new(lines::Lines::new(opened.input, name, options.clone())),
        MediaType::Json if opened.is_array() => {
            Box::new(array::Array::new(opened.input, name, options.clone()))
        }
        MediaType::Json => many(bytes_of(opened, &name).map(|bytes| array::object(&bytes, &name, options))),
        MediaType::Csv => rows::rows(opened.input, name, options.clone(), b','),
        MediaType::Tsv => rows::rows(opened.input, name, options.clone(), b'\t'),
        MediaType::Feed => many(bytes_of(opened, &name).map(|bytes| feed::items(&bytes, &name))),
    }
}

/// The records of a document that was read whole, or its error.
fn many<'a>(records: Result<Vec<Result<Record, ReadError>>, ReadError>) -> Records<'a> {
    match records {
        Ok(records) => Box::new(records.into_iter()),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// A document that is one report.
fn whole(opened: Opened<'_>, name: &str, is_html: bool) -> Result<Record, ReadError> {
    let bytes = bytes_of(opened, name)?;
    let declared = if is_html { page::declared_charset(&bytes) } else { None };
    let Decoded { text, bad_in } = charset::decode(&bytes, declared.as_deref());
    let origin = Origin::whole(name);
    if text.trim().is_empty() {
        return Err(ReadError::Empty(origin));
    }
    let mut record = Record { text, is_html, origin: origin.to_string(), ..Record::default() };
    record.note_bad_encoding(bad_in);
    Ok(record)
}

/// All bytes of a document that may not be longer than one report.
fn bytes_of(opened: Opened<'_>, name: &str) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let limit = MAX_REPORT_BYTES as u64 + 1;
    let result = opened.input.take(limit).read_to_end(&mut bytes);
    let origin = Origin::whole(name);
    match result {
        Err(source) => Err(ReadError::Io { origin, byte: bytes.len() as u64, source }),
        Ok(_) if bytes.len() > MAX_REPORT_BYTES => {
            Err(ReadError::TooLong { origin, limit: MAX_REPORT_BYTES })
        }
        Ok(_) => Ok(bytes),
    }
}

/// Input of this room once it is known to be text.
type TextInput<'a> = Box<dyn BufRead + Send + 'a>;
