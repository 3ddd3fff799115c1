//! An incident as JSON.

use dateline_model::{
    ActorId, ClaimId, CountRange, DecisionId, EventPlace, EventType, Field, Figure, Grade, Harm, Incident,
    IncidentId, Link, Materiel, Means, Policy, Position, Review, Role, Root, Sides, SourceCount, Stance,
    Supported, TimeRange, Toll, Victims,
};
use serde::{Deserialize, Serialize};

use super::{BadValue, Stored, stored, stored_over};

stored_over!(Supported => SupportedRow { claims: Vec<ClaimId>, roots: u32, });

#[derive(Serialize, Deserialize)]
pub(crate) struct FieldRow<R> {
    headline: Option<R>,
    policy: String,
    values: Vec<SupportedRow<R>>,
}

impl<T: Stored> Stored for Field<T> {
    type Row = FieldRow<T::Row>;

    fn to_row(&self) -> Self::Row {
        let Self { headline, policy, values } = self;
        FieldRow { headline: headline.to_row(), policy: policy.to_row(), values: values.to_row() }
    }

    fn from_row(row: Self::Row) -> Result<Self, BadValue> {
        Ok(Self {
            headline: Stored::from_row(row.headline)?,
            policy: Policy::from_row(row.policy)?,
            values: Stored::from_row(row.values)?,
        })
    }
}

stored!(Incident => IncidentRow {
    id: IncidentId,
    event_type: Field<EventType>,
    means: Field<Means>,
    time: Field<TimeRange>,
    place: Field<EventPlace>,
    actors: Vec<Supported<Sides>>,
    tolls: Vec<Toll>,
    materiel: Vec<Supported<Materiel>>,
    links: Vec<Link>,
    denials: Vec<ClaimId>,
    roots: Vec<Root>,
    sources: SourceCount,
    positions: Vec<Position>,
    grade: Grade,
    grade_reason: String,
    review: Review,
    decisions: Vec<DecisionId>,
});

stored!(Sides => SidesRow {
    role: Role,
    id: Option<ActorId>,
    name: String,
});

stored!(SourceCount => SourceCountRow {
    reports: u32,
    outlets: u32,
    roots: u32,
});

stored!(Position => PositionRow {
    party: ActorId,
    name: String,
    stance: Option<Stance>,
    claims: Vec<ClaimId>,
});

stored!(Toll => TollRow {
    harm: Harm,
    victims: Victims,
    count: Field<CountRange>,
    course: Vec<Figure>,
});

stored!(Figure => FigureRow {
    count: CountRange,
    claim: ClaimId,
});

stored!(Link => LinkRow {
    claim: ClaimId,
    score: f32,
    parts: Vec<(String, f32)>,
});

stored!(Root => RootRow {
    name: String,
    claims: Vec<ClaimId>,
    reason: String,
});
