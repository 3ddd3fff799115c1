//! Reports, claims and incidents for the tests of this crate. The villages are invented.

use dateline_model::{
    Actor, ActorId, Anchor, Candidate, Casualty, Cited, Claim, ClaimId, CountRange, EventPlace, EventTime,
    EventType, Field, Figure, Grade, Grain, Harm, Incident, IncidentId, Link, Means, Modality, Place,
    PlaceId, PlaceKind, Policy, Position, Published, Relation, Report, ReportId, Review, Role, Root, Sides,
    SourceCount, SourceId, Span, Speaker, SpeakerKind, Stance, Supported, TimeRange, TimeStatus, Toll,
    Victims,
};
use dateline_store::{ReportRecord, Store, StoredIncident};
use jiff::Timestamp;
use jiff::civil::date;
use tempfile::TempDir;

use crate::dossier::Dossier;

/// The report that all fixtures rest on; its title tries to run a script.
const TEXT: &str = "Two people were killed in an air strike on Umm Zayt on Thursday, the ministry said.";

/// A report of outlet number `n` with the text above.
pub(crate) fn report(n: u8) -> Report {
    Report {
        id: ReportId([n; 16]),
        external_id: None,
        source: Some(SourceId::new("example-wire")),
        url: Some(format!("https://example.org/{n}")),
        title: Some("Strike <script>alert(1)</script> on Umm Zayt".to_owned()),
        published: Some(Published {
            at: date(2024, 5, 3).at(9, 30, 0, 0),
            has_time: true,
            offset_minutes: Some(180),
        }),
        lang: Some("en".to_owned()),
        text: TEXT.to_owned(),
        is_html: false,
        origin: format!("feed.xml#{n}"),
        notes: Vec::new(),
    }
}

/// The words of the fixture's text.
fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::between(start, start + words.len())
}

/// The spot Umm Zayt, or the area around it when `where_prec` is 4 or more; 2 and 3 are a small circle.
pub(crate) fn place(where_prec: u8) -> EventPlace {
    let place = Place {
        id: PlaceId::new("geonames:1"),
        name: "Umm Zayt".to_owned(),
        kind: if where_prec < 4 { PlaceKind::Settlement } else { PlaceKind::Admin1 },
        lat: 34.5,
        lon: 38.25,
        radius_m: if where_prec < 4 { 2_000 } else { 90_000 },
        country: Some("SY".to_owned()),
        admin1: Some("Homs".to_owned()),
        admin2: None,
        population: 4_000,
    };
    let other =
        Place { id: PlaceId::new("geonames:2"), lat: 36.0, country: Some("IQ".to_owned()), ..place.clone() };
    EventPlace {
        name: "Umm Zayt".to_owned(),
        relation: Relation::At,
        lat: Some(place.lat),
        lon: Some(place.lon),
        radius_m: Some(place.radius_m),
        where_prec,
        confidence: 0.9,
        others: vec![Candidate { place: other, score: 0.1 }],
        spans: vec![span("Umm Zayt")],
        place: Some(place),
    }
}

fn thursday() -> TimeRange {
    let start = date(2024, 5, 2).at(0, 0, 0, 0);
    TimeRange::new(start, date(2024, 5, 3).at(0, 0, 0, 0), Grain::Day).unwrap()
}

/// The claim that report number `n` makes.
pub(crate) fn claim(n: u8) -> Claim {
    Claim {
        id: ClaimId { report: ReportId([n; 16]), ordinal: 0 },
        event_type: Cited { value: EventType::new("air_drone_strike"), spans: vec![span("air strike")] },
        means: Some(Cited { value: Means::new("aircraft"), spans: vec![span("air")] }),
        actors: vec![Actor {
            role: Role::Victim,
            id: None,
            name: "people".to_owned(),
            spans: vec![span("people")],
        }],
        place: Some(place(1)),
        time: Some(EventTime {
            range: Some(thursday()),
            anchor: Anchor::Published,
            status: TimeStatus::Resolved,
            value: Some("2024-05-02".to_owned()),
            offset_minutes: None,
            spans: vec![span("on Thursday")],
        }),
        casualties: vec![Casualty {
            harm: Harm::Killed,
            victims: Victims::Unspecified,
            side: None,
            count: CountRange::exactly(2),
            is_subset: false,
            is_cumulative: false,
            spans: vec![span("Two people"), span("killed")],
        }],
        materiel: Vec::new(),
        attribution: vec![
            Speaker {
                kind: SpeakerKind::Government,
                name: "the ministry".to_owned(),
                side: None,
                source: None,
                words: Some(span("the ministry")),
                cue: Some(span("said")),
            },
            Speaker {
                kind: SpeakerKind::WireAgency,
                name: "Example Wire".to_owned(),
                side: None,
                source: Some(SourceId::new("example-wire")),
                words: None,
                cue: None,
            },
        ],
        stance: Cited { value: Stance::Says, spans: vec![span("said")] },
        modality: Cited { value: Modality::Occurred, spans: Vec::new() },
        confidence: 0.75,
        sentence: Span::between(0, TEXT.len()),
        repeats: Vec::new(),
        continues: None,
        denies: None,
    }
}

