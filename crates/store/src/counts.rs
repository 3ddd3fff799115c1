//! Incidents counted, and as points on the map.

use std::collections::BTreeMap;

use dateline_model::{EventType, IncidentId};
use jiff::civil::DateTime;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::error::StoreError;
use crate::filter::{Filter, Goal, Query};
use crate::rows::Named;
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
    /// When it began.
    pub start: Option<DateTime>,
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

impl Facet {
    fn sql(self) -> &'static str {
        match self {
            Self::EventType => "i.event_type",
            Self::Means => "i.means",
            Self::Country => "i.country",
            Self::Grade => "i.grade",
            Self::Day => "substr(i.time_start, 1, 10)",
            Self::Month => "substr(i.time_start, 1, 7)",
            Self::Year => "substr(i.time_start, 1, 4)",
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
                    i.time_start, i.place FROM {from}
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
                    place: row.get(7)?,
                })
            })?;
            Ok(points.collect::<Result<_, _>>()?)
        })
    }
}
