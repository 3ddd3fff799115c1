//! Names that the gazetteer lacks and that the words around them tell to be places: "in Ejule", "the village of X".
//!
//! They keep their name and get no coordinates: a village no gazetteer has is still where something happened.

use dateline_model::PlaceKind;

use crate::fold::{folded, is_article, is_generic, plain_key};
use crate::gazetteer::Gazetteer;
use crate::words::{Role, TypeRole, WORDS};

use super::Usage;
use super::choices::choices_of;
use super::evidence::cue;
use super::frames::relates;
use super::mentions::{Mention, may_begin, type_word};
use super::names::{Name, Walker};
use super::tokens::{Gap, Shape, Token};

/// Most words of such a name.
const MAX_WORDS: usize = 4;
/// Points it needs: one word that brings in a place, and nothing against it.
const LEAST: f32 = 2.0;
/// What an ordinary or a person's name costs at most beside a word such as "district" or "village of".
const TYPED_COST: f32 = 0.5;
/// A name within it with a place so well known is the name that counts.
const WELL_KNOWN: f32 = 2.0;

/// Whether a listed name is but the first word of a longer one: "Kafr" of "Kafr Hamza", "Al" of "Al-Qutla".
pub(super) fn is_cut(text: &str, tokens: &[Token], name: &Name) -> bool {
    if name.end - name.first > 1 {
        return false;
    }
    let Some(next) = tokens.get(name.end) else { return false };
    let goes_on = matches!(next.gap, Gap::Space | Gap::Hyphen) && !tokens[name.first].is_possessive;
    if !goes_on || !may_begin(text, tokens, name.end) {
        return false;
    }
    let word = plain_key(tokens[name.first].of(text));
    is_generic(&word) || is_article(&word) && next.gap == Gap::Hyphen
}

/// The mention of an unlisted place that begins at word `first`; `None` when the words do not tell a place.
pub(super) fn read(
    text: &str,
    tokens: &[Token],
    first: usize,
    earlier: &[Mention],
    gazetteer: &Gazetteer,
    walker: &mut Walker,
) -> Option<Mention> {
    let word = cue(tokens[first].of(text));
    let opens = tokens[first].opens_sentence && (word.is(Role::PlaceBefore) || word.is(Role::WeakBefore));
    if tokens[first].in_capitals || tokens[first].shape == Shape::Upper || opens || word.is(Role::NoName) {
        return None;
    }
    let placed = placed_by(text, tokens, first).max(listed_with(text, tokens, first, earlier));
    let end = end_of(text, tokens, first);
    let type_word = type_word(text, tokens, first, end);
    let says_itself = is_site(text, tokens, first, end);
    if placed == 0.0 && type_word.is_none() && !says_itself || !stands_alone(text, tokens, first, end) {
        return None;
    }
    let tells_no_place = |role| matches!(role, TypeRole::Street | TypeRole::Office);
    if type_word.is_some_and(|(word, _)| tells_no_place(word.role)) {
        return None;
    }
    let told = if type_word.is_some() || says_itself { 2.5 } else { 0.0 };
    let mut costs = costs(text, tokens, first, end);
    if says_itself || type_word.is_some_and(|(word, _)| is_ground(word.kind)) {
        costs = costs.min(TYPED_COST);
    }
    if placed + told - costs < LEAST || holds_known(text, tokens, first..end, gazetteer, walker) {
        return None;
    }
    let surface = text.get(tokens[first].start as usize..tokens[end - 1].end as usize)?;
    let key = folded(surface);
    if WORDS.actors.contains(key.as_str()) {
        return None;
    }
    Some(Mention {
        first,
        end,
        name_end: end,
        key,
        usage: Usage::Place,
        options: Vec::new(),
        type_word,
        points: placed + told - costs,
        is_other_word: false,
        within: None,
        put_in: None,
    })
}

