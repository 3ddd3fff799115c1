//! A claim as JSON.

use dateline_model::{
    Actor, ActorId, Anchor, Candidate, Casualty, Cited, Claim, ClaimId, CountRange, Equipment, EventPlace,
    EventTime, EventType, Harm, Loss, Materiel, Means, Modality, Place, PlaceId, PlaceKind, Relation, Role,
    SourceId, Span, Speaker, SpeakerKind, Stance, TimeRange, TimeStatus, Victims,
};

use super::{stored, stored_over};

stored_over!(Cited => CitedRow { spans: Vec<Span>, });

stored!(Claim => ClaimRow {
    id: ClaimId,
    event_type: Cited<EventType>,
    means: Option<Cited<Means>>,
    actors: Vec<Actor>,
    place: Option<EventPlace>,
    time: Option<EventTime>,
    casualties: Vec<Casualty>,
    materiel: Vec<Materiel>,
    attribution: Vec<Speaker>,
    stance: Cited<Stance>,
    modality: Cited<Modality>,
    confidence: f32,
    sentence: Span,
    repeats: Vec<Span>,
    continues: Option<u16>,
    denies: Option<u16>,
});

stored!(Actor => ActorRow {
    role: Role,
    id: Option<ActorId>,
    name: String,
    spans: Vec<Span>,
});

stored!(Place => PlaceRow {
    id: PlaceId,
    name: String,
    kind: PlaceKind,
    lat: f64,
    lon: f64,
    radius_m: u32,
    country: Option<String>,
    admin1: Option<String>,
    admin2: Option<String>,
    population: u32,
});

stored!(Candidate => CandidateRow {
    place: Place,
    score: f32,
});

stored!(EventPlace => EventPlaceRow {
    place: Option<Place>,
    name: String,
    relation: Relation,
    lat: Option<f64>,
    lon: Option<f64>,
    radius_m: Option<u32>,
    where_prec: u8,
    confidence: f32,
    others: Vec<Candidate>,
    spans: Vec<Span>,
});

stored!(EventTime => EventTimeRow {
    range: Option<TimeRange>,
    anchor: Anchor,
    status: TimeStatus,
    value: Option<String>,
    offset_minutes: Option<i16>,
    spans: Vec<Span>,
});

stored!(Casualty => CasualtyRow {
    harm: Harm,
    victims: Victims,
    side: Option<ActorId>,
    count: CountRange,
    is_subset: bool,
    is_cumulative: bool,
    spans: Vec<Span>,
});

stored!(Materiel => MaterielRow {
    loss: Loss,
    class: Equipment,
    name: String,
    count: CountRange,
    owner: Option<ActorId>,
    spans: Vec<Span>,
});

stored!(Speaker => SpeakerRow {
    kind: SpeakerKind,
    name: String,
    side: Option<ActorId>,
    source: Option<SourceId>,
    words: Option<Span>,
    cue: Option<Span>,
});
