//! Sentences with their triggers and whether they happened.

use std::fmt::Write;

use super::*;
use crate::annotate::annotate;
use crate::extract::speech::{find_statements, statement_of};

/// Reads the sentence without its marks; the same marks must come back. A mark is `[trigger|modality]`, with
/// `, stance` where the stance is not `says`, or `[trigger|background: reason]`.
#[track_caller]
fn check(marked: &str) {
    let mut plain = String::new();
    let mut marks = Vec::new();
    for (n, piece) in marked.split('[').enumerate() {
        match piece
            .split_once('|')
            .filter(|_| n > 0)
            .and_then(|(words, rest)| Some((words, rest.split_once(']')?.1)))
        {
            Some((words, rest)) => {
                marks.push(Span::between(plain.len(), plain.len() + words.len()));
                plain.extend([words, rest]);
            }
            None => plain.push_str(piece),
        }
    }
    let text = annotate(&plain, None);
    let statements = find_statements(&text);
    let mut seen = String::new();
    let mut at = 0;
    for mark in marks {
        let trigger = text.tokens_in(mark);
        let statement = statement_of(&statements, trigger.start);
        write!(seen, "{}[{}|", &plain[at..mark.start()], text.words_of(mark)).unwrap();
        let (modality, stance) = modality_of(&text, &trigger, statement);
        match background_of(&text, &trigger) {
            Some(reason) => write!(seen, "background: {}]", reason.value.as_str()).unwrap(),
            None if stance.value == Stance::Says => write!(seen, "{}]", modality.value).unwrap(),
            None => write!(seen, "{}, {}]", modality.value, stance.value).unwrap(),
        }
        at = mark.end();
    }
    seen.push_str(&plain[at..]);
    assert_eq!(seen, marked);
}

#[test]
fn plain_reports_occurred() {
    check("Jets [bombed|occurred] the market and [killed|occurred] nine.");
    check("The [strike|occurred] hit a depot near Kafr Bassin.");
    check("Militants reportedly [stormed|occurred] the base.");
}

#[test]
fn plans_and_threats_did_not_happen() {
    check("The army plans to [attack|planned] the town.");
    check("The group vowed to [strike|threatened, threatens] the capital.");
    check("The forces said they would [respond|threatened, threatens] to the [strike|occurred] on Mirsa.");
    check("The ministry announced that it will [launch an offensive|planned] in May.");
}
