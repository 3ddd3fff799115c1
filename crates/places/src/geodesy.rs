//! Distances and moves on the globe.

/// Mean radius of the earth in kilometres (IUGG).
const EARTH_KM: f64 = 6_371.008_8;

/// Kilometres between two points, by the haversine formula.
pub(crate) fn km(lat_a: f64, lon_a: f64, lat_b: f64, lon_b: f64) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let x = half(lat_a, lat_b) + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_a, lon_b);
    2.0 * EARTH_KM * x.min(1.0).sqrt().asin()
}

/// Kilometres between two points, each as degrees north and east.
#[must_use]
pub fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    km(a.0, a.1, b.0, b.1)
}

/// The point `metres` away in the direction `bearing` (degrees clockwise from north): latitude, longitude.
pub(crate) fn moved(lat: f64, lon: f64, metres: f64, bearing: f64) -> (f64, f64) {
    let (angle, bearing) = (metres / 1000.0 / EARTH_KM, bearing.to_radians());
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    let to = (lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos()).asin();
    let east = (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * to.sin());
    let wrapped = ((lon + east).to_degrees() + 540.0).rem_euclid(360.0) - 180.0;
    (to.to_degrees(), wrapped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_goes_as_far_as_told() {
        for bearing in [0.0, 45.0, 225.0, 337.5] {
            let (lat, lon) = moved(34.55, 38.27, 64_000.0, bearing);
            assert!((km(34.55, 38.27, lat, lon) - 64.0).abs() < 0.01);
        }
        assert!(moved(34.0, 38.0, 10_000.0, 0.0).0 > 34.0);
        assert!(moved(0.0, 179.99, 10_000.0, 90.0).1 < -179.0);
    }
}
