//! One list of rows from packages and tables.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::PlaceKind;
use dateline_places::{Borders, GazetteerRow, NameKind, folded, loosely_folded};
use dateline_tables::places as tables;

use super::divisions::{Named, km, name_divisions};
use super::sources::{Area, Sources};

/// Settlements from this size up keep their other names in every country.
const KEEPS_ALTERNATES: u32 = 100_000;

/// Regions within one country that have fewer people are left out.
const KNOWN_REGION: u32 = 200_000;

/// Two mentions of a division name mean one division when their centres are no farther apart.
const SAME_DIVISION_KM: f64 = 200.0;

/// All rows and the borders between countries.
pub(crate) fn all(sources: &Sources) -> (Vec<GazetteerRow>, Vec<Borders>) {
    let mut list = List {
        rows: Vec::new(),
        loose: loose_countries(),
        type_words: type_words(),
        landmarks: BTreeMap::new(),
    };
    list.add_countries(sources);
    list.add_areas(sources);
    list.add_cities(sources);
    list.drop_empty_divisions();
    list.add_landmarks();
    list.add_aliases();
    let borders = sources
        .countries
        .iter()
        .map(|it| Borders {
            country: it.code.clone(),
            capital: list.capital(&it.code, &it.capital),
            neighbours: it.neighbours.clone(),
        })
        .collect();
    (list.rows, borders)
}

pub(super) struct List {
    pub(super) rows: Vec<GazetteerRow>,
    pub(super) loose: BTreeSet<String>,
    type_words: BTreeSet<String>,
    /// Rows of landmarks by id.
    pub(super) landmarks: BTreeMap<String, usize>,
}

fn loose_countries() -> BTreeSet<String> {
    tables::countries().filter(|row| row.cell(4) == "loose").map(|row| row.cell(0).to_owned()).collect()
}

/// Words that tell a division, which its bare name lacks.
fn type_words() -> BTreeSet<String> {
    tables::type_words()
        .filter(|row| row.cell(1).starts_with("admin"))
        .map(|row| row.cell(0).trim_end_matches(" of").to_owned())
        .collect()
}

impl List {
    fn add_countries(&mut self, sources: &Sources) {
        let by_id: BTreeMap<u32, &Area> = sources.areas.iter().map(|area| (area.id, area)).collect();
        for country in &sources.countries {
            let area = by_id.get(&country.id);
            self.rows.push(GazetteerRow {
                id: format!("geonames:{}", country.id),
                name: country.name.clone(),
                other_names: area.map(|area| (NameKind::Alternate, area.name.clone())).into_iter().collect(),
                kind: PlaceKind::Country,
                lat: area.map_or(0.0, |it| it.lat),
                lon: area.map_or(0.0, |it| it.lon),
                radius_m: Some(radius_of_area(country.area_km2)),
                country: Some(country.code.clone()),
                admin1: None,
                admin2: None,
                population: country.population,
                is_loose: false,
            });
        }
        // A territory that the areas leave out lies where its settlements lie.
        for row in &mut self.rows {
            if row.lat == 0.0 && row.lon == 0.0 {
                let largest =
                    sources.cities.iter().filter(|city| Some(&city.country) == row.country.as_ref());
                if let Some(city) = largest.max_by_key(|city| city.population) {
                    (row.lat, row.lon) = (city.lat, city.lon);
                }
            }
        }
    }

    fn add_areas(&mut self, sources: &Sources) {
        for area in &sources.areas {
            let kind = match area.level.as_str() {
                "admin1" => PlaceKind::Admin1,
                "admin2" => PlaceKind::Admin2,
                "continent" => PlaceKind::Continent,
                "region" if area.country.is_empty() || area.population >= KNOWN_REGION => PlaceKind::Region,
                _ => continue,
            };
            let is_loose = self.loose.contains(&area.country);
            let keeps = is_loose || kind != PlaceKind::Admin2;
            let own = Self::of_name(&area.name).unwrap_or(&area.name).to_owned();
            let names = if keeps { latin_names(&own, &area.alternates, is_loose) } else { Vec::new() };
            let bare_names: Vec<String> =
                std::iter::once(&own).chain(&names).filter_map(|it| self.bare(it)).collect();
            let bare_names = bare_names.into_iter().map(|name| (NameKind::Bare, name));
            self.rows.push(GazetteerRow {
                id: format!("geonames:{}", area.id),
                name: own,
                other_names: names
                    .into_iter()
                    .map(|name| (NameKind::Alternate, name))
                    .chain(bare_names)
                    .collect(),
                kind,
                lat: area.lat,
                lon: area.lon,
                radius_m: None,
                country: Some(area.country.clone()).filter(|it| !it.is_empty()),
                admin1: None,
                admin2: None,
                population: area.population,
                is_loose,
            });
        }
    }

