//! Which place each mention stands for, with the whole text as context.

use std::collections::{BTreeMap, HashMap};

use dateline_model::PlaceKind;

use crate::gazetteer::{Gazetteer, PlaceRecord};

use super::choices::{Choice, lies_in};
use super::mentions::Mention;
use super::{Context, Usage};

/// Rounds in which mentions vote for each other.
const ROUNDS: usize = 3;

/// How much of a name's belief each country and division holds.
#[derive(Default)]
struct Votes {
    countries: HashMap<u8, f32>,
    divisions: HashMap<u16, f32>,
    total: f32,
}

/// Gives every mention's options their belief and puts the best first. Mentions of one name mean one place.
pub(crate) fn resolve(mentions: &mut [Mention], gazetteer: &Gazetteer, context: &Context) {
    let outlet = context.country.as_deref().and_then(|code| gazetteer.country_idx(code));
    let groups = groups_of(mentions);
    for mention in mentions.iter_mut() {
        let priors: Vec<f32> = mention.options.iter().map(|it| it.prior).collect();
        believe(&mut mention.options, &priors);
    }
    for _ in 0..ROUNDS {
        let votes: Vec<Votes> = groups.iter().map(|group| vote(mentions, group)).collect();
        let mut all = Votes::default();
        for votes in &votes {
            all.add(votes, 1.0);
        }
        for (group, own) in groups.iter().zip(&votes) {
            all.add(own, -1.0);
            let scores: Vec<f32> = mentions[group[0]]
                .options
                .iter()
                .map(|option| {
                    let chained: f32 = group.iter().map(|&idx| chain(mentions, idx, option)).sum();
                    option.prior + support(option, &all, gazetteer, outlet) + chained
                })
                .collect();
            all.add(own, 1.0);
            for &idx in group {
                believe(&mut mentions[idx].options, &scores);
            }
        }
    }
    for mention in mentions.iter_mut() {
        mention.options.sort_by(|a, b| b.belief.total_cmp(&a.belief).then(a.entry.place.cmp(&b.entry.place)));
    }
}

/// Mentions of one name, used in one way and of one kind; all of a group have the same options.
fn groups_of(mentions: &[Mention]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(&str, bool, Option<PlaceKind>, usize), Vec<usize>> = BTreeMap::new();
    for (idx, mention) in mentions.iter().enumerate().filter(|(_, it)| !it.options.is_empty()) {
        let kind = mention.type_word.map(|(word, _)| word.kind);
        let is_demonym = mention.usage == Usage::Demonym;
        groups.entry((&mention.key, is_demonym, kind, mention.options.len())).or_default().push(idx);
    }
    groups.into_values().collect()
}

impl Votes {
    fn add(&mut self, other: &Self, sign: f32) {
        #[expect(clippy::iter_over_hash_type, reason = "sums of the same numbers in any order")]
        for (country, share) in &other.countries {
            *self.countries.entry(*country).or_default() += sign * share;
        }
        #[expect(clippy::iter_over_hash_type, reason = "sums of the same numbers in any order")]
        for (division, share) in &other.divisions {
            *self.divisions.entry(*division).or_default() += sign * share;
        }
        self.total += sign * other.total;
    }
}

/// What a group of mentions says about where the text plays: more mentions say it louder, but not in proportion.
fn vote(mentions: &[Mention], group: &[usize]) -> Votes {
    let mut votes = Votes::default();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
    let weight = (group.len() as f32).sqrt();
    for option in &mentions[group[0]].options {
        let share = option.belief * weight;
        *votes.countries.entry(option.record.country).or_default() += share;
        if option.kind != PlaceKind::Country {
            *votes.divisions.entry(option.record.admin1).or_default() += share;
        }
    }
    votes.total = weight;
    votes
}

/// What the rest of the text says for an option.
fn support(option: &Choice, votes: &Votes, gazetteer: &Gazetteer, outlet: Option<u8>) -> f32 {
    let mut score = 0.0;
    let share = |votes: Option<&f32>, total: f32| votes.map_or(0.0, |it| it.max(0.0) / (total + 1.0));
    score += 5.0 * share(votes.countries.get(&option.record.country), votes.total);
    if option.kind != PlaceKind::Country {
        score += 4.0 * share(votes.divisions.get(&option.record.admin1), votes.total);
    }
    if outlet == Some(option.record.country) {
        score += 1.0;
    } else if outlet.is_some_and(|outlet| gazetteer.are_neighbours(outlet, option.record.country)) {
        score += 0.3;
    }
    score
}

/// What the mention behind the comma says for an option.
fn chain(mentions: &[Mention], idx: usize, option: &Choice) -> f32 {
    let Some(outer) = mentions[idx].within.and_then(|outer| mentions.get(outer)) else { return 0.0 };
    let best = outer.options.iter().filter(|outer| lies_in(option, outer)).map(|outer| outer.belief);
    6.0 * best.fold(0.0, f32::max)
}

/// Turns scores into beliefs that sum to one.
fn believe(options: &mut [Choice], scores: &[f32]) {
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights: Vec<f32> = scores.iter().map(|score| (score - best).exp()).collect();
    let total: f32 = weights.iter().sum();
    for (option, weight) in options.iter_mut().zip(weights) {
        option.belief = weight / total;
    }
}

/// Kilometres between two places.
pub(crate) fn km(a: &PlaceRecord, b: &PlaceRecord) -> f64 {
    crate::geodesy::km(a.lat, a.lon, b.lat, b.lon)
}
