//! Bytes in, clean text out: the rooms read and clean.
//!
//! In the order data flows: [`read`] turns the bytes of a file into [`Report`](dateline_model::Report)s, whatever
//! their form and character set; [`clean`] marks what of a report is not part of its article, and keeps for every
//! byte of the rest where it stood.

mod error;
mod identity;
mod charset;
mod published;
mod html;
mod read;
mod clean;

pub use clean::{Text, clean, under_headline};
pub use error::{Origin, Position, ReadError};
pub use published::{DateOrder, parse_published};
pub use read::{MAX_REPORT_BYTES, MediaType, ReadOptions, Record, Reports, read, read_record, read_text};
