//! Finds, among many reports, those that carry passages of another in nearly the same words.
//!
//! A report is kept as a sample of its shingles: those whose hash falls into one of [`SAMPLE`] classes, the same ones
//! for the same words wherever they stand. Memory and time grow with the number of reports, not with its square:
//! of the reports that share a shingle only the first few are kept under it.

use std::collections::HashMap;

use crate::digest::ReportDigest;
use crate::words;

/// One shingle in so many is kept.
const SAMPLE: u32 = 4;
/// So many reports are kept under one shingle: the first that had it.
const KEPT: usize = 4;
/// Fewest kept shingles that two reports share.
const SHARED: usize = 3;
/// Share of the shorter report's kept shingles, in percent, that makes a copy.
const PERCENT: usize = 40;
/// Stands for no report.
const NONE: u32 = u32::MAX;

/// Reports by their shingles.
#[derive(Clone, Debug, Default)]
pub struct CopyIndex {
    under: HashMap<u32, [u32; KEPT]>,
    /// The samples of all reports, one after the other, each sorted.
    samples: Vec<u32>,
    /// Where the sample of each report ends.
    ends: Vec<usize>,
}

impl CopyIndex {
    /// An index without reports.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of reports.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it holds no report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Takes in a report and gives back the numbers (from 0, in the order of taking in) of earlier ones that it is a
    /// copy of, or that are copies of it, sorted. Of many copies of one text only the first few are given; a report
    /// with fewer than some sixty words is too short to tell.
    pub fn add(&mut self, digest: &ReportDigest) -> Vec<usize> {
        let all = digest.passages.iter().flat_map(|passage| passage.shingles.iter().copied());
        let sample = words::sorted(all.filter(|hash| hash.is_multiple_of(SAMPLE)).collect());
        let near = sample.iter().filter_map(|hash| self.under.get(hash)).flatten();
        let near = words::sorted(near.filter(|other| **other != NONE).map(|other| *other as usize).collect());
        let copies = near.into_iter().filter(|other| is_copy(&sample, self.sample(*other))).collect();
        let number = u32::try_from(self.len()).unwrap_or(NONE);
        for hash in &sample {
            let kept = self.under.entry(*hash).or_insert([NONE; KEPT]);
            if let Some(free) = kept.iter_mut().find(|other| **other == NONE) {
                *free = number;
            }
        }
        self.samples.extend(sample);
        self.ends.push(self.samples.len());
        copies
    }

    fn sample(&self, number: usize) -> &[u32] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.samples[start..self.ends[number]]
    }
}

fn is_copy(a: &[u32], b: &[u32]) -> bool {
    let shared = words::common(a, b);
    shared >= SHARED && shared * 100 >= a.len().min(b.len()) * PERCENT
}

#[cfg(test)]
mod tests {
    use dateline_model::{Report, ReportId};

    use super::*;
    use crate::digest::digest;

    /// A text of so many invented sentences, from the `from`-th on.
    fn text(from: usize, n: usize) -> String {
        let word = |nth: usize, salt: usize| format!("w{}", (nth * 7919 + salt * 104_729) % 5_003);
        let sentence = |nth: usize| (0..14).map(|salt| word(nth, salt)).collect::<Vec<_>>().join(" ");
        (from..from + n).map(|nth| format!("On Monday {}.", sentence(nth))).collect::<Vec<_>>().join("\n")
    }

    fn add(index: &mut CopyIndex, text: &str) -> Vec<usize> {
        let report = Report::of_text(ReportId([7; 16]), text);
        index.add(&digest(&report, text, |span| span))
    }

    #[test]
    fn a_text_that_was_cut_and_reordered_is_found() {
        let mut index = CopyIndex::new();
        assert!(index.is_empty() && add(&mut index, &text(0, 8)).is_empty());
        assert!(add(&mut index, &text(100, 8)).is_empty());
        assert_eq!(add(&mut index, &format!("{}\n{}", text(5, 3), text(0, 3))), [0]);
        assert_eq!(index.len(), 3);
    }

    #[test]
    fn many_copies_of_one_text_are_told_of_the_first_few() {
        let mut index = CopyIndex::new();
        for _ in 0..50 {
            add(&mut index, &text(0, 8));
        }
        assert_eq!(add(&mut index, &text(0, 8)), [0, 1, 2, 3]);
    }

    #[test]
    fn texts_without_words_are_copies_of_nothing() {
        let mut index = CopyIndex::new();
        assert!(add(&mut index, "").is_empty() && add(&mut index, "").is_empty());
    }
}
