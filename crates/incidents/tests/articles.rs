//! Measured on gun-violence articles filed under incidents: are the articles on one incident put together, from their
//! words alone? Reads the folder `DATELINE_DATA`; skipped, with a word, when it is unset.
//!
//! The articles run through the whole chain. An article stands where its first claim stands; one without a claim stands
//! alone. No weight is learned from this set. The grouping is written to the folder of build outputs, as lines of
//! `{id, cluster}`, one article each.

#![expect(clippy::disallowed_methods, reason = "this test reads the data set")]
#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

mod scored;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use dateline_claims::{ReadReport, read_report};
use dateline_incidents::{ReportDigest, digest, explain, fuse};
use dateline_model::{Claim, ClaimId, Incident, Report, ReportId};
use dateline_places::Gazetteer;
use dateline_reader::Reader;
use dateline_reports::{ReadOptions, read};
use scored::Grouped;

/// Incidents are split into so many folds, by their number.
const FOLDS: u64 = 5;

#[test]
fn articles_on_one_incident_are_put_together() {
    let Some(folder) = std::env::var_os("DATELINE_DATA") else {
        println!("skipped: DATELINE_DATA is not set");
        return;
    };
    let articles = Articles::read(&PathBuf::from(folder).join("gun_violence"));
    let incidents = fuse(&articles.claims, &articles.digests);
    let placed = articles.placed(&incidents);
    let links: usize = incidents.iter().map(|incident| incident.sources.reports as usize).sum();
    println!("{} incidents, {links} times told by an article", incidents.len());
    articles.report(&placed);
    articles.confusions(&placed);
    let grouped = articles.grouped(&placed, |_| true);
    articles.write(&placed);
    assert!(scored::b_cubed(&grouped).f() > 0.80);
}

/// A report with its claims and its digest.
type Chained = (Report, Vec<Claim>, ReportDigest);

/// The data set after reading.
struct Articles {
    /// Articles in their order: the report, its incident in the set, and the id of the article.
    filed: Vec<(ReportId, String, String)>,
    claims: Vec<Claim>,
    digests: Vec<ReportDigest>,
    /// Incidents that share a text with another.
    shared: BTreeSet<String>,
}

impl Articles {
    fn read(folder: &Path) -> Self {
        let shared = std::fs::read_to_string(folder.join("incidents_sharing_a_text.txt")).unwrap();
        let table = std::fs::read_to_string(folder.join("articles.jsonl")).unwrap();
        let gazetteer = Gazetteer::embedded().unwrap();
        let rows: Vec<serde_json::Value> =
            table.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let half = rows.len().div_ceil(2);
        let read: Vec<Option<Chained>> = std::thread::scope(|scope| {
            let parts: Vec<_> =
                rows.chunks(half).map(|part| scope.spawn(|| chain(part, &gazetteer))).collect();
            parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
        });
        let mut articles = Self {
            filed: Vec::new(),
            claims: Vec::new(),
            digests: Vec::new(),
            shared: shared.lines().map(str::to_owned).collect(),
        };
        for (row, read) in rows.iter().zip(read) {
            let cell = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            let Some((report, claims, digest)) = read else { continue };
            articles.filed.push((report.id, cell("incident"), cell("doc")));
            articles.claims.extend(claims);
            articles.digests.push(digest);
        }
        articles
    }

    /// Where each report stands: the incident of its first claim.
    fn placed(&self, incidents: &[Incident]) -> BTreeMap<ReportId, String> {
        let incident_of: BTreeMap<ClaimId, &Incident> = incidents
            .iter()
            .flat_map(|incident| incident.links.iter().map(move |link| (link.claim, incident)))
            .collect();
        let mut claims: BTreeMap<ReportId, Vec<&Claim>> = BTreeMap::new();
        for claim in self.claims.iter().filter(|claim| incident_of.contains_key(&claim.id)) {
            claims.entry(claim.id.report).or_default().push(claim);
        }
        let main = claims.into_iter().map(|(report, claims)| {
            let first = claims.first();
            (report, first.map(|claim| incident_of[&claim.id].id.to_string()))
        });
        main.filter_map(|(report, incident)| Some((report, incident?))).collect()
    }

    /// The articles of the incidents that `keep` keeps, with where they belong and where they stand.
    fn grouped(&self, placed: &BTreeMap<ReportId, String>, keep: impl Fn(&str) -> bool) -> Grouped {
        let kept = self.filed.iter().filter(|(_, incident, _)| keep(incident));
        kept.map(|(report, incident, _)| (incident.clone(), Self::group(placed, *report))).collect()
    }

