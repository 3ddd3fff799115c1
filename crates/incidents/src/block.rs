//! Which claims may be the same incident: keys, so that two such claims share at least one.
//!
//! A key is made of a stretch of time, a cell of ground, and a block of event types. What is known less well
//! gives a coarser key joined to a number of people, so that vague claims meet only those that count alike. What a
//! report is about has keys of its names, too, so that a missing place keeps nothing apart.

use dateline_model::{Claim, Modality};
use dateline_tables as tables;
use h3o::{LatLng, Resolution};
use xxhash_rust::xxh3::xxh3_64;

use crate::account::{self, DAY, Spot, When, spot, when};
use crate::digest::ReportDigest;
use crate::words;

/// Days in one stretch of time. A claim of one day falls into one stretch or two.
const STRETCH: i64 = 4;
/// The first claims of a report, so many, meet those of other reports that are about the same.
const FIRST: u16 = 2;
/// So many of its heaviest terms stand for what a report is about.
const TERMS: usize = 8;
/// Pairs of terms are made of the heaviest so many.
const PAIRED: usize = 5;
/// Days within which two reports that share a heavy term are published, and such as share two.
const WEEK: i64 = 8;
const SEASON: i64 = 240;
/// A time longer than this many days is too vague for keys of time.
const LONGEST: i64 = 40;
/// Cells of about 45 km across: a town and its surroundings fit into one to three.
const CELLS: Resolution = Resolution::Four;
/// Added to a place's radius, in metres, so that neighbouring circles share a cell.
const MARGIN: f64 = 3_000.0;
/// Metres in one degree of latitude.
const DEGREE: f64 = 111_195.0;
/// A number of people from here on tells an event within a country, and one from [`WORLD_COUNT`] within the world.
const COUNTRY_COUNT: u32 = 3;
const WORLD_COUNT: u32 = 20;

/// Keys of `claim`, sorted, `digest` being that of its report: claims that may be the same incident share at least one.
///
/// A claim whose modality makes no incident (threatened, planned, hypothetical) has none; a denied claim has those
/// of what it denies.
#[must_use]
pub fn block_keys(claim: &Claim, digest: Option<&ReportDigest>) -> Vec<u64> {
    if !claim.modality.value.makes_incident() && claim.modality.value != Modality::Denied {
        return Vec::new();
    }
    let group = tables::event_type(claim.event_type.value.as_str()).map_or("other", |row| row.group);
    let block = tables::fuse_block(group);
    let report = claim.id.report.to_string();
    let ordinals = claim.continues.into_iter().chain([claim.id.ordinal]);
    let mut keys: Vec<u64> = ordinals.map(|nth| key(&["claim", &report, &nth.to_string()])).collect();
    keys.push(key(&["report", &report, block]));
    let spot = spot(claim);
    let grounds = grounds(claim, spot.as_ref());
    keys.extend(digest.filter(|_| claim.id.ordinal < FIRST).into_iter().flat_map(theme_keys));
    for stretch in stretches(when(claim, digest)) {
        let stretch = stretch.to_string();
        keys.extend(grounds.iter().map(|ground| key(&["ground", ground, &stretch, block])));
    }
    words::sorted(keys)
}

fn key(parts: &[&str]) -> u64 {
    xxh3_64(parts.join("\u{1f}").as_bytes())
}

/// Keys of what a report is about: a heavy term with the week of publication, two with the season, or a person.
fn theme_keys(digest: &ReportDigest) -> Vec<u64> {
    let theme = &digest.theme;
    let terms = theme.heaviest(TERMS);
    let mut keys: Vec<u64> =
        theme.persons.iter().map(|person| key(&["person", &person.to_string()])).collect();
    let Some(published) = account::published(digest) else { return keys };
    for stretch in halves(published, WEEK) {
        keys.extend(terms.iter().map(|term| key(&["term", &term.to_string(), &stretch])));
    }
    for stretch in halves(published, SEASON) {
        for (nth, term) in terms.iter().take(PAIRED).enumerate() {
            let pairs = terms[..nth].iter().map(|other| (term.min(other), term.max(other)));
            keys.extend(pairs.map(|(a, b)| key(&["terms", &a.to_string(), &b.to_string(), &stretch])));
        }
    }
    keys
}

/// The two stretches of so many days, half over one another, that a moment lies in.
fn halves(at: i64, days: i64) -> [String; 2] {
    let half = at.div_euclid(days * DAY / 2);
    [half - 1, half].map(|nth| nth.to_string())
}

/// The stretches of time that the event, or the day after it, may touch.
fn stretches(when: When) -> Vec<i64> {
    let Some((start, end)) = when.window() else { return Vec::new() };
    let first = start.div_euclid(DAY);
    let last = (end - 1).div_euclid(DAY) + 1;
    if last - first > LONGEST {
        return Vec::new();
    }
    (first.div_euclid(STRETCH)..=last.div_euclid(STRETCH)).collect()
}

/// The pieces of ground that the event may touch, as texts.
fn grounds(claim: &Claim, spot: Option<&Spot>) -> Vec<String> {
    let mut grounds = Vec::new();
    let country = spot.and_then(|spot| spot.country.as_deref());
    for (harm, count) in totals(claim) {
        if let Some(country) = country.filter(|_| count >= COUNTRY_COUNT) {
            grounds.push(format!("{country} {harm} {count}"));
        }
        if count >= WORLD_COUNT {
            grounds.push(format!("world {harm} {count}"));
        }
    }
    let Some(spot) = spot else { return grounds };
    match spot.circle {
        Some(circle) if !spot.is_area => grounds.extend(cells(circle)),
        Some(_) => grounds.push(format!("area {}", spot.id.as_deref().unwrap_or(&spot.name))),
        None => {}
    }
    // A spot that one report puts in a town and another only names.
    if spot.circle.is_none() || !spot.beyond.is_empty() {
        grounds.push(format!("name {}", spot.name));
    }
    grounds
}

/// Numbers of people harmed, as far as they tell an event.
fn totals(claim: &Claim) -> impl Iterator<Item = (&'static str, u32)> {
    let counts = claim.casualties.iter().filter(|it| !it.is_subset && !it.is_cumulative);
    counts.map(|it| (it.harm.as_str(), it.count.min()))
}

/// The cells that a circle touches: those of its middle and of points around it.
fn cells((lat, lon, radius): (f64, f64, f64)) -> Vec<String> {
    let reach = (radius + MARGIN) / DEGREE;
    let wider = 1.0 / lat.to_radians().cos().max(0.05);
    let ring = (0..12).map(|step| f64::from(step) * std::f64::consts::TAU / 12.0);
    let around = ring.map(|angle| (lat + reach * angle.sin(), lon + reach * angle.cos() * wider));
    let points = around.chain([(lat, lon)]);
    let cells = points.filter_map(|(lat, lon)| {
        let at = LatLng::new(lat.clamp(-90.0, 90.0), lon).ok()?;
        Some(at.to_cell(CELLS).to_string())
    });
    words::sorted(cells.collect())
}
