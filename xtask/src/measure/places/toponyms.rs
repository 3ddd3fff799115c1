//! Names found and resolved: recognition, distance, coverage, what goes wrong.

use std::collections::BTreeMap;

use dateline_model::{Place, PlaceKind};
use dateline_places::{Context, Gazetteer, Toponym, Usage, find_toponyms};
use serde_json::Value;

use super::{calibration, char_starts, count, prf};

/// A name that people marked, in bytes.
struct Gold {
    start: usize,
    end: usize,
    lat: f64,
    lon: f64,
}

/// What was counted over all documents.
#[derive(Default)]
struct Tally {
    n_gold: usize,
    n_found: usize,
    n_exact: usize,
    n_overlap: usize,
    n_covered: usize,
    /// Kilometres between gold and choice, of matched names that were given coordinates.
    distances: Vec<f64>,
    chances: Vec<(f32, bool)>,
    /// Kilometres between gold and choice of every marked name that is no country's; none where no place was chosen.
    narrow_distances: Vec<Option<f64>>,
    errors: BTreeMap<&'static str, usize>,
}

pub(super) fn measure(name: &str, documents: &[Value], gazetteer: &Gazetteer) {
    let (mut tally, mut narrow) = (Tally::default(), Tally::default());
    for document in documents {
        let text = document["text"].as_str().unwrap_or_default();
        let gold = gold_of(document, text);
        let mut found = find_toponyms(text, gazetteer, &Context::default());
        // As `dateline places` prints them: names without candidates only when asked for.
        found.retain(|it| !it.candidates.is_empty());
        tally.add(text, &gold, &found, gazetteer);
        found.retain(|it| it.usage != Usage::Demonym);
        narrow.add(text, &gold, &found, gazetteer);
    }
    println!("\n{name}: {} documents, {} names", documents.len(), tally.n_gold);
    tally.print();
    println!("without demonyms (some collections mark them, others do not)");
    narrow.print_head();
}

fn gold_of(document: &Value, text: &str) -> Vec<Gold> {
    let starts = char_starts(text);
    let at = |value: &Value| starts.get(usize::try_from(value.as_u64()?).ok()?).copied();
    let names = document["top"].as_array().into_iter().flatten();
    let gold = |it: &Value| {
        let (lat, lon) = (it["lat"].as_f64()?, it["lon"].as_f64()?);
        Some(Gold { start: at(&it["s"])?, end: at(&it["e"])?, lat, lon })
    };
    names.filter_map(gold).collect()
}

impl Tally {
    fn add(&mut self, text: &str, gold: &[Gold], found: &[Toponym], gazetteer: &Gazetteer) {
        self.n_gold += gold.len();
        self.n_found += found.len();
        let is_known =
            |it: &&Gold| text.get(it.start..it.end).is_some_and(|it| !gazetteer.find(it).is_empty());
        self.n_covered += gold.iter().filter(is_known).count();
        let pairs = pairs(gold, found);
        self.n_overlap += pairs.len();
        let is_alone = |nth: &usize| !pairs.values().any(|it| it == nth);
        for (_, toponym) in found.iter().enumerate().filter(|(nth, _)| is_alone(nth)) {
            self.note(match (toponym.usage, toponym.chosen().is_some()) {
                (_, false) => "marked by us only: without coordinates",
                (Usage::Demonym, _) => "marked by us only: a demonym",
                (Usage::Embedded, _) => "marked by us only: within another name",
                (Usage::Metonym, _) => "marked by us only: a government or people",
                _ => "marked by us only: a place",
            });
        }
        for (nth, gold) in gold.iter().enumerate() {
            if !names_country(text, gold, gazetteer) {
                let chosen = pairs.get(&nth).and_then(|&other| found[other].chosen());
                self.narrow_distances.push(chosen.map(|place| km(gold, place)));
            }
            match pairs.get(&nth) {
                Some(&other) => self.add_pair(gold, &found[other]),
                None if is_known(&gold) => self.note("missed: the gazetteer has the name"),
                None => self.note("missed: the gazetteer lacks the name"),
            }
        }
    }

