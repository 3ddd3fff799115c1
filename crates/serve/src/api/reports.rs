//! Reports: the text as received, what was cut from it and what it claims.

use axum::Json;
use axum::extract::{Path, State};
use dateline_model::ReportId;

use super::problem::{Problem, ProblemJson};
use crate::readers::Readers;
use crate::wire::ReportTextJson;

/// One report with its text, cuts and claims.
#[utoipa::path(
    get,
    path = "/api/v1/reports/{id}",
    params(("id" = String, Path, description = "Id of the report, 32 hexadecimal digits")),
    responses((status = 200, body = ReportTextJson), (status = 404, body = ProblemJson))
)]
pub(crate) async fn one(
    State(readers): State<Readers>,
    Path(id): Path<String>,
) -> Result<Json<ReportTextJson>, Problem> {
    readers
        .read(move |store| {
            let missing = || Problem::not_found("report", &id);
            let report_id = ReportId::parse(&id).ok_or_else(missing)?;
            let stored = store.report(report_id)?.ok_or_else(missing)?;
            let claims = store.claims_of_report(report_id)?;
            Ok(Json(ReportTextJson::new(&stored, &claims)))
        })
        .await
}
