//! Measured on MAVERICK (human-coded event reports with gold fields, Ivory Coast): are rows of one event put
//! together, and others kept apart? Reads the folder `DATELINE_DATA`; skipped, with a word, when it is unset.

#![expect(clippy::disallowed_methods, reason = "this test reads the data set")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use dateline_incidents::{ReportDigest, block_keys, explain, fuse};
use dateline_model::*;
use jiff::ToSpan;
use jiff::civil::Date;

/// The best simple rule (same start day, city and named spot, different article), closed over pairs, on these rows:
/// F of pairs and B-cubed F. No merging at all gives 0 and 0.783.
const SIMPLE_RULE: (f64, f64) = (0.545, 0.869);

#[test]
fn merging_gold_fields_beats_the_best_simple_rule() {
    let Some(folder) = std::env::var_os("DATELINE_DATA") else {
        println!("skipped: DATELINE_DATA is not set");
        return;
    };
    let path = PathBuf::from(folder).join("maverick/ivory_coast.tsv");
    let rows = Row::read(&std::fs::read_to_string(path).unwrap());
    let claims: Vec<Claim> = rows.iter().map(Row::claim).collect();
    let digests: Vec<ReportDigest> = rows.iter().map(Row::digest).collect();
    let gold: BTreeMap<ClaimId, &str> = rows.iter().map(|row| (row.id(), row.cell("event_id"))).collect();
    let system: BTreeMap<ClaimId, String> = fuse(&claims, &digests)
        .into_iter()
        .flat_map(|it| it.links.into_iter().map(move |link| (link.claim, it.id.to_string())))
        .collect();
    assert_eq!(gold.len(), system.len());

    let (precision, recall) = pairwise(&gold, &system);
    let (b3_precision, b3_recall) = b_cubed(&gold, &system);
    println!("link P {precision:.3} R {recall:.3} F {:.3}", f(precision, recall));
    println!("B3   P {b3_precision:.3} R {b3_recall:.3} F {:.3}", f(b3_precision, b3_recall));
    let events = gold.values().collect::<BTreeSet<_>>().len();
    let incidents = system.values().collect::<BTreeSet<_>>().len();
    println!("{} rows, {events} events, {incidents} incidents", rows.len());
    reliability(&compared(&claims, &digests, &gold));
    assert!(f(precision, recall) > SIMPLE_RULE.0 + 0.1);
    assert!(f(b3_precision, b3_recall) > SIMPLE_RULE.1);
}

/// For each pair of claims that is compared the chance told that both are of one event, and whether they are.
fn compared(claims: &[Claim], digests: &[ReportDigest], gold: &BTreeMap<ClaimId, &str>) -> Vec<(f64, bool)> {
    let digests: BTreeMap<ReportId, &ReportDigest> = digests.iter().map(|it| (it.report, it)).collect();
    let digest = |claim: &Claim| digests.get(&claim.id.report).copied();
    let mut blocks: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (nth, claim) in claims.iter().enumerate() {
        for key in block_keys(claim, digest(claim)) {
            blocks.entry(key).or_default().push(nth);
        }
    }
    let pairs: BTreeSet<(usize, usize)> = blocks
        .values()
        .flat_map(|block| block.iter().flat_map(|a| block.iter().map(|b| (*a, *b))))
        .filter(|(a, b)| a < b)
        .collect();
    let compare = |(a, b): (usize, usize)| {
        let (a, b) = (&claims[a], &claims[b]);
        let odds: f32 = explain(a, b, digest(a), digest(b)).iter().map(|(_, weight)| weight).sum();
        (1.0 / (1.0 + (-f64::from(odds)).exp()), gold[&a.id] == gold[&b.id])
    };
    pairs.into_iter().map(compare).collect()
}

