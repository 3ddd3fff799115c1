//! What two places say about whether the events are one.

use dateline_model::PlaceKind;

use crate::account::Spot;
use crate::score::{Evidence, Feature};
use crate::words;

/// Metres that two circles may lie apart before the places cannot be one.
const FARTHEST: f64 = 15_000.0;
/// Mean radius of the Earth in metres.
const EARTH: f64 = 6_371_008.8;

/// Adds the parts of place.
pub(crate) fn weigh(a: Option<&Spot>, b: Option<&Spot>, evidence: &mut Evidence) {
    let (Some(a), Some(b)) = (a, b) else {
        evidence.add(Feature::PlaceUnknown);
        return;
    };
    if other_country(a, b) && !near(a, b) {
        // A bare country is often that of the actors; it speaks against, but forbids nothing.
        let bare = [a, b].iter().any(|spot| spot.kind == Some(PlaceKind::Country));
        evidence.add(if bare { Feature::PlaceOtherArea } else { Feature::CountryDiffers });
        return;
    }
    let place = compare(a, b);
    evidence.add(place);
    if matches!(place, Feature::PlaceSame | Feature::PlaceWithinTown) {
        spots(a, b, evidence);
    }
}

fn other_country(a: &Spot, b: &Spot) -> bool {
    a.country.as_ref().zip(b.country.as_ref()).is_some_and(|(a, b)| a != b)
}

fn compare(a: &Spot, b: &Spot) -> Feature {
    if a.id.is_some() && a.id == b.id {
        // "In Orvo" may mean the whole of it: one side is enough, whichever comes first.
        return if a.is_area || b.is_area { Feature::PlaceSameArea } else { Feature::PlaceSame };
    }
    let Some((distance, reach)) = distance(a, b) else { return names(a, b) };
    match (a.is_area, b.is_area) {
        (false, false) => towns(a, b, distance, reach),
        (true, true) if distance > reach => Feature::PlaceApart,
        (true, true) if holds(a, b) || holds(b, a) => Feature::PlaceWithinArea,
        (true, true) => Feature::PlaceOtherArea,
        _ if distance > reach + FARTHEST => Feature::PlaceApart,
        (true, false) if same_division(a, b) || distance <= radius(a) => Feature::PlaceWithinArea,
        (false, true) if same_division(b, a) || distance <= radius(b) => Feature::PlaceWithinArea,
        _ => Feature::PlaceOtherArea,
    }
}

/// Two places that are no areas.
fn towns(a: &Spot, b: &Spot, distance: f64, reach: f64) -> Feature {
    match distance {
        _ if distance > reach && (may_hold(a, b) || may_hold(b, a)) => Feature::PlaceMayHold,
        _ if distance > reach + FARTHEST => Feature::PlaceApart,
        _ if a.is_site != b.is_site && distance <= radius(a).max(radius(b)) => Feature::PlaceWithinTown,
        _ if (a.is_beside || b.is_beside || a.is_site || b.is_site) && distance <= reach => {
            Feature::PlaceNear
        }
        _ if !a.name.is_empty() && a.name == b.name && distance <= reach => Feature::PlaceSame,
        _ => Feature::PlaceOtherTown,
    }
}

/// Places without coordinates are compared by name; one may lie anywhere in a known area.
fn names(a: &Spot, b: &Spot) -> Feature {
    let may_lie_in =
        |inner: &Spot, outer: &Spot| inner.circle.is_none() && outer.circle.is_some() && outer.is_area;
    let tells_nothing = a.name.is_empty() || b.name.is_empty() || may_lie_in(a, b) || may_lie_in(b, a);
    match (tells_nothing, a.name == b.name) {
        (true, _) => Feature::PlaceUnknown,
        (false, true) => Feature::PlaceSameName,
        (false, false) => Feature::PlaceNamesDiffer,
    }
}

/// Named spots within one town: the market, the bridge.
fn spots(a: &Spot, b: &Spot, evidence: &mut Evidence) {
    let is_one_site = a.is_site && b.is_site && a.id == b.id;
    if is_one_site || words::common(&a.beyond, &b.beyond) > 0 {
        evidence.add(Feature::SpotSame);
        return;
    }
    match (has_spot(a), has_spot(b)) {
        (true, true) => evidence.add(Feature::SpotDiffers),
        (true, false) | (false, true) => evidence.add(Feature::SpotOneSided),
        (false, false) => {}
    }
}

/// Whether the claim names more than the town.
fn has_spot(spot: &Spot) -> bool {
    spot.is_site || !spot.beyond.is_empty()
}

/// Whether the area `a` is the division that `b` lies in.
fn same_division(a: &Spot, b: &Spot) -> bool {
    b.admin1.as_deref().is_some_and(|admin1| admin1 == a.place_name)
}

/// Whether the name of the town `a` may mean the division that `b` lies in.
fn may_hold(a: &Spot, b: &Spot) -> bool {
    a.country == b.country && a.division.is_some() && a.division == b.admin1
}

/// Whether the circle of `a` holds the middle of `b` and is the wider one.
fn holds(a: &Spot, b: &Spot) -> bool {
    radius(a) > radius(b) && distance(a, b).is_some_and(|(distance, _)| distance <= radius(a))
}

fn near(a: &Spot, b: &Spot) -> bool {
    distance(a, b).is_some_and(|(distance, reach)| distance <= reach)
}

fn radius(spot: &Spot) -> f64 {
    spot.circle.map_or(0.0, |(_, _, radius)| radius)
}

/// Metres between the middles, and the sum of the radii; `None` without coordinates of both.
fn distance(a: &Spot, b: &Spot) -> Option<(f64, f64)> {
    let ((lat, lon, radius), (lat_b, lon_b, radius_b)) = (a.circle?, b.circle?);
    Some((metres(lat, lon, lat_b, lon_b), radius + radius_b))
}

/// Great-circle distance by the haversine formula, in metres.
fn metres(lat: f64, lon: f64, lat_b: f64, lon_b: f64) -> f64 {
    let (phi, phi_b) = (lat.to_radians(), lat_b.to_radians());
    let (dphi, dlambda) = ((lat_b - lat).to_radians(), (lon_b - lon).to_radians());
    let h = (dphi / 2.0).sin().powi(2) + phi.cos() * phi_b.cos() * (dlambda / 2.0).sin().powi(2);
    2.0 * EARTH * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(name: &str, lat: f64, admin1: &str, division: Option<&str>) -> Spot {
        Spot {
            id: Some(name.to_owned()),
            name: name.to_owned(),
            beyond: Vec::new(),
            circle: Some((lat, 36.0, 2_000.0)),
            is_area: false,
            is_site: false,
            is_beside: false,
            kind: Some(PlaceKind::Settlement),
            place_name: name.to_owned(),
            country: Some("XX".to_owned()),
            admin1: Some(admin1.to_owned()),
            division: division.map(str::to_owned),
        }
    }

    #[test]
    fn a_towns_name_may_mean_the_division_that_the_other_lies_in() {
        let village = town("sel", 35.0, "orvo province", None);
        let seat = |division| town("orvo", 36.0, "orvo province", division);
        assert_eq!(compare(&seat(None), &village), Feature::PlaceApart);
        assert_eq!(compare(&seat(Some("orvo province")), &village), Feature::PlaceMayHold);
        assert_eq!(compare(&village, &seat(Some("orvo province"))), Feature::PlaceMayHold);
        let elsewhere = town("tamsa", 35.0, "tamsa province", None);
        assert_eq!(compare(&seat(Some("orvo province")), &elsewhere), Feature::PlaceApart);
    }
}
