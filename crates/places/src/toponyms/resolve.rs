//! Which place each mention stands for, with the whole text as context.
//!
//! A place gains when other names of the text lie in its country and division or near it and when the name behind the
//! comma holds it; it loses when the text names other countries only. All scores and the possibility that none of the known places is
//! meant become chances that sum to one. Weights: the table `places/resolution.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_model::PlaceKind;
use rustc_hash::FxHashMap;

use crate::gazetteer::{Gazetteer, NameKind, PlaceRecord};

use super::choices::{Choice, WELL_KNOWN, lies_in};
use super::mentions::Mention;
use super::{Context, Usage};

/// The weights of the table.
struct Weights {
    chain: f32,
    chain_against: f32,
    country: f32,
    division: f32,
    elsewhere: f32,
    foreign: f32,
    foreign_loose: f32,
    foreign_small: f32,
    near: f32,
    outlet: f32,
    outlet_neighbour: f32,
    prior: f32,
    temperature: f32,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let rows: FxHashMap<&str, f32> = dateline_tables::places::resolution()
        .map(|row| (row.cell(0), row.cell(1).parse().unwrap_or_default()))
        .collect();
    let weight = |name: &str| rows.get(name).copied().unwrap_or_default();
    Weights {
        chain: weight("chain"),
        chain_against: weight("chain_against"),
        country: weight("country"),
        division: weight("division"),
        elsewhere: weight("elsewhere"),
        foreign: weight("foreign"),
        foreign_loose: weight("foreign_loose"),
        foreign_small: weight("foreign_small"),
        near: weight("near"),
        outlet: weight("outlet"),
        outlet_neighbour: weight("outlet_neighbour"),
        prior: weight("prior"),
        temperature: weight("temperature").max(0.1),
    }
});

/// Kilometres at which closeness to another place has fallen to a third.
const NEAR_KM: f32 = 120.0;
/// Other names whose closeness is asked for, those with the largest say.
const MAX_ANCHORS: usize = 24;

/// What part of what speaks against odd spellings counts in a neighbour of a country that is named.
const NEIGHBOUR: f32 = 0.5;

/// Rounds in which mentions vote for each other.
const ROUNDS: usize = 3;

/// How much of a name's belief each country and division holds.
#[derive(Default)]
struct Votes {
    countries: FxHashMap<u8, f32>,
    divisions: FxHashMap<u16, f32>,
    total: f32,
}

/// Where a name most likely lies, to measure closeness to.
#[derive(Clone, Copy)]
struct Anchor {
    group: usize,
    lat: f32,
    lon: f32,
    say: f32,
}

/// What the text says beside the votes.
struct Scene<'g> {
    gazetteer: &'g Gazetteer,
    outlet: Option<u8>,
    /// Countries the text names, as such or by a word for what comes from them.
    named: Vec<u8>,
}

