//! HTTP, page and exports: the only crate that knows the wire formats.
//!
//! [`wire`] gives the nouns their JSON shapes; [`Exporter`] writes incidents as CSV, GeoJSON or JSON Lines.

pub mod wire;
mod error;
mod dossier;
mod export;
#[cfg(test)]
mod fixture;

pub use dossier::{Dossier, DossierJson, HistoryJson};
pub use error::ServeError;
pub use export::{Exporter, Format};
