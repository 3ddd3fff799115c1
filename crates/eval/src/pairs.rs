//! Which of the spans that people marked were read: the pairing of TempEval-3, in any unit.

use std::cmp::Reverse;

/// Where a span starts, and one past its end.
pub type Extent = (usize, usize);

/// One-to-one pairs that overlap, as numbers of `marked` and `read`: same extents first, then the longest overlap.
#[must_use]
pub fn pairs(marked: &[Extent], read: &[Extent]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (m, want) in marked.iter().enumerate() {
        for (r, got) in read.iter().enumerate() {
            let overlap = want.1.min(got.1).saturating_sub(want.0.max(got.0));
            if overlap > 0 {
                all.push((want != got, Reverse(overlap), m, r));
            }
        }
    }
    all.sort_unstable();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, _, m, r) in all {
        if taken.iter().all(|pair| pair.0 != m && pair.1 != r) {
            taken.push((m, r));
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_extent_goes_before_a_longer_overlap() {
        assert_eq!(pairs(&[(0, 9), (2, 5)], &[(2, 5), (6, 8)]), [(1, 0), (0, 1)]);
        assert_eq!(pairs(&[(0, 9)], &[(9, 12)]), []);
    }
}