    /// The name behind "State of", or `None`.
    fn of_name(name: &str) -> Option<&str> {
        let (word, of_name) = name.split_once(" of ")?;
        let before = format!("{} of", word.to_lowercase());
        tables::type_words().any(|row| row.cell(0) == before && row.cell(1) == "admin1").then_some(of_name)
    }

    /// The name of a division without the word that tells its kind, or `None` when it has none.
    fn bare(&self, name: &str) -> Option<String> {
        let (first, last) = (name.split_once(' '), name.rsplit_once(' '));
        match (first, last) {
            (_, Some((bare, word))) if self.type_words.contains(&word.to_lowercase()) => {
                Some(bare.to_owned())
            }
            (Some((word, bare)), _) if self.type_words.contains(&word.to_lowercase()) => {
                Some(bare.to_owned())
            }
            _ => None,
        }
        .map(|bare| bare.strip_prefix("of ").unwrap_or(&bare).to_owned())
    }

    fn add_cities(&mut self, sources: &Sources) {
        let named = name_divisions(sources);
        let mut members: BTreeMap<(&str, &str, Option<&str>), Vec<usize>> = BTreeMap::new();
        for (idx, Named { admin1, admin2 }) in named.iter().enumerate() {
            let Some(admin1) = admin1 else { continue };
            let country = sources.cities[idx].country.as_str();
            members.entry((country, admin1, None)).or_default().push(idx);
            if let Some(admin2) = admin2 {
                members.entry((country, admin1, Some(admin2))).or_default().push(idx);
            }
        }
        let mut divisions: BTreeMap<(&str, &str, Option<&str>), usize> = BTreeMap::new();
        let mut index = self.division_index();
        for (&key, cities) in &members {
            let admin1 = divisions.get(&(key.0, key.1, None)).copied();
            let row = self.division(sources, &mut index, key, cities, admin1);
            divisions.insert(key, row);
        }
        for (city, Named { admin1, admin2 }) in sources.cities.iter().zip(&named) {
            let is_loose = self.loose.contains(&city.country);
            let keeps = is_loose || city.population >= KEEPS_ALTERNATES;
            let lookup = |admin2: Option<&str>| {
                divisions.get(&(city.country.as_str(), admin1.as_deref()?, admin2)).copied()
            };
            self.rows.push(GazetteerRow {
                id: format!("geonames:{}", city.id),
                name: city.name.clone(),
                other_names: if keeps {
                    let latin = latin_names(&city.name, &city.alternates, is_loose);
                    latin.into_iter().map(|name| (NameKind::Alternate, name)).collect()
                } else {
                    Vec::new()
                },
                kind: PlaceKind::Settlement,
                lat: city.lat,
                lon: city.lon,
                radius_m: None,
                country: Some(city.country.clone()),
                admin1: lookup(None),
                admin2: admin2.as_deref().and_then(|admin2| lookup(Some(admin2))),
                population: city.population,
                is_loose,
            });
        }
    }

    /// The row of a country's capital.
    fn capital(&self, country: &str, name: &str) -> Option<usize> {
        let wanted = folded(name);
        let cities = self.rows.iter().enumerate().filter(|(_, row)| {
            row.kind == PlaceKind::Settlement
                && row.country.as_deref() == Some(country)
                && names_of(row).any(|name| folded(name) == wanted)
        });
        cities.max_by_key(|(_, row)| row.population).map(|(idx, _)| idx)
    }

    /// Rows of divisions by level, country and folded name.
    fn division_index(&self) -> BTreeMap<(PlaceKind, String, String), Vec<usize>> {
        let mut index: BTreeMap<(PlaceKind, String, String), Vec<usize>> = BTreeMap::new();
        for (idx, row) in self.rows.iter().enumerate() {
            let Some(country) = row.country.clone() else { continue };
            for name in names_of(row) {
                index.entry((row.kind, country.clone(), folded(name))).or_default().push(idx);
            }
        }
        index
    }

