//! The words of a document that fill a role of an incident.

use std::collections::BTreeMap;
use std::ops::Range;

use dateline_reader::{Reader, Window};

use super::documents::{Document, windows};
use crate::error::EvalError;

/// Words that fill a role.
#[derive(Clone, Debug)]
pub struct Filler {
    /// Label of the head `filler`: `perp_individual`, `perp_org`, `phys_tgt`, `hum_tgt`, `instrument`.
    pub role: String,
    /// The words, with single blanks.
    pub words: String,
    /// Where they stand first, in bytes of the document.
    pub span: Range<usize>,
    /// Chance that they fill the role, the highest of their places.
    pub chance: f32,
    /// Chance of each type of incident (labels of the head `filler_incident`), the highest of their places.
    pub incidents: Vec<f32>,
    /// Label of each head of classes, with its chance, at the likeliest place.
    pub classes: BTreeMap<&'static str, (String, f32)>,
    /// Windows they stand in.
    pub windows: Vec<usize>,
}

/// A document as the reader sees it.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Windows of the document.
    pub windows: Vec<Range<usize>>,
    /// Chance of each type of incident, by window.
    pub incidents: Vec<Vec<f32>>,
    /// Chance of each stage, by window.
    pub stages: Vec<Vec<f32>>,
    /// Chance that a state is behind it, by window.
    pub state: Vec<f32>,
    /// The fillers, in the order of their first places; the same words in the same role once.
    pub fillers: Vec<Filler>,
}

/// Heads that say more about a filler, by role.
const CLASSES: [(&str, &[&str]); 4] = [
    ("perp_org", &["org_confidence"]),
    ("phys_tgt", &["physical_type", "physical_effect", "number"]),
    ("hum_tgt", &["human_type", "human_effect", "number"]),
    ("instrument", &["instrument_type"]),
];

/// What the reader sees in a document.
///
/// # Errors
///
/// [`EvalError::Reader`] when the model cannot be run.
pub fn see(reader: &Reader, document: &Document) -> Result<Seen, EvalError> {
    let spans = windows(&document.text);
    let texts: Vec<&str> = spans.iter().map(|span| &document.text[span.clone()]).collect();
    let read = reader.read(&texts)?;
    let mut seen = Seen {
        incidents: read.iter().map(|window| window.whole("incident")).collect(),
        stages: read.iter().map(|window| window.whole("stage")).collect(),
        state: read.iter().map(|window| window.whole("state").first().copied().unwrap_or_default()).collect(),
        ..Seen::default()
    };
    for (idx, (window, span)) in read.iter().zip(&spans).enumerate() {
        for filler in fillers_of(reader, window, span.start, idx) {
            let known = seen.fillers.iter_mut().find(|it| it.role == filler.role && it.words == filler.words);
            match known {
                Some(known) => merge(known, filler),
                None => seen.fillers.push(filler),
            }
        }
    }
    seen.windows = spans;
    Ok(seen)
}

fn fillers_of(reader: &Reader, window: &Window, offset: usize, idx: usize) -> Vec<Filler> {
    let Some(head) = reader.head("filler") else { return Vec::new() };
    let filler = |tagged: dateline_reader::Tagged| {
        let at = tagged.span.start;
        let role = head.labels[tagged.label].clone();
        let heads = CLASSES.iter().find(|(name, _)| *name == role).map_or([].as_slice(), |(_, heads)| heads);
        let classes = heads.iter().filter_map(|&name| {
            let (label, chance) = window.class(name, at)?;
            Some((name, (reader.head(name)?.labels[label].clone(), chance)))
        });
        Filler {
            words: window.text[tagged.span.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
            span: tagged.span.start + offset..tagged.span.end + offset,
            chance: tagged.chance,
            incidents: window.chances("filler_incident", at).unwrap_or_default(),
            classes: classes.collect(),
            windows: vec![idx],
            role,
        }
    };
    window.spans("filler").into_iter().map(filler).collect()
}

/// Adds another place of the same words.
fn merge(known: &mut Filler, other: Filler) {
    if other.chance > known.chance {
        known.chance = other.chance;
        known.classes = other.classes;
    }
    for (mine, theirs) in known.incidents.iter_mut().zip(other.incidents) {
        *mine = mine.max(theirs);
    }
    known.windows.extend(other.windows);
    known.windows.dedup();
}
