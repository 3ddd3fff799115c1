//! Claims in, incidents out: the room fuse.
//!
//! In the order data flows: [`digest()`] keeps of each report what fuse needs, [`block_keys`] says which claims may
//! belong together, and [`fuse()`] compares those, groups them, and builds the incidents with their sources.
//! [`reach()`] says what must be fused again when claims come or go; [`explain`] and [`compare`] give the parts of a
//! comparison in words. What persons decided ([`Rulings`]) is laid on the groups and incidents by [`fuse_decided`].
//!
//! Everything is decided between claims that share a key, so that claims without a common key never change one
//! another's incidents, and the order of the input changes nothing. Nothing here reads a disk, a clock or a
//! random number.

mod words;
mod names;
mod relays;
mod theme;
mod digest;
mod digest_bytes;
mod account;
mod block;
mod copies;
mod copy_index;
mod copied;
mod story;
mod again;
mod place_parts;
mod time_parts;
mod side_parts;
mod count_parts;
mod score;
mod absorb;
mod cluster;
mod voices;
mod roots;
mod fields;
mod tolls;
mod positions;
mod grade;
mod id;
mod rulings;
mod regroup;
mod review;
mod fuse;
mod reach;
mod why;
mod versions;

pub use block::block_keys;
pub use copies::is_same_passage;
pub use copy_index::CopyIndex;
pub use digest::{Passage, ReportDigest, digest};
pub use digest_bytes::DigestError;
pub use fuse::{explain, fuse, fuse_decided};
pub use reach::{Pool, reach};
pub use rulings::Rulings;
pub use theme::{Term, Theme};
pub use versions::{TollChange, toll_changes};
pub use why::{ComparedPart, Comparison, compare};
pub use words::stems;
