//! When two rows that share a name are one place.

use dateline_model::PlaceKind;

use super::{Gazetteer, PlaceRecord};
use crate::geodesy::km;

/// How far apart, in kilometres, two sources may put one spot: a town, a camp, a dam.
const SPOT_KM: f64 = 5.0;

/// Kilometres between two places that are one, given that they share a name and a country; `None` when they are two.
///
/// They are of like kind and no farther apart than sources differ about such a place: 5 km for a spot or as far as
/// the known place reaches, at most 20 km; 60 km for a second-level division; 300 km for a first-level division or a
/// region; half its radius, at least 30 km, for a water or a landscape. A country is itself wherever its pin stands.
pub(super) fn twin_km(known: &PlaceRecord, new: &PlaceRecord) -> Option<f64> {
    let (kind, other) = (Gazetteer::kind(known), Gazetteer::kind(new));
    if group(kind) != group(other) {
        return None;
    }
    let far = km(known.lat, known.lon, new.lat, new.lon);
    let radius_km = f64::from(Gazetteer::radius_m(known)) / 1000.0;
    let reach = match kind {
        PlaceKind::Country | PlaceKind::Continent => f64::INFINITY,
        PlaceKind::Admin1 | PlaceKind::Region => 300.0,
        PlaceKind::Admin2 => 60.0,
        PlaceKind::Water | PlaceKind::Terrain => (radius_km / 2.0).max(30.0),
        _ => radius_km.clamp(SPOT_KM, 20.0),
    };
    (far <= reach).then_some(far)
}

/// Kinds that sources take for one another have one number.
fn group(kind: PlaceKind) -> u8 {
    match kind {
        PlaceKind::Country => 0,
        PlaceKind::Admin1 | PlaceKind::Region => 1,
        PlaceKind::Admin2 => 2,
        PlaceKind::Settlement | PlaceKind::Neighbourhood => 3,
        PlaceKind::Airfield | PlaceKind::Military => 4,
        PlaceKind::Camp => 5,
        PlaceKind::Crossing | PlaceKind::Facility => 6,
        PlaceKind::Water => 7,
        PlaceKind::Terrain => 8,
        PlaceKind::Continent => 9,
    }
}
