//! Where: places with a precision.

use crate::names::{keys, names};
use crate::span::Span;

keys! {
    /// Key of a [`Place`] in the gazetteer: its origin and number, `geonames:170654` or `landmark:tiyas-air-base`.
    pub struct PlaceId;
}

names! {
    /// What kind of place.
    pub enum PlaceKind {
        /// A sovereign state or territory with its own country code.
        Country = "country",
        /// First-level division: governorate, oblast, state, province.
        Admin1 = "admin1",
        /// Second-level division: district, raion, county.
        Admin2 = "admin2",
        /// City, town or village.
        Settlement = "settlement",
        /// Part of a settlement.
        Neighbourhood = "neighbourhood",
        /// Air base or airport.
        Airfield = "airfield",
        /// Base, barracks, checkpoint or other military ground.
        Military = "military",
        /// Camp for displaced people or refugees.
        Camp = "camp",
        /// Border crossing.
        Crossing = "crossing",
        /// Dam, power station, oil or gas field, refinery, port, bridge, hospital, prison or other site.
        Facility = "facility",
        /// River, canal, lake, sea or strait.
        Water = "water",
        /// Mountain, valley, desert, plain or forest.
        Terrain = "terrain",
        /// A region that no administration draws: the Sahel, Donbas, Eastern Ghouta.
        Region = "region",
        /// A continent or larger.
        Continent = "continent",
    }
}

names! {
    /// How the event's place relates to the named place.
    pub enum Relation {
        /// In or at it.
        At = "at",
        /// Near, outside, on the outskirts of it.
        Near = "near",
        /// Between it and another.
        Between = "between",
        /// A named distance and direction from it; the coordinates are computed.
        Offset = "offset",
        /// Somewhere within it, the part being told ("northern", "the countryside of").
        Within = "within",
    }
}

/// One row of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its key.
    pub id: PlaceId,
    /// The name to show.
    pub name: String,
    /// What kind.
    pub kind: PlaceKind,
    /// Degrees north, WGS 84, -90 to 90.
    pub lat: f64,
    /// Degrees east, WGS 84, -180 to 180.
    pub lon: f64,
    /// Radius in metres of a circle that holds the place; an estimate from kind and population where no table tells.
    pub radius_m: u32,
    /// Two-letter country code (ISO 3166-1), upper case; `None` for seas, regions over several countries.
    pub country: Option<String>,
    /// Name of the first-level division it lies in.
    pub admin1: Option<String>,
    /// Name of the second-level division it lies in.
    pub admin2: Option<String>,
    /// People who live there; 0 when unknown.
    pub population: u32,
}

/// A place that a name may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The place.
    pub place: Place,
    /// Its share of the belief, 0 to 1; all candidates of a name sum to at most 1.
    pub score: f32,
}

/// Where a claimed event happened.
#[derive(Clone, Debug, PartialEq)]
pub struct EventPlace {
    /// The chosen place; `None` when the name is known to be a place and no candidate was good enough.
    pub place: Option<Place>,
    /// The name in the report's words.
    pub name: String,
    /// How the event relates to it.
    pub relation: Relation,
    /// Degrees north of the event itself: the place's, moved where distance and direction are told.
    pub lat: Option<f64>,
    /// Degrees east of the event itself.
    pub lon: Option<f64>,
    /// Radius in metres of the circle that holds the event; `None` when there are no coordinates.
    pub radius_m: Option<u32>,
    /// UCDP `where_prec`: 1 exact, 2 within about 25 km, 3 second-level division, 4 first-level division, 5 line or
    /// fuzzy area, 6 country, 7 international waters or airspace.
    pub where_prec: u8,
    /// Chance that the chosen place is the one meant, 0 to 1.
    pub confidence: f32,
    /// What else the name may stand for, best first, without the chosen one.
    pub others: Vec<Candidate>,
    /// The words, relation and type words included.
    pub spans: Vec<Span>,
}

impl EventPlace {
    /// The code `geo_precision` of the ACLED codebook: 1 town, 2 near it or part of a region, 3 region.
    #[must_use]
    pub fn acled_geo_precision(&self) -> u8 {
        match self.where_prec {
            1 => 1,
            2 | 3 => 2,
            _ => 3,
        }
    }
}
