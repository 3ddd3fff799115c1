//! Where.

use dateline_model::{Candidate, EventPlace, Place};
use serde::Serialize;
use utoipa::ToSchema;

use super::span::SpanJson;

/// One row of the gazetteer.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Place)]
pub struct PlaceJson {
    /// Its key: origin and number.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// What kind: `settlement`, `admin1`, `country`, ...
    pub kind: &'static str,
    /// Degrees north, WGS 84.
    pub lat: f64,
    /// Degrees east, WGS 84.
    pub lon: f64,
    /// Radius in metres of a circle that holds it.
    pub radius_m: u32,
    /// Two-letter country code.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Second-level division.
    pub admin2: Option<String>,
    /// People who live there; 0 when unknown.
    pub population: u32,
}

impl From<&Place> for PlaceJson {
    fn from(place: &Place) -> Self {
        Self {
            id: place.id.to_string(),
            name: place.name.clone(),
            kind: place.kind.as_str(),
            lat: place.lat,
            lon: place.lon,
            radius_m: place.radius_m,
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            population: place.population,
        }
    }
}

/// A place that a name may also stand for.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Candidate)]
pub struct CandidateJson {
    /// The place.
    pub place: PlaceJson,
    /// Its share of the belief, 0 to 1.
    pub score: f32,
}

impl From<&Candidate> for CandidateJson {
    fn from(candidate: &Candidate) -> Self {
        Self { place: (&candidate.place).into(), score: candidate.score }
    }
}

/// Where a claimed event happened.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = EventPlace)]
pub struct EventPlaceJson {
    /// The chosen place; null when no candidate was good enough.
    pub place: Option<PlaceJson>,
    /// The name in the report's words.
    pub name: String,
    /// `at`, `near`, `between`, `offset`, `within`.
    pub relation: &'static str,
    /// Degrees north of the event itself.
    pub lat: Option<f64>,
    /// Degrees east of the event itself.
    pub lon: Option<f64>,
    /// Radius in metres of the circle that holds the event.
    pub radius_m: Option<u32>,
    /// `where_prec` of the UCDP GED codebook, 1 to 7; from 2 on it is an area, not a spot.
    pub where_prec: u8,
    /// Chance that the chosen place is the one meant, 0 to 1.
    pub confidence: f32,
    /// What else the name may stand for, best first.
    pub others: Vec<CandidateJson>,
    /// The words. Left out in incidents, whose claims have them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<SpanJson>,
}

impl EventPlaceJson {
    /// With its words in `text`.
    pub(crate) fn cited(place: &EventPlace, text: &str) -> Self {
        Self { spans: SpanJson::all(&place.spans, text), ..Self::from(place) }
    }
}

impl From<&EventPlace> for EventPlaceJson {
    fn from(place: &EventPlace) -> Self {
        Self {
            place: place.place.as_ref().map(Into::into),
            name: place.name.clone(),
            relation: place.relation.as_str(),
            lat: place.lat,
            lon: place.lon,
            radius_m: place.radius_m,
            where_prec: place.where_prec,
            confidence: place.confidence,
            others: place.others.iter().map(Into::into).collect(),
            spans: Vec::new(),
        }
    }
}
