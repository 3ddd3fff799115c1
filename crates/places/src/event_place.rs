//! From a toponym to the place of an event: coordinates, radius, precision.

use dateline_model::{EventPlace, Place, PlaceKind, Relation};

use crate::geodesy::{km, moved};
use crate::toponyms::Toponym;

/// The place of an event that the text puts at this toponym.
///
/// Coordinates are moved where distance and direction are told, and lie in the middle between two places. The
/// precision follows the wording of the UCDP Georeferenced Event Dataset codebook (version 24.1, `where_prec`):
/// 1, the event took place exactly in a named location; 2, within about 25 km around one; 3, in a second-level
/// division; 4, in a first-level division; 5, the only reference is a linear feature or fuzzy area (a river, a
/// border, a part of a country); 6, the country; 7, international waters or airspace.
///
/// A name that no gazetteer has keeps its name and takes the place that the words put it in or locate it by: "Ejule, Kogi
/// state" lies somewhere in Kogi.
#[must_use]
pub fn event_place(toponym: &Toponym) -> EventPlace {
    let place = toponym.chosen().cloned();
    if let Some(holder) = toponym.holder.as_ref().filter(|_| place.is_none()) {
        return held(toponym, event_place(holder));
    }
    let point = place.as_ref().map(|place| point(toponym, place));
    EventPlace {
        name: toponym.name.clone(),
        relation: toponym.relation,
        lat: point.map(|it| it.lat),
        lon: point.map(|it| it.lon),
        radius_m: point.map(|it| it.radius_m),
        where_prec: place.as_ref().map_or(6, |place| where_prec(toponym, place)),
        confidence: toponym.confidence,
        others: toponym.candidates.iter().skip(usize::from(place.is_some())).cloned().collect(),
        spans: vec![toponym.full],
        place,
    }
}

/// A name that no gazetteer has, at the place that its words tell.
fn held(toponym: &Toponym, at: EventPlace) -> EventPlace {
    let mut spans = vec![toponym.full];
    spans.extend(&at.spans);
    // A spot of a town is at the town; of a district only somewhere within it.
    let relation =
        if at.relation == Relation::At && at.where_prec > 2 { Relation::Within } else { at.relation };
    EventPlace { name: toponym.name.clone(), relation, spans, ..at }
}

/// The place of an event that a person puts at this place of the gazetteer, without words of a report.
#[must_use]
pub fn at_place(place: Place) -> EventPlace {
    EventPlace {
        name: place.name.clone(),
        relation: Relation::At,
        lat: Some(place.lat),
        lon: Some(place.lon),
        radius_m: Some(place.radius_m),
        where_prec: of_kind(&place, false),
        confidence: 1.0,
        others: Vec::new(),
        spans: Vec::new(),
        place: Some(place),
    }
}

#[derive(Clone, Copy)]
struct Point {
    lat: f64,
    lon: f64,
    radius_m: u32,
}

/// An event near a named place lies within this many metres of it (UCDP: "about 25 km").
const NEAR_M: u32 = 10_000;

fn point(toponym: &Toponym, place: &Place) -> Point {
    let here = Point { lat: place.lat, lon: place.lon, radius_m: place.radius_m };
    match (toponym.relation, toponym.offset, &toponym.other_end) {
        (Relation::Offset, Some(offset), _) => match offset.bearing {
            Some(bearing) => {
                let (lat, lon) = moved(place.lat, place.lon, offset.metres, bearing);
                // A direction named by one of eight winds errs by an eighth of the way, and so does a round number.
                Point { lat, lon, radius_m: metres(offset.metres / 5.0).max(2_000) }
            }
            None => Point { radius_m: metres(offset.metres).saturating_add(place.radius_m), ..here },
        },
        (Relation::Near, ..) => Point { radius_m: place.radius_m.max(NEAR_M), ..here },
        (Relation::Between, _, Some(other)) => Point {
            lat: f64::midpoint(place.lat, other.lat),
            lon: f64::midpoint(place.lon, other.lon),
            radius_m: metres(km(place.lat, place.lon, other.lat, other.lon) * 500.0).max(1_000),
        },
        _ => here,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the globe before")]
fn metres(metres: f64) -> u32 {
    metres.clamp(0.0, 2e7) as u32
}

fn where_prec(toponym: &Toponym, place: &Place) -> u8 {
    let of_kind = of_kind(place, toponym.part.is_some());
    match toponym.relation {
        // A limited area around a town.
        Relation::At | Relation::Within if of_kind == 1 && toponym.part.as_deref() == Some("countryside") => {
            2
        }
        Relation::At | Relation::Within => of_kind,
        // The line between two places: code 2 when they lie close, else a linear feature.
        Relation::Between if toponym.other_end.as_ref().is_some_and(|other| is_far(place, other)) => 5,
        Relation::Between if of_kind <= 3 => 2,
        Relation::Near | Relation::Between | Relation::Offset => match toponym.offset {
            // Beyond the circle of code 2 only the district is told.
            Some(offset) if offset.metres > 25_000.0 && offset.bearing.is_none() => of_kind.max(3),
            _ => of_kind.max(2),
        },
    }
}

/// The code of a place by its kind; `is_part` for a part of it.
fn of_kind(place: &Place, is_part: bool) -> u8 {
    match place.kind {
        PlaceKind::Settlement
        | PlaceKind::Neighbourhood
        | PlaceKind::Airfield
        | PlaceKind::Military
        | PlaceKind::Camp
        | PlaceKind::Crossing
        | PlaceKind::Facility => 1,
        PlaceKind::Admin2 => 3,
        PlaceKind::Admin1 => 4,
        PlaceKind::Water if place.country.is_none() && place.radius_m >= SEA_M => 7,
        PlaceKind::Water | PlaceKind::Terrain | PlaceKind::Region => 5,
        PlaceKind::Country if is_part => 5,
        PlaceKind::Country | PlaceKind::Continent => 6,
    }
}

/// Whether two places lie further apart than the circle of code 2 reaches.
fn is_far(a: &Place, b: &Place) -> bool {
    km(a.lat, a.lon, b.lat, b.lon) > 25.0
}

/// Waters of no country with this radius are seas.
const SEA_M: u32 = 50_000;
