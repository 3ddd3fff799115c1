//! By what means: told by the rule, or by a word of weapons near the trigger.

use std::ops::Range;

use super::phrases::Phrases;
use super::triggers::Trigger;

/// Words to either side of a trigger that may name its means.
const REACH: usize = 10;

/// The key of the means and the tokens that tell it: the rule's own, else the nearest word of a class that the
/// means table ties to a means; `None` when nothing tells.
pub(crate) fn find_means(phrases: &Phrases, trigger: &Trigger) -> Option<(&'static str, Range<usize>)> {
    if let Some(means) = trigger.rule.means {
        return Some((means, trigger.tokens.clone()));
    }
    let Range { start, end } = trigger.tokens.clone();
    let from = start.saturating_sub(REACH).max(trigger.clause.start);
    let to = (end + REACH).min(trigger.clause.end);
    let near = |idx: usize| if idx < start { start - idx } else { idx + 1 - end.min(idx) };
    (from..to)
        .filter_map(|idx| {
            let token = phrases.text.tokens.get(idx)?;
            // The mine of a mine field, the gas of a gas plant.
            if phrases.is(idx + 1, phrases.text.words.class("site")) {
                return None;
            }
            let row = dateline_tables::means_all().iter().find(|row| {
                row.class.is_some_and(|class| phrases.text.words.class(class).meets(token.classes))
            })?;
            Some((row.id, idx))
        })
        .min_by_key(|&(_, idx)| near(idx))
        .map(|(id, idx)| (id, idx..idx + 1))
}