    fn add_pair(&mut self, gold: &Gold, found: &Toponym) {
        if (gold.start, gold.end) == (found.span.start(), found.span.end()) {
            self.n_exact += 1;
        } else {
            self.note("other extent");
        }
        let Some(place) = found.chosen() else { return self.note("found, no place chosen") };
        let far = km(gold, place);
        self.distances.push(far);
        self.chances.push((found.confidence, far <= 161.0));
        if far > 161.0 {
            let among = found.candidates.iter().any(|it| km(gold, &it.place) <= 161.0);
            self.note(if among {
                "wrong place: the right one lost"
            } else {
                "wrong place: the right one was no candidate"
            });
        }
    }

    fn note(&mut self, error: &'static str) {
        *self.errors.entry(error).or_default() += 1;
    }

    /// Recognition and distance in four lines, as usual scorers print them.
    fn print_head(&mut self) {
        println!("exact              {}", prf(self.n_exact, self.n_found, self.n_gold));
        println!("overlap            {}", prf(self.n_overlap, self.n_found, self.n_gold));
        self.distances.sort_by(f64::total_cmp);
        let within = |limit: f64| self.distances.partition_point(|it| *it <= limit);
        for limit in [161, 10] {
            let right = within(f64::from(limit));
            println!("end-to-end {limit:>3} km  {}", prf(right, self.n_found, self.n_gold));
        }
        let n = count(self.distances.len()).max(1.0);
        let share = |limit: f64| 100.0 * count(within(limit)) / n;
        let median = self.distances.get(self.distances.len() / 2).copied().unwrap_or_default();
        println!(
            "resolved {}  acc@161 {:.1}  acc@10 {:.1}  median km {median:.1}",
            self.distances.len(),
            share(161.0),
            share(10.0)
        );
    }

    fn print(&mut self) {
        self.print_head();
        let resolved: Vec<f64> = self.narrow_distances.iter().flatten().copied().collect();
        let right = count(resolved.iter().filter(|km| **km <= 10.0).count());
        println!(
            "without countries: {} names, within 10 km {:.1} % of the {} found and resolved, {:.1} % of all",
            self.narrow_distances.len(),
            100.0 * right / count(resolved.len()).max(1.0),
            resolved.len(),
            100.0 * right / count(self.narrow_distances.len()).max(1.0)
        );
        let covered = 100.0 * count(self.n_covered) / count(self.n_gold).max(1.0);
        println!("coverage: {covered:.1} % of gold names have a candidate");
        calibration::print("the chosen place (within 161 km)", &self.chances);
        let mut errors: Vec<_> = self.errors.iter().collect();
        errors.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        for (error, n) in errors {
            println!("  {n:5} {error}");
        }
    }
}

/// Whether the words marked are the name of a country.
fn names_country(text: &str, gold: &Gold, gazetteer: &Gazetteer) -> bool {
    let words = text.get(gold.start..gold.end).unwrap_or_default();
    gazetteer.find(words).first().is_some_and(|place| place.kind == PlaceKind::Country)
}

/// One-to-one pairs by overlap: equal extents first, then the longest overlap.
fn pairs(gold: &[Gold], found: &[Toponym]) -> BTreeMap<usize, usize> {
    let mut candidates = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let overlap = a.end.min(b.span.end()).saturating_sub(a.start.max(b.span.start()));
            if overlap > 0 {
                let is_equal = (a.start, a.end) == (b.span.start(), b.span.end());
                candidates.push((!is_equal, std::cmp::Reverse(overlap), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let mut pairs = BTreeMap::new();
    for (_, _, i, j) in candidates {
        if !pairs.contains_key(&i) && !pairs.values().any(|it| *it == j) {
            pairs.insert(i, j);
        }
    }
    pairs
}

fn km(gold: &Gold, place: &Place) -> f64 {
    dateline_places::distance_km((gold.lat, gold.lon), (place.lat, place.lon))
}
