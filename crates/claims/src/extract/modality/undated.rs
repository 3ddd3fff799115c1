//! What is told as history or background without a date.
//!
//! "The street is named after a teacher shot by the occupiers", "she was nine when militiamen attacked": no year stands
//! there, but the words around the event put it into the past, into a life or before a court. An event with a recent
//! day of its own is news in spite of such words: "a man on trial over Saturday's bombing".

use dateline_model::Grain;
use dateline_tables::modality::{Background, Effect, Reach};
use dateline_times::{Timex, TimexKind};
use jiff::ToSpan;

use super::MAX_AGE_DAYS;
use super::generic::is_sentence;
use super::scope::{Influence, Scope};

/// Days before publication within which a week or a month makes an event news. A day does so for longer, up to
/// [`MAX_AGE_DAYS`]: it tells one event from all others.
const NEWS_DAYS: i64 = 45;
/// Words of a day before the phrase of its noun: "Monday 's".
const MAX_GENITIVE: usize = 2;
/// Words behind a trigger that may name the strife it fell into.
const MAX_BEHIND: usize = 6;

/// The words that put the event of the trigger into the past; `None` when it has a recent day of its own.
pub(super) fn undated(scope: &Scope) -> Option<Influence> {
    let found = told_by(scope)
        .or_else(|| age(scope))
        .or_else(|| custom(scope))
        .or_else(|| strife(scope))
        .or_else(|| aside(scope))?;
    (!has_recent_day(scope) && !scope.is_superlative()).then_some(found)
}

/// The words before the trigger that tell of a past, a life or a trial, or in its clause of an age gone by. Words behind
/// it count too where its clause is set into the sentence that they belong to: "the town, where rebels once ambushed a
/// convoy, now lives on apricots".
fn told_by(scope: &Scope) -> Option<Influence> {
    let is_background = |effect| matches!(effect, Effect::Background(_));
    let is_inside = scope.inner_start().is_some();
    let told = scope.sentence.clone().filter(|at| !scope.trigger.contains(at)).find_map(|at| {
        let tells = is_inside || at < scope.trigger.start && !is_closed_aside(scope, at);
        let (to, effect) = scope.cue_at(at, scope.sentence.end, Reach::Undated).filter(|_| tells)?;
        is_background(effect).then(|| scope.influence(effect, at..to, scope.trigger.start))
    });
    told.or_else(|| scope.near(Reach::Era, is_background))
}

/// Whether a comma closes the relative clause of the word at `at` before the trigger: "the man, who was convicted of
/// fraud, shot two guards".
fn is_closed_aside(scope: &Scope, at: usize) -> bool {
    let start = scope.clause_start(at);
    start > scope.sentence.start
        && scope.is(start - 1, scope.relative)
        && (at..scope.trigger.start).any(|at| scope.lower(at) == ",")
}

/// The age at which somebody saw the event: "was nine when".
fn age(scope: &Scope) -> Option<Influence> {
    let be = scope.phrases.classes.be;
    let when = (scope.sentence.start + 2..scope.sentence.end)
        .find(|&at| scope.lower(at) == "when" && scope.is_number(at - 1) && scope.is(at - 2, be))?;
    Some(scope.influence(Effect::Background(Background::History), when - 2..when + 1, scope.trigger.start))
}

/// What happens again and again, or is done so in memory of what the clause of the trigger tells: "mortars fell here
/// every night", "the widows meet every spring at the well where".
fn custom(scope: &Scope) -> Option<Influence> {
    let text = scope.phrases.text;
    let is_inside = scope.inner_start().is_some();
    let start = if is_inside { scope.sentence.start } else { scope.clause_start(scope.trigger.start) };
    let reach = text.span(start..scope.sentence.end);
    let each = text.words.class("each");
    let tokens = text
        .times
        .iter()
        .filter(|it| it.kind == TimexKind::Set && reach.contains(it.span))
        .map(|it| text.tokens_in(it.span))
        .find(|tokens| scope.is(tokens.start, each))?;
    Some(scope.influence(Effect::Background(Background::Habit), tokens, scope.trigger.start))
}

/// The long strife that the clause of the trigger sums up ("a rebellion in which villages were razed"), that it fell into
/// ("was shelled in two wars") or that the sentence is about ("the war began when gunmen shot a duke").
fn strife(scope: &Scope) -> Option<Influence> {
    let class = |name| scope.phrases.text.words.class(name);
    let (strife, prep) = (class("strife"), class("prep"));
    let c = &scope.phrases.classes;
    let is_strife = |at: &usize| scope.is(*at, strife);
    let start = scope.inner_start();
    let summed = start.and_then(|start| {
        let before = (scope.sentence.start..start).rev();
        before.take_while(|&at| scope.breaks(at) || scope.is(at, prep.with(strife))).find(is_strife)
    });
    let behind = || {
        let end = scope.sentence.end.min(scope.trigger.end + MAX_BEHIND);
        let first = scope.trigger.end;
        let noun = (first..end).take_while(|&at| !scope.breaks(at) && !scope.is_mark(at)).find(is_strife)?;
        let before = scope.phrases.ending_at(noun + 1, first).start.checked_sub(1)?;
        // "By war planes" names no war.
        let is_head = scope.is_mark(noun + 1) || scope.is(noun + 1, c.closed.with(c.adv));
        (before >= first && scope.is(before, class("era_prep")) && is_head).then_some(noun)
    };
    let about = || {
        let phrase = scope.phrases.starting_at(scope.sentence.start, scope.sentence.end);
        let noun = phrase.clone().find(is_strife)?;
        (start.is_some() && scope.is(noun + 1, scope.occur.with(c.be))).then_some(noun)
    };
    let noun = summed.or_else(behind).or_else(about)?;
    Some(scope.influence(Effect::Background(Background::History), noun..noun + 1, scope.trigger.start))
}

