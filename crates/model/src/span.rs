//! Where something stands in a report.

use std::fmt;

/// A half-open range `start..end` of **byte** offsets into the original text of one report.
///
/// Rooms before `resolve` also use it for offsets into a cleaned text; where they do, they say so, and no such
/// span leaves them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl Span {
    /// The span `start..end`, or `None` when `end` lies before `start`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The span of the bytes from `start` to `end`; both are cut to 4 GiB, and an `end` before `start` gives the
    /// empty span at `start`.
    #[must_use]
    pub fn between(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// First byte of the span.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte of the span.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span covers no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words the span covers, or `None` when it does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start()..self.end())
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span `bytes` further right, cut to 4 GiB.
    #[must_use]
    pub fn shifted(self, bytes: usize) -> Self {
        Self::between(self.start() + bytes, self.end() + bytes)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
