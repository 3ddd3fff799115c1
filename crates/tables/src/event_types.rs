//! Event types and means, with their codes in the field's other schemes.

use std::sync::LazyLock;

use crate::tsv::rows;

static EVENT_TYPES: LazyLock<Vec<EventTypeRow>> = LazyLock::new(|| {
    rows(include_str!("../data/event_types/acled.tsv"))
        .map(|row| EventTypeRow {
            id: row.cell(0),
            name: row.cell(1),
            acled_event_type: row.cell(2),
            acled_disorder_type: row.cell(3),
            group: row.cell(4),
            specificity: row.cell(5).parse().unwrap_or_default(),
            plover: row.cell(6),
            cameo: row.cell(7),
            ucdp: row.get(8),
            gtd: row.get(9),
        })
        .collect()
});

static MEANS: LazyLock<Vec<MeansRow>> = LazyLock::new(|| {
    rows(include_str!("../data/means/all.tsv"))
        .map(|row| MeansRow { id: row.cell(0), name: row.cell(1), group: row.cell(2), class: row.get(3) })
        .collect()
});

/// One event type.
#[derive(Clone, Debug)]
pub struct EventTypeRow {
    /// Its key, snake case.
    pub id: &'static str,
    /// Its name as ACLED's codebook prints it (sub-event type).
    pub name: &'static str,
    /// ACLED event type.
    pub acled_event_type: &'static str,
    /// ACLED disorder type.
    pub acled_disorder_type: &'static str,
    /// Types of one group can be the same incident in the eyes of two reports.
    pub group: &'static str,
    /// Of two types that words of one event give, the higher one names it; 0 to 4.
    pub specificity: usize,
    /// PLOVER event type and mode, joined by `/`.
    pub plover: &'static str,
    /// CAMEO code, leading zero kept.
    pub cameo: &'static str,
    /// UCDP type of violence where the type alone decides it.
    pub ucdp: Option<&'static str>,
    /// GTD attack type, where one fits.
    pub gtd: Option<&'static str>,
}

/// One means.
#[derive(Clone, Debug)]
pub struct MeansRow {
    /// Its key, snake case.
    pub id: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Means of one group are often confused by reports of one incident.
    pub group: &'static str,
    /// The class of the word table whose words tell it, if any.
    pub class: Option<&'static str>,
}

/// All event types, in the order of the table.
#[must_use]
pub fn event_types() -> &'static [EventTypeRow] {
    &EVENT_TYPES
}

/// The event type with this key, or `None`.
#[must_use]
pub fn event_type(id: &str) -> Option<&'static EventTypeRow> {
    EVENT_TYPES.iter().find(|row| row.id == id)
}

/// All means, in the order of the table.
#[must_use]
pub fn means_all() -> &'static [MeansRow] {
    &MEANS
}

/// The means with this key, or `None`.
#[must_use]
pub fn means(id: &str) -> Option<&'static MeansRow> {
    MEANS.iter().find(|row| row.id == id)
}
