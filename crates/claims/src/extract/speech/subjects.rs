//! The words that name a speaker: before the verb, or after it where the order is turned.

use std::ops::Range;

use super::reader::Reader;

/// Words a name with its apposition may hold.
const MAX_NAME: usize = 40;

/// Who a cue names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// These words; `full` holds what is said of them besides ("Omar, a medic").
    Named { words: Range<usize>, full: Range<usize> },
    /// The subject of an earlier verb of the sentence.
    Shared,
    /// Nobody in particular: "reportedly", "it was reported".
    Unnamed,
}

impl Who {
    /// A name without more.
    pub(super) fn plain(words: Range<usize>) -> Self {
        Self::Named { full: words.clone(), words }
    }

    /// First token of the words, if there are any.
    pub(super) fn start(&self) -> Option<usize> {
        match self {
            Self::Named { full, .. } => Some(full.start),
            Self::Shared | Self::Unnamed => None,
        }
    }
}

/// The subject of the verb group that begins at `group`. `floor` is the first token it may reach: the start of the
/// sentence, or the end of the cue before. `None` when the words before are no name.
pub(super) fn subject_before(r: &Reader, group: usize, floor: usize) -> Option<Who> {
    let end = without_time(r, group, floor);
    let before = end.checked_sub(1).filter(|&at| at >= floor)?;
    let lower = r.lower(before);
    if r.is(before, r.relative) {
        let comma = before > floor && r.lower(before - 1) == ",";
        let end = if comma { before - 1 } else { before };
        return named(r, end, floor);
    }
    if r.is(before, r.text.words.class("speaker_pronoun").with(r.text.words.class("first_person"))) {
        return Some(Who::plain(before..end));
    }
    if r.is(before, r.clause_conj) || lower == "then" {
        return Some(Who::Shared);
    }
    if lower == "," {
        return apposition(r, before, floor);
    }
    if r.is_mark(before) && lower != ")" && lower != "]" {
        return None;
    }
    named(r, end, floor)
}

/// `end` moved left over adverbs and words of time: "on Thursday", "earlier last month".
fn without_time(r: &Reader, end: usize, floor: usize) -> usize {
    let mut at = end;
    let c = &r.phrases.classes;
    loop {
        let start = at;
        while at > floor && (r.is_time(at - 1) || r.is(at - 1, c.adv)) && !r.is(at - 1, c.pron.with(c.det)) {
            at -= 1;
        }
        if at < start && at > floor && matches!(r.lower(at - 1), "on" | "in" | "last" | "this" | "the" | "of")
        {
            at -= 1;
            while at > floor && (r.is_time(at - 1) || r.is(at - 1, c.adv)) {
                at -= 1;
            }
        }
        if at == start {
            return at;
        }
    }
}

/// "Omar, a medic, said": `comma` closes the apposition.
fn apposition(r: &Reader, comma: usize, floor: usize) -> Option<Who> {
    let bound = floor.max(comma.saturating_sub(MAX_NAME));
    let quote = (bound..comma).rev().find(|&at| r.is_quote(at)).map_or(bound, |at| at + 1);
    let opens = (quote..comma).filter(|&at| r.lower(at) == ",");
    for open in opens {
        let start = region_start(r, open, floor);
        let words = without_lead(r, start..open);
        if !words.is_empty() && is_name(r, words.clone()) {
            return Some(Who::Named { full: words.start..comma, words });
        }
    }
    None
}

/// The name that ends at `end`, with what is said of it after "who".
fn named(r: &Reader, end: usize, floor: usize) -> Option<Who> {
    let start = region_start(r, end, floor);
    let mut full = without_lead(r, start..end);
    // "the third time Acme said": after a verb the name is the capitals at the end.
    if start > floor && r.is(start - 1, r.phrases.classes.aux) {
        let capitals = full.clone().rev().take_while(|&at| r.is_capital(at)).count();
        full.start =
            if capitals > 0 { full.end - capitals } else { r.phrases.ending_at(full.end, full.start).start };
    }
    let who = full.clone().find(|&at| at > full.start && (r.is(at, r.relative) || r.lower(at) == ","));
    let words = full.start..who.unwrap_or(full.end);
    (!words.is_empty() && is_name(r, words.clone())).then_some(Who::Named { words, full })
}

/// Where the words that can name the speaker begin: after the last mark, conjunction or cue before `end`.
fn region_start(r: &Reader, end: usize, floor: usize) -> usize {
    let mut start = end;
    let c = &r.phrases.classes;
    while start > floor && end - start < MAX_NAME {
        let at = start - 1;
        let lower = r.lower(at);
        let is_joint = lower == "and" && joins_names(r, at, floor);
        let breaks = r.is(at, c.aux) && !lower.ends_with("'s") && !lower.ends_with("’s")
            || r.is_mark(at) && !matches!(lower, "(" | ")" | "[" | "]" | "." | "/" | "&" | "-" | "'")
            || lower == "that" && start < end
            || lower == "-" && start < end && r.lower(start) == "-"
            || lower == "." && !ends_abbreviation(r, at)
            || r.is(at, r.subordinator) && start < end
            || r.is(at, c.conj) && !is_joint && !matches!(lower, "as" | "that" | "so");
        if breaks {
            break;
        }
        start = at;
    }
    start
}

