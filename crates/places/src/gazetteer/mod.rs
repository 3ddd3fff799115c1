//! The gazetteer: names and places in one file, opened in place.

mod format;
mod compile;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_model::{Place, PlaceId, PlaceKind};
use memmap2::Mmap;

pub use compile::{Borders, GazetteerRow, compile};
pub(crate) use format::PlaceRecord;
use format::{
    COUNTRY, HEADER, MAGIC, NEIGHBOURS, NONE_U8, NONE_U16, Origin, RECORD, SECTIONS, Section, VERSION,
};

use crate::fold::{loose_key, plain_key};

/// The gazetteer this crate was built with.
static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../data/gazetteer.bin"));

#[repr(align(8))]
struct Aligned<T: ?Sized>(T);

/// Why a gazetteer could not be opened or built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The file could not be read.
    #[error("cannot read the gazetteer {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The bytes are something else.
    #[error("not a gazetteer")]
    NotAGazetteer,
    /// The layout is of another version.
    #[error("gazetteer has version {found}, this build reads version {expected}")]
    Version {
        /// The version of the file.
        found: u32,
        /// The version this build reads.
        expected: u32,
    },
    /// Bytes are missing or too many.
    #[error("gazetteer is damaged: {found} bytes where {expected} were written")]
    Length {
        /// The bytes there are.
        found: u64,
        /// The bytes there should be.
        expected: u64,
    },
    /// The parts do not fit together.
    #[error("gazetteer is damaged: {0}")]
    Damaged(&'static str),
    /// More rows, names or divisions than the layout can number.
    #[error("too many places for one gazetteer")]
    TooLarge,
    /// The map of names cannot be read or built.
    #[error("gazetteer has a damaged map of names")]
    Names(#[from] fst::Error),
}

/// Bytes that are embedded, mapped or owned, with the part that one section takes.
#[derive(Clone)]
struct Part {
    bytes: Bytes,
    start: usize,
    end: usize,
}

#[derive(Clone)]
enum Bytes {
    Embedded(&'static [u8]),
    Mapped(Arc<Mmap>),
    Owned(Arc<Vec<u8>>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Embedded(bytes) => bytes,
            Self::Mapped(map) => map,
            Self::Owned(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        self.bytes.as_ref().get(self.start..self.end).unwrap_or_default()
    }
}

/// What kind of name leads to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The name it is shown under.
    Main = 0,
    /// Another name in use.
    Alternate = 1,
    /// A name that needs a type word beside it: `Aleppo` of `Aleppo Governorate`.
    Bare = 2,
    /// An abbreviation that stands behind the name of a settlement: `Kan.`.
    Abbreviation = 3,
    /// A word for what comes from the place: `Syrian`.
    Adjective = 4,
    /// A word for who comes from the place: `Syrians`.
    People = 5,
    /// A name that holds a place name and means something else: `Al Jazeera`.
    NoPlace = 6,
}

impl NameKind {
    fn of(number: u32) -> Self {
        match number {
            0 => Self::Main,
            1 => Self::Alternate,
            2 => Self::Bare,
            3 => Self::Abbreviation,
            4 => Self::Adjective,
            5 => Self::People,
            _ => Self::NoPlace,
        }
    }

    /// Whether the name is that of the place itself.
    pub(crate) fn names_the_place(self) -> bool {
        !matches!(self, Self::Adjective | Self::People | Self::NoPlace)
    }
}

/// The number of a place within one gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PlaceIdx(pub(crate) u32);

/// A place that a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameEntry {
    pub(crate) place: PlaceIdx,
    pub(crate) name_kind: NameKind,
}

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

    /// The place of a record, with its strings.
    pub(crate) fn place_of(&self, record: &PlaceRecord) -> Place {
        let kind = Self::kind(record);
        let name_of = |place: Option<PlaceIdx>| place.map(|it| self.text_at(self.record(it).name).to_owned());
        Place {
            id: PlaceId::new(match record.origin {
                Origin::GeoNames => format!("geonames:{}", record.id),
                Origin::Division => format!("division:{}", record.id),
                Origin::Text => self.text_at(record.id).to_owned(),
            }),
            name: self.text_at(record.name).to_owned(),
            kind,
            lat: record.lat,
            lon: record.lon,
            radius_m: if record.radius_m > 0 { record.radius_m } else { radius_of(kind, record.population) },
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

/// The little-endian number at byte `at`; 0 past the end.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|it| it.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// Radius in metres of a place whose radius no table tells.
///
/// A settlement grows with the root of its population, 1 km at 10,000 people and 14 km at two million, which is
/// what built-up areas of the named sizes cover within a factor of two; areas get a round number of their kind.
fn radius_of(kind: PlaceKind, population: u32) -> u32 {
    match kind {
        PlaceKind::Settlement => {
            let radius = 10.0 * f64::from(population.max(2_500)).sqrt();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 500 and 20,000"
            )]
            let radius = radius.min(20_000.0) as u32;
            radius
        }
        PlaceKind::Neighbourhood | PlaceKind::Crossing | PlaceKind::Facility => 1_000,
        PlaceKind::Camp => 1_500,
        PlaceKind::Airfield | PlaceKind::Military => 3_000,
        PlaceKind::Admin2 => 25_000,
        PlaceKind::Admin1 | PlaceKind::Region => 100_000,
        PlaceKind::Water | PlaceKind::Terrain => 50_000,
        PlaceKind::Country => 300_000,
        PlaceKind::Continent => 2_000_000,
    }
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
