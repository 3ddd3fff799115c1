//! When each event of a sentence happened.

use dateline_times::{Timex, TimexKind};

use super::events::SentenceEvent;
use super::phrases::Phrases;
use super::whereabouts::share;

/// Tokens from a trigger beyond which a time counts as far.
const FAR: usize = 25;

/// Numbers of the time expressions that tell when the event happened: the day, and the clock time if one is told;
/// empty when the sentence tells neither.
pub(crate) fn find_time(phrases: &Phrases, event: &SentenceEvent, sentence: usize) -> Vec<usize> {
    let text = phrases.text;
    let span = text.sentences[sentence].span;
    let mut found: Vec<(f32, usize)> = text
        .times
        .iter()
        .enumerate()
        .filter(|(_, timex)| span.contains(timex.span) && is_point(timex))
        .map(|(idx, timex)| (weigh(phrases, event, timex), idx))
        .filter(|(score, _)| *score > 0.0)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let Some(&(_, best)) = found.first() else { return Vec::new() };
    let mut chosen = vec![best];
    // A clock time and its day complete one another: "at 6 p.m. on Friday".
    let is_clock = text.times[best].kind == TimexKind::Time;
    let partner = found.iter().skip(1).map(|&(_, idx)| idx).find(|&idx| {
        let near = text.times[idx].span.start().abs_diff(text.times[best].span.start()) < 60;
        near && (text.times[idx].kind == TimexKind::Time) != is_clock
    });
    chosen.extend(partner);
    chosen.sort_unstable();
    chosen
}

/// Whether it tells when rather than how long or how often.
fn is_point(timex: &Timex) -> bool {
    timex.interval().is_some() && timex.kind != TimexKind::Set
}

fn weigh(phrases: &Phrases, event: &SentenceEvent, timex: &Timex) -> f32 {
    let text = phrases.text;
    let tokens = text.tokens_in(timex.span);
    let before = tokens.start.checked_sub(1).map_or("", |idx| text.lower(idx));
    let distance = event
        .triggers()
        .map(|trigger| {
            tokens.start.saturating_sub(trigger.tokens.end) + trigger.tokens.start.saturating_sub(tokens.end)
        })
        .min()
        .unwrap_or(FAR);
    let mut score = 1.0 - 0.7 * share(distance, FAR);
    if matches!(before, "since" | "until" | "till" | "by" | "before" | "after") {
        score -= 0.9;
    }
    if timex.kind == TimexKind::Duration {
        score -= 0.3;
    }
    // "said on Friday" is when it was said.
    let said = (tokens.start.saturating_sub(3)..tokens.start).any(|idx| {
        phrases.is(idx, phrases.classes.say.with(text.words.class("issue")))
            && !text.lower(idx).starts_with("den")
    });
    if said {
        score -= 0.7;
    }
    score
}
