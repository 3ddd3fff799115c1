//! Incidents: the list, and one with all it rests on.

use axum::Json;
use axum::extract::{Path, State};
use dateline_store::Store;
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::{Problem, ProblemJson};
use super::query::{Asked, FilterParams, PageParams};
use crate::dossier::Dossier;
use crate::readers::Readers;
use crate::wire::{DossierJson, SummaryJson};

/// Part of the list of incidents.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IncidentPage)]
pub(crate) struct IncidentPageJson {
    /// The incidents, those that began last first, those without a time at the end.
    incidents: Vec<SummaryJson>,
    /// How many the filter leaves, on all pages.
    total: u64,
    /// What to ask for the next page with; null after the last.
    next_cursor: Option<String>,
}

/// The incidents that a filter leaves, in pages.
#[utoipa::path(
    get,
    path = "/api/v1/incidents",
    params(FilterParams, PageParams),
    responses((status = 200, body = IncidentPageJson), (status = 400, body = ProblemJson))
)]
pub(crate) async fn list(
    State(readers): State<Readers>,
    Asked(filter): Asked<FilterParams>,
    Asked(page): Asked<PageParams>,
) -> Result<Json<IncidentPageJson>, Problem> {
    let (filter, page) = (filter.filter()?, page.page()?);
    readers
        .read(move |store| {
            let found = store.incidents(&filter, page)?;
            Ok(Json(IncidentPageJson {
                incidents: found.rows.iter().map(Into::into).collect(),
                total: store.count(&filter)?,
                next_cursor: found.next.map(|cursor| cursor.to_string()),
            }))
        })
        .await
}

/// One incident: every value, the claims and words behind it, the reports, the history.
///
/// The id may be the start of one, if only one begins so; a merged id leads to where it went.
#[utoipa::path(
    get,
    path = "/api/v1/incidents/{id}",
    params(("id" = String, Path, description = "Id of the incident")),
    responses(
        (status = 200, body = DossierJson),
        (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson, description = "Several ids begin so")
    )
)]
pub(crate) async fn one(
    State(readers): State<Readers>,
    Path(id): Path<String>,
) -> Result<Json<DossierJson>, Problem> {
    readers.read(move |store| Ok(Json((&find(store, &id)?).into()))).await
}

/// The incident with all it rests on.
pub(super) fn find(store: &Store, id: &str) -> Result<Dossier, Problem> {
    let stored = store.incident(id)?.ok_or_else(|| Problem::not_found("incident", id))?;
    Ok(Dossier::load(store, stored)?)
}
