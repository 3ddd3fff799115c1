//! Names that are likely places, and how each is used.

use dateline_model::PlaceKind;
use rustc_hash::FxHashSet;

use crate::fold::folded;
use crate::gazetteer::{Gazetteer, NameKind};
use crate::words::{Holder, Role, TypeRole, TypeWord, WORDS};

use super::Usage;
use super::choices::{Choice, WELL_KNOWN, choices_of, fit_type, lies_in};
use super::evidence::{cue, points};
use super::names::{Name, Walker};
use super::support;
use super::tokens::{Gap, Shape, Token};
use super::unlisted;

/// A name in the text that is likely a place.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// First word of the name, and one past its last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// One past the last word of the name as the gazetteer has it, without a type word after it.
    pub(crate) name_end: usize,
    /// The name as names are compared: mentions of one name mean one place.
    pub(crate) key: String,
    pub(crate) usage: Usage,
    /// Best first once resolved.
    pub(crate) options: Vec<Choice>,
    /// The type word before or after, with the word it begins at.
    pub(crate) type_word: Option<(TypeWord, usize)>,
    /// How much speaks for a place, in points.
    pub(crate) points: f32,
    /// Whether the name is also an ordinary word or the name of a person.
    pub(crate) is_other_word: bool,
    /// The mention that follows behind a comma and may be what this one lies in.
    pub(crate) within: Option<usize>,
    /// The mention that "in" puts this one in, whether or not any of its places lies there.
    pub(crate) put_in: Option<usize>,
}

/// Mentions with at least this many points are places.
const THRESHOLD: f32 = 1.0;

/// Every mention that is likely a place, in the order of the text.
pub(crate) fn find(text: &str, tokens: &[Token], gazetteer: &Gazetteer) -> Vec<Mention> {
    let mut walker = Walker::new(gazetteer);
    let mut mentions: Vec<Mention> = Vec::new();
    let mut persons = FxHashSet::default();
    let mut idx = 0;
    while idx < tokens.len() {
        if !may_begin(text, tokens, idx) {
            idx += 1;
            continue;
        }
        let listed = walker.longest(text, tokens, idx);
        let whole = listed.filter(|name| !unlisted::is_cut(text, tokens, name));
        let mut mention = whole.and_then(|name| read(text, tokens, gazetteer, name, &mut persons));
        let points = mention.as_ref().map_or(f32::MIN, |it| it.points);
        // Some far village has nearly every name: one that nothing speaks for is not meant.
        let is_hopeless = points < THRESHOLD - support::NEAR;
        if is_hopeless || points < THRESHOLD && unlisted::names_a_site(text, tokens, idx) {
            mention = unlisted::read(text, tokens, idx, &mentions, gazetteer, &mut walker).or(mention);
        }
        let end = whole.map_or(idx + 1, |name| name.end);
        idx = mention.as_ref().map_or(end, |it| it.end.max(end));
        mentions.extend(mention);
    }
    link_chains(text, tokens, &mut mentions);
    weigh_together(&mut mentions, &persons);
    mentions.retain(|mention| mention.points >= THRESHOLD);
    link_chains(text, tokens, &mut mentions);
    mentions
}

/// Whether a name may begin at this word: a capital, or an article joined to one.
pub(super) fn may_begin(text: &str, tokens: &[Token], idx: usize) -> bool {
    let token = &tokens[idx];
    if token.is_capital() {
        return true;
    }
    token.shape == Shape::Lower
        && token.end - token.start <= 4
        && tokens.get(idx + 1).is_some_and(|next| next.gap == Gap::Hyphen && next.is_capital())
        && cue(token.of(text)).is(Role::Article)
}

