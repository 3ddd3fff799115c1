//! One gazetteer of several: the one that ships, and what a user imported.
//!
//! All places get one number each, those of the first gazetteer as before, then those of each import. Two walks over
//! all names in order: the first finds which imported place is one that is known ([`super::twins`]), the second
//! writes the names anew.

use std::collections::BTreeMap;

use dateline_model::PlaceId;
use fst::Streamer;

use super::compile::{NameMap, Text, assemble, to_u32};
use super::format::{COUNTRY, NONE_U8, NONE_U16, Origin, RECORD, SECTIONS, Section};
use super::twins::twin_km;
use super::{Gazetteer, GazetteerError, NameEntry, NameKind, PlaceIdx, PlaceRecord, u32_at};

/// An imported gazetteer.
pub struct Import<'g> {
    /// Its places.
    pub gazetteer: &'g Gazetteer,
    /// Whether its coordinates, kind, radius and population replace those of a place that is known. Otherwise a known
    /// place takes its names only.
    pub wins: bool,
}

/// What became of an imported place.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It stands beside the others.
    New,
    /// It is a place that was known, and gave its names to it.
    Merged {
        /// The place that was known.
        into: PlaceId,
        /// Kilometres between the two.
        km: f64,
    },
}

/// An imported place and its fate.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Which import, from 0.
    pub import: usize,
    /// The place, under the key it has in the import.
    pub place: PlaceId,
    /// What became of it.
    pub fate: Fate,
}

/// The bytes of one gazetteer that holds `base` and `imports`, and the fate of every imported place.
///
/// An imported place is the known one that has its GeoNames number, or the nearest that shares a name and a country
/// with it, is of like kind and near enough; places of one import are never taken for each other. What is known is
/// `base` and the imports before. Everything else becomes a place of its own, a further candidate for its names.
///
/// # Errors
///
/// When the layout cannot number so many places, divisions or names.
pub fn combine(base: &Gazetteer, imports: &[Import<'_>]) -> Result<(Vec<u8>, Vec<Placed>), GazetteerError> {
    let joint = Joint::of(base, imports);
    let twins = joint.twins();
    let mut numbers: Vec<u32> = Vec::with_capacity(joint.records.len());
    let mut n_places = 0;
    for twin in &twins {
        if let Some((known, _)) = twin {
            numbers.push(numbers[*known]);
        } else {
            numbers.push(n_places);
            n_places += 1;
        }
    }
    let mut sections: [Vec<u8>; SECTIONS] = Default::default();
    sections[Section::Countries as usize] = base.countries.as_ref().to_vec();
    joint.write_places(&twins, &numbers, &mut sections)?;
    let (lists, names) = joint.names(&twins, &numbers)?;
    sections[Section::Lists as usize] = lists;
    sections[Section::Names as usize] = names;
    Ok((assemble(&sections)?, joint.fates(&twins)))
}

/// Two rows with one GeoNames number that lie farther apart have a wrong number.
const SAME_NUMBER_KM: f64 = 300.0;

/// The place that an imported one is, and the kilometres between them.
type Twin = Option<(usize, f64)>;

/// Several gazetteers with their places in one row.
struct Joint<'g> {
    parts: Vec<&'g Gazetteer>,
    wins: Vec<bool>,
    /// Where the places of each part begin, and the number of all.
    starts: Vec<usize>,
    /// With the countries numbered as in the first part.
    records: Vec<PlaceRecord>,
}

