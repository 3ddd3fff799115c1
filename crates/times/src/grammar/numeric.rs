//! Dates in digits: "2016-12-16", "12/31/2015", "31.12.2015", and military date-time groups, "151630ZDEC16".

use super::date::{full_year, month};
use super::number::year4;
use crate::form::{Base, Clock, DateForm, Form};
use crate::token::Kind;
use crate::words::Words;

/// A date in digits, with its time of day if it has one.
pub(super) fn numeric(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    if words.get(at).kind != Kind::Number || words.glued_left(at) {
        return None;
    }
    iso(words, at).or_else(|| slashes(words, at)).or_else(|| date_time_group(words, at))
}

/// Three numbers with the same mark between them, nothing glued on.
fn three(words: &Words<'_>, at: usize, mark: u8) -> Option<[(u32, usize); 3]> {
    let joined = |at: usize| words.mark(at, mark) && words.get(at).touches && words.get(at + 1).touches;
    if !joined(at + 1) || !joined(at + 3) {
        return None;
    }
    Some([words.digits(at)?, words.digits(at + 2)?, words.digits(at + 4)?])
}

fn form(year: i16, month: u32, day: u32) -> Option<DateForm> {
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    let form = DateForm {
        year: Some(year),
        month: i8::try_from(month).ok(),
        day: i8::try_from(day).ok(),
        ..DateForm::default()
    };
    fits.then_some(form)
}

/// "2016-12-16", "2016/12/16", with "T12:30", " 12:30:05", "Z", "+03:00".
fn iso(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let year = year4_glued(words, at)?;
    let [_, (month, m_len), (day, d_len)] = three(words, at, b'-').or_else(|| three(words, at, b'/'))?;
    if m_len > 2 || d_len > 2 {
        return None;
    }
    let base = Base::Date(form(year, month, day)?);
    let end = at + 5;
    let separator = words.get(end);
    let t = separator.kind == Kind::Word && separator.touches && words.word(end).eq_ignore_ascii_case("t");
    match iso_clock(words, end + usize::from(t)).filter(|_| t || !separator.touches) {
        Some((clock, end)) => Some((Form::of(base).clock(clock), end)),
        None if t || separator.touches && separator.kind == Kind::Number => None,
        None => Some((Form::of(base), end)),
    }
}

fn year4_glued(words: &Words<'_>, at: usize) -> Option<i16> {
    let (num, digits) = words.digits(at)?;
    if digits == 4 && (1000..=2200).contains(&num) { i16::try_from(num).ok() } else { None }
}

/// "12:30", "12:30:05", with "Z" or "+03:00".
fn iso_clock(words: &Words<'_>, at: usize) -> Option<(Clock, usize)> {
    let (hour, h_len) = words.digits(at)?;
    let (minute, 2) = words.digits(at + 2)? else { return None };
    if h_len > 2 || hour > 23 || minute > 59 || !words.mark(at + 1, b':') {
        return None;
    }
    let mut end = at + 3;
    if words.mark(end, b':')
        && words.get(end).touches
        && words.digits(end + 1).is_some_and(|(_, len)| len == 2)
    {
        end += 2;
        if words.mark(end, b'.') && words.get(end).touches && words.get(end + 1).touches {
            end += 2;
        }
    }
    let minutes = i32::try_from(hour * 60 + minute).ok()?;
    let (zone, end) = iso_zone(words, end);
    Some((Clock { minutes, fine: true, zone }, end))
}

fn iso_zone(words: &Words<'_>, at: usize) -> (Option<i32>, usize) {
    let token = words.get(at);
    if !token.touches {
        return (None, at);
    }
    if token.kind == Kind::Word && words.word(at).eq_ignore_ascii_case("z") {
        return (Some(0), at + 1);
    }
    let sign = if words.mark(at, b'+') {
        1
    } else if words.mark(at, b'-') {
        -1
    } else {
        return (None, at);
    };
    let parts = (words.digits(at + 1), words.mark(at + 2, b':'), words.digits(at + 3));
    match parts {
        (Some((hour, 2)), true, Some((minute, 2))) => {
            (i32::try_from(hour * 60 + minute).ok().map(|minutes| sign * minutes), at + 4)
        }
        (Some((both, 4)), ..) => (i32::try_from(both / 100 * 60 + both % 100).ok().map(|m| sign * m), at + 2),
        _ => (None, at),
    }
}

