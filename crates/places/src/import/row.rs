//! One place of a file.

use dateline_model::{Place, PlaceKind};

/// A place as a file tells it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its key in the gazetteer: `geonames:170654`, `wof:1108779077`, `pcode:SY0200`, `villages:7`.
    pub(super) id: String,
    /// The name to show.
    pub(super) name: String,
    pub(super) other_names: Vec<String>,
    pub(super) kind: PlaceKind,
    pub(super) lat: f64,
    pub(super) lon: f64,
    /// Metres; `None` where the file does not tell.
    pub(super) radius_m: Option<u32>,
    /// Two letters, upper case.
    pub(super) country: Option<String>,
    /// What other rows call it when they lie in it.
    pub(super) key: Option<String>,
    /// What it lies in, by those keys, nearest first.
    pub(super) within: Vec<String>,
    pub(super) population: u32,
}

impl Row {
    /// A row that gives further names to a place that is known.
    pub(super) fn of_known(place: Place, other_names: Vec<String>) -> Self {
        Self {
            id: place.id.to_string(),
            name: place.name,
            other_names,
            kind: place.kind,
            lat: place.lat,
            lon: place.lon,
            radius_m: None,
            country: place.country,
            key: None,
            within: Vec::new(),
            population: place.population,
        }
    }
}

/// A row, or why its kind of row is passed over. The error is that of a line that cannot be read.
pub(super) type ReadRow = Result<Result<Row, String>, String>;

/// Degrees north and east.
pub(super) fn point(lat: &str, lon: &str) -> Result<(f64, f64), String> {
    if lat.is_empty() || lon.is_empty() {
        return Err("has no coordinates".to_owned());
    }
    let degrees = |cell: &str, what: &str, most: f64| {
        cell.parse::<f64>()
            .ok()
            .filter(|degrees| degrees.abs() <= most)
            .ok_or_else(|| format!("{what} `{cell}` is no number from -{most} to {most}"))
    };
    let point = (degrees(lat, "latitude", 90.0)?, degrees(lon, "longitude", 180.0)?);
    if point == (0.0, 0.0) {
        return Err("has the coordinates 0, 0, which stand for unknown ones".to_owned());
    }
    Ok(point)
}

/// The name of a row.
pub(super) fn name(cell: &str) -> Result<String, String> {
    if cell.chars().any(char::is_alphanumeric) { Ok(cell.to_owned()) } else { Err("has no name".to_owned()) }
}

/// People; 0 when the cell tells none.
pub(super) fn population(cell: &str) -> u32 {
    cell.replace([',', ' '], "").parse::<f64>().map_or(0, whole)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
pub(super) fn whole(number: f64) -> u32 {
    number.clamp(0.0, f64::from(u32::MAX)) as u32
}

/// A country code in capitals; `None` for an empty cell.
pub(super) fn country(cell: &str) -> Option<String> {
    Some(cell.to_uppercase()).filter(|code| !code.is_empty())
}

/// A line with another number of columns than its form has.
pub(super) fn wrong_count(found: usize, expected: &str) -> String {
    format!("has {found} columns where {expected} were expected")
}
