//! Single persons told by name or pronoun: "Amal Khoury, 34, was killed", "he died".

use std::ops::Range;

use dateline_model::{CountRange, Victims};
use dateline_tables::numbers::number_word;

use super::groups::{Group, Wording};
use super::words::{HarmWord, Reader};
use crate::annotate::tokens::TokenKind;

/// Adds the persons named in the sentence to its groups, in order. A name that only says who a group is ("a nurse,
/// Amal Khoury,") adds nobody.
pub(super) fn add_persons(reader: &Reader, harms: &[HarmWord], groups: Vec<Group>) -> Vec<Group> {
    let is_headline = is_title_case(reader);
    let mut found: Vec<Group> = Vec::with_capacity(groups.len() + 2);
    let mut groups = groups.into_iter().peekable();
    let mut at = reader.bounds.start;
    while at < reader.bounds.end {
        if let Some(group) = groups.next_if(|group| group.tokens.start <= at) {
            at = group.tokens.end.max(at);
            found.push(group);
            continue;
        }
        let ceiling = groups.peek().map_or(reader.bounds.end, |group| group.tokens.start);
        if let Some(end) = pronoun_at(reader, at) {
            let mut group = person(reader, at..end);
            if reader.lower(at).ends_with("self") {
                // Who kills himself and others attacked them.
                group.victims = Victims::Attackers;
            }
            found.push(group);
            at = end;
            continue;
        }
        let end = if is_headline { at } else { name_end(reader, harms, at, ceiling) };
        if end >= at + 2 && !is_apposition(reader, found.last(), at) {
            found.push(person(reader, at..end));
        }
        at = end.max(at + 1);
    }
    found.extend(groups);
    found
}

fn person(reader: &Reader, tokens: Range<usize>) -> Group {
    let before = tokens.start.wrapping_sub(1);
    Group {
        number: tokens.start..tokens.start,
        count: CountRange::exactly(1),
        victims: Victims::Unspecified,
        side: None,
        has_head: true,
        wording: Wording::Person,
        is_embedded: reader.cue_at(before, "embeds").is_some(),
        inner_harm: None,
        tokens,
    }
}

/// End of the pronoun of one person at `at`; "her" before a noun is none.
fn pronoun_at(reader: &Reader, at: usize) -> Option<usize> {
    let is_pronoun = match reader.lower(at) {
        "he" | "she" | "him" | "himself" | "herself" => true,
        "her" => !reader.is_nominal(at + 1) || reader.is(at + 1, reader.adv),
        _ => false,
    };
    let owns_number = reader.text.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number);
    (is_pronoun && !owns_number && number_word(reader.lower(at + 1)).is_none()).then_some(at + 1)
}

/// End of the run of capitalised words at `at` that can be a person's name; `at` when none is there.
fn name_end(reader: &Reader, harms: &[HarmWord], at: usize, ceiling: usize) -> usize {
    let text = reader.text;
    let mut end = at;
    while end < ceiling && end < at + 6 && reader.is_capital(end) {
        let closed = reader.aux.with(reader.prep).with(reader.conj).with(reader.pron).with(reader.det);
        let is_other =
            reader.is(end, closed.with(reader.when).with(reader.not).with(reader.adv).with(reader.say));
        let actor = text.actors.partition_point(|actor| actor.tokens.end <= end);
        let is_actor = text.actors.get(actor).is_some_and(|actor| actor.tokens.contains(&end));
        let is_harm = harms.iter().any(|harm| harm.tokens.contains(&end));
        if is_other || is_actor || is_harm {
            break;
        }
        end += 1;
    }
    let is_thing = (at..end).any(|idx| reader.is_thing(idx));
    if is_thing { at } else { end }
}

/// Whether the name at `at` says who the group right before it is.
fn is_apposition(reader: &Reader, last: Option<&Group>, at: usize) -> bool {
    let Some(last) = last else { return false };
    let between = last.tokens.end..at;
    last.wording != Wording::Person
        && between.clone().all(|idx| matches!(reader.lower(idx), "," | "–" | "-" | "—" | ":" | "("))
        && between.len() <= 1
}

/// Whether most words of the sentence begin with a capital, as in a headline.
fn is_title_case(reader: &Reader) -> bool {
    let words = reader.bounds.clone().filter(|&idx| reader.is_word(idx) && !reader.is(idx, reader.prep));
    let (mut n_words, mut n_capital) = (0, 0);
    for idx in words {
        n_words += 1;
        n_capital += usize::from(reader.is_capital(idx));
    }
    n_capital * 3 > n_words * 2
}