/// "12/31/2015", "31/12/2015", "31.12.2015": which number is the month is told by size; otherwise
/// the language tells after slashes, and the day comes first after full stops.
fn slashes(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (parts, day_first) = match three(words, at, b'/') {
        Some(parts) => (parts, words.lexicon.traits.day_first),
        None => (three(words, at, b'.').or_else(|| three(words, at, b'-'))?, true),
    };
    let [(a, a_len), (b, b_len), (year, y_len)] = parts;
    let year = match y_len {
        4 => year4(words, at + 4)?,
        2 if words.mark(at + 1, b'/') => full_year(year),
        _ => return None,
    };
    if a_len > 2 || b_len > 2 || words.glued_right(at + 4) {
        return None;
    }
    let (month, day) = if a > 12 || day_first && b <= 12 { (b, a) } else { (a, b) };
    Some((Form::of(Base::Date(form(year, month, day)?)), at + 5))
}

/// "151630ZDEC16", "151630Z DEC 16", "151630Z": day, hour, minute, zone letter, month, year.
fn date_time_group(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (num, 6) = words.digits(at)? else { return None };
    let (day, hour, minute) = (num / 10_000, num / 100 % 100, num % 100);
    let letters = words.get(at + 1);
    if !letters.touches || letters.kind != Kind::Word || hour > 23 || minute > 59 || !(1..=31).contains(&day)
    {
        return None;
    }
    let word = words.word(at + 1);
    let zone = military_zone(word.bytes().next()?)?;
    let (month, next) = match word.len() {
        1 => month(words, at + 2)?,
        4 => {
            let id = words.lexicon.id(word.get(1..)?.to_ascii_lowercase().as_bytes());
            let month = words.lexicon.value(id, crate::lexicon::Class::Month)?;
            (super::small(month), at + 2)
        }
        _ => return None,
    };
    let (year, end) = match words.digits(next) {
        Some((year, 2)) => (Some(full_year(year)), next + 1),
        Some((year, 4)) => (i16::try_from(year).ok(), next + 1),
        _ => (None, next),
    };
    let base = DateForm { year, month: Some(month), day: i8::try_from(day).ok(), ..DateForm::default() };
    let clock = Clock { minutes: i32::try_from(hour * 60 + minute).ok()?, fine: true, zone };
    Some((Form::of(Base::Date(base)).clock(clock), end))
}

/// Minutes east of UTC of a zone letter (ACP 121): Z is UTC, A-M without J go east, N-Y west, J is local time.
/// The outer `None` means that it is no zone letter.
#[expect(clippy::option_option, reason = "no letter of a zone, and a zone without an offset, differ")]
fn military_zone(letter: u8) -> Option<Option<i32>> {
    Some(match letter.to_ascii_uppercase() {
        b'Z' => Some(0),
        b'J' => None,
        east @ b'A'..=b'I' => Some(i32::from(east - b'A' + 1) * 60),
        east @ b'K'..=b'M' => Some(i32::from(east - b'K' + 10) * 60),
        west @ b'N'..=b'Y' => Some(-i32::from(west - b'N' + 1) * 60),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::{check, found};

    #[test]
    fn dates_in_digits() {
        check("Updated [2016-12-16|DATE|2016-12-16] by the desk");
        check("Updated [2016-12-16T08:05:00Z|TIME|2016-12-16T08:05] by the desk");
        check("Reported on [12/31/2015|DATE|2015-12-31] and [31/12/2015|DATE|2015-12-31].");
        check("Reported on [31.12.2015|DATE|2015-12-31].");
        check("Version 1.2.2015.4 costs 3/4 of the price.");
    }

    #[test]
    fn date_time_groups() {
        check("AT [151630ZDEC16|TIME|2016-12-15T16:30] ROCKETS HIT THE BASE");
        check("AT [151630Z DEC 16|TIME|2016-12-15T16:30] ROCKETS HIT THE BASE");
        assert_eq!(found("AT 151630CDEC16 ROCKETS HIT")[0].offset_minutes, Some(180));
    }
}
