//! Names that are likely places, and how each is used.

use std::collections::HashSet;

use dateline_model::PlaceKind;

use crate::fold::folded;
use crate::gazetteer::{Gazetteer, NameEntry, NameKind, PlaceRecord};
use crate::words::{Cue, Role, TypeRole, TypeWord, WORDS};

use super::Usage;
use super::names::{Name, Walker};
use super::tokens::{Gap, Shape, Token};

/// A place that a mention may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) entry: NameEntry,
    pub(crate) record: PlaceRecord,
    pub(crate) kind: PlaceKind,
    /// How likely the name alone means it, before the text is asked.
    pub(crate) prior: f32,
    /// Its share of the belief, 0 to 1.
    pub(crate) belief: f32,
}

/// A name in the text that is likely a place.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// First word of the name, and one past its last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// One past the last word of the name as the gazetteer has it, without a type word after it.
    name_end: usize,
    /// The name as names are compared: mentions of one name mean one place.
    pub(crate) key: String,
    pub(crate) usage: Usage,
    /// Best first once resolved.
    pub(crate) options: Vec<Choice>,
    /// The type word before or after, with the word it begins at.
    pub(crate) type_word: Option<(TypeWord, usize)>,
    /// How much speaks for a place, in points.
    pub(crate) points: f32,
    /// The mention that follows behind a comma and may be what this one lies in.
    pub(crate) within: Option<usize>,
}

/// Mentions with at least this many points are places.
const THRESHOLD: f32 = 1.0;

/// Every mention that is likely a place, in the order of the text.
pub(crate) fn find(text: &str, tokens: &[Token], gazetteer: &Gazetteer) -> Vec<Mention> {
    let mut walker = Walker::new(gazetteer);
    let mut mentions = Vec::new();
    let mut persons = HashSet::new();
    let mut idx = 0;
    while idx < tokens.len() {
        if !may_begin(text, tokens, idx) {
            idx += 1;
            continue;
        }
        let Some(name) = walker.longest(text, tokens, idx) else {
            idx += 1;
            continue;
        };
        idx = name.end;
        if let Some(mention) = read(text, tokens, gazetteer, name, &mut persons) {
            idx = mention.end.max(idx);
            mentions.push(mention);
        }
    }
    link_chains(tokens, &mut mentions);
    weigh_together(&mut mentions, &persons);
    mentions.retain(|mention| mention.points >= THRESHOLD);
    link_chains(tokens, &mut mentions);
    mentions
}

/// Whether a name may begin at this word: a capital, or an article joined to one.
fn may_begin(text: &str, tokens: &[Token], idx: usize) -> bool {
    let token = &tokens[idx];
    if token.is_capital() {
        return true;
    }
    token.shape == Shape::Lower
        && token.end - token.start <= 4
        && tokens.get(idx + 1).is_some_and(|next| next.gap == Gap::Hyphen && next.is_capital())
        && cue(token.of(text)).is(Role::Article)
}

pub(crate) fn cue(word: &str) -> Cue {
    // The longest cue has 15 letters; longer words need no look.
    if word.len() > 15 {
        return Cue::default();
    }
    let mut lower = [0; 15];
    for (to, from) in lower.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    let lower = std::str::from_utf8(&lower[..word.len()]).unwrap_or_default();
    WORDS.cues.get(lower.trim_end_matches('.')).copied().unwrap_or_default()
}

