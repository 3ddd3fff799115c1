//! What sure names say for unsure ones: a village that is named beside its neighbours needs no other word for it.

use dateline_model::PlaceKind;

use super::Usage;
use super::choices::Choice;
use super::mentions::Mention;
use crate::geodesy::km;

/// A mention with so many points speaks for others.
const SURE: f32 = 3.0;
/// Most sure places that are asked.
const MAX_SURE: usize = 24;
/// Places nearer than this to a sure one are in its surroundings, in kilometres.
const SURROUNDINGS_KM: f64 = 100.0;
/// What it is worth to lie in the surroundings of a sure place.
pub(super) const NEAR: f32 = 1.5;
/// What it is worth to lie in a country that is named.
const SAME_COUNTRY: f32 = 0.8;

/// Gives points to mentions with fewer than `enough` that have a place near a sure one, or in a country that is named.
///
/// Names that are also words or those of persons get nothing: everywhere some village is called like a person.
pub(super) fn lend(mentions: &mut [Mention], enough: f32) {
    let sure =
        mentions.iter().filter(|it| it.points >= SURE).filter_map(|it| Some((it, it.options.first()?)));
    let mut countries: Vec<u8> = Vec::new();
    let mut spots: Vec<(f64, f64)> = Vec::new();
    for (mention, best) in sure {
        if best.kind == PlaceKind::Country && !countries.contains(&best.record.country) {
            countries.push(best.record.country);
        }
        let is_spot = is_small(best) && mention.usage != Usage::Demonym;
        let spot = (best.record.lat, best.record.lon);
        if is_spot && spots.len() < MAX_SURE && !spots.contains(&spot) {
            spots.push(spot);
        }
    }
    let is_near = |it: &Choice| {
        spots.iter().any(|spot| km(spot.0, spot.1, it.record.lat, it.record.lon) < SURROUNDINGS_KM)
    };
    for mention in mentions.iter_mut().filter(|it| it.points < enough && !it.is_other_word) {
        let small: Vec<&Choice> = mention.options.iter().filter(|it| is_small(it)).collect();
        if small.iter().any(|it| is_near(it)) {
            mention.points += NEAR;
        } else if small.iter().any(|it| countries.contains(&it.record.country)) {
            mention.points += SAME_COUNTRY;
        }
    }
}

/// Whether a place is small enough for nearness to mean something.
fn is_small(choice: &Choice) -> bool {
    !matches!(choice.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Region | PlaceKind::Water)
}