fn read(
    text: &str,
    tokens: &[Token],
    gazetteer: &Gazetteer,
    name: Name,
    persons: &mut FxHashSet<String>,
) -> Option<Mention> {
    let mut options = choices_of(gazetteer, name);
    let (start, end) = (tokens[name.first].start as usize, tokens[name.end - 1].end as usize);
    let is_dollar = |at: usize| text.as_bytes().get(at) == Some(&b'$');
    let is_currency = is_dollar(end) || start.checked_sub(1).is_some_and(is_dollar);
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
    // "Urum al-Kubra" is no odd spelling of another place and a word, nor "Bulo Marer" a village called Bulo.
    if is_part_of_name(text, tokens, end, gazetteer) {
        options.retain(|it| !it.is_loose && it.fame >= WELL_KNOWN);
    }
    // In a line of capitals "I" is a word.
    if tokens[first].in_capitals && key.len() <= 2 {
        options.retain(|it| it.kind == PlaceKind::Country);
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
        is_other_word: false,
        within: None,
        put_in: None,
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
pub(super) fn type_word(text: &str, tokens: &[Token], first: usize, end: usize) -> Option<(TypeWord, usize)> {
    let opens_after = tokens.get(end).is_some_and(|it| cue(it.of(text)).is(Role::TypeAfter));
    for n_words in [3, 2, 1].into_iter().filter(|_| opens_after) {
        let words = tokens.get(end..end + n_words);
        if let Some(words) = words
            && words.iter().all(|it| it.gap == Gap::Space)
            && !tokens[end - 1].is_possessive
            && let Some(word) = WORDS.types_after.get(joined(text, words).as_str())
            && !(word.role == TypeRole::Name
                && words[0].is_capital()
                && followed_by_of(text, tokens, end + n_words))
        {
            return Some((*word, end));
        }
    }
    let ends_before = first > 0 && cue(tokens[first - 1].of(text)).is(Role::TypeBefore);
    for n_words in [3, 2, 1].into_iter().filter(|_| ends_before) {
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

/// Whether a name goes on at the word `at`: with an article joined to a capital, or a capital of which news know no word and
/// which begins no name of a known place ("Saraqib Idlib").
fn is_part_of_name(text: &str, tokens: &[Token], at: usize, gazetteer: &Gazetteer) -> bool {
    let Some(next) = tokens.get(at).filter(|it| it.gap == Gap::Space) else { return false };
    if !may_begin(text, tokens, at) || next.in_capitals || tokens[at - 1].is_possessive {
        return false;
    }
    let word = next.of(text).to_lowercase();
    let is_rare = || dateline_tables::word_frequency(&word).is_none();
    let names_place = || {
        let name = Walker::new(gazetteer).longest(text, tokens, at);
        name.is_some_and(|it| choices_of(gazetteer, it).iter().any(|it| !it.is_loose && it.fame > 0.0))
    };
    next.shape == Shape::Lower || is_rare() && !names_place()
}

/// Finds what follows each mention behind a comma, "Aleppo, Syria", and what "in" puts it in.
fn link_chains(text: &str, tokens: &[Token], mentions: &mut [Mention]) {
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
        let is_put = mentions.get(idx + 1).is_some_and(|next| {
            next.usage != Usage::Demonym
                && next.first == end + 1
                && tokens[end].gap == Gap::Space
                && tokens[next.first].gap == Gap::Space
                && WORDS.chains.get(tokens[end].of(text)) == Some(&Holder::Later)
        });
        mentions[idx].put_in = is_put.then_some(idx + 1);
    }
}

/// Lets the mentions of one name, and chains, speak for each other.
fn weigh_together(mentions: &mut [Mention], persons: &FxHashSet<String>) {
    for idx in 0..mentions.len() {
        if let Some(outer) = mentions[idx].within {
            mentions[idx].points += 4.0;
            mentions[outer].points += 2.0;
        }
        if persons.contains(&mentions[idx].key) {
            mentions[idx].points -= 3.5;
        }
    }
    let sure: FxHashSet<String> =
        mentions.iter().filter(|it| it.points >= 4.0).map(|it| it.key.clone()).collect();
    for mention in mentions.iter_mut() {
        if sure.contains(&mention.key) {
            mention.points += 1.5;
        }
    }
    support::lend(mentions, THRESHOLD);
}
