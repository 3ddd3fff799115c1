//! Names that the words put in one another: "Binnish, Idlib province", "the Idlib town of Binnish".

use dateline_model::{Place, PlaceKind, Relation};

use crate::geodesy::km;
use crate::words::{Holder, WORDS};

use super::{Toponym, Usage};

/// Which of two neighbouring names holds the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// "Binnish, Idlib province", "the market in Homs", "Binnish, 6 km north of Idlib": the later holds or locates the
    /// earlier.
    LaterHolds,
    /// "Baghdad's Karkh", "the Idlib town of Binnish": the earlier holds the later.
    EarlierHolds,
}

/// How the words between two names of `text` join them; `None` when they put neither in the other.
#[must_use]
pub fn chain(text: &str, earlier: &Toponym, later: &Toponym) -> Option<Chain> {
    if earlier.usage != Usage::Place || later.usage != Usage::Place {
        return None;
    }
    let between = text.get(earlier.full.end()..later.full.start())?.trim();
    let key = if between.is_empty() { "-" } else { between };
    let locates = matches!(later.relation, Relation::Offset | Relation::Near);
    match WORDS.chains.get(key)? {
        Holder::Earlier if !locates => Some(Chain::EarlierHolds),
        // A comma also parts the names of a list.
        Holder::LaterArea if !locates && !is_area(later) => None,
        _ => Some(Chain::LaterHolds),
    }
}

/// Tells names that no gazetteer has the place that they lie in.
pub(super) fn find_holders(text: &str, toponyms: &mut [Toponym]) {
    for idx in 0..toponyms.len() {
        if toponyms[idx].candidates.is_empty() && toponyms[idx].usage == Usage::Place {
            let holder = holder(text, toponyms, idx);
            toponyms[idx].holder = holder.map(|at| Box::new(toponyms[at].clone()));
        }
    }
}

/// Number of the nearest name with a place that holds the one at `idx`: behind it, else right before it.
fn holder(text: &str, toponyms: &[Toponym], idx: usize) -> Option<usize> {
    let joins = |at: usize| chain(text, toponyms.get(at)?, toponyms.get(at + 1)?);
    let chained = (idx..).take_while(|&at| joins(at) == Some(Chain::LaterHolds)).map(|at| at + 1);
    let mut later = chained.filter(|&at| toponyms[at].chosen().is_some());
    let earlier = || idx.checked_sub(1).filter(|&at| joins(at) == Some(Chain::EarlierHolds));
    later.next().or_else(earlier).filter(|&at| toponyms[at].chosen().is_some())
}

/// Whether the circle of an area holds the middle of a place of the same country.
pub(super) fn holds(area: &Place, place: &Place) -> bool {
    area.country == place.country
        && km(area.lat, area.lon, place.lat, place.lon) * 1_000.0 <= f64::from(area.radius_m)
}

fn is_area(toponym: &Toponym) -> bool {
    use PlaceKind::{Admin1, Admin2, Continent, Country, Region};
    let kind = toponym.chosen().map(|place| place.kind);
    kind.is_some_and(|kind| matches!(kind, Admin1 | Admin2 | Country | Region | Continent))
}
