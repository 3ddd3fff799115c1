//! Which division a settlement lies in: the packages give codes without names and names without codes.

use std::collections::BTreeMap;

use super::sources::{City, Located, Sources};

/// Names of the divisions of each settlement, in the order of the settlements.
pub(crate) struct Named {
    pub(crate) admin1: Option<String>,
    pub(crate) admin2: Option<String>,
}

/// A settlement takes the second-level division of a located one no farther than this.
const SAME_ADMIN2_KM: f64 = 8.0;

/// Finds the names of the divisions: the first level by the vote of all settlements with the same code, the second
/// from the nearest located settlement.
pub(crate) fn name_divisions(sources: &Sources) -> Vec<Named> {
    let grid = Grid::of(&sources.located);
    let nearest: Vec<Option<(&Located, f64)>> =
        sources.cities.iter().map(|city| grid.nearest(city)).collect();
    let mut votes: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for (city, found) in sources.cities.iter().zip(&nearest) {
        if let Some((located, km)) = found
            && *km < 3.0
            && !located.admin1.is_empty()
        {
            *votes
                .entry((&city.country, &city.admin1_code))
                .or_default()
                .entry(&located.admin1)
                .or_default() += 1;
        }
    }
    let elected: BTreeMap<(&str, &str), &str> = votes
        .into_iter()
        .filter_map(|(code, names)| Some((code, names.into_iter().max_by_key(|(_, votes)| *votes)?.0)))
        .collect();
    sources
        .cities
        .iter()
        .zip(nearest)
        .map(|(city, found)| {
            let admin1 = elected.get(&(city.country.as_str(), city.admin1_code.as_str())).copied();
            let admin2 = found
                .filter(|(located, km)| *km < SAME_ADMIN2_KM && Some(located.admin1.as_str()) == admin1)
                .map(|(located, _)| located.admin2.clone())
                .filter(|name| !name.is_empty());
            Named { admin1: admin1.map(str::to_owned), admin2 }
        })
        .collect()
}

/// Settlements by tenth of a degree.
struct Grid<'a> {
    cells: BTreeMap<(i32, i32), Vec<&'a Located>>,
}

impl<'a> Grid<'a> {
    fn of(located: &'a [Located]) -> Self {
        let mut cells: BTreeMap<(i32, i32), Vec<&Located>> = BTreeMap::new();
        for it in located {
            cells.entry(cell(it.lat, it.lon)).or_default().push(it);
        }
        Self { cells }
    }

    fn nearest(&self, city: &City) -> Option<(&'a Located, f64)> {
        let (row, column) = cell(city.lat, city.lon);
        (row - 1..=row + 1)
            .flat_map(|row| (column - 1..=column + 1).map(move |column| (row, column)))
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .filter(|located| located.country == city.country)
            .map(|located| (*located, km(city.lat, city.lon, located.lat, located.lon)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "degrees fit")]
fn cell(lat: f64, lon: f64) -> (i32, i32) {
    ((lat * 10.0).floor() as i32, (lon * 10.0).floor() as i32)
}

/// Kilometres between two points that lie near each other.
pub(crate) fn km(lat_a: f64, lon_a: f64, lat_b: f64, lon_b: f64) -> f64 {
    let x = (lon_a - lon_b) * f64::midpoint(lat_a, lat_b).to_radians().cos();
    (x.powi(2) + (lat_a - lat_b).powi(2)).sqrt() * 111.2
}
