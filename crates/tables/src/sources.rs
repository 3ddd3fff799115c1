//! Who publishes: outlets, agencies, ministries, monitors, armed groups. Facts only, no opinion of any of them.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_model::SpeakerKind;

use crate::tsv::rows;

static SOURCES: LazyLock<Vec<SourceRow>> = LazyLock::new(|| {
    rows(include_str!("../data/sources/world.tsv"))
        .map(|row| SourceRow {
            id: row.cell(0),
            name: row.cell(1),
            aliases: row.list(2).collect(),
            kind: SpeakerKind::parse(row.cell(3)).unwrap_or(SpeakerKind::Unknown),
            country: row.get(4),
            side: row.get(5),
        })
        .collect()
});

/// Row numbers by folded id, name and alias; host names are aliases with a dot.
static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut by_name = HashMap::new();
    for (row_idx, row) in SOURCES.iter().enumerate() {
        for name in [row.id, row.name].iter().chain(&row.aliases) {
            by_name.entry(fold(name)).or_insert(row_idx);
        }
    }
    by_name
});

/// One publisher.
#[derive(Clone, Debug)]
pub struct SourceRow {
    /// Its key, a slug.
    pub id: &'static str,
    /// The name to show.
    pub name: &'static str,
    /// Other names, tags of its wire ("AFP") and host names ("example.org").
    pub aliases: Vec<&'static str>,
    /// What kind of publisher.
    pub kind: SpeakerKind,
    /// Two-letter country code (ISO 3166-1), upper case, if it has one country.
    pub country: Option<&'static str>,
    /// Key of the actor it belongs to, if it belongs to a party of a conflict.
    pub side: Option<&'static str>,
}

/// All publishers, in the order of the table.
#[must_use]
pub fn all() -> &'static [SourceRow] {
    &SOURCES
}

/// The publisher at this host name, or at the nearest domain above it (`en.example.org`, then `example.org`).
/// `None` when the table knows neither.
#[must_use]
pub fn by_host(host: &str) -> Option<&'static SourceRow> {
    let host = host.trim().trim_end_matches('.').to_ascii_lowercase();
    let mut domain = host.as_str();
    while domain.contains('.') {
        if let Some(row) = BY_NAME.get(domain) {
            return SOURCES.get(*row);
        }
        (_, domain) = domain.split_once('.')?;
    }
    None
}

/// The publisher with this id, name or alias, whatever the case and the brackets around it ("(AFP)").
/// `None` when the table does not know it.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static SourceRow> {
    BY_NAME.get(&fold(name)).and_then(|row| SOURCES.get(*row))
}

/// `name` in lower case, one space between words, without marks around it.
fn fold(name: &str) -> String {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_kind_and_a_slug() {
        for row in rows(include_str!("../data/sources/world.tsv")) {
            assert!(SpeakerKind::parse(row.cell(3)).is_some(), "{row:?} has no kind");
            let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
            assert!(row.cell(0).chars().all(is_slug), "{row:?} has no slug");
        }
    }

    #[test]
    fn no_name_means_two_publishers() {
        let mut seen = HashMap::new();
        for row in all() {
            for name in [row.id, row.name].iter().chain(&row.aliases) {
                let first = *seen.entry(fold(name)).or_insert(row.id);
                assert_eq!(first, row.id, "`{name}` is two publishers");
            }
        }
    }

    #[test]
    fn hosts_and_names_find_their_row() {
        assert_eq!(by_host("www.reuters.com").map(|row| row.id), Some("reuters"));
        assert_eq!(by_host("ARABIC.Reuters.com").map(|row| row.id), Some("reuters"));
        assert_eq!(by_name("(AFP)").map(|row| row.id), Some("afp"));
        assert_eq!(by_name("agence  france-presse").map(|row| row.id), Some("afp"));
        assert!(by_host("nobody.example").is_none());
        assert!(by_name("The Nobody Gazette").is_none());
    }
}
