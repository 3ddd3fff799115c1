//! One line of the incident list: the headline values and nothing else.

use dateline_model::{EventPlace, Harm, Incident, Role};
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
    /// `at`, `near`, `between`, `offset`, `within`.
    pub relation: &'static str,
    /// First-level division.
    pub admin1: Option<String>,
    /// Two-letter country code.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Radius in metres of the circle that holds the incident.
    pub radius_m: Option<u32>,
    /// `where_prec` of the UCDP GED codebook; from 4 on it is an area, not a spot.
    pub where_prec: u8,
}

impl From<&EventPlace> for PointJson {
    fn from(place: &EventPlace) -> Self {
        let row = place.place.as_ref();
        Self {
            name: row.map_or_else(|| place.name.clone(), |row| row.name.clone()),
            relation: place.relation.as_str(),
            admin1: row.and_then(|row| row.admin1.clone()),
            country: row.and_then(|row| row.country.clone()),
            lat: place.lat,
            lon: place.lon,
            radius_m: place.radius_m,
            where_prec: place.where_prec,
        }
    }
}

/// An incident in one line.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Summary)]
pub struct SummaryJson {
    /// Its identity.
    pub id: String,
    /// Headline event type.
    pub event_type: Option<String>,
    /// Headline means.
    pub means: Option<String>,
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
}

impl From<&Incident> for SummaryJson {
    fn from(incident: &Incident) -> Self {
        Self {
            id: incident.id.to_string(),
            event_type: incident.event_type.headline.as_ref().map(ToString::to_string),
            means: incident.means.headline.as_ref().map(ToString::to_string),
            time: incident.time.headline.map(Into::into),
            place: incident.place.headline.as_ref().map(Into::into),
            initiators: names(incident, &[Role::Initiator]),
            targets: names(incident, &[Role::Target, Role::Partner]),
            killed: toll(incident, Harm::Killed),
            injured: toll(incident, Harm::Injured),
            sources: incident.sources.into(),
            grade: incident.grade.as_str(),
        }
    }
}

/// The names of the actors in any of `roles`, in the incident's order, each once.
pub(crate) fn names(incident: &Incident, roles: &[Role]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for actor in incident.actors.iter().filter(|actor| roles.contains(&actor.value.role)) {
        if !names.contains(&actor.value.name) {
            names.push(actor.value.name.clone());
        }
    }
    names
}

/// The headline count of one harm: the first that has one, since totals stand before subsets.
pub(crate) fn toll(incident: &Incident, harm: Harm) -> Option<CountJson> {
    incident
        .tolls
        .iter()
        .filter(|toll| toll.harm == harm)
        .find_map(|toll| toll.count.headline)
        .map(Into::into)
}
