//! A text made from another, which knows for every byte where it came from.

use std::ops::Range;

/// A stretch of the made text and the stretch of the original it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// First byte in the made text.
    pub made: usize,
    /// First byte in the original.
    pub original: usize,
    /// Length in the made text.
    pub made_len: usize,
    /// Length in the original; of a piece that holds the same bytes, equal to `made_len`.
    pub original_len: usize,
    /// Whether both hold the same bytes.
    pub is_same: bool,
}

impl Piece {
    fn original_end(self) -> usize {
        self.original + self.original_len
    }
}

/// A made text and its pieces, in order of both texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Aligned {
    text: String,
    pieces: Vec<Piece>,
}

impl Aligned {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Adds `words` that stand at byte `original` of the original.
    pub(super) fn push_same(&mut self, words: &str, original: usize) {
        let (made, len) = (self.text.len(), words.len());
        self.text.push_str(words);
        match self.pieces.last_mut() {
            Some(last) if last.is_same && last.original_end() == original => {
                last.made_len += len;
                last.original_len += len;
            }
            _ if len == 0 => {}
            _ => self.pieces.push(Piece { made, original, made_len: len, original_len: len, is_same: true }),
        }
    }

    /// Adds `words` that stand for `original`; `words` may be empty.
    pub(super) fn push_for(&mut self, words: &str, original: Range<usize>) {
        let piece = Piece {
            made: self.text.len(),
            original: original.start,
            made_len: words.len(),
            original_len: original.len(),
            is_same: false,
        };
        self.text.push_str(words);
        self.pieces.push(piece);
    }

    /// Adds the stretch `range` of `other`, with its alignment.
    pub(super) fn push_from(&mut self, other: &Self, range: Range<usize>) {
        for piece in other.pieces_in(&range) {
            let start = piece.made.max(range.start);
            let end = (piece.made + piece.made_len).min(range.end);
            let words = &other.text[start..end];
            if piece.is_same {
                self.push_same(words, piece.original + (start - piece.made));
            } else {
                self.push_for(words, piece.original..piece.original_end());
            }
        }
    }

    /// The pieces that touch `range` of the made text; of empty ones, those strictly within it.
    fn pieces_in(&self, range: &Range<usize>) -> impl Iterator<Item = Piece> {
        let range = range.clone();
        let first = self.pieces.partition_point(|piece| piece.made + piece.made_len <= range.start);
        self.pieces[first..].iter().copied().take_while(move |piece| piece.made < range.end)
    }

    /// Where `range` of the made text stands in the original. A boundary within a piece that was replaced moves out
    /// to the boundary of that piece. An empty range gives the empty range after what stands before it.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let end = self.original_end(range.end);
            return end..end;
        }
        let start = self.original_start(range.start);
        start..self.original_end(range.end).max(start)
    }

    fn original_start(&self, at: usize) -> usize {
        let idx = self.pieces.partition_point(|piece| piece.made + piece.made_len <= at);
        match self.pieces.get(idx) {
            Some(piece) if piece.is_same => piece.original + at.saturating_sub(piece.made),
            Some(piece) => piece.original,
            None => self.pieces.last().map_or(0, |piece| piece.original_end()),
        }
    }

    fn original_end(&self, at: usize) -> usize {
        let idx = self.pieces.partition_point(|piece| piece.made < at);
        match idx.checked_sub(1).map(|idx| self.pieces[idx]) {
            Some(piece) if piece.is_same => piece.original + (at - piece.made).min(piece.made_len),
            Some(piece) => piece.original_end(),
            None => 0,
        }
    }
}
