//! More reports from the samples: the same events at other places, weeks later, with other large numbers.
//!
//! Copy `n` of a report is published 7n days later (so that "on Tuesday" still falls where it fell for the other
//! reports of the event), has every place of the samples turned into the n-th next one of its country and kind, and
//! numbers from 32 to 999 raised by up to 9. Reports of one event stay together within their copy.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use dateline_model::{Published, Report};
use dateline_places::{Context as Setting, Gazetteer, Usage, find_toponyms};
use dateline_reports::clean;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

/// The places that the samples name, in groups that can stand for one another.
pub(super) struct Places {
    groups: Vec<Vec<String>>,
}

impl Places {
    /// The settlements that `reports` name.
    pub(super) fn of(reports: &[Report], gazetteer: &Gazetteer) -> Self {
        let mut groups: BTreeMap<Option<String>, BTreeSet<String>> = BTreeMap::new();
        for report in reports {
            for toponym in find_toponyms(clean(report).as_str(), gazetteer, &Setting::default()) {
                let settlement =
                    toponym.chosen().filter(|place| place.kind == dateline_model::PlaceKind::Settlement);
                if let Some(place) = settlement.filter(|_| toponym.usage == Usage::Place) {
                    groups.entry(place.country.clone()).or_default().insert(toponym.name.clone());
                }
            }
        }
        Self { groups: groups.into_values().map(|names| names.into_iter().collect()).collect() }
    }

    /// What stands for each name in copy `n`, by the first byte of the name, longer names first.
    fn turned(&self, n: usize) -> BTreeMap<u8, Vec<(&str, &str)>> {
        let mut turned: BTreeMap<u8, Vec<(&str, &str)>> = BTreeMap::new();
        for names in &self.groups {
            for (at, name) in names.iter().enumerate() {
                let first = name.bytes().next().unwrap_or_default();
                turned.entry(first).or_default().push((name, &names[(at + n) % names.len()]));
            }
        }
        for names in turned.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        turned
    }
}

/// Copies 0 to `times` - 1 of `reports`, as JSON Lines.
///
/// # Errors
/// When a report cannot be written as JSON.
pub(super) fn lines(reports: &[Report], places: &Places, times: usize) -> Result<String> {
    let mut lines = String::new();
    for n in 0..times {
        let turned = places.turned(n);
        for report in reports {
            let line = serde_json::to_string(&copy(report, &turned, n)).context("cannot write a report")?;
            lines.push_str(&line);
            lines.push('\n');
        }
    }
    Ok(lines)
}

fn copy(report: &Report, places: &BTreeMap<u8, Vec<(&str, &str)>>, n: usize) -> Value {
    let text = altered(&report.text, places, n);
    let mut line = json!({
        "id": format!("{}-{n}", report.origin),
        "url": report.url.as_ref().map(|url| format!("{url}?copy={n}")),
        "title": report.title.as_ref().map(|title| altered(title, places, n)),
        "published": report.published.map(|published| later(published, n)),
        "source": report.source.as_ref().map(dateline_model::SourceId::as_str),
        "lang": report.lang,
    });
    line[if report.is_html { "html" } else { "text" }] = Value::String(text);
    line
}

fn later(published: Published, n: usize) -> String {
    let at = published.at.saturating_add(weeks(n));
    match (published.has_time, published.offset_minutes) {
        (false, _) => at.date().to_string(),
        (true, None) => at.to_string(),
        (true, Some(offset)) => {
            let sign = if offset < 0 { '-' } else { '+' };
            format!("{at}{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
        }
    }
}

fn weeks(n: usize) -> jiff::Span {
    i32::try_from(n).unwrap_or_default().weeks()
}

/// `text` with its places, written-out dates (2016-12-16) and large numbers altered as copy `n` has them.
fn altered(text: &str, places: &BTreeMap<u8, Vec<(&str, &str)>>, n: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_inside = false;
    while let Some(first) = rest.chars().next() {
        let piece =
            (!is_inside).then(|| date(rest, n).or_else(|| number(rest, n)).or_else(|| place(rest, places)));
        let (len, words) = piece.flatten().unwrap_or_else(|| (first.len_utf8(), first.to_string()));
        out.push_str(&words);
        let (read, left) = rest.split_at(len);
        is_inside =
            read.ends_with(|last: char| last.is_alphanumeric() || "-:/.,".contains(last) && is_inside);
        rest = left;
    }
    out
}

fn date(text: &str, n: usize) -> Option<(usize, String)> {
    let day: Date = text.get(..10).filter(|day| day.as_bytes()[4] == b'-')?.parse().ok()?;
    Some((10, day.saturating_add(weeks(n)).to_string()))
}

fn number(text: &str, n: usize) -> Option<(usize, String)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: usize = text.get(..len)?.parse().ok().filter(|number| (32..=999).contains(number))?;
    let is_whole = !text[len..].starts_with(|next: char| next.is_alphanumeric() || "-:/.,%".contains(next));
    is_whole.then(|| (len, (number + n % 10).to_string()))
}

fn place(text: &str, places: &BTreeMap<u8, Vec<(&str, &str)>>) -> Option<(usize, String)> {
    let names = places.get(&text.bytes().next()?)?;
    let is_whole = |name: &str| {
        text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
    };
    names.iter().find(|(name, _)| is_whole(name)).map(|(name, other)| (name.len(), (*other).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, n: usize, expected: &str) {
        let groups = vec![["Homs", "Idlib", "Idlib City"].map(str::to_owned).to_vec()];
        assert_eq!(altered(text, &Places { groups }.turned(n), n), expected);
    }

    #[test]
    fn copies_move_through_places_weeks_and_numbers() {
        check("Two died in Homs on 2016-12-16.", 1, "Two died in Idlib on 2016-12-23.");
        check("Idlib City and Homsi, 40 hurt", 1, "Homs and Homsi, 41 hurt");
        check("at 12:45, 45% of 1,500 in 2016", 3, "at 12:45, 45% of 1,500 in 2016");
        check("Homs, 31 and 500 dead", 0, "Homs, 31 and 500 dead");
    }
}
