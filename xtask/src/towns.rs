//! The big towns that the map names: `web/data/towns.json`.

use std::fmt::Write;

use anyhow::Result;
use dateline_model::{Place, PlaceKind};
use dateline_places::Gazetteer;

/// Where the list goes, from the root of the project.
const PATH: &str = "web/data/towns.json";
/// A big town has at least so many people.
const BIG: u32 = 100_000;

/// Writes the settlements of the gazetteer with at least 100,000 people, the biggest first: name, longitude and latitude
/// in hundredths of a degree, people in thousands.
pub(crate) fn write() -> Result<()> {
    let gazetteer = Gazetteer::embedded()?;
    let is_big = |it: &Place| it.kind == PlaceKind::Settlement && it.population >= BIG;
    let mut towns: Vec<Place> = gazetteer.places().filter(is_big).collect();
    towns.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.id.cmp(&b.id)));
    let mut lines = Vec::with_capacity(towns.len());
    for town in &towns {
        let mut line = String::new();
        let (lon, lat) = (town.lon * 100.0, town.lat * 100.0);
        write!(
            line,
            "[{},{lon:.0},{lat:.0},{}]",
            serde_json::to_string(&town.name)?,
            town.population / 1_000
        )?;
        lines.push(line);
    }
    std::fs::write(PATH, format!("[\n{}\n]\n", lines.join(",\n")))?;
    println!("{} towns in {PATH}", towns.len());
    Ok(())
}
