//! Invented reports and claims for the tests: a tiny language to tell them in.

#![allow(dead_code, reason = "each test file uses its own part")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use dateline_incidents::{ReportDigest, digest, fuse};
use dateline_model::*;
use jiff::civil::{Date, date};

/// A report under construction: its text grows by one sentence a claim.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) claims: Vec<Claim>,
    pub(crate) digests: Vec<ReportDigest>,
    n_reports: u8,
}

/// Day `n` of the invented spring: 1 is 1 March 2024.
pub(crate) fn day(n: i64) -> Date {
    date(2024, 3, 1).checked_add(jiff::ToSpan::days(n - 1)).unwrap()
}

impl Story {
    pub(crate) fn new() -> Self {
        Self { claims: Vec::new(), digests: Vec::new(), n_reports: 0 }
    }

    /// A report of `source`, published on day `n` at `hour`, with the sentences of its claims.
    pub(crate) fn report(&mut self, source: &str, n: i64, hour: i8, told: Vec<Told>) -> &mut Self {
        self.n_reports += 1;
        let id = ReportId([self.n_reports; 16]);
        let published = Published { at: day(n).at(hour, 0, 0, 0), has_time: true, offset_minutes: None };
        let mut text = String::new();
        for (ordinal, told) in told.into_iter().enumerate() {
            let start = text.len();
            text.push_str(&told.sentence);
            let sentence = Span::between(start, text.len());
            text.push('\n');
            let ordinal = u16::try_from(ordinal).unwrap();
            self.claims.push(told.claim(ClaimId { report: id, ordinal }, sentence, source, day(n)));
        }
        let report = Report {
            source: Some(SourceId::new(source)),
            url: Some(format!("https://{source}.example/{}", self.n_reports)),
            published: Some(published),
            lang: Some("en".to_owned()),
            ..Report::of_text(id, &text)
        };
        self.digests.push(digest(&report, &text, |span| span));
        self
    }

    pub(crate) fn digest_of(&self, claim: &Claim) -> Option<&ReportDigest> {
        self.digests.iter().find(|digest| digest.report == claim.id.report)
    }

    pub(crate) fn fuse(&self) -> Vec<Incident> {
        fuse(&self.claims, &self.digests)
    }
}

/// What one sentence claims.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    sentence: String,
    event_type: &'static str,
    means: Option<&'static str>,
    place: Option<EventPlace>,
    time: Option<EventTime>,
    actors: Vec<Actor>,
    casualties: Vec<Casualty>,
    speakers: Vec<Speaker>,
    stance: Stance,
    modality: Modality,
    continues: Option<u16>,
}

pub(crate) fn told(event_type: &'static str, sentence: &str) -> Told {
    Told {
        sentence: sentence.to_owned(),
        event_type,
        means: None,
        place: None,
        time: None,
        actors: Vec::new(),
        casualties: Vec::new(),
        speakers: Vec::new(),
        stance: Stance::Says,
        modality: Modality::Occurred,
        continues: None,
    }
}

impl Told {
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// The same in other words.
    pub(crate) fn in_words(mut self, sentence: &str) -> Self {
        sentence.clone_into(&mut self.sentence);
        self
    }

    /// In a town of the table below.
    pub(crate) fn at(mut self, town: &str) -> Self {
        self.place = Some(town_of(town));
        self
    }

    /// Somewhere within a town or area, not at it.
    pub(crate) fn within(self, town: &str) -> Self {
        let mut it = self.at(town);
        it.place.iter_mut().for_each(|place| place.relation = Relation::Within);
        it
    }

    /// At a place that the gazetteer does not know.
    pub(crate) fn at_unknown(mut self, name: &str) -> Self {
        let known = town_of("Orvo");
        self.place = Some(EventPlace {
            place: None,
            name: name.to_owned(),
            lat: None,
            lon: None,
            radius_m: None,
            ..known
        });
        self
    }

    pub(crate) fn spot(mut self, spot: &str) -> Self {
        if let Some(place) = &mut self.place {
            place.name = format!("{spot} in {}", place.name);
        }
        self
    }

    pub(crate) fn on(mut self, n: i64) -> Self {
        self.time = Some(event_time(day(n).at(0, 0, 0, 0), day(n + 1).at(0, 0, 0, 0), Grain::Day, true));
        self
    }

    pub(crate) fn hour(mut self, n: i64, hour: i8) -> Self {
        let start = day(n).at(hour, 0, 0, 0);
        let end = start.checked_add(jiff::ToSpan::hours(1)).unwrap();
        self.time = Some(event_time(start, end, Grain::Hour, true));
        self
    }

    /// From day `n` to the end of day `last`.
    pub(crate) fn days(mut self, n: i64, last: i64) -> Self {
        let (start, end) = (day(n).at(0, 0, 0, 0), day(last + 1).at(0, 0, 0, 0));
        self.time = Some(event_time(start, end, Grain::Days, true));
        self
    }

    /// On a day that nothing tells, not even the report's date.
    pub(crate) fn undated(mut self) -> Self {
        let time = event_time(day(1).at(0, 0, 0, 0), day(2).at(0, 0, 0, 0), Grain::Day, true);
        self.time = Some(EventTime { range: None, ..time });
        self
    }

    pub(crate) fn long_ago(mut self) -> Self {
        let time = event_time(day(1).at(0, 0, 0, 0), day(2).at(0, 0, 0, 0), Grain::Day, true);
        self.time = Some(EventTime { range: None, status: TimeStatus::Historical, ..time });
        self
    }

