//! Incidents coming out as a list, newest first.

use std::fmt;

use dateline_model::{
    ActorId, CountRange, EventType, Grade, Grain, IncidentId, Review, Role, Sides, SourceCount, TimeRange,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::error::{Fault, StoreError};
use crate::filter::{Filter, Goal, Query};
use crate::rows::{Named, name_of};
use crate::store::Store;
use crate::times::timestamp;

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
    /// Whether a person looked at it.
    pub review: Review,
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
        review: row.get::<_, Named<_>>("review")?.0,
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
        let id = row.get::<_, Option<String>>(1)?.map(ActorId::new);
        Ok(Sides { role, id, name: row.get(2)? })
    })?;
    Ok(sides.collect::<Result<_, _>>()?)
}
