//! Words and names as data, and the code that opens them.
//!
//! Every table is a file `data/<kind>/<name>.tsv` under a header that tells what it holds, its columns, its source
//! and licence, and its order. [`tsv`] reads them; the other modules give one table each a shape.

pub mod tsv;
pub mod words;
pub mod event_types;

pub use event_types::{EventTypeRow, MeansRow, event_type, event_types, means, means_all};
pub use tsv::Row;
pub use words::{ClassSet, Words};
