//! What two times say about whether the events are one.

use crate::account::{DAY, When};
use crate::score::{Evidence, Feature};

/// Events whose hours are known lie apart when more minutes than this lie between them.
const HOURS_APART: i64 = 3 * 60;

/// A time longer than this many minutes is vague: ten days.
const WIDE: i64 = 10 * DAY;

/// Adds the part of time.
pub(crate) fn weigh(a: When, b: When, evidence: &mut Evidence) {
    evidence.add(compare(a, b));
}

/// Whether two times forbid that the events are one.
pub(crate) fn forbid(a: When, b: When) -> bool {
    let mut evidence = Evidence::new();
    weigh(a, b, &mut evidence);
    evidence.forbids()
}

fn compare(a: When, b: When) -> Feature {
    match (a, b) {
        (When::Historical, When::Historical) => Feature::TimeUnknown,
        (When::Historical, _) | (_, When::Historical) => Feature::TimeLongBefore,
        (When::Unknown, _) | (_, When::Unknown) => Feature::TimeUnknown,
        (When::Told { start, end, fine }, When::Told { start: start_b, end: end_b, fine: fine_b }) => {
            let gap = gap((start, end), (start_b, end_b));
            told(gap, (start, end), (start_b, end_b), fine && fine_b)
        }
        (When::Reported { .. }, _) | (_, When::Reported { .. }) => reported(a, b),
        (When::Denied { start, end }, When::Told { start: start_b, end: end_b, .. })
        | (When::Told { start: start_b, end: end_b, .. }, When::Denied { start, end }) => {
            let gap = gap((start, end), (start_b, end_b));
            match told(gap, (start, end), (start_b, end_b), false) {
                Feature::TimeApart | Feature::TimeNextDay => assumed(a, b),
                same => same,
            }
        }
        _ => assumed(a, b),
    }
}

/// Minutes between two windows; negative where they overlap.
fn gap(a: (i64, i64), b: (i64, i64)) -> i64 {
    a.0.max(b.0) - a.1.min(b.1)
}

fn told(gap: i64, a: (i64, i64), b: (i64, i64), fine: bool) -> Feature {
    let longest = (a.1 - a.0).max(b.1 - b.0);
    let days_between = (a.0.max(b.0)).div_euclid(DAY) - (a.1.min(b.1) - 1).div_euclid(DAY);
    match gap {
        ..0 if fine => Feature::TimeSameHour,
        ..0 if longest <= DAY => Feature::TimeSameDay,
        ..0 if longest > WIDE => Feature::TimeOverlapWide,
        ..0 if a == b => Feature::TimeSameDays,
        ..0 => Feature::TimeOverlap,
        _ if fine && gap <= HOURS_APART => Feature::TimeSameHour,
        _ if days_between <= 0 => Feature::TimeHoursApart,
        _ if days_between == 1 && (!fine || gap <= DAY / 2) => Feature::TimeNextDay,
        _ => Feature::TimeApart,
    }
}

/// At least one time was taken from the report's date and stretches back over some days.
fn assumed(a: When, b: When) -> Feature {
    match (a.window(), b.window()) {
        (Some(a), Some(b)) if gap(a, b) < 0 => Feature::TimeAssumed,
        _ => Feature::TimeApart,
    }
}

/// At least one tells no time and was published within some days: it may tell of something older, but of nothing that
/// came after it.
fn reported(a: When, b: When) -> Feature {
    let (Some(window), Some(window_b)) = (a.window(), b.window()) else { return Feature::TimeUnknown };
    let is_later =
        |told: When, window: (i64, i64), end: i64| !matches!(told, When::Reported { .. }) && window.0 >= end;
    match () {
        () if gap(window, window_b) < 0 => Feature::TimeAssumed,
        () if is_later(a, window, window_b.1) || is_later(b, window_b, window.1) => Feature::TimeApart,
        () => Feature::TimeUnknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> When {
        When::Told { start: n * DAY, end: (n + 1) * DAY, fine: false }
    }

    fn hours(day: i64, from: i64, to: i64) -> When {
        When::Told { start: day * DAY + from * 60, end: day * DAY + to * 60, fine: true }
    }

    fn reported(n: i64) -> When {
        When::Assumed { start: (n - 3) * DAY, end: (n + 1) * DAY }
    }

    #[test]
    fn days_are_the_same_the_next_or_apart() {
        assert_eq!(compare(day(5), day(5)), Feature::TimeSameDay);
        assert_eq!(compare(day(5), day(6)), Feature::TimeNextDay);
        assert_eq!(compare(day(7), day(5)), Feature::TimeApart);
        assert_eq!(
            compare(day(5), When::Told { start: DAY, end: 8 * DAY, fine: false }),
            Feature::TimeOverlap
        );
    }

    #[test]
    fn hours_tell_two_events_of_one_day_apart() {
        assert_eq!(compare(hours(5, 6, 7), hours(5, 20, 21)), Feature::TimeHoursApart);
        assert_eq!(compare(hours(5, 6, 7), hours(5, 8, 9)), Feature::TimeSameHour);
        assert_eq!(compare(hours(5, 23, 24), hours(6, 1, 2)), Feature::TimeSameHour);
        assert_eq!(compare(hours(5, 6, 7), day(5)), Feature::TimeSameDay);
        assert_eq!(compare(hours(5, 22, 23), day(6)), Feature::TimeNextDay);
    }

    #[test]
    fn a_report_without_a_date_for_the_event_tells_of_the_days_before_it() {
        assert_eq!(compare(reported(7), day(5)), Feature::TimeAssumed);
        assert_eq!(compare(reported(7), day(8)), Feature::TimeApart);
        assert_eq!(compare(reported(7), day(2)), Feature::TimeApart);
    }

    #[test]
    fn a_denial_may_tell_its_own_day() {
        let denied = |n: i64| When::Denied { start: n * DAY, end: (n + 1) * DAY };
        assert_eq!(compare(denied(5), day(5)), Feature::TimeSameDay);
        assert_eq!(compare(denied(7), day(5)), Feature::TimeAssumed);
        assert_eq!(compare(day(9), denied(7)), Feature::TimeApart);
        assert_eq!(compare(denied(12), day(5)), Feature::TimeApart);
    }

    #[test]
    fn long_ago_is_never_now() {
        assert_eq!(compare(When::Historical, day(5)), Feature::TimeLongBefore);
        assert_eq!(compare(When::Unknown, day(5)), Feature::TimeUnknown);
    }
}
