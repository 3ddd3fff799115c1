//! The places that a name may stand for, and how likely the name alone means each.

use dateline_model::PlaceKind;

use crate::gazetteer::{Gazetteer, NameEntry, NameKind, PlaceRecord};

use super::mentions::Mention;
use super::names::Name;

/// A place that a mention may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) entry: NameEntry,
    pub(crate) record: PlaceRecord,
    pub(crate) kind: PlaceKind,
    /// How likely the name alone means it, before the text is asked.
    pub(crate) prior: f32,
    /// How well known the place is, in the same points, whatever the words around it ask for.
    pub(crate) fame: f32,
    /// Whether the text spells its name in another way.
    pub(crate) is_loose: bool,
    /// Its share of the belief, 0 to 1.
    pub(crate) belief: f32,
}

/// Places of so many points are known abroad, and meant even where their name stands at the head of other names: towns of some
/// 150,000 people.
pub(crate) const WELL_KNOWN: f32 = 1.5;

/// What it costs further that but another spelling of one of its other names is meant, where some place has the name as
/// it stands.
const FAR_FETCHED: f32 = 1.5;

/// How much better a capital is known than another town of its size.
const CAPITAL: f32 = 1.5;

/// What the places behind a name are like, and the points for that.
pub(crate) fn choices_of(gazetteer: &Gazetteer, name: Name) -> Vec<Choice> {
    let plain: Vec<NameEntry> =
        name.plain.map(|value| gazetteer.entries(value).collect()).unwrap_or_default();
    let loose = name.loose.map(|value| gazetteer.entries(value)).into_iter().flatten();
    let loose = loose.filter(|loose| plain.iter().all(|plain| plain.place != loose.place));
    let loose_costs = if plain.is_empty() { 0.5 } else { 1.5 };
    let mut options: Vec<Choice> = plain
        .iter()
        .map(|entry| (*entry, 0.0))
        .chain(loose.map(|entry| (entry, loose_costs)))
        .map(|(entry, costs)| {
            let record = gazetteer.record(entry.place);
            let kind = Gazetteer::kind(&record);
            let is_capital = gazetteer.capital(record.country) == Some(entry.place);
            let fame = importance(kind, record.population) + if is_capital { CAPITAL } else { 0.0 };
            let mut prior = fame - costs;
            // Whoever imports a place knows it.
            let fame = if record.is_own { fame.max(WELL_KNOWN) } else { fame };
            if costs > 0.0 && !plain.is_empty() && entry.name_kind == NameKind::Alternate {
                prior -= FAR_FETCHED;
            }
            prior -= match entry.name_kind {
                NameKind::Main | NameKind::Adjective | NameKind::People => 0.0,
                NameKind::Alternate if kind == PlaceKind::Country => 0.0,
                NameKind::Alternate | NameKind::Abbreviation => 1.0,
                NameKind::Bare | NameKind::NoPlace => 1.5,
            };
            Choice { entry, record, kind, prior, fame, is_loose: costs > 0.0, belief: 0.0 }
        })
        .collect();
    // "Mexico" is the country: its capital has that name only among others.
    let named: Vec<u8> = options
        .iter()
        .filter(|it| it.kind == PlaceKind::Country && it.entry.name_kind == NameKind::Main)
        .map(|it| it.record.country)
        .collect();
    options.retain(|it| {
        it.kind == PlaceKind::Country
            || it.entry.name_kind == NameKind::Main
            || !it.entry.name_kind.names_the_place()
            || !named.contains(&it.record.country)
    });
    options.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.entry.place.cmp(&b.entry.place)));
    options
}

/// People of a place whose number no table tells: most of these towns are seats of a district.
const UNKNOWN_PEOPLE: u32 = 2_000;

/// How well known a place of this kind and size is, in points.
fn importance(kind: PlaceKind, population: u32) -> f32 {
    let people = if population == 0 { UNKNOWN_PEOPLE } else { population };
    #[expect(clippy::cast_precision_loss, reason = "only its size matters")]
    let people = (people as f32 + 100.0).log10();
    match kind {
        PlaceKind::Country => 5.0,
        PlaceKind::Continent => 5.5,
        PlaceKind::Admin1 => 2.0 + (people - 5.0).max(0.0) * 0.8,
        PlaceKind::Admin2 => (people - 4.0) * 0.5,
        PlaceKind::Settlement => (people - 4.0) * 1.3,
        PlaceKind::Region | PlaceKind::Water => 3.0,
        _ => 2.0,
    }
}

/// Raises what the type word asks for. Without one, a town is meant rather than the division around it.
pub(crate) fn fit_type(mention: &mut Mention, gazetteer: &Gazetteer) {
    let wanted = mention.type_word.map(|(word, _)| word.kind);
    if wanted.is_none() {
        let seats: Vec<_> = mention
            .options
            .iter()
            .filter(|it| it.kind == PlaceKind::Settlement)
            .flat_map(|it| {
                [gazetteer.admin1_place(it.record.admin1), gazetteer.admin2_place(it.record.admin2)]
            })
            .flatten()
            .collect();
        for option in mention.options.iter_mut().filter(|it| seats.contains(&it.entry.place)) {
            option.prior -= 2.5;
        }
    }
    for option in &mut mention.options {
        option.prior += match wanted {
            Some(kind) if fits(kind, option.kind) => 4.0,
            // No town is a part of a town, whatever its name.
            Some(PlaceKind::Neighbourhood) => -4.0,
            Some(_) => -1.0,
            None => 0.0,
        };
    }
    mention.options.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.entry.place.cmp(&b.entry.place)));
}

pub(crate) fn fits(wanted: PlaceKind, kind: PlaceKind) -> bool {
    use PlaceKind::{Admin1, Admin2, Neighbourhood, Region, Settlement, Terrain};
    wanted == kind
        || matches!(
            (wanted, kind),
            (Admin1, Admin2 | Region)
                | (Admin2, Admin1)
                | (Settlement, Neighbourhood)
                | (Region, Terrain | Admin1)
        )
}

/// Whether `outer` is the country or division of `inner`.
pub(crate) fn lies_in(inner: &Choice, outer: &Choice) -> bool {
    match outer.kind {
        PlaceKind::Country => {
            inner.record.country == outer.record.country && inner.kind != PlaceKind::Country
        }
        PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region => {
            inner.record.country == outer.record.country
                && inner.entry.place != outer.entry.place
                && super::resolve::km(&inner.record, &outer.record) < 600.0
                && inner.kind != PlaceKind::Country
        }
        _ => false,
    }
}
