//! Independent roots on sixty invented incidents whose provenance is known, through the whole chain from text to
//! incident. The right answers were written down before the first run.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use dateline_claims::read_claims;
use dateline_incidents::{digest, fuse};
use dateline_model::Incident;
use dateline_places::Gazetteer;
use dateline_reports::{ReadOptions, clean, read};

/// So many of a hundred incidents must have the right number of roots.
const FLOOR: usize = 90;

#[test]
fn independent_roots_are_counted_as_coded() {
    let table = include_str!("provenance/incidents.txt");
    let gazetteer = Gazetteer::embedded().unwrap();
    let stories: Vec<&str> = table.split("\n== ").skip(1).collect();
    let mut right = 0;
    for story in &stories {
        let (title, reports) = story.split_once('\n').unwrap();
        let (what, roots) = title.split_once(" | ").unwrap();
        let roots: usize = roots.trim().parse().unwrap();
        let incidents = fused(reports, &gazetteer);
        let n_reports = story.matches("\n-- ").count();
        let widest = incidents.iter().max_by_key(|incident| (incident.sources.reports, incident.links.len()));
        let found = widest.map_or(0, |incident| incident.roots.len());
        let is_right = found == roots;
        right += usize::from(is_right);
        if !is_right {
            println!(
                "{what}: {found} roots, {roots} are right; {n_reports} reports, {} incidents",
                incidents.len()
            );
            for incident in &incidents {
                println!("  incident of {} reports", incident.sources.reports);
                incident.roots.iter().for_each(|root| println!("    {}: {}", root.name, root.reason));
            }
        }
    }
    println!("{right} of {} incidents have the right number of roots", stories.len());
    assert!(right * 100 >= stories.len() * FLOOR);
}

/// The incidents of the reports of one story.
fn fused(story: &str, gazetteer: &Gazetteer) -> Vec<Incident> {
    let (mut claims, mut digests) = (Vec::new(), Vec::new());
    let reports = format!("\n{story}");
    for (nth, told) in reports.split("\n-- ").skip(1).enumerate() {
        let (head, text) = told.split_once('\n').unwrap();
        let (outlet, published) = head.split_once(" | ").unwrap();
        let line = serde_json::json!({ "source": outlet, "published": published, "text": text.trim(), "lang": "en",
            "url": format!("https://{outlet}.example/{nth}") });
        let report = read(line.to_string().as_bytes(), "story.jsonl", &ReadOptions::default())
            .next()
            .unwrap()
            .unwrap();
        let text = clean(&report);
        claims.extend(read_claims(&report, &text, gazetteer).claims);
        digests.push(digest(&report, text.as_str(), |span| text.original(span)));
    }
    fuse(&claims, &digests)
}
