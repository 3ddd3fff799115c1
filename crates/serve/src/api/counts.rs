//! Incidents counted: over time, and by what they are.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use dateline_model::Grade;
use dateline_store::Facet;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::{Problem, ProblemJson};
use super::query::{Asked, FilterParams, set};
use crate::readers::Readers;

/// Most buckets of an answer: forty years of days.
const MAX_BUCKETS: usize = 15_000;

/// Steps of the timeline, with the longest span of days for which each is chosen when none is named.
const BUCKETS: &[(&str, i64)] = &[("day", 190), ("week", 1_300), ("month", 9_000), ("year", i64::MAX)];

/// How finely to count.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct BucketParams {
    /// `day`, `week` (from Monday), `month` or `year`; chosen by the span of the incidents when not set.
    bucket: Option<String>,
}

/// Incidents that began in one step of time.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Bucket)]
pub(crate) struct BucketJson {
    /// First day of the step.
    start: String,
    /// Number of incidents.
    count: u64,
}

/// Incidents counted by the time they began.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Timeline)]
pub(crate) struct TimelineJson {
    /// `day`, `week`, `month` or `year`.
    bucket: &'static str,
    /// Every step from the first incident to the last, empty ones included.
    buckets: Vec<BucketJson>,
    /// Incidents whose time is unknown.
    undated: u64,
}

/// How many incidents of a filter began when.
#[utoipa::path(
    get,
    path = "/api/v1/timeline",
    params(FilterParams, BucketParams),
    responses((status = 200, body = TimelineJson), (status = 400, body = ProblemJson))
)]
pub(crate) async fn timeline(
    State(readers): State<Readers>,
    Asked(filter): Asked<FilterParams>,
    Asked(asked): Asked<BucketParams>,
) -> Result<Json<TimelineJson>, Problem> {
    let filter = filter.filter()?;
    let named = match set(asked.bucket.as_deref()) {
        None => None,
        Some(name) => {
            Some(bucket(name).ok_or_else(|| Problem::parameter("bucket", name, "day, week, month or year"))?)
        }
    };
    readers
        .read(move |store| {
            let (days, undated) = store.days(&filter)?;
            counted(&days, named, undated).map(Json)
        })
        .await
}

/// The days gathered into steps, without gaps.
fn counted(
    days: &BTreeMap<String, u64>,
    named: Option<&'static str>,
    undated: u64,
) -> Result<TimelineJson, Problem> {
    let days: BTreeMap<Date, u64> =
        days.iter().filter_map(|(day, n)| Some((day.parse().ok()?, *n))).collect();
    let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value()) else {
        return Ok(TimelineJson { bucket: named.unwrap_or("day"), buckets: Vec::new(), undated });
    };
    let span = i64::from((*last - *first).get_days());
    let bucket =
        named.or_else(|| BUCKETS.iter().find(|row| span <= row.1).map(|row| row.0)).unwrap_or("year");
    let mut counts: BTreeMap<Date, u64> = BTreeMap::new();
    let mut step = start_of(*first, bucket);
    while step <= *last {
        counts.insert(step, 0);
        if counts.len() > MAX_BUCKETS {
            return Err(Problem::parameter("bucket", bucket, "a coarser step for so long a time"));
        }
        let Some(next) = next(step, bucket) else { break };
        step = next;
    }
    for (day, n) in days {
        *counts.entry(start_of(day, bucket)).or_default() += n;
    }
    let buckets = counts.iter().map(|(start, count)| BucketJson { start: start.to_string(), count: *count });
    Ok(TimelineJson { bucket, buckets: buckets.collect(), undated })
}

fn bucket(name: &str) -> Option<&'static str> {
    BUCKETS.iter().map(|row| row.0).find(|known| *known == name)
}

fn start_of(day: Date, bucket: &str) -> Date {
    match bucket {
        "week" => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
        "month" => day.first_of_month(),
        "year" => day.first_of_year(),
        _ => day,
    }
}

/// The start of the step after that which begins on `day`; `None` at the end of the calendar.
fn next(day: Date, bucket: &str) -> Option<Date> {
    let step = match bucket {
        "week" => 1.week(),
        "month" => 1.month(),
        "year" => 1.year(),
        _ => 1.day(),
    };
    day.checked_add(step).ok()
}

