//! A small learned reader: what a transformer of four layers sees in a sentence, in pure Rust on a laptop's processor.
//!
//! [`gate`] passes over sentences without an event or without doubt, [`pieces`] cuts a text into the pieces of words the
//! model knows, [`heads`] names what its scores mean, [`reader`] runs it, [`window`] asks the scores of one text: spans,
//! classes of a span, links from a trigger or cue to a mention.
//! How the model came to be is told in `training/`, what it was trained on and its limits in `model/CARD.md`.
//!
//! The same bytes in give the same scores out on the same kind of processor; between kinds the last digits of a score
//! may differ.

pub mod error;
pub mod gate;
pub mod heads;
pub mod pieces;
pub mod reader;
pub mod window;

pub use error::ReaderError;
pub use gate::{is_doubtful, may_tell};
pub use heads::Head;
pub use reader::Reader;
pub use window::{Tagged, Window};
