//! Where each event of a sentence happened.
//!
//! The nearest name is often wrong: the ministry speaks in the capital, the missile was launched elsewhere, the dead
//! man came from another town. Each name of the sentence, those that no gazetteer has among them, gets a chance:
//! [`features`] describe how it is brought in, and the table `places/whereabouts.tsv`, fitted, weighs them.

mod features;

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_model::{PlaceKind, Span};
use dateline_places::{Context, Gazetteer, Toponym, Usage};

use self::features::Scene;
use super::events::SentenceEvent;
use super::phrases::Phrases;
use super::speech::{self, Statement};
use super::triggers::Trigger;
use super::weights::Weights;
use crate::actors::{ActorMention, Form};
use crate::annotate::annotate_with;
use crate::annotate::tokens::TokenKind;

/// Chance that the likeliest name must pass to be the event's place: far below one half, for the collection leaves nearly a
/// quarter of the places unmarked, which lowers all chances. Set by hand on the items that were marked anew.
const LEAST: f32 = 0.17;
/// As [`LEAST`] for the words of an event rule, which nearly always have a place; set by hand.
const LEAST_OF_CLAIM: f32 = 0.15;
/// Chance of the ends of a road on which something happened; set by hand, for the collection has too few.
const ON_A_ROAD: f32 = 0.5;
/// Chance that further names must pass; set by hand.
const LEAST_MORE: f32 = 0.45;
/// Tokens behind a country's name within which a word tells that it is a side.
const REACH_OF_SIDE: usize = 3;
/// Tokens a dateline may take.
const MAX_DATELINE: usize = 12;

/// The weights of the table.
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::of(dateline_tables::places::whereabouts()));

/// A name of a sentence, and how likely an event of that sentence happened there.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    /// The name.
    pub toponym: Toponym,
    /// What speaks for and against it: group and value, as in the table `places/whereabouts.tsv`.
    pub features: Vec<(&'static str, String)>,
    /// Chance that the event happened there, 0 to 1.
    pub chance: f32,
    /// Number of the name of the sentence that the words put in this one: that of "Binnish" for "Idlib province".
    pub holds: Option<usize>,
    /// Whether it is taken for the place of the event.
    pub is_chosen: bool,
}

/// The names in the sentence of `event`, a span of bytes in `text`, each with the chance that the event happened there.
///
/// An event may have several places ("clashes in X and Y"). Empty when the sentence names no place.
#[must_use]
pub fn find_whereabouts(text: &str, event: Span, gazetteer: &Gazetteer) -> Vec<Whereabouts> {
    let annotated = annotate_with(text, None, gazetteer, &Context::default());
    let trigger = annotated.tokens_in(event);
    if trigger.is_empty() {
        return Vec::new();
    }
    let phrases = Phrases::new(&annotated);
    let statements = speech::find_statements(&annotated);
    let sentence = annotated.sentence_of(trigger.start);
    let scene = Scene::new(&phrases, &statements, sentence);
    let chances: Vec<f32> =
        (0..scene.names.len()).map(|nth| WEIGHTS.chance(&scene.features(nth, &trigger))).collect();
    let held = scene.held();
    let chosen = chosen_whereabouts(&chances, &held);
    scene
        .names
        .iter()
        .enumerate()
        .map(|(nth, &idx)| Whereabouts {
            toponym: annotated.toponyms[idx].clone(),
            features: scene
                .features(nth, &trigger)
                .into_iter()
                .map(|(group, value)| (group, value.to_owned()))
                .collect(),
            chance: chances[nth],
            holds: held[nth],
            is_chosen: chosen.contains(&nth),
        })
        .collect()
}

/// Which of several names with these chances are places of the event: the likeliest, and others that are likely too. Of a
/// name and the one that holds it only the narrower stays; `held` has the number of the name that each holds.
#[must_use]
pub fn chosen_whereabouts(chances: &[f32], held: &[Option<usize>]) -> Vec<usize> {
    let best = chances.iter().copied().fold(0.0, f32::max);
    let is_likely =
        |nth: usize| chances[nth] >= LEAST && (chances[nth] >= best || chances[nth] >= LEAST_MORE);
    narrowest(held, is_likely).collect()
}

/// The likely names that hold no other likely one.
fn narrowest(
    held: &[Option<usize>],
    is_likely: impl Fn(usize) -> bool,
) -> impl DoubleEndedIterator<Item = usize> {
    (0..held.len()).filter(move |&nth| is_likely(nth) && !held[nth].is_some_and(&is_likely))
}