impl<'g> Joint<'g> {
    fn of(base: &'g Gazetteer, imports: &[Import<'g>]) -> Self {
        let parts: Vec<&Gazetteer> =
            std::iter::once(base).chain(imports.iter().map(|it| it.gazetteer)).collect();
        let wins = std::iter::once(false).chain(imports.iter().map(|it| it.wins)).collect();
        let mut starts = vec![0];
        let mut records = Vec::new();
        for part in &parts {
            let countries: Vec<u8> = part
                .countries
                .as_ref()
                .chunks_exact(COUNTRY)
                .map(|row| std::str::from_utf8(&row[..2]).ok().and_then(|code| base.country_idx(code)))
                .map(|country| country.unwrap_or(NONE_U8))
                .collect();
            for idx in 0..part.len() {
                let record = part.record(PlaceIdx(u32::try_from(idx).unwrap_or(u32::MAX)));
                let country = countries.get(usize::from(record.country)).copied().unwrap_or(NONE_U8);
                records.push(PlaceRecord { country, ..record });
            }
            starts.push(records.len());
        }
        Self { parts, wins, starts, records }
    }

    /// The part that a place comes from.
    fn part_of(&self, place: usize) -> usize {
        self.starts.partition_point(|start| *start <= place) - 1
    }

    /// Calls `each` with every name in order and the places it leads to, those of the first part first.
    fn walk_names(
        &self,
        mut each: impl FnMut(&[u8], &[(usize, NameEntry)]) -> Result<(), GazetteerError>,
    ) -> Result<(), GazetteerError> {
        let mut union = fst::map::OpBuilder::new();
        for part in &self.parts {
            union.push(&part.names);
        }
        let mut union = union.union();
        let mut entries = Vec::new();
        while let Some((key, values)) = union.next() {
            let mut values = values.to_vec();
            values.sort_unstable();
            entries.clear();
            for value in values {
                let start = self.starts[value.index];
                let of_part = self.parts[value.index].entries(value.value);
                entries.extend(of_part.map(|entry| (start + entry.place.0 as usize, entry)));
            }
            each(key, &entries)?;
        }
        Ok(())
    }

    /// For every place the one before it that it is.
    fn twins(&self) -> Vec<Twin> {
        let mut twins: Vec<Twin> = vec![None; self.records.len()];
        let mut numbered: BTreeMap<u32, usize> = BTreeMap::new();
        for (place, record) in self.records.iter().enumerate().filter(|(_, it)| it.origin == Origin::GeoNames)
        {
            match numbered.get(&record.id) {
                // The places of the first part are what they are.
                Some(_) if place < self.starts[1] => {}
                Some(&known) if self.km(known, place) <= SAME_NUMBER_KM => {
                    twins[place] = Some((known, self.km(known, place)));
                }
                Some(_) => {}
                None => _ = numbered.insert(record.id, place),
            }
        }
        let is_numbered: Vec<bool> = twins.iter().map(Option::is_some).collect();
        let walked = self.walk_names(|_, entries| {
            for (place, _) in entries.iter().filter(|(place, it)| {
                *place >= self.starts[1] && it.name_kind.names_the_place() && !is_numbered[*place]
            }) {
                let start = self.starts[self.part_of(*place)];
                let known = entries.iter().take_while(|(known, _)| *known < start);
                for (known, _) in known.filter(|(_, it)| it.name_kind.names_the_place()) {
                    let (a, b) = (&self.records[*known], &self.records[*place]);
                    let Some(km) = twin_km(a, b).filter(|_| a.country == b.country) else { continue };
                    if twins[*place].is_none_or(|(best, at)| at.total_cmp(&km).then(best.cmp(known)).is_gt())
                    {
                        twins[*place] = Some((*known, km));
                    }
                }
            }
            Ok(())
        });
        debug_assert!(walked.is_ok(), "this walk has nothing that could fail");
        twins
    }

    fn km(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (&self.records[a], &self.records[b]);
        crate::geodesy::km(a.lat, a.lon, b.lat, b.lon)
    }

    /// Fills the sections of places, text and divisions.
    fn write_places(
        &self,
        twins: &[Twin],
        numbers: &[u32],
        sections: &mut [Vec<u8>; SECTIONS],
    ) -> Result<(), GazetteerError> {
        let base = self.parts[0];
        let mut places = base.places.as_ref().to_vec();
        let mut text = Text::after(base.text.as_ref());
        let mut admin1 = Divisions::of(base.admin1.as_ref());
        let mut admin2 = Divisions::of(base.admin2.as_ref());
        for (place, record) in self.records.iter().enumerate().skip(self.starts[1]) {
            let part = self.part_of(place);
            if twins[place].is_some() {
                merge(&mut places, numbers[place], Some(record).filter(|_| self.wins[part]));
                continue;
            }
            let from = self.parts[part];
            let number = |it: Option<PlaceIdx>| {
                it.and_then(|it| numbers.get(self.starts[part] + it.0 as usize)).copied()
            };
            let id = match record.origin {
                Origin::Text => text.add(from.text_at(record.id))?,
                Origin::GeoNames | Origin::Division => record.id,
            };
            PlaceRecord {
                id,
                name: text.add(from.text_at(record.name))?,
                admin1: admin1.number(number(from.admin1_place(record.admin1)))?,
                admin2: admin2.number(number(from.admin2_place(record.admin2)))?,
                is_own: true,
                ..*record
            }
            .write(&mut places);
        }
        sections[Section::Places as usize] = places;
        sections[Section::Text as usize] = text.bytes;
        sections[Section::Admin1 as usize] = admin1.bytes;
        sections[Section::Admin2 as usize] = admin2.bytes;
        Ok(())
    }

    /// The lists of places, and the map from names to them.
    fn names(&self, twins: &[Twin], numbers: &[u32]) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
        let mut map = NameMap::default();
        let mut merged: Vec<u32> = Vec::new();
        self.walk_names(|key, entries| {
            merged.clear();
            for (place, entry) in entries {
                let kind = match entry.name_kind {
                    NameKind::Main if twins[*place].is_some() => NameKind::Alternate,
                    kind => kind,
                };
                let number = numbers[*place];
                if !merged.iter().any(|entry| entry >> 3 == number) {
                    merged.push(number << 3 | kind as u32);
                }
            }
            map.insert(key, &merged)
        })?;
        map.finish()
    }

    fn fates(&self, twins: &[Twin]) -> Vec<Placed> {
        let id = |place: usize| {
            let part = self.part_of(place);
            self.parts[part].id_of(&self.records[place])
        };
        // A place that a known one was merged into is what the file holds.
        let last = |mut place: usize| {
            while let Some((known, _)) = twins[place] {
                place = known;
            }
            place
        };
        let imported = self.starts[1]..self.records.len();
        imported
            .map(|place| Placed {
                import: self.part_of(place) - 1,
                place: id(place),
                fate: match twins[place] {
                    None => Fate::New,
                    Some((known, km)) => Fate::Merged { into: id(last(known)), km },
                },
            })
            .collect()
    }
}

