//! Words of harm, nouns for people, words that change what a count counts.

use std::sync::LazyLock;

use crate::phrases::PhraseMap;
use crate::tsv::rows;

static HARMS: LazyLock<PhraseMap<HarmRow>> = LazyLock::new(|| {
    PhraseMap::new(
        rows(include_str!("../data/harm/en.tsv"))
            .map(|row| (row.cell(0).into(), HarmRow { harm: row.cell(1), form: row.cell(2) })),
    )
});

static VICTIMS: LazyLock<PhraseMap<VictimRow>> =
    LazyLock::new(|| {
        PhraseMap::new(rows(include_str!("../data/victims/en.tsv")).map(|row| {
            (row.cell(0).into(), VictimRow { victims: row.cell(1), is_many: row.cell(2) == "many" })
        }))
    });

static CUES: LazyLock<PhraseMap<&'static str>> = LazyLock::new(|| {
    PhraseMap::new(
        rows(include_str!("../data/harm/cues.tsv"))
            .flat_map(|row| row.list(1).map(move |phrase| (phrase.into(), row.cell(0)))),
    )
});

/// A word for what was done to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HarmRow {
    /// What was done: the fixed name of a harm.
    pub harm: &'static str,
    /// Where it takes the harmed: `past`, `ing`, `present`, `died`, `state`, `counted`, `of`, `lives`,
    /// `loses`, `toll`, as
    /// the header of the table explains.
    pub form: &'static str,
}

/// A noun for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VictimRow {
    /// Who they are: the fixed name of a kind of victims.
    pub victims: &'static str,
    /// Whether the noun stands for several.
    pub is_many: bool,
}

/// The words of harm, by phrase. A phrase can have several rows.
#[must_use]
pub fn harms() -> &'static PhraseMap<HarmRow> {
    &HARMS
}

/// The nouns for people, by phrase.
#[must_use]
pub fn victim_nouns() -> &'static PhraseMap<VictimRow> {
    &VICTIMS
}

/// The words around a count that change what it counts, by phrase: `along`, `article`, `background`, `between`, `cumulative`, `embeds`,
/// `inflict`, `lives_verb`, `long`, `more`, `no`, `no_report`, `share`, `subset`, `them`, `thing`. A phrase can have several classes.
#[must_use]
pub fn count_cues() -> &'static PhraseMap<&'static str> {
    &CUES
}
