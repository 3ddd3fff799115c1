//! HTTP, page and exports: the only crate that knows the wire formats.
//!
//! [`wire`] gives the nouns their JSON shapes; [`export()`] and [`Exporter`] write incidents as CSV, GeoJSON or JSON
//! Lines; [`Server`] answers the API under `/api/v1` and the page in front of it, to this machine only unless told
//! otherwise, and changes nothing but by decisions.

pub mod wire;
mod error;
mod versions;
mod dossier;
mod export;
mod readers;
mod answers;
mod desk;
mod api;
mod page;
mod guard;
mod server;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use dossier::Dossier;
pub use error::ServeError;
pub use export::{Exporter, Format, export};
pub use server::{DEFAULT_PORT, Options, Server};
pub use versions::VersionChange;
