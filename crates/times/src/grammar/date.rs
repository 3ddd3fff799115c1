//! Dates with a month: "16 December 2016", "Dec. 14", "Wed 05 Apr 2017", "3 JAN 90", "July 1940", "May".

use super::number::{day, year4};
use super::{small, step, step_after};
use crate::calendar::Unit;
use crate::form::{Base, DateForm, Step};
use crate::lexicon::Class;
use crate::token::Kind;
use crate::words::Words;

/// A date with a month, at `at`.
pub(super) fn date(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let (weekday, inner) = weekday_before(words, at);
    if weekday.is_none()
        && let Some(found) = stepped_month(words, at)
    {
        return Some(found);
    }
    if words.is(at, Class::The)
        && words.lexicon.traits.article_inside
        && let Some((form, end)) = day_month(words, at + 1)
        && !(form.year.is_none() && words.is(end, Class::Named))
    {
        return Some((Base::Date(form), end));
    }
    if let Some(found) = the_nth(words, at) {
        return Some(found);
    }
    let (form, end) = day_month(words, inner)
        .or_else(|| month_day(words, inner))
        .or_else(|| if weekday.is_none() { month_alone(words, inner) } else { None })?;
    let named = form.year.is_none() && form.day.is_some() && words.is(end, Class::Named);
    (!named).then_some((Base::Date(DateForm { weekday, ..form }), end))
}

/// "on the 20th": a day of the month that is spoken of.
fn the_nth(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    if !words.lexicon.traits.article_inside {
        return day_after_article(words, at);
    }
    let (day, end) = day(words, at + 1)?;
    let led = at > 0 && words.is(at - 1, Class::TimePrep) && words.is(at, Class::The);
    let next = words.get(end);
    let closes = next.kind != Kind::Word
        || words.is(end, Class::Past)
        || words.is(end, Class::To)
        || words.is(end, Class::And);
    let form = DateForm { day: Some(day), ..DateForm::default() };
    (led && closes && end == at + 3 && !words.hyphen(end)).then_some((Base::Date(form), end))
}

/// "le 20": the same where the article stays outside.
fn day_after_article(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let (day, end) = day(words, at)?;
    let led = at > 0 && words.is(at - 1, Class::The);
    let next = words.get(end);
    let closes = next.opens
        || matches!(u8::try_from(next.num), Ok(b'.' | b',' | b';' | b')')) && !words.glued_right(end - 1)
        || words.is(end, Class::Past);
    let form = DateForm { day: Some(day), ..DateForm::default() };
    (led && closes).then_some((Base::Date(form), end))
}

/// "last May", "next January", "the previous April", "mai dernier".
fn stepped_month(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    if let Some((month, next)) = month(words, at)
        && let Some((step, end)) = step_after(words, next)
    {
        return Some((Base::Month { month, step }, end));
    }
    let (step, next) = step(words, at)?;
    let (month, end) = month(words, next)?;
    if !words.named(next) || day(words, end).is_some() || year4(words, end).is_some() {
        return None;
    }
    Some((Base::Month { month, step }, end))
}

/// A month and the token after it, its full stop included.
pub(super) fn month(words: &Words<'_>, at: usize) -> Option<(i8, usize)> {
    let month = small(words.value(at, Class::Month)?);
    Some((month, after_stop(words, at)))
}

/// The token after an abbreviation and its full stop.
pub(super) fn after_stop(words: &Words<'_>, at: usize) -> usize {
    let stop = words.is(at, Class::Abbreviation) && words.mark(at + 1, b'.') && words.get(at + 1).touches;
    at + 1 + usize::from(stop)
}

/// "Thursday, the" before a date.
fn weekday_before(words: &Words<'_>, at: usize) -> (Option<i8>, usize) {
    let Some(weekday) = words.value(at, Class::Weekday) else { return (None, at) };
    let mut next = after_stop(words, at);
    next += usize::from(words.mark(next, b','));
    if words.is(next, Class::The) && day(words, next + 1).is_some() {
        next += 1;
    }
    (Some(small(weekday)), next)
}

/// "16 December 2016", "16th of December", "16-Dec-2016", "3 JAN 90".
fn day_month(words: &Words<'_>, at: usize) -> Option<(DateForm, usize)> {
    let (day, next) = day(words, at)?;
    if words.glued_left(at) {
        return None;
    }
    let dashed = words.hyphen(next);
    let next = if words.is(next, Class::Of) || dashed { next + 1 } else { next };
    let bare = !words.is(next, Class::Abbreviation) && words.is(next, Class::Ambiguous);
    if bare && !words.named(next) {
        return None;
    }
    let (month, end) = month(words, next)?;
    let form = DateForm { month: Some(month), day: Some(day), ..DateForm::default() };
    Some(
        with_year(words, form, end)
            .or_else(|| of_year(words, form, end))
            .or_else(|| with_short_year(words, form, end, dashed))
            .unwrap_or((form, end)),
    )
}

