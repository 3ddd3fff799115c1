//! How long questions take: `cargo bench -p dateline-store [-- INCIDENTS]` fills a database with so many invented
//! incidents (100,000 unless told otherwise) and prints the time of lists, boxes, texts and counts. With `--keep
//! FILE` the database stays there, to be asked in other ways.
//!
//! Not a divan bench: what matters is the time that 95 of 100 questions stay under, and divan does not tell it.
#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]

#[path = "../tests/store/support.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the tests, which use the rest")]
mod support;

use std::error::Error;
use std::time::{Duration, Instant};

use dateline_model::{EventType, ReportId};
use dateline_store::{Access, BBox, Facet, Filter, Page, Store, StoreError};
use jiff::ToSpan;
use support::{Sample, day, incident, second};

const TYPES: &[&str] = &[
    "air_drone_strike",
    "armed_clash",
    "shelling_artillery_missile_attack",
    "attack",
    "arrests",
    "suicide_bomb",
    "remote_explosive_landmine_ied",
    "abduction_forced_disappearance",
    "grenade",
    "agreement",
];
const COUNTRIES: &[&str] = &["SY", "UA", "SD", "YE", "IQ", "ML", "MM", "CD", "SO", "AF"];
const VILLAGES: &[&str] = &[
    "Tell Zahra",
    "Wadi Sahl",
    "Kafr Halub",
    "Bir Qamar",
    "Ain Safra",
    "Novaya Balka",
    "Krasny Luh",
    "Umm Rimal",
    "Jebel Asfar",
    "Qasr Nahla",
    "Dar Murad",
    "Old Mill",
];

fn main() -> Result<(), Box<dyn Error>> {
    let incidents = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let kept = std::env::args().skip_while(|arg| arg != "--keep").nth(1);
    let path = kept.map_or_else(|| folder.path().join("incidents.db"), std::path::PathBuf::from);
    fill(&path, incidents)?;
    let store = Store::open(&path, Access::ReadOnly)?;
    println!("\n{:<44} {:>9} {:>9} {:>9}", "question", "p50 ms", "p95 ms", "max ms");
    lists(&store)?;
    others(&store)?;
    Ok(())
}

/// Numbers that look drawn by chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Small numbers come up more often.
    fn skewed(&mut self, sides: usize) -> usize {
        let sides = sides as u64;
        usize::try_from(self.roll(sides).min(self.roll(sides))).unwrap_or_default()
    }
}

fn sample(n: u32, dice: &mut Dice) -> Sample {
    let country = dice.skewed(COUNTRIES.len());
    let corner = f64::from(u32::try_from(country).unwrap_or_default());
    let days = i32::try_from(dice.roll(3_650)).unwrap_or_default();
    let aside = |dice: &mut Dice| f64::from(u32::try_from(dice.roll(4_000)).unwrap_or_default()) / 1_000.0;
    Sample {
        village: VILLAGES[dice.skewed(VILLAGES.len())],
        lat: 10.0 + 4.0 * corner + aside(dice),
        lon: -10.0 + 9.0 * corner + aside(dice),
        country: COUNTRIES[country],
        day: day(2014, 1, 1).saturating_add(days.days()),
        killed: u32::try_from(dice.skewed(500)).unwrap_or_default(),
        event_type: TYPES[dice.skewed(TYPES.len())],
        ..Sample::new(n)
    }
}

fn fill(path: &std::path::Path, incidents: u32) -> Result<(), Box<dyn Error>> {
    let mut store = Store::create(path)?;
    let mut dice = Dice(7);
    let start = Instant::now();
    let (mut reports_took, mut done) = (Duration::ZERO, 0);
    while done < incidents {
        let batch: Vec<Sample> = (done..incidents.min(done + 500)).map(|n| sample(n, &mut dice)).collect();
        let records: Vec<_> = batch.iter().map(Sample::record).collect();
        let before = Instant::now();
        store.put_reports(&records, second(i64::from(done)))?;
        reports_took += before.elapsed();
        let scope: Vec<_> = batch.iter().map(Sample::claim_id).collect();
        let made: Vec<_> =
            batch.iter().map(|sample| incident(&format!("{:010}", sample.n), &[sample])).collect();
        store.replace_incidents(&scope, &made, second(i64::from(done)))?;
        done += 500;
    }
    let stats = store.stats()?;
    let rate = f64::from(incidents) / reports_took.as_secs_f64();
    println!("{incidents} reports and incidents written in {:.1} s", start.elapsed().as_secs_f64());
    println!("{rate:.0} reports/s put in; {} MB on disk", stats.bytes >> 20);
    Ok(())
}

