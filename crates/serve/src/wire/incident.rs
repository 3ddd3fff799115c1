//! What the claims of one event support together.

use dateline_model::{
    ClaimId, Field, Figure, Incident, Link, Position, Root, Sides, SourceCount, Supported, Toll,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::count::{CountJson, MaterielJson};
use super::place::EventPlaceJson;
use super::time::TimeRangeJson;

/// A value and the claims that support it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Supported)]
pub struct SupportedJson<T> {
    /// The value.
    pub value: T,
    /// The claims behind it.
    pub claims: Vec<String>,
    /// Number of independent roots behind those claims.
    pub roots: u32,
}

impl<T> SupportedJson<T> {
    fn new<V>(supported: &Supported<V>, value: impl FnOnce(&V) -> T) -> Self {
        Self { value: value(&supported.value), claims: ids(&supported.claims), roots: supported.roots }
    }
}

/// One field of an incident: every value with its claims, and the one that a named policy puts in the headline.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Field)]
pub struct FieldJson<T> {
    /// The headline value; null when no claim gives one.
    pub headline: Option<T>,
    /// The policy that chose it; `decision` when a person did, see `decisions` of the incident.
    pub policy: &'static str,
    /// All claimed values, best supported first.
    pub values: Vec<SupportedJson<T>>,
}

impl<T> FieldJson<T> {
    fn new<V>(field: &Field<V>, value: impl Fn(&V) -> T) -> Self {
        Self {
            headline: field.headline.as_ref().map(&value),
            policy: field.policy.as_str(),
            values: field.values.iter().map(|it| SupportedJson::new(it, &value)).collect(),
        }
    }
}

/// An actor in a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Sides)]
pub struct SidesJson {
    /// `initiator`, `target`, `partner`, `victim`.
    pub role: &'static str,
    /// Key of the actor table, if known.
    pub id: Option<String>,
    /// The name to show.
    pub name: String,
}

impl From<&Sides> for SidesJson {
    fn from(sides: &Sides) -> Self {
        Self {
            role: sides.role.as_str(),
            id: sides.id.as_ref().map(ToString::to_string),
            name: sides.name.clone(),
        }
    }
}

/// Sources counted three ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SourceCount)]
pub struct SourceCountJson {
    /// Reports.
    pub reports: u32,
    /// Publishers.
    pub outlets: u32,
    /// Roots that do not rest on one another.
    pub roots: u32,
}

impl From<SourceCount> for SourceCountJson {
    fn from(count: SourceCount) -> Self {
        Self { reports: count.reports, outlets: count.outlets, roots: count.roots }
    }
}

/// What one party says about the incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Position)]
pub struct PositionJson {
    /// The party: a key of the actor table.
    pub party: String,
    /// Its name.
    pub name: String,
    /// What it does: `claims`, `denies`, ...; null when it takes part and is silent.
    pub stance: Option<&'static str>,
    /// The claims in which it does so.
    pub claims: Vec<String>,
}

impl From<&Position> for PositionJson {
    fn from(position: &Position) -> Self {
        Self {
            party: position.party.to_string(),
            name: position.name.clone(),
            stance: position.stance.map(dateline_model::Stance::as_str),
            claims: ids(&position.claims),
        }
    }
}

/// People harmed in one way, of one group.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Toll)]
pub struct TollJson {
    /// `killed`, `injured`, ...
    pub harm: &'static str,
    /// Who is counted.
    pub victims: &'static str,
    /// How many.
    pub count: FieldJson<CountJson>,
    /// How the figure went in the order of publication: the first toll, each that differs from the one before, and
    /// last the latest.
    pub course: Vec<FigureJson>,
}

/// A count and the first claim that gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Figure)]
pub struct FigureJson {
    /// How many.
    pub count: CountJson,
    /// The claim.
    pub claim: String,
}

impl From<&Figure> for FigureJson {
    fn from(figure: &Figure) -> Self {
        Self { count: figure.count.into(), claim: figure.claim.to_string() }
    }
}

impl From<&Toll> for TollJson {
    fn from(toll: &Toll) -> Self {
        Self {
            harm: toll.harm.as_str(),
            victims: toll.victims.as_str(),
            count: FieldJson::new(&toll.count, |count| (*count).into()),
            course: toll.course.iter().map(Into::into).collect(),
        }
    }
}

/// One part of a link's score.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = LinkPart)]
pub struct LinkPartJson {
    /// The part, in words.
    pub reason: String,
    /// Its weight.
    pub weight: f32,
}

/// Why a claim stands with the others.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Link)]
pub struct LinkJson {
    /// The claim.
    pub claim: String,
    /// The chance that it speaks of the same event, 0 to 1; 1 for the founding claim.
    pub score: f32,
    /// The parts of the score, largest first.
    pub parts: Vec<LinkPartJson>,
}

impl From<&Link> for LinkJson {
    fn from(link: &Link) -> Self {
        let part =
            |(reason, weight): &(String, f32)| LinkPartJson { reason: reason.clone(), weight: *weight };
        Self {
            claim: link.claim.to_string(),
            score: link.score,
            parts: link.parts.iter().map(part).collect(),
        }
    }
}

/// An independent origin of what is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Root)]
pub struct RootJson {
    /// Who.
    pub name: String,
    /// The claims that go back to it.
    pub claims: Vec<String>,
    /// Why those claims were taken to go back to it, in words.
    pub reason: String,
}

impl From<&Root> for RootJson {
    fn from(root: &Root) -> Self {
        Self { name: root.name.clone(), claims: ids(&root.claims), reason: root.reason.clone() }
    }
}

/// What the claims of one real event support together.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Incident)]
pub struct IncidentJson {
    /// Its identity.
    pub id: String,
    /// What kind of event.
    pub event_type: FieldJson<String>,
    /// By what means.
    pub means: FieldJson<String>,
    /// When.
    pub time: FieldJson<TimeRangeJson>,
    /// Where.
    pub place: FieldJson<EventPlaceJson>,
    /// Who took part; those put in by a decision have no claims.
    pub actors: Vec<SupportedJson<SidesJson>>,
    /// People harmed; total counts before subsets.
    pub tolls: Vec<TollJson>,
    /// Things destroyed, damaged, captured, used.
    pub materiel: Vec<SupportedJson<MaterielJson>>,
    /// The claims it rests on, with the reason of each; founding claim first.
    pub links: Vec<LinkJson>,
    /// Denials attached to it.
    pub denials: Vec<String>,
    /// Where what is said goes back to.
    pub roots: Vec<RootJson>,
    /// Sources counted three ways.
    pub sources: SourceCountJson,
    /// What the parties say.
    pub positions: Vec<PositionJson>,
    /// `confirmed`, `fair`, `weak`, `contested`, `discounted`.
    pub grade: &'static str,
    /// Why that grade, in words.
    pub grade_reason: String,
    /// Whether a person looked at it: `open`, `accepted`, `rejected`.
    pub review: &'static str,
}

impl From<&Incident> for IncidentJson {
    fn from(incident: &Incident) -> Self {
        Self {
            id: incident.id.to_string(),
            event_type: FieldJson::new(&incident.event_type, ToString::to_string),
            means: FieldJson::new(&incident.means, ToString::to_string),
            time: FieldJson::new(&incident.time, |range| (*range).into()),
            place: FieldJson::new(&incident.place, |place| place.into()),
            actors: incident.actors.iter().map(|it| SupportedJson::new(it, |value| value.into())).collect(),
            tolls: incident.tolls.iter().map(Into::into).collect(),
            materiel: incident
                .materiel
                .iter()
                .map(|it| SupportedJson::new(it, |value| value.into()))
                .collect(),
            links: incident.links.iter().map(Into::into).collect(),
            denials: ids(&incident.denials),
            roots: incident.roots.iter().map(Into::into).collect(),
            sources: incident.sources.into(),
            positions: incident.positions.iter().map(Into::into).collect(),
            grade: incident.grade.as_str(),
            grade_reason: incident.grade_reason.clone(),
            review: incident.review.as_str(),
        }
    }
}

fn ids(claims: &[ClaimId]) -> Vec<String> {
    claims.iter().map(ToString::to_string).collect()
}
