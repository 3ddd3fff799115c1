//! The HTTP API under `/api/v1`: questions, and decisions of persons; JSON out, every answer from one read of the database.

mod problem;
mod query;
mod incidents;
mod reports;
mod adding;
mod map;
mod counts;
mod about;
mod decisions;
mod review;
mod download;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::http::Method;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use problem::{Problem, ProblemKind};

use crate::answers::{Answers, keep};
use crate::desk::Desk;
use crate::readers::Readers;

/// Most bytes of a question's body.
const MAX_BODY: usize = 64 << 10;
/// Most bytes of a report that is handed in: a saved page with its pictures inside.
const MAX_REPORT: usize = 32 << 20;

/// What the answers are made from.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) readers: Readers,
    pub(crate) answers: Answers,
    pub(crate) desk: Desk,
}

impl FromRef<House> for Readers {
    fn from_ref(house: &House) -> Self {
        house.readers.clone()
    }
}

impl FromRef<House> for Desk {
    fn from_ref(house: &House) -> Self {
        house.desk.clone()
    }
}

/// What the OpenAPI document says beside the paths and shapes, which come from the handlers.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Dateline",
        description = "An incident database in which every value leads back to the words, the report and the \
                       speaker it came from. Three paths change something, the rest only answer: a POST to \
                       /api/v1/decisions keeps what a person decides, one to /api/v1/sources/{id} how \
                       reliable they judge a source, one to /api/v1/reports a report. Offsets are bytes into the report's original text as UTF-8; \
                       civil times carry no zone. A problem is answered as `{code, message}`."
    ),
    components(schemas(problem::ProblemJson))
)]
struct Document;

/// The paths of the API, with the document that describes them at `openapi.json`.
pub(crate) fn router(house: House) -> Router {
    // These answers may be megabytes; packing them tighter would take longer than sending them.
    let kept = over_the_whole()
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(axum::middleware::from_fn_with_state(house.answers.clone(), keep));
    let (api, document) = OpenApiRouter::with_openapi(Document::openapi())
        .merge(kept)
        .routes(routes!(incidents::one))
        .routes(routes!(download::one))
        .routes(routes!(decisions::compare))
        .routes(routes!(decisions::list, decisions::make))
        .routes(routes!(review::related))
        .routes(routes!(reports::one))
        .routes(routes!(about::rate))
        .merge(taking_reports())
        .routes(routes!(download::all))
        .split_for_parts();
    let document = axum::Json(document);
    api.route("/api/v1/openapi.json", axum::routing::get(async move || document))
        .route("/api/{*path}", axum::routing::any(unknown_path))
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(house)
}

/// Questions about many incidents or all sources at once, whose answers are kept.
fn over_the_whole() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(incidents::list))
        .routes(routes!(map::points))
        .routes(routes!(counts::timeline))
        .routes(routes!(counts::facets))
        .routes(routes!(review::queues))
        .routes(routes!(about::sources))
        .routes(routes!(about::habits))
        .routes(routes!(about::stats))
}

/// Where reports are handed in, whose bodies are longer than others.
fn taking_reports() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(adding::preview))
        .routes(routes!(adding::keep))
        .layer(DefaultBodyLimit::max(MAX_REPORT))
}

async fn unknown_path(uri: axum::http::Uri) -> Problem {
    Problem::new(ProblemKind::UnknownPath, format!("there is no {}; see /api/v1/openapi.json", uri.path()))
}

async fn wrong_method(method: Method) -> Problem {
    Problem::new(
        ProblemKind::Method,
        format!(
            "{method} changes things, and nothing can be changed here but by /api/v1/decisions, \
             /api/v1/sources/{{id}} and /api/v1/reports"
        ),
    )
}