fn lists(store: &Store) -> Result<(), StoreError> {
    let any = Filter::default;
    let syria = BBox { west: 36.0, south: 35.5, east: 36.5, north: 36.0 };
    let text = |words: &str| Filter { text: Some(words.to_owned()), ..any() };
    let deep = {
        let mut page = Page { limit: 500, after: None };
        for _ in 0..40 {
            page.after = store.incidents(&any(), page)?.next;
        }
        page.after
    };
    let cases = [
        ("newest", any()),
        ("country", Filter { countries: vec!["SY".into()], ..any() }),
        ("rare country", Filter { countries: vec!["AF".into()], ..any() }),
        ("two types", Filter { event_types: vec![kind(1), kind(4)], ..any() }),
        ("rare type, since", Filter { event_types: vec![kind(9)], since: Some(day(2019, 5, 1)), ..any() }),
        ("one old month", Filter { since: Some(day(2014, 3, 1)), until: Some(day(2014, 4, 1)), ..any() }),
        ("independent sources >= 2 (none)", Filter { min_roots: Some(2), ..any() }),
        ("killed >= 400", Filter { min_killed: Some(400), ..any() }),
        ("actor by id (all)", Filter { actor: Some("syria.military".into()), ..any() }),
        ("actor by name (all)", Filter { actor: Some("forces of syria".into()), ..any() }),
        ("box of half a degree", Filter { bbox: Some(moved(syria, -46.0, -25.5)), ..any() }),
        (
            "box of a country",
            Filter { bbox: Some(BBox { west: -10.0, south: 10.0, east: -6.0, north: 14.0 }), ..any() },
        ),
        (
            "box of the world",
            Filter { bbox: Some(BBox { west: -180.0, south: -90.0, east: 180.0, north: 90.0 }), ..any() },
        ),
        (
            "box, country, since, type",
            Filter {
                bbox: Some(BBox { west: -10.0, south: 10.0, east: -6.0, north: 14.0 }),
                countries: vec!["SY".into()],
                event_types: vec![kind(0)],
                since: Some(day(2016, 1, 1)),
                ..any()
            },
        ),
        ("text: one rare word", text("499")),
        ("text: a word in all", text("warplanes")),
        ("text: two common words", text("resident zahra")),
        ("text: a phrase", text("\"struck Old Mill\"")),
        ("text: start of a word", text("hal*")),
        (
            "text, country, since",
            Filter { countries: vec!["ML".into()], since: Some(day(2015, 1, 1)), ..text("warplanes") },
        ),
    ];
    for (name, filter) in &cases {
        measure(&format!("list: {name}"), || store.incidents(filter, Page::default()))?;
        measure(&format!("  its count: {}", store.count(filter)?), || store.count(filter))?;
    }
    let page = Page { limit: 50, after: deep };
    measure("list: newest, page 400", || store.incidents(&any(), page))
}

fn others(store: &Store) -> Result<(), StoreError> {
    let any = Filter::default();
    let ids: Vec<_> = store.incidents(&any, Page { limit: 200, after: None })?.rows;
    let mut at = ids.iter().cycle();
    measure("one incident", || {
        let id = at.next().map_or("", |row| row.id.as_str());
        store.incident(id)
    })?;
    let report: ReportId = support::report_id(77);
    measure("one report", || store.report(report))?;
    measure("timeline by month", || store.facet(&any, Facet::Month))?;
    measure("facet by type", || store.facet(&any, Facet::EventType))?;
    measure("map: all points", || store.map(&any, 1_000_000))
}

fn kind(at: usize) -> EventType {
    EventType::new(TYPES[at])
}

fn moved(bbox: BBox, east: f64, north: f64) -> BBox {
    BBox {
        west: bbox.west + east,
        south: bbox.south + north,
        east: bbox.east + east,
        north: bbox.north + north,
    }
}

/// Asks as often as fits into two seconds, at most 200 times.
fn measure<T>(name: &str, mut ask: impl FnMut() -> Result<T, StoreError>) -> Result<(), StoreError> {
    let mut took = Vec::new();
    let start = Instant::now();
    while took.len() < 200 && (took.len() < 5 || start.elapsed() < Duration::from_secs(2)) {
        let before = Instant::now();
        ask()?;
        took.push(before.elapsed().as_secs_f64() * 1_000.0);
    }
    took.sort_unstable_by(f64::total_cmp);
    let at = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!("{name:<44} {:>9.2} {:>9.2} {:>9.2}", at(50), at(95), at(100));
    Ok(())
}