/// What the places behind a name are like, and the points for that.
fn options_of(gazetteer: &Gazetteer, name: Name) -> Vec<Choice> {
    let plain: Vec<NameEntry> =
        name.plain.map(|value| gazetteer.entries(value).collect()).unwrap_or_default();
    let loose = name.loose.map(|value| gazetteer.entries(value)).into_iter().flatten();
    let loose: Vec<NameEntry> =
        loose.filter(|loose| plain.iter().all(|plain| plain.place != loose.place)).collect();
    let loose_costs = if plain.is_empty() { 0.5 } else { 1.5 };
    let mut options: Vec<Choice> = plain
        .iter()
        .map(|entry| (*entry, 0.0))
        .chain(loose.iter().map(|entry| (*entry, loose_costs)))
        .map(|(entry, costs)| {
            let record = gazetteer.record(entry.place);
            let kind = Gazetteer::kind(&record);
            let mut prior = importance(kind, record.population) - costs;
            prior -= match entry.name_kind {
                NameKind::Main | NameKind::Adjective | NameKind::People => 0.0,
                NameKind::Alternate if kind == PlaceKind::Country => 0.0,
                NameKind::Alternate | NameKind::Abbreviation => 1.0,
                NameKind::Bare | NameKind::NoPlace => 1.5,
            };
            if gazetteer.capital(record.country) == Some(entry.place) {
                prior += 1.5;
            }
            Choice { entry, record, kind, prior, belief: 0.0 }
        })
        .collect();
    options.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.entry.place.cmp(&b.entry.place)));
    options
}

/// How well known a place of this kind and size is, in points.
fn importance(kind: PlaceKind, population: u32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "only its size matters")]
    let people = (population as f32 + 100.0).log10();
    match kind {
        PlaceKind::Country => 5.0,
        PlaceKind::Continent => 5.5,
        PlaceKind::Admin1 => 2.0 + (people - 5.0).max(0.0) * 0.8,
        PlaceKind::Admin2 => (people - 4.0) * 0.5,
        PlaceKind::Settlement => (people - 4.0) * 1.3,
        PlaceKind::Region | PlaceKind::Water => 3.0,
        _ => 2.0,
    }
}

fn read(
    text: &str,
    tokens: &[Token],
    gazetteer: &Gazetteer,
    name: Name,
    persons: &mut HashSet<String>,
) -> Option<Mention> {
    let mut options = options_of(gazetteer, name);
    let is_currency = text.as_bytes().get(tokens[name.end - 1].end as usize) == Some(&b'$');
    if is_currency || options.iter().any(|it| it.entry.name_kind == NameKind::NoPlace) {
        return None;
    }
    let (first, mut end) = (name.first, name.end);
    let surface = text.get(tokens[first].start as usize..tokens[end - 1].end as usize)?;
    let key = folded(surface);
    drop_abbreviations(tokens, first, surface, &mut options);
    // Short names in capitals are not those of villages: "THE", "AIDS".
    let is_upper = surface.chars().all(|c| !c.is_lowercase()) && !tokens[first].in_capitals;
    if key.len() <= 3 && !is_upper && !surface.contains('.') {
        options.retain(|it| it.entry.name_kind != NameKind::Alternate);
    }
    if is_upper && key.len() <= 4 && !surface.contains('.') {
        options.retain(|it| it.kind == PlaceKind::Country || it.entry.name_kind == NameKind::Alternate);
    }
    if options.is_empty() {
        return None;
    }
    let is_demonym = options.iter().all(|it| !it.entry.name_kind.names_the_place());
    if options.iter().any(|it| !it.entry.name_kind.names_the_place()) && !is_demonym {
        let best = options.iter().map(|it| it.prior).fold(f32::MIN, f32::max);
        options.retain(|it| it.prior > best - 2.0 || it.entry.name_kind.names_the_place());
    }
    let leads_with_demonym = options.first().is_some_and(|it| !it.entry.name_kind.names_the_place());
    let type_word = type_word(text, tokens, first, end);
    if let Some((word, at)) = type_word {
        if word.role == TypeRole::Street && tokens[at].is_capital() {
            return None;
        }
        // "Ohio State University": what follows the type word takes it into another name.
        let goes_on =
            tokens.get(end + word.n_words).is_some_and(|it| it.gap == Gap::Space && it.is_capital());
        if at == end && word.role == TypeRole::Name && tokens[at].is_capital() && !is_demonym && !goes_on {
            end += word.n_words;
        }
    }
    let mut mention = Mention {
        first,
        end,
        name_end: name.end,
        key,
        usage: if is_demonym || leads_with_demonym { Usage::Demonym } else { Usage::Place },
        options,
        type_word,
        points: 0.0,
        within: None,
    };
    if mention.usage == Usage::Demonym {
        mention.options.retain(|it| !it.entry.name_kind.names_the_place());
        mention.points = 4.0;
        return Some(mention);
    }
    mention.options.retain(|it| it.entry.name_kind.names_the_place());
    fit_type(&mut mention, gazetteer);
    mention.points = points(text, tokens, &mut mention, persons);
    Some(mention)
}

