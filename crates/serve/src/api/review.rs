//! What waits for a person, and what may be the same as an incident.

use axum::Json;
use axum::extract::{Path, State};
use dateline_review::Related;
use dateline_store::{Filter, Queue, Store};
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::{Problem, ProblemJson};
use super::query::{Asked, FilterParams};
use crate::desk::Desk;
use crate::readers::Readers;
use crate::wire::{SummaryJson, WhyPartJson};

/// A queue is counted no farther: beyond this it is only known to be long.
const MAX_COUNT: u32 = 1_000;
/// So many neighbours of an incident are compared with it.
const MAX_COMPARED: u32 = 40;
/// So many of them are answered.
pub(super) const MAX_RELATED: usize = 12;

/// One reason why incidents wait for a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Queue)]
pub(crate) struct QueueJson {
    /// Its name, as the parameter `queue` takes it.
    name: &'static str,
    /// How many incidents wait, counted to 1000.
    count: u64,
    /// Whether there may be more than were counted.
    is_capped: bool,
}

/// What waits for a person, and whether decisions are taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Queues)]
pub(crate) struct QueuesJson {
    /// Whether this server takes decisions from whoever asks.
    is_open: bool,
    /// The queues in the order they are worked; an incident may stand in several.
    queues: Vec<QueueJson>,
}

/// What waits for a person among the incidents of a filter; the incidents of a queue are listed with `queue=` at
/// `/api/v1/incidents`, in pages.
#[utoipa::path(
    get,
    path = "/api/v1/queue",
    params(FilterParams),
    responses((status = 200, body = QueuesJson), (status = 400, body = ProblemJson))
)]
pub(crate) async fn queues(
    State(readers): State<Readers>,
    State(desk): State<Desk>,
    Asked(filter): Asked<FilterParams>,
) -> Result<Json<QueuesJson>, Problem> {
    let (filter, is_open) = (filter.filter()?, desk.is_open());
    let counted = move |store: &Store| -> Result<Vec<QueueJson>, Problem> {
        let mut queues = Vec::new();
        for queue in Queue::ALL {
            let filter = Filter { queue: Some(*queue), ..filter.clone() };
            let count = store.count_up_to(&filter, MAX_COUNT)?;
            let is_capped = count == u64::from(MAX_COUNT);
            queues.push(QueueJson { name: queue.as_str(), count, is_capped });
        }
        Ok(queues)
    };
    Ok(Json(QueuesJson { is_open, queues: readers.read(counted).await? }))
}

/// An incident that may be the same as another.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Related)]
pub(crate) struct RelatedJson {
    /// The incident.
    incident: SummaryJson,
    /// The chance that both are one, 0 to 1, as the fuse room weighs it.
    chance: f32,
    /// Whether something forbids that they are one, whatever else speaks for it.
    is_forbidden: bool,
    /// The parts of the evidence, strongest first.
    parts: Vec<WhyPartJson>,
}

/// Incidents that may be the same as this one, likeliest first: those within three days and some 75 km that nobody
/// rejected or keeps apart from it, at most twelve.
#[utoipa::path(
    get,
    path = "/api/v1/incidents/{id}/related",
    params(("id" = String, Path, description = "Id of the incident")),
    responses(
        (status = 200, body = Vec<RelatedJson>),
        (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson, description = "Several ids begin so")
    )
)]
pub(crate) async fn related(
    State(readers): State<Readers>,
    Path(id): Path<String>,
) -> Result<Json<Vec<RelatedJson>>, Problem> {
    readers
        .read(move |store| {
            let related = dateline_review::related(store, &id, MAX_COMPARED)?;
            Ok(Json(related.iter().take(MAX_RELATED).map(Into::into).collect()))
        })
        .await
}

impl From<&Related> for RelatedJson {
    fn from(related: &Related) -> Self {
        let comparison = &related.comparison;
        Self {
            incident: (&related.subject.stored).into(),
            chance: comparison.chance,
            is_forbidden: !comparison.forbidden.is_empty(),
            parts: comparison.parts.iter().map(Into::into).collect(),
        }
    }
}
