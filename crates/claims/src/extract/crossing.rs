//! What lies between the words of an event and something that may belong to it: the more, the less likely it does.

use std::ops::Range;

use super::phrases::Phrases;

/// What the tokens `between` hold, each kind once.
pub(crate) fn crossed(phrases: &Phrases, between: &Range<usize>) -> Vec<&'static str> {
    let (text, c) = (phrases.text, &phrases.classes);
    let class = |name| text.words.class(name);
    let has = |test: &dyn Fn(usize) -> bool| between.clone().any(test);
    let times = || text.times.iter().map(|it| text.tokens_in(it.span));
    // "on Tuesday, 17 December, in": commas of a date part nothing.
    let in_time = |idx: usize| times().any(|tokens| tokens.start <= idx + 1 && idx <= tokens.end);
    let is_mark = |idx: usize| matches!(text.lower(idx), ";" | ":" | "-" | "–" | "—" | "\"" | "“" | "”");
    let is_relative = |idx: usize| matches!(text.lower(idx), "who" | "which" | "whose" | "where");
    let opens_clause = |idx: usize| phrases.is(idx, class("clause_conj")) && text.lower(idx) != "and";
    let inside = |it: Range<usize>| between.start <= it.start && it.end <= between.end && !it.is_empty();
    let n_past = between.clone().filter(|&idx| is_past(phrases, idx)).count();
    let n_prep = between.clone().filter(|&idx| phrases.is(idx, c.prep)).count();
    let kinds = [
        ("comma", has(&|idx| text.lower(idx) == "," && !in_time(idx))),
        ("mark", has(&is_mark)),
        ("say", has(&|idx| phrases.is(idx, c.say))),
        ("relative", has(&is_relative)),
        ("that", has(&|idx| text.lower(idx) == "that")),
        ("conjunction", has(&opens_clause)),
        ("and", has(&|idx| text.lower(idx) == "and")),
        ("auxiliary", has(&|idx| phrases.is(idx, c.aux))),
        ("hit", has(&|idx| phrases.is(idx, c.hit))),
        ("to", has(&|idx| text.lower(idx) == "to")),
        (["no past", "one past", "more pasts"][n_past.min(2)], true),
        ("ing", has(&|idx| text.lower(idx).ends_with("ing"))),
        ("past", n_past > 0),
        ("new event", has(&|idx| phrases.is(idx, class("new_event")))),
        ("time", times().any(inside)),
        (["no preposition", "one preposition", "two prepositions", "more prepositions"][n_prep.min(3)], true),
    ];
    kinds.into_iter().filter(|(_, is_there)| *is_there).map(|(kind, _)| kind).collect()
}

/// Whether the word looks like the past of a verb.
pub(crate) fn is_past(phrases: &Phrases, idx: usize) -> bool {
    let (text, lower) = (phrases.text, phrases.text.lower(idx));
    !text.tokens[idx].is_capital && (lower.len() > 4 && lower.ends_with("ed") || text.words.is_past(lower))
}

/// Tokens between an event and something else, in classes.
pub(crate) fn distance_class(gap: usize) -> &'static str {
    match gap {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3-4",
        5..=7 => "5-7",
        8..=11 => "8-11",
        12..=17 => "12-17",
        18..=27 => "18-27",
        _ => "28-",
    }
}
