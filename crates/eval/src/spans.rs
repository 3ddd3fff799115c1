//! Spans in `CoNLL` files: a word and a tag a line, an empty line after a sentence.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use dateline_reader::Reader;
use serde_json::{Value, json};

use crate::error::EvalError;
use crate::files::{char_offsets, stem, text, write_lines};
use crate::{Score, Tally};

/// A sentence, its words joined by blanks, and its spans.
#[derive(Debug, PartialEq, Eq)]
struct Sentence {
    text: String,
    spans: Vec<(Range<usize>, String)>,
}

/// Tags every sentence of `path` by the head of a name; writes key and system, counts spans of the same extent.
pub(crate) fn score(path: &Path, out: &Path, reader: &Reader, head: &str) -> Result<Vec<Score>, EvalError> {
    let sentences = sentences(&text(path)?);
    let texts: Vec<&str> = sentences.iter().map(|it| it.text.as_str()).collect();
    let labels = reader.head(head).map(|it| it.labels.clone()).unwrap_or_default();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let (mut keys, mut system) = (Vec::new(), Vec::new());
    for (idx, (sentence, window)) in sentences.iter().zip(reader.read(&texts)?).enumerate() {
        let found: Vec<(Range<usize>, String)> =
            window.spans(head).into_iter().map(|it| (it.span, labels[it.label].clone())).collect();
        for label in &labels {
            let count = |spans: &[(Range<usize>, String)]| spans.iter().filter(|(_, it)| it == label).count();
            let both = found.iter().filter(|it| it.1 == *label && sentence.spans.contains(it)).count();
            let tally = Tally { right: both, told: count(&found), wanted: count(&sentence.spans) };
            let known = tallies.entry(label).or_default();
            *known = known.and(tally);
        }
        keys.push(line(idx, &sentence.text, &sentence.spans));
        system.push(line(idx, &sentence.text, &found));
    }
    let collection = format!("{head}_{}", stem(path));
    write_lines(&out.join(format!("{collection}.key.jsonl")), &keys)?;
    write_lines(&out.join(format!("{collection}.system.jsonl")), &system)?;
    let all = tallies.values().copied().fold(Tally::default(), Tally::and);
    let rows = tallies.into_iter().filter(|(_, tally)| tally.wanted > 0).chain([("all", all)]);
    let score = |(label, tally)| Score {
        room: "reader",
        collection: collection.clone(),
        measure: format!("exact {label}"),
        tally,
    };
    Ok(rows.map(score).collect())
}

fn line(idx: usize, text: &str, spans: &[(Range<usize>, String)]) -> Value {
    let at = char_offsets(text);
    let spans: Vec<Value> = spans
        .iter()
        .map(|(span, label)| json!({"s": at(span.start), "e": at(span.end), "label": label}))
        .collect();
    json!({"id": idx, "text": text, "spans": spans})
}

fn sentences(file: &str) -> Vec<Sentence> {
    let blocks = file.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks.map(sentence).collect()
}

fn sentence(block: &str) -> Sentence {
    let mut text = String::new();
    let mut spans: Vec<(Range<usize>, String)> = Vec::new();
    let mut goes_on = false;
    for row in block.lines().filter(|row| !row.trim().is_empty()) {
        let (word, tag) = row.rsplit_once(char::is_whitespace).unwrap_or(("", row));
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word.trim_end());
        let label = tag.get(2..).unwrap_or_default();
        match spans.last_mut().filter(|last| goes_on && tag.starts_with("I-") && last.1 == label) {
            Some(open) => open.0.end = text.len(),
            None if tag != "O" => spans.push((start..text.len(), label.to_owned())),
            None => {}
        }
        goes_on = tag != "O";
    }
    Sentence { text, spans }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_spans() {
        let read = sentences("Rebels\tB-S\nin O\nDeir B-L\nQamra I-L\nand O\n\nOn B-T\n");
        assert_eq!(read[0].text, "Rebels in Deir Qamra and");
        assert_eq!(read[0].spans, [(0..6, "S".to_owned()), (10..20, "L".to_owned())]);
        assert_eq!(read[1].spans, [(0..2, "T".to_owned())]);
    }
}
