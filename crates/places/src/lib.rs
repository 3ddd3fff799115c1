//! Where: the gazetteer, toponyms in text and the places they stand for.
//!
//! In the order data flows: [`Gazetteer`] (names and places) -> [`find_toponyms`] (names in a text, and the places
//! they stand for) -> [`event_place`] (where an event at such a name happened).

mod fold;
mod words;
mod geodesy;
mod gazetteer;
mod import;
mod toponyms;
mod event_place;

pub use event_place::{at_place, event_place};
pub use fold::{folded, loosely_folded};
pub use gazetteer::{
    Borders, Fate, Gazetteer, GazetteerError, GazetteerRow, Import, NameKind, Placed, combine, compile,
};
pub use geodesy::distance_km;
pub use import::{BadLine, ImportError, ImportForm, ImportOptions, Imported, Importer, names_in_use};
pub use toponyms::{Chain, Context, Offset, Toponym, Usage, chain, find_toponyms};
