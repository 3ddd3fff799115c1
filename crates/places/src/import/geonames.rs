//! The dumps of GeoNames: one row a place (19 columns), and one row an alternate name (8 or 10 columns).
//!
//! Columns as the file `readme.txt` beside the dumps describes them.

use super::forms::{GEONAMES_COLUMNS, kind_of};
use super::names::{is_latin_name, is_read};
use super::row::{ReadRow, Row, country, name, point, population, wrong_count};

/// A place of `SY.txt` or `allCountries.txt`.
pub(super) fn place(cells: &[&str]) -> ReadRow {
    let [
        id,
        shown,
        _ascii,
        alternates,
        lat,
        lon,
        class,
        code,
        iso,
        _iso2,
        admin1,
        admin2,
        _admin3,
        _admin4,
        people,
        ..,
    ] = cells
    else {
        return Err(wrong_count(cells.len(), "19"));
    };
    if cells.len() != GEONAMES_COLUMNS {
        return Err(wrong_count(cells.len(), "19"));
    }
    let id: u32 = id.parse().map_err(|_| format!("`{id}` is no GeoNames number"))?;
    let feature = format!("{class}.{code}");
    let Some((kind, radius_m)) = kind_of("geonames", &feature).or_else(|| kind_of("geonames", class)) else {
        return Ok(Err(format!("kind {feature}, which is not read")));
    };
    let (lat, lon) = point(lat, lon)?;
    let key = match *code {
        "ADM1" => Some(format!("{iso}.{admin1}")),
        "ADM2" => Some(format!("{iso}.{admin1}.{admin2}")),
        _ => None,
    };
    let mut within = vec![format!("{iso}.{admin1}.{admin2}"), format!("{iso}.{admin1}")];
    within.retain(|it| Some(it) != key.as_ref());
    Ok(Ok(Row {
        id: format!("geonames:{id}"),
        name: name(shown)?,
        other_names: alternates.split(',').filter(|it| is_latin_name(it)).map(str::to_owned).collect(),
        kind,
        lat,
        lon,
        radius_m,
        country: country(iso),
        key,
        within,
        population: population(people),
    }))
}

/// A name of `alternateNamesV2.txt` and the number of its place; `None` for codes, links, names of the past and names
/// in languages that are not read.
pub(super) fn further_name(cells: &[&str]) -> Result<Option<(u32, String)>, String> {
    let [_id, place, language, name, rest @ ..] = cells else {
        return Err(wrong_count(cells.len(), "8 or 10"));
    };
    let place: u32 = place.parse().map_err(|_| format!("`{place}` is no GeoNames number"))?;
    let is_historic = rest.get(3).is_some_and(|it| *it == "1");
    let is_use = is_read(language) && is_latin_name(name) && !is_historic;
    Ok(is_use.then(|| (place, (*name).to_owned())))
}
