//! Boxes on the map.

/// A box in degrees, WGS 84, borders included. One that crosses the antimeridian has its `west` east of its `east`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BBox {
    /// Western border, -180 to 180.
    pub west: f64,
    /// Southern border, -90 to 90.
    pub south: f64,
    /// Eastern border, -180 to 180.
    pub east: f64,
    /// Northern border, -90 to 90.
    pub north: f64,
}

impl BBox {
    /// The box of `W,S,E,N` in degrees, as `GeoJSON` orders the numbers; `None` when it is none.
    ///
    /// ```
    /// use dateline_store::BBox;
    /// let box_of_aleppo = BBox::parse("36.9,36.0,37.4,36.4").unwrap();
    /// assert_eq!(box_of_aleppo.north, 36.4);
    /// assert_eq!(BBox::parse("36.9,36.4,37.4,36.0"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let degrees: Vec<f64> =
            text.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
        let [west, south, east, north] = degrees[..] else {
            return None;
        };
        let on_earth = (-180.0..=180.0).contains(&west)
            && (-180.0..=180.0).contains(&east)
            && (-90.0..=90.0).contains(&south)
            && (-90.0..=90.0).contains(&north);
        (on_earth && south <= north).then_some(Self { west, south, east, north })
    }

    /// The smallest box around a circle, cut at the poles and at the antimeridian.
    pub(crate) fn around(lat: f64, lon: f64, radius_m: u32) -> Self {
        const METRES_A_DEGREE: f64 = 111_195.0;
        let up = f64::from(radius_m) / METRES_A_DEGREE;
        let (south, north) = ((lat - up).max(-90.0), (lat + up).min(90.0));
        // Degrees of longitude are shortest at the border nearer to a pole.
        let shortest = south.abs().max(north.abs()).to_radians().cos();
        let aside = if shortest > 1e-3 { (up / shortest).min(180.0) } else { 180.0 };
        Self { west: (lon - aside).max(-180.0), south, east: (lon + aside).min(180.0), north }
    }

    /// The ranges of longitude it covers: two where it crosses the antimeridian.
    pub(crate) fn longitudes(self) -> Vec<(f64, f64)> {
        if self.west <= self.east {
            vec![(self.west, self.east)]
        } else {
            vec![(self.west, 180.0), (-180.0, self.east)]
        }
    }
}
