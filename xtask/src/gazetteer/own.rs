//! What our own tables add: landmarks, further names, demonyms.

use std::collections::BTreeMap;

use dateline_model::PlaceKind;
use dateline_places::{GazetteerRow, NameKind, folded, loosely_folded};
use dateline_tables::places as tables;

use super::divisions::km;
use super::rows::{List, names_of};

impl List {
    /// Adds the landmarks. One that GeoNames has too gives its names to that row.
    pub(super) fn add_landmarks(&mut self) {
        let mut admin1: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut known: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (idx, row) in self.rows.iter().enumerate() {
            let Some(country) =
                row.country.as_ref().filter(|it| self.loose.contains(*it) || row.radius_m.is_none())
            else {
                continue;
            };
            for name in names_of(row) {
                known.entry((country.clone(), loosely_folded(name))).or_default().push(idx);
                if row.kind == PlaceKind::Admin1 {
                    admin1.insert((country.clone(), folded(name)), idx);
                }
            }
        }
        for landmark in tables::landmarks() {
            let Some(mut row) = landmark_row(landmark) else { continue };
            let country = row.country.clone().unwrap_or_default();
            row.is_loose = self.loose.contains(&country);
            row.admin1 = admin1.get(&(country.clone(), folded(landmark.cell(7)))).copied();
            let names: Vec<String> = names_of(&row).cloned().collect();
            let twin = names
                .iter()
                .filter_map(|name| known.get(&(country.clone(), loosely_folded(name))))
                .flatten()
                .copied()
                .find(|&idx| is_twin(&row, &self.rows[idx]));
            let idx = twin.unwrap_or(self.rows.len());
            if twin.is_some() {
                let names = names.into_iter().map(|name| (NameKind::Alternate, name));
                self.rows[idx].other_names.extend(names);
            } else {
                self.rows.push(row);
            }
            self.landmarks.insert(landmark.cell(0).to_owned(), idx);
        }
    }

    /// Adds abbreviations, further names, demonyms, and the names of other things.
    pub(super) fn add_aliases(&mut self) {
        for alias in tables::aliases() {
            let kind =
                if alias.cell(2) == "abbreviation" { NameKind::Abbreviation } else { NameKind::Alternate };
            self.add_name(alias.cell(0), kind, alias.cell(1));
        }
        for country in tables::countries() {
            country.list(2).for_each(|word| self.add_name(word, NameKind::Adjective, country.cell(0)));
            country.list(3).for_each(|word| self.add_name(word, NameKind::People, country.cell(0)));
        }
        for row in tables::no_places() {
            self.rows[0].other_names.push((NameKind::NoPlace, row.cell(0).to_owned()));
        }
        for row in tables::demonyms() {
            let kind = if row.cell(2) == "people" { NameKind::People } else { NameKind::Adjective };
            self.add_name(row.cell(0), kind, row.cell(1));
        }
    }

    /// Adds a name to the place a table means: `SY`, `US/Texas`, `city:London`, `continent:Asia`, `landmark:sahel`.
    fn add_name(&mut self, name: &str, kind: NameKind, place: &str) {
        let is_named = |row: &GazetteerRow, wanted: &str| {
            let wanted = folded(wanted);
            names_of(row).any(|name| folded(name) == wanted)
        };
        let found = if let Some(landmark) = place.strip_prefix("landmark:") {
            self.landmarks.get(landmark).and_then(|&idx| self.rows.get_mut(idx))
        } else if let Some(city) = place.strip_prefix("city:") {
            let cities =
                self.rows.iter_mut().filter(|row| row.kind == PlaceKind::Settlement && row.name == city);
            cities.max_by_key(|row| row.population)
        } else if let Some(continent) = place.strip_prefix("continent:") {
            self.rows.iter_mut().find(|row| row.kind == PlaceKind::Continent && row.name == continent)
        } else if let Some((code, division)) = place.split_once('/') {
            self.rows.iter_mut().find(|row| {
                row.kind == PlaceKind::Admin1
                    && row.country.as_deref() == Some(code)
                    && is_named(row, division)
            })
        } else {
            self.rows
                .iter_mut()
                .find(|row| row.kind == PlaceKind::Country && row.country.as_deref() == Some(place))
        };
        match found {
            Some(row) => {
                // An abbreviation that GeoNames has as a name stays an abbreviation.
                let key = folded(name);
                let is_short = kind == NameKind::Abbreviation;
                row.other_names.retain(|(kind, name)| {
                    !(is_short && *kind == NameKind::Alternate && folded(name) == key)
                });
                row.other_names.push((kind, name.to_owned()));
            }
            None => eprintln!("{name} leads to nothing: {place}"),
        }
    }
}

fn landmark_row(landmark: dateline_tables::Row<'static>) -> Option<GazetteerRow> {
    let mut names = landmark.list(1).map(str::to_owned);
    Some(GazetteerRow {
        id: format!("landmark:{}", landmark.cell(0)),
        name: names.next()?,
        other_names: names.map(|name| (NameKind::Alternate, name)).collect(),
        kind: PlaceKind::parse(landmark.cell(2))?,
        lat: landmark.cell(3).parse().ok()?,
        lon: landmark.cell(4).parse().ok()?,
        radius_m: landmark.cell(5).parse().ok(),
        country: landmark.get(6).map(str::to_owned),
        admin1: None,
        admin2: None,
        population: 0,
        is_loose: false,
    })
}

/// Whether a landmark is what a row already has: a settlement at the same spot, a region that is a division.
fn is_twin(landmark: &GazetteerRow, row: &GazetteerRow) -> bool {
    let far = km(landmark.lat, landmark.lon, row.lat, row.lon);
    match (landmark.kind, row.kind) {
        (PlaceKind::Settlement, PlaceKind::Settlement) => far < 15.0,
        (PlaceKind::Region, PlaceKind::Region) => far < 2_000.0,
        (PlaceKind::Region, PlaceKind::Admin1) => far < 300.0,
        (PlaceKind::Region, PlaceKind::Admin2) => far < 60.0,
        _ => false,
    }
}
