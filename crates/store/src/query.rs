//! Incidents coming out: lists, one by id, counts and points on the map.

use std::collections::BTreeMap;
use std::fmt;

use dateline_model::{
    CountRange, EventType, Grade, Grain, Incident, IncidentId, Role, Sides, SourceCount, TimeRange,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use crate::error::{Fault, StoreError};
use crate::filter::{Filter, Goal, Query};
use crate::reports::timestamp;
use crate::rows::{Named, from_json, name_of};
use crate::store::Store;

/// What a list of incidents shows.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentRow {
    /// Its identity.
    pub id: IncidentId,
    /// What kind of event.
    pub event_type: Option<EventType>,
    /// When.
    pub time: Option<TimeRange>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Radius in metres of the circle that holds it.
    pub radius_m: Option<u32>,
    /// Two-letter country code.
    pub country: Option<String>,
    /// Name of the place.
    pub place: Option<String>,
    /// UCDP `where_prec`, 1 to 7.
    pub where_prec: Option<u8>,
    /// How many were killed.
    pub killed: Option<CountRange>,
    /// How many were injured.
    pub injured: Option<CountRange>,
    /// Who took part, as the incident lists them.
    pub actors: Vec<Sides>,
    /// Sources counted three ways.
    pub sources: SourceCount,
    /// How well it is supported.
    pub grade: Grade,
    /// The sentence of its founding claim.
    pub headline: String,
    /// When it first appeared.
    pub first_seen: Timestamp,
    /// When it last said something else.
    pub last_changed: Timestamp,
    /// 1, and 1 more for every change.
    pub revision: u32,
}

/// Which part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most so many rows.
    pub limit: u32,
    /// Those after this place in the list; from the newest when `None`.
    pub after: Option<Cursor>,
}

impl Default for Page {
    fn default() -> Self {
        Self { limit: 50, after: None }
    }
}

/// A place in the list of incidents, newest first. It stays good while incidents come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor(i64);

impl Cursor {
    /// The cursor as [`Display`](fmt::Display) writes it, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Part of a list of incidents, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentPage {
    /// The rows.
    pub rows: Vec<IncidentRow>,
    /// Where the next page begins; `None` after the last.
    pub next: Option<Cursor>,
}

/// An incident as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredIncident {
    /// The incident.
    pub incident: Incident,
    /// The sentence of its founding claim.
    pub headline: String,
    /// When it first appeared.
    pub first_seen: Timestamp,
    /// When it last said something else.
    pub last_changed: Timestamp,
    /// 1, and 1 more for every change.
    pub revision: u32,
    /// The id asked for, when it was merged into this one.
    pub redirected_from: Option<IncidentId>,
    /// Ids that lead here, sorted.
    pub merged: Vec<IncidentId>,
}

/// An incident on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPoint {
    /// Its identity.
    pub id: IncidentId,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Radius in metres of the circle that holds it.
    pub radius_m: u32,
    /// UCDP `where_prec`, 1 to 7; from 4 on it is an area, not a spot.
    pub where_prec: u8,
    /// What kind of event.
    pub event_type: Option<EventType>,
    /// When it began.
    pub start: Option<DateTime>,
}

/// What incidents are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// By event type.
    EventType,
    /// By country.
    Country,
    /// By grade.
    Grade,
    /// By the day it began, `2016-12-16`.
    Day,
    /// By the month it began, `2016-12`.
    Month,
    /// By the year it began, `2016`.
    Year,
}

impl Facet {
    fn sql(self) -> &'static str {
        match self {
            Self::EventType => "i.event_type",
            Self::Country => "i.country",
            Self::Grade => "i.grade",
            Self::Day => "substr(i.time_start, 1, 10)",
            Self::Month => "substr(i.time_start, 1, 7)",
            Self::Year => "substr(i.time_start, 1, 4)",
        }
    }
}

