//! Tables with a header: of OCHA, of Who's On First, one's own.
//!
//! A column is known by its name in any of the spellings of the table of columns: `admin1Name_en`, `ADM1_EN`,
//! `Latitude`, `POINT_Y`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_model::PlaceKind;
use dateline_tables::places::{countries, import_columns};

use super::forms::{ImportForm, kind_of};
use super::row::{self, ReadRow, Row, whole};
use super::{ImportError, ImportOptions};
use crate::fold::folded;

/// The fields that a column can hold, by the spellings of its name.
static FIELDS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    import_columns().flat_map(|row| row.list(1).map(move |name| (name, row.cell(0)))).collect()
});

/// Countries by folded name.
static COUNTRIES: LazyLock<BTreeMap<String, &'static str>> =
    LazyLock::new(|| countries().map(|row| (folded(row.cell(1)), row.cell(0))).collect());

/// Where each field stands in a row.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    at: BTreeMap<&'static str, usize>,
    n_columns: usize,
}

impl Columns {
    /// The columns that a first line names; `None` when it is no header: fewer than two are known.
    pub(super) fn of(header: &[String]) -> Option<Self> {
        let mut at = BTreeMap::new();
        for (idx, name) in header.iter().enumerate() {
            let name: String =
                name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            if let Some(&field) = FIELDS.get(name.as_str()) {
                at.entry(field).or_insert(idx);
            }
        }
        (at.len() >= 2).then_some(Self { at, n_columns: header.len() })
    }

    /// The form of a table with these columns.
    pub(super) fn form(&self) -> ImportForm {
        let has = |field: &str| self.at.contains_key(field);
        if has("placetype") {
            ImportForm::WhosOnFirst
        } else if (1..=4).any(|level| has(&format!("adm{level}_code")))
            || !has("name") && has("adm1")
            || has("adm0_code")
        {
            ImportForm::Ocha
        } else {
            ImportForm::Table
        }
    }

    /// Whether every row can have a name and a place.
    pub(super) fn check(&self) -> Result<(), ImportError> {
        let has = |field: &str| self.at.contains_key(field);
        if !has("name") && !(1..=4).any(|level| has(&format!("adm{level}"))) {
            return Err(ImportError::NoColumn("name"));
        }
        if !(has("point") || has("lat") && has("lon")) {
            return Err(ImportError::NoColumn("coordinates (lat and lon, or a point)"));
        }
        Ok(())
    }

    fn cell<'c>(&self, cells: &[&'c str], field: &str) -> &'c str {
        self.at.get(field).and_then(|&idx| cells.get(idx)).copied().unwrap_or_default()
    }
}

/// A row of a table.
pub(super) fn place(
    columns: &Columns,
    cells: &[&str],
    options: &ImportOptions,
    form: ImportForm,
    divisions: &mut Divisions,
) -> ReadRow {
    if cells.len() != columns.n_columns {
        return Err(row::wrong_count(cells.len(), &columns.n_columns.to_string()));
    }
    let cell = |field: &str| columns.cell(cells, field);
    let gone = ["superseded_by", "deprecated"].into_iter().any(|field| {
        let cell = cell(field);
        !cell.is_empty() && cell != "0" && cell != "-1" && !cell.starts_with("uuuu")
    });
    if gone {
        return Ok(Err("places that Who's On First gave up".to_owned()));
    }
    let level = level(columns, cells);
    let (shown, own_level) = match (cell("name"), level) {
        ("", Some(level)) => (cell(&format!("adm{level}")), Some(level)),
        (name, _) => (name, None),
    };
    let name = row::name(shown)?;
    let Some((kind, radius_m)) = kind(cell, form, own_level) else {
        let told = [cell("placetype"), cell("kind")].concat();
        return if form == ImportForm::WhosOnFirst {
            Ok(Err(format!("kind {told}, which is not read")))
        } else {
            Err(format!("kind `{told}` is not known"))
        };
    };
    let (lat, lon) = point(cell)?;
    let country = country(cell)?;
    let code = own_level.map_or_else(|| cell("code"), |level| cell(&format!("adm{level}_code")));
    let inner = if own_level.is_some_and(|level| level <= 2) { own_level } else { None };
    let chain = divisions.chain(cell, country.as_deref(), inner, (lat, lon));
    Ok(Ok(Row {
        id: key(form, code, cell("id"), &name, options),
        other_names: cell("names")
            .split('|')
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect(),
        name,
        kind,
        lat,
        lon,
        radius_m: radius(cell)?.or(radius_m),
        country,
        key: if form == ImportForm::WhosOnFirst { Some(cell("id").to_owned()) } else { chain.own },
        within: if form == ImportForm::WhosOnFirst { vec![cell("parent").to_owned()] } else { chain.within },
        population: row::population(cell("population")),
    }))
}

/// The deepest division that a row names.
fn level(columns: &Columns, cells: &[&str]) -> Option<u8> {
    (1..=4).rev().find(|level| !columns.cell(cells, &format!("adm{level}")).is_empty())
}

fn kind<'c>(
    cell: impl Fn(&str) -> &'c str,
    form: ImportForm,
    own_level: Option<u8>,
) -> Option<(PlaceKind, Option<u32>)> {
    match (form, own_level, cell("kind")) {
        (ImportForm::WhosOnFirst, ..) => kind_of("wof", cell("placetype")),
        (_, Some(level), _) => kind_of("ocha", &format!("adm{level}")),
        (_, None, "") => Some((PlaceKind::Settlement, None)),
        (_, None, kind) => {
            let kind = kind.to_lowercase();
            PlaceKind::parse(&kind).map(|kind| (kind, None)).or_else(|| kind_of("ocha", &kind))
        }
    }
}