    /// The row of a division with these settlements, made when the packages have none.
    fn division(
        &mut self,
        sources: &Sources,
        index: &mut BTreeMap<(PlaceKind, String, String), Vec<usize>>,
        (country, admin1_name, admin2_name): (&str, &str, Option<&str>),
        cities: &[usize],
        admin1: Option<usize>,
    ) -> usize {
        let name = admin2_name.unwrap_or(admin1_name);
        let kind = if admin2_name.is_some() { PlaceKind::Admin2 } else { PlaceKind::Admin1 };
        #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
        let n_cities = cities.len() as f64;
        let mean = |of: fn(&super::sources::City) -> f64| {
            cities.iter().map(|&idx| of(&sources.cities[idx])).sum::<f64>() / n_cities
        };
        let (lat, lon) = (mean(|it| it.lat), mean(|it| it.lon));
        let bare = self.bare(name);
        for name in std::iter::once(name).chain(bare.as_deref()) {
            let known = index.get(&(kind, country.to_owned(), folded(name))).into_iter().flatten();
            let near = known.copied().filter(|&row| {
                (self.rows[row].admin1.is_none() || self.rows[row].admin1 == admin1)
                    && (kind == PlaceKind::Admin1
                        || km(lat, lon, self.rows[row].lat, self.rows[row].lon) < SAME_DIVISION_KM)
            });
            let nearest = near.min_by(|&a, &b| {
                let far = |row: usize| km(lat, lon, self.rows[row].lat, self.rows[row].lon);
                far(a).total_cmp(&far(b))
            });
            if let Some(row) = nearest {
                self.rows[row].admin1 = admin1;
                return row;
            }
        }
        let largest = cities.iter().map(|&idx| &sources.cities[idx]).max_by_key(|city| city.population);
        self.rows.push(GazetteerRow {
            id: format!("division:{}", largest.map_or(0, |city| city.id)),
            name: name.to_owned(),
            other_names: bare.into_iter().map(|name| (NameKind::Bare, name)).collect(),
            kind,
            lat,
            lon,
            radius_m: None,
            country: Some(country.to_owned()),
            admin1,
            admin2: None,
            population: cities.iter().map(|&idx| sources.cities[idx].population).fold(0, u32::saturating_add),
            is_loose: self.loose.contains(country),
        });
        index.entry((kind, country.to_owned(), folded(name))).or_default().push(self.rows.len() - 1);
        self.rows.len() - 1
    }

    /// Drops second-level divisions in which no settlement was found, but those of countries whose names are
    /// transliterated.
    fn drop_empty_divisions(&mut self) {
        let used: BTreeSet<usize> =
            self.rows.iter().flat_map(|row| [row.admin1, row.admin2]).flatten().collect();
        let keeps = |idx: usize, row: &GazetteerRow| {
            row.kind != PlaceKind::Admin2 || row.is_loose || used.contains(&idx)
        };
        let mut moved = Vec::with_capacity(self.rows.len());
        let mut n_kept = 0;
        for (idx, row) in self.rows.iter().enumerate() {
            moved.push(n_kept);
            n_kept += usize::from(keeps(idx, row));
        }
        let rows = std::mem::take(&mut self.rows);
        self.rows =
            rows.into_iter().enumerate().filter(|(idx, row)| keeps(*idx, row)).map(|(_, row)| row).collect();
        for row in &mut self.rows {
            row.admin1 = row.admin1.map(|idx| moved[idx]);
            row.admin2 = row.admin2.map(|idx| moved[idx]);
        }
    }
}

/// All names of a row but what comes from it.
pub(super) fn names_of(row: &GazetteerRow) -> impl Iterator<Item = &String> {
    let others = row
        .other_names
        .iter()
        .filter(|(kind, _)| !matches!(kind, NameKind::Adjective | NameKind::People | NameKind::NoPlace));
    std::iter::once(&row.name).chain(others.map(|(_, name)| name))
}

/// The radius in metres of a circle with this area.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the largest country has 2,300 km"
)]
fn radius_of_area(km2: f64) -> u32 {
    ((km2 / std::f64::consts::PI).sqrt() * 1000.0).max(1000.0) as u32
}

/// The alternates in Latin letters that are names in use: no codes, no transcriptions of other scripts.
///
/// Where names are found in the loose form, one of each loose form is enough.
fn latin_names(name: &str, alternates: &[String], is_loose: bool) -> Vec<String> {
    let form = |name: &str| if is_loose { loosely_folded(name) } else { folded(name) };
    let mut known = BTreeSet::from([form(name)]);
    alternates
        .iter()
        .filter(|it| {
            it.chars().next().is_some_and(char::is_uppercase)
                && it.chars().count() >= 3
                && it.chars().any(char::is_lowercase)
                && it
                    .chars()
                    .all(|c| c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(&c) || "’‘ʻʼ".contains(c))
                && !it.chars().any(|c| c.is_ascii_digit() || c == '(' || c == ',')
        })
        .filter(|it| known.insert(form(it)))
        .cloned()
        .collect()
}