/// Marks a known place as one that an import has, and puts what a winning import tells about it over what was known.
fn merge(places: &mut [u8], number: u32, winner: Option<&PlaceRecord>) {
    let at = number as usize * RECORD;
    let Some(slot) = places.get_mut(at..at + RECORD) else { return };
    let Ok(bytes) = <[u8; RECORD]>::try_from(&*slot) else { return };
    let known = PlaceRecord::read(&bytes);
    let or_known = |new: u32, known: u32| if new == 0 { known } else { new };
    let merged = winner.map_or(known, |record| PlaceRecord {
        lat: record.lat,
        lon: record.lon,
        kind: record.kind,
        radius_m: or_known(record.radius_m, known.radius_m),
        population: or_known(record.population, known.population),
        ..known
    });
    let mut bytes = Vec::with_capacity(RECORD);
    PlaceRecord { is_own: true, ..merged }.write(&mut bytes);
    slot.copy_from_slice(&bytes);
}

/// A table of divisions that grows.
struct Divisions {
    bytes: Vec<u8>,
    numbers: BTreeMap<u32, u16>,
}

impl Divisions {
    fn of(table: &[u8]) -> Self {
        let numbers = table.chunks_exact(4).map(|row| u32_at(row, 0)).zip(0..).collect();
        Self { bytes: table.to_vec(), numbers }
    }

    /// The number of the division that is this place.
    fn number(&mut self, place: Option<u32>) -> Result<u16, GazetteerError> {
        let Some(place) = place else { return Ok(NONE_U16) };
        if let Some(&number) = self.numbers.get(&place) {
            return Ok(number);
        }
        let number = u16::try_from(to_u32(self.bytes.len() / 4)?).unwrap_or(NONE_U16);
        if number == NONE_U16 {
            return Err(GazetteerError::TooLarge);
        }
        self.bytes.extend(place.to_le_bytes());
        self.numbers.insert(place, number);
        Ok(number)
    }
}
