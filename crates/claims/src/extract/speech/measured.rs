//! How well speakers and cues are found, on attributions that people marked.

use std::fs;
use std::path::Path;

use super::*;
use crate::annotate::annotate;

/// Right and wrong answers.
#[derive(Default)]
struct Score {
    exact: usize,
    overlap: usize,
    missed: usize,
    extra: usize,
}

impl Score {
    /// Adds the spans of one text. Each marked span counts once.
    fn add(&mut self, found: &[(usize, usize)], marked: &[(usize, usize)]) {
        for span in marked {
            let touches = |it: &&(usize, usize)| it.0 < span.1 && span.0 < it.1;
            self.exact += usize::from(found.contains(span));
            self.overlap += usize::from(found.iter().any(|it| touches(&it)));
            self.missed += usize::from(!found.iter().any(|it| touches(&it)));
        }
        let touches = |it: &(usize, usize), span: &(usize, usize)| it.0 < span.1 && span.0 < it.1;
        self.extra += found.iter().filter(|it| !marked.iter().any(|span| touches(it, span))).count();
    }

    /// F1 of exact and of overlapping spans, in percent.
    fn f1(&self) -> (f64, f64) {
        let n_marked = as_f64(self.overlap + self.missed);
        let n_found = as_f64(self.overlap + self.extra);
        let f1 = |right: usize| 200.0 * as_f64(right) / (n_marked + n_found).max(1.0);
        (f1(self.exact), f1(self.overlap))
    }
}

fn as_f64(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The marked spans of one kind in a standoff file, in characters of the text.
fn marked(standoff: &str, kind: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    for line in standoff.lines().filter(|line| line.starts_with('T')) {
        let Some((label, place)) = line.split('\t').nth(1).and_then(|cell| cell.split_once(' ')) else {
            continue;
        };
        let ends: Vec<usize> = place.split([' ', ';']).filter_map(|end| end.parse().ok()).collect();
        if let (true, Some(&first), Some(&last)) = (label == kind, ends.first(), ends.last()) {
            spans.push((first, last));
        }
    }
    spans.sort_unstable();
    spans.dedup();
    spans
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this test reads a folder of marked texts")]
#[expect(clippy::print_stderr, reason = "the scores are what one runs this test for")]
fn speakers_and_cues_of_marked_news_are_found() {
    let Some(folder) = std::env::var_os("DATELINE_DATA") else {
        eprintln!("skipped: DATELINE_DATA is not set");
        return;
    };
    let folder = Path::new(&folder).join("attribution_polnear/dev");
    let (mut cues, mut sources) = (Score::default(), Score::default());
    let mut files: Vec<_> =
        fs::read_dir(folder.join("attributions")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let verbose = std::env::var_os("DATELINE_VERBOSE").is_some();
    for path in &files {
        let standoff = fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy();
        // The last part of the name tells who marked it.
        let name = name.rsplit_once('_').map_or(&*name, |(name, _)| name);
        let raw = fs::read_to_string(folder.join("text").join(format!("{name}.txt"))).unwrap();
        let text = annotate(&raw, None);
        let to_chars = |span: dateline_model::Span| {
            let start = raw[..span.start()].chars().count();
            (start, start + raw[span.start()..span.end()].chars().count())
        };
        let statements = find_statements(&text);
        let mut found_cues: Vec<_> =
            statements.iter().filter_map(|it| it.cue.clone()).map(|cue| to_chars(text.span(cue))).collect();
        let mut found_sources: Vec<_> = statements
            .iter()
            .filter(|it| it.cue.is_some())
            .filter_map(|it| it.speakers.first()?.words)
            .map(to_chars)
            .collect();
        for found in [&mut found_cues, &mut found_sources] {
            found.sort_unstable();
            found.dedup();
        }
        cues.add(&found_cues, &marked(&standoff, "Cue"));
        sources.add(&found_sources, &marked(&standoff, "Source"));
        if verbose {
            let chars: Vec<char> = raw.chars().collect();
            let shown = |at: (usize, usize)| -> String {
                let around = &chars[at.0.saturating_sub(70)..(at.1 + 50).min(chars.len())];
                around.iter().collect::<String>().replace('\n', " ")
            };
            let words = |at: (usize, usize)| -> String { chars[at.0..at.1].iter().collect() };
            for (kind, found) in [("Cue", &found_cues), ("Source", &found_sources)] {
                let gold = marked(&standoff, kind);
                for it in &gold {
                    if !found.iter().any(|f| f.0 < it.1 && it.0 < f.1) {
                        eprintln!("MISS {kind} <{}> {}", words(*it), shown(*it));
                    } else if !found.contains(it) {
                        let f = found.iter().find(|f| f.0 < it.1 && it.0 < f.1).unwrap();
                        eprintln!("DIFF {kind} <{}> vs <{}>", words(*f), words(*it));
                    }
                }
                for it in found {
                    if !gold.iter().any(|f| f.0 < it.1 && it.0 < f.1) {
                        eprintln!("EXTRA {kind} <{}> {}", words(*it), shown(*it));
                    }
                }
            }
        }
    }
    let (cue_exact, cue_overlap) = cues.f1();
    let (source_exact, source_overlap) = sources.f1();
    eprintln!(
        "{} texts: F1 exact / overlap: cues {cue_exact:.1} / {cue_overlap:.1}, speakers {source_exact:.1} / {source_overlap:.1}",
        files.len()
    );
    assert!(cue_overlap > 50.0 && source_overlap > 50.0);
}
