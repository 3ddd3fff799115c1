//! The incident database: the only crate that knows the disk format.
//!
//! One `SQLite` file, readable by any tool that reads SQL: the migrations beside this crate document every table.
//! In the order data flows: [`Store::put_reports`] takes reports with their claims; [`Store::pending`] tells
//! which claims wait to be fused and [`Store::claims_with`] which others may speak of the same; [`Store::replace_incidents`] takes what the fuse room made of
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
mod file;
mod schema;
mod store;
mod rows;
mod times;
mod words;
mod area;
mod history;
mod decisions;
mod sources;
mod reports;
mod claims;
mod pending;
mod incidents;
mod duplicates;
mod filter;
mod list;
mod lookup;
mod diff;
mod counts;
mod queue;
mod habits;
mod stats;
mod check;

pub use area::BBox;
pub use counts::{Facet, MapPoint};
pub use decisions::{DecisionForm, DecisionsSeen};
pub use diff::{Difference, IncidentDiff, Values, diff};
pub use error::StoreError;
pub use filter::Filter;
pub use habits::SourceHabits;
pub use history::{Change, HistoryRow};
pub use incidents::Replaced;
pub use list::{Cursor, IncidentPage, IncidentRow, Page};
pub use lookup::StoredIncident;
pub use queue::Queue;
pub use reports::{BY_HAND, Outcome, ReportHead, ReportRecord, StoredReport};
pub use sources::{SourceEdit, StoredSource};
pub use stats::Stats;
pub use store::{Access, Store};