/// Prints, for tenths of the chance told, how many pairs there are, what was told on average and what is so, and the
/// expected calibration error (Guo et al. 2017).
fn reliability(pairs: &[(f64, bool)]) {
    println!("reliability of the {} pairs compared: chance, n, told, found", pairs.len());
    let mut error = 0.0;
    for tenth in 0..10_u32 {
        let bounds = f64::from(tenth) / 10.0..f64::from(tenth + 1) / 10.0 + f64::from(tenth / 9);
        let within: Vec<_> = pairs.iter().filter(|(chance, _)| bounds.contains(chance)).collect();
        let n: f64 = within.iter().map(|_| 1.0).sum();
        let told = within.iter().map(|(chance, _)| chance).sum::<f64>() / n.max(1.0);
        let found = within.iter().map(|(_, is_one)| f64::from(u8::from(*is_one))).sum::<f64>() / n.max(1.0);
        println!("  {:.1}-{:.1} {n:6} {told:.3} {found:.3}", bounds.start, bounds.start + 0.1);
        error += n * (told - found).abs();
    }
    let n: f64 = pairs.iter().map(|_| 1.0).sum();
    println!("  expected calibration error {:.3}", error / n.max(1.0));
}

fn f(precision: f64, recall: f64) -> f64 {
    2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
}

/// Precision and recall of the pairs put together.
fn pairwise(gold: &BTreeMap<ClaimId, &str>, system: &BTreeMap<ClaimId, String>) -> (f64, f64) {
    let both = gold.iter().map(|(id, event)| (*event, system[id].as_str()));
    let right = pairs(both);
    let told = pairs(system.values().map(String::as_str));
    let meant = pairs(gold.values());
    (right / told.max(1.0), right / meant.max(1.0))
}

fn pairs<K: Ord>(keys: impl Iterator<Item = K>) -> f64 {
    count(keys).values().map(|n| n * (n - 1.0) / 2.0).sum()
}

fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, f64> {
    keys.fold(BTreeMap::new(), |mut counts, key| {
        *counts.entry(key).or_insert(0.0) += 1.0;
        counts
    })
}

fn b_cubed(gold: &BTreeMap<ClaimId, &str>, system: &BTreeMap<ClaimId, String>) -> (f64, f64) {
    let events = count(gold.values().copied());
    let incidents = count(system.values().map(String::as_str));
    let both = count(gold.iter().map(|(id, event)| (*event, system[id].as_str())));
    let n: f64 = gold.iter().map(|_| 1.0).sum();
    let precision: f64 = both.iter().map(|((_, incident), n)| n * n / incidents[incident]).sum();
    let recall: f64 = both.iter().map(|((event, _), n)| n * n / events[event]).sum();
    (precision / n, recall / n)
}

/// One coded row, by column name.
struct Row {
    number: u16,
    cells: BTreeMap<String, String>,
}

impl Row {
    fn read(table: &str) -> Vec<Self> {
        let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(table.as_bytes());
        let rows = reader.deserialize().map(Result::unwrap);
        (0..).zip(rows).map(|(number, cells)| Self { number, cells }).collect()
    }

    fn cell(&self, name: &str) -> &str {
        self.cells[name].trim()
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.cell(name).parse().ok()
    }

    fn report(&self) -> ReportId {
        let hash = xxhash_rust::xxh3::xxh3_128(self.cell("source").as_bytes());
        ReportId(hash.to_le_bytes())
    }

    fn id(&self) -> ClaimId {
        ClaimId { report: self.report(), ordinal: self.number }
    }

    /// Citations read "Author (2011-01-03) Title".
    fn digest(&self) -> ReportDigest {
        let date = self.cell("source").split(['(', ')']).find_map(|part| part.parse::<Date>().ok());
        let published =
            date.map(|date| Published { at: date.at(0, 0, 0, 0), has_time: false, offset_minutes: None });
        ReportDigest {
            report: self.report(),
            source: Some(SourceId::new(self.cell("source_author"))),
            source_name: self.cell("source_author").to_owned(),
            source_kind: SpeakerKind::Unknown,
            host: None,
            published,
            lang: None,
            relays: Vec::new(),
            theme: dateline_incidents::Theme::default(),
            passages: Vec::new(),
        }
    }

