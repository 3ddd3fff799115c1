//! The gazetteer: names and places in one file, opened in place.

mod format;
mod error;
mod bytes;
mod names;
mod radius;
mod compile;
mod twins;
mod combine;

use std::path::Path;
use std::sync::Arc;

use dateline_model::{Place, PlaceId, PlaceKind};
use memmap2::Mmap;

use bytes::{Bytes, Part, u32_at};
pub use combine::{Fate, Import, Placed, combine};
pub use compile::{Borders, GazetteerRow, compile};
pub use error::GazetteerError;
pub(crate) use format::PlaceRecord;
use format::{
    COUNTRY, HEADER, MAGIC, NEIGHBOURS, NONE_U8, NONE_U16, Origin, RECORD, SECTIONS, Section, VERSION,
};
pub(crate) use names::NameEntry;
pub use names::NameKind;
use radius::radius_of;

use crate::fold::{loose_key, plain_key};

/// The gazetteer this crate was built with.
static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../data/gazetteer.bin"));

#[repr(align(8))]
struct Aligned<T: ?Sized>(T);

/// The number of a place within one gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PlaceIdx(pub(crate) u32);

/// The number of a country within one gazetteer.
pub(crate) type CountryIdx = u8;

/// Names and places, read in place from the binary or from a file.
pub struct Gazetteer {
    names: fst::Map<Part>,
    countries: Part,
    admin1: Part,
    admin2: Part,
    places: Part,
    text: Part,
    lists: Part,
    hash: [u8; 32],
}

impl Gazetteer {
    /// The gazetteer inside the binary.
    ///
    /// # Errors
    ///
    /// Never for a binary that passed its tests; the error says what is wrong with the embedded file.
    pub fn embedded() -> Result<Self, GazetteerError> {
        Self::from_bytes(&Bytes::Embedded(&EMBEDDED.0))
    }

    /// The gazetteer in a file, mapped into memory: only the pages that are read take room.
    ///
    /// The file must not be changed while it is open.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is no gazetteer, is of another version, or is cut short.
    pub fn open(path: &Path) -> Result<Self, GazetteerError> {
        let read = |source| GazetteerError::Read { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(read)?;
        #[expect(unsafe_code, reason = "the documentation forbids changing the file while it is mapped")]
        // SAFETY: the map is only read, and bytes that change under it can give wrong places, not unsound ones.
        let map = unsafe { Mmap::map(&file) }.map_err(read)?;
        Self::from_bytes(&Bytes::Mapped(Arc::new(map)))
    }

    /// The gazetteer in these bytes, as [`compile`] made them.
    ///
    /// # Errors
    ///
    /// When they are no gazetteer, of another version, or cut short.
    pub fn from_vec(bytes: Vec<u8>) -> Result<Self, GazetteerError> {
        Self::from_bytes(&Bytes::Owned(Arc::new(bytes)))
    }

    fn from_bytes(bytes: &Bytes) -> Result<Self, GazetteerError> {
        let header = bytes.as_ref().get(..HEADER).ok_or(GazetteerError::NotAGazetteer)?;
        if header[..8] != MAGIC {
            return Err(GazetteerError::NotAGazetteer);
        }
        let found = u32_at(header, 8);
        if found != VERSION {
            return Err(GazetteerError::Version { found, expected: VERSION });
        }
        let expected = u64::from(u32_at(header, 12)) | u64::from(u32_at(header, 16)) << 32;
        let found = bytes.as_ref().len() as u64;
        if found != expected {
            return Err(GazetteerError::Length { found, expected });
        }
        let mut hash = [0; 32];
        hash.copy_from_slice(&header[20..52]);
        let mut parts = Vec::with_capacity(SECTIONS);
        for section in 0..SECTIONS {
            let start = u32_at(header, 52 + 8 * section) as usize;
            let end = start + u32_at(header, 56 + 8 * section) as usize;
            if end > bytes.as_ref().len() {
                return Err(GazetteerError::Damaged("a section ends after the file"));
            }
            parts.push(Part { bytes: bytes.clone(), start, end });
        }
        let part = |section: Section| parts[section as usize].clone();
        Ok(Self {
            names: fst::Map::new(part(Section::Names))?,
            countries: part(Section::Countries),
            admin1: part(Section::Admin1),
            admin2: part(Section::Admin2),
            places: part(Section::Places),
            text: part(Section::Text),
            lists: part(Section::Lists),
            hash,
        })
    }

    /// Identity of its content: the BLAKE3 hash of everything after the header, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        blake3::Hash::from_bytes(self.hash).to_hex().to_string()
    }

