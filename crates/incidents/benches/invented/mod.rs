//! Invented events over 400 towns and three years, three reports each, a few towns as busy as a front line.

#![allow(dead_code, reason = "each bench uses its own part")]

use dateline_incidents::{ReportDigest, digest};
use dateline_model::{
    Actor, ActorId, Anchor, Casualty, Cited, Claim, ClaimId, CountRange, EventPlace, EventTime, EventType,
    Grain, Harm, Modality, Place, PlaceId, PlaceKind, Published, Relation, Report, ReportId, Role, SourceId,
    Span, Stance, TimeRange, TimeStatus, Victims,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A number that looks random, the same in every run (the finisher of `SplitMix64`).
pub(crate) fn mixed(n: u32) -> u32 {
    let mut x = u64::from(n).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    u32::try_from((x ^ (x >> 31)) >> 32).unwrap_or_default()
}

pub(crate) fn invent(n: u32) -> (Vec<Claim>, Vec<ReportDigest>) {
    let told: Vec<_> = (0..n).map(|nth| invent_one(nth, n / 3 + 1)).collect();
    told.into_iter().unzip()
}

/// The nth claim, in a report of its own, about one of `n_events` events.
pub(crate) fn invent_one(nth: u32, n_events: u32) -> (Claim, ReportDigest) {
    let event = mixed(nth) % n_events;
    // Half of all events happen in a tenth of the towns.
    let towns = n_events.clamp(400, 40_000);
    let town = mixed(event + 7) % if event.is_multiple_of(2) { towns / 10 } else { towns };
    // One report in four prints the sentence of another; the rest tell the event in words of their own.
    let own = if nth.is_multiple_of(4) { event } else { nth + 2_000_000 };
    let text = format!("{} {}", sentence(own), sentence(nth + 5_000_000));
    let mut report = report(nth, &text);
    let published = day(event).map(|day| day.saturating_add(i64::from(mixed(nth + 5) % 3).days()));
    report.published =
        published.map(|day| Published { at: day.at(12, 0, 0, 0), has_time: false, offset_minutes: None });
    let digest = digest(&report, &text, |span| span);
    (claim(report.id, event, town), digest)
}

pub(crate) fn sentence(n: u32) -> String {
    let word = |salt: u32| format!("w{}", mixed(n.wrapping_mul(31).wrapping_add(salt)) % 30_000);
    let words: Vec<String> = (0..18).map(word).collect();
    format!("On that day {}.", words.join(" "))
}

pub(crate) fn report(nth: u32, text: &str) -> Report {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&mixed(nth).to_be_bytes());
    id[4..8].copy_from_slice(&nth.to_be_bytes());
    Report {
        source: Some(SourceId::new(format!("outlet-{}", mixed(nth) % 60))),
        ..Report::of_text(ReportId(id), text)
    }
}

fn claim(report: ReportId, event: u32, town: u32) -> Claim {
    let sentence = Span::between(0, 60);
    let side = |role, id: u32| Actor {
        role,
        id: Some(ActorId::new(format!("side-{id}"))),
        name: String::new(),
        spans: Vec::new(),
    };
    let killed = CountRange::exactly(mixed(event + 3) % 20);
    Claim {
        id: ClaimId { report, ordinal: 0 },
        event_type: Cited { value: EventType::new("air_drone_strike"), spans: Vec::new() },
        means: None,
        actors: vec![side(Role::Initiator, event % 3), side(Role::Target, event % 5)],
        place: Some(place(town)),
        time: time(event),
        casualties: vec![Casualty {
            harm: Harm::Killed,
            victims: Victims::Unspecified,
            side: None,
            count: killed,
            is_subset: false,
            is_cumulative: false,
            spans: Vec::new(),
        }],
        materiel: Vec::new(),
        attribution: Vec::new(),
        stance: Cited { value: Stance::Says, spans: Vec::new() },
        modality: Cited { value: Modality::Occurred, spans: Vec::new() },
        confidence: 1.0,
        sentence,
        repeats: Vec::new(),
        continues: None,
        denies: None,
    }
}

fn place(town: u32) -> EventPlace {
    let (lat, lon) = (-20.0 + f64::from(town / 300) * 0.5, f64::from(town % 300) * 0.5);
    let place = Place {
        id: PlaceId::new(format!("test:{town}")),
        name: format!("town {town}"),
        kind: PlaceKind::Settlement,
        lat,
        lon,
        radius_m: 4_000,
        country: Some("SY".to_owned()),
        admin1: None,
        admin2: None,
        population: 0,
    };
    EventPlace {
        name: place.name.clone(),
        place: Some(place),
        relation: Relation::At,
        lat: Some(lat),
        lon: Some(lon),
        radius_m: Some(4_000),
        where_prec: 1,
        confidence: 1.0,
        others: Vec::new(),
        spans: Vec::new(),
    }
}

fn day(event: u32) -> Option<Date> {
    date(2021, 1, 1).checked_add(i64::from(mixed(event + 11) % 1_000).days()).ok()
}

fn time(event: u32) -> Option<EventTime> {
    let start = day(event)?;
    let range = TimeRange::new(start.at(0, 0, 0, 0), start.tomorrow().ok()?.at(0, 0, 0, 0), Grain::Day);
    Some(EventTime {
        range,
        anchor: Anchor::Explicit,
        status: TimeStatus::Resolved,
        value: None,
        offset_minutes: None,
        spans: vec![Span::between(0, 6)],
    })
}
