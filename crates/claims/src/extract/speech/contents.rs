//! What is said: before the speaker, after the verb, or on both sides.

use std::ops::Range;

use dateline_tables::speech::Frame;

use super::reader::Reader;

/// Where the content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// After the verb: "X said that ...".
    After,
    /// Before the speaker, and perhaps after the verb too: "..., X said", "..., X said, ...".
    Before,
}

/// What follows a verb of speech up to what is said.
#[derive(Clone, Debug)]
pub(super) struct Circumstances {
    /// First token after them.
    pub(super) rest: usize,
    /// To whom the words were spoken.
    pub(super) addressee: Option<Range<usize>>,
}

/// Skips the one spoken to, the time and the medium: "told Reuters on Thursday in a statement ...".
pub(super) fn circumstances(r: &Reader, verb_end: usize, ceiling: usize, frame: Frame) -> Circumstances {
    let mut at = verb_end;
    let mut addressee = None;
    if frame == Frame::Tells {
        let name = r.phrases.starting_at(at, ceiling);
        if !name.is_empty() && !r.is_quote(name.start) {
            let end =
                name.clone().find(|&idx| idx > name.start && is_time_phrase(r, idx)).unwrap_or(name.end);
            at = super::subjects::with_of(r, end, ceiling);
            addressee = Some(name.start..end);
        } else if r.is(at, r.phrases.classes.pron) {
            at += 1;
        }
    }
    loop {
        let start = at;
        while at < ceiling && skips_alone(r, at) {
            at += 1;
        }
        if let Some((end, to)) = circumstance_end(r, at, ceiling) {
            at = end;
            addressee = addressee.or(to);
        }
        if let Some(end) = parenthesis_end(r, at, ceiling) {
            at = end;
        }
        if at == start {
            return Circumstances { rest: at, addressee };
        }
    }
}

fn skips_alone(r: &Reader, at: usize) -> bool {
    let c = &r.phrases.classes;
    r.is(at, c.adv) && !r.is(at, c.det) || r.is_time(at) && !is_quantity(r, at)
}

fn is_time_phrase(r: &Reader, at: usize) -> bool {
    r.is_time(at) || r.lower(at) == "on" && r.is_time(at + 1)
}

/// End of "in a statement", "on Thursday", "to Reuters" that begins at `at`, and the one spoken to.
fn circumstance_end(r: &Reader, at: usize, ceiling: usize) -> Option<(usize, Option<Range<usize>>)> {
    if at >= ceiling || !r.is(at, r.circumstance) || is_quantity(r, at + 1) {
        return None;
    }
    if r.is_time(at + 1) {
        return Some((time_end(r, at + 1, ceiling), None));
    }
    let name = r.phrases.starting_at(at + 1, ceiling);
    if name.is_empty() {
        return None;
    }
    // "said to reporters", but "threatened to kidnap".
    let upper = r.text.sentences.get(r.text.sentence_of(at)).is_some_and(|sentence| sentence.is_upper);
    let is_someone = r.is(name.start, r.phrases.classes.det)
        || r.is_capital(name.start) && !upper
        || r.noun_at(name.start, name.end).is_some();
    if r.lower(at) == "to" && !is_someone {
        return None;
    }
    let timed = name.clone().find(|&idx| r.is_time(idx));
    let medium = name.clone().find(|&idx| r.is(idx, r.medium));
    let to = (r.lower(at) == "to" && !r.is(name.start, r.phrases.classes.det)).then(|| name.clone());
    if let Some(medium) = medium.filter(|&medium| timed.is_none_or(|timed| medium < timed)) {
        // The name may run into what is said: "in a statement five people died" ends with the medium.
        let last = (medium..name.end).rev().find(|&idx| r.is(idx, r.medium)).unwrap_or(medium);
        return Some((relayed(r, last + 1, ceiling), to));
    }
    if let Some(timed) = timed.filter(|&timed| timed < at + 4) {
        return Some((time_end(r, timed, ceiling), to));
    }
    let end = super::subjects::with_of(r, name.end, ceiling);
    let closes = end >= ceiling || matches!(r.lower(end), "that" | "," | "." | ":") || r.is_quote(end);
    (closes && name.start == at + 1).then_some((end, to))
}

/// End of the words of time that begin at `at`.
fn time_end(r: &Reader, at: usize, ceiling: usize) -> usize {
    (at..ceiling).find(|&idx| !r.is_time(idx)).unwrap_or(ceiling)
}

