//! What is told of as general: the present without a day, a place or a number.
//!
//! "Gangs that rob lorries", "attacks on ambulances are a crime", "they live by kidnapping foreigners": the past is the
//! tense of news. Headlines use the present too, but end without a full stop, and leads in the present name a place, a
//! day or a count. A number of events that grew or fell is no event either: "attacks have doubled".

use dateline_model::Modality;
use dateline_tables::modality::Effect;

use super::influences::influences;
use super::scope::{Influence, Scope};
use crate::extract::phrases::Phrases;
use crate::extract::triggers::{Trigger, Voice};

/// Words between a noun and the verb whose subject it is.
const MAX_SUBJECT: usize = 8;

/// Whether the sentence of `trigger` tells what happens in general, rather than maybe of one event.
pub(crate) fn is_general(phrases: &Phrases, trigger: &Trigger) -> bool {
    let scope = Scope::new(phrases, &trigger.tokens);
    let is_kind = match trigger.voice {
        Voice::Active if scope.lower(trigger.tokens.start).ends_with("ing") => is_of_kind(&scope),
        Voice::Active => !trigger.rule.is_weak && is_present(&scope) && has_own_subject(&scope),
        Voice::Nominal => is_of_kind(&scope) || is_known(&scope),
        Voice::Passive => false,
    };
    // "Survivors of" takes the event for granted and tells nothing else of it.
    let is_granted = |it: &Influence| it.effect == Effect::Modality(Modality::Occurred);
    let is_told = || is_particular(&scope) || !influences(&scope).iter().all(is_granted);
    is_kind && is_sentence(&scope) && !is_told() || trigger.voice == Voice::Nominal && is_trend(&scope)
}

/// Whether a noun or gerund stands for all of its kind, and what is said of it is no news.
fn is_of_kind(scope: &Scope) -> bool {
    kind_start(scope).is_some_and(|first| opens(scope, first) && is_judged(scope) || is_method(scope, first))
}

/// First token of the phrase that names all of a kind: "attacks on ambulances", "bombing a hospital", but neither "the
/// attack" nor "an attack".
fn kind_start(scope: &Scope) -> Option<usize> {
    let phrase = scope.phrases.ending_at(scope.trigger.start, scope.sentence.start);
    let first = if phrase.is_empty() { scope.trigger.start } else { phrase.start };
    let last = scope.lower(scope.trigger.end - 1);
    let is_many = last.ends_with('s') || scope.lower(scope.trigger.start).ends_with("ing");
    let is_counted = scope.is(first, scope.phrases.classes.det) || scope.is_number(first);
    (is_many && !is_counted).then_some(first)
}

/// Whether a phrase that begins at `first` stands at the head of its clause.
fn opens(scope: &Scope, first: usize) -> bool {
    first == scope.sentence.start || scope.breaks(first - 1)
}

/// The first verb behind the noun, when its clause goes on to one.
fn verb_after(scope: &Scope, wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let end = scope.sentence.end.min(scope.trigger.end + MAX_SUBJECT);
    (scope.trigger.end..end).take_while(|&at| !scope.breaks(at) && !scope.is_mark(at)).find(|&at| wanted(at))
}

/// Whether a present form of "be" or "do" or a modal verb says what such events are: "are a crime", "do not win wars";
/// but "are under way", "are continuing" and "are reported" is news.
fn is_judged(scope: &Scope) -> bool {
    let words = scope.phrases.text.words;
    let verb = verb_after(scope, |at| scope.is(at, scope.phrases.classes.aux));
    verb.is_some_and(|verb| {
        let next = scope.lower(verb + 1);
        let goes_on = next.ends_with("ing") || next.ends_with("ed") || words.is_past(next);
        scope.is(verb, words.class("present_aux"))
            && !goes_on
            && !scope.is(verb + 1, words.class("under_way"))
    })
}

/// Whether it is what somebody lives by or does as a rule: "they live by kidnapping foreigners".
fn is_method(scope: &Scope, first: usize) -> bool {
    let before = first.checked_sub(1).filter(|&at| at >= scope.sentence.start);
    before.is_some_and(|at| scope.is(at, scope.phrases.classes.prep)) && is_timeless(scope)
}

/// Whether an event is spoken of as known to all, and what is said beside it is no news: "survivors of the massacre run
/// the bakery". The event itself may go on: "the shelling continues".
fn is_known(scope: &Scope) -> bool {
    let phrase = scope.phrases.ending_at(scope.trigger.start, scope.sentence.start);
    let is_subject = !phrase.is_empty() && opens(scope, phrase.start) && phrase.len() <= MAX_SUBJECT / 2;
    let of = (phrase.start..phrase.end).any(|at| scope.lower(at) == "of");
    scope.is_definite() && (of || !is_subject) && is_timeless(scope)
}