/// "December 16, 2016", "Dec. 16th".
fn month_day(words: &Words<'_>, at: usize) -> Option<(DateForm, usize)> {
    let (month, next) = month(words, at)?;
    if !words.named(at) && words.is(at, Class::Ambiguous) {
        return None;
    }
    let next = next + usize::from(words.is(next, Class::The));
    let (day, end) = day(words, next)?;
    let counts =
        words.is(end, Class::Counted) || words.is(end, Class::Units) || words.is(end, Class::Multiplier);
    if counts || words.glued_right(next) && end == next + 1 || clock_follows(words, end) {
        return None;
    }
    let form = DateForm { month: Some(month), day: Some(day), ..DateForm::default() };
    Some(with_year(words, form, end).or_else(|| of_year(words, form, end)).unwrap_or((form, end)))
}

fn clock_follows(words: &Words<'_>, at: usize) -> bool {
    let colon = words.mark(at, b':') && words.get(at).touches && words.get(at + 1).kind == Kind::Number;
    colon || words.is(at, Class::Meridiem)
}

/// "July 1940", "October, 1917", "May of that year", "July".
fn month_alone(words: &Words<'_>, at: usize) -> Option<(DateForm, usize)> {
    let (month, end) = month(words, at)?;
    let numbered = words.before(at).kind == Kind::Number && words.is(end, Class::Named);
    if numbered || day(words, end).is_some_and(|(_, end)| words.is(end, Class::Named)) {
        return None;
    }
    let form = DateForm { month: Some(month), ..DateForm::default() };
    let found = with_year(words, form, end).or_else(|| of_year(words, form, end));
    if !words.named(at) && (found.is_none() || words.is(at, Class::Ambiguous)) {
        return None;
    }
    if let Some(found) = found {
        return Some(found);
    }
    let short = words.is(at, Class::Abbreviation) && end == at + 1;
    let stands = !short && (!words.is(at, Class::Ambiguous) || expects_time(words, at));
    let name = words.get(end).capital()
        && words.get(end).kind == Kind::Word
        && words.is(at, Class::Ambiguous)
        && !expects_time(words, at);
    (stands && !name).then_some((form, end))
}

/// Whether the words before a month that is also another word ask for a time.
fn expects_time(words: &Words<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let asks =
        [Class::TimePrep, Class::Shift, Class::Edge, Class::EdgeOf, Class::Each, Class::ReferenceShift];
    let listed = words.mark(before, b',') || words.mark(before, b'-');
    let edge = words.mark(before, b'-') && before > 0 && words.is(before - 1, Class::Edge);
    edge || asks.iter().any(|class| words.is(before, *class))
        || listed && before > 0 && words.is(before - 1, Class::Month)
        || (words.is(at + 1, Class::And) || words.hyphen(at + 1)) && words.is(at + 2, Class::Month)
        || describes(words, at)
}

/// "a March operation", "the May offensive": a capital within a sentence, after an article.
fn describes(words: &Words<'_>, at: usize) -> bool {
    let led = at > 0 && (words.is(at - 1, Class::The) || words.is(at - 1, Class::Article));
    let next = words.get(at + 1);
    let noun = next.kind == Kind::Word && !next.capital() && !words.is(at + 1, Class::TimePrep);
    led && noun && words.get(at).capital() && !words.get(at).upper()
}

/// The form with the year that follows at `at`: ", 2016", " of 2016", "-2016", " 490 BC".
fn with_year(words: &Words<'_>, form: DateForm, at: usize) -> Option<(DateForm, usize)> {
    let comma = words.mark(at, b',') || words.is(at, Class::Of) || words.hyphen(at);
    let at = at + usize::from(comma);
    if let Some((year, end)) = super::year::with_era(words, at) {
        return Some((DateForm { year: Some(year), ..form }, end));
    }
    if let Some((Base::Date(DateForm { year, .. }), end)) = super::year::spelled(words, at) {
        return Some((DateForm { year, ..form }, end));
    }
    let year = year4(words, at)?;
    let people = words.is(at + 1, Class::Counted) && !comma;
    (!people).then_some((DateForm { year: Some(year), ..form }, at + 1))
}

