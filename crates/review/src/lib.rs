//! A person decides: from ids and words as people type them to decisions in the database, and incidents made anew.
//!
//! In the order data flows: [`Request`] (what is asked) -> [`verdict`] (checked against the database and the tables)
//! -> [`decide`] (kept) -> [`fuse_pending`] (laid on what it touches). [`why`] explains how two incidents compare,
//! [`ledger`] tells what became of each decision. The command line and the server both come through here.
//!
//! A report that a person adds goes [`Handed`] (a text or file) -> [`Reader`] (read as a build reads it) ->
//! [`likeness`] (what of it is there already) -> [`keep`] (kept and fused).

mod error;
mod subject;
mod moment;
mod correction;
mod request;
mod fusing;
mod ledger;
mod reasons;
mod handed;
mod reader;
mod likeness;
mod keeping;

pub use correction::{allowed, parse_correction};
pub use error::ReviewError;
pub use fusing::{Fused, fuse_pending};
pub use handed::Handed;
pub use keeping::{Added, keep};
pub use ledger::{Entry, ledger};
pub use likeness::{Joined, LikeReport, Likeness, likeness};
pub use reader::Reader;
pub use reasons::{Related, Why, related, why};
pub use request::{Request, decide, verdict};
pub use subject::{Subject, find_subject};
