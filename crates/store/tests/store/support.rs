//! Records for the tests of this crate: invented reports, claims and incidents with every field filled.

use dateline_model::{
    Actor, ActorId, Anchor, Candidate, Casualty, Cited, Claim, ClaimId, CountRange, Cut, CutReason,
    Equipment, EventPlace, EventTime, EventType, Field, Figure, Grade, Grain, Harm, Incident, IncidentId,
    Link, Loss, Materiel, Means, Modality, Note, NoteKind, Place, PlaceId, PlaceKind, Policy, Position,
    Published, Relation, Repeat, Report, ReportId, Review, Role, Root, Sides, SourceCount, SourceId, Span,
    Speaker, SpeakerKind, Stance, Supported, TimeRange, TimeStatus, Toll, Victims,
};
use dateline_store::{ReportRecord, Store};
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use tempfile::TempDir;

/// The engine that pretends to have read the reports.
pub(crate) const ENGINE: &str = "0.1.0";

/// A database in a folder that vanishes with it.
pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
}

impl House {
    /// The file.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("incidents.db")
    }
}

/// A new, empty database.
pub(crate) fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path().join("incidents.db")).unwrap();
    House { folder, store }
}

/// The n-th second of a day on which nothing else happens.
pub(crate) fn second(n: i64) -> Timestamp {
    Timestamp::from_second(1_600_000_000 + n).unwrap()
}

pub(crate) fn day(year: i16, month: i8, day: i8) -> DateTime {
    date(year, month, day).at(0, 0, 0, 0)
}

/// The id made of one repeated byte and a number.
pub(crate) fn report_id(n: u32) -> ReportId {
    let mut id = [0xab; 16];
    id[..4].copy_from_slice(&n.to_be_bytes());
    ReportId(id)
}

/// A report of one sentence about a village, a day and a toll, with the one claim it makes.
#[derive(Clone)]
pub(crate) struct Sample {
    pub(crate) n: u32,
    pub(crate) village: &'static str,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) country: &'static str,
    pub(crate) day: DateTime,
    pub(crate) killed: u32,
    pub(crate) url: Option<String>,
    pub(crate) source: &'static str,
    pub(crate) block_keys: Vec<i64>,
    pub(crate) event_type: &'static str,
}

impl Sample {
    pub(crate) fn new(n: u32) -> Self {
        Self {
            n,
            village: "Tell Zahra",
            lat: 36.2,
            lon: 37.1,
            country: "SY",
            day: day(2016, 12, 16),
            killed: 3,
            url: Some(format!("https://example.org/news/{n}")),
            source: "example.org",
            block_keys: vec![i64::from(n)],
            event_type: "air_drone_strike",
        }
    }

    pub(crate) fn text(&self) -> String {
        format!(
            "Home | World\nWarplanes struck {}, killing {} people, a resident said on day {}.",
            self.village,
            self.killed,
            self.day.date()
        )
    }

