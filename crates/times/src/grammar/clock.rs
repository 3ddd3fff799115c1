//! Clock times: "11:34 p.m.", "5pm", "17:30", "0530 GMT", "six o'clock", "noon".

use crate::form::Clock;
use crate::lexicon::{Class, LOCAL};
use crate::words::Words;

/// A clock time at `at`. A zone in one word belongs to the expression; "Baghdad time" is read and stays outside,
/// so the second place is where the expression ends and the third where reading goes on.
pub(super) fn clock(words: &Words<'_>, at: usize) -> Option<(Clock, usize, usize)> {
    let (mut clock, end) = point(words, at)
        .or_else(|| meridiem(words, at))
        .or_else(|| hour_mark(words, at))
        .or_else(|| colon(words, at))
        .or_else(|| hundred_hours(words, at))
        .or_else(|| o_clock(words, at))?;
    let Some((zone, after)) = words.phrase(end, Class::Zone) else { return Some((clock, end, end)) };
    let sign = after == end + 1 && words.get(end).upper();
    if after == end + 1 && !sign && zone != LOCAL {
        return Some((clock, end, end));
    }
    clock.zone = (zone != LOCAL).then_some(zone);
    Some((clock, if sign { after } else { end }, after))
}

/// "noon", "midnight".
fn point(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let minutes = words.value(at, Class::Point)?;
    Some((Clock { minutes, fine: true, zone: None }, at + 1))
}

/// "11:34 p.m.", "11.34pm", "5 p.m.", "5pm".
fn meridiem(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let (hour, minute, fine, end) = hour_minute(words, at).or_else(|| run_together(words, at))?;
    let half = words.value(end, Class::Meridiem)?;
    if !(1..=12).contains(&hour) {
        return None;
    }
    let minutes = hour % 12 * 60 + minute + if half == 2 { 720 } else { 0 };
    Some((Clock { minutes, fine, zone: None }, end + 1))
}

/// Hour and minute, the minute after a colon or full stop if there is one.
fn hour_minute(words: &Words<'_>, at: usize) -> Option<(i32, i32, bool, usize)> {
    if words.glued_left(at) {
        return None;
    }
    if let Some(hour) = words.value(at, Class::Number).filter(|hour| (1..=12).contains(hour)) {
        return Some((hour, 0, false, at + 1));
    }
    let (hour, len) = words.digits(at)?;
    let hour = i32::try_from(hour).ok().filter(|hour| len <= 2 && *hour <= 24)?;
    let joined = (words.mark(at + 1, b':') || words.mark(at + 1, b'.')) && words.get(at + 1).touches;
    match words.digits(at + 2) {
        Some((minute, 2)) if joined && minute < 60 && words.get(at + 2).touches => {
            Some((hour, i32::try_from(minute).ok()?, true, at + 3))
        }
        _ => Some((hour, 0, false, at + 1)),
    }
}

/// "1130" before "am": hour and minute without a mark between them.
fn run_together(words: &Words<'_>, at: usize) -> Option<(i32, i32, bool, usize)> {
    let (num, len) = words.digits(at).filter(|(num, len)| (3..=4).contains(len) && num % 100 < 60)?;
    let fits = !words.glued_left(at) && len >= 3;
    fits.then_some((i32::try_from(num / 100).ok()?, i32::try_from(num % 100).ok()?, true, at + 1))
}

/// "17:30", "9:05": two digits after the colon, nothing glued on.
fn colon(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let (hour, minute, fine, end) = hour_minute(words, at)?;
    let hours = words.value(end, Class::Units) == Some(3);
    let glued = words.glued_right(end - 1) && !hours;
    if !fine || !words.mark(at + 1, b':') || hour == 24 && minute > 0 || glued {
        return None;
    }
    Some((Clock { minutes: hour * 60 + minute, fine: true, zone: None }, end + usize::from(hours)))
}

/// "23h34", "23 h 34", "5 heures du matin", "à 14 heures".
fn hour_mark(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let (hour, _, fine, next) = hour_minute(words, at)?;
    let mark = words.value(next, Class::HourMark).filter(|_| !fine)?;
    let end = next + 1;
    let (minute, end) = match words.digits(end) {
        Some((minute, 2)) if minute < 60 && (mark == 2 || !words.glued_right(end)) => {
            (Some(i32::try_from(minute).ok()?), end + 1)
        }
        _ => (None, end),
    };
    let half = words.phrase(end, Class::Meridiem).filter(|_| hour <= 12);
    let told = minute.is_some() || half.is_some() || words.phrase(end, Class::Zone).is_some();
    let led = at > 0 && words.is(at - 1, Class::At) && !words.is(end, Class::Of);
    if !told && !led {
        return None;
    }
    let afternoon = half.is_some_and(|(half, _)| half == 2) && hour < 12;
    let minutes = hour * 60 + minute.unwrap_or_default() + if afternoon { 720 } else { 0 };
    let end = half.map_or(end, |(_, end)| end);
    Some((Clock { minutes, fine: minute.is_some(), zone: None }, end))
}

/// "2034 GMT", "0530 local time", "1400 hours".
fn hundred_hours(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let (num, 4) = words.digits(at)? else { return None };
    let (hour, minute) = (i32::try_from(num / 100).ok()?, i32::try_from(num % 100).ok()?);
    if hour > 23 || minute > 59 || words.glued_left(at) {
        return None;
    }
    let zone = words.phrase(at + 1, Class::Zone).is_some();
    let hours = words.value(at + 1, Class::Units) == Some(3);
    let round = hour < 10 || num % 100 == 0 || num % 5 == 0;
    if !zone && (!hours || !round) {
        return None;
    }
    Some((Clock { minutes: hour * 60 + minute, fine: true, zone: None }, at + 1 + usize::from(hours)))
}

/// "six o'clock".
fn o_clock(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let (hour, minute, _, end) = hour_minute(words, at)?;
    let o = words.word(end).eq_ignore_ascii_case("o") && words.mark(end + 1, b'\'');
    let clock = o && words.word(end + 2).eq_ignore_ascii_case("clock");
    clock.then_some((Clock { minutes: hour * 60 + minute, fine: false, zone: None }, end + 3))
}

#[cfg(test)]
mod tests {
    use crate::check::{check, found, interval};

    #[test]
    fn clock_times() {
        check("The blast at [11:34 p.m.|TIME|2016-12-16T23:34] woke the town.");
        check(
            "It fell at [10 p.m. Wednesday|TIME|2016-12-14T22:00], then at [noon Thursday|TIME|2016-12-15T12:00].",
        );
        check("Sirens sounded at [05:30 GMT|TIME|2016-12-16T05:30] and [5pm|TIME|2016-12-16T17:00].");
        check(
            "Raids hit the town around [1130 am|TIME|2016-12-16T11:30] and at [0530hrs|TIME|2016-12-16T05:30].",
        );
        check("The score was 3:1, the ratio 1:2000.");
    }

    #[test]
    fn zones_are_read() {
        assert_eq!(found("It began at 5 a.m. Moscow time.")[0].offset_minutes, Some(180));
        assert_eq!(
            interval("It began at 6:15 a.m. on the hill."),
            "2016-12-16T06:15:00..2016-12-16T06:16:00 minute"
        );
    }
}