/// Number of the toponym where the event happened, among those of the sentence; `None` when none fits.
pub(crate) fn find_place(
    phrases: &Phrases,
    statements: &[Statement],
    event: &SentenceEvent,
    sentence: usize,
) -> Option<usize> {
    let text = phrases.text;
    let scene = Scene::new(phrases, statements, sentence);
    let may_be = |idx: usize| {
        let toponym = &text.toponyms[idx];
        let is_actor =
            || text.actors.iter().any(|it| it.form == Form::Name && it.span.overlaps(toponym.span));
        let is_whose = || is_of_a_side(phrases, toponym);
        toponym.usage == Usage::Place
            && !in_dateline(phrases, sentence, toponym)
            && !in_speaker(statements, toponym)
            && !is_actor()
            && !is_whose()
    };
    let chances: Vec<f32> = (0..scene.names.len())
        .map(|nth| {
            let idx = scene.names[nth];
            let of = |trigger: &Trigger| WEIGHTS.chance(&scene.features(nth, &trigger.tokens));
            let start = text.tokens_in(text.toponyms[idx].span).start;
            let least = if on_a_road(phrases, start, scene.floor()) { ON_A_ROAD } else { 0.0 };
            if may_be(idx) { event.triggers().map(of).fold(least, f32::max) } else { 0.0 }
        })
        .collect();
    let held = scene.held();
    let chosen = narrowest(&held, |nth| chances[nth] >= LEAST_OF_CLAIM);
    // A country only where nothing narrower is told.
    let is_narrow = |nth: usize| {
        let place = text.toponyms[scene.names[nth]].chosen();
        place.is_none_or(|place| place.kind != PlaceKind::Country)
    };
    let better = |a: &usize, b: &usize| {
        (is_narrow(*a), chances[*a]).partial_cmp(&(is_narrow(*b), chances[*b])).unwrap_or(Ordering::Equal)
    };
    let best = chosen.rev().max_by(better);
    best.map(|nth| scene.names[nth]).or_else(|| the_city(phrases, sentence))
}

/// The place of the report's dateline when the sentence says "in the capital" or "in the city" and names none.
fn the_city(phrases: &Phrases, sentence: usize) -> Option<usize> {
    let text = phrases.text;
    let tokens = text.sentences[sentence].tokens.clone();
    let meant = tokens.clone().skip(2).any(|idx| {
        let named = matches!(text.lower(idx), "capital" | "city");
        let article = (idx - 2..idx).any(|at| matches!(text.lower(at), "the" | "this"));
        let of = text.lower(idx + 1) == "of" || text.tokens.get(idx + 1).is_some_and(|next| next.is_capital);
        named && article && !of
    });
    let first = text
        .toponyms
        .iter()
        .position(|toponym| toponym.usage == Usage::Place && in_dateline(phrases, 0, toponym));
    first.filter(|_| meant)
}

/// Whether the name belongs to the dateline: "BEIRUT, Lebanon - " at the head of a sentence.
fn in_dateline(phrases: &Phrases, sentence: usize, toponym: &Toponym) -> bool {
    let text = phrases.text;
    let tokens = text.sentences[sentence].tokens.clone();
    let head = tokens.start..tokens.end.min(tokens.start + MAX_DATELINE);
    let Some(dash) = head.clone().find(|&idx| matches!(text.lower(idx), "-" | "–" | "—" | "--")) else {
        return false;
    };
    let own = text.tokens_in(toponym.span);
    // In capitals a headline looks like a dateline: only names and marks may stand before the name.
    let is_name_at = |idx| text.toponyms.iter().any(|it| text.tokens_in(it.span).contains(&idx));
    let is_first =
        (tokens.start..own.start).all(|idx| is_name_at(idx) || text.tokens[idx].kind != TokenKind::Word);
    let is_name = text.tokens[tokens.start].is_capital
        && (is_first || !text.sentences[sentence].is_upper)
        && !head.clone().any(|idx| phrases.is(idx, phrases.classes.aux));
    is_name && own.end <= dash
}

