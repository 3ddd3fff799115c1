//! Sentences with who says what.

use std::fmt::Write;

use super::*;
use crate::annotate::annotate;

/// Reads `marked` without its marks; the same marks must come back. A mark is `[words|speaker:kind < relay:kind]`,
/// with `; stance` at its end when the stance is not `says`: the words for which that chain answers.
#[track_caller]
fn check(marked: &str) {
    let mut plain = String::new();
    for piece in marked.split('[') {
        match piece.split_once('|').and_then(|(words, rest)| Some((words, rest.split_once(']')?.1))) {
            Some((words, rest)) => plain.extend([words, rest]),
            None => plain.push_str(piece),
        }
    }
    assert_eq!(rendered(&plain), marked);
}

/// `plain` with the words of each statement marked by its chain.
fn rendered(plain: &str) -> String {
    let text = annotate(plain, None);
    let statements = find_statements(&text);
    let innermost = |idx: usize| {
        let found = statement_of(&statements, idx)?;
        statements.iter().position(|it| std::ptr::eq(it, found))
    };
    let mut seen = String::new();
    let mut at = 0;
    let mut idx = 0;
    while idx < text.tokens.len() {
        let start = idx;
        let statement = innermost(start);
        while idx < text.tokens.len() && innermost(idx) == statement {
            idx += 1;
        }
        let Some(statement) = statement.map(|statement| &statements[statement]) else { continue };
        let mut words = start..idx;
        while words.len() > 1 && matches!(text.lower(words.end - 1), "." | "," | ";") {
            words.end -= 1;
        }
        while words.len() > 1 && matches!(text.lower(words.start), "." | "," | ";") {
            words.start += 1;
        }
        let span = text.span(words);
        let chain: Vec<String> =
            statement.speakers.iter().map(|it| format!("{}:{}", it.name, it.kind)).collect();
        write!(seen, "{}[{}|{}", &plain[at..span.start()], text.words_of(span), chain.join(" < ")).unwrap();
        if statement.stance != Stance::Says {
            write!(seen, "; {}", statement.stance).unwrap();
        }
        seen.push(']');
        at = span.end();
    }
    seen.push_str(&plain[at..]);
    seen
}

#[test]
fn a_clause_after_the_verb_is_what_is_said() {
    check("The police said [five people died in Kafr Bassin|The police:police].");
    check(
        "A spokesman for the army said that [two drones hit a fuel depot|A spokesman for the army:military].",
    );
    check("Residents told Reuters [the market was empty|Residents:resident < Reuters:wire_agency].");
    check(
        "Two military sources familiar with the affair say [the site was hit|Two military sources familiar with the affair:military].",
    );
    check("THE POLICE HAVE REPORTED THAT [TWO MEN WERE KILLED IN CALI|THE POLICE:police].");
}

#[test]
fn a_clause_before_the_speaker_is_what_is_said() {
    check("[Five people died in Kafr Bassin|police:police], police said.");
    check(
        "[Five people died in Kafr Bassin|the health ministry:health_authority], the health ministry said in a statement on Friday.",
    );
    check(
        "[Five people died in Kafr Bassin|Omar Haddad:health_authority], said Omar Haddad, a doctor at the clinic.",
    );
    check("[Rockets hit the port of Mirsa|residents:resident], according to residents.");
}
