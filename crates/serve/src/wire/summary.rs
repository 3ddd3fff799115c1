//! One line of the incident list: the headline values and nothing else.

use dateline_model::{Harm, Role, Sides};
use dateline_store::{IncidentRow, StoredIncident};
use serde::Serialize;
use utoipa::ToSchema;

use super::count::CountJson;
use super::incident::SourceCountJson;
use super::time::TimeRangeJson;

/// Where an incident stands on the map.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Point)]
pub struct PointJson {
    /// The gazetteer's name, else the report's words.
    pub name: String,
    /// Two-letter country code.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Radius in metres of the circle that holds the incident.
    pub radius_m: Option<u32>,
    /// `where_prec` of the UCDP GED codebook; from 2 on it is an area, not a spot.
    pub where_prec: Option<u8>,
}

/// An incident in one line.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Summary)]
pub struct SummaryJson {
    /// Its identity.
    pub id: String,
    /// Headline event type.
    pub event_type: Option<String>,
    /// Headline time.
    pub time: Option<TimeRangeJson>,
    /// Headline place.
    pub place: Option<PointJson>,
    /// Names of those who did it, best supported first.
    pub initiators: Vec<String>,
    /// Names of those it was aimed at, and of the other side of a clash, best supported first.
    pub targets: Vec<String>,
    /// People killed; null when no claim tells, which is not zero.
    pub killed: Option<CountJson>,
    /// People injured; null when no claim tells, which is not zero.
    pub injured: Option<CountJson>,
    /// Sources counted three ways.
    pub sources: SourceCountJson,
    /// How well it is supported.
    pub grade: &'static str,
    /// Whether a person looked at it: `open`, `accepted`, `rejected`.
    pub review: &'static str,
    /// The sentence of its founding claim.
    pub headline: String,
    /// When it last said something else, UTC.
    pub last_changed: String,
}

impl From<&IncidentRow> for SummaryJson {
    fn from(row: &IncidentRow) -> Self {
        let place = row.place.as_ref().map(|name| PointJson {
            name: name.clone(),
            country: row.country.clone(),
            lat: row.lat,
            lon: row.lon,
            radius_m: row.radius_m,
            where_prec: row.where_prec,
        });
        Self {
            id: row.id.to_string(),
            event_type: row.event_type.as_ref().map(ToString::to_string),
            time: row.time.map(Into::into),
            place,
            initiators: names(&row.actors, &[Role::Initiator]),
            targets: names(&row.actors, &[Role::Target, Role::Partner]),
            killed: row.killed.map(Into::into),
            injured: row.injured.map(Into::into),
            sources: row.sources.into(),
            grade: row.grade.as_str(),
            review: row.review.as_str(),
            headline: row.headline.clone(),
            last_changed: row.last_changed.to_string(),
        }
    }
}

impl From<&StoredIncident> for SummaryJson {
    fn from(stored: &StoredIncident) -> Self {
        let incident = &stored.incident;
        let place = incident.place.headline.as_ref().map(|place| PointJson {
            name: place.place.as_ref().map_or_else(|| place.name.clone(), |row| row.name.clone()),
            country: place.place.as_ref().and_then(|row| row.country.clone()),
            lat: place.lat,
            lon: place.lon,
            radius_m: place.radius_m,
            where_prec: Some(place.where_prec),
        });
        let actors: Vec<Sides> = Role::ALL.iter().flat_map(|role| incident.sides(*role)).cloned().collect();
        Self {
            id: incident.id.to_string(),
            event_type: incident.event_type.headline.as_ref().map(ToString::to_string),
            time: incident.time.headline.map(Into::into),
            place,
            initiators: names(&actors, &[Role::Initiator]),
            targets: names(&actors, &[Role::Target, Role::Partner]),
            killed: incident.total(Harm::Killed).map(Into::into),
            injured: incident.total(Harm::Injured).map(Into::into),
            sources: incident.sources.into(),
            grade: incident.grade.as_str(),
            review: incident.review.as_str(),
            headline: stored.headline.clone(),
            last_changed: stored.last_changed.to_string(),
        }
    }
}

/// The names of the actors in any of `roles`, in the given order, each once.
pub(crate) fn names(actors: &[Sides], roles: &[Role]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for actor in actors.iter().filter(|actor| roles.contains(&actor.role)) {
        if !names.contains(&actor.name) {
            names.push(actor.name.clone());
        }
    }
    names
}
