//! What one report asserts.

use std::fmt;

use crate::count::{Casualty, Materiel};
use crate::names::{keys, names};
use crate::place::EventPlace;
use crate::report::ReportId;
use crate::source::Speaker;
use crate::span::Span;
use crate::time::EventTime;

keys! {
    /// Key of an event type in the table: the published 25 sub-event types of ACLED, in snake case.
    pub struct EventType;
    /// Key of a means in the table: `aircraft`, `drone`, `missile`, `ied`, `small_arms`, ...
    pub struct Means;
    /// Key of an actor in the table: `israel.military`, `islamic_state`.
    pub struct ActorId;
}

/// Identity of a claim: its report and its number there, from 0 in the order of the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId {
    /// The report that makes it.
    pub report: ReportId,
    /// Its number within the report.
    pub ordinal: u16,
}

impl ClaimId {
    /// The id as [`Display`](fmt::Display) writes it (`<32 hexadecimal digits>-<number>`), or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (report, ordinal) = text.split_once('-')?;
        Some(Self { report: ReportId::parse(report)?, ordinal: ordinal.parse().ok()? })
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.report, self.ordinal)
    }
}

impl fmt::Debug for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

names! {
    /// Whether the event is said to have happened.
    pub enum Modality {
        /// Said to have happened.
        Occurred = "occurred",
        /// Hedged: may have, suspected, unconfirmed.
        Possible = "possible",
        /// Said not to have happened, or not to be the speaker's doing.
        Denied = "denied",
        /// Threatened.
        Threatened = "threatened",
        /// Planned, announced, forecast, exercised.
        Planned = "planned",
        /// If, would have been.
        Hypothetical = "hypothetical",
    }
}

impl Modality {
    /// Whether a claim of this modality can make an incident.
    #[must_use]
    pub fn makes_incident(self) -> bool {
        matches!(self, Self::Occurred | Self::Possible)
    }
}

names! {
    /// What the speaker does with the words.
    pub enum Stance {
        /// Says, reports.
        Says = "says",
        /// Claims responsibility.
        Claims = "claims",
        /// Confirms what another said.
        Confirms = "confirms",
        /// Denies.
        Denies = "denies",
        /// Accuses another of it.
        Accuses = "accuses",
        /// Threatens it.
        Threatens = "threatens",
        /// Says that it cannot be verified.
        CannotVerify = "cannot_verify",
        /// Estimates.
        Estimates = "estimates",
    }
}

names! {
    /// The part an actor takes.
    pub enum Role {
        /// Does it.
        Initiator = "initiator",
        /// Against whom it is aimed.
        Target = "target",
        /// Acts together with the initiator, or is the other side of a clash or agreement.
        Partner = "partner",
        /// Suffers it.
        Victim = "victim",
    }
}

/// A value with the words behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// The words, in the order of the text; empty when the value follows from the absence of words.
    pub spans: Vec<Span>,
}

/// Someone who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The part.
    pub role: Role,
    /// The row of the actor table; `None` when the table does not know the name, or the words name nobody known.
    pub id: Option<ActorId>,
    /// The table's name for a known one, else the report's words.
    pub name: String,
    /// The words.
    pub spans: Vec<Span>,
}

/// One statement, in one report, that something happened, did not, will or may.
///
/// Every span points into the original text of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its identity.
    pub id: ClaimId,
    /// What kind of event, with the trigger's words.
    pub event_type: Cited<EventType>,
    /// By what means; `None` when the text does not tell.
    pub means: Option<Cited<Means>>,
    /// Who took part.
    pub actors: Vec<Actor>,
    /// Where; `None` when the text does not tell.
    pub place: Option<EventPlace>,
    /// When; `None` when neither text nor report tells.
    pub time: Option<EventTime>,
    /// People harmed.
    pub casualties: Vec<Casualty>,
    /// Things destroyed, damaged, captured, used.
    pub materiel: Vec<Materiel>,
    /// Who says so, from the innermost speaker to the outlet.
    pub attribution: Vec<Speaker>,
    /// What the innermost speaker does with the words.
    pub stance: Cited<Stance>,
    /// Whether it is said to have happened.
    pub modality: Cited<Modality>,
    /// Chance that the claim was read rightly, 0 to 1; never the chance that it is true.
    pub confidence: f32,
    /// The sentence that makes the claim.
    pub sentence: Span,
    /// The same sentence printed again in the same report.
    pub repeats: Vec<Span>,
    /// Number of the earlier claim of the same report whose event these words go on about ("the attack", "15 people
    /// were wounded"), if the reader could tell.
    pub continues: Option<u16>,
    /// Number of the claim of the same report, by another speaker, that this one denies; `None` for claims that deny
    /// nothing, and for denials of what the report does not tell of elsewhere.
    pub denies: Option<u16>,
}

impl Claim {
    /// The actors of one role, in the order of the text.
    pub fn actors_as(&self, role: Role) -> impl Iterator<Item = &Actor> {
        self.actors.iter().filter(move |actor| actor.role == role)
    }
}