/// Whether a word for this kind beside a person's name makes it that of a place: "the Mansour district". The camp of a
/// politician is none.
fn is_ground(kind: PlaceKind) -> bool {
    use PlaceKind::{Admin2, Neighbourhood, Region, Settlement};
    matches!(kind, Settlement | Neighbourhood | Admin2 | Region)
}

/// Whether the name itself tells a site: its first word does in Arabic ("Jabal Saman"), or its last in English
/// ("Saman Mountains", "Saman Street").
fn is_site(text: &str, tokens: &[Token], first: usize, end: usize) -> bool {
    let is_long = end - first > 1;
    let last = tokens[end - 1].of(text);
    let kind = WORDS.types_after.get(folded(last).as_str()).filter(|it| it.role == TypeRole::Name);
    is_long
        && (is_generic(&plain_key(tokens[first].of(text)))
            || cue(last).is(Role::Site)
            || kind.is_some_and(|it| !matches!(it.kind, PlaceKind::Admin1 | PlaceKind::Settlement)))
}

/// Whether a known name is but the begin of that of a site, which no place has: "Haifa" of "Haifa Street".
pub(super) fn names_a_site(text: &str, tokens: &[Token], first: usize) -> bool {
    let end = end_of(text, tokens, first);
    end - first > 1 && cue(tokens[end - 1].of(text)).is(Role::Site)
}

/// What the words before say.
fn placed_by(text: &str, tokens: &[Token], first: usize) -> f32 {
    let joined = |idx: usize| idx.checked_sub(1).filter(|_| tokens[idx].gap == Gap::Space);
    let Some(mut before) = joined(first) else {
        return if opens_list(text, tokens, first) { 2.0 } else { 0.0 };
    };
    // "Food and Rural Affairs": part of a name, unlike "rural Ejule".
    let is_in_name =
        tokens[before].is_capital() && !tokens[before].opens_sentence && !tokens[before].in_capitals;
    if is_in_name && cue(tokens[before].of(text)).is(Role::Frame) {
        return 0.0;
    }
    if relates(text, tokens, first) {
        return 2.5;
    }
    let has_article = tokens[before].of(text) == "the";
    if has_article {
        let Some(earlier) = joined(before) else { return 0.0 };
        before = earlier;
    }
    let cue = cue(tokens[before].of(text));
    if cue.is(Role::PlaceBefore) {
        // "in the X" needs more: X may be anything that has a name.
        if has_article { 0.5 } else { 2.0 }
    } else if cue.is(Role::Naming) && is_of_a_type(text, tokens, before) {
        2.5
    } else {
        0.0
    }
}

/// Whether a list of places begins here: "four villages: X, Y and Z".
fn opens_list(text: &str, tokens: &[Token], first: usize) -> bool {
    let Some(before) = first.checked_sub(1).map(|idx| &tokens[idx]) else { return false };
    let between = text.get(before.end as usize..tokens[first].start as usize).map(str::trim);
    let kind = WORDS.types_after.get(folded(before.of(text)).as_str());
    between == Some(":") && kind.is_some_and(|it| it.role == TypeRole::Plural)
}

/// Whether a kind of place stands before the word at `naming`: "a village called", "an area known as".
fn is_of_a_type(text: &str, tokens: &[Token], naming: usize) -> bool {
    let mut idx = naming;
    while idx > 0 && tokens[idx].gap == Gap::Space && cue(tokens[idx].of(text)).is(Role::Naming) {
        idx -= 1;
    }
    WORDS.types_after.contains_key(folded(tokens[idx].of(text)).as_str())
}

/// What it says that the name goes on a list of places: "the villages of X, Y and Z".
fn listed_with(text: &str, tokens: &[Token], first: usize, earlier: &[Mention]) -> f32 {
    let is_place = |it: &&Mention| it.usage == Usage::Place && it.points >= LEAST;
    let Some(last) = earlier.last().filter(is_place) else { return 0.0 };
    let is_listed = last.options.is_empty() || last.type_word.is_some() || goes_on_list(tokens, earlier);
    let is_town = last.options.first().is_none_or(|it| it.kind != PlaceKind::Country);
    let between = text.get(tokens[last.end - 1].end as usize..tokens[first].start as usize).map(str::trim);
    match between {
        Some("and" | ", and" | "and the") if is_listed || is_town => 2.0,
        Some(",") if is_listed && (last.options.is_empty() || goes_on_list(tokens, earlier)) => 2.0,
        _ => 0.0,
    }
}

