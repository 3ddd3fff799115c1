//! From the time expressions of a draft to the time of its event.

use dateline_model::EventTime;
use dateline_times::Timex;

use crate::annotate::Annotated;
use crate::extract::Draft;

/// When the event of `draft` happened; `None` when no words tell. Spans are those of the annotated text.
///
/// Of a day and a clock time that agree the finer one is taken; when they do not, the first one told.
pub(super) fn resolve_time(draft: &Draft, text: &Annotated) -> Option<EventTime> {
    let told: Vec<&Timex> = draft.times.iter().filter_map(|&idx| text.times.get(idx)).collect();
    let first = told.iter().find(|timex| timex.interval().is_some()).or(told.first())?;
    let best = told
        .iter()
        .filter(|timex| match (timex.interval(), first.interval()) {
            (Some(range), Some(other)) => range.overlaps(other),
            _ => false,
        })
        .min_by_key(|timex| timex.interval().map(|range| range.end().duration_since(range.start())))
        .unwrap_or(first);
    Some(EventTime {
        range: best.interval(),
        anchor: best.anchor,
        status: best.status,
        value: Some(best.value.clone()),
        offset_minutes: told.iter().find_map(|timex| timex.offset_minutes),
        spans: told.iter().map(|timex| timex.span).collect(),
    })
}
