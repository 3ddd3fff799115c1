//! The scores of one text, and what can be asked of them.

use std::ops::Range;

use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::heads::HeadKind;
use crate::pieces::Pieces;
use crate::reader::Reader;

/// A span with a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Position of the label among those of the head.
    pub label: usize,
    /// Chance of the tag of the first piece, 0 to 1; not of the whole span.
    pub chance: f32,
}

/// One text as the model sees it.
pub struct Window<'r, 't> {
    pub(crate) reader: &'r Reader,
    /// The text.
    pub text: &'t str,
    pub(crate) pieces: Pieces,
    /// Scores by piece.
    pub(crate) tokens: NdTensor<f32, 2>,
    /// Scores of the whole.
    pub(crate) whole: Vec<f32>,
    /// Scores by role, from piece, to piece.
    pub(crate) link: NdTensor<f32, 3>,
}

impl Window<'_, '_> {
    /// The best spans of a head of tags, in the order of the text: the likeliest sequence in which a span begins before
    /// it goes on (Viterbi 1967). Spans begin and end at words. Nothing when there is no such head.
    #[must_use]
    pub fn spans(&self, head: &str) -> Vec<Tagged> {
        let Some(head) = self.reader.head(head).filter(|head| head.kind == HeadKind::Spans) else {
            return Vec::new();
        };
        let at: Vec<usize> =
            (0..self.pieces.ids.len()).filter(|&piece| self.pieces.is_first[piece]).collect();
        let chances: Vec<Vec<f32>> =
            at.iter().map(|&piece| softmax(&self.scores(piece, head.first, head.width()))).collect();
        let mut spans: Vec<Tagged> = Vec::new();
        for (word, tag) in best_tags(&chances).into_iter().enumerate() {
            if tag == 0 {
                continue;
            }
            let last = at.get(word + 1).copied().unwrap_or(self.pieces.ids.len()) - 1;
            let (start, end) = (self.pieces.spans[at[word]].start, self.pieces.spans[last].end);
            if let Some(open) = spans.last_mut().filter(|_| is_inside(tag)) {
                open.span.end = end;
            } else {
                spans.push(Tagged { span: start..end, label: (tag - 1) / 2, chance: chances[word][tag] });
            }
        }
        spans
    }

    /// Chances of the labels of a head at the piece that starts at byte `at`: of a class they sum to 1, of others each
    /// is for itself. `None` when there is no such head or no piece starts there.
    #[must_use]
    pub fn chances(&self, head: &str, at: usize) -> Option<Vec<f32>> {
        let head = self.reader.head(head)?;
        let piece = self.piece_at(at)?;
        let scores = self.scores(piece, head.first, head.width());
        Some(if head.kind == HeadKind::Multi {
            scores.into_iter().map(logistic).collect()
        } else {
            softmax(&scores)
        })
    }

    /// The likeliest label of a class at byte `at`, and its chance.
    #[must_use]
    pub fn class(&self, head: &str, at: usize) -> Option<(usize, f32)> {
        best(&self.chances(head, at)?)
    }

    /// Chances of the labels of a head of the whole text; nothing when there is no such head.
    #[must_use]
    pub fn whole(&self, head: &str) -> Vec<f32> {
        let Some(head) = self.reader.head(head) else { return Vec::new() };
        self.whole[head.first..][..head.width()].iter().copied().map(logistic).collect()
    }

    /// Chance that the word at byte `to` has the role `role` (position among the labels of the head `link`) towards the
    /// trigger or cue at byte `from`; 0 when no piece starts there.
    #[must_use]
    pub fn link(&self, role: usize, from: usize, to: usize) -> f32 {
        match (self.piece_at(from), self.piece_at(to)) {
            (Some(from), Some(to)) if role < self.link.size(0) => logistic(self.link[[role, from, to]]),
            _ => 0.0,
        }
    }

    fn piece_at(&self, byte: usize) -> Option<usize> {
        let piece = self.pieces.spans.partition_point(|span| span.start < byte);
        (self.pieces.spans.get(piece)?.start == byte).then_some(piece)
    }

    fn scores(&self, piece: usize, first: usize, width: usize) -> Vec<f32> {
        (first..first + width).map(|column| self.tokens[[piece, column]]).collect()
    }
}

/// The likeliest tags, one a word, in which the inside of a label follows only its begin or inside.
fn best_tags(chances: &[Vec<f32>]) -> Vec<usize> {
    let Some(first) = chances.first() else { return Vec::new() };
    let log = |chance: f32| chance.max(f32::MIN_POSITIVE).ln();
    let mut sums: Vec<f32> = first.iter().copied().map(log).collect();
    for (_, sum) in sums.iter_mut().enumerate().filter(|(tag, _)| is_inside(*tag)) {
        *sum = f32::NEG_INFINITY;
    }
    let mut came: Vec<Vec<usize>> = Vec::with_capacity(chances.len());
    for word in &chances[1..] {
        let any = best(&sums).map_or(0, |(tag, _)| tag);
        let from: Vec<usize> = (0..sums.len())
            .map(|tag| match tag {
                _ if !is_inside(tag) => any,
                _ if sums[tag] >= sums[tag - 1] => tag,
                _ => tag - 1,
            })
            .collect();
        sums = word.iter().zip(&from).map(|(&chance, &before)| sums[before] + log(chance)).collect();
        came.push(from);
    }
    let mut tag = best(&sums).map_or(0, |(tag, _)| tag);
    let mut tags = vec![tag];
    for from in came.iter().rev() {
        tag = from[tag];
        tags.push(tag);
    }
    tags.reverse();
    tags
}

/// Tags are outside, then begin and inside of each label in turn.
fn is_inside(tag: usize) -> bool {
    tag > 0 && tag.is_multiple_of(2)
}

/// The first of the highest values, with its place.
fn best(values: &[f32]) -> Option<(usize, f32)> {
    values.iter().copied().enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_needs_its_begin() {
        // Outside, begin and inside of one label: by itself the first word would be an inside.
        let chances = [vec![0.1, 0.3, 0.6], vec![0.2, 0.1, 0.7], vec![0.9, 0.05, 0.05]];
        assert_eq!(best_tags(&chances), [1, 2, 0]);
    }

    #[test]
    fn two_labels_do_not_mix() {
        let chances = [vec![0.1, 0.8, 0.0, 0.1, 0.0], vec![0.3, 0.0, 0.1, 0.0, 0.6]];
        assert_eq!(best_tags(&chances), [1, 0]);
    }

    #[test]
    fn no_words_have_no_tags() {
        assert!(best_tags(&[]).is_empty());
        assert_eq!(best(&[]), None);
    }
}
