//! The database itself: who publishes what is in it, and how much that is.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use dateline_model::{Reliability, SourceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::decisions::read;
use super::problem::{Problem, ProblemJson};
use crate::desk::Desk;
use crate::readers::Readers;
use crate::wire::StoredSourceJson;

/// All sources, sorted by key.
#[utoipa::path(get, path = "/api/v1/sources", responses((status = 200, body = Vec<StoredSourceJson>)))]
pub(crate) async fn sources(State(readers): State<Readers>) -> Result<Json<Vec<StoredSourceJson>>, Problem> {
    readers.read(|store| Ok(Json(store.sources()?.iter().map(Into::into).collect()))).await
}

/// How a publisher comes by what it tells.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SourceHabits)]
pub(crate) struct HabitsJson {
    /// Key of the publisher.
    source: String,
    /// Incidents that a report of it tells, those that were rejected left out.
    incidents: u64,
    /// Those that no other publisher tells.
    alone: u64,
    /// Those in which it gives an account that another publisher gave before, by one root.
    after: u64,
    /// Who gave those accounts first; most first.
    after_whom: Vec<NumberedJson>,
    /// Whom its accounts go back to, itself left out, by the names of their roots; most first.
    origins: Vec<NumberedJson>,
}

/// A name with a number of incidents.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Numbered)]
pub(crate) struct NumberedJson {
    /// The name or key.
    name: String,
    /// Number of incidents.
    count: u64,
}

/// How each publisher comes by what it tells: alone, or after whom; sorted by key. Those that tell no incident are
/// left out.
#[utoipa::path(get, path = "/api/v1/sources/habits", responses((status = 200, body = Vec<HabitsJson>)))]
pub(crate) async fn habits(State(readers): State<Readers>) -> Result<Json<Vec<HabitsJson>>, Problem> {
    let numbered = |name: String, count: u64| NumberedJson { name, count };
    readers
        .read(move |store| {
            let all = store.source_habits()?.into_iter().map(|(id, it)| HabitsJson {
                source: id.to_string(),
                incidents: it.incidents,
                alone: it.alone,
                after: it.after,
                after_whom: it.after_whom.into_iter().map(|(id, n)| numbered(id.to_string(), n)).collect(),
                origins: it.origins.into_iter().map(|(name, n)| numbered(name, n)).collect(),
            });
            Ok(Json(all.collect()))
        })
        .await
}

/// How reliable a reader judges a source.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Rating)]
pub(crate) struct RatingJson {
    /// A (reliable) to E (unreliable), or F (cannot be judged).
    reliability: String,
}

/// Sets how reliable a source is judged; it stays when the shipped table changes. Taken as decisions are.
#[utoipa::path(
    post,
    path = "/api/v1/sources/{id}",
    params(("id" = String, Path, description = "Key of the source")),
    request_body = RatingJson,
    responses(
        (status = 200, body = StoredSourceJson),
        (status = 400, body = ProblemJson),
        (status = 403, body = ProblemJson, description = "Another page asks, or reviewing is not allowed here"),
        (status = 404, body = ProblemJson),
        (status = 415, body = ProblemJson, description = "Not sent as application/json")
    )
)]
pub(crate) async fn rate(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<StoredSourceJson>, Problem> {
    let asked: RatingJson = read(&headers, &body)?;
    let letter = Reliability::parse(&asked.reliability)
        .ok_or_else(|| Problem::parameter("reliability", &asked.reliability, "a letter from A to F"))?;
    Ok(Json((&desk.rate(SourceId::new(id), letter).await?).into()))
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
