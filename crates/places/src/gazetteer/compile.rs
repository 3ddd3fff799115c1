//! Turns rows into the bytes of a gazetteer.

use std::collections::BTreeMap;

use dateline_model::PlaceKind;

use super::format::{
    COUNTRY, CREDIT, CREDIT_AT, HEADER, ID_MAX, MAGIC, NEIGHBOURS, NONE_U8, NONE_U16, Origin, PlaceRecord,
    SECTIONS, Section, VERSION,
};
use super::{Gazetteer, GazetteerError, NameKind};
use crate::fold::{loose_key, plain_key};

/// A place to be compiled.
#[derive(Clone, Debug)]
pub struct GazetteerRow {
    /// Its key: `geonames:170654`, `landmark:tiyas-air-base`.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// Its other names.
    pub other_names: Vec<(NameKind, String)>,
    /// What kind.
    pub kind: PlaceKind,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Radius in metres, where a table tells.
    pub radius_m: Option<u32>,
    /// Two-letter country code, upper case.
    pub country: Option<String>,
    /// The row of its first-level division.
    pub admin1: Option<usize>,
    /// The row of its second-level division.
    pub admin2: Option<usize>,
    /// People who live there; 0 when unknown.
    pub population: u32,
    /// Whether its names are transliterated, and so found in the loose form too.
    pub is_loose: bool,
}

/// A country, its capital and its neighbours.
#[derive(Clone, Debug)]
pub struct Borders {
    /// Two-letter country code, upper case.
    pub country: String,
    /// The row of its capital.
    pub capital: Option<usize>,
    /// Codes of the countries it borders.
    pub neighbours: Vec<String>,
}

/// The bytes of a gazetteer of these rows.
///
/// # Errors
///
/// When there are more rows, countries or divisions than the layout can number.
pub fn compile(rows: &[GazetteerRow], borders: &[Borders]) -> Result<Vec<u8>, GazetteerError> {
    let order = order_of(rows);
    let mut numbers = vec![0; rows.len()];
    for (number, &row) in order.iter().enumerate() {
        numbers[row] = to_u32(number)?;
    }
    let countries: Vec<&str> = borders.iter().map(|it| it.country.as_str()).collect();
    let admin1 = divisions(rows, |row| row.admin1);
    let admin2 = divisions(rows, |row| row.admin2);
    let mut text = Text::default();
    let mut places = Vec::new();
    for &row in &order {
        let row = &rows[row];
        let number = |prefix| row.id.strip_prefix(prefix)?.parse().ok().filter(|id| *id <= ID_MAX);
        let (id, origin) = match (number("geonames:"), number("division:")) {
            (Some(id), _) => (id, Origin::GeoNames),
            (_, Some(id)) => (id, Origin::Division),
            _ => (text.add(&row.id)?, Origin::Text),
        };
        PlaceRecord {
            id,
            origin,
            name: text.add(&row.name)?,
            kind: to_u8(PlaceKind::ALL.iter().position(|kind| *kind == row.kind))?,
            lat: row.lat,
            lon: row.lon,
            population: row.population,
            radius_m: row.radius_m.unwrap_or(0),
            country: match &row.country {
                Some(code) => {
                    countries.iter().position(|it| it == code).map_or(Ok(NONE_U8), |at| to_u8(Some(at)))?
                }
                None => NONE_U8,
            },
            admin1: division(&admin1, row.admin1)?,
            admin2: division(&admin2, row.admin2)?,
            is_own: false,
        }
        .write(&mut places);
    }
    let (lists, names) = names(rows, &numbers)?;
    let mut sections: [Vec<u8>; SECTIONS] = Default::default();
    sections[Section::Countries as usize] = country_table(rows, &numbers, borders)?;
    sections[Section::Admin1 as usize] = admin1.keys().flat_map(|&row| numbers[row].to_le_bytes()).collect();
    sections[Section::Admin2 as usize] = admin2.keys().flat_map(|&row| numbers[row].to_le_bytes()).collect();
    sections[Section::Places as usize] = places;
    sections[Section::Text as usize] = text.bytes;
    sections[Section::Lists as usize] = lists;
    sections[Section::Names as usize] = names;
    assemble(&sections)
}

/// Rows sorted by folded name, so that neighbours in the names map are neighbours in the file.
fn order_of(rows: &[GazetteerRow]) -> Vec<usize> {
    let mut keyed: Vec<(Vec<u8>, usize)> =
        rows.iter().enumerate().map(|(idx, row)| (plain_key(&row.name), idx)).collect();
    keyed.sort();
    keyed.into_iter().map(|(_, idx)| idx).collect()
}

/// The rows that some row lies in, numbered in their order.
fn divisions(rows: &[GazetteerRow], of: impl Fn(&GazetteerRow) -> Option<usize>) -> BTreeMap<usize, usize> {
    let mut used: BTreeMap<usize, usize> = rows.iter().filter_map(|row| Some((of(row)?, 0))).collect();
    for (number, slot) in used.values_mut().enumerate() {
        *slot = number;
    }
    used
}

fn division(numbers: &BTreeMap<usize, usize>, row: Option<usize>) -> Result<u16, GazetteerError> {
    match row.and_then(|row| numbers.get(&row)) {
        None => Ok(NONE_U16),
        Some(&number) => match u16::try_from(number) {
            Ok(number) if number != NONE_U16 => Ok(number),
            _ => Err(GazetteerError::TooLarge),
        },
    }
}

