//! Pairs of two sides, each used once, with the highest sum (Kuhn 1955), for the few templates and entities of a
//! document.

/// The pairs with the highest sum of weights; pairs of weight 0 are left out. Of equal sums the one with the lowest
/// numbers. Augments along heaviest paths: at most `rows` rounds of `rows * columns` steps each.
pub(crate) fn best_assignment(weights: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let columns = weights.first().map_or(0, Vec::len);
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    for _ in 0..weights.len() {
        let Some(path) = best_path(weights, &row_of) else { break };
        for &(row, column) in &path {
            row_of[column] = Some(row);
        }
    }
    let pairs = row_of.iter().enumerate().filter_map(|(column, row)| Some(((*row)?, column)));
    let mut pairs: Vec<(usize, usize)> = pairs.filter(|&(row, column)| weights[row][column] > 0).collect();
    pairs.sort_unstable();
    pairs
}

/// The path from a free row over held columns to a free column that adds most, as the pairs it makes; `None` when none
/// adds anything. Bellman-Ford over columns, since taking a row from its column costs.
fn best_path(weights: &[Vec<usize>], row_of: &[Option<usize>]) -> Option<Vec<(usize, usize)>> {
    let weight = |row: usize, column: usize| i64::try_from(weights[row][column]).unwrap_or(i64::MAX);
    let is_free = |row: &usize| !row_of.contains(&Some(*row));
    let mut gain: Vec<Option<(i64, usize)>> = vec![None; row_of.len()];
    for row in (0..weights.len()).filter(is_free) {
        for (column, best) in gain.iter_mut().enumerate() {
            if best.is_none_or(|(known, _)| weight(row, column) > known) {
                *best = Some((weight(row, column), row));
            }
        }
    }
    for _ in 0..row_of.len() {
        for from in 0..row_of.len() {
            let (Some(row), Some((known, _))) = (row_of[from], gain[from]) else { continue };
            for (to, best) in gain.iter_mut().enumerate().filter(|(to, _)| *to != from) {
                let through = known - weight(row, from) + weight(row, to);
                if best.is_none_or(|(known, _)| through > known) {
                    *best = Some((through, row));
                }
            }
        }
    }
    let free = (0..row_of.len()).filter(|&column| row_of[column].is_none());
    let mut column =
        free.max_by_key(|&column| (gain[column].map(|(sum, _)| sum), std::cmp::Reverse(column)))?;
    if gain[column]?.0 <= 0 {
        return None;
    }
    let mut path = Vec::new();
    while path.len() <= weights.len() {
        let (_, row) = gain[column]?;
        path.push((row, column));
        match row_of.iter().position(|held| *held == Some(row)) {
            Some(held) => column = held,
            None => return Some(path),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(weights: &[Vec<usize>]) -> usize {
        best_assignment(weights).iter().map(|&(row, column)| weights[row][column]).sum()
    }

    /// The highest sum by trying all.
    fn tried(weights: &[Vec<usize>], row: usize, used: usize) -> usize {
        let Some(cells) = weights.get(row) else { return 0 };
        let skipped = tried(weights, row + 1, used);
        let taken = (0..cells.len())
            .filter(|column| used & (1 << column) == 0)
            .map(|column| cells[column] + tried(weights, row + 1, used | (1 << column)));
        taken.fold(skipped, usize::max)
    }

    #[test]
    fn the_greedy_pair_is_given_up_for_a_better_sum() {
        assert_eq!(best_assignment(&[vec![5, 4], vec![4, 0]]), [(0, 1), (1, 0)]);
        assert_eq!(best_assignment(&[vec![0, 0]]), []);
        assert_eq!(best_assignment(&[]), []);
    }

    #[test]
    fn no_other_pairs_have_a_higher_sum() {
        let mut state: usize = 1;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % 7
        };
        for _ in 0..300 {
            let (rows, columns) = (1 + next() % 5, 1 + next() % 5);
            let weights: Vec<Vec<usize>> =
                (0..rows).map(|_| (0..columns).map(|_| next()).collect()).collect();
            assert_eq!(sum(&weights), tried(&weights, 0, 0), "{weights:?}");
        }
    }
}