/// Whether a country's name tells whose weapons or soldiers are meant and no preposition brings it in: "US cruise missiles".
fn is_of_a_side(phrases: &Phrases, toponym: &Toponym) -> bool {
    let text = phrases.text;
    let tokens = text.tokens_in(toponym.span);
    let is_country = toponym.chosen().is_some_and(|it| it.kind == PlaceKind::Country);
    // "US air strikes", whatever stands before.
    let is_named = |it: &ActorMention| it.tokens.start <= tokens.start && it.tokens.end > tokens.end;
    if !is_country || text.actors.iter().any(|it| it.span.overlaps(toponym.span) && is_named(it)) {
        return is_country;
    }
    let is_brought_in = tokens.start > 0
        && phrases.is(tokens.start - 1, phrases.classes.prep)
        && !matches!(text.lower(tokens.start - 1), "of" | "by" | "with");
    let class = |name| text.words.class(name);
    let theirs =
        ["missile", "rocket", "artillery", "aircraft", "drone", "bomb", "soldier", "fighter", "unitword"];
    let theirs = theirs.into_iter().fold(class("mortar"), |all, name| all.with(class(name)));
    let is_open = |at: &usize| !phrases.is(*at, phrases.classes.closed.with(phrases.classes.adv));
    let mut behind = (tokens.end..tokens.end + REACH_OF_SIDE).take_while(is_open);
    !is_brought_in && behind.any(|at| phrases.is(at, theirs))
}

/// Whether the name is part of the words that name a speaker: "the governor of Idlib".
fn in_speaker(statements: &[Statement], toponym: &Toponym) -> bool {
    let speakers = statements.iter().flat_map(|statement| &statement.speakers);
    speakers.filter_map(|speaker| speaker.words).any(|words| words.overlaps(toponym.span))
}

/// Whether the name that begins at `start` is an end of a road: "on the road from X to Y".
fn on_a_road(phrases: &Phrases, start: usize, floor: usize) -> bool {
    let text = phrases.text;
    let window = start.saturating_sub(5).max(floor)..start;
    let is_end = start > floor && matches!(text.lower(start - 1), "from" | "to" | "and" | "between");
    is_end
        && window
            .into_iter()
            .any(|idx| matches!(text.lower(idx), "road" | "highway" | "railway" | "motorway"))
}

/// Whether a country's name only says whose the next word is: "US forces", "Syria talks".
fn modifies(
    phrases: &Phrases,
    trigger: &Range<usize>,
    toponym: &Toponym,
    word_before: &str,
    tokens: &std::ops::Range<usize>,
) -> bool {
    let text = phrases.text;
    let c = &phrases.classes;
    let is_country = toponym.chosen().is_some_and(|it| it.kind == dateline_model::PlaceKind::Country);
    let brought_in =
        matches!(word_before, "in" | "near" | "across" | "inside" | "outside" | "around" | "at" | "on");
    let of_trigger = trigger.contains(&tokens.end);
    let is_noun = text.tokens.get(tokens.end).is_some_and(|next| {
        next.kind == TokenKind::Word
            && !next.classes.meets(c.closed.with(c.adv).with(c.hit).with(c.say).with(c.light))
    });
    let is_day = text.times.iter().any(|it| text.tokens_in(it.span).contains(&tokens.end));
    is_country && !brought_in && !of_trigger && is_noun && !is_day
}

/// Whether something happened at the office whose name ends at `idx`: "outside the economy ministry in Lima".
fn is_site(phrases: &Phrases, idx: usize, floor: usize) -> bool {
    let phrase = phrases.ending_at(idx + 1, floor);
    let before = phrase.start.checked_sub(1).filter(|&at| at >= floor && !phrase.is_empty());
    before.is_some_and(|at| {
        phrases.is(at, phrases.classes.prep)
            && !matches!(phrases.text.lower(at), "by" | "to" | "from" | "with" | "for")
    })
}

/// Whether what stands at `tokens` is where something came from: "launched from X", "a farmer from X", "based in X",
/// "told reporters in X".
fn from_elsewhere(phrases: &Phrases, tokens: &std::ops::Range<usize>, floor: usize) -> bool {
    let text = phrases.text;
    let say = text.words.class("say");
    let from = tokens.start.saturating_sub(4).max(floor);
    let window = from..tokens.start;
    let has_from = window.clone().any(|idx| text.lower(idx) == "from");
    let based =
        tokens.start >= 2 && matches!(text.lower(tokens.start - 2), "based" | "stationed" | "headquartered");
    let spoke = window.clone().any(|idx| phrases.is(idx, say));
    has_from || based || spoke
}
