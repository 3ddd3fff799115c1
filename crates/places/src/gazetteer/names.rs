//! What kind of name leads to a place, and from where.

use super::PlaceIdx;

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
    pub(super) fn of(number: u32) -> Self {
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

/// A place that a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameEntry {
    pub(crate) place: PlaceIdx,
    pub(crate) name_kind: NameKind,
}