fn field<T: Clone>(policy: Policy, value: T, claim: ClaimId) -> Field<T> {
    let values = vec![Supported { value: value.clone(), claims: vec![claim], roots: 1 }];
    Field { headline: Some(value), policy, values }
}

/// The incident that the claim of report number `n` makes.
pub(crate) fn incident(n: u8, where_prec: u8) -> Incident {
    let claim = claim(n).id;
    let sides = |role, name: &str, id: Option<&str>| Supported {
        value: Sides { role, id: id.map(ActorId::new), name: name.to_owned() },
        claims: vec![claim],
        roots: 1,
    };
    Incident {
        id: IncidentId::new(format!("incident{n:02}")),
        event_type: field(Policy::MostSupported, EventType::new("air_drone_strike"), claim),
        means: field(Policy::MostSupported, Means::new("aircraft"), claim),
        time: field(Policy::MostSupported, thursday(), claim),
        place: field(Policy::MostSupported, place(where_prec), claim),
        actors: vec![
            sides(Role::Initiator, "Military Forces of Exampleland", Some("exampleland.military")),
            sides(Role::Initiator, "=cmd|' /C calc'!A0", None),
            sides(Role::Target, "-Northern Front", None),
            sides(Role::Victim, "people", None),
        ],
        tolls: vec![Toll {
            harm: Harm::Killed,
            victims: Victims::Unspecified,
            count: field(Policy::AirwarsRange, CountRange::new(2, None), claim),
            course: vec![Figure { count: CountRange::exactly(2), claim }],
        }],
        materiel: Vec::new(),
        links: vec![Link { claim, score: 1.0, parts: vec![("founding claim".to_owned(), 1.0)] }],
        denials: Vec::new(),
        roots: vec![Root {
            name: "the ministry".to_owned(),
            claims: vec![claim],
            reason: "named speaker".to_owned(),
        }],
        sources: SourceCount { reports: 1, outlets: 1, roots: 1 },
        positions: vec![Position {
            party: ActorId::new("exampleland.military"),
            name: "Military Forces of Exampleland".to_owned(),
            stance: None,
            claims: Vec::new(),
        }],
        grade: Grade::Weak,
        grade_reason: "one independent root".to_owned(),
        review: Review::Open,
        decisions: Vec::new(),
    }
}

/// Incident number `n` with its claim and report.
pub(crate) fn dossier(n: u8, where_prec: u8) -> Dossier {
    let seen = Timestamp::from_second(1_714_723_200).unwrap();
    let stored = StoredIncident {
        incident: incident(n, where_prec),
        headline: TEXT.to_owned(),
        first_seen: seen,
        last_changed: seen,
        revision: 1,
        redirected_from: None,
        merged: Vec::new(),
    };
    Dossier {
        stored,
        claims: vec![claim(n)],
        reports: vec![report(n)],
        history: Vec::new(),
        decisions: Vec::new(),
        versions: Vec::new(),
    }
}

/// Incident number `n`, of which nothing is known but that it happened.
pub(crate) fn bare_dossier(n: u8) -> Dossier {
    let mut dossier = dossier(n, 1);
    let incident = &mut dossier.stored.incident;
    incident.time.headline = None;
    incident.place.headline = None;
    incident.tolls.clear();
    dossier
}

/// A database of incident 1 at a spot and incident 4 in an area, each of its own report, in a folder that vanishes.
pub(crate) fn database() -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("incidents.db");
    let mut store = Store::create(&path).unwrap();
    let now = Timestamp::from_second(1_714_723_200).unwrap();
    let record = |n| ReportRecord {
        report: report(n),
        cuts: Vec::new(),
        repeats: Vec::new(),
        notes: Vec::new(),
        claims: vec![claim(n)],
        digest: Vec::new(),
        block_keys: vec![vec![1]],
        engine: "1".to_owned(),
    };
    store.put_reports(&[record(1), record(4)], now).unwrap();
    let scope = [claim(1).id, claim(4).id];
    store.replace_incidents(&scope, &[incident(1, 1), incident(4, 4)], now).unwrap();
    (folder, path)
}
