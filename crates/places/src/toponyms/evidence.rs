//! What speaks for and against a name being that of a place: the name itself, and the words around it.

use dateline_model::PlaceKind;
use rustc_hash::FxHashSet;

use crate::fold::folded;
use crate::gazetteer::NameKind;
use crate::words::{Cue, Role, WORDS};

use super::Usage;
use super::choices::fits;
use super::mentions::Mention;
use super::tokens::{Gap, Shape, Token};

/// What a name counts at least when a place of the user's own imports has it, as if about 120,000 people lived there:
/// enough to be found bare, too little for a name that is also a word or a person's.
const OWN_PRIOR: f32 = 1.4;
/// What a type word behind the name is worth when no place of that kind has the name: "the Mansour district".
const OTHER_TYPE: f32 = 1.5;
/// What people or a body of a town behind the name are worth: "Esperance residents".
const LOCAL: f32 = 1.5;
/// What it costs at most that a name is also a word when "in" or its like brings it in: "in Phoenix on Monday".
const BROUGHT_IN_COST: f32 = 3.0;
/// What it costs that a town's short name in capitals is one of its others: most are codes, or of something else.
const CODE_COST: f32 = 2.0;
/// What an act on a place adds to the preposition behind it: "strike on".
const ACT: f32 = 1.8;

/// How much the name and the words around it speak for a place.
pub(crate) fn points(
    text: &str,
    tokens: &[Token],
    mention: &mut Mention,
    persons: &mut FxHashSet<String>,
) -> f32 {
    let best = &mention.options[0];
    let best_kind = best.kind;
    let prior = best.prior;
    if best.entry.name_kind == NameKind::Abbreviation {
        return 4.0;
    }
    let is_own = mention.options.iter().any(|it| it.record.is_own);
    let mut points = prior.clamp(if is_own { OWN_PRIOR } else { -2.0 }, 5.0);
    points += type_points(mention);
    let around = Around::of(text, tokens, mention);
    let mut costs = word_costs(text, tokens, mention);
    mention.is_other_word = costs > 0.0;
    if around.brings_in_whole(text, tokens, mention) {
        costs = costs.min(BROUGHT_IN_COST);
    }
    points -= costs;
    points += around.before_points(text, tokens, mention, persons);
    points += around.after_points(text, tokens, mention, prior, best_kind);
    points
}

/// What a type word beside the name is worth: much where a place of that kind has the name.
fn type_points(mention: &Mention) -> f32 {
    let Some((word, at)) = mention.type_word else { return 0.0 };
    if mention.options.iter().any(|it| fits(word.kind, it.kind)) {
        3.0
    } else if at >= mention.name_end {
        OTHER_TYPE
    } else {
        0.0
    }
}

/// What it costs that a name is also an ordinary word or the name of a person.
fn word_costs(text: &str, tokens: &[Token], mention: &Mention) -> f32 {
    let words = &tokens[mention.first..mention.name_end];
    let best = &mention.options[0];
    let surface = words[0].of(text);
    if surface.contains('.') {
        return 0.0;
    }
    if surface.len() <= 4 && words[0].shape == Shape::Upper && !words[0].in_capitals {
        let is_code = best.kind == PlaceKind::Settlement && best.entry.name_kind == NameKind::Alternate;
        return if is_code { CODE_COST } else { 0.0 };
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
        // Small letters would tell a word from a name.
        costs += if costs > 0.0 { 2.0 } else { 0.3 };
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
        let joined = |idx: usize| idx.checked_sub(1).filter(|_| tokens[idx].gap == Gap::Space);
        let mut before = joined(mention.first);
        // "in the Mansour district": the article is that of the district.
        if mention.type_word.is_some_and(|(_, at)| at >= mention.name_end) {
            before = before.and_then(|idx| {
                if tokens[idx].of(text).eq_ignore_ascii_case("the") { joined(idx) } else { Some(idx) }
            });
        }
        let after = Some(mention.end).filter(|idx| tokens.get(*idx).is_some_and(|it| it.gap == Gap::Space));
        Self {
            before,
            before_cue: before.map(|idx| cue(tokens[idx].of(text))).unwrap_or_default(),
            after,
            after_cue: after.map(|idx| cue(tokens[idx].of(text))).unwrap_or_default(),
        }
    }

    /// Whether "in" or its like stands before the name, and the name is the whole run of capitals.
    fn brings_in_whole(&self, text: &str, tokens: &[Token], mention: &Mention) -> bool {
        let goes_on = self.after.is_some_and(|idx| tokens[idx].is_capital());
        // "between North and Strickland avenues"
        let is_list = self.after.is_some_and(|idx| tokens[idx].of(text) == "and");
        self.before_cue.is(Role::PlaceBefore) && !goes_on && !is_list && !tokens[mention.first].in_capitals
    }

    fn before_points(
        &self,
        text: &str,
        tokens: &[Token],
        mention: &Mention,
        persons: &mut FxHashSet<String>,
    ) -> f32 {
        let first = mention.first;
        let mut points = 0.0;
        let is_placed = self.before_cue.is(Role::PlaceBefore)
            || self.before_cue.is(Role::WeakBefore) && super::frames::relates(text, tokens, first);
        if is_placed {
            points += 2.5;
        } else if self.before_cue.is(Role::WeakBefore) {
            points += 0.7;
            let earlier = self.before.and_then(|idx| idx.checked_sub(1));
            let act = earlier.filter(|&idx| tokens[idx + 1].gap == Gap::Space);
            if act.is_some_and(|idx| cue(tokens[idx].of(text)).is(Role::Act)) {
                points += ACT;
            }
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
            } else if self.before.is_some()
                && !tokens[idx].opens_sentence
                && !tokens[idx].in_capitals
                && !is_placed
            {
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
        if self.after_cue.is(Role::Local) && next.is_none() {
            points += LOCAL;
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

/// How a word beside a name bears on it; nothing when no table has the word.
pub(crate) fn cue(word: &str) -> Cue {
    // The longest cue has 15 letters; longer words need no look.
    if word.len() > 15 {
        return Cue::default();
    }
    let mut lower = [0; 15];
    for (to, from) in lower.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    let mut lower = &lower[..word.len()];
    while let Some(without) = lower.strip_suffix(b".") {
        lower = without;
    }
    WORDS.cues.get(lower).copied().unwrap_or_default()
}
