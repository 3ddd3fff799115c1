//! What a person said about incidents and claims.
//!
//! A decision outlives the claims and incidents it speaks of: they are made anew by every better reader, and it is
//! laid on what they are then. So it refers to claims by report, sentence and words, never by number alone.

use jiff::Timestamp;

use crate::claim::{ClaimId, EventType, Means, Role};
use crate::count::{CountRange, Harm, Victims};
use crate::incident::{IncidentId, Sides};
use crate::names::{keys, names};
use crate::place::EventPlace;
use crate::span::Span;
use crate::time::TimeRange;

keys! {
    /// Identity of a decision: twelve letters and digits made from all it says, so that the same decision that comes
    /// by two ways is one.
    pub struct DecisionId;
}

names! {
    /// Whether a person looked at an incident.
    pub enum Review {
        /// Nobody did.
        Open = "open",
        /// Somebody accepted it.
        Accepted = "accepted",
        /// Somebody rejected it: lists, maps, counts and exports leave it out unless asked for it.
        Rejected = "rejected",
    }
}

/// A claim as a decision remembers it.
///
/// It stands for the claim that says this in the same report today, or, where the report has a newer version, in
/// that one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// Its identity at the time.
    pub claim: ClaimId,
    /// Where its sentence stood in the original text of the report.
    pub sentence: Span,
    /// The words of that sentence, as they were read.
    pub words: String,
    /// The event type it gave.
    pub event_type: EventType,
}

/// An incident as a decision remembers it: it stands for the one that the first of these claims still there is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncidentRef {
    /// Its id at the time.
    pub incident: IncidentId,
    /// Its claims at the time, the founding claim first; not empty.
    pub claims: Vec<ClaimRef>,
}

/// A value that a person puts in the place of the headline. `None` says that the value is not known.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// What kind of event.
    EventType(EventType),
    /// By what means.
    Means(Option<Means>),
    /// When.
    Time(Option<TimeRange>),
    /// Where.
    Place(Option<Box<EventPlace>>),
    /// How many people were harmed in this way.
    Toll {
        /// What was done to them.
        harm: Harm,
        /// Who is counted; unspecified for all of them.
        victims: Victims,
        /// How many.
        count: Option<CountRange>,
    },
    /// Who took part in this role, in the place of all that were read.
    Sides(Role, Vec<Sides>),
}

/// What a person said.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The incident happened as it stands.
    Accept(IncidentRef),
    /// The incident is none, or is not to be counted.
    Reject(IncidentRef),
    /// The headline of a field is to be another.
    Correct(IncidentRef, Correction),
    /// These are one incident; two or more.
    Merge(Vec<IncidentRef>),
    /// The claims that leave are not of one incident with those that stay.
    Split {
        /// Those that stay.
        stay: IncidentRef,
        /// Those that leave.
        leave: Vec<ClaimRef>,
    },
    /// These are two incidents.
    KeepApart(IncidentRef, IncidentRef),
    /// A remark, told as the reason of the decision.
    Note(IncidentRef),
    /// This decision no longer holds; undoing an undo brings back what it undid.
    Undo(DecisionId),
}

impl Verdict {
    /// The fixed name of its kind, snake case.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
            Self::Correct(..) => "correct",
            Self::Merge(_) => "merge",
            Self::Split { .. } => "split",
            Self::KeepApart(..) => "keep_apart",
            Self::Note(_) => "note",
            Self::Undo(_) => "undo",
        }
    }

    /// The incidents it speaks of, as they were at the time; none for an undo.
    #[must_use]
    pub fn incidents(&self) -> Vec<&IncidentRef> {
        match self {
            Self::Accept(it) | Self::Reject(it) | Self::Correct(it, _) | Self::Note(it) => vec![it],
            Self::Merge(all) => all.iter().collect(),
            Self::Split { stay, .. } => vec![stay],
            Self::KeepApart(a, b) => vec![a, b],
            Self::Undo(_) => Vec::new(),
        }
    }

    /// Every claim it speaks of.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimRef> {
        let leave = match self {
            Self::Split { leave, .. } => leave.as_slice(),
            _ => &[],
        };
        self.incidents().into_iter().flat_map(|it| &it.claims).chain(leave)
    }
}

impl Correction {
    /// The name of the field, as people write it: `type`, `means`, `time`, `place`, `killed`, `killed.children`,
    /// `initiator`, ...
    #[must_use]
    pub fn field(&self) -> String {
        match self {
            Self::EventType(_) => "type".to_owned(),
            Self::Means(_) => "means".to_owned(),
            Self::Time(_) => "time".to_owned(),
            Self::Place(_) => "place".to_owned(),
            Self::Toll { harm, victims, .. } => Self::toll_field(*harm, *victims),
            Self::Sides(role, _) => role.to_string(),
        }
    }

    /// The name of the field of a toll: `killed` for all, `killed.children` for one group.
    #[must_use]
    pub fn toll_field(harm: Harm, victims: Victims) -> String {
        match victims {
            Victims::Unspecified => harm.to_string(),
            group => format!("{harm}.{group}"),
        }
    }
}

/// What a person said, when, and why. Decisions are only ever added; one is taken back by another.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Its identity.
    pub id: DecisionId,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it, as they call themselves.
    pub author: String,
    /// Why, in their words; may be empty.
    pub reason: String,
    /// What was said.
    pub verdict: Verdict,
}

/// What a decision comes to among the claims that are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It holds.
    InForce,
    /// This decision took it back.
    Undone(DecisionId),
    /// This later decision says the contrary.
    Overruled(DecisionId),
    /// The claims it speaks of are not there, or no longer; it waits for them.
    NotApplicable,
}

impl Effect {
    /// The fixed name of its kind, snake case.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Undone(_) => "undone",
            Self::Overruled(_) => "overruled",
            Self::NotApplicable => "not_applicable",
        }
    }
}