    fn group(placed: &BTreeMap<ReportId, String>, report: ReportId) -> String {
        placed.get(&report).cloned().unwrap_or_else(|| format!("alone {report}"))
    }

    fn report(&self, placed: &BTreeMap<ReportId, String>) {
        let without = self.filed.iter().filter(|(report, ..)| !placed.contains_key(report)).count();
        println!(
            "{} articles, {without} of them without a claim, {} claims",
            self.filed.len(),
            self.claims.len()
        );
        scored::print("all", &self.grouped(placed, |_| true));
        scored::print(
            "incidents that share no text with another",
            &self.grouped(placed, |incident| !self.shared.contains(incident)),
        );
        for fold in 0..FOLDS {
            let is_in = |incident: &str| incident.parse::<u64>().is_ok_and(|number| number % FOLDS == fold);
            let grouped = self.grouped(placed, is_in);
            let (links, b_cubed) = (scored::links(&grouped), scored::b_cubed(&grouped));
            println!(
                "fold {fold}: {} articles, links F {:.3}, B3 F {:.3}",
                grouped.len(),
                links.f(),
                b_cubed.f()
            );
        }
    }

    /// What speaks against the articles that wrongly stand apart, and for those wrongly put together.
    fn confusions(&self, placed: &BTreeMap<ReportId, String>) {
        let mut main: BTreeMap<ReportId, &Claim> = BTreeMap::new();
        for claim in &self.claims {
            main.entry(claim.id.report).or_insert(claim);
        }
        let digests: BTreeMap<ReportId, &ReportDigest> =
            self.digests.iter().map(|digest| (digest.report, digest)).collect();
        let (mut apart, mut together) = (Vec::new(), Vec::new());
        for (nth, (a, event_a, _)) in self.filed.iter().enumerate() {
            for (b, event_b, _) in &self.filed[..nth] {
                let (one, other) = (Self::group(placed, *a), Self::group(placed, *b));
                if a == b || (event_a == event_b) == (one == other) {
                    continue;
                }
                let (Some(claim), Some(claim_b)) = (main.get(a), main.get(b)) else {
                    apart.push("one has no claim".to_owned());
                    continue;
                };
                let parts = explain(claim, claim_b, digests.get(a).copied(), digests.get(b).copied());
                let wrong = |weight: f32| if event_a == event_b { weight < 0.0 } else { weight > 0.0 };
                let part = parts
                    .into_iter()
                    .find(|(words, weight)| !words.starts_with("two claims") && wrong(*weight));
                let list = if event_a == event_b { &mut apart } else { &mut together };
                list.push(part.map_or_else(|| "nothing".to_owned(), |(words, _)| words));
            }
        }
        for (name, list) in [("wrongly apart, main part", apart), ("wrongly together, main part", together)] {
            println!("{name}: {}", list.len());
            let mut parts: Vec<_> = scored::count(list.into_iter()).into_iter().collect();
            parts.sort_by(|a, b| b.1.total_cmp(&a.1));
            for (words, n) in parts.iter().take(12) {
                println!("  {n:>5}  {words}");
            }
        }
    }

    fn write(&self, placed: &BTreeMap<ReportId, String>) {
        let mut lines = String::new();
        for (report, _, doc) in &self.filed {
            let line = serde_json::json!({ "id": doc, "cluster": Self::group(placed, *report) });
            writeln!(lines, "{line}").unwrap();
        }
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("articles.jsonl");
        std::fs::write(&path, lines).unwrap();
        println!("grouping written to {}", path.display());
    }
}

/// Reads, cleans and takes the claims of some articles.
fn chain(rows: &[serde_json::Value], gazetteer: &Gazetteer) -> Vec<Option<Chained>> {
    let reader = Reader::shipped().unwrap();
    let mut read_rows = Vec::new();
    for row in rows {
        let line = serde_json::json!({
            "id": row["doc"], "title": row["title"], "published": row["dct"], "url": row["uri"], "text": row["content"],
        });
        let report = read(line.to_string().as_bytes(), "articles.jsonl", &ReadOptions::default()).next();
        // A text without words is no report.
        let Some(Ok(report)) = report else {
            read_rows.push(None);
            continue;
        };
        let ReadReport { report, text, reading } = read_report(report, gazetteer, Some(reader));
        let digest = digest(&report, text.as_str(), |span| text.original(span));
        read_rows.push(Some((report, reading.claims, digest)));
    }
    read_rows
}