    pub(crate) fn record(&self) -> ReportRecord {
        let text = self.text();
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::between(start, start + words.len())
        };
        let sentence = Span::between(text.find("Warplanes").unwrap(), text.len());
        ReportRecord {
            cuts: vec![Cut { span: span("Home | World"), reason: CutReason::Navigation }],
            repeats: vec![Repeat { kept: span("Warplanes"), again: span("people") }],
            notes: vec![Note {
                kind: NoteKind::UnknownName,
                span: Some(span(self.village)),
                detail: "one".into(),
            }],
            claims: vec![self.claim(&span, sentence)],
            digest: vec![1, 2, 3],
            block_keys: vec![self.block_keys.clone()],
            engine: ENGINE.to_owned(),
            report: Report {
                id: report_id(self.n),
                external_id: Some(format!("x{}", self.n)),
                source: Some(SourceId::new(self.source)),
                url: self.url.clone(),
                title: Some(format!("Strike on {}", self.village)),
                published: Some(Published { at: self.day, has_time: false, offset_minutes: Some(120) }),
                lang: Some("en".to_owned()),
                is_html: false,
                origin: format!("samples.jsonl#{}", self.n),
                notes: vec![Note { kind: NoteKind::BadEncoding, span: None, detail: String::new() }],
                text,
            },
        }
    }

    pub(crate) fn claim_id(&self) -> ClaimId {
        ClaimId { report: report_id(self.n), ordinal: 0 }
    }

    fn claim(&self, span: &dyn Fn(&str) -> Span, sentence: Span) -> Claim {
        Claim {
            id: self.claim_id(),
            event_type: Cited { value: EventType::new(self.event_type), spans: vec![span("struck")] },
            means: Some(Cited { value: Means::new("aircraft"), spans: vec![span("Warplanes")] }),
            actors: vec![Actor {
                role: Role::Initiator,
                id: Some(ActorId::new("syria.military")),
                name: "Military Forces of Syria".to_owned(),
                spans: vec![span("Warplanes")],
            }],
            place: Some(self.event_place(vec![span(self.village)])),
            time: Some(EventTime {
                range: Some(self.time()),
                anchor: Anchor::Published,
                status: TimeStatus::Resolved,
                value: Some(self.day.date().to_string()),
                offset_minutes: None,
                spans: vec![span("on day")],
            }),
            casualties: vec![Casualty {
                harm: Harm::Killed,
                victims: Victims::Civilians,
                side: None,
                count: CountRange::exactly(self.killed),
                is_subset: false,
                is_cumulative: false,
                spans: vec![span("people")],
            }],
            materiel: vec![Materiel {
                loss: Loss::Used,
                class: Equipment::new("aircraft"),
                name: "Warplanes".to_owned(),
                count: CountRange::new(1, None),
                owner: Some(ActorId::new("syria.military")),
                spans: vec![span("Warplanes")],
            }],
            attribution: vec![Speaker {
                kind: SpeakerKind::Resident,
                name: "a resident".to_owned(),
                side: None,
                source: None,
                words: Some(span("a resident")),
                cue: Some(span("said")),
            }],
            stance: Cited { value: Stance::Says, spans: vec![span("said")] },
            modality: Cited { value: Modality::Occurred, spans: Vec::new() },
            confidence: 0.8,
            sentence,
            repeats: Vec::new(),
            continues: None,
            denies: None,
        }
    }

    pub(crate) fn time(&self) -> TimeRange {
        TimeRange::new(self.day, self.day.tomorrow().unwrap(), Grain::Day).unwrap()
    }

    pub(crate) fn event_place(&self, spans: Vec<Span>) -> EventPlace {
        let place = Place {
            id: PlaceId::new("made-up:1"),
            name: self.village.to_owned(),
            kind: PlaceKind::Settlement,
            lat: self.lat,
            lon: self.lon,
            radius_m: 1_500,
            country: Some(self.country.to_owned()),
            admin1: Some("Aleppo".to_owned()),
            admin2: None,
            population: 4_000,
        };
        EventPlace {
            lat: Some(self.lat),
            lon: Some(self.lon),
            radius_m: Some(1_500),
            name: self.village.to_owned(),
            relation: Relation::At,
            where_prec: 1,
            confidence: 0.9,
            others: vec![Candidate { place: place.clone(), score: 0.1 }],
            place: Some(place),
            spans,
        }
    }
}

/// The incident that these reports support together, the first founding it.
pub(crate) fn incident(id: &str, samples: &[&Sample]) -> Incident {
    let first = samples[0];
    let mut claims: Vec<ClaimId> = samples.iter().map(|sample| sample.claim_id()).collect();
    claims.sort();
    let roots = u32::try_from(samples.len()).unwrap();
    let killed = samples.iter().map(|sample| sample.killed);
    Incident {
        id: IncidentId::new(id),
        event_type: field(EventType::new(first.event_type), &claims),
        means: field(Means::new("aircraft"), &claims),
        time: field(first.time(), &claims),
        place: field(first.event_place(Vec::new()), &claims),
        actors: vec![supported(
            Sides {
                role: Role::Initiator,
                id: Some(ActorId::new("syria.military")),
                name: "Military Forces of Syria".to_owned(),
            },
            &claims,
        )],
        tolls: vec![Toll {
            harm: Harm::Killed,
            victims: Victims::Civilians,
            count: field(CountRange::new(killed.clone().min().unwrap(), killed.max()), &claims),
            course: samples
                .iter()
                .map(|it| Figure { count: CountRange::exactly(it.killed), claim: it.claim_id() })
                .collect(),
        }],
        materiel: Vec::new(),
        links: samples
            .iter()
            .map(|sample| Link {
                claim: sample.claim_id(),
                score: 0.75,
                parts: vec![("same town".to_owned(), 2.1), ("same day".to_owned(), 1.0 / 3.0)],
            })
            .collect(),
        denials: Vec::new(),
        roots: vec![Root {
            name: "a resident".to_owned(),
            claims: claims.clone(),
            reason: "named".to_owned(),
        }],
        sources: SourceCount { reports: roots, outlets: 1, roots },
        positions: vec![Position {
            party: ActorId::new("syria.military"),
            name: "Military Forces of Syria".to_owned(),
            stance: None,
            claims: Vec::new(),
        }],
        grade: if roots > 1 { Grade::Fair } else { Grade::Weak },
        grade_reason: "counted".to_owned(),
        review: Review::Open,
        decisions: Vec::new(),
    }
}

fn supported<T>(value: T, claims: &[ClaimId]) -> Supported<T> {
    Supported { value, claims: claims.to_vec(), roots: 1 }
}

fn field<T: Clone>(value: T, claims: &[ClaimId]) -> Field<T> {
    Field {
        headline: Some(value.clone()),
        policy: Policy::MostSupported,
        values: vec![supported(value, claims)],
    }
}

/// Puts in the reports, each as a batch of its own.
pub(crate) fn put(store: &mut Store, samples: &[&Sample]) {
    for sample in samples {
        store.put_reports(&[sample.record()], second(i64::from(sample.n))).unwrap();
    }
}
