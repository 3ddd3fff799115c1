//! What type, means, sides and speakers say about whether two events are one.

use dateline_model::EventType;
use dateline_tables::{actors, event_type, is_vague_type};

use crate::account::{Account, Side};
use crate::score::{Evidence, Feature};

/// Types that tell so much and more are rare: chemical weapons, suicide bombs.
const RARE: usize = 4;

/// Adds the parts of type, means, sides and speakers.
pub(crate) fn weigh(a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
    evidence.add(types(a, b));
    if let (Some(means), Some(other)) = (&a.claim.means, &b.claim.means) {
        evidence.add(match (means.value == other.value, a.means_group == b.means_group) {
            (true, _) => Feature::MeansSame,
            (false, true) => Feature::MeansGroup,
            (false, false) => Feature::MeansDiffer,
        });
    }
    weigh_sides(a, b, evidence);
    if a.speaker.is_some() && a.speaker == b.speaker {
        evidence.add(Feature::SpeakerSame);
    }
}

fn types(a: &Account<'_>, b: &Account<'_>) -> Feature {
    let (kind, other) = (&a.claim.event_type.value, &b.claim.event_type.value);
    match (kind == other, a.group == b.group) {
        (true, _) if is_rare(kind) => Feature::TypeRareSame,
        (true, _) if a.group != "other" => Feature::TypeSame,
        _ if is_vague_type(kind.as_str()) || is_vague_type(other.as_str()) => Feature::TypeVague,
        (_, true) => Feature::TypeGroup,
        (_, false) => Feature::TypeDiffers,
    }
}

/// Whether few events are of this type, so that two of one day in one area are one more often than two shellings are.
fn is_rare(kind: &EventType) -> bool {
    event_type(kind.as_str()).is_some_and(|row| row.specificity >= RARE)
}

fn weigh_sides(a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
    // The two sides of a clash may stand in either order.
    let swapped = agree(&a.initiators, &b.targets).is_some_and(|it| it != Agreement::Differ)
        && agree(&a.targets, &b.initiators).is_some_and(|it| it != Agreement::Differ);
    if swapped {
        evidence.add(Feature::InitiatorKin);
        evidence.add(Feature::TargetKin);
        return;
    }
    match agree(&a.initiators, &b.initiators) {
        Some(Agreement::Same) => evidence.add(Feature::InitiatorSame),
        Some(Agreement::Kin) => evidence.add(Feature::InitiatorKin),
        Some(Agreement::Differ) => evidence.add(Feature::InitiatorDiffers),
        None => {}
    }
    match agree(&a.targets, &b.targets) {
        Some(Agreement::Same) => evidence.add(Feature::TargetSame),
        Some(Agreement::Kin) => evidence.add(Feature::TargetKin),
        Some(Agreement::Differ) => evidence.add(Feature::TargetDiffers),
        None => {}
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Same,
    Kin,
    Differ,
}

/// How two lists of sides agree; `None` when one is empty, or holds only names that the table does not know.
fn agree(a: &[Side], b: &[Side]) -> Option<Agreement> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a.iter().any(|side| b.contains(side)) {
        return Some(Agreement::Same);
    }
    let known = |sides: &[Side]| -> Vec<String> {
        let ids = sides.iter().filter_map(|side| match side {
            Side::Known(id) => Some(id.clone()),
            Side::Named(_) => None,
        });
        ids.collect()
    };
    let (known_a, known_b) = (known(a), known(b));
    if known_a.iter().any(|id| known_b.iter().any(|other| same_party(id, other))) {
        return Some(Agreement::Kin);
    }
    (!known_a.is_empty() && !known_b.is_empty()).then_some(Agreement::Differ)
}

/// Whether two keys of the actor table are one party, one belongs to the other, or both to a third: `israel` and
/// `israel.military`, an army and the government it obeys.
pub(crate) fn same_party(a: &str, b: &str) -> bool {
    a == b || is_part_of(a, b) || is_part_of(b, a) || {
        let line: Vec<&str> = actors::line_of(a).map(|row| row.id.as_str()).collect();
        actors::line_of(b).any(|row| line.contains(&row.id.as_str()))
    }
}

fn is_part_of(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_force_is_part_of_its_party() {
        assert!(same_party("syria", "syria.military") && same_party("syria.military", "syria"));
        assert!(same_party("syria.military", "syria.government"));
        assert!(!same_party("syria", "syrian_opposition") && !same_party("a.b", "a.c"));
    }

    #[test]
    fn unknown_names_never_contradict() {
        let known = [Side::Known("iraq.military".to_owned())];
        let named = [Side::Named("gunmen".to_owned())];
        assert!(agree(&known, &named).is_none());
        assert!(agree(&known, &[Side::Known("islamic_state".to_owned())]) == Some(Agreement::Differ));
    }
}
