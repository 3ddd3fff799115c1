//! What the parties of an incident say about it.

use std::collections::BTreeMap;

use dateline_model::{ActorId, ClaimId, Position, Role, Speaker, Stance};

use crate::account::Account;
use crate::side_parts::same_party;
use crate::words;

/// One position for each party and stance, sorted by party; parties that take part and say nothing are silent.
pub(crate) fn find(group: &[&Account<'_>], denials: &[&Account<'_>]) -> Vec<Position> {
    let parties = parties(group);
    let mut told: BTreeMap<(ActorId, Stance), (String, Vec<ClaimId>)> = BTreeMap::new();
    for account in group.iter().chain(denials) {
        let Some((speaker, side)) = speaker_with_side(account) else { continue };
        let party = parties.iter().find(|(id, _)| same_party(id.as_str(), side.as_str()));
        let (id, name) = party
            .map_or_else(|| (side.clone(), speaker.name.clone()), |(id, name)| (id.clone(), name.clone()));
        let entry = told.entry((id, stance(account, side))).or_insert_with(|| (name, Vec::new()));
        entry.1.push(account.claim.id);
    }
    let silent = parties
        .into_iter()
        .filter(|(id, _)| !told.keys().any(|(party, _)| same_party(party.as_str(), id.as_str())));
    let silent = silent.map(|(party, name)| Position { party, name, stance: None, claims: Vec::new() });
    let mut positions: Vec<Position> = silent.collect();
    positions.extend(told.into_iter().map(|((party, stance), (name, claims))| Position {
        party,
        name,
        stance: Some(stance),
        claims: words::sorted(claims),
    }));
    positions.sort_by(|a, b| (&a.party, a.stance).cmp(&(&b.party, b.stance)));
    positions
}

/// The parties that take part, with their names.
fn parties(group: &[&Account<'_>]) -> BTreeMap<ActorId, String> {
    let actors =
        group.iter().flat_map(|account| &account.claim.actors).filter(|actor| actor.role != Role::Victim);
    let mut parties = BTreeMap::new();
    for actor in actors {
        if let Some(id) = &actor.id {
            parties.entry(id.clone()).or_insert_with(|| actor.name.clone());
        }
    }
    parties
}

fn speaker_with_side<'a>(account: &'a Account<'_>) -> Option<(&'a Speaker, &'a ActorId)> {
    let speaker = account.claim.attribution.first()?;
    Some((speaker, speaker.side.as_ref()?))
}

/// What the speaker does. A party that tells of an act as its own claims it, whatever verb the report uses.
fn stance(account: &Account<'_>, side: &ActorId) -> Stance {
    let claim = account.claim;
    let told = claim.stance.value;
    let own = claim.actors_as(Role::Initiator).filter_map(|actor| actor.id.as_ref());
    let is_own = own.into_iter().any(|id| same_party(id.as_str(), side.as_str()));
    match told {
        _ if !claim.modality.value.makes_incident() => Stance::Denies,
        Stance::Says | Stance::Confirms if is_own => Stance::Claims,
        _ => told,
    }
}