impl Store {
    /// The incidents of `filter`, those that began last first, those without a time at the end.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn incidents(&self, filter: &Filter, page: Page) -> Result<IncidentPage, StoreError> {
        self.read("listing incidents", |conn| {
            let mut query = Query::of(filter, Goal::Page, conn)?;
            let key = if filter.text.is_some() { "t.rowid" } else { "i.num" };
            if let Some(Cursor(after)) = page.after {
                query.conditions.push(format!("{key} < ?"));
                query.values.push(Value::from(after));
            }
            query.values.push(Value::from(i64::from(page.limit) + 1));
            let (from, condition) = (query.from, query.condition());
            let sql = format!("SELECT i.* FROM {from} WHERE {condition} ORDER BY {key} DESC LIMIT ?");
            let mut find = conn.prepare_cached(&sql)?;
            let mut found = find.query(params_from_iter(&query.values))?;
            let (mut rows, mut next, mut last) = (Vec::new(), None, None);
            while let Some(row) = found.next()? {
                if rows.len() == page.limit as usize {
                    next = last;
                    break;
                }
                last = Some(Cursor(row.get("num")?));
                rows.push(incident_row(conn, row)?);
            }
            Ok(IncidentPage { rows, next })
        })
    }

    /// How many incidents `filter` leaves.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn count(&self, filter: &Filter) -> Result<u64, StoreError> {
        self.read("counting incidents", |conn| {
            let query = Query::of(filter, Goal::All, conn)?;
            let sql = format!("SELECT count(*) FROM {} WHERE {}", query.from, query.condition());
            let mut find = conn.prepare_cached(&sql)?;
            let count: i64 = find.query_row(params_from_iter(&query.values), |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or_default())
        })
    }

    /// How many incidents of `filter` fall under each value of `facet`, sorted by value; those without one are left
    /// out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn facet(&self, filter: &Filter, facet: Facet) -> Result<BTreeMap<String, u64>, StoreError> {
        self.read("counting incidents", |conn| {
            let query = Query::of(filter, Goal::All, conn)?;
            let (from, condition, value) = (query.from, query.condition(), facet.sql());
            let sql = format!("SELECT {value} AS v, count(*) FROM {from} WHERE {condition} GROUP BY v");
            let mut find = conn.prepare_cached(&sql)?;
            let counts = find.query_map(params_from_iter(&query.values), |row| {
                Ok((row.get::<_, Option<String>>(0)?, row.get::<_, i64>(1)?))
            })?;
            let mut facets = BTreeMap::new();
            for entry in counts {
                if let (Some(value), count) = entry? {
                    facets.insert(value, u64::try_from(count).unwrap_or_default());
                }
            }
            Ok(facets)
        })
    }

    /// The incidents of `filter` that have coordinates, newest first: at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn map(&self, filter: &Filter, limit: u32) -> Result<Vec<MapPoint>, StoreError> {
        self.read("reading the map", |conn| {
            let mut query = Query::of(filter, Goal::All, conn)?;
            query.values.push(Value::from(limit));
            let key = if filter.text.is_some() { "t.rowid" } else { "i.num" };
            let (from, condition) = (query.from, query.condition());
            let sql = format!(
                "SELECT i.id, i.lat, i.lon, coalesce(i.radius_m, 0), coalesce(i.where_prec, 7), i.event_type,
                    i.time_start FROM {from}
                WHERE {condition} AND i.lat IS NOT NULL AND i.lon IS NOT NULL ORDER BY {key} DESC LIMIT ?"
            );
            let mut find = conn.prepare_cached(&sql)?;
            let points = find.query_map(params_from_iter(&query.values), |row| {
                Ok(MapPoint {
                    id: IncidentId::new(row.get::<_, String>(0)?),
                    lat: row.get(1)?,
                    lon: row.get(2)?,
                    radius_m: row.get(3)?,
                    where_prec: row.get(4)?,
                    event_type: row.get::<_, Option<String>>(5)?.map(EventType::new),
                    start: row.get::<_, Option<Named<_>>>(6)?.map(|start| start.0),
                })
            })?;
            Ok(points.collect::<Result<_, _>>()?)
        })
    }

    /// The incident with this id or the only one whose id begins so; an id that was merged leads to where it went.
    /// `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError::Ambiguous`] when several ids begin so; others when the file cannot be read.
    pub fn incident(&self, id: &str) -> Result<Option<StoredIncident>, StoreError> {
        self.read("reading an incident", |conn| {
            let Some(found) = resolve(conn, id)? else {
                return Ok(None);
            };
            let target: Option<String> = conn
                .prepare_cached("SELECT target FROM redirects WHERE id = ?1")?
                .query_row([&found], |row| row.get(0))
                .optional()?;
            let Some(mut stored) = read(conn, target.as_deref().unwrap_or(&found))? else {
                return Ok(None);
            };
            stored.redirected_from = target.map(|_| IncidentId::new(found));
            Ok(Some(stored))
        })
    }

    /// All incidents of `filter`, whole, newest first: each is read when it is asked for, so that exports need no
    /// more memory than one.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read, or that of `each`.
    pub fn each_incident<E: From<StoreError>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(StoredIncident) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut page = Page { limit: 500, after: None };
        loop {
            let found = self.incidents(filter, page)?;
            for row in &found.rows {
                if let Some(stored) = self.incident(row.id.as_str())? {
                    each(stored)?;
                }
            }
            page.after = found.next;
            if page.after.is_none() {
                return Ok(());
            }
        }
    }
}

