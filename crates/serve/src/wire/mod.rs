//! The JSON shapes of the nouns: what the API answers, what JSON Lines holds, what `dateline claims` prints.
//!
//! Field names are those of the model. Names of event types, roles, grades and the like are their fixed names, as
//! text. Offsets are **bytes** into the original text of the report, and the words stand beside them, so that no
//! reader has to count.

mod span;
mod time;
mod place;
mod count;
mod claim;
mod report;
mod incident;
mod summary;
mod decision;
mod why;
mod dossier;

pub use claim::{ActorJson, CitedJson, ClaimJson, SpeakerJson};
pub use count::{CasualtyJson, CountJson, MaterielJson};
pub use decision::{DecisionJson, EntryJson};
pub use dossier::{ChangeJson, DossierJson, TollChangeJson};
pub use incident::{
    FieldJson, FigureJson, IncidentJson, LinkJson, LinkPartJson, PositionJson, RootJson, SidesJson,
    SourceCountJson, SupportedJson, TollJson,
};
pub use place::{CandidateJson, EventPlaceJson, PlaceJson};
pub use report::{
    CutJson, NoteJson, ReadReportJson, RepeatJson, ReportHeadJson, ReportJson, ReportTextJson, SourceJson,
    StoredSourceJson,
};
pub use span::SpanJson;
pub(crate) use summary::names as actor_names;
pub use summary::{PointJson, SummaryJson};
pub use time::{EventTimeJson, TimeRangeJson};
pub use why::{ComparedJson, DiffJson, ForbiddenJson, FromToJson, WhyJson, WhyPartJson};
