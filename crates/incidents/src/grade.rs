//! How well an incident is supported, with the reason in words (after Airwars' grading of civilian-harm events).

use dateline_model::{Grade, Position, Root, Stance};

use crate::account::Account;
use crate::side_parts::same_party;
use crate::voices::named_speaker;

/// The grade and its reason, one sentence without full stop.
pub(crate) fn grade(
    roots: &[Root],
    positions: &[Position],
    group: &[&Account<'_>],
    denials: &[&Account<'_>],
) -> (Grade, String) {
    if let Some(reason) = withdrawn(group, denials) {
        return (Grade::Discounted, reason);
    }
    let with = |stance| positions.iter().filter(move |position| position.stance == Some(stance));
    let claimants: Vec<&Position> = with(Stance::Claims).collect();
    let rival = claimants.iter().flat_map(|a| claimants.iter().map(move |b| (a, b)));
    if let Some((a, b)) = rival.into_iter().find(|(a, b)| !same_party(a.party.as_str(), b.party.as_str())) {
        return (Grade::Contested, format!("both {} and {} claim it", a.name, b.name));
    }
    if let Some(denier) = with(Stance::Denies).next() {
        return (Grade::Contested, format!("{} denies what others say", denier.name));
    }
    if let Some(claimant) = claimants.first() {
        return (Grade::Confirmed, format!("{} says that it did it", claimant.name));
    }
    match roots {
        [root] => (Grade::Weak, format!("everything goes back to one root: {}", root.name)),
        [] => (Grade::Weak, "no root is known".to_owned()),
        roots => (Grade::Fair, format!("{} independent roots: {}", roots.len(), names(roots))),
    }
}

/// Why the incident is discounted: everyone who told it denies it, too.
fn withdrawn(group: &[&Account<'_>], denials: &[&Account<'_>]) -> Option<String> {
    let speaker = |account: &&Account<'_>| account.claim.attribution.first().and_then(named_speaker);
    let denied: Vec<String> = denials.iter().filter_map(speaker).collect();
    let all =
        !denied.is_empty() && group.iter().all(|it| speaker(it).is_some_and(|name| denied.contains(&name)));
    all.then(|| "everyone who told of it also denies it".to_owned())
}

/// The names of up to three roots.
fn names(roots: &[Root]) -> String {
    let shown: Vec<&str> = roots.iter().take(3).map(|root| root.name.as_str()).collect();
    let more = if roots.len() > shown.len() { ", ..." } else { "" };
    format!("{}{more}", shown.join(", "))
}
