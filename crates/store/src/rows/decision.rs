//! A decision as JSON: in its `body` column, and in the files that two people exchange.

use dateline_model::{
    ClaimId, ClaimRef, Correction, CountRange, Decision, DecisionId, EventPlace, EventType, Harm, IncidentId,
    IncidentRef, Means, Role, Sides, Span, TimeRange, Verdict, Victims,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{BadValue, Stored, stored};

stored!(ClaimRef => ClaimRefRow {
    claim: ClaimId,
    sentence: Span,
    words: String,
    event_type: EventType,
});

stored!(IncidentRef => IncidentRefRow {
    incident: IncidentId,
    claims: Vec<ClaimRef>,
});

stored!(Decision => DecisionRow {
    id: DecisionId,
    at: Timestamp,
    author: String,
    reason: String,
    verdict: Verdict,
});

impl Stored for Timestamp {
    type Row = String;

    fn to_row(&self) -> String {
        self.to_string()
    }

    fn from_row(row: String) -> Result<Self, BadValue> {
        row.parse().map_err(|error: jiff::Error| BadValue(error.to_string()))
    }
}

/// The form on disk of a type that another holds.
type Row<T> = <T as Stored>::Row;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VerdictRow {
    Accept(IncidentRefRow),
    Reject(IncidentRefRow),
    Correct { incident: IncidentRefRow, to: CorrectionRow },
    Merge(Vec<IncidentRefRow>),
    Split { stay: IncidentRefRow, leave: Vec<ClaimRefRow> },
    KeepApart(IncidentRefRow, IncidentRefRow),
    Note(IncidentRefRow),
    Undo(String),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CorrectionRow {
    EventType(String),
    Means(Option<String>),
    Time(Option<Row<TimeRange>>),
    Place(Option<Box<Row<EventPlace>>>),
    Toll { harm: String, victims: String, count: Option<Row<CountRange>> },
    Sides { role: String, sides: Vec<Row<Sides>> },
}

impl Stored for Verdict {
    type Row = VerdictRow;

    fn to_row(&self) -> VerdictRow {
        match self {
            Self::Accept(it) => VerdictRow::Accept(it.to_row()),
            Self::Reject(it) => VerdictRow::Reject(it.to_row()),
            Self::Correct(it, to) => VerdictRow::Correct { incident: it.to_row(), to: to.to_row() },
            Self::Merge(all) => VerdictRow::Merge(all.to_row()),
            Self::Split { stay, leave } => VerdictRow::Split { stay: stay.to_row(), leave: leave.to_row() },
            Self::KeepApart(a, b) => VerdictRow::KeepApart(a.to_row(), b.to_row()),
            Self::Note(it) => VerdictRow::Note(it.to_row()),
            Self::Undo(id) => VerdictRow::Undo(id.to_row()),
        }
    }

    fn from_row(row: VerdictRow) -> Result<Self, BadValue> {
        Ok(match row {
            VerdictRow::Accept(it) => Self::Accept(Stored::from_row(it)?),
            VerdictRow::Reject(it) => Self::Reject(Stored::from_row(it)?),
            VerdictRow::Correct { incident, to } => {
                Self::Correct(Stored::from_row(incident)?, Stored::from_row(to)?)
            }
            VerdictRow::Merge(all) => Self::Merge(Stored::from_row(all)?),
            VerdictRow::Split { stay, leave } => {
                Self::Split { stay: Stored::from_row(stay)?, leave: Stored::from_row(leave)? }
            }
            VerdictRow::KeepApart(a, b) => Self::KeepApart(Stored::from_row(a)?, Stored::from_row(b)?),
            VerdictRow::Note(it) => Self::Note(Stored::from_row(it)?),
            VerdictRow::Undo(id) => Self::Undo(Stored::from_row(id)?),
        })
    }
}

impl Stored for Correction {
    type Row = CorrectionRow;

    fn to_row(&self) -> CorrectionRow {
        match self {
            Self::EventType(value) => CorrectionRow::EventType(value.to_row()),
            Self::Means(value) => CorrectionRow::Means(value.to_row()),
            Self::Time(value) => CorrectionRow::Time(value.to_row()),
            Self::Place(value) => CorrectionRow::Place(value.as_ref().map(|place| Box::new(place.to_row()))),
            Self::Toll { harm, victims, count } => {
                CorrectionRow::Toll { harm: harm.to_row(), victims: victims.to_row(), count: count.to_row() }
            }
            Self::Sides(role, sides) => CorrectionRow::Sides { role: role.to_row(), sides: sides.to_row() },
        }
    }

    fn from_row(row: CorrectionRow) -> Result<Self, BadValue> {
        Ok(match row {
            CorrectionRow::EventType(value) => Self::EventType(Stored::from_row(value)?),
            CorrectionRow::Means(value) => Self::Means(<Option<Means>>::from_row(value)?),
            CorrectionRow::Time(value) => Self::Time(<Option<TimeRange>>::from_row(value)?),
            CorrectionRow::Place(value) => {
                Self::Place(value.map(|place| EventPlace::from_row(*place).map(Box::new)).transpose()?)
            }
            CorrectionRow::Toll { harm, victims, count } => Self::Toll {
                harm: Harm::from_row(harm)?,
                victims: Victims::from_row(victims)?,
                count: Stored::from_row(count)?,
            },
            CorrectionRow::Sides { role, sides } => {
                Self::Sides(Role::from_row(role)?, Stored::from_row(sides)?)
            }
        })
    }
}
