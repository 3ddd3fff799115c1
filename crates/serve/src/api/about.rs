//! The database itself: who publishes what is in it, and how much that is.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::Problem;
use crate::readers::Readers;
use crate::wire::StoredSourceJson;

/// All sources, sorted by key.
#[utoipa::path(get, path = "/api/v1/sources", responses((status = 200, body = Vec<StoredSourceJson>)))]
pub(crate) async fn sources(State(readers): State<Readers>) -> Result<Json<Vec<StoredSourceJson>>, Problem> {
    readers.read(|store| Ok(Json(store.sources()?.iter().map(Into::into).collect()))).await
}

/// What is in the database.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Stats)]
pub(crate) struct StatsJson {
    /// Version of the server.
    version: &'static str,
    /// Format of the database.
    format: u32,
    /// Version of `SQLite`.
    sqlite: &'static str,
    /// Versions of the engine that read the reports, with their number.
    engines: BTreeMap<String, u64>,
    /// Tables with their number of rows.
    tables: BTreeMap<&'static str, u64>,
    /// Size of the database in bytes.
    bytes: u64,
}

/// How much is in the database, and which versions made it.
#[utoipa::path(get, path = "/api/v1/stats", responses((status = 200, body = StatsJson)))]
pub(crate) async fn stats(State(readers): State<Readers>) -> Result<Json<StatsJson>, Problem> {
    readers
        .read(|store| {
            let stats = store.stats()?;
            Ok(Json(StatsJson {
                version: env!("CARGO_PKG_VERSION"),
                format: stats.format,
                sqlite: stats.sqlite,
                engines: stats.engines.into_iter().collect(),
                tables: stats.tables.into_iter().collect(),
                bytes: stats.bytes,
            }))
        })
        .await
}