/// The id, of an incident or a redirect, that `start` is or begins.
fn resolve(conn: &Connection, start: &str) -> Result<Option<String>, Fault> {
    const SQL: &str = "SELECT id FROM incidents WHERE id >= ?1 AND id < ?2
        UNION SELECT id FROM redirects WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 4";
    let mut find = conn.prepare_cached(SQL)?;
    let fits: Vec<String> = find
        .query_map(params![start, format!("{start}\u{10ffff}")], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    match fits.as_slice() {
        [] => Ok(None),
        _ if start.is_empty() => Ok(None),
        [first, others @ ..] if others.is_empty() || first == start => Ok(Some(first.clone())),
        _ => Err(Fault::Ambiguous { prefix: start.to_owned(), fits }),
    }
}

fn read(conn: &Connection, id: &str) -> Result<Option<StoredIncident>, Fault> {
    const SQL: &str = "SELECT * FROM incidents JOIN incident_bodies ON incident = num WHERE id = ?1";
    let mut find = conn.prepare_cached(SQL)?;
    let mut rows = find.query([id])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let body: String = row.get("body")?;
    Ok(Some(StoredIncident {
        incident: from_json(&body).map_err(|bad| Fault::bad_row("incident_bodies", &id, &bad))?,
        headline: row.get("headline")?,
        first_seen: timestamp(row, "first_seen")?,
        last_changed: timestamp(row, "last_changed")?,
        revision: row.get("revision")?,
        redirected_from: None,
        merged: merged_into(conn, id)?,
    }))
}

fn merged_into(conn: &Connection, id: &str) -> Result<Vec<IncidentId>, Fault> {
    let mut find = conn.prepare_cached("SELECT id FROM redirects WHERE target = ?1 ORDER BY id")?;
    let ids = find.query_map([id], |row| Ok(IncidentId::new(row.get::<_, String>(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn incident_row(conn: &Connection, row: &Row<'_>) -> Result<IncidentRow, Fault> {
    let id = IncidentId::new(row.get::<_, String>("id")?);
    let count = |min: &str, max: &str| -> rusqlite::Result<Option<CountRange>> {
        let (min, max): (Option<u32>, _) = (row.get(min)?, row.get(max)?);
        Ok(min.map(|min| CountRange::new(min, max)))
    };
    Ok(IncidentRow {
        event_type: row.get::<_, Option<String>>("event_type")?.map(EventType::new),
        time: time_range(row).map_err(|bad| match bad {
            Fault::BadRow { reason, .. } => Fault::bad_row("incidents", &id, &reason),
            other => other,
        })?,
        lat: row.get("lat")?,
        lon: row.get("lon")?,
        radius_m: row.get("radius_m")?,
        country: row.get("country")?,
        place: row.get("place")?,
        where_prec: row.get("where_prec")?,
        killed: count("killed_min", "killed_max")?,
        injured: count("injured_min", "injured_max")?,
        actors: actors(conn, row.get("num")?)?,
        sources: SourceCount {
            reports: row.get("reports")?,
            outlets: row.get("outlets")?,
            roots: row.get("roots")?,
        },
        grade: row.get::<_, Named<_>>("grade")?.0,
        headline: row.get("headline")?,
        first_seen: timestamp(row, "first_seen")?,
        last_changed: timestamp(row, "last_changed")?,
        revision: row.get("revision")?,
        id,
    })
}

fn time_range(row: &Row<'_>) -> Result<Option<TimeRange>, Fault> {
    let (start, end, grain): (Option<Named<DateTime>>, Option<Named<DateTime>>, Option<String>) =
        (row.get("time_start")?, row.get("time_end")?, row.get("grain")?);
    let Some(((Named(start), Named(end)), grain)) = start.zip(end).zip(grain) else {
        return Ok(None);
    };
    let bad = |reason: String| Fault::bad_row("incidents", &"", &reason);
    let grain: Grain = name_of(&grain).map_err(|value| bad(value.0))?;
    TimeRange::new(start, end, grain)
        .ok_or_else(|| bad(format!("{start} to {end} is no time range")))
        .map(Some)
}

fn actors(conn: &Connection, incident: i64) -> Result<Vec<Sides>, Fault> {
    const SQL: &str = "SELECT role, actor, name FROM incident_actors WHERE incident = ?1 ORDER BY ordinal";
    let mut find = conn.prepare_cached(SQL)?;
    let sides = find.query_map([incident], |row| {
        let Named::<Role>(role) = row.get(0)?;
        let id = row.get::<_, Option<String>>(1)?.map(dateline_model::ActorId::new);
        Ok(Sides { role, id, name: row.get(2)? })
    })?;
    Ok(sides.collect::<Result<_, _>>()?)
}
