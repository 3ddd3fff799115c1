//! Sources and cues of attributions, against those marked in news (`PolNeAR`: `attribution_polnear/dev`).
//!
//! Each file of marks is scored by itself, so a text that several people marked counts several times. Matching is one
//! to one by overlap, equal extents first, then the longest overlap.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_claims::find_attributions;
use dateline_model::Span;
use dateline_places::Gazetteer;

use super::super::places::{char_starts, prf};
use super::Errors;
use dateline_eval::pairs::{Extent, pairs};

/// Counts over the spans of one label, in characters.
#[derive(Default)]
struct Score {
    marked: usize,
    read: usize,
    exact: usize,
    overlap: usize,
}

impl Score {
    /// Adds the spans of one text; `words` gives the words of a span to count errors by.
    fn add(
        &mut self,
        marked: &[Extent],
        read: &[Extent],
        errors: &mut Errors,
        words: &dyn Fn(Extent) -> String,
    ) {
        let pairs = pairs(marked, read);
        self.marked += marked.len();
        self.read += read.len();
        self.overlap += pairs.len();
        self.exact += pairs.iter().filter(|&&(m, r)| marked[m] == read[r]).count();
        for (at, span) in marked.iter().enumerate() {
            match pairs.iter().find(|(m, _)| *m == at) {
                None => errors.add(format!("missed: {}", words(*span))),
                Some(&(_, r)) if read[r] != *span => errors.add("other extent"),
                Some(_) => {}
            }
        }
        for (at, span) in read.iter().enumerate() {
            if pairs.iter().all(|(_, r)| *r != at) {
                errors.add(format!("too much: {}", words(*span)));
            }
        }
    }

    fn print(&self, what: &str) {
        println!("{what:<8} exact    {}", prf(self.exact, self.read, self.marked));
        println!("{what:<8} overlap  {}", prf(self.overlap, self.read, self.marked));
    }
}

/// Measures and prints.
///
/// # Errors
/// When a file cannot be read.
#[expect(clippy::disallowed_methods, reason = "a measurement reads its collection")]
pub(super) fn measure(folder: &Path, gazetteer: &Gazetteer) -> Result<()> {
    let folder = folder.join("attribution_polnear/dev");
    let (mut sources, mut cues, mut both) = (Score::default(), Score::default(), Score::default());
    let (mut source_errors, mut cue_errors) = (Errors::default(), Errors::default());
    let marks = folder.join("attributions");
    let entries = std::fs::read_dir(&marks).with_context(|| format!("cannot read {}", marks.display()))?;
    let mut files: Vec<_> = entries.map(|it| it.map(|it| it.path())).collect::<Result<_, _>>()?;
    files.sort();
    for path in &files {
        let standoff =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        // The last part of the name tells who marked it.
        let name = name.rsplit_once('_').map_or(&*name, |(name, _)| name);
        let path = folder.join("text").join(format!("{name}.txt"));
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let (read_sources, read_cues) = read(&text, gazetteer);
        let chars: Vec<char> = text.chars().collect();
        let words = |it: Extent| chars[it.0..it.1].iter().collect::<String>().to_lowercase();
        let kind = |it: Extent| if it.1 - it.0 < 5 { "a short name or pronoun" } else { "a longer name" };
        let (marked_sources, marked_cues) = (marked(&standoff, "Source"), marked(&standoff, "Cue"));
        sources.add(&marked_sources, &read_sources, &mut source_errors, &|it| kind(it).to_owned());
        cues.add(&marked_cues, &read_cues, &mut cue_errors, &words);
        both.add(&marked_sources, &read_sources, &mut Errors::default(), &words);
        both.add(&marked_cues, &read_cues, &mut Errors::default(), &words);
    }
    println!("attribution, PolNeAR dev: {} files of marks", files.len());
    sources.print("source");
    source_errors.print();
    cues.print("cue");
    cue_errors.print();
    both.print("both");
    Ok(())
}

/// Innermost sources and cues that are read, in characters.
fn read(text: &str, gazetteer: &Gazetteer) -> (Vec<Extent>, Vec<Extent>) {
    let starts = char_starts(text);
    let chars = |byte: usize| starts.partition_point(|start| *start < byte);
    let extent = |span: Span| (chars(span.start()), chars(span.end()));
    let (mut sources, mut cues) = (BTreeSet::new(), BTreeSet::new());
    for attribution in find_attributions(text, gazetteer) {
        let Some(cue) = attribution.cue else { continue };
        cues.insert(extent(cue));
        sources.extend(attribution.speakers.first().and_then(|it| it.words).map(extent));
    }
    (sources.into_iter().collect(), cues.into_iter().collect())
}

/// The marked spans of one label, in characters; one in pieces runs from its first to its last.
fn marked(standoff: &str, label: &str) -> Vec<Extent> {
    let extent = |line: &str| {
        let (kind, place) = line.split('\t').nth(1)?.split_once(' ')?;
        let ends: Vec<usize> = place.split([' ', ';']).filter_map(|end| end.parse().ok()).collect();
        (kind == label).then_some((*ends.first()?, *ends.last()?))
    };
    let spans: BTreeSet<Extent> =
        standoff.lines().filter(|line| line.starts_with('T')).filter_map(extent).collect();
    spans.into_iter().collect()
}