/// Two digits as a year, in the style "3 JAN 90", "16-Dec-16" or "'90".
fn with_short_year(words: &Words<'_>, form: DateForm, at: usize, dashed: bool) -> Option<(DateForm, usize)> {
    let dash = dashed && words.hyphen(at) || words.mark(at, b'\'');
    let wire = words.before(at).upper();
    let at = if dash { at + 1 } else { at };
    let (num, 2) = words.digits(at)? else { return None };
    let glued = words.glued_right(at) || words.is(at + 1, Class::Counted);
    if !(dash || wire) || glued {
        return None;
    }
    Some((DateForm { year: Some(full_year(num)), ..form }, at + 1))
}

/// A year in two digits: 1950-2049.
pub(super) fn full_year(two_digits: u32) -> i16 {
    let year = i16::try_from(two_digits % 100).unwrap_or_default();
    if year >= 50 { 1900 + year } else { 2000 + year }
}

/// "of last year", "of that year", "last year".
fn of_year(words: &Words<'_>, form: DateForm, at: usize) -> Option<(DateForm, usize)> {
    let of = words.value(at, Class::Of) == Some(1);
    if form.day.is_some() && !of {
        return None;
    }
    let (year_step, end) = year_step(words, at + usize::from(of))?;
    Some((DateForm { year_step: Some(year_step), ..form }, end))
}

/// "last year", "that year", "the following year", "l'année dernière".
pub(super) fn year_step(words: &Words<'_>, at: usize) -> Option<(Step, usize)> {
    let inner = at + usize::from(words.is(at, Class::The));
    if words.value(inner, Class::Unit).and_then(Unit::of_code) == Some(Unit::Year)
        && let Some(found) = step_after(words, inner + 1)
    {
        return Some(found);
    }
    let (step, end) = step(words, at)?;
    let unit = words.value(end, Class::Unit).and_then(Unit::of_code)?;
    (unit == Unit::Year).then_some((step, end + 1))
}

#[cfg(test)]
mod tests {
    use crate::check::{check, check_at, check_undated, found};

    #[test]
    fn full_dates_in_every_order() {
        check("The strike on [16 December 2016|DATE|2016-12-16] hit a depot.");
        check("The strike on [December 16, 2016|DATE|2016-12-16], hit a depot.");
        check("It began on [the 16th of December, 2016|DATE|2016-12-16].");
        check("LOG [3 JAN 90|DATE|1990-01-03] CONVOY DELAYED");
        check("[Wed 05 Apr 2017|DATE|2017-04-05] - A bridge fell.");
        check("Posted [16-Dec-2016|DATE|2016-12-16] by the desk.");
        check("It opened on [Thursday, December 15, 2016|DATE|2016-12-15].");
    }

    #[test]
    fn dates_without_a_year_take_the_nearest_that_fits_the_tense() {
        check("The town fell on [Dec. 12|DATE|2016-12-12].");
        check("Talks will open on [Jan. 23|DATE|2017-01-23].");
        check("The garrison surrendered in [March|DATE|2016-03].");
        check("The vote is scheduled for [March|DATE|2017-03].");
        check_at("2017-01-04", "LONDON, [January 4|DATE|2017-01-04]. /TNS/ The minister spoke.");
    }

    #[test]
    fn months_and_days_beside_others() {
        check("He fled [last May|DATE|2016-05] and will be back [next January|DATE|2017-01].");
        check("It fell on [13 November|DATE|2016-11-13], and was retaken on [the 20th|DATE|2016-11-20].");
        check(
            "The truce of [May 5 of last year|DATE|2015-05-05] held until [around June 1|DATE|2016-06-01|APPROX].",
        );
        check("A [March|DATE|2016-03] operation failed.");
    }

    #[test]
    fn months_that_are_words_need_their_surroundings() {
        check("Rebels may march on the capital, he said.");
        check("The truce held in [May|DATE|2016-05].");
        check("THE TRUCE HELD UNTIL [MAY 3|DATE|2016-05-03].");
        check("In [May|DATE|2016-05] 20 people were killed.");
    }

    #[test]
    fn movements_and_bridges_named_after_dates_are_none() {
        check("The 19 April Movement and the March 14 alliance met near the 6 October bridge.");
        check("The July 26 Movement was founded in [July|DATE|2016-07].");
    }

    #[test]
    fn without_publication_a_year_stays_unknown() {
        check_undated("The town fell on [12 December|DATE|XXXX-12-12].");
        check_undated("It began on [3 March 2014|DATE|2014-03-03] and ended on [12 April|DATE|2014-04-12].");
    }

    #[test]
    fn a_week_day_named_wrongly_is_noted() {
        let found = found("It happened on Monday, December 12, 2016, not on Monday, December 13, 2016.");
        assert!(found[0].notes.is_empty());
        assert_eq!(found[1].notes.len(), 1);
        assert_eq!(found[1].value, "2016-12-13");
    }
}
