//! Shapes on the ground: a spot is a point, an area a polygon, and neither looks like the other.

use dateline_model::EventPlace;
use serde_json::{Value, json};

/// From this `where_prec` of the UCDP GED codebook on a place is an area: all but an exact place, since "near", "20 km
/// west of" and a district tell a circle.
const FIRST_AREA_PREC: u8 = 2;
/// Corners of the polygon that stands for a circle.
const CORNERS: u32 = 48;
/// Mean radius of the earth in metres (IUGG).
const EARTH_M: f64 = 6_371_008.8;

/// Whether the place is an area, so that a pin would pretend to know more than the reports tell.
fn is_area(place: &EventPlace) -> bool {
    place.where_prec >= FIRST_AREA_PREC
}

/// The GeoJSON geometry of a place: a point for a spot, a polygon for an area, null when nothing is known.
pub(super) fn geometry(place: Option<&EventPlace>) -> Value {
    let Some((lat, lon)) = place.and_then(|place| Some((place.lat?, place.lon?))) else {
        return Value::Null;
    };
    match place.filter(|place| is_area(place)) {
        None => json!({ "type": "Point", "coordinates": corner(lat, lon) }),
        Some(area) => area.radius_m.map_or(Value::Null, |radius_m| circle(lat, lon, f64::from(radius_m))),
    }
}

/// Degrees cut to seven decimals, which is a centimetre.
pub(super) fn degrees(value: f64) -> f64 {
    (value * 1e7).round() / 1e7
}

/// The circle as a polygon, counter-clockwise as RFC 7946 asks.
///
/// Where it touches a pole or the 180th meridian it is the box that holds it, cut in two at the meridian.
fn circle(lat: f64, lon: f64, radius_m: f64) -> Value {
    let reach = radius_m / EARTH_M;
    let (south, north) = (lat - reach.to_degrees(), lat + reach.to_degrees());
    if south <= -90.0 || north >= 90.0 {
        return polygon(&boxed(south.max(-90.0), -180.0, north.min(90.0), 180.0));
    }
    let half = (reach.sin() / lat.to_radians().cos()).clamp(-1.0, 1.0).asin().to_degrees();
    let (west, east) = (lon - half, lon + half);
    if west < -180.0 {
        return two_boxes(south, north, west + 360.0, east);
    }
    if east > 180.0 {
        return two_boxes(south, north, west, east - 360.0);
    }
    let mut ring: Vec<Value> = (0..CORNERS).map(|at| round_corner(lat, lon, reach, at)).collect();
    ring.extend(ring.first().cloned());
    polygon(&ring)
}

/// Corner number `at` of the circle of angular radius `reach`, from the east against the clock.
fn round_corner(lat: f64, lon: f64, reach: f64, at: u32) -> Value {
    let turn = std::f64::consts::TAU * f64::from(at) / f64::from(CORNERS);
    let lat = lat.to_radians();
    let sin_lat = lat.sin() * reach.cos() + lat.cos() * reach.sin() * turn.sin();
    let across = turn.cos() * reach.sin() * lat.cos();
    let along = reach.cos() - lat.sin() * sin_lat;
    corner(sin_lat.asin().to_degrees(), lon + across.atan2(along).to_degrees())
}

/// Five decimals are a metre, and the same on every processor.
fn corner(lat: f64, lon: f64) -> Value {
    let round = |value: f64| (value * 1e5).round() / 1e5;
    json!([round(lon), round(lat)])
}

fn boxed(south: f64, west: f64, north: f64, east: f64) -> Vec<Value> {
    [(south, west), (south, east), (north, east), (north, west), (south, west)]
        .map(|(lat, lon)| corner(lat, lon))
        .to_vec()
}

fn polygon(ring: &[Value]) -> Value {
    json!({ "type": "Polygon", "coordinates": [ring] })
}

/// The box from `west` over the 180th meridian to `east`, cut there.
fn two_boxes(south: f64, north: f64, west: f64, east: f64) -> Value {
    let rings = [boxed(south, west, north, 180.0), boxed(south, -180.0, north, east)];
    json!({ "type": "MultiPolygon", "coordinates": [[rings[0]], [rings[1]]] })
}
