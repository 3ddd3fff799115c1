//! Reads the packages as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

use super::packages::python;

/// A settlement of cities500.
pub(crate) struct City {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) alternates: Vec<String>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) country: String,
    pub(crate) admin1_code: String,
    pub(crate) population: u32,
}

/// An area: country, division, continent.
pub(crate) struct Area {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) alternates: Vec<String>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) country: String,
    pub(crate) level: String,
    pub(crate) population: u32,
}

/// A settlement that knows the names of its divisions.
pub(crate) struct Located {
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) country: String,
    pub(crate) admin1: String,
    pub(crate) admin2: String,
}

/// A country.
pub(crate) struct Country {
    pub(crate) id: u32,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) capital: String,
    pub(crate) neighbours: Vec<String>,
    pub(crate) area_km2: f64,
    pub(crate) population: u32,
}

/// Everything the packages tell.
pub(crate) struct Sources {
    pub(crate) cities: Vec<City>,
    pub(crate) areas: Vec<Area>,
    pub(crate) located: Vec<Located>,
    pub(crate) countries: Vec<Country>,
}

/// Turns the pickled list of the package into lines: name, official name, country, longitude, latitude, id, level,
/// population.
const UNPICKLE: &str = "
import pickle, sys
for row in pickle.load(open(sys.argv[1], 'rb')):
    row[2] = row[2] if isinstance(row[2], str) else ''
    sys.stdout.buffer.write(('\\t'.join(str(cell).replace('\\t', ' ') for cell in row) + '\\n').encode(errors='ignore'))
";

/// Reads the three packages below `folder`.
pub(crate) fn read(folder: &Path) -> Result<Sources> {
    let cities = object(&find(folder, "cities500.json")?)?.values().map(city).collect::<Option<_>>();
    let countries = object(&find(folder, "countries.json")?)?.values().map(country).collect::<Option<_>>();
    let pickle = find(folder, "geonames_6b64aaafc53116f.pkl")?;
    let areas = String::from_utf8(python(&["-c", UNPICKLE, &pickle.to_string_lossy()], &[])?)?;
    let located = text(&find(folder, "rg_cities1000.csv")?)?;
    Ok(Sources {
        cities: cities.ok_or_else(|| anyhow!("cities500.json has another shape than expected"))?,
        areas: read_areas(&areas),
        located: located.lines().skip(1).filter_map(read_located).collect(),
        countries: countries.ok_or_else(|| anyhow!("countries.json has another shape than expected"))?,
    })
}

/// The file of this name in `folder` or below it.
fn find(folder: &Path, name: &str) -> Result<PathBuf> {
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).with_context(|| format!("cannot read {}", dir.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_name().is_some_and(|it| it == name) {
                return Ok(path);
            }
        }
    }
    Err(anyhow!("{name} is not in {}", folder.display()))
}

#[expect(clippy::disallowed_methods, reason = "building the tables reads files")]
fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn object(path: &Path) -> Result<serde_json::Map<String, Value>> {
    match serde_json::from_str(&text(path)?)? {
        Value::Object(map) => Ok(map),
        _ => Err(anyhow!("{} is not an object", path.display())),
    }
}

fn city(value: &Value) -> Option<City> {
    Some(City {
        id: number(&value["geonameid"])?,
        name: value["name"].as_str()?.to_owned(),
        alternates: value["alternatenames"]
            .as_array()?
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        lat: value["latitude"].as_f64()?,
        lon: value["longitude"].as_f64()?,
        country: value["countrycode"].as_str()?.to_owned(),
        admin1_code: value["admin1code"].as_str()?.to_owned(),
        population: number(&value["population"])?,
    })
}

fn country(value: &Value) -> Option<Country> {
    Some(Country {
        id: number(&value["geonameid"])?,
        code: value["iso"].as_str()?.to_owned(),
        name: value["name"].as_str()?.to_owned(),
        capital: value["capital"].as_str()?.to_owned(),
        neighbours: value["neighbours"]
            .as_str()?
            .split(',')
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect(),
        area_km2: value["areakm2"].as_f64()?,
        population: number(&value["population"])?,
    })
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn read_areas(lines: &str) -> Vec<Area> {
    let mut areas: BTreeMap<u32, Area> = BTreeMap::new();
    for line in lines.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, official, country, lon, lat, id, level, population] = cells.as_slice() else { continue };
        let (Ok(id), Ok(lat), Ok(lon)) = (id.parse(), lat.parse(), lon.parse()) else { continue };
        let area = areas.entry(id).or_insert_with(|| Area {
            id,
            name: (*official).to_owned(),
            alternates: Vec::new(),
            lat,
            lon,
            country: (*country).to_owned(),
            level: (*level).to_owned(),
            population: population.parse().unwrap_or(0),
        });
        if name != official {
            area.alternates.push((*name).to_owned());
        }
    }
    areas.into_values().collect()
}

fn read_located(line: &str) -> Option<Located> {
    let cells = split_csv(line);
    let [lat, lon, _name, admin1, admin2, country] = cells.as_slice() else { return None };
    Some(Located {
        lat: lat.parse().ok()?,
        lon: lon.parse().ok()?,
        country: country.clone(),
        admin1: admin1.clone(),
        admin2: admin2.clone(),
    })
}

/// The cells of one line, with quotes around cells that hold commas.
fn split_csv(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    for c in line.chars() {
        match (c, cells.last_mut()) {
            ('"', _) => is_quoted = !is_quoted,
            (',', _) if !is_quoted => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            _ => {}
        }
    }
    cells
}
