//! Dates that share a month or a year: "Dec. 14-16", "11 and 13 December", "October and November 1919",
//! "264 to 241 BC", "1992-93".

use super::number::{day, year4};
use super::whole::date_form;
use crate::form::{Base, DateForm, Form, Found};
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

/// Most members a list may have before the one that names the month.
const MAX_LIST: usize = 8;

/// `found` with the members of lists that name no month or year of their own.
pub(crate) fn split_lists(words: &Words<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut split: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        if split.last().is_some_and(|last| last.end > one.start) {
            continue;
        }
        let floor = split.last().map_or(0, |last| last.end);
        before(words, one, floor, &mut split);
        split.push(one);
        after(words, &mut split);
    }
    share_years(words, &mut split);
    split
}

/// Whether the token joins the members of a list or the ends of a stretch.
fn joins(words: &Words<'_>, at: usize) -> bool {
    words.is(at, Class::And) || words.is(at, Class::To) || words.mark(at, b'-') || words.mark(at, b',')
}

/// Adds "11 and" before "13 December", and "264 to" before "241 BC".
fn before(words: &Words<'_>, one: Found, floor: usize, split: &mut Vec<Found>) {
    let Some(date) = date_form(&one.form) else { return };
    let from = split.len();
    let mut start = one.start;
    for _ in 0..MAX_LIST {
        let article = start > floor && words.is(start - 1, Class::The);
        let Some(at) = start.checked_sub(2 + usize::from(article)).filter(|at| *at >= floor) else { break };
        if !joins(words, at + 1) || words.glued_left(at) {
            break;
        }
        let Some(member) = member_before(words, at, start, date) else { break };
        split.insert(from, Found { start: at, end: at + 1, form: Form::of(Base::Date(member)) });
        start = at;
    }
}

fn member_before(words: &Words<'_>, at: usize, start: usize, date: DateForm) -> Option<DateForm> {
    let leads_with_day = words.get(start).kind == Kind::Number;
    match (date.month, date.day, date.year) {
        (Some(_), Some(_), _) if leads_with_day => {
            let (day, _) = day(words, at)?;
            Some(DateForm { day: Some(day), weekday: None, ..date })
        }
        (None, None, Some(year)) if year <= 0 => {
            let (num, _) = words.digits(at).filter(|(num, len)| *num > 0 && *len <= 4)?;
            Some(DateForm { year: Some(1 - i16::try_from(num).ok()?), ..date })
        }
        _ => None,
    }
}

/// Adds "16, 2016" after "Dec. 14-", and "93" after "1992-".
fn after(words: &Words<'_>, split: &mut Vec<Found>) {
    for _ in 0..MAX_LIST {
        let Some(last) = split.last().copied() else { return };
        let Some(date) = date_form(&last.form) else { return };
        let at = last.end;
        if !joins(words, at) || words.mark(at, b',') {
            return;
        }
        let next = match (date.year, date.month, date.day) {
            (None, Some(_), Some(first)) if last.form.part.is_none() => day_after(words, at + 1, date, first),
            (Some(year), None, None) if words.hyphen(at) => short_year_after(words, at + 1, year),
            _ => None,
        };
        let Some((form, end)) = next else { return };
        if let (Some(year), Some(last)) = (form.year, split.last_mut())
            && date.day.is_some()
        {
            last.form.base = Base::Date(DateForm { year: Some(year), ..date });
        }
        split.push(Found { start: at + 1, end, form: Form::of(Base::Date(form)) });
    }
}

fn day_after(words: &Words<'_>, at: usize, date: DateForm, first: i8) -> Option<(DateForm, usize)> {
    let (day, end) = day(words, at)?;
    let next = words.get(end);
    let counted = next.kind == Kind::Word
        && !words.is(end, Class::TimePrep)
        && !words.is(end, Class::And)
        && !words.is(end, Class::Past);
    let month = words.is(end, Class::Month) || words.is(end, Class::Of) && words.is(end + 1, Class::Month);
    if day <= first || month || counted && !next.opens || words.glued_right(end - 1) && end == at + 1 {
        return None;
    }
    let year_at = end + usize::from(words.mark(end, b','));
    let (year, end) = match year4(words, year_at) {
        Some(year) if !words.is(year_at + 1, Class::Counted) => (Some(year), year_at + 1),
        _ => (None, end),
    };
    Some((DateForm { day: Some(day), weekday: None, year, ..date }, end))
}

fn short_year_after(words: &Words<'_>, at: usize, year: i16) -> Option<(DateForm, usize)> {
    let (num, 2) = words.digits(at)? else { return None };
    let full = year - year % 100 + i16::try_from(num).ok()?;
    let fits = full > year && !words.glued_right(at) && !words.hyphen(at + 1);
    fits.then_some((DateForm { year: Some(full), ..DateForm::default() }, at + 1))
}

/// Gives the year of the last member to those before it: "October and November 1919".
fn share_years(words: &Words<'_>, split: &mut [Found]) {
    for at in (1..split.len()).rev() {
        let (Some(left), Some(right)) = (split.get(at - 1).copied(), split.get(at).copied()) else {
            continue;
        };
        if left.end + 1 != right.start || !joins(words, left.end) {
            continue;
        }
        let shared = match (left.form.base, right.form.base) {
            (Base::Date(a), Base::Date(b)) if a.year.is_none() && a.month.is_some() && b.month.is_some() => {
                let wraps = b.month < a.month;
                let year = b.year.map(|year| if wraps { year - 1 } else { year });
                Base::Date(DateForm { year, year_step: b.year_step.or(a.year_step), ..a })
            }
            (Base::Season { season, year: None, step: None }, Base::Season { year, .. }) => {
                Base::Season { season, year, step: None }
            }
            (Base::Quarter { n, year: None, step: None }, Base::Quarter { year, step, .. }) => {
                Base::Quarter { n, year, step }
            }
            _ => continue,
        };
        if let Some(left) = split.get_mut(at - 1) {
            left.form.base = shared;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;

    #[test]
    fn days_share_their_month() {
        check("Clashes on [11|DATE|2016-12-11] and [13 December|DATE|2016-12-13] left two dead.");
        check("Clashes on [Dec. 14|DATE|2015-12-14]-[16, 2015|DATE|2015-12-16] left two dead.");
        check("On [December 5|DATE|2016-12-05] and 12 soldiers were freed.");
    }

    #[test]
    fn months_share_their_year() {
        check("In [October|DATE|2014-10] and [November 2014|DATE|2014-11] it rained.");
        check("From [December|DATE|2014-12] to [January 2015|DATE|2015-01] it snowed.");
    }
}
