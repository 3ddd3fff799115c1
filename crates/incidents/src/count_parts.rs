//! What numbers of people say about whether two events are one.

use std::collections::BTreeMap;

use dateline_model::Victims;

use crate::account::Account;
use crate::score::{Evidence, Feature};

/// Numbers from here on seldom agree by chance.
const HIGH: u32 = 10;
/// Numbers lie far apart when the larger is more than this many times the smaller, and by at least [`FAR_BY`].
const FAR_TIMES: u32 = 4;
const FAR_BY: u32 = 8;

/// Adds the parts of killed and injured.
pub(crate) fn weigh(a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
    let order = later(a, b);
    let killed = comparable(&a.killed, &b.killed);
    if let Some((count, other)) = killed {
        evidence.add(match compare(count, other, order) {
            Change::SameHigh => Feature::KilledSameHigh,
            Change::Same => Feature::KilledSame,
            Change::SameOne => Feature::KilledSameOne,
            Change::Grew => Feature::KilledGrew,
            Change::Shrank => Feature::KilledShrank,
            Change::Far => Feature::KilledFar,
        });
    }
    let updated = match order {
        std::cmp::Ordering::Less => a.updates,
        std::cmp::Ordering::Greater => b.updates,
        std::cmp::Ordering::Equal => false,
    };
    if updated && killed.is_some_and(|(count, other)| grown(count, other, order)) {
        evidence.add(Feature::TollUpdate);
    }
    if let Some((count, other)) = comparable(&a.injured, &b.injured) {
        evidence.add(match compare(count, other, order) {
            Change::SameHigh => Feature::InjuredSameHigh,
            Change::Same => Feature::InjuredSame,
            Change::SameOne => Feature::InjuredSameOne,
            Change::Grew => Feature::InjuredGrew,
            Change::Shrank => Feature::InjuredShrank,
            Change::Far => Feature::InjuredFar,
        });
    }
}

/// Whether the later count is as high as the earlier or moderately higher.
fn grown(a: Figure, b: Figure, order: std::cmp::Ordering) -> bool {
    !matches!(compare(a, b, order), Change::Far | Change::Shrank)
}

/// Lowest and highest.
type Figure = (u32, u32);

/// The figures of two claims that count the same people: those of the groups of victims that both tell, else the
/// totals (the sum of the groups where none is given).
fn comparable(a: &BTreeMap<Victims, Figure>, b: &BTreeMap<Victims, Figure>) -> Option<(Figure, Figure)> {
    let shared = |it: &BTreeMap<Victims, Figure>, other: &BTreeMap<Victims, Figure>| {
        sum(it.iter().filter(|(victims, _)| other.contains_key(victims)).map(|(_, figure)| *figure))
    };
    let total = |it: &BTreeMap<Victims, Figure>| {
        it.get(&Victims::Unspecified).copied().or_else(|| sum(it.values().copied()))
    };
    shared(a, b).zip(shared(b, a)).or_else(|| total(a).zip(total(b)))
}

fn sum(figures: impl Iterator<Item = Figure>) -> Option<Figure> {
    figures.reduce(|a, b| (a.0.saturating_add(b.0), a.1.saturating_add(b.1)))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    SameHigh,
    Same,
    SameOne,
    Grew,
    Shrank,
    Far,
}

/// How the publication of the second claim's report lies to the first's; equal when one is unknown.
fn later(a: &Account<'_>, b: &Account<'_>) -> std::cmp::Ordering {
    match (a.published, b.published) {
        (Some(a), Some(b)) => b.cmp(&a),
        _ => std::cmp::Ordering::Equal,
    }
}

fn compare(a: (u32, u32), b: (u32, u32), later: std::cmp::Ordering) -> Change {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let overlap = a.0 <= b.1 && b.0 <= a.1;
    if overlap {
        return match a.0.max(b.0) {
            HIGH.. => Change::SameHigh,
            2.. => Change::Same,
            _ => Change::SameOne,
        };
    }
    let (low, high) = (a.1.min(b.1), a.0.max(b.0));
    let is_far = high > low.saturating_mul(FAR_TIMES) && high - low >= FAR_BY;
    let grows = b.0 > a.1;
    match later {
        _ if is_far => Change::Far,
        Greater if !grows => Change::Shrank,
        Less if grows => Change::Shrank,
        Greater | Less | Equal => Change::Grew,
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use super::*;

    #[test]
    fn a_toll_may_grow_from_report_to_report() {
        assert_eq!(compare((9, 9), (14, 14), Greater), Change::Grew);
        assert_eq!(compare((14, 14), (9, 9), Less), Change::Grew);
        assert_eq!(compare((14, 14), (9, 9), Greater), Change::Shrank);
        assert_eq!(compare((14, 14), (9, 9), Equal), Change::Grew);
    }

    #[test]
    fn only_the_same_victims_are_compared() {
        let both = BTreeMap::from([(Victims::Fighters, (20, 20)), (Victims::SecurityForces, (4, 4))]);
        let one = BTreeMap::from([(Victims::SecurityForces, (15, 15))]);
        let all = BTreeMap::from([(Victims::Unspecified, (24, 24))]);
        assert_eq!(comparable(&both, &one), Some(((4, 4), (15, 15))));
        assert_eq!(comparable(&both, &all), Some(((24, 24), (24, 24))));
        assert_eq!(comparable(&both, &BTreeMap::new()), None);
    }

    #[test]
    fn high_numbers_agree_more_strongly_than_low_ones() {
        assert_eq!(compare((21, 21), (21, 21), Equal), Change::SameHigh);
        assert_eq!(compare((12, 24), (21, 21), Equal), Change::SameHigh);
        assert_eq!(compare((3, 3), (3, 3), Equal), Change::Same);
        assert_eq!(compare((1, 1), (1, 1), Equal), Change::SameOne);
        assert_eq!(compare((2, 2), (60, 60), Greater), Change::Far);
        assert_eq!(compare((0, 0), (3, 3), Greater), Change::Grew);
    }
}
