//! When.

use dateline_model::{EventTime, TimeRange};
use serde::Serialize;
use utoipa::ToSchema;

use super::span::SpanJson;

/// A half-open interval of civil time, `[start, end)`, on the local clock of the place or report.
///
/// Civil times carry no zone, so that no reader can move a day by converting one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TimeRange)]
pub struct TimeRangeJson {
    /// First moment, `2024-05-01T00:00:00`.
    pub start: String,
    /// First moment after it.
    pub end: String,
    /// How finely it is known: `minute` ... `decade`.
    pub grain: &'static str,
    /// `date_prec` of the UCDP GED codebook, 1 to 5.
    pub ucdp_date_prec: u8,
    /// `time_precision` of the ACLED codebook, 1 to 3.
    pub acled_time_precision: u8,
}

impl From<TimeRange> for TimeRangeJson {
    fn from(range: TimeRange) -> Self {
        Self {
            start: range.start().to_string(),
            end: range.end().to_string(),
            grain: range.grain().as_str(),
            ucdp_date_prec: range.ucdp_date_prec(),
            acled_time_precision: range.acled_time_precision(),
        }
    }
}

/// When a claimed event happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EventTime)]
pub struct EventTimeJson {
    /// The interval; null when it stays unknown.
    pub range: Option<TimeRangeJson>,
    /// What it was anchored at: `explicit`, `published`, `earlier`, `event`.
    pub anchor: &'static str,
    /// `resolved`, `unspecified` or `historical`.
    pub status: &'static str,
    /// The time in TIMEX3 notation.
    pub value: Option<String>,
    /// Minutes east of UTC of the clock it is told on.
    pub offset_minutes: Option<i16>,
    /// The words; empty when it was taken from the report's date.
    pub spans: Vec<SpanJson>,
}

impl EventTimeJson {
    pub(crate) fn new(time: &EventTime, text: &str) -> Self {
        Self {
            range: time.range.map(Into::into),
            anchor: time.anchor.as_str(),
            status: time.status.as_str(),
            value: time.value.clone(),
            offset_minutes: time.offset_minutes,
            spans: SpanJson::all(&time.spans, text),
        }
    }
}