/// One value and the number of incidents that have it.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Facet)]
pub(crate) struct FacetJson {
    /// The value, as a filter takes it.
    value: String,
    /// The name to show.
    name: String,
    /// The class it belongs to: of an event type its ACLED event type, else null.
    group: Option<&'static str>,
    /// Number of incidents.
    count: u64,
}

/// What the incidents are, counted.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Facets)]
pub(crate) struct FacetsJson {
    /// Every event type, those that do not occur with a count of 0.
    types: Vec<FacetJson>,
    /// Every means, those that do not occur with a count of 0.
    means: Vec<FacetJson>,
    /// The countries that occur.
    countries: Vec<FacetJson>,
    /// Every grade.
    grades: Vec<FacetJson>,
}

/// How many incidents of a filter are of each type, means, country and grade.
#[utoipa::path(
    get,
    path = "/api/v1/facets",
    params(FilterParams),
    responses((status = 200, body = FacetsJson), (status = 400, body = ProblemJson))
)]
pub(crate) async fn facets(
    State(readers): State<Readers>,
    Asked(filter): Asked<FilterParams>,
) -> Result<Json<FacetsJson>, Problem> {
    let filter = filter.filter()?;
    readers
        .read(move |store| {
            let types = store.facet(&filter, Facet::EventType)?;
            let means = store.facet(&filter, Facet::Means)?;
            let grades = store.facet(&filter, Facet::Grade)?;
            let plain =
                |(value, count): (String, u64)| FacetJson { name: value.clone(), value, group: None, count };
            Ok(Json(FacetsJson {
                types: dateline_tables::event_types().iter().map(|row| type_facet(row, &types)).collect(),
                means: dateline_tables::means_all()
                    .iter()
                    .map(|row| plain((row.id.to_owned(), count(&means, row.id))))
                    .collect(),
                countries: store.facet(&filter, Facet::Country)?.into_iter().map(plain).collect(),
                grades: Grade::ALL
                    .iter()
                    .map(|grade| plain((grade.to_string(), count(&grades, grade.as_str()))))
                    .collect(),
            }))
        })
        .await
}

fn type_facet(row: &dateline_tables::EventTypeRow, counts: &BTreeMap<String, u64>) -> FacetJson {
    FacetJson {
        value: row.id.to_owned(),
        name: row.name.to_owned(),
        group: Some(row.acled_event_type),
        count: count(counts, row.id),
    }
}

fn count(counts: &BTreeMap<String, u64>, value: &str) -> u64 {
    counts.get(value).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(days: &[(&str, u64)], named: Option<&'static str>) -> String {
        let days: BTreeMap<String, u64> = days.iter().map(|(day, n)| ((*day).to_owned(), *n)).collect();
        let found = counted(&days, named, 2).unwrap();
        let buckets: Vec<_> = found.buckets.iter().map(|it| format!("{}:{}", it.start, it.count)).collect();
        format!("{} [{}] undated:{}", found.bucket, buckets.join(" "), found.undated)
    }

    #[test]
    fn empty_steps_between_full_ones_are_told() {
        let days = [("2024-02-28", 1), ("2024-03-01", 3)];
        assert_eq!(line(&days, None), "day [2024-02-28:1 2024-02-29:0 2024-03-01:3] undated:2");
        assert_eq!(line(&days, Some("month")), "month [2024-02-01:1 2024-03-01:3] undated:2");
        assert_eq!(line(&days, Some("week")), "week [2024-02-26:4] undated:2");
        assert_eq!(line(&[], None), "day [] undated:2");
    }

    #[test]
    fn the_step_grows_with_the_span() {
        assert!(
            line(&[("2020-01-01", 1), ("2024-01-01", 1)], None)
                .starts_with("month [2020-01-01:1 2020-02-01:0")
        );
        assert!(
            line(&[("1950-06-01", 1), ("2024-01-01", 1)], None)
                .starts_with("year [1950-01-01:1 1951-01-01:0")
        );
        let days = BTreeMap::from([("0100-01-01".to_owned(), 1), ("2024-01-01".to_owned(), 1)]);
        assert!(counted(&days, Some("day"), 2).is_err());
    }
}
