//! The incident database: the only crate that knows the disk format.
//!
//! One `SQLite` file, readable by any tool that reads SQL: the migrations beside this crate document every table.
//! In the order data flows: [`Store::put_reports`] takes reports with their claims; [`Store::pending`] and
//! [`Store::affected`] tell which claims to fuse; [`Store::replace_incidents`] takes what the fuse room made of
//! them; [`Store::incidents`] and its neighbours answer questions; [`Store::check`] tells whether the file is whole.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use dateline_store::{Access, Filter, Page, Store};
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("incidents.db");
//! Store::create(&path)?;
//! let store = Store::open(&path, Access::ReadOnly)?;
//! let filter = Filter { countries: vec!["SY".to_owned()], min_roots: Some(2), ..Filter::default() };
//! assert_eq!(store.count(&filter)?, 0);
//! assert!(store.incidents(&filter, Page::default())?.rows.is_empty());
//! # Ok(())
//! # }
//! ```

mod error;
mod schema;
mod store;
mod rows;
mod words;
mod area;
mod history;
mod sources;
mod reports;
mod claims;
mod blocks;
mod incidents;
mod filter;
mod query;
mod check;

pub use area::BBox;
pub use blocks::Affected;
pub use check::Stats;
pub use error::StoreError;
pub use filter::Filter;
pub use history::{Change, HistoryRow};
pub use incidents::Replaced;
pub use query::{Cursor, Facet, IncidentPage, IncidentRow, MapPoint, Page, StoredIncident};
pub use reports::{Outcome, ReportHead, ReportRecord, StoredReport};
pub use sources::{SourceEdit, StoredSource};
pub use store::{Access, Store};