/// End of "posted on Telegram", "carried by state media" after a medium.
fn relayed(r: &Reader, at: usize, ceiling: usize) -> usize {
    let is_participle = r.lower(at).ends_with("ed") || r.is(at, r.phrases.classes.prep);
    if at + 1 >= ceiling || !is_participle || is_quantity(r, at + 1) {
        return at;
    }
    let prep = at + usize::from(!r.is(at, r.phrases.classes.prep));
    if !r.is(prep, r.phrases.classes.prep) {
        return at;
    }
    let name = r.phrases.starting_at(prep + 1, ceiling);
    let closes = name.end >= ceiling || r.is_mark(name.end) || r.lower(name.end) == "that";
    if !name.is_empty() && closes { name.end } else { at }
}

/// End of ", citing medics," or ", without elaborating," when what is said comes after it.
fn parenthesis_end(r: &Reader, at: usize, ceiling: usize) -> Option<usize> {
    if at >= ceiling || r.lower(at) != "," {
        return None;
    }
    let close = (at + 1..ceiling.min(at + 18)).find(|&idx| r.lower(idx) == ",")?;
    let goes_on = r.lower(close + 1) == "that" || r.is_quote(close + 1);
    goes_on.then_some(close + 1)
}

/// "at least 5", "over 100", "about a dozen": no circumstance.
fn is_quantity(r: &Reader, at: usize) -> bool {
    r.text.tokens.get(at).is_some_and(|token| token.kind == crate::annotate::tokens::TokenKind::Number)
        || matches!(r.lower(at), "least" | "most" | "a" | "an" if r.lower(at + 1) == "dozen" || r.lower(at) == "least")
}

/// Where what is said stands for a cue whose speaker begins at `subject` and whose verb ends at `verb_end`; the
/// content, or `None` when nothing is said here. `first` is where content before the speaker may begin.
pub(super) fn content(
    r: &Reader,
    frame: Frame,
    subject: usize,
    first: usize,
    rest: usize,
    ceiling: usize,
) -> Option<(Range<usize>, Side)> {
    let comma = subject.checked_sub(1).filter(|&at| at >= first && (r.lower(at) == "," || r.is_quote(at)));
    let left = first..comma.unwrap_or(first);
    let is_quoted = comma.is_some_and(|at| r.is_quote(at) || at > first && r.is_quote(at - 1));
    let at_end = rest >= ceiling || (rest..ceiling).all(|idx| r.is_mark(idx) && !r.is_quote(idx));
    let leads = r.is(left.start, r.phrases.classes.prep) && left.len() < 6;
    let is_said =
        is_quoted || r.is_clause(left.clone()) || left.len() > 7 || at_end && left.len() > 2 && !leads;
    let has_left = comma.is_some() && is_said;
    let next = r.lower(rest);
    let says = frame == Frame::Says || frame == Frame::Tells;
    let trails = r.is_mark(rest) || says && r.is(rest, r.clause_conj.with(r.phrases.classes.prep));
    let is_inserted = comma.is_some_and(|at| r.lower(at) == ",")
        && next == ","
        && r.lower(rest + 1) != "that"
        && !r.is_quote(rest + 1);
    if is_inserted {
        return Some((r.trimmed(left.start..ceiling), Side::Before));
    }
    if at_end || has_left && trails {
        let goes_on = !at_end && next == "," && !is_quoted;
        let end = if goes_on { ceiling } else { left.end };
        return has_left.then(|| (r.trimmed(left.start..end), Side::Before));
    }
    let after = |start: usize| Some((start..ceiling, Side::After));
    match next {
        "that" | ":" => after(rest + 1),
        "whether" | "how" | "why" | "what" => after(rest),
        "," => (says || r.is_quote(rest + 1)).then_some((rest + 1..ceiling, Side::After)),
        _ if r.is_quote(rest) => after(rest),
        "to" | "as" | "for" | "about" | "on" | "with" | "at" if frame != Frame::Says => None,
        _ if says => after(rest),
        _ => {
            let starts = r.is(rest, r.phrases.classes.det.with(r.phrases.classes.pron)) || r.is_capital(rest);
            let end =
                (rest..ceiling.min(rest + 10)).find(|&at| r.is_mark(at)).unwrap_or(ceiling.min(rest + 10));
            (starts && r.is_clause(rest..end)).then_some((rest..ceiling, Side::After))
        }
    }
}
