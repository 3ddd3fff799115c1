//! What a careful reader makes of the sample reports: the tables in `examples/expected`.

use std::fs;
use std::path::Path;

/// One row of `claims.tsv`.
#[derive(Clone, Debug)]
pub(crate) struct TrueClaim {
    pub(crate) report: String,
    /// Key of the incident; `-` none, `history` an older event that is optional to code.
    pub(crate) incident: String,
    pub(crate) trigger: String,
    pub(crate) event_type: String,
    pub(crate) modality: String,
    pub(crate) initiator: String,
    pub(crate) place: String,
    pub(crate) near: String,
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) killed: String,
    pub(crate) injured: String,
    pub(crate) speaker: String,
    pub(crate) comment: String,
}

/// One row of `incidents.tsv`.
#[derive(Clone, Debug)]
pub(crate) struct TrueIncident {
    pub(crate) key: String,
    pub(crate) event_type: String,
    pub(crate) killed: String,
    pub(crate) reports: Vec<String>,
    pub(crate) roots: String,
}

pub(crate) fn claims(folder: &Path) -> Vec<TrueClaim> {
    rows(&folder.join("claims.tsv"))
        .into_iter()
        .map(|row| {
            let cell = |idx: usize| row.get(idx).cloned().unwrap_or_default();
            TrueClaim {
                report: cell(0),
                incident: cell(2),
                trigger: cell(3),
                event_type: cell(4),
                modality: cell(5),
                initiator: cell(7),
                place: cell(9),
                near: cell(10),
                start: cell(11),
                end: cell(12),
                killed: cell(13),
                injured: cell(14),
                speaker: cell(15),
                comment: cell(16),
            }
        })
        .collect()
}

pub(crate) fn incidents(folder: &Path) -> Vec<TrueIncident> {
    let path = folder.join("incidents.tsv");
    let columns = columns(&path);
    let at = |name: &str| columns.iter().position(|column| column.starts_with(name)).unwrap_or(usize::MAX);
    let (key, kind, killed, reports, roots) =
        (at("key"), at("event_type"), at("killed"), at("reports"), at("roots"));
    rows(&path)
        .into_iter()
        .map(|row| {
            let cell = |idx: usize| row.get(idx).cloned().unwrap_or_default();
            TrueIncident {
                key: cell(key),
                event_type: cell(kind),
                killed: cell(killed),
                reports: cell(reports)
                    .split([',', ';', '|', ' '])
                    .map(str::trim)
                    .filter(|it| !it.is_empty())
                    .map(str::to_owned)
                    .collect(),
                roots: cell(roots),
            }
        })
        .collect()
}

/// Reports that hold no incident at all.
pub(crate) fn without_incident(folder: &Path) -> Vec<String> {
    rows(&folder.join("no_incident.tsv")).into_iter().filter_map(|row| row.first().cloned()).collect()
}

fn columns(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("# Columns: ")).unwrap_or_default();
    line.split('\t').map(|column| column.trim().to_owned()).collect()
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}