/// Whether the full stop at `stop` belongs to "Gen." or an initial.
fn ends_abbreviation(r: &Reader, stop: usize) -> bool {
    let Some(before) = stop.checked_sub(1) else { return false };
    r.is_capital(before) && r.lower(before).len() <= 5
}

/// Whether the "and" at `and` joins two names rather than two clauses.
fn joins_names(r: &Reader, and: usize, floor: usize) -> bool {
    if and == floor || r.lower(and - 1) == "," {
        return false;
    }
    let start = (floor..and).rev().find(|&at| r.is_mark(at)).map_or(floor, |at| at + 1);
    !r.is_clause(start.max(and.saturating_sub(12))..and) && is_name(r, start.max(and.saturating_sub(12))..and)
}

/// Without "On Thursday", "Meanwhile" and other words that stand before the name.
fn without_lead(r: &Reader, range: Range<usize>) -> Range<usize> {
    let c = &r.phrases.classes;
    let Range { mut start, end } = range;
    while start < end {
        let lower = r.lower(start);
        let is_time_phrase = matches!(lower, "on" | "in" | "last") && r.is_time(start + 1) && start + 1 < end;
        // A desk's note at the head of the copy: "[TEXT] Police said".
        let note = if lower == "[" { (start..end).find(|&at| r.lower(at) == "]") } else { None };
        if let Some(close) = note {
            start = close + 1;
        } else if is_time_phrase {
            start += 2;
        } else if (r.is(start, c.adv) || r.is_time(start)) && !r.is(start, c.det)
            || r.is_mark(start)
            || lower == "so"
        {
            start += 1;
        } else if r.is(start, c.prep) {
            return r.phrases.ending_at(end, start + 1);
        } else {
            break;
        }
    }
    start..end
}

/// Whether the words can name a speaker: a pronoun or a noun, and no verb among them before "who".
fn is_name(r: &Reader, words: Range<usize>) -> bool {
    let c = &r.phrases.classes;
    let head = words.clone().take_while(|&at| !r.is(at, r.relative)).count();
    let core = words.start..words.start + head;
    // "Rockets hit the port" is a clause, not a name.
    let acts = core.clone().skip(1).any(|at| {
        let is_verb = r.lower(at).ends_with("ed") || r.is(at, r.text.words.class("hit_verb"));
        let has_object = r.is(at + 1, c.det) && !r.is(at + 1, c.conj)
            || r.text
                .tokens
                .get(at + 1)
                .is_some_and(|token| token.kind == crate::annotate::tokens::TokenKind::Number);
        is_verb && has_object && at + 1 < core.end
    });
    let is_nobody = core.len() < 3 && r.is(core.start, r.text.words.class("negative_subject"));
    let is_thing = !acts
        && !is_nobody
        && core.clone().any(|at| r.text.tokens[at].kind != crate::annotate::tokens::TokenKind::Mark)
        && !matches!(r.lower(core.start), "there" | "what" | "not" | "to");
    is_thing
        && !core
            .into_iter()
            .any(|at| r.is(at, c.aux) && !r.lower(at).ends_with("'s") && !r.lower(at).ends_with("’s"))
}

/// The name right after a turned verb: "said Omar, a medic at the hospital". `None` when none begins there.
pub(super) fn subject_after(r: &Reader, verb_end: usize, ceiling: usize) -> Option<Who> {
    let mut words = r.phrases.starting_at(verb_end, ceiling);
    // "said Mr. Omar", "said Ronald R. Fields": the name goes on after the stop.
    while !words.is_empty()
        && r.lower(words.end) == "."
        && ends_abbreviation(r, words.end)
        && r.is_capital(words.end + 1)
    {
        words.end = r.phrases.starting_at(words.end + 1, ceiling).end.max(words.end + 2);
    }
    let is_first = words.start == verb_end && !words.is_empty();
    if !is_first || r.lower(words.start) == "that" {
        return None;
    }
    let words = words.start..with_of(r, words.end, ceiling);
    let mut full = words.clone();
    if r.lower(full.end) == "," {
        let close = (full.end + 1..ceiling.min(full.end + 20)).find(|&at| r.is_mark(at));
        full.end = close.filter(|&at| matches!(r.lower(at), "," | ".")).unwrap_or(full.end);
    }
    Some(Who::Named { words, full })
}

/// End of the name with "of ...", "for ...", "from ..." after it.
pub(super) fn with_of(r: &Reader, end: usize, ceiling: usize) -> usize {
    let mut end = end;
    while end < ceiling && matches!(r.lower(end), "of" | "for" | "from" | "at" | "with" | "by" | "'s" | "’s")
    {
        let next = r.phrases.starting_at(end + 1, ceiling);
        if next.is_empty() || next.clone().any(|at| r.is_time(at)) {
            break;
        }
        end = next.end;
    }
    end
}
