//! The forms on disk of numbers, names, keys, spans, counts and times.

use dateline_model::{
    ActorId, Anchor, ClaimId, CountRange, CutReason, DecisionId, Equipment, EventType, Grade, Grain, Harm,
    IncidentId, Loss, Means, Modality, NoteKind, PlaceId, PlaceKind, Policy, Relation, Reliability, ReportId,
    Review, Role, SourceId, Span, SpeakerKind, Stance, TimeRange, TimeStatus, Victims,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{BadValue, Stored};

/// Values that are their own form on disk.
macro_rules! as_they_are {
    ($($type:ty),+) => {$(
        impl Stored for $type {
            type Row = Self;

            fn to_row(&self) -> Self {
                self.clone()
            }

            fn from_row(row: Self) -> Result<Self, BadValue> {
                Ok(row)
            }
        }
    )+};
}

as_they_are!(bool, u8, u16, u32, i16, f64, String);

/// Enums whose form on disk is their fixed name.
macro_rules! by_name {
    ($($type:ty),+) => {$(
        impl Stored for $type {
            type Row = String;

            fn to_row(&self) -> String {
                self.as_str().to_owned()
            }

            fn from_row(row: String) -> Result<Self, BadValue> {
                Self::parse(&row).ok_or_else(|| unknown(stringify!($type), &row))
            }
        }
    )+};
}

by_name!(
    Anchor,
    CutReason,
    Grade,
    Grain,
    Harm,
    Loss,
    Modality,
    NoteKind,
    PlaceKind,
    Policy,
    Relation,
    Reliability,
    Review,
    Role,
    SpeakerKind,
    Stance,
    TimeStatus,
    Victims
);

/// Keys of tables, whose form on disk is their text.
macro_rules! by_key {
    ($($type:ty),+) => {$(
        impl Stored for $type {
            type Row = String;

            fn to_row(&self) -> String {
                self.as_str().to_owned()
            }

            fn from_row(row: String) -> Result<Self, BadValue> {
                Ok(Self::new(row))
            }
        }
    )+};
}

by_key!(ActorId, DecisionId, Equipment, EventType, IncidentId, Means, PlaceId, SourceId);

/// Ids that are parsed from what they print.
macro_rules! as_printed {
    ($($type:ty),+) => {$(
        impl Stored for $type {
            type Row = String;

            fn to_row(&self) -> String {
                self.to_string()
            }

            fn from_row(row: String) -> Result<Self, BadValue> {
                Self::parse(&row).ok_or_else(|| unknown(stringify!($type), &row))
            }
        }
    )+};
}

as_printed!(ClaimId, ReportId);

impl<T: Stored> Stored for Option<T> {
    type Row = Option<T::Row>;

    fn to_row(&self) -> Self::Row {
        self.as_ref().map(T::to_row)
    }

    fn from_row(row: Self::Row) -> Result<Self, BadValue> {
        row.map(T::from_row).transpose()
    }
}

impl<T: Stored> Stored for Vec<T> {
    type Row = Vec<T::Row>;

    fn to_row(&self) -> Self::Row {
        self.iter().map(T::to_row).collect()
    }

    fn from_row(row: Self::Row) -> Result<Self, BadValue> {
        row.into_iter().map(T::from_row).collect()
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    type Row = (A::Row, B::Row);

    fn to_row(&self) -> Self::Row {
        (self.0.to_row(), self.1.to_row())
    }

    fn from_row((a, b): Self::Row) -> Result<Self, BadValue> {
        Ok((A::from_row(a)?, B::from_row(b)?))
    }
}

/// JSON has no word for what is not a number; chances and weights that are none come back as 0.
impl Stored for f32 {
    type Row = f32;

    fn to_row(&self) -> f32 {
        if self.is_finite() { *self } else { 0.0 }
    }

    fn from_row(row: f32) -> Result<Self, BadValue> {
        Ok(row)
    }
}

/// `[start, end]`.
impl Stored for Span {
    type Row = (usize, usize);

    fn to_row(&self) -> Self::Row {
        (self.start(), self.end())
    }

    fn from_row((start, end): Self::Row) -> Result<Self, BadValue> {
        let part = |at| u32::try_from(at).ok();
        part(start)
            .zip(part(end))
            .and_then(|(start, end)| Self::new(start, end))
            .ok_or_else(|| BadValue(format!("{start}..{end} is not a span")))
    }
}

/// `[min, max]`, `max` null when there is no upper end.
impl Stored for CountRange {
    type Row = (u32, Option<u32>);

    fn to_row(&self) -> Self::Row {
        (CountRange::min(*self), CountRange::max(*self))
    }

    fn from_row((min, max): Self::Row) -> Result<Self, BadValue> {
        Ok(Self::new(min, max))
    }
}

impl Stored for DateTime {
    type Row = String;

    fn to_row(&self) -> String {
        self.to_string()
    }

    fn from_row(row: String) -> Result<Self, BadValue> {
        civil(&row)
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct TimeRangeRow {
    start: String,
    end: String,
    grain: String,
}

impl Stored for TimeRange {
    type Row = TimeRangeRow;

    fn to_row(&self) -> TimeRangeRow {
        TimeRangeRow { start: self.start().to_row(), end: self.end().to_row(), grain: self.grain().to_row() }
    }

    fn from_row(row: TimeRangeRow) -> Result<Self, BadValue> {
        let (start, end) = (civil(&row.start)?, civil(&row.end)?);
        Self::new(start, end, Grain::from_row(row.grain)?)
            .ok_or_else(|| BadValue(format!("{} to {} is not a time range", row.start, row.end)))
    }
}

/// The civil time written as ISO 8601.
fn civil(text: &str) -> Result<DateTime, BadValue> {
    text.parse().map_err(|error| BadValue(format!("'{text}' is not a civil time: {error}")))
}

/// The value with this fixed name or printed form.
pub(crate) fn name_of<T: Stored<Row = String>>(text: &str) -> Result<T, BadValue> {
    T::from_row(text.to_owned())
}

fn unknown(what: &str, text: &str) -> BadValue {
    BadValue(format!("'{text}' is no {what}"))
}