/// Whether the whole sentence stands in the simple present and nobody speaks in it.
fn is_timeless(scope: &Scope) -> bool {
    let classes = &scope.phrases.classes;
    let is_news = |at: usize| {
        scope.is_past(at)
            || scope.is(at, classes.aux.with(classes.say))
            || scope.is(at, scope.occur) && !scope.trigger.contains(&at)
    };
    !scope.sentence.clone().any(is_news)
}

/// Whether the number of such events grew or fell, on no day of its own.
fn is_trend(scope: &Scope) -> bool {
    let trend = scope.phrases.text.words.class("trend_verb");
    kind_start(scope).is_some_and(|first| opens(scope, first))
        && verb_after(scope, |at| scope.is(at, trend)).is_some()
        && !super::undated::has_recent_day(scope)
}

/// Whether the word is a present form: neither past nor participle, nor of a verb whose past looks the same.
fn is_present(scope: &Scope) -> bool {
    let verb = scope.trigger.start;
    let words = scope.phrases.text.words;
    let lower = scope.lower(verb);
    let is_other = lower.ends_with("ed") || lower.ends_with("ing") || words.is_past(lower);
    !is_other && !scope.is(verb, words.class("same_past"))
}

/// Whether the sentence is written as one: small letters, a full stop.
pub(super) fn is_sentence(scope: &Scope) -> bool {
    let text = scope.phrases.text;
    let is_upper = text.sentences.get(text.sentence_of(scope.trigger.start)).is_some_and(|it| it.is_upper);
    let mut last = scope.sentence.clone().rev();
    !is_upper
        && last
            .find(|&at| scope.lower(at).chars().any(|c| !"\"”’)".contains(c)))
            .is_some_and(|at| scope.lower(at) == ".")
}

/// Whether the verb has a subject that opens its clause, so that it is finite: not "saw a jet bomb the bridge".
fn has_own_subject(scope: &Scope) -> bool {
    let verb = scope.trigger.start;
    let subject = scope.phrases.ending_at(verb, scope.sentence.start);
    let before = if subject.is_empty() { verb } else { subject.start };
    let opens = before == scope.sentence.start || scope.breaks(before - 1);
    opens && (!subject.is_empty() || before > scope.sentence.start && scope.is(before - 1, scope.relative))
}

/// Whether the sentence names a place, tells a day or counts something.
fn is_particular(scope: &Scope) -> bool {
    let text = scope.phrases.text;
    let sentence = text.span(scope.sentence.clone());
    text.toponyms.iter().any(|it| sentence.contains(it.span))
        || text.times.iter().any(|it| sentence.contains(it.span) && !it.value.ends_with("_REF"))
        || scope.sentence.clone().any(|at| scope.is_number(at))
}

#[cfg(test)]
mod tests {
    use super::is_general;
    use crate::annotate::annotate;
    use crate::extract::phrases::Phrases;
    use crate::extract::rules::Rules;
    use crate::extract::triggers::find_triggers;

    /// Whether each trigger of the sentence is told of as general.
    fn general(text: &str) -> Vec<bool> {
        let text = annotate(text, None);
        let phrases = Phrases::new(&text);
        let triggers = find_triggers(&phrases, &text.sentences[0].tokens, Rules::english());
        triggers.iter().map(|trigger| is_general(&phrases, trigger)).collect()
    }

    #[test]
    fn what_is_said_of_a_kind_is_general() {
        assert_eq!(general("Attacks on nurses are a crime."), [true]);
        assert_eq!(general("Kidnapping teachers is a trade in the hills."), [true]);
        assert_eq!(general("The gang lives by kidnapping traders."), [true]);
        assert_eq!(general("Survivors of the massacre run a mill."), [true]);
    }

    #[test]
    fn a_number_of_events_that_grew_is_a_trend() {
        assert_eq!(general("Attacks on tankers have doubled."), [true]);
    }

    #[test]
    fn what_goes_on_and_what_headlines_tell_is_news() {
        assert_eq!(general("Attacks on the village are continuing."), [false]);
        assert_eq!(general("The shelling continues."), [false]);
        assert_eq!(general("Gunmen attack a convoy"), [false]);
        assert_eq!(general("Attacks on nurses killed two."), [false, false]);
    }
}