/// The word that opens an aside on the past in a sentence of the simple present: "Rahel Dorn, whose parents were
/// murdered, keeps the archive". What somebody says or counts in the present is news, and so is a sentence with a recent
/// day.
fn aside(scope: &Scope) -> Option<Influence> {
    let text = scope.phrases.text;
    let start = relative_start(scope)?;
    let close = (scope.trigger.end..scope.sentence.end).find(|&at| scope.lower(at) == ",");
    let rest =
        (scope.sentence.start..start - 1).chain(close.unwrap_or(scope.trigger.end)..scope.sentence.end);
    let have = text.words.class("have");
    let is_going_on =
        |at: usize| scope.is(at, scope.phrases.classes.be) && scope.lower(at + 1).ends_with("ing");
    // "The street is named after": a passive of the present.
    let is_state = |at: usize| at > scope.sentence.start && scope.is(at - 1, text.words.class("present_aux"));
    let is_news = |at: usize| {
        scope.is_past(at) && !is_state(at)
            || is_going_on(at)
            || scope.is_number(at)
            || scope.is(at, scope.phrases.classes.say.with(have))
    };
    let is_past_time = text.sentences.get(text.sentence_of(start)).is_some_and(|sentence| {
        text.times.iter().any(|timex| sentence.span.contains(timex.span) && is_recent(scope, timex))
    });
    let is_present = is_sentence(scope) && !rest.into_iter().any(is_news) && !is_past_time;
    let effect = Effect::Background(Background::History);
    is_present.then(|| scope.influence(effect, start - 1..start, scope.trigger.start))
}

/// First token of the relative clause that holds the trigger, or of one of place, behind the noun that it belongs to. One
/// more clause may lie within it: "the clerks who died when the bank was bombed".
fn relative_start(scope: &Scope) -> Option<usize> {
    let opens = |at: &usize| scope.is(*at, scope.relative) || scope.lower(*at) == "where";
    let start = (scope.sentence.start + 1..scope.trigger.start).find(opens)? + 1;
    let inner = scope.inner_start().filter(|&inner| inner > start + 1);
    let end = inner.unwrap_or_else(|| scope.phrases.verb_group_start(scope.trigger.start, start));
    // "The observatory which monitors the war said people were killed", "those who guarded the bus were killed": the
    // sentence has gone on.
    let between = || start..end.max(start);
    let n_verbs = between().filter(|&at| scope.is_past(at) && !scope.is_past(at + 1)).count();
    let goes_on =
        n_verbs > usize::from(inner.is_some()) || between().any(|at| scope.is(at, scope.phrases.classes.say));
    (!goes_on).then_some(start)
}

/// Whether a recent day belongs to the trigger: one of the clause of a verb; of a noun one that stands behind it or
/// within its phrase ("Monday's bombing"), for one further left is that of the verb before it.
pub(super) fn has_recent_day(scope: &Scope) -> bool {
    let text = scope.phrases.text;
    let floor = scope.clause_start(scope.trigger.start);
    let phrase = scope.phrases.ending_at(scope.trigger.start, floor);
    let noun = if phrase.is_empty() { scope.trigger.start } else { phrase.start };
    let is_clause = scope.is_past(scope.trigger.start);
    let start = if is_clause { floor } else { noun.saturating_sub(MAX_GENITIVE).max(floor) };
    let end =
        (scope.trigger.end..scope.sentence.end).find(|&at| scope.breaks(at)).unwrap_or(scope.sentence.end);
    let clause = text.span(start..end);
    text.times.iter().any(|timex| clause.overlaps(timex.span) && is_recent(scope, timex))
}

fn is_recent(scope: &Scope, timex: &Timex) -> bool {
    if !matches!(timex.kind, TimexKind::Date | TimexKind::Time) {
        return false;
    }
    let Some(published) = scope.phrases.text.published else { return !timex.value.ends_with("_REF") };
    let is_day = timex.interval().is_some_and(|it| it.grain() <= Grain::Day);
    let oldest = published.at.checked_sub(if is_day { MAX_AGE_DAYS } else { NEWS_DAYS }.days());
    timex.interval().is_some_and(|it| oldest.is_ok_and(|oldest| it.end() > oldest))
}
