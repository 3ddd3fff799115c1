//! What the words say for and against a name being the place of an event.
//!
//! Each feature is a group and a value, such as `lead` and `in`; the table `places/whereabouts.tsv` weighs them. What
//! the table does not name weighs nothing.

use std::ops::Range;

use dateline_model::{PlaceKind, Relation};
use dateline_places::{Chain, Toponym, Usage, chain};

use super::{from_elsewhere, in_dateline, in_speaker, is_site, modifies, on_a_road};
use crate::actors::Form;
use crate::extract::crossing::{crossed, distance_class, is_past};
use crate::extract::phrases::Phrases;
use crate::extract::speech::Statement;
use crate::extract::weights::Feature;

/// Tokens walked back from a name to the preposition that brings it in.
const LEAD_REACH: usize = 7;

/// What is known of one sentence: its tokens and the names in it that may be places of events.
pub(crate) struct Scene<'s, 'a, 't> {
    pub(crate) phrases: &'s Phrases<'a, 't>,
    pub(crate) statements: &'s [Statement],
    pub(crate) sentence: usize,
    /// Numbers of its toponyms, left to right.
    pub(crate) names: Vec<usize>,
}

impl<'s, 'a, 't> Scene<'s, 'a, 't> {
    pub(crate) fn new(phrases: &'s Phrases<'a, 't>, statements: &'s [Statement], sentence: usize) -> Self {
        let span = phrases.text.sentences[sentence].span;
        let toponyms = phrases.text.toponyms.iter().enumerate();
        let names = toponyms
            .filter(|(_, it)| span.contains(it.span) && it.usage != Usage::Demonym)
            .map(|(idx, _)| idx)
            .collect();
        Self { phrases, statements, sentence, names }
    }

    /// For each name the number of the one that the words put in it.
    pub(crate) fn held(&self) -> Vec<Option<usize>> {
        let text = self.phrases.text;
        let mut held = vec![None; self.names.len()];
        for nth in 1..self.names.len() {
            let [earlier, later] = [nth - 1, nth].map(|it| &text.toponyms[self.names[it]]);
            match chain(text.text, earlier, later) {
                Some(Chain::LaterHolds) => held[nth] = Some(nth - 1),
                Some(Chain::EarlierHolds) => held[nth - 1] = Some(nth),
                None => {}
            }
        }
        held
    }

