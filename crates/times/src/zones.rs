//! Clocks told twice: "11:34 p.m. (2034 GMT)" teaches how far local time is from UTC.

use dateline_model::{Anchor, TimeRange};

use crate::calendar::Unit;
use crate::form::{Base, Found};
use crate::timex::Timex;
use crate::words::Words;

/// Offsets of local clocks are whole quarters of an hour, from -12 to +14 hours.
const STEP: i64 = 15;
const LEAST: i64 = -12 * 60;
const DAY: i64 = 24 * 60;

/// Sets the offset of clock times that are told twice, and of the local times of the same text; moves the second
/// telling over midnight where it belongs to the day before or after.
pub(crate) fn learn(words: &Words<'_>, found: &[Found], times: &mut [Timex]) {
    let mut learned = None;
    for at in 1..found.len().min(times.len()) {
        let (Some(first), Some(second)) = (found.get(at - 1), found.get(at)) else { continue };
        if !tells_again(words, first, second) {
            continue;
        }
        let Some((local, known)) = which(times, at) else { continue };
        let Some(offset) = offset(times, local, known) else { continue };
        align(times, at - 1, at, offset, local);
        learned = learned.or(i16::try_from(offset).ok());
    }
    let Some(learned) = learned else { return };
    for (one, time) in found.iter().zip(times.iter_mut()) {
        if one.form.clock.is_some() && time.offset_minutes.is_none() {
            time.offset_minutes = Some(learned);
        }
    }
}

/// Whether the second clock time stands in brackets, or after a comma or "or", right after the first.
fn tells_again(words: &Words<'_>, first: &Found, second: &Found) -> bool {
    let bare = second.form.base == Base::SomeDay || first.form.base == Base::SomeDay;
    let clocks = first.form.clock.is_some() && second.form.clock.is_some();
    let gap = second.start.saturating_sub(first.end);
    let opens = gap > 0 && (words.mark(second.start - 1, b'(') || words.mark(second.start - 1, b'/'));
    clocks && bare && opens && gap <= 4
}

/// The one without an offset, and the one with it.
fn which(times: &[Timex], at: usize) -> Option<(usize, usize)> {
    match (times.get(at - 1)?.offset_minutes, times.get(at)?.offset_minutes) {
        (None, Some(_)) => Some((at - 1, at)),
        (Some(_), None) => Some((at, at - 1)),
        _ => None,
    }
}

/// Minutes east of UTC of the local clock, if both clocks can agree.
fn offset(times: &[Timex], local: usize, known: usize) -> Option<i64> {
    let minutes = |at: usize| {
        let start = times.get(at)?.range?.start();
        Some(i64::from(start.hour()) * 60 + i64::from(start.minute()))
    };
    let east = i64::from(times.get(known)?.offset_minutes?);
    let apart = (minutes(local)? - minutes(known)? + east).rem_euclid(DAY);
    let offset = if apart >= DAY + LEAST { apart - DAY } else { apart };
    (offset % STEP == 0).then_some(offset)
}

/// Puts the second telling at the same moment as the first.
fn align(times: &mut [Timex], first: usize, second: usize, offset: i64, local: usize) {
    if let Some(time) = times.get_mut(local) {
        time.offset_minutes = i16::try_from(offset).ok();
    }
    let east = |at: usize| times.get(at).and_then(|time| time.offset_minutes).map(i64::from);
    let (Some(from), Some(to)) = (east(first), east(second)) else { return };
    let Some(range) = times.get(first).and_then(|time| time.range) else { return };
    let moved = Unit::Minute
        .shift(range.start(), to - from)
        .zip(Unit::Minute.shift(range.end(), to - from))
        .and_then(|(start, end)| TimeRange::new(start, end, range.grain()));
    let (Some(moved), Some(time)) = (moved, times.get_mut(second)) else { return };
    let start = moved.start();
    time.value = format!("{}T{:02}:{:02}", start.date(), start.hour(), start.minute());
    time.range = Some(moved);
    time.anchor = Anchor::Earlier;
}

#[cfg(test)]
mod tests {
    use crate::check::{check, found};

    #[test]
    fn both_clocks_agree_and_teach_the_offset() {
        let times = found("The first struck at 11:34 p.m. (2034 GMT), the second at 11:50 p.m.");
        assert_eq!(times[0].offset_minutes, Some(180));
        assert_eq!(times[1].offset_minutes, Some(0));
        assert_eq!(times[2].offset_minutes, Some(180));
    }

    #[test]
    fn the_other_clock_can_show_another_day() {
        check("It fell at [1:30 a.m. Thursday|TIME|2016-12-15T01:30] ([2230 GMT|TIME|2016-12-14T22:30]).");
    }

    #[test]
    fn clocks_that_cannot_agree_teach_nothing() {
        assert_eq!(found("It fell at 1:31 a.m. (2230 GMT).")[0].offset_minutes, None);
    }

    #[test]
    fn the_day_may_follow_the_clock() {
        check(
            "At [5:34 AM|TIME|2016-03-20T05:34] Baghdad time on [March 20, 2016|DATE|2016-03-20] it began.",
        );
    }
}
