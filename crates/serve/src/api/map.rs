//! The map: every incident of a filter as columns, which are a third of the size of rows.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use dateline_model::EventType;
use dateline_store::MapPoint;
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::{Problem, ProblemJson};
use super::query::{Asked, FilterParams};
use crate::readers::Readers;

/// Most incidents on one map.
const MAX_POINTS: u32 = 500_000;

/// Incidents with coordinates as columns: the n-th of each list belongs to the n-th incident.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = MapColumns)]
pub(crate) struct MapColumnsJson {
    /// Identity.
    id: Vec<String>,
    /// Degrees north.
    lat: Vec<f64>,
    /// Degrees east.
    lon: Vec<f64>,
    /// Radius in metres of the circle that holds the incident.
    radius_m: Vec<u32>,
    /// `where_prec` of the UCDP GED codebook; from 2 on it is an area, not a spot.
    where_prec: Vec<u8>,
    /// Place in `event_types`; -1 when unknown.
    event_type: Vec<i32>,
    /// The event types that occur.
    event_types: Vec<String>,
    /// Place in `places`; -1 when it has no name.
    place: Vec<i32>,
    /// The names of places that occur.
    places: Vec<String>,
    /// How many the filter leaves, those without coordinates included.
    total: u64,
}

/// Every incident of a filter that has coordinates, at most 500,000.
#[utoipa::path(
    get,
    path = "/api/v1/map",
    params(FilterParams),
    responses((status = 200, body = MapColumnsJson), (status = 400, body = ProblemJson))
)]
pub(crate) async fn points(
    State(readers): State<Readers>,
    Asked(filter): Asked<FilterParams>,
) -> Result<Json<MapColumnsJson>, Problem> {
    let filter = filter.filter()?;
    readers
        .read(move |store| Ok(Json(columns(&store.map(&filter, MAX_POINTS)?, store.count(&filter)?))))
        .await
}

fn columns(points: &[MapPoint], total: u64) -> MapColumnsJson {
    let mut columns = MapColumnsJson { total, ..MapColumnsJson::default() };
    let (mut types, mut places) = (Names::default(), Names::default());
    for point in points {
        columns.id.push(point.id.to_string());
        columns.lat.push(point.lat);
        columns.lon.push(point.lon);
        columns.radius_m.push(point.radius_m);
        columns.where_prec.push(point.where_prec);
        columns.event_type.push(types.number(point.event_type.as_ref().map(EventType::as_str)));
        columns.place.push(places.number(point.place.as_deref()));
    }
    columns.event_types = types.listed;
    columns.places = places.listed;
    columns
}

/// Names that occur again and again, each listed once.
#[derive(Default)]
struct Names<'a> {
    numbers: BTreeMap<&'a str, i32>,
    listed: Vec<String>,
}

impl<'a> Names<'a> {
    /// Where the name stands in the list; -1 for none.
    fn number(&mut self, name: Option<&'a str>) -> i32 {
        let Some(name) = name else {
            return -1;
        };
        *self.numbers.entry(name).or_insert_with(|| {
            self.listed.push(name.to_owned());
            i32::try_from(self.listed.len() - 1).unwrap_or(-1)
        })
    }
}