    /// The features of the name at `nth` of the sentence for an event told by the tokens `trigger`.
    pub(crate) fn features(&self, nth: usize, trigger: &Range<usize>) -> Vec<Feature<'_>> {
        let text = self.phrases.text;
        let toponym = &text.toponyms[self.names[nth]];
        let tokens = text.tokens_in(toponym.span);
        let mut found = Vec::with_capacity(32);
        found.push(("always", ""));
        let is_after = tokens.start >= trigger.end;
        let lead = self.lead(toponym, trigger);
        found.push((if is_after { "lead_after" } else { "lead_before" }, lead));
        found.push(("before", self.word_before(tokens.start)));
        found.push(("after", text.lower(tokens.end)));
        let (from, to) = if is_after { (trigger.end, tokens.start) } else { (tokens.end, trigger.start) };
        let gap = to.saturating_sub(from);
        found.push((if is_after { "gap_after" } else { "gap_before" }, distance_class(gap)));
        if matches!(lead, "in" | "at" | "near" | "outside" | "inside") {
            found.push((
                if is_after { "gap_after brought in" } else { "gap_before brought in" },
                distance_class(gap),
            ));
        }
        let group = if is_after { "crossed_after" } else { "crossed_before" };
        found.extend(crossed(self.phrases, &(from..to.max(from))).into_iter().map(|kind| (group, kind)));
        self.rivals(nth, trigger, gap, &mut found);
        self.name_itself(nth, toponym, lead, &mut found);
        self.role(toponym, &tokens, trigger, &mut found);
        self.event(trigger, &mut found);
        found
    }

    /// First token of the sentence.
    pub(crate) fn floor(&self) -> usize {
        self.phrases.text.sentences[self.sentence].tokens.start
    }

    fn word_before(&self, start: usize) -> &str {
        if start <= self.floor() {
            return "(start)";
        }
        let word = self.phrases.text.lower(start - 1);
        if self.phrases.is(start - 1, self.phrases.text.words.class("direction")) {
            "(direction)"
        } else {
            word
        }
    }

    /// The preposition that brings in the phrase around the name: "in" of "in the northern town of X".
    fn lead(&self, toponym: &Toponym, trigger: &Range<usize>) -> &str {
        let (text, c) = (self.phrases.text, &self.phrases.classes);
        let start = text.tokens_in(toponym.span).start;
        let mut at = start;
        while at > self.floor() && start - at < LEAD_REACH {
            at -= 1;
            let lower = text.lower(at);
            if trigger.contains(&at) {
                return "(event)";
            }
            if lower == "of" && at > self.floor() && !self.phrases.is(at - 1, c.closed) {
                continue;
            }
            if self.phrases.is(at, c.prep) {
                return lower;
            }
            if self.phrases.is(at, c.say) {
                return "(say)";
            }
            if self.phrases.is(at, c.closed) {
                return if matches!(lower, "and" | "or") { "and" } else { "(clause)" };
            }
            if matches!(lower, "," | ";" | ":" | "-" | "–" | "(" | "." | "\"") {
                return if lower == "," { "," } else { "(mark)" };
            }
        }
        let is_related = matches!(toponym.relation, Relation::Near | Relation::Between | Relation::Offset);
        match (at == self.floor(), is_related) {
            (true, _) => "(start)",
            (false, true) => "(relation)",
            (false, false) => "(far)",
        }
    }

    /// How the name stands among the other names of the sentence.
    fn rivals(&self, nth: usize, trigger: &Range<usize>, gap: usize, found: &mut Vec<Feature<'_>>) {
        let text = self.phrases.text;
        let (mut n_nearer, mut n_between, mut n_placed) = (0, 0, 0);
        let own = text.tokens_in(text.toponyms[self.names[nth]].span);
        for (other, &idx) in self.names.iter().enumerate().filter(|(other, _)| *other != nth) {
            let tokens = text.tokens_in(text.toponyms[idx].span);
            let is_after = tokens.start >= trigger.end;
            let far =
                if is_after { tokens.start - trigger.end } else { trigger.start.saturating_sub(tokens.end) };
            n_nearer += usize::from(far < gap);
            let same_side = is_after == (own.start >= trigger.end);
            n_between += usize::from(same_side && far < gap);
            let lead = self.lead(&text.toponyms[idx], trigger);
            n_placed +=
                usize::from(matches!(lead, "in" | "at" | "near" | "outside") && (is_after || other < nth));
        }
        found.push(("names nearer", ["0", "1", "2", "3"][n_nearer.min(3)]));
        found.push(("names between", ["0", "1", "2", "3"][n_between.min(3)]));
        found.push(("others brought in", ["0", "1", "2", "3"][n_placed.min(3)]));
        found.push(("names", ["0", "1", "2", "3"][self.names.len().min(3)]));
    }

    /// What the name is, and how it is joined to its neighbours.
    fn name_itself<'f>(&'f self, nth: usize, toponym: &'f Toponym, lead: &str, found: &mut Vec<Feature<'f>>) {
        let text = self.phrases.text;
        let kind = toponym.chosen().map_or("unlisted", |place| place.kind.as_str());
        found.push(("kind", kind));
        if matches!(lead, "in" | "at" | "near") {
            found.push(("kind brought in", kind));
        } else if lead == "(event)" {
            found.push(("kind of object", kind));
        }
        found.push(("usage", toponym.usage.as_str()));
        found.push(("relation", toponym.relation.as_str()));
        if let Some(part) = &toponym.part {
            found.push(("part", if part == "countryside" { "countryside" } else { "side" }));
        }
        let earlier = nth.checked_sub(1).map(|it| &text.toponyms[self.names[it]]);
        if let Some(link) = earlier.and_then(|it| text.text.get(it.full.end()..toponym.full.start())) {
            found.push(("behind a name", link.trim()));
        }
        let later = self.names.get(nth + 1).map(|&it| &text.toponyms[it]);
        if let Some(link) = later.and_then(|it| text.text.get(toponym.full.end()..it.full.start())) {
            found.push(("ahead of a name", link.trim()));
        }
    }

    /// What else the name may be there for.
    fn role(
        &self,
        toponym: &Toponym,
        tokens: &Range<usize>,
        trigger: &Range<usize>,
        found: &mut Vec<Feature<'_>>,
    ) {
        let (phrases, text, floor) = (self.phrases, self.phrases.text, self.floor());
        let actor = text.actors.iter().any(|it| it.form == Form::Name && it.span.overlaps(toponym.span));
        let word_before = if tokens.start > floor { text.lower(tokens.start - 1) } else { "" };
        let office = tokens
            .start
            .checked_sub(2)
            .filter(|&idx| idx >= floor && phrases.is(idx, text.words.class("office")))
            .is_some_and(|idx| !is_site(phrases, idx, floor));
        let mut note = |name: &'static str, is_there: bool| {
            if is_there {
                found.push(("role", name));
            }
        };
        note("actor", actor);
        note("dateline", in_dateline(phrases, self.sentence, toponym));
        note("speaker", in_speaker(self.statements, toponym));
        note("origin", from_elsewhere(phrases, tokens, floor));
        note("office", office);
        note("road", on_a_road(phrases, tokens.start, floor));
        note("modifier", modifies(phrases, trigger, toponym, word_before, tokens));
        note("possessive", matches!(text.lower(tokens.end), "'s" | "’s"));
        let next_is_name = text.tokens.get(tokens.end).is_some_and(|it| it.is_capital);
        note("before a capital", next_is_name);
        let is_country = toponym.chosen().is_some_and(|it| it.kind == PlaceKind::Country);
        note("country first", is_country && tokens.start == floor);
    }

    /// What the event's own words are like.
    fn event<'f>(&'f self, trigger: &Range<usize>, found: &mut Vec<Feature<'f>>) {
        let (phrases, text, c) = (self.phrases, self.phrases.text, &self.phrases.classes);
        let window = trigger.start.saturating_sub(3).max(self.floor())..trigger.start;
        let has = |class| window.clone().any(|idx| phrases.is(idx, class));
        let word = text.lower(trigger.start);
        found.push(("event", word));
        let form = if word.ends_with("ing") {
            "ing"
        } else if is_past(phrases, trigger.start) {
            if has(c.be) { "passive" } else { "past" }
        } else {
            "other"
        };
        found.push(("event form", form));
        if has(text.words.class("modal")) {
            found.push(("event form", "modal"));
        }
        if window.clone().any(|idx| text.lower(idx) == "to") {
            found.push(("event form", "to"));
        }
        if has(c.not) {
            found.push(("event form", "not"));
        }
    }
}
