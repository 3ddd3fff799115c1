//! Runs the examples that stand in the rule files.

use std::path::Path;

use dateline_model::Span;

use super::may_make_claims;
use super::phrases::Phrases;
use super::roles::find_roles;
use super::rules::{ENGLISH_FILES, Part, Rules};
use super::triggers::{Trigger, find_triggers};
use crate::annotate::annotate;

/// A sentence without its marks, and the marks: words with their label.
fn unmark(marked: &str) -> (String, Vec<(Span, String)>) {
    let mut plain = String::new();
    let mut marks = Vec::new();
    let mut pieces = marked.split('[');
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (words, rest) = piece.split_once('|').expect("a mark needs a label");
        let (label, rest) = rest.split_once(']').expect("a mark needs its end");
        marks.push((Span::between(plain.len(), plain.len() + words.len()), label.to_owned()));
        plain.push_str(words);
        plain.push_str(rest);
    }
    (plain, marks)
}

/// What is wrong with how `rule` reads `marked`, or `None`.
fn fault(rule: &str, marked: &str, should_fire: bool) -> Option<String> {
    let (plain, marks) = unmark(marked);
    let text = annotate(&plain, None);
    let phrases = Phrases::new(&text);
    let triggers: Vec<Trigger> = text
        .sentences
        .iter()
        .flat_map(|sentence| find_triggers(&phrases, &sentence.tokens, Rules::english()))
        .collect();
    let names: Vec<&str> = triggers.iter().map(|trigger| trigger.rule.name).collect();
    let Some(trigger) = triggers.iter().find(|trigger| trigger.rule.name == rule) else {
        return should_fire.then(|| format!("{rule}: does not fire (but {names:?}): {marked}"));
    };
    if !should_fire {
        return Some(format!("{rule}: fires: {marked}"));
    }
    if !may_make_claims(&text) {
        return Some(format!("{rule}: its report would not be read: {marked}"));
    }
    let roles = find_roles(&phrases, trigger);
    for (span, label) in marks {
        let part = match label.as_str() {
            "initiator" => Part::Initiator,
            "target" => Part::Target,
            "partner" => Part::Partner,
            "victim" => Part::Victim,
            "trigger" if text.span(trigger.tokens.clone()).overlaps(span) => continue,
            "trigger" => return Some(format!("{rule}: fires elsewhere: {marked}")),
            _ => continue,
        };
        let found =
            roles.iter().any(|taken| taken.part == part && text.span(taken.phrase.clone()).overlaps(span));
        if !found {
            let seen: Vec<_> =
                roles.iter().map(|it| (it.part, text.words_of(text.span(it.phrase.clone())))).collect();
            return Some(format!("{rule} ({:?}): no {label}: {marked}\n    saw {seen:?}", trigger.voice));
        }
    }
    None
}

#[test]
fn every_rule_reads_its_own_examples() {
    let mut faults = Vec::new();
    for rule in &Rules::english().all {
        assert!(!rule.fires.is_empty(), "rule {} brings no example", rule.name);
        assert!(
            dateline_tables::event_type(rule.event_type).is_some(),
            "rule {}: type {}",
            rule.name,
            rule.event_type
        );
        faults.extend(rule.fires.iter().filter_map(|marked| fault(rule.name, marked, true)));
        faults.extend(rule.rests.iter().filter_map(|marked| fault(rule.name, marked, false)));
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_line_of_the_rule_files_is_read() {
    assert_eq!(Rules::english().faults, Vec::<String>::new());
}

#[test]
fn rule_names_are_unique_and_means_are_in_the_table() {
    let mut names = std::collections::BTreeSet::new();
    for rule in &Rules::english().all {
        assert!(names.insert(rule.name), "two rules are called {}", rule.name);
        assert!(
            rule.means.is_none_or(|means| dateline_tables::means(means).is_some()),
            "rule {}: means",
            rule.name
        );
    }
}

#[test]
fn every_file_of_the_folder_is_registered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/en");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the rules folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let registered: Vec<String> = ENGLISH_FILES.iter().map(|(name, _)| format!("{name}.rules")).collect();
    assert_eq!(files, registered);
}
