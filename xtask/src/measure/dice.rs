//! Numbers that look drawn by chance and are the same in every run.

/// A generator by its seed (the finisher of `SplitMix64`).
#[derive(Clone, Copy, Debug)]
pub(super) struct Dice(pub u64);

impl Dice {
    /// A number below `sides`; 0 when there is none.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let drawn = (x ^ (x >> 31)) >> 11;
        usize::try_from(drawn % (sides.max(1) as u64)).unwrap_or_default()
    }

    /// `n` of `items` without putting back, in the order drawn.
    pub(super) fn draw<T>(&mut self, mut items: Vec<T>, n: usize) -> Vec<T> {
        let mut drawn = Vec::new();
        while drawn.len() < n && !items.is_empty() {
            let at = self.roll(items.len());
            drawn.push(items.swap_remove(at));
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_again_and_nothing_twice() {
        let drawn = Dice(4).draw((0..50).collect(), 20);
        assert_eq!(drawn, Dice(4).draw((0..50).collect(), 20));
        assert_ne!(drawn, Dice(5).draw((0..50).collect(), 20));
        let each: std::collections::BTreeSet<_> = drawn.iter().collect();
        assert_eq!(each.len(), 20);
        assert_eq!(Dice(4).draw((0..3).collect(), 20).len(), 3);
    }
}
