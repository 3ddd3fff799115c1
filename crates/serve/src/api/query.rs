//! What can be asked: parameters out of the address, each checked, none ignored.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use dateline_model::{EventType, Grade, Means, Review, Role};
use dateline_store::{BBox, Cursor, Filter, Page, Queue};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::problem::{Problem, ProblemKind};

/// Every parameter that some path takes. Another is refused: a misspelled filter must not look like no filter.
const KNOWN: &[&str] = &[
    "since",
    "until",
    "bbox",
    "country",
    "type",
    "actor",
    "role",
    "place",
    "text",
    "min_sources",
    "min_killed",
    "means",
    "grade",
    "review",
    "queue",
    "limit",
    "cursor",
    "bucket",
    "format",
    "file",
    "url",
    "title",
    "published",
    "source",
    "lang",
    "author",
];
/// Rows of a page when the question names no number.
const DEFAULT_LIMIT: u32 = 50;
/// Most rows of a page.
const MAX_LIMIT: u32 = 1_000;

/// Parameters of the address; a problem instead of an answer when they cannot be read.
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let unreadable = |error: axum::extract::rejection::QueryRejection| {
            Problem::new(ProblemKind::BadParameter, error.body_text())
        };
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map_err(unreadable)?;
        if let Some((name, _)) = pairs.iter().find(|(name, _)| !KNOWN.contains(&name.as_str())) {
            let message = format!("there is no parameter '{name}'; known are {}", KNOWN.join(", "));
            return Err(Problem::new(ProblemKind::UnknownParameter, message));
        }
        Query::try_from_uri(&parts.uri).map(|Query(asked)| Self(asked)).map_err(unreadable)
    }
}

/// Which incidents.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FilterParams {
    /// Incidents that go on until this day or later, `2024-05-01`.
    since: Option<String>,
    /// Incidents that begin on this day or earlier, `2024-05-31`.
    until: Option<String>,
    /// Incidents in this box: `west,south,east,north` in degrees; `west` may lie east of `east`.
    bbox: Option<String>,
    /// Two-letter country codes, with commas between.
    country: Option<String>,
    /// Event types, with commas between.
    r#type: Option<String>,
    /// An actor's key, or words of its name.
    actor: Option<String>,
    /// What that actor did, or anybody when none is named: `initiator`, `partner`, `target`, `victim`, with commas
    /// between.
    role: Option<String>,
    /// Words of the names of places and provinces; all must be there.
    place: Option<String>,
    /// Words of types, places, actors and sentences; all must be there. `"two words"` stand together, `shell*` is a
    /// beginning.
    text: Option<String>,
    /// At least so many independent roots.
    min_sources: Option<String>,
    /// At least so many killed, by the lower end of the headline count.
    min_killed: Option<String>,
    /// Means, with commas between.
    means: Option<String>,
    /// Grades, with commas between.
    grade: Option<String>,
    /// `open`, `accepted`, `rejected`, with commas between; all but the rejected when not set.
    review: Option<String>,
    /// What waits for a person: `new`, `uncertain`, `disagreeing`, `duplicate` or `toll_changed`.
    queue: Option<String>,
}

impl FilterParams {
    /// The filter of the store.
    ///
    /// # Errors
    ///
    /// A problem that names the first parameter that cannot be read.
    pub(crate) fn filter(&self) -> Result<Filter, Problem> {
        let until = day("until", self.until.as_deref())?;
        Ok(Filter {
            since: day("since", self.since.as_deref())?.map(|day| day.at(0, 0, 0, 0)),
            // The day itself belongs to the span; the store takes the first moment after it.
            until: until.map(|day| day.tomorrow().map_or(DateTime::MAX, |next| next.at(0, 0, 0, 0))),
            bbox: bbox(self.bbox.as_deref())?,
            bbox_touches: false,
            countries: listed("country", self.country.as_deref(), "two letters, as SY", country)?,
            event_types: listed(
                "type",
                self.r#type.as_deref(),
                "an event type of /api/v1/facets",
                event_type,
            )?,
            means: listed("means", self.means.as_deref(), "a means of /api/v1/facets", means)?,
            grades: listed("grade", self.grade.as_deref(), "a grade of /api/v1/facets", Grade::parse)?,
            reviews: listed("review", self.review.as_deref(), "open, accepted or rejected", Review::parse)?,
            actor: set(self.actor.as_deref()).map(str::to_owned),
            roles: listed("role", self.role.as_deref(), "initiator, partner, target or victim", Role::parse)?,
            place: set(self.place.as_deref()).map(str::to_owned),
            text: set(self.text.as_deref()).map(str::to_owned),
            min_roots: number("min_sources", self.min_sources.as_deref())?,
            min_killed: number("min_killed", self.min_killed.as_deref())?,
            queue: set(self.queue.as_deref()).map(queue).transpose()?,
        })
    }
}

/// Which part of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageParams {
    /// At most so many, 1 to 1000; 50 when not set.
    limit: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

impl PageParams {
    pub(crate) fn page(&self) -> Result<Page, Problem> {
        let limit = number("limit", self.limit.as_deref())?.unwrap_or(DEFAULT_LIMIT);
        if limit == 0 || limit > MAX_LIMIT {
            return Err(Problem::parameter("limit", &limit.to_string(), "1 to 1000"));
        }
        let expected = "the next_cursor of a page";
        let cursor = |text| Cursor::parse(text).ok_or_else(|| Problem::parameter("cursor", text, expected));
        Ok(Page { limit, after: set(self.cursor.as_deref()).map(cursor).transpose()? })
    }
}

/// The value, unless it is missing or blank: a form sends every field, filled or not.
pub(crate) fn set(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

fn day(name: &str, value: Option<&str>) -> Result<Option<Date>, Problem> {
    let read = |text: &str| text.parse().map_err(|_| Problem::parameter(name, text, "a day, as 2024-05-31"));
    set(value).map(read).transpose()
}

fn number(name: &str, value: Option<&str>) -> Result<Option<u32>, Problem> {
    let read = |text: &str| text.parse().map_err(|_| Problem::parameter(name, text, "a whole number"));
    set(value).map(read).transpose()
}

fn bbox(value: Option<&str>) -> Result<Option<BBox>, Problem> {
    let expected = "west,south,east,north in degrees";
    let read = |text: &str| BBox::parse(text).ok_or_else(|| Problem::parameter("bbox", text, expected));
    set(value).map(read).transpose()
}

fn listed<T>(
    name: &str,
    value: Option<&str>,
    expected: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Problem> {
    let items = set(value).into_iter().flat_map(|list| list.split(',')).map(str::trim);
    items.map(|item| read(item).ok_or_else(|| Problem::parameter(name, item, expected))).collect()
}

fn country(code: &str) -> Option<String> {
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| code.to_ascii_uppercase())
}

fn queue(name: &str) -> Result<Queue, Problem> {
    let known = Queue::ALL.iter().map(|queue| queue.as_str()).collect::<Vec<_>>().join(", ");
    Queue::parse(name).ok_or_else(|| Problem::parameter("queue", name, &known))
}

fn means(key: &str) -> Option<Means> {
    dateline_tables::means(key).map(|row| Means::new(row.id))
}

fn event_type(key: &str) -> Option<EventType> {
    dateline_tables::event_type(key).map(|row| EventType::new(row.id))
}
