//! The fields of an incident: every value with the claims behind it, and the one for the headline.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use dateline_model::{
    ClaimId, EventPlace, EventType, Field, Grain, Materiel, Means, Policy, Role, Root, Sides, Supported,
    TimeRange,
};

use dateline_tables::yields_to;

use crate::account::{Account, When};
use crate::words;

/// From this UCDP `where_prec` on a place is an area, which a finer place does not contradict.
const AREA_PREC: u8 = 3;

/// Which root each claim goes back to.
pub(crate) struct Support {
    root_of: BTreeMap<ClaimId, usize>,
}

impl Support {
    pub(crate) fn new(roots: &[Root]) -> Self {
        let claims =
            roots.iter().enumerate().flat_map(|(nth, root)| root.claims.iter().map(move |id| (*id, nth)));
        Self { root_of: claims.collect() }
    }

    /// Number of roots behind some claims.
    pub(crate) fn roots(&self, claims: &[ClaimId]) -> usize {
        words::sorted(claims.iter().filter_map(|claim| self.root_of.get(claim)).collect::<Vec<_>>()).len()
    }

    fn supported<T>(&self, value: T, claims: Vec<ClaimId>) -> Supported<T> {
        let claims = words::sorted(claims);
        let roots = u32::try_from(self.roots(&claims)).unwrap_or(u32::MAX);
        Supported { value, claims, roots }
    }

    /// Equal values taken together, best supported first: by `rank` (lower is better), roots, reports, first claim.
    pub(crate) fn gather<K: Ord, T>(
        &self,
        told: impl Iterator<Item = (K, u32, T, ClaimId)>,
    ) -> Vec<Supported<T>> {
        let mut values: BTreeMap<K, (u32, T, Vec<ClaimId>)> = BTreeMap::new();
        for (key, rank, value, claim) in told {
            values.entry(key).or_insert_with(|| (rank, value, Vec::new())).2.push(claim);
        }
        let ranked = values.into_values().map(|(rank, value, claims)| (rank, self.supported(value, claims)));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_cached_key(|(rank, value)| {
            // Areas and vague times come last; among the rest the precision only decides between equals.
            let reports =
                words::sorted(value.claims.iter().map(|claim| claim.report).collect::<Vec<_>>()).len();
            (rank >> 8, Reverse(value.roots), Reverse(reports), *rank, value.claims.first().copied())
        });
        ranked.into_iter().map(|(_, value)| value).collect()
    }

    fn field<K: Ord, T: Clone>(&self, told: impl Iterator<Item = (K, u32, T, ClaimId)>) -> Field<T> {
        let values = self.gather(told);
        Field { headline: values.first().map(|it| it.value.clone()), policy: Policy::MostSupported, values }
    }
}

/// A rank made of a class, which always decides, and a precision, which decides between equals; lower is better.
fn rank(class: u32, precision: u32) -> u32 {
    class << 8 | precision.min(255)
}

/// A vague type makes the headline only where no other tells more.
pub(crate) fn event_type(group: &[&Account<'_>], support: &Support) -> Field<EventType> {
    let told: BTreeMap<&EventType, &str> =
        group.iter().map(|account| (&account.claim.event_type.value, account.group)).collect();
    support.field(group.iter().map(|account| {
        let value = &account.claim.event_type.value;
        let yields = told.iter().any(|(other, group)| *other != value && yields_to(value.as_str(), group));
        (value.clone(), rank(u32::from(yields), 0), value.clone(), account.claim.id)
    }))
}

pub(crate) fn means(group: &[&Account<'_>], support: &Support) -> Field<Means> {
    support.field(group.iter().filter_map(|account| {
        let value = account.claim.means.as_ref()?.value.clone();
        Some((value.clone(), 0, value, account.claim.id))
    }))
}

pub(crate) fn time(group: &[&Account<'_>], support: &Support) -> Field<TimeRange> {
    support.field(group.iter().filter_map(|account| {
        let range = account.claim.time.as_ref()?.range?;
        let assumed = u32::from(matches!(account.when, When::Assumed { .. }));
        let vague = u32::from(range.grain() > Grain::Day);
        Some(((range, assumed), rank(2 * assumed + vague, range.grain() as u32), range, account.claim.id))
    }))
}

pub(crate) fn place(group: &[&Account<'_>], support: &Support) -> Field<EventPlace> {
    support.field(group.iter().filter_map(|account| {
        let place = account.claim.place.clone()?;
        let spot = account.spot.as_ref()?;
        let name =
            if spot.beyond.is_empty() && spot.id.is_some() { String::new() } else { spot.name.clone() };
        let class = u32::from(place.place.is_none()) * 2 + u32::from(place.where_prec >= AREA_PREC);
        let precision = u32::from(place.where_prec) * 2 + u32::from(!spot.is_site && spot.beyond.is_empty());
        Some(((spot.id.clone(), name, place.relation), rank(class, precision), place, account.claim.id))
    }))
}

pub(crate) fn actors(group: &[&Account<'_>], support: &Support) -> Vec<Supported<Sides>> {
    let told =
        group.iter().flat_map(|account| account.claim.actors.iter().map(|actor| (actor, account.claim.id)));
    let mut actors = support.gather(told.map(|(actor, claim)| {
        let sides = Sides { role: actor.role, id: actor.id.clone(), name: actor.name.clone() };
        let name = if actor.id.is_some() { String::new() } else { words::name_key(&actor.name) };
        ((actor.role, actor.id.clone(), name), 0, sides, claim)
    }));
    let order = |role: Role| role as u32;
    actors.sort_by_key(|actor| order(actor.value.role));
    actors
}

pub(crate) fn materiel(group: &[&Account<'_>], support: &Support) -> Vec<Supported<Materiel>> {
    let told =
        group.iter().flat_map(|account| account.claim.materiel.iter().map(|it| (it, account.claim.id)));
    support.gather(told.map(|(it, claim)| {
        let key = (it.loss, it.class.clone(), words::name_key(&it.name), it.count, it.owner.clone());
        (key, 0, it.clone(), claim)
    }))
}
