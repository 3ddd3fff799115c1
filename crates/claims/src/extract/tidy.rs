//! What does not belong to the name of one who acts, though it stands in the same phrase: "fresh regime" strikes, "rebel
//! fire", "terrorists positioned" in a suburb.

use std::ops::Range;

use dateline_model::Role;

use super::phrases::Phrases;
use super::triggers::{Trigger, Voice};

/// The phrase without words that tell of the event rather than of who takes part; empty when nothing else is left, or
/// when it names nobody ("no group").
pub(super) fn tidied(phrases: &Phrases, trigger: &Trigger, role: Role, phrase: Range<usize>) -> Range<usize> {
    if !matches!(role, Role::Initiator | Role::Partner) || phrase.is_empty() {
        return phrase;
    }
    let class = |name| phrases.text.words.class(name);
    let Range { mut start, mut end } = phrase;
    if phrases.is(start, class("negative_noun")) {
        return start..start;
    }
    let is_modifier = trigger.voice == Voice::Nominal && end == trigger.tokens.start;
    while is_modifier && start < end && tells_of_event(phrases, start) {
        start += 1;
    }
    while end > start + 1 && is_tail(phrases, end - 1) {
        end -= 1;
    }
    let deeds = class("artillery").with(class("gun")).with(class("deed"));
    let is_deed = |at: usize| phrases.is(at, deeds) && !phrases.text.tokens[at].is_capital;
    while end > start + 1 && is_deed(end - 1) && !names_actor(phrases, end - 1) {
        end -= 1;
    }
    start..end
}

/// Whether a word before an event noun counts or judges the event: "three", "fresh", "suspected".
fn tells_of_event(phrases: &Phrases, at: usize) -> bool {
    let lower = phrases.text.lower(at);
    phrases.is(at, phrases.classes.det.with(phrases.text.words.class("event_adjective")))
        || dateline_tables::numbers::number_word(lower).is_some()
        || lower.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word behind a noun tells what those named did, or where they are: "positioned", "battling", "loyal".
fn is_tail(phrases: &Phrases, at: usize) -> bool {
    let words = phrases.text.words;
    let lower = phrases.text.lower(at);
    let class = |name| words.class(name);
    let someone = class("person").with(class("soldier")).with(class("fighter")).with(class("crowd"));
    let is_noun = phrases.is(at, someone.with(class("site")).with(class("unitword")).with(class("aircraft")));
    let is_form =
        lower.len() > 4 && (lower.ends_with("ed") || lower.ends_with("ing")) || words.is_past(lower);
    let is_name = phrases.text.tokens[at].is_capital || names_actor(phrases, at);
    !is_name && !is_noun && (is_form || phrases.is(at, class("tail")))
}

/// Whether the word belongs to a name of the actor table.
fn names_actor(phrases: &Phrases, at: usize) -> bool {
    phrases.text.actors.iter().any(|it| it.tokens.contains(&at))
}

#[cfg(test)]
mod tests {
    use dateline_model::Role;
    use dateline_places::Gazetteer;
    use dateline_reports::{Record, clean, read_record};

    use crate::read_claims;

    /// Who did it, by the first claim of the text.
    fn initiators(text: &str) -> Vec<String> {
        let report = read_record(Record { text: text.to_owned(), ..Record::default() });
        let claims = read_claims(&report, &clean(&report), &Gazetteer::embedded().unwrap()).claims;
        let actors = claims.into_iter().next().map(|it| it.actors).unwrap_or_default();
        actors.into_iter().filter(|it| it.role == Role::Initiator).map(|it| it.name).collect()
    }

    #[test]
    fn words_that_judge_and_count_the_event_are_no_part_of_a_name() {
        assert_eq!(initiators("A fresh regime offensive began on Tuesday in Aleppo."), ["regime"]);
        assert_eq!(initiators("Three rebel attacks on the base killed nine people in Aleppo."), ["rebel"]);
        assert_eq!(initiators("A major offensive by rebels began on Tuesday in Aleppo."), ["rebels"]);
    }

    #[test]
    fn what_those_who_act_did_and_where_they_are_is_left_out() {
        let text = "Militants positioned in the hills shelled the town of Madaya on Monday.";
        assert_eq!(initiators(text), ["Militants"]);
        assert_eq!(initiators("Rebel fire killed 21 civilians in Aleppo on Friday."), ["Rebel"]);
        assert!(initiators("No group has claimed the attack in Aleppo on Thursday.").is_empty());
    }

    #[test]
    fn both_of_two_sides_act_and_helpers_do_not() {
        let text = "Syrian and Russian warplanes bombed a market in Aleppo on Friday.";
        let both = initiators(text);
        assert_eq!(both.len(), 2, "{both:?}");
        let text = "Syrian troops backed by Russian warplanes seized the town of Palmyra on Sunday.";
        assert_eq!(initiators(text).len(), 1);
        let text = "Fighters from the M23 rebel group seized the town of Goma on Wednesday.";
        assert_eq!(initiators(text).len(), 1);
        assert_eq!(initiators(text), initiators("M23 seized the town of Goma on Wednesday."));
        let text = "The army shot down a rebel drone near Aleppo on Friday, killing its pilot.";
        assert_eq!(initiators(text), ["army"]);
    }
}
