//! How each publisher comes by what it tells: alone, or after others and from whom.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::SourceId;
use rusqlite::Row;

use crate::error::StoreError;
use crate::store::Store;

/// How a publisher comes by what it tells, over the incidents that nobody rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceHabits {
    /// Incidents that a report of it tells.
    pub incidents: u64,
    /// Those that no other publisher tells.
    pub alone: u64,
    /// Those in which it gives an account that another known publisher gave before, by one root.
    pub after: u64,
    /// Who gave those accounts first, with the number of incidents; most first.
    pub after_whom: Vec<(SourceId, u64)>,
    /// Whom its accounts go back to, itself left out, by the names of their roots, with the number of incidents; most
    /// first.
    pub origins: Vec<(String, u64)>,
}

/// Every claim under its root, the first published of a root first.
const TOLD: &str = "SELECT i.num, root.key, root.value ->> '$.name', r.source, s.name, r.id
    FROM incidents i JOIN incident_bodies b ON b.incident = i.num, json_each(b.body, '$.roots') root,
        json_each(root.value, '$.claims') claim
    JOIN reports r ON r.id = substr(claim.value, 1, 32)
    LEFT JOIN sources s ON s.id = r.source
    WHERE i.review <> 'rejected'
    ORDER BY i.num, root.key, r.published IS NULL, r.published, r.num";

/// One claim under its root.
struct Told {
    root: i64,
    root_name: String,
    source: Option<String>,
    source_name: Option<String>,
    report: String,
}

impl Told {
    fn of(row: &Row<'_>) -> rusqlite::Result<(i64, Self)> {
        let told = Self {
            root: row.get(1)?,
            root_name: row.get(2)?,
            source: row.get(3)?,
            source_name: row.get(4)?,
            report: row.get(5)?,
        };
        Ok((row.get(0)?, told))
    }

    /// Whether the account goes back to somebody else: an account without another root is named after its publisher,
    /// or after its report.
    fn has_origin(&self) -> bool {
        let own = [self.source.as_deref(), self.source_name.as_deref()];
        let is_report =
            self.root_name.strip_prefix("report ").is_some_and(|start| self.report.starts_with(start));
        !own.contains(&Some(self.root_name.as_str())) && !is_report
    }
}

/// Counts that grow incident by incident.
#[derive(Default)]
struct Counts {
    habits: SourceHabits,
    after_whom: BTreeMap<String, u64>,
    origins: BTreeMap<String, u64>,
}

impl Store {
    /// How each publisher comes by what it tells; those that tell no incident are left out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn source_habits(&self) -> Result<BTreeMap<SourceId, SourceHabits>, StoreError> {
        self.read("looking at how publishers tell", |conn| {
            let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
            let mut find = conn.prepare_cached(TOLD)?;
            let mut rows = find.query_map([], Told::of)?.peekable();
            let mut incident = Vec::new();
            while let Some(row) = rows.next() {
                let (num, told) = row?;
                incident.push(told);
                if !matches!(rows.peek(), Some(Ok((next, _))) if *next == num) {
                    count(&incident, &mut counts);
                    incident.clear();
                }
            }
            Ok(counts.into_iter().map(|(id, counts)| (SourceId::new(id), counts.sorted())).collect())
        })
    }
}

/// Counts one incident, whose claims come root by root.
fn count(incident: &[Told], counts: &mut BTreeMap<String, Counts>) {
    let tellers: BTreeSet<Option<&str>> = incident.iter().map(|told| told.source.as_deref()).collect();
    for teller in tellers.iter().flatten() {
        let own = counts.entry((*teller).to_owned()).or_default();
        own.habits.incidents += 1;
        own.habits.alone += u64::from(tellers.len() == 1);
        let accounts = incident.iter().filter(|told| told.source.as_deref() == Some(teller));
        let accounts: Vec<&Told> = accounts.collect();
        let firsts = accounts.iter().filter_map(|told| {
            // Reports without a publisher cannot be followed by name.
            let mut tellers = incident.iter().filter(|it| it.root == told.root);
            let first = tellers.find_map(|it| it.source.as_deref())?;
            (first != *teller).then_some(first)
        });
        let firsts: BTreeSet<&str> = firsts.collect();
        own.habits.after += u64::from(!firsts.is_empty());
        for first in firsts {
            *own.after_whom.entry(first.to_owned()).or_default() += 1;
        }
        let origins: BTreeSet<&str> =
            accounts.iter().filter(|told| told.has_origin()).map(|told| told.root_name.as_str()).collect();
        for origin in origins {
            *own.origins.entry(origin.to_owned()).or_default() += 1;
        }
    }
}

impl Counts {
    fn sorted(self) -> SourceHabits {
        let after_whom = most_first(self.after_whom).into_iter().map(|(id, n)| (SourceId::new(id), n));
        SourceHabits { after_whom: after_whom.collect(), origins: most_first(self.origins), ..self.habits }
    }
}

/// The largest counts first; the sort is stable, so equals stay in the order of their names.
fn most_first(counts: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut sorted: Vec<(String, u64)> = counts.into_iter().collect();
    sorted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    sorted
}
