//! From the rows of an import to the bytes of a gazetteer.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::PlaceKind;
use dateline_tables::places::countries;

use super::names::names_in_use;
use super::row::Row;
use crate::gazetteer::{Borders, GazetteerError, GazetteerRow, NameKind, compile};

/// Compiles rows. Those of one key are one place, with the names of all and whatever else the first has.
pub(super) fn compile_rows(rows: Vec<Row>) -> Result<Vec<u8>, GazetteerError> {
    let rows = joined(rows);
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (idx, row) in rows.iter().enumerate() {
        if let Some(key) = &row.key {
            by_key.entry(key).or_insert(idx);
        }
    }
    let loose: BTreeSet<&str> =
        countries().filter(|row| row.cell(4) == "loose").map(|row| row.cell(0)).collect();
    let mut codes = BTreeSet::new();
    let mut compiled = Vec::with_capacity(rows.len());
    for row in &rows {
        let is_loose = row.country.as_deref().is_some_and(|code| loose.contains(code));
        let divisions = divisions_of(&rows, &by_key, row);
        codes.extend(row.country.clone());
        compiled.push(GazetteerRow {
            id: row.id.clone(),
            name: row.name.clone(),
            other_names: names_in_use(&row.name, &row.other_names, is_loose)
                .into_iter()
                .map(|name| (NameKind::Alternate, name))
                .collect(),
            kind: row.kind,
            lat: row.lat,
            lon: row.lon,
            radius_m: row.radius_m,
            country: row.country.clone(),
            admin1: divisions.admin1,
            admin2: divisions.admin2,
            population: row.population,
            is_loose,
        });
    }
    let borders: Vec<Borders> =
        codes.into_iter().map(|country| Borders { country, capital: None, neighbours: Vec::new() }).collect();
    compile(&compiled, &borders)
}

/// The rows with one row a key, in the order in which keys first came.
fn joined(rows: Vec<Row>) -> Vec<Row> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(&idx) = known.get(&row.id) {
            let first: &mut Row = &mut joined[idx];
            first.other_names.push(row.name);
            first.other_names.extend(row.other_names);
        } else {
            known.insert(row.id.clone(), joined.len());
            joined.push(row);
        }
    }
    joined
}

#[derive(Default)]
struct DivisionsOfRow {
    admin1: Option<usize>,
    admin2: Option<usize>,
}

/// Most steps from a place to its first-level division.
const MAX_STEPS: usize = 4;

/// Follows what a row lies in up to its divisions.
fn divisions_of(rows: &[Row], by_key: &BTreeMap<&str, usize>, row: &Row) -> DivisionsOfRow {
    let mut found = DivisionsOfRow::default();
    let mut inner = row;
    for _ in 0..MAX_STEPS {
        let outer = inner.within.iter().find_map(|key| by_key.get(key.as_str()).copied());
        let Some(outer) = outer.filter(|&idx| !std::ptr::eq(&raw const rows[idx], inner)) else { break };
        match rows[outer].kind {
            PlaceKind::Admin1 => found.admin1 = found.admin1.or(Some(outer)),
            PlaceKind::Admin2 if row.kind != PlaceKind::Admin1 => {
                found.admin2 = found.admin2.or(Some(outer));
            }
            _ => {}
        }
        inner = &rows[outer];
    }
    found
}
