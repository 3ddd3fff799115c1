//! Killed and injured, by incident: gun violence (one number each), Airwars Gaza (a range each).
//!
//! A report tells a toll by its claims: of each, the people of one harm that are no part of others and no running
//! total. A report about one incident opens with it, so its toll is that of the first claim that has one; of several
//! reports it is the commonest toll, and of equally common ones the largest. A narrative that weighs sources against one another opens with what it found: its
//! range runs from the first claim that states a number to the highest one; "up to 15" has 15 for its lower end.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use dateline_claims::read_claims;
use dateline_eval::json_lines;
use dateline_model::{Claim, CountRange, Harm};
use dateline_places::Gazetteer;
use dateline_reports::{Record, clean, read_record};

use super::super::places::count;
use super::Errors;

/// The vague upper end of "at least": nothing is added to the figure.
fn upper(range: CountRange) -> u32 {
    range.max().unwrap_or(range.min())
}

/// The claims of a text that can make an incident, in the order of the text.
fn claims_of(text: &str, title: Option<&str>, published: Option<&str>, gazetteer: &Gazetteer) -> Vec<Claim> {
    let report = read_record(Record {
        text: text.to_owned(),
        title: title.map(str::to_owned),
        published: published.map(str::to_owned),
        ..Record::default()
    });
    let cleaned = clean(&report);
    let mut claims = read_claims(&report, &cleaned, gazetteer).claims;
    claims.retain(|claim| claim.modality.value.makes_incident());
    claims
}

/// What one claim tells of `harm`; `None` when it tells nothing.
fn toll(claim: &Claim, harm: Harm) -> Option<(u32, u32)> {
    claim
        .casualties
        .iter()
        .filter(|it| it.harm == harm && !it.is_subset && !it.is_cumulative)
        .map(|it| (it.count.min(), upper(it.count)))
        .reduce(|a, b| (a.0.saturating_add(b.0), a.1.saturating_add(b.1)))
}

/// Measures and prints.
///
/// # Errors
/// When a file cannot be read or is not in its form.
pub(super) fn measure(folder: &Path, gazetteer: &Gazetteer) -> Result<()> {
    gun_violence(folder, gazetteer)?;
    airwars(folder, gazetteer)
}

#[expect(clippy::disallowed_methods, reason = "a measurement reads its collection")]
fn gun_violence(folder: &Path, gazetteer: &Gazetteer) -> Result<()> {
    let folder = folder.join("gun_violence");
    let path = folder.join("incidents_sharing_a_text.txt");
    let shared = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let shared: BTreeSet<&str> = shared.lines().collect();
    let mut told: BTreeMap<String, Vec<Vec<Claim>>> = BTreeMap::new();
    for article in json_lines(&folder.join("articles.jsonl"))? {
        let text = |key: &str| article[key].as_str();
        let incident = text("incident").context("an article without incident")?;
        let claims = claims_of(text("content").unwrap_or_default(), text("title"), text("dct"), gazetteer);
        told.entry(incident.to_owned()).or_default().push(claims);
    }
    let incidents = json_lines(&folder.join("incidents.jsonl"))?;
    println!();
    for (harm, key) in [(Harm::Killed, "num_killed"), (Harm::Injured, "num_injured")] {
        let (mut n, mut right, mut errors) = (0, 0, Errors::default());
        for incident in &incidents {
            let id = incident["incident_uri"].as_str().context("an incident without id")?;
            let recorded = incident[key].as_u64().context("an incident without its count")?;
            let Some(articles) = told.get(id).filter(|_| !shared.contains(id)) else { continue };
            let read = commonest(articles.iter().map(|claims| first(claims, harm)));
            n += 1;
            right += usize::from(u64::from(read) == recorded);
            if u64::from(read) != recorded {
                let side = if u64::from(read) > recorded { "too many" } else { "too few" };
                errors.add(format!("{side}: {} read as {}", recorded.min(4), read.min(4)));
            }
        }
        let share = 100.0 * count(right) / count(n.max(1));
        println!("gun violence, {}: {n} incidents, exact {share:.1} %", harm.as_str());
        errors.print();
    }
    Ok(())
}

/// The first toll of a report's claims, 0 when they tell none.
fn first(claims: &[Claim], harm: Harm) -> u32 {
    claims.iter().find_map(|claim| toll(claim, harm)).map_or(0, |(_, max)| max)
}

/// The commonest toll, of equally common ones the largest.
fn commonest(tolls: impl Iterator<Item = u32>) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for toll in tolls {
        *counts.entry(toll).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(toll, n)| (*n, *toll)).map_or(0, |(toll, _)| toll)
}

/// The range of killed that the claims of a narrative tell; `None` when no claim counts any.
fn range(claims: &[Claim]) -> Option<(u32, u32)> {
    let is_stated = |claim: &&Claim| {
        let mut counts = claim.casualties.iter().filter(|it| it.harm == Harm::Killed);
        counts.any(|it| it.count.min() != 1 || it.count.max() != Some(1))
    };
    let stated: Vec<(u32, u32)> =
        claims.iter().filter(is_stated).filter_map(|claim| toll(claim, Harm::Killed)).collect();
    let all = || claims.iter().filter_map(|claim| toll(claim, Harm::Killed)).collect();
    let tolls: Vec<(u32, u32)> = if stated.is_empty() { all() } else { stated };
    let (low, high) = *tolls.first()?;
    let highest = tolls.iter().map(|(_, high)| *high).max()?;
    Some((if low == 0 { high } else { low }, highest))
}

fn airwars(folder: &Path, gazetteer: &Gazetteer) -> Result<()> {
    let (mut n, mut both, mut one, mut overlap, mut errors) = (0, 0, 0, 0, Errors::default());
    for incident in json_lines(&folder.join("airwars_gaza/dev.jsonl"))? {
        let end = |key: &str| incident[key].as_u64().and_then(|it| u32::try_from(it).ok());
        let Some((min, max)) = end("killed_min").zip(end("killed_max")) else { continue };
        let claims = claims_of(incident["narrative"].as_str().unwrap_or_default(), None, None, gazetteer);
        let range = range(&claims);
        n += 1;
        let Some((low, high)) = range else {
            errors.add("no count of killed read");
            continue;
        };
        both += usize::from((low, high) == (min, max));
        one += usize::from([low, high].iter().any(|it| [min, max].contains(it)));
        overlap += usize::from(low <= max && min <= high);
        let side = |read: u32, recorded: u32| match read.cmp(&recorded) {
            std::cmp::Ordering::Less => "too low",
            std::cmp::Ordering::Equal => "right",
            std::cmp::Ordering::Greater => "too high",
        };
        errors.add(format!("lower end {}, upper end {}", side(low, min), side(high, max)));
    }
    let share = |part: usize| 100.0 * count(part) / count(n.max(1));
    println!(
        "\nAirwars Gaza, killed: {n} incidents, both ends {:.1} %, overlap {:.1} %, an end in common {:.1} %",
        share(both),
        share(overlap),
        share(one)
    );
    errors.print();
    Ok(())
}
