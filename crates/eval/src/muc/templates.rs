//! Incidents of a document: one for each type of incident, with its fillers.

use std::collections::BTreeSet;

use dateline_reader::Reader;

use super::fillers::{Filler, Seen};

/// A type with a lower chance in every window is not told.
const LEAST_TYPE: f32 = 0.5;
/// A filler with a lower chance belongs to none of several incidents but its likeliest.
const LEAST_SHARE: f32 = 0.5;
/// A filler with a lower chance is left out.
const LEAST_FILLER: f32 = 0.4;

/// One incident.
#[derive(Clone, Debug)]
pub struct Template {
    /// Label of the head `incident`: "BOMBING".
    pub kind: String,
    /// Chance of the type, 0 to 1.
    pub chance: f32,
    /// Its fillers, in the order of the text; within a role none that another one names more fully.
    pub fillers: Vec<Filler>,
    /// The window that tells most of it.
    pub window: usize,
}

impl Template {
    /// The fillers of a role.
    pub fn role(&self, role: &str) -> impl Iterator<Item = &Filler> {
        self.fillers.iter().filter(move |filler| filler.role == role)
    }
}

/// The incidents of a document, likeliest first; none when no type is likely.
#[must_use]
pub fn templates(reader: &Reader, seen: &Seen) -> Vec<Template> {
    let Some(head) = reader.head("incident") else { return Vec::new() };
    let told: Vec<usize> =
        (0..head.labels.len()).filter(|&kind| chance_of(seen, kind).0 >= LEAST_TYPE).collect();
    let mut found: Vec<Template> = told
        .iter()
        .map(|&kind| {
            let (chance, window) = chance_of(seen, kind);
            let fillers =
                seen.fillers.iter().filter(|it| it.chance >= LEAST_FILLER && belongs(it, kind, &told));
            Template { kind: head.labels[kind].clone(), chance, window, fillers: fullest(fillers) }
        })
        .collect();
    found.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    found
}

/// The chance of a type, and the window that says so.
fn chance_of(seen: &Seen, kind: usize) -> (f32, usize) {
    let mut best = (0.0, 0);
    for (window, chances) in seen.incidents.iter().enumerate() {
        if chances[kind] > best.0 {
            best = (chances[kind], window);
        }
    }
    best
}

/// Whether a filler belongs to the incident of a type: it is likely to, or likelier than to any other that is told.
fn belongs(filler: &Filler, kind: usize, told: &[usize]) -> bool {
    let best = told
        .iter()
        .copied()
        .max_by(|&a, &b| filler.incidents[a].total_cmp(&filler.incidents[b]).then(b.cmp(&a)));
    filler.incidents[kind] >= LEAST_SHARE || best == Some(kind)
}

/// Fillers without those whose words another one of the role ends with, or whose letters are its initials.
fn fullest<'a>(fillers: impl Iterator<Item = &'a Filler> + Clone) -> Vec<Filler> {
    let mut gone: BTreeSet<usize> = BTreeSet::new();
    let all: Vec<&Filler> = fillers.collect();
    for (idx, short) in all.iter().enumerate() {
        let is_named_fully = |(other, long): (usize, &&Filler)| {
            other != idx
                && long.role == short.role
                && (ends_with(&long.words, &short.words) || is_short_for(&short.words, &long.words))
        };
        if all.iter().enumerate().any(is_named_fully) {
            gone.insert(idx);
        }
    }
    all.iter().enumerate().filter(|(idx, _)| !gone.contains(idx)).map(|(_, it)| (*it).clone()).collect()
}

/// Whether `long` is `short` with words before or after it.
fn ends_with(long: &str, short: &str) -> bool {
    let stretched = |rest: Option<&str>, end: fn(&str) -> bool| rest.is_some_and(end);
    long.len() > short.len()
        && (stretched(long.strip_suffix(short), |rest| rest.ends_with(' '))
            || stretched(long.strip_prefix(short), |rest| rest.starts_with(' ')))
}

/// Whether `short` are the initials of `long`, small words aside: "FMLN".
fn is_short_for(short: &str, long: &str) -> bool {
    let letters = |all: bool| -> String {
        let words = long.split([' ', '-']).filter(|word| all || word.len() > 3);
        words.filter_map(|word| word.chars().next()).collect()
    };
    let short: String = short.chars().filter(|letter| letter.is_alphanumeric()).collect();
    short.len() > 1 && long.contains(' ') && (letters(true) == short || letters(false) == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filler(role: &str, words: &str, incidents: &[f32]) -> Filler {
        Filler {
            role: role.to_owned(),
            words: words.to_owned(),
            span: 0..0,
            chance: 0.9,
            incidents: incidents.to_vec(),
            classes: std::collections::BTreeMap::new(),
            windows: Vec::new(),
        }
    }

    #[test]
    fn the_fullest_name_stands_for_all() {
        let given = [
            filler("perp_org", "ARMY OF THE NORTH", &[]),
            filler("perp_org", "AN", &[]),
            filler("hum_tgt", "NURSES", &[]),
            filler("hum_tgt", "TWO NURSES", &[]),
        ];
        let kept: Vec<String> = fullest(given.iter()).into_iter().map(|it| it.words).collect();
        assert_eq!(kept, ["ARMY OF THE NORTH", "TWO NURSES"]);
    }

    #[test]
    fn a_filler_goes_with_its_likeliest_incident() {
        let words = filler("instrument", "DYNAMITE", &[0.2, 0.4, 0.3]);
        assert!(belongs(&words, 1, &[0, 1]) && !belongs(&words, 0, &[0, 1]));
        assert!(belongs(&words, 0, &[0]));
    }
}
