//! Incidents counted, and as points on the map.

use std::collections::BTreeMap;

use dateline_model::{EventType, IncidentId};
use jiff::Span;
use jiff::civil::date;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::{Fault, StoreError};
use crate::filter::{Filter, Goal, Query};
use crate::incidents::day_of;
use crate::store::Store;

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
    /// Name of the place.
    pub place: Option<String>,
    /// What kind of event.
    pub event_type: Option<EventType>,
}

/// What incidents are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// By event type.
    EventType,
    /// By means.
    Means,
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

/// Where a facet is read from.
enum Read {
    /// A column.
    Column(&'static str),
    /// So many first letters of the day, which the number of an incident tells.
    Day(usize),
}

impl Facet {
    fn read(self) -> Read {
        match self {
            Self::EventType => Read::Column("i.event_type"),
            Self::Means => Read::Column("i.means"),
            Self::Country => Read::Column("i.country"),
            Self::Grade => Read::Column("i.grade"),
            Self::Day => Read::Day("2016-12-16".len()),
            Self::Month => Read::Day("2016-12".len()),
            Self::Year => Read::Day("2016".len()),
        }
    }
}

impl Store {
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
            let value = match facet.read() {
                Read::Column(value) => value,
                Read::Day(letters) => return Ok(by_day(conn, &query, letters)?.0),
            };
            let (from, condition) = (query.from, query.condition());
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

    /// How many incidents of `filter` began on each day, `2016-12-16`, and how many have no time.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn days(&self, filter: &Filter) -> Result<(BTreeMap<String, u64>, u64), StoreError> {
        self.read("counting incidents", |conn| {
            by_day(conn, &Query::of(filter, Goal::All, conn)?, "2016-12-16".len())
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
                    i.place FROM {from}
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
                    place: row.get(6)?,
                })
            })?;
            Ok(points.collect::<Result<_, _>>()?)
        })
    }
}

/// Counts by the first letters of the day, `2016-12-16`, and those without a time. Any index holds the numbers of incidents, so none of their
/// rows is read.
fn by_day(conn: &Connection, query: &Query, letters: usize) -> Result<(BTreeMap<String, u64>, u64), Fault> {
    let sql = format!("SELECT i.num FROM {} WHERE {}", query.from, query.condition());
    let mut find = conn.prepare_cached(&sql)?;
    let mut rows = find.query(params_from_iter(&query.values))?;
    let mut days: BTreeMap<i64, u64> = BTreeMap::new();
    let mut n_undated = 0;
    while let Some(row) = rows.next()? {
        match day_of(row.get(0)?) {
            Some(day) => *days.entry(day).or_default() += 1,
            None => n_undated += 1,
        }
    }
    let mut counts = BTreeMap::new();
    for (day, n) in days {
        // Numbers are made of dates, so only a damaged file holds a day beyond the calendar.
        let Ok(since) = Span::new().try_days(day) else { continue };
        let name = date(1970, 1, 1).saturating_add(since).to_string();
        *counts.entry(name.chars().take(letters).collect()).or_default() += n;
    }
    Ok((counts, n_undated))
}