/// Abbreviations of divisions need a comma before them and their point or capitals.
fn drop_abbreviations(tokens: &[Token], first: usize, surface: &str, options: &mut Vec<Choice>) {
    let behind_comma = tokens[first].gap == Gap::Comma && first > 0 && tokens[first - 1].is_capital();
    let fits = behind_comma && (surface.len() != 2 || tokens[first].shape == Shape::Upper);
    options.retain(|it| it.entry.name_kind != NameKind::Abbreviation || fits);
    if fits && options.iter().any(|it| it.entry.name_kind == NameKind::Abbreviation) {
        options.retain(|it| it.entry.name_kind == NameKind::Abbreviation);
    }
}

/// The type word right after or right before the words `first..end`, with the word it begins at.
fn type_word(text: &str, tokens: &[Token], first: usize, end: usize) -> Option<(TypeWord, usize)> {
    for n_words in [2, 1] {
        let words = tokens.get(end..end + n_words);
        if let Some(words) = words
            && words.iter().all(|it| it.gap == Gap::Space)
            && !tokens[end - 1].is_possessive
            && let Some(word) = WORDS.types_after.get(joined(text, words).as_str())
            && !(word.role == TypeRole::Name && followed_by_of(text, tokens, end + n_words))
        {
            return Some((*word, end));
        }
    }
    for n_words in [3, 2, 1] {
        let Some(start) = first.checked_sub(n_words) else { continue };
        let words = &tokens[start..first];
        if words[1..].iter().chain([&tokens[first]]).all(|it| it.gap == Gap::Space)
            && let Some(word) = WORDS.types_before.get(joined(text, words).as_str())
        {
            return Some((*word, start));
        }
    }
    None
}

/// "California Department of Health": the department has a task, it is no place.
fn followed_by_of(text: &str, tokens: &[Token], idx: usize) -> bool {
    tokens.get(idx).is_some_and(|it| it.gap == Gap::Space && cue(it.of(text)).is(Role::WeakBefore))
}

fn joined(text: &str, words: &[Token]) -> String {
    let mut joined = String::new();
    for word in words {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.extend(word.of(text).chars().map(|c| c.to_ascii_lowercase()));
    }
    joined
}

/// Raises what the type word asks for. Without one, a town is meant rather than the division around it.
fn fit_type(mention: &mut Mention, gazetteer: &Gazetteer) {
    let wanted = mention.type_word.map(|(word, _)| word.kind);
    if wanted.is_none() {
        let seats: Vec<_> = mention
            .options
            .iter()
            .filter(|it| it.kind == PlaceKind::Settlement)
            .flat_map(|it| {
                [gazetteer.admin1_place(it.record.admin1), gazetteer.admin2_place(it.record.admin2)]
            })
            .flatten()
            .collect();
        for option in mention.options.iter_mut().filter(|it| seats.contains(&it.entry.place)) {
            option.prior -= 2.5;
        }
    }
    for option in &mut mention.options {
        option.prior += match wanted {
            Some(kind) if fits(kind, option.kind) => 4.0,
            Some(_) => -1.0,
            None => 0.0,
        };
    }
    mention.options.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.entry.place.cmp(&b.entry.place)));
}

fn fits(wanted: PlaceKind, kind: PlaceKind) -> bool {
    use PlaceKind::{Admin1, Admin2, Neighbourhood, Region, Settlement, Terrain};
    wanted == kind
        || matches!(
            (wanted, kind),
            (Admin1, Admin2 | Region)
                | (Admin2, Admin1)
                | (Settlement, Neighbourhood)
                | (Region, Terrain | Admin1)
        )
}

