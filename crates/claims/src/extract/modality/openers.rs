//! What opens the clause or the sentence of a trigger: "if", "whether", "fears that", "should rebels attack".

use dateline_model::Modality;
use dateline_tables::modality::{Effect, Reach};

use super::scope::{Influence, MAX_CUE, MAX_TO_GAP, Scope};

/// The word before the subject that makes the sentence a condition: "Should rebels attack", "Were it bombed". The
/// same words with a question mark ask.
fn sentence_head(scope: &Scope) -> Option<Influence> {
    let start = scope.sentence.start;
    let (to, effect) = scope.cue_at(start, scope.sentence.end, Reach::Head)?;
    let is_question = scope.lower(scope.sentence.end - 1) == "?";
    (!is_question).then(|| scope.influence(effect, start..to, start))
}

/// The condition that the sentence of a trigger hangs on, where a modal verb stands before the trigger: at the head
/// ("If they fire, jets will attack") or behind ("could have killed dozens had it not been stopped"). What somebody
/// said they would do if something else happens is their plan or threat, and no condition.
pub(super) fn condition(scope: &Scope, is_said: bool) -> Option<Influence> {
    let start = scope.clause_start(scope.trigger.start);
    let modal = scope.phrases.text.words.class("modal");
    if !(start..scope.trigger.start).any(|at| scope.is(at, modal)) {
        return None;
    }
    let is_condition = |effect: Effect| effect == Effect::Modality(Modality::Hypothetical);
    let opener = |at: usize| {
        let (to, effect) = scope.cue_at(at, scope.sentence.end, Reach::Clause)?;
        is_condition(effect).then(|| scope.influence(effect, at..to, scope.trigger.start))
    };
    let head = || sentence_head(scope).filter(|it| is_condition(it.effect));
    if start > scope.sentence.start
        && let Some(found) = opener(scope.sentence.start).or_else(head)
    {
        return Some(found);
    }
    if is_said {
        return None;
    }
    (scope.trigger.end..scope.sentence.end).find_map(opener)
}

/// A word parted from the "that" before `start` by others: "fears grow that rebels", "dismissed as lies claims that".
fn parted_opener(scope: &Scope, start: usize, verb: usize) -> Option<Influence> {
    let that = start.checked_sub(1).filter(|&at| at > scope.sentence.start && scope.lower(at) == "that")?;
    let floor = that.saturating_sub(MAX_TO_GAP).max(scope.sentence.start);
    let words = (floor..that.saturating_sub(1)).rev().take_while(|&at| !scope.breaks(at));
    words.into_iter().find_map(|at| {
        let pair = [scope.lower(at), scope.lower(that)];
        let (n, effect) = scope.words.cue(Reach::Clause, |n| pair.get(n).copied().unwrap_or_default())?;
        (n == pair.len()).then(|| scope.influence(effect, at..at + 1, verb))
    })
}

/// The word that opens the clause of the trigger: "if", "whether", "fears that".
pub(super) fn clause_opener(scope: &Scope, verb: usize) -> Option<Influence> {
    let mut start = scope.clause_start(verb);
    if start == scope.sentence.start
        && let Some(head) = sentence_head(scope).filter(|head| head.at < verb)
    {
        return Some(head);
    }
    for _ in 0..2 {
        let opens = start.saturating_sub(MAX_CUE).max(scope.sentence.start);
        let found = (opens..verb).find_map(|at| {
            let (to, effect) = scope.cue_at(at, scope.sentence.end, Reach::Clause)?;
            (to >= start && to <= verb).then(|| scope.influence(effect, at..to, verb))
        });
        if let Some(found) = found.or_else(|| parted_opener(scope, start, verb)) {
            return Some(found);
        }
        // Over a joined clause: "if rebels cross the river and attack".
        let before =
            start.checked_sub(1).filter(|&at| at > scope.sentence.start && scope.lower(at) == "and")?;
        start = scope.clause_start(before);
    }
    None
}
