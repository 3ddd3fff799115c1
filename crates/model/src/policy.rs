//! Which of several figures stands in the headline.

use crate::count::CountRange;
use crate::incident::{Figure, Incident, Policy, Supported, Toll};

impl Policy {
    /// Those that counts can be asked for by; a decision stands wherever a person made one.
    pub const FOR_COUNTS: [Self; 4] =
        [Self::AirwarsRange, Self::AcledMinimum, Self::UcdpBestLowHigh, Self::MostSupported];
}

impl Toll {
    /// The headline by `policy`, over the figures of the course: those that count a part of others are left out where
    /// there are whole ones. `None` when no claim gives a figure. What a person decided stays, whatever the policy.
    ///
    /// - `acled_minimum`: the lowest figure, as one number (ACLED codebook: the most conservative estimate).
    /// - `ucdp_best_low_high`: the best estimate, the figure that most independent roots give, of those the latest;
    ///   lowest and highest stay among the values (UCDP GED codebook).
    /// - `airwars_range`: from the lowest to the highest figure; without upper end when an open figure ("at least 12")
    ///   is the highest (Airwars methodology).
    /// - `most_supported`: the figure that most independent roots give, then most reports.
    #[must_use]
    pub fn headline_by(&self, policy: Policy) -> Option<CountRange> {
        if self.count.policy == Policy::Decision || self.course.is_empty() {
            return self.count.headline;
        }
        let figures = self.course.iter().map(|figure| figure.count);
        match policy {
            Policy::AcledMinimum => figures.map(CountRange::min).min().map(CountRange::exactly),
            Policy::UcdpBestLowHigh => self.best(),
            Policy::AirwarsRange => figures.reduce(span),
            Policy::MostSupported => self.whole().next().map(|it| it.value),
            Policy::Decision => self.count.headline,
        }
    }

    /// The whole figures, best supported first.
    fn whole(&self) -> impl Iterator<Item = &Supported<CountRange>> {
        let is_whole =
            |it: &&Supported<CountRange>| self.course.iter().any(|figure| figure.count == it.value);
        self.count.values.iter().filter(is_whole)
    }

    fn best(&self) -> Option<CountRange> {
        let last_told =
            |count: CountRange| self.course.iter().rposition(|Figure { count: it, .. }| *it == count);
        self.whole().max_by_key(|it| (it.roots, last_told(it.value))).map(|it| it.value)
    }
}

impl Incident {
    /// The same incident with the headlines of its tolls by `policy`.
    #[must_use]
    pub fn counted_by(mut self, policy: Policy) -> Self {
        for toll in &mut self.tolls {
            toll.count.headline = toll.headline_by(policy);
            if toll.count.policy != Policy::Decision {
                toll.count.policy = policy;
            }
        }
        self
    }
}

/// From the lower to the higher of two figures.
fn span(a: CountRange, b: CountRange) -> CountRange {
    let min = a.min().min(b.min());
    let max = match (a.max(), b.max()) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (None, Some(max)) if max > a.min() => Some(max),
        (Some(max), None) if max > b.min() => Some(max),
        _ => None,
    };
    CountRange::new(min, max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::ClaimId;
    use crate::count::{Harm, Victims};
    use crate::incident::Field;
    use crate::report::ReportId;

    /// A toll whose figures were told in this order, each with its lower and upper end and its number of roots.
    fn toll(told: &[(u32, Option<u32>, u32)]) -> Toll {
        let claim = ClaimId { report: ReportId([7; 16]), ordinal: 0 };
        let values = told.iter().map(|&(min, max, roots)| Supported {
            value: CountRange::new(min, max),
            claims: vec![claim],
            roots,
        });
        let mut values: Vec<Supported<CountRange>> = values.collect();
        let course = values.iter().map(|it| Figure { count: it.value, claim }).collect();
        values.sort_by_key(|it| std::cmp::Reverse(it.roots));
        let count = Field { headline: None, policy: Policy::AirwarsRange, values };
        Toll { harm: Harm::Killed, victims: Victims::Unspecified, count, course }
    }

    #[track_caller]
    fn check(told: &[(u32, Option<u32>, u32)], policy: Policy, headline: &str) {
        let headline_by = toll(told).headline_by(policy).map(|it| it.to_string());
        assert_eq!(headline_by.as_deref(), Some(headline).filter(|it| !it.is_empty()));
    }

    #[test]
    fn the_range_runs_from_the_lowest_to_the_highest_figure() {
        check(&[(9, Some(9), 1), (14, Some(14), 1), (11, Some(12), 1)], Policy::AirwarsRange, "9-14");
        check(&[(0, Some(0), 1), (3, Some(3), 1)], Policy::AirwarsRange, "0-3");
        check(&[], Policy::AirwarsRange, "");
    }

    #[test]
    fn an_open_figure_leaves_the_range_open_unless_another_is_higher() {
        check(&[(12, None, 1), (14, Some(14), 1)], Policy::AirwarsRange, "12-14");
        check(&[(9, Some(9), 1), (12, None, 1)], Policy::AirwarsRange, "9+");
    }

    #[test]
    fn the_minimum_is_one_number() {
        check(&[(9, Some(9), 1), (12, None, 3)], Policy::AcledMinimum, "9");
        check(&[(12, Some(24), 1)], Policy::AcledMinimum, "12");
    }

    #[test]
    fn the_best_estimate_has_most_roots_and_is_the_latest_of_equals() {
        check(&[(9, Some(9), 1), (12, Some(12), 2), (14, Some(14), 1)], Policy::UcdpBestLowHigh, "12");
        check(&[(9, Some(9), 1), (12, Some(12), 1)], Policy::UcdpBestLowHigh, "12");
        check(&[(9, Some(9), 2), (12, Some(12), 2), (9, Some(9), 2)], Policy::UcdpBestLowHigh, "9");
    }

    #[test]
    fn parts_of_another_count_make_no_headline() {
        let mut toll = toll(&[(9, Some(9), 1), (2, Some(2), 4)]);
        toll.course.pop();
        for policy in [Policy::AcledMinimum, Policy::UcdpBestLowHigh, Policy::MostSupported] {
            assert_eq!(toll.headline_by(policy), Some(CountRange::exactly(9)), "{policy}");
        }
    }

    #[test]
    fn what_a_person_decided_stays() {
        let mut toll = toll(&[(9, Some(9), 1)]);
        toll.count.policy = Policy::Decision;
        toll.count.headline = Some(CountRange::exactly(11));
        assert_eq!(toll.headline_by(Policy::AcledMinimum), Some(CountRange::exactly(11)));
    }
}
