//! Rows of Who's On First without a header: id, placetype, name, degrees north, degrees east, box, parent, country,
//! GeoNames number, population, names as `eng:Name|fra:Nom`.
//!
//! Tables of it with a header (`wof-*-latest.csv`) are read as other tables are.

use super::forms::kind_of;
use super::names::{is_latin_name, is_read};
use super::row::{ReadRow, Row, country, name, point, population, whole, wrong_count};

/// A place of such a row.
pub(super) fn place(cells: &[&str]) -> ReadRow {
    let [id, placetype, shown, lat, lon, bounds, parent, iso, geonames, people, names] = cells else {
        return Err(wrong_count(cells.len(), "11"));
    };
    id.parse::<u64>().map_err(|_| format!("`{id}` is no number of Who's On First"))?;
    let Some((kind, radius_m)) = kind_of("wof", placetype) else {
        return Ok(Err(format!("kind {placetype}, which is not read")));
    };
    let (lat, lon) = point(lat, lon)?;
    let names = names
        .split('|')
        .filter_map(|it| it.split_once(':'))
        .filter(|(language, name)| is_read(language) && is_latin_name(name.trim()))
        .map(|(_, name)| name.trim().to_owned());
    Ok(Ok(Row {
        id: match geonames.parse::<u32>() {
            Ok(number) => format!("geonames:{number}"),
            Err(_) => format!("wof:{id}"),
        },
        name: name(shown)?,
        other_names: names.collect(),
        kind,
        lat,
        lon,
        radius_m: radius_of_box(bounds).or(radius_m),
        country: country(iso),
        key: Some((*id).to_owned()),
        within: vec![(*parent).to_owned()],
        population: population(people),
    }))
}

/// Half the diagonal of a box `west,south,east,north` in metres; `None` for a point or no box.
fn radius_of_box(bounds: &str) -> Option<u32> {
    let degrees: Vec<f64> = bounds.split(',').map(|it| it.trim().parse().ok()).collect::<Option<_>>()?;
    let [west, south, east, north] = degrees[..] else { return None };
    let metres = crate::geodesy::km(south, west, north, east) * 500.0;
    (metres >= 100.0).then(|| whole(metres))
}
