//! Right, told and wanted.

/// Counts that precision, recall and F1 come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What the system told and the key has.
    pub right: usize,
    /// What the system told.
    pub told: usize,
    /// What the key has.
    pub wanted: usize,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            told: self.told + other.told,
            wanted: self.wanted + other.wanted,
        }
    }

    /// Precision, recall and F1, per cent; 0 where there is nothing to divide by.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of collections are small")]
    pub fn scores(self) -> [f64; 3] {
        let share =
            |part: usize, whole: usize| if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
        let f1 = share(2 * self.right, self.told + self.wanted);
        [share(self.right, self.told), share(self.right, self.wanted), f1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_told_scores_nothing() {
        let tally = Tally { right: 0, told: 0, wanted: 4 };
        assert_eq!(format!("{:?}", tally.scores()), "[0.0, 0.0, 0.0]");
        let half = Tally { right: 1, told: 2, wanted: 1 };
        assert_eq!(format!("{:.1?}", half.and(Tally::default()).scores()), "[50.0, 100.0, 66.7]");
    }
}
