//! Equipment and structures, and words for what happened to them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::phrases::PhraseMap;
use crate::tsv::rows;

static CLASSES: LazyLock<Vec<EquipmentClass>> = LazyLock::new(|| {
    rows(include_str!("../data/equipment/classes.tsv"))
        .map(|row| EquipmentClass { id: row.cell(0), name: row.cell(1), kind: row.cell(2) })
        .collect()
});

static BY_ID: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| CLASSES.iter().enumerate().map(|(idx, class)| (class.id, idx)).collect());

static NAMES: LazyLock<PhraseMap<EquipmentName>> = LazyLock::new(|| {
    PhraseMap::new(rows(include_str!("../data/equipment/en.tsv")).flat_map(|row| {
        let name = |number| EquipmentName { class: row.cell(1), number };
        let (one, many) = match row.get(2) {
            Some("=") => ((row.cell(0).into(), name(GrammaticalNumber::Either)), None),
            plural => {
                let many: Cow<'static, str> =
                    plural.map_or_else(|| format!("{}s", row.cell(0)).into(), Cow::Borrowed);
                let one: Cow<'static, str> = row.cell(0).into();
                ((one, name(GrammaticalNumber::One)), Some((many, name(GrammaticalNumber::Many))))
            }
        };
        std::iter::once(one).chain(many)
    }))
});

static LOSSES: LazyLock<PhraseMap<LossRow>> = LazyLock::new(|| {
    PhraseMap::new(
        rows(include_str!("../data/loss/en.tsv"))
            .map(|row| (row.cell(0).into(), LossRow { loss: row.cell(1), form: row.cell(2) })),
    )
});

/// A class of equipment or structures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EquipmentClass {
    /// Its key, snake case.
    pub id: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// `flying`, `structure`, `supply`, `unit`, `vehicle` or `weapon`.
    pub kind: &'static str,
}

/// Whether a noun stands for one thing or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrammaticalNumber {
    /// One.
    One,
    /// Several.
    Many,
    /// The same word for both, or for an amount.
    Either,
}

/// A name or designation of equipment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EquipmentName {
    /// Key of its class.
    pub class: &'static str,
    /// Whether it stands for one or several.
    pub number: GrammaticalNumber,
}

/// A word for what happened to things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossRow {
    /// What happened: the fixed name of a loss.
    pub loss: &'static str,
    /// Where it takes the thing: `past`, `ing`, `present`, `of`, as the header of the table explains.
    pub form: &'static str,
}

/// All classes, in the order of their table.
#[must_use]
pub fn equipment_classes() -> &'static [EquipmentClass] {
    &CLASSES
}

/// The class with this key, or `None`.
#[must_use]
pub fn equipment_class(id: &str) -> Option<&'static EquipmentClass> {
    BY_ID.get(id).and_then(|&idx| CLASSES.get(idx))
}

/// The names of equipment and structures, singular and plural, by phrase.
#[must_use]
pub fn equipment_names() -> &'static PhraseMap<EquipmentName> {
    &NAMES
}

/// The words for what happened to things, by phrase. A phrase can have several rows.
#[must_use]
pub fn losses() -> &'static PhraseMap<LossRow> {
    &LOSSES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_class() {
        for row in rows(include_str!("../data/equipment/en.tsv")) {
            assert!(equipment_class(row.cell(1)).is_some(), "{}: no class `{}`", row.cell(0), row.cell(1));
        }
    }

    #[test]
    fn plurals_are_found_beside_singulars() {
        let number = |word: &'static str| {
            equipment_names().longest(|n| if n == 0 { word } else { "" }).map(|it| it.1.number)
        };
        assert_eq!(number("tank"), Some(GrammaticalNumber::One));
        assert_eq!(number("tanks"), Some(GrammaticalNumber::Many));
        assert_eq!(number("factories"), Some(GrammaticalNumber::Many));
        assert_eq!(number("aircraft"), Some(GrammaticalNumber::Either));
    }
}