    /// Reads everything once and compares it with the hash in the header.
    ///
    /// # Errors
    ///
    /// When a byte changed since it was compiled.
    pub fn verify(&self) -> Result<(), GazetteerError> {
        let body = self.places.bytes.as_ref().get(HEADER..).unwrap_or_default();
        if blake3::hash(body).as_bytes() == &self.hash {
            Ok(())
        } else {
            Err(GazetteerError::Damaged("its hash does not fit its content"))
        }
    }

    /// Credit for the data, as its licence asks for.
    #[must_use]
    pub fn credit(&self) -> &'static str {
        format::CREDIT
    }

    /// Number of places.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.as_ref().len() / RECORD
    }

    /// Whether it holds no place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of names.
    #[must_use]
    pub fn n_names(&self) -> usize {
        self.names.len()
    }

    /// The places a name may stand for, main names before others, then by population; empty when none is known.
    ///
    /// The name is compared without case, accents and points, and in countries whose script is not Latin also without
    /// what transliterations write differently.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Place> {
        let plain = plain_key(name);
        let mut entries = self.entries_of(&plain);
        for loose in loose_key(&plain).map(|key| self.entries_of(&key)).unwrap_or_default() {
            if entries.iter().all(|entry| entry.place != loose.place) {
                entries.push(loose);
            }
        }
        entries.retain(|entry| entry.name_kind.names_the_place());
        let mut found: Vec<(NameKind, PlaceRecord)> =
            entries.iter().map(|entry| (entry.name_kind, self.record(entry.place))).collect();
        found.sort_by_key(|(kind, record)| (*kind > NameKind::Main, std::cmp::Reverse(record.population)));
        found.iter().map(|(_, record)| self.place_of(record)).collect()
    }

    /// Every place, in the order of the file.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.records().map(|record| self.place_of(&record))
    }

    fn records(&self) -> impl Iterator<Item = PlaceRecord> + '_ {
        let records = self.places.as_ref().chunks_exact(RECORD).filter_map(|it| it.try_into().ok());
        records.map(PlaceRecord::read)
    }

    /// The places with a GeoNames number that `is_wanted`.
    pub(crate) fn geonames_places(&self, is_wanted: impl Fn(u32) -> bool) -> Vec<Place> {
        self.records()
            .filter(|record| record.origin == Origin::GeoNames && is_wanted(record.id))
            .map(|record| self.place_of(&record))
            .collect()
    }

    fn entries_of(&self, key: &[u8]) -> Vec<NameEntry> {
        self.names.get(key).map(|value| self.entries(value).collect()).unwrap_or_default()
    }

    /// The map of names, to be walked byte by byte.
    pub(crate) fn names(&self) -> &fst::raw::Fst<impl AsRef<[u8]> + use<>> {
        self.names.as_fst()
    }

    /// The places behind a value of the map of names.
    pub(crate) fn entries(&self, value: u64) -> impl Iterator<Item = NameEntry> + '_ {
        let number = u32::try_from(value >> 1).unwrap_or(u32::MAX);
        let (single, list) = if value & 1 == 0 {
            (Some(number), &[][..])
        } else {
            let lists = self.lists.as_ref();
            let at = number as usize * 4;
            let len = u32_at(lists, at) as usize * 4;
            (None, lists.get(at + 4..at + 4 + len).unwrap_or_default())
        };
        single
            .into_iter()
            .chain(list.chunks_exact(4).map(|bytes| u32_at(bytes, 0)))
            .map(|entry| NameEntry { place: PlaceIdx(entry >> 3), name_kind: NameKind::of(entry & 7) })
    }

    /// The record of a place.
    pub(crate) fn record(&self, place: PlaceIdx) -> PlaceRecord {
        let at = place.0 as usize * RECORD;
        let bytes = self.places.as_ref().get(at..at + RECORD).and_then(|bytes| bytes.try_into().ok());
        PlaceRecord::read(bytes.unwrap_or(&[0; RECORD]))
    }

    /// The capital of the country with this two-letter code (ISO 3166-1), or `None`.
    #[must_use]
    pub fn capital_of(&self, country: &str) -> Option<Place> {
        let capital = self.capital(self.country_idx(country)?)?;
        Some(self.place_of(&self.record(capital)))
    }

    /// The capital of a country, or `None`.
    pub(crate) fn capital(&self, country: CountryIdx) -> Option<PlaceIdx> {
        let row = self.country_row(country)?;
        Some(PlaceIdx(u32_at(row, 6))).filter(|place| (place.0 as usize) < self.len())
    }

    /// The country with this two-letter code, or `None`.
    pub(crate) fn country_idx(&self, code: &str) -> Option<CountryIdx> {
        let at =
            self.countries.as_ref().chunks_exact(COUNTRY).position(|row| &row[..2] == code.as_bytes())?;
        u8::try_from(at).ok()
    }

    /// Whether two countries share a border.
    pub(crate) fn are_neighbours(&self, a: CountryIdx, b: CountryIdx) -> bool {
        self.country_row(a).is_some_and(|row| row[10..10 + NEIGHBOURS].contains(&b)) && b != NONE_U8
    }

    fn country_row(&self, country: CountryIdx) -> Option<&[u8]> {
        self.countries.as_ref().chunks_exact(COUNTRY).nth(usize::from(country))
    }

    /// The place of a first-level division by its number in a record.
    pub(crate) fn admin1_place(&self, admin1: u16) -> Option<PlaceIdx> {
        division(self.admin1.as_ref(), admin1)
    }

    /// The place of a second-level division by its number in a record.
    pub(crate) fn admin2_place(&self, admin2: u16) -> Option<PlaceIdx> {
        division(self.admin2.as_ref(), admin2)
    }

    /// The kind of a record.
    pub(crate) fn kind(record: &PlaceRecord) -> PlaceKind {
        PlaceKind::ALL.get(usize::from(record.kind)).copied().unwrap_or(PlaceKind::Settlement)
    }

    /// The radius of a record in metres: its own, or that of its kind.
    pub(crate) fn radius_m(record: &PlaceRecord) -> u32 {
        if record.radius_m > 0 { record.radius_m } else { radius_of(Self::kind(record), record.population) }
    }

    /// The key of a record.
    fn id_of(&self, record: &PlaceRecord) -> PlaceId {
        PlaceId::new(match record.origin {
            Origin::GeoNames => format!("geonames:{}", record.id),
            Origin::Division => format!("division:{}", record.id),
            Origin::Text => self.text_at(record.id).to_owned(),
        })
    }

    /// The place of a record, with its strings.
    pub(crate) fn place_of(&self, record: &PlaceRecord) -> Place {
        let kind = Self::kind(record);
        let name_of = |place: Option<PlaceIdx>| place.map(|it| self.text_at(self.record(it).name).to_owned());
        Place {
            id: self.id_of(record),
            name: self.text_at(record.name).to_owned(),
            kind,
            lat: record.lat,
            lon: record.lon,
            radius_m: Self::radius_m(record),
            country: self.country_code(record.country).map(str::to_owned),
            admin1: name_of(self.admin1_place(record.admin1)),
            admin2: name_of(self.admin2_place(record.admin2)),
            population: record.population,
        }
    }

    /// The two-letter code of a country, or `None`.
    pub(crate) fn country_code(&self, country: CountryIdx) -> Option<&str> {
        std::str::from_utf8(self.country_row(country)?.get(..2)?).ok()
    }

    fn text_at(&self, at: u32) -> &str {
        let text = self.text.as_ref().get(at as usize..).unwrap_or_default();
        let len = text.first().copied().map_or(0, usize::from);
        text.get(1..=len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn division(table: &[u8], number: u16) -> Option<PlaceIdx> {
    let at = usize::from(number) * 4;
    (number != NONE_U16 && at + 4 <= table.len()).then(|| PlaceIdx(u32_at(table, at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_gazetteer_is_whole() {
        let gazetteer = Gazetteer::embedded().unwrap();
        gazetteer.verify().unwrap();
        assert!(gazetteer.len() > 200_000);
    }

    #[test]
    fn one_place_under_many_spellings() {
        let gazetteer = Gazetteer::embedded().unwrap();
        for names in [
            &["Deir ez-Zor", "Deir al-Zour", "Dayr Az Zawr"][..],
            &["Kyiv", "Kiev", "KYIV"],
            &["Ta'izz", "Taiz", "Taizz"],
            &["al-Raqqa", "Raqqa", "Ar-Raqqah"],
        ] {
            let place = &gazetteer.find(names[0])[0].id;
            for name in names {
                assert!(
                    gazetteer.find(name).iter().any(|it| it.id == *place),
                    "{name} does not lead to {place}"
                );
            }
        }
    }

    #[test]
    fn a_place_knows_its_country_and_division() {
        let aleppo = &Gazetteer::embedded().unwrap().find("Aleppo")[0];
        assert_eq!(aleppo.country.as_deref(), Some("SY"));
        assert_eq!(aleppo.admin1.as_deref(), Some("Aleppo Governorate"));
    }

    #[test]
    fn damage_is_named() {
        let bytes = EMBEDDED.0.to_vec();
        let open = |bytes: Vec<u8>| Gazetteer::from_vec(bytes).err().unwrap().to_string();
        assert_eq!(open(b"PK".to_vec()), "not a gazetteer");
        let short = bytes[..bytes.len() - 1].to_vec();
        assert_eq!(
            open(short),
            format!("gazetteer is damaged: {} bytes where {} were written", bytes.len() - 1, bytes.len())
        );
        let mut newer = bytes;
        newer[8] = 99;
        assert_eq!(open(newer), "gazetteer has version 99, this build reads version 1");
    }
}