/// How much the name and the words around it speak for a place.
fn points(text: &str, tokens: &[Token], mention: &mut Mention, persons: &mut HashSet<String>) -> f32 {
    let best = &mention.options[0];
    let best_kind = best.kind;
    let prior = best.prior;
    if best.entry.name_kind == NameKind::Abbreviation {
        return 4.0;
    }
    let mut points = prior.clamp(-2.0, 5.0);
    points += type_points(mention);
    points -= word_costs(text, tokens, mention);
    let around = Around::of(text, tokens, mention);
    points += around.before_points(text, tokens, mention, persons);
    points += around.after_points(text, tokens, mention, prior, best_kind);
    points
}

/// What a type word beside the name is worth: much where a place of that kind has the name.
fn type_points(mention: &Mention) -> f32 {
    let Some((word, _)) = mention.type_word else { return 0.0 };
    if mention.options.iter().any(|it| fits(word.kind, it.kind)) { 3.0 } else { 0.0 }
}

/// What it costs that a name is also an ordinary word or the name of a person.
fn word_costs(text: &str, tokens: &[Token], mention: &Mention) -> f32 {
    let words = &tokens[mention.first..mention.name_end];
    let best = &mention.options[0];
    let surface = words[0].of(text);
    if surface.contains('.')
        || (surface.len() <= 4 && words[0].shape == Shape::Upper && !words[0].in_capitals)
    {
        return 0.0;
    }
    let is_country = best.kind == PlaceKind::Country && best.entry.name_kind != NameKind::Bare;
    if words.len() > 1 {
        let all_common = words.iter().all(|it| {
            let word = folded(it.of(text));
            WORDS.common.get(word.as_str()).is_some_and(|size| *size <= 35)
                || WORDS.types_after.contains_key(word.as_str())
        });
        // "Laurel County": the last word tells the kind, and a place of that kind has the name.
        let tells_kind = words.last().and_then(|it| WORDS.types_after.get(folded(it.of(text)).as_str()));
        let fits_kind =
            tells_kind.is_some_and(|word| mention.options.iter().any(|it| fits(word.kind, it.kind)));
        return if all_common && !fits_kind && best.prior < 1.5 { 2.0 } else { -2.0 };
    }
    let word = mention.key.as_str();
    let mut costs: f32 = match WORDS.common.get(word) {
        Some(..=10) => 6.0,
        Some(..=20) => 5.0,
        Some(..=35) => 4.0,
        Some(_) => 3.0,
        None => 0.0,
    };
    if words[0].in_capitals {
        costs += 2.0;
    }
    if is_country {
        return if words[0].opens_sentence { costs.min(1.5) } else { 0.0 };
    }
    let family = WORDS.family.get(word).copied().unwrap_or(0.0);
    if family > 0.0 {
        costs += 1.0 + (family * 100.0).log10().max(0.0);
    }
    if WORDS.given.contains_key(word) {
        costs += 1.0;
    }
    costs
}

/// The words right before and after a name.
struct Around {
    before: Option<usize>,
    before_cue: Cue,
    after: Option<usize>,
    after_cue: Cue,
}

impl Around {
    fn of(text: &str, tokens: &[Token], mention: &Mention) -> Self {
        let before = mention.first.checked_sub(1).filter(|_| matches!(tokens[mention.first].gap, Gap::Space));
        let after = Some(mention.end).filter(|idx| tokens.get(*idx).is_some_and(|it| it.gap == Gap::Space));
        Self {
            before,
            before_cue: before.map(|idx| cue(tokens[idx].of(text))).unwrap_or_default(),
            after,
            after_cue: after.map(|idx| cue(tokens[idx].of(text))).unwrap_or_default(),
        }
    }