/// Whether the last mention is at least the second of a list: a comma alone joins it to the one before.
fn goes_on_list(tokens: &[Token], earlier: &[Mention]) -> bool {
    let [.., before, last] = earlier else { return false };
    before.end == last.first && tokens[last.first].gap == Gap::Comma && before.within.is_none()
}

/// One past the last word of the name: capitals, and articles between them.
fn end_of(text: &str, tokens: &[Token], first: usize) -> usize {
    let mut end = first + 1;
    if !tokens[first].is_capital() {
        // An article with a small letter, joined to a capital.
        end += 1;
    }
    while end - first < MAX_WORDS {
        let Some(next) = tokens.get(end).filter(|it| matches!(it.gap, Gap::Space | Gap::Hyphen)) else {
            break;
        };
        if tokens[end - 1].is_possessive {
            break;
        }
        let goes_on = next.is_capital() && next.shape != Shape::Number || may_begin(text, tokens, end);
        if !goes_on {
            break;
        }
        end += if next.is_capital() { 1 } else { 2 };
    }
    end.min(tokens.len())
}

/// Whether the words are a whole run of capitals, and none of them names a person's office or an organisation.
fn stands_alone(text: &str, tokens: &[Token], first: usize, end: usize) -> bool {
    let goes_on = tokens.get(end).is_some_and(|it| {
        matches!(it.gap, Gap::Space | Gap::Hyphen)
            && (it.is_capital() || it.shape == Shape::Number)
            && !tokens[end - 1].is_possessive
    });
    let refused = [Role::Organisation, Role::Unit, Role::Title, Role::Thing];
    let is_other = |token: &Token| {
        let cue = cue(token.of(text));
        refused.into_iter().any(|role| cue.is(role))
    };
    let next_is_other = tokens.get(end).is_some_and(|it| {
        it.gap == Gap::Space && (cue(it.of(text)).is(Role::Thing) || cue(it.of(text)).is(Role::Organisation))
    });
    !goes_on && !next_is_other && !tokens[first..end].iter().any(is_other)
}

/// What it costs that the words are also ordinary or those of persons.
fn costs(text: &str, tokens: &[Token], first: usize, end: usize) -> f32 {
    let mut costs = 0.0;
    // The name of a person begins with a given one: "in Bulo Marer" is none.
    let is_given = |token: &Token| WORDS.given.contains_key(folded(token.of(text)).as_str());
    let may_be_person = end - first == 1 || tokens[first..end].iter().any(is_given);
    for token in &tokens[first..end] {
        let word = folded(token.of(text));
        let word = word.as_str();
        let is_part = is_article(word.as_bytes()) || is_generic(word.as_bytes());
        if is_part || WORDS.types_after.contains_key(word) || WORDS.directions.contains_key(word) {
            continue;
        }
        if WORDS.common.contains_key(word) || WORDS.given.contains_key(word) {
            costs += 2.5;
        } else if may_be_person && WORDS.family.contains_key(word) {
            costs += 1.0;
        }
        if word.len() < 3 || token.shape == Shape::Upper && token.end - token.start > 1 {
            costs += 1.5;
        }
    }
    costs
}

/// Whether a well-known place's name lies within these words.
fn holds_known(
    text: &str,
    tokens: &[Token],
    words: std::ops::Range<usize>,
    gazetteer: &Gazetteer,
    walker: &mut Walker,
) -> bool {
    words.skip(1).any(|at| {
        let name = walker.longest(text, tokens, at);
        name.is_some_and(|it| choices_of(gazetteer, it).first().is_some_and(|best| best.prior > WELL_KNOWN))
    })
}