    fn claim(&self) -> Claim {
        let at = usize::from(self.number) * 10;
        let sentence = Span::between(at, at + 5);
        Claim {
            id: self.id(),
            event_type: Cited { value: EventType::new(self.event_type()), spans: Vec::new() },
            means: None,
            actors: self.actors(),
            place: self.place(),
            time: self.time(),
            casualties: self.casualties(),
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

    /// The coded context, as far as it is a type of event.
    fn event_type(&self) -> &'static str {
        match self.cell("event_context") {
            "Clash" => "armed_clash",
            "Military operation" => "attack",
            "Riot" => "mob_violence",
            "Protest" => "protest_with_intervention",
            "Security force crack-down on protest" => "excessive_force_against_protesters",
            _ => "other",
        }
    }

    fn actors(&self) -> Vec<Actor> {
        let coded = (1..=6).filter_map(|nth| {
            let (name, key) = (self.cell(&format!("actor{nth}")), self.cell(&format!("actor{nth}_id")));
            let is = |part: &str| self.number(&format!("actor{nth}_{part}")).is_some_and(|it| it > 0.0);
            let role = match () {
                () if is("initiator") || is("perpetrator") => Role::Initiator,
                () if is("victim") => Role::Target,
                () => Role::Partner,
            };
            let known = !name.is_empty() && !name.starts_with("Unknown");
            known.then(|| Actor {
                role,
                id: Some(ActorId::new(key)),
                name: name.to_owned(),
                spans: Vec::new(),
            })
        });
        let target = Some(self.cell("target")).filter(|it| !it.is_empty() && *it != "Unknown");
        let target = target.map(|name| Actor {
            role: Role::Target,
            id: Some(ActorId::new(format!("target {name}"))),
            name: name.to_owned(),
            spans: Vec::new(),
        });
        coded.chain(target).collect()
    }

    fn place(&self) -> Option<EventPlace> {
        let (city, spot) = (self.cell("city"), self.cell("location"));
        let (lat, lon) = (self.number("latitude")?, self.number("longitude")?);
        let is_area = city.is_empty();
        let place = Place {
            id: PlaceId::new(format!("city:{city}")),
            name: city.to_owned(),
            kind: if is_area { PlaceKind::Country } else { PlaceKind::Settlement },
            lat,
            lon,
            radius_m: if is_area { 300_000 } else { 10_000 },
            country: Some("CI".to_owned()),
            admin1: None,
            admin2: None,
            population: 0,
        };
        Some(EventPlace {
            name: if spot.is_empty() { city.to_owned() } else { spot.to_owned() },
            relation: Relation::At,
            lat: Some(lat),
            lon: Some(lon),
            radius_m: Some(place.radius_m),
            where_prec: if is_area { 6 } else { 1 },
            place: Some(place),
            confidence: 1.0,
            others: Vec::new(),
            spans: Vec::new(),
        })
    }

    fn time(&self) -> Option<EventTime> {
        let start: Date = self.cell("date_start").parse().ok()?;
        let end: Date = self.cell("date_end").parse().ok()?;
        let end = end.checked_add(1.day()).ok()?;
        let range = TimeRange::new(start.at(0, 0, 0, 0), end.at(0, 0, 0, 0), Grain::Day);
        Some(EventTime {
            range,
            anchor: Anchor::Explicit,
            status: TimeStatus::Resolved,
            value: None,
            offset_minutes: None,
            spans: vec![Span::between(0, 1)],
        })
    }

    fn casualties(&self) -> Vec<Casualty> {
        [("deaths", Harm::Killed), ("injuries", Harm::Injured)]
            .into_iter()
            .filter_map(|(name, harm)| {
                let figure = |end: &str| self.cell(&format!("{name}_{end}")).parse::<u32>().ok();
                // Nobody and nothing told are both coded as 0.
                let (low, high) =
                    (figure("low").or_else(|| figure("best"))?, figure("high").filter(|it| *it > 0)?);
                let count = CountRange::new(low, Some(high));
                let victims = Victims::Unspecified;
                let (is_subset, is_cumulative) = (false, false);
                Some(Casualty {
                    harm,
                    victims,
                    side: None,
                    count,
                    is_subset,
                    is_cumulative,
                    spans: Vec::new(),
                })
            })
            .collect()
    }
}
