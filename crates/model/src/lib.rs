//! The nouns: what is read, what it says, and what that supports.
//!
//! In the order data flows:
//! [`span`] (where words stand) -> [`source`] (who publishes, who speaks) -> [`report`] (one text as received)
//! -> [`time`] and [`place`] (when and where) -> [`count`] (how many) -> [`claim`] (what one report asserts)
//! -> [`incident`] (what the claims of one event support together) -> [`decision`] (what a person says to that).
//!
//! Nothing here reads, writes, serialises or knows the present time.

mod names;
pub mod span;
pub mod note;
pub mod source;
pub mod report;
pub mod time;
pub mod place;
pub mod count;
pub mod claim;
pub mod incident;
mod policy;
pub mod decision;

pub use claim::{Actor, ActorId, Cited, Claim, ClaimId, EventType, Means, Modality, Role, Stance};
pub use count::{Casualty, CountRange, Equipment, Harm, Loss, Materiel, Victims};
pub use decision::{ClaimRef, Correction, Decision, DecisionId, Effect, IncidentRef, Review, Verdict};
pub use incident::{
    Field, Figure, Grade, Incident, IncidentId, Link, Policy, Position, Root, Sides, SourceCount, Supported,
    Toll,
};
pub use note::{Note, NoteKind};
pub use place::{Candidate, EventPlace, Place, PlaceId, PlaceKind, Relation};
pub use report::{Cut, CutReason, Published, Repeat, Report, ReportId};
pub use source::{Reliability, Source, SourceId, Speaker, SpeakerKind};
pub use span::Span;
pub use time::{Anchor, EventTime, Grain, TimeRange, TimeStatus};