/// Degrees from two columns, or from one of the form `POINT (east north)`.
fn point<'c>(cell: impl Fn(&str) -> &'c str) -> Result<(f64, f64), String> {
    if !cell("lat").is_empty() || cell("point").is_empty() {
        return row::point(cell("lat"), cell("lon"));
    }
    let told = cell("point");
    let inside = told.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
    let numbers: Vec<&str> = inside.unwrap_or_default().split_whitespace().collect();
    match numbers[..] {
        [lon, lat] | [lon, lat, _] => row::point(lat, lon),
        _ => Err(format!("point `{told}` is not of the form POINT (east north)")),
    }
}

fn radius<'c>(cell: impl Fn(&str) -> &'c str) -> Result<Option<u32>, String> {
    let (metres, km2) = (cell("radius_m"), cell("area_km2"));
    let number = |told: &str, what: &str| {
        told.parse::<f64>()
            .ok()
            .filter(|it| *it >= 0.0)
            .ok_or_else(|| format!("{what} `{told}` is no number from 0 on"))
    };
    if !metres.is_empty() {
        return number(metres, "radius").map(|it| Some(whole(it)).filter(|it| *it > 0));
    }
    if !km2.is_empty() {
        return number(km2, "area").map(|it| Some(whole((it / std::f64::consts::PI).sqrt() * 1000.0)));
    }
    Ok(None)
}

/// The country by its code, by the P-code of the country, or by its name.
fn country<'c>(cell: impl Fn(&str) -> &'c str) -> Result<Option<String>, String> {
    let told = [cell("country"), cell("adm0_code"), cell("adm0")];
    let Some(&first) = told.iter().find(|it| !it.is_empty()) else { return Ok(None) };
    let code = told.iter().find(|it| it.len() == 2 && it.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let named = told.iter().find_map(|it| COUNTRIES.get(&folded(it)));
    match (code, named) {
        (Some(code), _) => Ok(Some(code.to_uppercase())),
        (None, Some(code)) => Ok(Some((*code).to_owned())),
        (None, None) => Err(format!("country `{first}` is not known: two letters are expected, as SY")),
    }
}

fn key(form: ImportForm, code: &str, id: &str, name: &str, options: &ImportOptions) -> String {
    match (form, code, id) {
        (ImportForm::WhosOnFirst, _, id) => format!("wof:{id}"),
        (_, "", "") => format!("{}:{}", options.name, folded(name).replace(' ', "-")),
        (_, "", id) => format!("{}:{id}", options.name),
        (_, code, _) => format!("pcode:{code}"),
    }
}

/// The divisions that rows name in columns, in the middle of the rows that lie in them.
#[derive(Default)]
pub(super) struct Divisions {
    by_key: BTreeMap<String, Division>,
}

struct Division {
    id: String,
    name: String,
    kind: PlaceKind,
    country: Option<String>,
    within: Vec<String>,
    /// Sums over its rows.
    lat: f64,
    lon: f64,
    n_rows: f64,
}

/// What a row lies in, and what it is called by rows that lie in it.
struct ChainOfRow {
    own: Option<String>,
    within: Vec<String>,
}

impl Divisions {
    /// The divisions of a row, which is itself the division of level `own` where there is one.
    fn chain<'c>(
        &mut self,
        cell: impl Fn(&str) -> &'c str,
        country: Option<&str>,
        own: Option<u8>,
        (lat, lon): (f64, f64),
    ) -> ChainOfRow {
        let mut chain = ChainOfRow { own: None, within: Vec::new() };
        for level in 1..=2 {
            let (name, code) = (cell(&format!("adm{level}")), cell(&format!("adm{level}_code")));
            if name.is_empty() {
                continue;
            }
            let outer = chain.within.first().cloned().unwrap_or_default();
            let key = if code.is_empty() {
                format!("{}/{outer}/{}", country.unwrap_or_default(), folded(name))
            } else {
                code.to_owned()
            };
            if own == Some(level) {
                chain.own = Some(key);
                break;
            }
            let division = self.by_key.entry(key.clone()).or_insert_with(|| Division {
                id: if code.is_empty() { format!("division:{key}") } else { format!("pcode:{code}") },
                name: name.to_owned(),
                kind: if level == 1 { PlaceKind::Admin1 } else { PlaceKind::Admin2 },
                country: country.map(str::to_owned),
                within: chain.within.clone(),
                lat: 0.0,
                lon: 0.0,
                n_rows: 0.0,
            });
            division.lat += lat;
            division.lon += lon;
            division.n_rows += 1.0;
            chain.within.insert(0, key);
        }
        chain
    }

    /// A row for each.
    pub(super) fn into_rows(self) -> impl Iterator<Item = Row> {
        self.by_key.into_iter().map(|(key, it)| Row {
            id: it.id,
            name: it.name,
            other_names: Vec::new(),
            kind: it.kind,
            lat: it.lat / it.n_rows,
            lon: it.lon / it.n_rows,
            radius_m: None,
            country: it.country,
            key: Some(key),
            within: it.within,
            population: 0,
        })
    }
}
