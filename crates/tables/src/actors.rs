//! Actors: named ones, and those every country has.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::tsv::rows;

static ACTORS: LazyLock<Vec<ActorRow>> = LazyLock::new(|| {
    let named = rows(include_str!("../data/actors/named.tsv")).map(|row| ActorRow {
        id: row.cell(0).to_owned(),
        name: row.cell(1).to_owned(),
        aliases: row.list(2).collect(),
        kind: row.cell(3),
        country: row.get(4),
        parent: row.get(5).map(str::to_owned),
        valid_from: row.get(6),
        valid_to: row.get(7),
    });
    named.chain(countries().iter().flat_map(generic_actors)).collect()
});

static BY_ID: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| ACTORS.iter().enumerate().map(|(idx, row)| (row.id.as_str(), idx)).collect());

static COUNTRIES: LazyLock<Vec<CountryRow>> = LazyLock::new(|| {
    rows(include_str!("../data/actors/countries.tsv"))
        .map(|row| CountryRow {
            key: row.cell(0),
            iso: row.get(1),
            is_state: row.cell(2) == "state",
            name: row.cell(3),
            other_names: row.list(4).collect(),
            adjectives: row.list(5).collect(),
            people: row.list(6).collect(),
            capitals: row.list(7).collect(),
        })
        .collect()
});

static FORCES: LazyLock<Vec<ForceRow>> = LazyLock::new(|| {
    rows(include_str!("../data/actors/forces.tsv"))
        .map(|row| ForceRow { phrase: row.cell(0), part: row.cell(1), role: row.cell(2) })
        .collect()
});

static PARTS: LazyLock<Vec<PartRow>> = LazyLock::new(|| {
    rows(include_str!("../data/actors/generic.tsv"))
        .map(|row| PartRow {
            part: row.cell(0),
            kind: row.cell(1),
            name: row.cell(2),
            belongs_to: row.get(3),
            for_people: row.cell(4),
        })
        .collect()
});

static AFFIXES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../data/actors/affixes.tsv"))
        .flat_map(|row| row.list(1).map(move |word| (word, row.cell(0))))
        .collect()
});

/// One actor.
#[derive(Clone, Debug)]
pub struct ActorRow {
    /// Its key: `islamic_state`, or `<country>.<part>` such as `russia.military`.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// Other names; one with `=` before it counts only as written, and never in a line of capitals.
    pub aliases: Vec<&'static str>,
    /// What kind: `state_military`, `government`, `police`, `armed_group`, `coalition`, `monitor`, `agency`, `un`,
    /// `ngo` or `civil`.
    pub kind: &'static str,
    /// Two-letter country code (ISO 3166-1), upper case.
    pub country: Option<&'static str>,
    /// Key of the actor it belongs to or fights for.
    pub parent: Option<String>,
    /// First day, month or year of the name in this sense, as far as it matters.
    pub valid_from: Option<&'static str>,
    /// Last day, month or year of it.
    pub valid_to: Option<&'static str>,
}

impl ActorRow {
    /// Whether the name has this sense on `date` (`YYYY-MM-DD`).
    #[must_use]
    pub fn is_valid_on(&self, date: &str) -> bool {
        let starts = self.valid_from.is_none_or(|from| from <= date);
        starts && self.valid_to.is_none_or(|to| date.get(..to.len()).is_some_and(|date| date <= to))
    }
}

/// A state, or a people without one.
#[derive(Clone, Debug)]
pub struct CountryRow {
    /// Its key, snake case.
    pub key: &'static str,
    /// Two-letter country code (ISO 3166-1), upper case.
    pub iso: Option<&'static str>,
    /// Whether it is a state.
    pub is_state: bool,
    /// Its name.
    pub name: &'static str,
    /// Its other names.
    pub other_names: Vec<&'static str>,
    /// Adjectives, the usual one first.
    pub adjectives: Vec<&'static str>,
    /// The people's name in the plural.
    pub people: Vec<&'static str>,
    /// Capitals and seats that stand for the government.
    pub capitals: Vec<&'static str>,
}