/// Gives every mention's options their belief and puts the best first. Mentions of one name mean one place.
pub(crate) fn resolve(mentions: &mut [Mention], gazetteer: &Gazetteer, context: &Context) {
    let outlet = context.country.as_deref().and_then(|code| gazetteer.country_idx(code));
    let scene = Scene { gazetteer, outlet, named: named_countries(mentions) };
    let groups = groups_of(mentions);
    for mention in mentions.iter_mut() {
        let scores: Vec<f32> = mention.options.iter().map(|it| WEIGHTS.prior * it.prior).collect();
        believe(&mut mention.options, &scores);
    }
    for _ in 0..ROUNDS {
        let votes: Vec<Votes> = groups.iter().map(|group| vote(mentions, group)).collect();
        let anchors = anchors_of(mentions, &groups);
        let mut all = Votes::default();
        for votes in &votes {
            all.add(votes, 1.0);
        }
        for (number, (group, own)) in groups.iter().zip(&votes).enumerate() {
            all.add(own, -1.0);
            let score = |option: &Choice| {
                let chained: f32 = group.iter().map(|&idx| chain(mentions, idx, option)).sum();
                let against =
                    group.iter().map(|&idx| put_elsewhere(mentions, idx, option)).fold(0.0, f32::max);
                WEIGHTS.prior * option.prior
                    + support(option, &all, &scene)
                    + WEIGHTS.near * closeness(option, number, &anchors)
                    + WEIGHTS.chain * chained
                    + WEIGHTS.chain_against * against
            };
            let scores: Vec<f32> = mentions[group[0]].options.iter().map(score).collect();
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

fn named_countries(mentions: &[Mention]) -> Vec<u8> {
    let mut named: Vec<u8> = mentions
        .iter()
        .filter_map(|mention| mention.options.first())
        .filter(|option| option.kind == PlaceKind::Country)
        .map(|option| option.record.country)
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// The likeliest place of each name that is no country, those with the largest say first.
#[expect(clippy::cast_possible_truncation, reason = "degrees to a few metres are enough")]
fn anchors_of(mentions: &[Mention], groups: &[Vec<usize>]) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::with_capacity(groups.len());
    for (number, group) in groups.iter().enumerate() {
        let options = mentions[group[0]].options.iter();
        let best = options.max_by(|a, b| a.belief.total_cmp(&b.belief));
        let Some(best) = best.filter(|it| !matches!(it.kind, PlaceKind::Country | PlaceKind::Continent))
        else {
            continue;
        };
        let (lat, lon) = (best.record.lat as f32, best.record.lon as f32);
        anchors.push(Anchor { group: number, lat, lon, say: best.belief });
    }
    anchors.sort_by(|a, b| b.say.total_cmp(&a.say).then(a.group.cmp(&b.group)));
    anchors.truncate(MAX_ANCHORS);
    anchors
}

/// How near the option lies to the other names' places, 0 to 1.
#[expect(clippy::cast_possible_truncation, reason = "degrees to a few metres are enough")]
fn closeness(option: &Choice, group: usize, anchors: &[Anchor]) -> f32 {
    if matches!(option.kind, PlaceKind::Country | PlaceKind::Continent) {
        return 0.0;
    }
    let (lat, lon) = (option.record.lat as f32, option.record.lon as f32);
    let narrowing = lat.to_radians().cos();
    let mut sum = 0.0;
    for anchor in anchors.iter().filter(|it| it.group != group) {
        // Flat distance: beyond a few hundred kilometres it counts for nothing anyway.
        let (north, east) = ((lat - anchor.lat) * 111.2, (lon - anchor.lon) * 111.2 * narrowing);
        let km = (north * north + east * east).sqrt();
        if km < 8.0 * NEAR_KM {
            sum += anchor.say * (-km / NEAR_KM).exp();
        }
    }
    sum / (sum + 0.5)
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
fn support(option: &Choice, votes: &Votes, scene: &Scene) -> f32 {
    let country = option.record.country;
    let share = |held: Option<&f32>| held.map_or(0.0, |it| it.max(0.0) / (votes.total + 1.0));
    let mut score = WEIGHTS.country * share(votes.countries.get(&country));
    if option.kind != PlaceKind::Country {
        score += WEIGHTS.division * share(votes.divisions.get(&option.record.admin1));
        let borders = |other: &u8| scene.gazetteer.are_neighbours(*other, country);
        if !scene.named.is_empty() && !scene.named.contains(&country) {
            let odd = if option.is_loose { WEIGHTS.foreign_loose } else { 0.0 };
            let unknown = WEIGHTS.foreign_small * (WELL_KNOWN - option.fame).max(0.0);
            let is_neighbour = scene.named.iter().any(borders);
            score += if is_neighbour { odd * NEIGHBOUR } else { WEIGHTS.foreign + unknown + odd };
        }
    }
    if scene.outlet == Some(country) {
        score += WEIGHTS.outlet;
    } else if scene.outlet.is_some_and(|outlet| scene.gazetteer.are_neighbours(outlet, country)) {
        score += WEIGHTS.outlet_neighbour;
    }
    score
}

/// What the mention behind the comma says for an option, 0 to 1.
fn chain(mentions: &[Mention], idx: usize, option: &Choice) -> f32 {
    let Some(outer) = mentions[idx].within.and_then(|outer| mentions.get(outer)) else { return 0.0 };
    // "China, Japan": two countries, and no village of the second.
    let is_country = |it: &Choice| it.kind == PlaceKind::Country && it.entry.name_kind == NameKind::Main;
    let may_list = outer.options.iter().any(is_country) && mentions[idx].options.iter().any(is_country);
    if may_list && option.kind != PlaceKind::Admin1 {
        return 0.0;
    }
    let best = outer.options.iter().filter(|outer| lies_in(option, outer)).map(|outer| outer.belief);
    best.fold(0.0, f32::max)
}

/// How surely "in" puts the mention where the option does not lie, 0 to 1: "Al-Shafah in Deir ez-Zor" is no village of another
/// country. Well-known places may stand for their governments: "killed by Moscow in Syria".
fn put_elsewhere(mentions: &[Mention], idx: usize, option: &Choice) -> f32 {
    let Some(outer) = mentions[idx].put_in.and_then(|outer| mentions.get(outer)) else { return 0.0 };
    let is_area =
        |it: &&Choice| matches!(it.kind, PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2);
    let areas = || outer.options.iter().filter(is_area);
    let is_in = |outer: &Choice| {
        let is_of_division = || outer.record.admin1 == option.record.admin1;
        lies_in(option, outer) && (outer.kind != PlaceKind::Admin1 || is_of_division())
    };
    if option.fame > WELL_KNOWN || areas().any(is_in) {
        return 0.0;
    }
    areas().map(|outer| outer.belief).sum()
}

/// Turns scores into chances: with the chance that none of the options is meant they sum to one.
fn believe(options: &mut [Choice], scores: &[f32]) {
    let best = scores.iter().copied().fold(WEIGHTS.elsewhere, f32::max);
    let weigh = |score: f32| ((score - best) / WEIGHTS.temperature).exp();
    let total: f32 = scores.iter().map(|score| weigh(*score)).sum::<f32>() + weigh(WEIGHTS.elsewhere);
    for (option, score) in options.iter_mut().zip(scores) {
        option.belief = weigh(*score) / total;
    }
}

/// Kilometres between two places.
pub(crate) fn km(a: &PlaceRecord, b: &PlaceRecord) -> f64 {
    crate::geodesy::km(a.lat, a.lon, b.lat, b.lon)
}
