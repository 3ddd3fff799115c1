//! The rooms of times and places, in the form of their scorers.

use std::path::Path;

use dateline_model::Published;
use dateline_places::{Context, Gazetteer, find_toponyms};
use dateline_times::find_times;
use serde_json::{Value, json};

use crate::error::EvalError;
use crate::files::{char_offsets, json_lines, stem, write_lines};
use crate::pairs::{Extent, pairs};
use crate::{Score, Tally};

/// Times of the documents `{id, dct, text, timex: [{s, e, value}]}`: same extent, any overlap, same value.
pub(crate) fn times(path: &Path, out: &Path) -> Result<Vec<Score>, EvalError> {
    let mut tallies = [Tally::default(); 3];
    let mut system = Vec::new();
    for document in json_lines(path)? {
        let text = document["text"].as_str().unwrap_or_default();
        let at = char_offsets(text);
        let found: Vec<Value> = find_times(text, published(&document))
            .iter()
            .map(|it| {
                let (start, end) = (at(it.span.start()), at(it.span.end()));
                json!({"s": start, "e": end, "type": it.kind.as_str(), "value": it.value})
            })
            .collect();
        let marked = document["timex"].as_array().cloned().unwrap_or_default();
        count(&mut tallies[..2], &marked, &found);
        let same = pairs(&extents(&marked), &extents(&found));
        let same = same.iter().filter(|(m, f)| marked[*m]["value"] == found[*f]["value"]).count();
        tallies[2] = tallies[2].and(Tally { right: same, told: found.len(), wanted: marked.len() });
        system.push(json!({"id": document["id"], "text": text, "timex": found}));
    }
    write_lines(&out.join(format!("times_{}.system.jsonl", stem(path))), &system)?;
    Ok(scores("times", path, &["strict", "relaxed", "value"], &tallies))
}

/// Place names of the documents `{id, text, top: [{s, e, lat, lon}]}`: same extent, any overlap.
pub(crate) fn places(path: &Path, out: &Path, gazetteer: &Gazetteer) -> Result<Vec<Score>, EvalError> {
    let mut tallies = [Tally::default(); 2];
    let mut system = Vec::new();
    for document in json_lines(path)? {
        let text = document["text"].as_str().unwrap_or_default();
        let at = char_offsets(text);
        let found: Vec<Value> = find_toponyms(text, gazetteer, &Context::default())
            .iter()
            .filter(|it| !it.candidates.is_empty())
            .map(|it| {
                let place = it.chosen();
                let (start, end) = (at(it.span.start()), at(it.span.end()));
                json!({"s": start, "e": end, "lat": place.map(|it| it.lat), "lon": place.map(|it| it.lon)})
            })
            .collect();
        let marked: Vec<Value> = document["top"].as_array().into_iter().flatten().cloned().collect();
        let placed: Vec<Value> = marked.into_iter().filter(|it| it["lat"].is_number()).collect();
        count(&mut tallies, &placed, &found);
        system.push(json!({"id": document["id"], "text": text, "top": found}));
    }
    write_lines(&out.join(format!("places_{}.system.jsonl", stem(path))), &system)?;
    Ok(scores("places", path, &["exact", "overlap"], &tallies))
}

/// Counts spans of the same extent, then those that overlap.
fn count(tallies: &mut [Tally], marked: &[Value], found: &[Value]) {
    let (marked, found) = (extents(marked), extents(found));
    let both = pairs(&marked, &found);
    let same = both.iter().filter(|(m, f)| marked[*m] == found[*f]).count();
    for (tally, right) in tallies.iter_mut().zip([same, both.len()]) {
        *tally = tally.and(Tally { right, told: found.len(), wanted: marked.len() });
    }
}

fn extents(spans: &[Value]) -> Vec<Extent> {
    let at = |value: &Value| value.as_u64().and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
    spans.iter().map(|it| (at(&it["s"]), at(&it["e"]))).collect()
}

fn published(document: &Value) -> Option<Published> {
    let date: jiff::civil::Date = document["dct"].as_str()?.get(..10)?.parse().ok()?;
    Some(Published {
        at: date.to_datetime(jiff::civil::Time::midnight()),
        has_time: false,
        offset_minutes: None,
    })
}

fn scores(room: &'static str, path: &Path, measures: &[&str], tallies: &[Tally]) -> Vec<Score> {
    let score = |(measure, tally): (&&str, &Tally)| Score {
        room,
        collection: stem(path),
        measure: (*measure).to_owned(),
        tally: *tally,
    };
    measures.iter().zip(tallies).map(score).collect()
}
