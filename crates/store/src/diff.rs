//! What tells two databases, or two moments of one, apart.

use std::collections::BTreeMap;

use dateline_model::IncidentId;
use jiff::Timestamp;
use rusqlite::OptionalExtension;
use serde_json::Value;

use crate::error::{Fault, StoreError};
use crate::incidents::summary;
use crate::store::Store;
use crate::times::moment;

/// The headline values of an incident by name, as the history keeps them.
pub type Values = BTreeMap<String, Value>;

/// What became of an incident.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// It was not there; its values.
    New(Values),
    /// It says something else: each field that changed, with both values.
    Changed(BTreeMap<String, (Value, Value)>),
    /// It joined this one.
    Merged(IncidentId),
    /// Its founding claim stood in this one; its own values.
    Split(IncidentId, Values),
    /// It is gone; the values it had.
    Withdrawn(Values),
}

/// One incident that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentDiff {
    /// The incident.
    pub id: IncidentId,
    /// What became of it.
    pub difference: Difference,
}

/// What of `new` is not as in `old`, sorted by id. An incident is the same in both when its id is: it was founded by
/// the same claim.
///
/// # Errors
/// [`StoreError`] when one of the files cannot be read.
pub fn diff(old: &Store, new: &Store) -> Result<Vec<IncidentDiff>, StoreError> {
    let (before, after) = (old.states()?, new.states()?);
    let mut found = Vec::new();
    for (id, values) in &after {
        let difference = match before.get(id) {
            Some(was) => changed(was, values),
            None => match old.holder_of_founder(new, id)? {
                Some(origin) if after.contains_key(&origin) => {
                    Some(Difference::Split(IncidentId::new(origin), values.clone()))
                }
                _ => Some(Difference::New(values.clone())),
            },
        };
        found.extend(
            difference.map(|difference| IncidentDiff { id: IncidentId::new(id.as_str()), difference }),
        );
    }
    for (id, was) in before.iter().filter(|(id, _)| !after.contains_key(*id)) {
        let difference = match new.holder_of_founder(old, id)? {
            Some(heir) => Difference::Merged(IncidentId::new(heir)),
            None => Difference::Withdrawn(was.clone()),
        };
        found.push(IncidentDiff { id: IncidentId::new(id.as_str()), difference });
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

impl Store {
    /// What is not as it was at this moment, sorted by id, by the history of this database. An incident that came and
    /// went since then is left out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn changes_since(&self, since: Timestamp) -> Result<Vec<IncidentDiff>, StoreError> {
        const SUBJECTS: &str =
            "SELECT DISTINCT subject FROM history WHERE at > ?1 AND change LIKE 'incident_%'
            ORDER BY subject";
        const BEFORE: &str = "SELECT change, after FROM history WHERE subject = ?1 AND at <= ?2
            ORDER BY seq DESC LIMIT 1";
        const LATER: &str =
            "SELECT change, before, after FROM history WHERE subject = ?1 AND at > ?2 ORDER BY seq";
        self.read("reading what changed", |conn| {
            let since = moment(since);
            let mut find = conn.prepare_cached(SUBJECTS)?;
            let subjects: Vec<String> =
                find.query_map([&since], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let mut found = Vec::new();
            for id in subjects {
                let last: Option<(String, Option<String>)> = conn
                    .prepare_cached(BEFORE)?
                    .query_row([&id, &since], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()?;
                let gone = |change: &str| matches!(change, "incident_merged" | "incident_withdrawn");
                let was = last.filter(|(change, _)| !gone(change)).and_then(|(_, after)| after);
                let mut find = conn.prepare_cached(LATER)?;
                let later =
                    find.query_map([&id, &since], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
                let later: Vec<Step> = later.collect::<Result<_, _>>()?;
                let difference = since_then(was.map(|it| values(&id, &it)).transpose()?, &later, &id)?;
                found.extend(
                    difference.map(|difference| IncidentDiff { id: IncidentId::new(id), difference }),
                );
            }
            Ok(found)
        })
    }

    /// The values of all incidents by id.
    fn states(&self) -> Result<BTreeMap<String, Values>, StoreError> {
        self.read("reading all incidents", |conn| {
            let mut find = conn.prepare_cached("SELECT num, id FROM incidents")?;
            let all = find.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
            let mut states = BTreeMap::new();
            for row in all {
                let (num, id) = row?;
                let state = values(&id, &summary(conn, num)?)?;
                states.insert(id, state);
            }
            Ok(states)
        })
    }

    /// The incident of this database that holds the founding claim of incident `id` of the other one.
    fn holder_of_founder(&self, other: &Self, id: &str) -> Result<Option<String>, StoreError> {
        const FOUNDER: &str =
            "SELECT r.id, c.ordinal FROM incidents i JOIN incident_claims ic ON ic.incident = i.num
            JOIN claims c ON c.num = ic.claim JOIN reports r ON r.num = c.report
            WHERE i.id = ?1 AND ic.part = 'founds'";
        const HOLDER: &str = "SELECT i.id FROM reports r JOIN claims c ON c.report = r.num
            JOIN incident_claims ic ON ic.claim = c.num JOIN incidents i ON i.num = ic.incident
            WHERE r.id = ?1 AND c.ordinal = ?2 AND ic.part <> 'denies'";
        let doing = "looking for a founding claim";
        let founder: Option<(String, i64)> = other.read(doing, |conn| {
            let mut find = conn.prepare_cached(FOUNDER)?;
            Ok(find.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
        })?;
        let Some(founder) = founder else { return Ok(None) };
        self.read(doing, |conn| {
            Ok(conn.prepare_cached(HOLDER)?.query_row(founder, |row| row.get(0)).optional()?)
        })
    }
}

/// A row of the history: kind of change, before, after.
type Step = (String, Option<String>, Option<String>);

/// What became of an incident in these steps; `None` when it is as it was, or was never seen in between.
fn since_then(was: Option<Values>, later: &[Step], id: &str) -> Result<Option<Difference>, Fault> {
    let Some((change, _, after)) = later.last() else { return Ok(None) };
    let origin = later.iter().rev().find(|(change, ..)| change == "incident_split");
    let origin = origin.and_then(|(_, before, _)| before.as_deref());
    let text = after.as_deref().unwrap_or_default();
    Ok(match (change.as_str(), was) {
        ("incident_merged", Some(_)) => Some(Difference::Merged(IncidentId::new(text))),
        ("incident_withdrawn", Some(was)) => Some(Difference::Withdrawn(was)),
        ("incident_merged" | "incident_withdrawn", None) => None,
        (_, Some(was)) => changed(&was, &values(id, text)?),
        (_, None) => Some(match origin {
            Some(origin) => Difference::Split(IncidentId::new(origin), values(id, text)?),
            None => Difference::New(values(id, text)?),
        }),
    })
}

/// The fields that differ; the number of the revision and fields that only one knows tell nothing.
fn changed(was: &Values, is: &Values) -> Option<Difference> {
    let both = is.iter().filter_map(|(name, value)| Some((name, was.get(name)?, value)));
    let fields: BTreeMap<String, (Value, Value)> = both
        .filter(|(name, old, new)| name.as_str() != "revision" && old != new)
        .map(|(name, old, new)| (name.clone(), (old.clone(), new.clone())))
        .collect();
    (!fields.is_empty()).then_some(Difference::Changed(fields))
}

fn values(id: &str, json: &str) -> Result<Values, Fault> {
    serde_json::from_str(json).map_err(|error| Fault::bad_row("history", &id, &error))
}
