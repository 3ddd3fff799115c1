//! Passages written for this project, labelled by `docs/labels.md`, that the learned reader was not trained on.

use std::collections::BTreeSet;
use std::ops::Range;

/// The letters of marks and the labels of the head `mark`.
const KINDS: [(char, &str); 9] = [
    ('a', "actor"),
    ('p', "place"),
    ('f', "facility"),
    ('w', "weapon"),
    ('l', "platform"),
    ('t', "time"),
    ('q', "quantity"),
    ('e', "event"),
    ('c', "cue"),
];

/// A passage and what it says; spans are bytes of `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Its words.
    pub(crate) text: String,
    /// Marks by name ("a1").
    pub(crate) marks: Vec<(String, Range<usize>)>,
    /// Its events, in the order of the labels.
    pub(crate) events: Vec<Event>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// Name of its mark.
    pub(crate) mark: String,
    /// Key of its type.
    pub(crate) kind: String,
    /// Whether it is said to have happened.
    pub(crate) modality: String,
    /// Name of the mark of an earlier event that is the same happening.
    pub(crate) same: Option<String>,
    /// Roles and the names of the marks that have them.
    pub(crate) roles: Vec<(String, String)>,
}

impl Passage {
    /// The span of a mark.
    pub(crate) fn span(&self, name: &str) -> Option<Range<usize>> {
        self.marks.iter().find(|(mark, _)| mark == name).map(|(_, span)| span.clone())
    }

    /// Number of the first event that is the same happening as that with this number, itself if there is none.
    pub(crate) fn happening(&self, nth: usize) -> usize {
        let same = self.events.get(nth).and_then(|event| event.same.as_ref());
        let earlier = same.and_then(|mark| self.events[..nth].iter().position(|event| event.mark == *mark));
        earlier.map_or(nth, |nth| self.happening(nth))
    }

    /// The kind of a mark, as the head `mark` names it.
    pub(crate) fn kind(name: &str) -> Option<&'static str> {
        KINDS.iter().find(|(letter, _)| name.starts_with(*letter)).map(|(_, kind)| *kind)
    }
}

/// The passages that the shipped model was not trained on.
pub(crate) fn measured() -> Vec<Passage> {
    let measured: BTreeSet<&str> = include_str!("../../../training/labels/measured.txt").lines().collect();
    let blocks = include_str!("../../../training/labels/own.txt").split("#own-").skip(1);
    let measured = blocks.filter(|block| {
        let id = format!("own-{}", block.lines().next().unwrap_or_default().trim());
        measured.contains(id.as_str())
    });
    measured.map(passage).collect()
}

fn passage(block: &str) -> Passage {
    let mut lines = block.lines().skip(1).filter(|line| !line.trim().is_empty()).peekable();
    let mut body = Vec::new();
    while let Some(line) = lines.next_if(|line| !is_label(line)) {
        body.push(line);
    }
    let mut passage = unmark(&body.join("\n"));
    passage.events = lines.filter(|line| line.starts_with('e')).map(event).collect();
    passage
}

/// Whether a line begins with the name of an event or a cue.
fn is_label(line: &str) -> bool {
    let name = line.split(' ').next().unwrap_or_default();
    let number = name.strip_prefix(['e', 'c']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn event(line: &str) -> Event {
    let mut parts = line.split_whitespace();
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let (mark, kind, modality) = (next(), next(), next());
    let parts: Vec<(&str, &str)> = parts.filter_map(|part| part.split_once('=')).collect();
    let same = parts.iter().find(|(key, _)| *key == "same").map(|(_, name)| (*name).to_owned());
    let roles = parts.into_iter().filter(|(role, _)| *role != "same");
    let roles =
        roles.flat_map(|(role, names)| names.split(',').map(|name| (role.to_owned(), name.to_owned())));
    Event { mark, kind, modality, same, roles: roles.collect() }
}

/// The words without their marks, `[a1|words]`, and where the marks stood.
fn unmark(marked: &str) -> Passage {
    let mut passage = Passage::default();
    for (nth, part) in marked.split('[').enumerate() {
        let mark = part.split_once(']').and_then(|(mark, rest)| Some((mark.split_once('|')?, rest)));
        match mark.filter(|_| nth > 0) {
            Some(((name, words), rest)) => {
                let start = passage.text.len();
                passage.marks.push((name.to_owned(), start..start + words.len()));
                passage.text.push_str(words);
                passage.text.push_str(rest);
            }
            None => passage.text.push_str(part),
        }
    }
    passage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_and_lines_become_events() {
        let block =
            "x\n[a1|Rebels] [e1|shelled] [p1|Qamra].\ne1 other denied initiator=a1 place=p1,a1\nc1 says\n";
        let read = passage(block);
        assert_eq!(read.text, "Rebels shelled Qamra.");
        assert_eq!(read.span("p1"), Some(15..20));
        assert_eq!((read.events.len(), read.events[0].modality.as_str()), (1, "denied"));
        assert_eq!(read.events[0].roles.len(), 3);
    }

    #[test]
    fn many_passages_are_measured() {
        assert!(measured().len() > 200);
    }
}