/// Names and keys, each stored once.
#[derive(Default)]
pub(super) struct Text {
    pub(super) bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl Text {
    /// Goes on behind the text of another gazetteer.
    pub(super) fn after(text: &[u8]) -> Self {
        Self { bytes: text.to_vec(), known: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, name: &str) -> Result<u32, GazetteerError> {
        if let Some(&at) = self.known.get(name) {
            return Ok(at);
        }
        let mut len = name.len().min(usize::from(u8::MAX));
        while !name.is_char_boundary(len) {
            len -= 1;
        }
        let at = to_u32(self.bytes.len())?;
        self.bytes.push(to_u8(Some(len))?);
        self.bytes.extend_from_slice(&name.as_bytes()[..len]);
        self.known.insert(name.to_owned(), at);
        if at < 1 << 24 { Ok(at) } else { Err(GazetteerError::TooLarge) }
    }
}

/// The lists of places, and the map from names to them.
fn names(rows: &[GazetteerRow], numbers: &[u32]) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
    let mut by_key: BTreeMap<Vec<u8>, Vec<u32>> = BTreeMap::new();
    let mut add = |key: Vec<u8>, number: u32, kind: NameKind| {
        let entries = by_key.entry(key).or_default();
        // The first kind of name is the strongest: a main name is added before the others.
        if !entries.iter().any(|entry| entry >> 3 == number) {
            entries.push(number << 3 | kind as u32);
        }
    };
    for (row, &number) in rows.iter().zip(numbers) {
        let mut all: Vec<(NameKind, &String)> =
            row.other_names.iter().map(|(kind, name)| (*kind, name)).collect();
        all.push((NameKind::Main, &row.name));
        all.sort();
        for (kind, name) in all {
            let plain = plain_key(name);
            if plain.is_empty() {
                continue;
            }
            if let Some(loose) = loose_key(&plain).filter(|_| row.is_loose && kind.names_the_place()) {
                add(loose, number, kind);
            }
            add(plain, number, kind);
        }
    }
    let mut map = NameMap::default();
    for (key, entries) in by_key {
        map.insert(&key, &entries)?;
    }
    map.finish()
}

/// Builds the map of names, whose keys come in order, and the lists behind it.
pub(super) struct NameMap {
    lists: Vec<u32>,
    known: BTreeMap<Vec<u32>, u32>,
    map: fst::MapBuilder<Vec<u8>>,
}

impl Default for NameMap {
    fn default() -> Self {
        Self { lists: Vec::new(), known: BTreeMap::new(), map: fst::MapBuilder::memory() }
    }
}

impl NameMap {
    /// Adds a name that leads to these entries.
    pub(super) fn insert(&mut self, key: &[u8], entries: &[u32]) -> Result<(), GazetteerError> {
        let value = if let [entry] = entries {
            u64::from(*entry) << 1
        } else if let Some(at) = self.known.get(entries) {
            u64::from(*at) << 1 | 1
        } else {
            let at = to_u32(self.lists.len())?;
            self.lists.push(to_u32(entries.len())?);
            self.lists.extend(entries);
            self.known.insert(entries.to_vec(), at);
            u64::from(at) << 1 | 1
        };
        Ok(self.map.insert(key, value)?)
    }

    /// The bytes of the lists and of the map.
    pub(super) fn finish(self) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
        Ok((self.lists.into_iter().flat_map(u32::to_le_bytes).collect(), self.map.into_inner()?))
    }
}

fn country_table(
    rows: &[GazetteerRow],
    numbers: &[u32],
    borders: &[Borders],
) -> Result<Vec<u8>, GazetteerError> {
    let mut table = Vec::with_capacity(borders.len() * COUNTRY);
    for border in borders {
        let place = rows.iter().position(|row| {
            row.kind == PlaceKind::Country && row.country.as_deref() == Some(&border.country)
        });
        let code = border.country.as_bytes();
        table.extend([code.first().copied().unwrap_or(0), code.get(1).copied().unwrap_or(0)]);
        table.extend(place.map_or(u32::MAX, |row| numbers[row]).to_le_bytes());
        table.extend(border.capital.map_or(u32::MAX, |row| numbers[row]).to_le_bytes());
        let mut neighbours = [NONE_U8; NEIGHBOURS];
        for (slot, neighbour) in neighbours.iter_mut().zip(&border.neighbours) {
            if let Some(at) = borders.iter().position(|it| it.country == *neighbour) {
                *slot = to_u8(Some(at))?;
            }
        }
        table.extend(neighbours);
    }
    Ok(table)
}

pub(super) fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Result<Vec<u8>, GazetteerError> {
    let mut header = Vec::with_capacity(HEADER);
    let mut body = Vec::new();
    let mut bounds = Vec::new();
    for section in sections {
        bounds.extend(to_u32(HEADER + body.len())?.to_le_bytes());
        bounds.extend(to_u32(section.len())?.to_le_bytes());
        body.extend_from_slice(section);
        body.resize(body.len().next_multiple_of(8), 0);
    }
    header.extend(MAGIC);
    header.extend(VERSION.to_le_bytes());
    header.extend(((HEADER + body.len()) as u64).to_le_bytes());
    header.extend(blake3::hash(&body).as_bytes());
    header.extend(bounds);
    header.resize(CREDIT_AT, 0);
    header.extend(CREDIT.as_bytes());
    header.resize(HEADER, 0);
    header.extend(body);
    Gazetteer::from_vec(header.clone())?;
    Ok(header)
}

pub(super) fn to_u32(number: usize) -> Result<u32, GazetteerError> {
    u32::try_from(number).map_err(|_| GazetteerError::TooLarge)
}

fn to_u8(number: Option<usize>) -> Result<u8, GazetteerError> {
    number.and_then(|number| u8::try_from(number).ok()).ok_or(GazetteerError::TooLarge)
}