/// A word that makes an actor of a country's name before it.
#[derive(Clone, Copy, Debug)]
pub struct ForceRow {
    /// The words, lower case.
    pub phrase: &'static str,
    /// The part of the country; `""` for words that only stand between.
    pub part: &'static str,
    /// `head`, `tail`, `act` or `skip`, as the header of the table explains.
    pub role: &'static str,
}

/// A part that every country has as an actor.
#[derive(Clone, Copy, Debug)]
struct PartRow {
    part: &'static str,
    kind: &'static str,
    name: &'static str,
    belongs_to: Option<&'static str>,
    for_people: &'static str,
}

/// All actors: the named ones in the order of their table, then the parts of every country.
#[must_use]
pub fn all() -> &'static [ActorRow] {
    &ACTORS
}

/// The actor with this key, or `None`.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static ActorRow> {
    BY_ID.get(id).and_then(|&idx| ACTORS.get(idx))
}

/// The actors from this one up to the one it finally belongs to; empty for an unknown key.
pub fn line_of(id: &str) -> impl Iterator<Item = &'static ActorRow> {
    // Belonging has at most a few steps; the bound keeps a slip in the table from running in a circle.
    std::iter::successors(by_id(id), |row| row.parent.as_deref().and_then(by_id)).take(8)
}

/// All states and peoples, in the order of their table.
#[must_use]
pub fn countries() -> &'static [CountryRow] {
    &COUNTRIES
}

/// All words that make an actor of a country's name.
#[must_use]
pub fn forces() -> &'static [ForceRow] {
    &FORCES
}

/// The actor that is this part (`military`, `police`, ...) of a country; a people without a state has armed groups
/// where a state has a military. `None` for an unknown part.
#[must_use]
pub fn part_of(country: &CountryRow, part: &str) -> Option<&'static ActorRow> {
    let row = PARTS.iter().find(|row| row.part == part)?;
    let part = if country.is_state { row.part } else { row.for_people };
    by_id(&format!("{}.{part}", country.key))
}

/// The class of a part of a hyphenated word around a name: `against`, `article`, `backed`, `for`, `held`, `led`.
#[must_use]
pub fn affix(lower: &str) -> Option<&'static str> {
    AFFIXES.get(lower).copied()
}

fn generic_actors(country: &'static CountryRow) -> impl Iterator<Item = ActorRow> {
    let adjective = country.adjectives.first().copied().unwrap_or(country.name).trim_start_matches('=');
    PARTS.iter().map(move |part| ActorRow {
        id: format!("{}.{}", country.key, part.part),
        name: part.name.replace("{name}", country.name).replace("{adj}", adjective),
        aliases: Vec::new(),
        kind: part.kind,
        country: country.iso,
        parent: part.belongs_to.map(|parent| format!("{}.{parent}", country.key)),
        valid_from: None,
        valid_to: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_parents_exist() {
        assert_eq!(BY_ID.len(), ACTORS.len());
        for parent in ACTORS.iter().filter_map(|row| row.parent.as_deref()) {
            assert!(by_id(parent).is_some(), "no actor `{parent}`");
        }
    }

    #[test]
    fn kinds_and_parts_are_known() {
        let kinds = "state_military government police armed_group coalition monitor agency un ngo civil";
        for row in all() {
            assert!(kinds.split(' ').any(|kind| kind == row.kind), "{}: kind `{}`", row.id, row.kind);
        }
        for force in forces() {
            let is_known = PARTS.iter().any(|row| row.part == force.part);
            assert!(is_known || force.role == "skip", "{}: part `{}`", force.phrase, force.part);
        }
    }

    #[test]
    fn a_force_leads_back_to_its_government() {
        let line: Vec<&str> = line_of("israel.golani").map(|row| row.id.as_str()).collect();
        assert_eq!(line, ["israel.golani", "israel.military", "israel.government"]);
    }

    #[test]
    fn the_date_decides_the_sense_of_a_name() {
        let movement = by_id("taliban").unwrap();
        assert!(movement.is_valid_on("2021-08-14") && !movement.is_valid_on("2021-08-15"));
        let caliphate = by_id("islamic_state").unwrap();
        assert!(!caliphate.is_valid_on("1989-01-01") && caliphate.is_valid_on("2017-05-20"));
    }
}
