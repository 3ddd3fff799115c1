//! How large a place is whose radius no table tells.

use dateline_model::PlaceKind;

/// Radius in metres of a place whose radius no table tells.
///
/// A settlement grows with the root of its population, 1 km at 10,000 people and 14 km at two million, which is
/// what built-up areas of the named sizes cover within a factor of two; areas get a round number of their kind.
pub(super) fn radius_of(kind: PlaceKind, population: u32) -> u32 {
    match kind {
        PlaceKind::Settlement => {
            let radius = 10.0 * f64::from(population.max(2_500)).sqrt();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 500 and 20,000"
            )]
            let radius = radius.min(20_000.0) as u32;
            radius
        }
        PlaceKind::Neighbourhood | PlaceKind::Crossing | PlaceKind::Facility => 1_000,
        PlaceKind::Camp => 1_500,
        PlaceKind::Airfield | PlaceKind::Military => 3_000,
        PlaceKind::Admin2 => 25_000,
        PlaceKind::Admin1 | PlaceKind::Region => 100_000,
        PlaceKind::Water | PlaceKind::Terrain => 50_000,
        PlaceKind::Country => 300_000,
        PlaceKind::Continent => 2_000_000,
    }
}