    pub(crate) fn by(self, id: &str) -> Self {
        self.actor(Role::Initiator, id)
    }

    pub(crate) fn against(self, id: &str) -> Self {
        self.actor(Role::Target, id)
    }

    fn actor(mut self, role: Role, id: &str) -> Self {
        self.actors.push(Actor { role, id: Some(ActorId::new(id)), name: id.to_owned(), spans: Vec::new() });
        self
    }

    pub(crate) fn means(mut self, means: &'static str) -> Self {
        self.means = Some(means);
        self
    }

    pub(crate) fn killed(self, n: u32) -> Self {
        self.harm(Harm::Killed, CountRange::exactly(n))
    }

    pub(crate) fn injured(self, n: u32) -> Self {
        self.harm(Harm::Injured, CountRange::exactly(n))
    }

    pub(crate) fn harm(mut self, harm: Harm, count: CountRange) -> Self {
        let victims = Victims::Unspecified;
        let (is_subset, is_cumulative) = (false, false);
        self.casualties.push(Casualty {
            harm,
            victims,
            side: None,
            count,
            is_subset,
            is_cumulative,
            spans: Vec::new(),
        });
        self
    }

    /// Said by an office that speaks for a party.
    pub(crate) fn said_by(mut self, name: &str, kind: SpeakerKind, side: Option<&str>) -> Self {
        let side = side.map(ActorId::new);
        let words = Some(Span::between(0, 1));
        self.speakers.push(Speaker { kind, name: name.to_owned(), side, source: None, words, cue: words });
        self
    }

    /// Told by another publisher.
    pub(crate) fn relayed_by(mut self, source: &str) -> Self {
        let words = Some(Span::between(0, 1));
        let source_id = Some(SourceId::new(source));
        let kind = SpeakerKind::WireAgency;
        self.speakers.push(Speaker {
            kind,
            name: source.to_owned(),
            side: None,
            source: source_id,
            words,
            cue: words,
        });
        self
    }

    pub(crate) fn stance(mut self, stance: Stance) -> Self {
        self.stance = stance;
        self
    }

    /// The report says that this goes on about its claim of this number.
    pub(crate) fn goes_on(mut self, ordinal: u16) -> Self {
        self.continues = Some(ordinal);
        self
    }

    pub(crate) fn modality(mut self, modality: Modality) -> Self {
        self.modality = modality;
        self
    }

    fn claim(self, id: ClaimId, sentence: Span, source: &str, published: Date) -> Claim {
        let assumed = || {
            event_time(
                published.at(0, 0, 0, 0),
                published.tomorrow().unwrap().at(0, 0, 0, 0),
                Grain::Day,
                false,
            )
        };
        let mut attribution = self.speakers;
        attribution.push(Speaker {
            kind: SpeakerKind::LocalMedia,
            name: source.to_owned(),
            side: None,
            source: Some(SourceId::new(source)),
            words: None,
            cue: None,
        });
        Claim {
            id,
            event_type: Cited { value: EventType::new(self.event_type), spans: vec![sentence] },
            means: self.means.map(|means| Cited { value: Means::new(means), spans: vec![sentence] }),
            actors: self.actors,
            place: self.place,
            time: Some(self.time.unwrap_or_else(assumed)),
            casualties: self.casualties,
            materiel: Vec::new(),
            attribution,
            stance: Cited { value: self.stance, spans: Vec::new() },
            modality: Cited { value: self.modality, spans: Vec::new() },
            confidence: 0.9,
            sentence,
            repeats: Vec::new(),
            continues: self.continues,
            denies: None,
        }
    }
}

fn event_time(
    start: jiff::civil::DateTime,
    end: jiff::civil::DateTime,
    grain: Grain,
    told: bool,
) -> EventTime {
    EventTime {
        range: TimeRange::new(start, end, grain),
        anchor: if told { Anchor::Explicit } else { Anchor::Published },
        status: TimeStatus::Resolved,
        value: None,
        offset_minutes: None,
        spans: if told { vec![Span::between(0, 1)] } else { Vec::new() },
    }
}

/// Invented towns: the letters of the name decide where they lie; `Orvo` and `Tamsa` are 30 km apart.
pub(crate) fn town_of(name: &str) -> EventPlace {
    let (lat, lon, kind, radius) = match name {
        "Orvo" => (35.0, 38.0, PlaceKind::Settlement, 4_000),
        "Tamsa" => (35.27, 38.0, PlaceKind::Settlement, 4_000),
        "Little Orvo" => (35.09, 38.0, PlaceKind::Settlement, 3_000),
        "Kellun" => (36.4, 39.5, PlaceKind::Settlement, 6_000),
        "Orvo air base" => (35.02, 38.02, PlaceKind::Airfield, 2_000),
        "Upper Province" => (35.3, 38.3, PlaceKind::Admin1, 90_000),
        other => panic!("no such town: {other}"),
    };
    let place = Place {
        id: PlaceId::new(format!("test:{name}")),
        name: name.to_owned(),
        kind,
        lat,
        lon,
        radius_m: radius,
        country: Some("SY".to_owned()),
        admin1: Some("Upper Province".to_owned()),
        admin2: None,
        population: 0,
    };
    EventPlace {
        place: Some(place),
        name: name.to_owned(),
        relation: Relation::At,
        lat: Some(lat),
        lon: Some(lon),
        radius_m: Some(radius),
        where_prec: if kind == PlaceKind::Admin1 { 4 } else { 1 },
        confidence: 0.9,
        others: Vec::new(),
        spans: vec![Span::between(0, 1)],
    }
}