    fn before_points(
        &self,
        text: &str,
        tokens: &[Token],
        mention: &Mention,
        persons: &mut HashSet<String>,
    ) -> f32 {
        let first = mention.first;
        let mut points = 0.0;
        let is_placed = self.before_cue.is(Role::PlaceBefore)
            || self.before_cue.is(Role::WeakBefore) && super::frames::relates(text, tokens, first);
        if is_placed {
            points += 2.5;
        } else if self.before_cue.is(Role::WeakBefore) {
            points += 0.7;
        }
        let after_point = first.checked_sub(1).filter(|_| tokens[first].gap == Gap::Point);
        if let Some(idx) = self.before.or(after_point).filter(|idx| tokens[*idx].is_capital()) {
            let previous = folded(tokens[idx].of(text));
            let names_person = cue(&previous).is(Role::Title)
                || previous.len() == 1
                || (after_point.is_none() && WORDS.given.contains_key(previous.as_str()));
            if names_person && !is_placed {
                points -= 6.0;
                persons.insert(mention.key.clone());
            } else if self.before.is_some() && !tokens[idx].opens_sentence && !is_placed {
                points -= 1.5;
            }
        }
        points
    }

    fn after_points(
        &self,
        text: &str,
        tokens: &[Token],
        mention: &mut Mention,
        prior: f32,
        kind: PlaceKind,
    ) -> f32 {
        let mut points = 0.0;
        let is_single = mention.name_end - mention.first == 1;
        let in_capitals = tokens[mention.first].in_capitals;
        let next =
            self.after.filter(|idx| tokens[*idx].is_capital() && !tokens[mention.end - 1].is_possessive);
        if let Some(idx) =
            next.filter(|_| mention.type_word.is_none_or(|(_, at)| at < mention.first) && !in_capitals)
        {
            let is_person = is_single && WORDS.given.contains_key(mention.key.as_str());
            if self.after_cue.is(Role::Organisation) || self.after_cue.is(Role::Unit) {
                mention.usage = Usage::Embedded;
                points += 0.7;
            } else if self.after_cue.is(Role::Title) {
                points += 1.0;
            } else if is_person && kind != PlaceKind::Country {
                points -= 4.0;
            } else if is_single
                && prior < 2.5
                && !WORDS.given.contains_key(folded(tokens[idx].of(text)).as_str())
            {
                points -= 1.5;
            }
        }
        if self.after_cue.is(Role::Thing) {
            points -= 6.0;
        }
        if self.after_cue.is(Role::Speech) && !self.before_cue.is(Role::PlaceBefore) {
            if kind == PlaceKind::Country || prior >= 4.5 {
                mention.usage = Usage::Metonym;
            } else {
                points -= 2.0;
            }
        }
        points
    }
}

/// Finds what follows each mention behind a comma: "Aleppo, Syria".
fn link_chains(tokens: &[Token], mentions: &mut [Mention]) {
    for idx in 0..mentions.len() {
        let end = mentions[idx].end;
        let next = mentions.get(idx + 1).filter(|next| {
            next.first == end
                && tokens.get(end).is_some_and(|it| it.gap == Gap::Comma)
                && next.usage != Usage::Demonym
        });
        let holds = next.is_some_and(|next| {
            next.options.iter().any(|outer| mentions[idx].options.iter().any(|inner| lies_in(inner, outer)))
        });
        mentions[idx].within = holds.then_some(idx + 1);
    }
}

/// Whether `outer` is the country or division of `inner`.
pub(crate) fn lies_in(inner: &Choice, outer: &Choice) -> bool {
    match outer.kind {
        PlaceKind::Country => {
            inner.record.country == outer.record.country && inner.kind != PlaceKind::Country
        }
        PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region => {
            inner.record.country == outer.record.country
                && inner.entry.place != outer.entry.place
                && super::resolve::km(&inner.record, &outer.record) < 600.0
                && inner.kind != PlaceKind::Country
        }
        _ => false,
    }
}

/// Lets the mentions of one name, and chains, speak for each other.
fn weigh_together(mentions: &mut [Mention], persons: &HashSet<String>) {
    for idx in 0..mentions.len() {
        if let Some(outer) = mentions[idx].within {
            mentions[idx].points += 4.0;
            mentions[outer].points += 2.0;
        }
        if persons.contains(&mentions[idx].key) {
            mentions[idx].points -= 3.5;
        }
    }
    let sure: HashSet<String> =
        mentions.iter().filter(|it| it.points >= 4.0).map(|it| it.key.clone()).collect();
    for mention in mentions.iter_mut() {
        if sure.contains(&mention.key) {
            mention.points += 1.5;
        }
    }
}
