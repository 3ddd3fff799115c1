//! Nights told by the two days they join: "the night of 14 to 15 December", "la nuit de jeudi à vendredi".

use super::date::date;
use super::number::day;
use super::weekday::weekday;
use super::whole::part;
use crate::form::{Base, DateForm, Form, Part};
use crate::lexicon::Class;
use crate::words::Words;

/// "the night of 14 to 15 December", "the night of December 14-15", "la nuit de jeudi à vendredi": the night that
/// begins on the first of the two days.
pub(super) fn night_between(words: &Words<'_>, at: usize) -> Option<(Form, usize)> {
    let (Part::Night, _, next) = part(words, at + usize::from(words.is(at, Class::The)))? else {
        return None;
    };
    let of = words.is(next, Class::Of).then_some(next + 1)?;
    let (base, end) = two_weekdays(words, of).or_else(|| two_dates(words, of))?;
    Some((Form::of(base).part(Part::Night), end))
}

/// Where the second of two days begins that a word or dash joins, an article passed over.
fn joined(words: &Words<'_>, at: usize) -> Option<usize> {
    let joins = words.is(at, Class::To) || words.is(at, Class::And) || words.mark(at, b'-');
    joins.then_some(at + 1 + usize::from(words.is(at + 1, Class::The)))
}

/// The first of "Thursday to Friday".
fn two_weekdays(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let (first @ Base::Weekday { step: None, .. }, end) = weekday(words, at)? else { return None };
    let (Base::Weekday { .. }, end) = weekday(words, joined(words, end)?)? else { return None };
    Some((first, end))
}

/// The first of "14 to 15 December", "December 14-15" or "31 December to 1 January", where the second is the next day.
fn two_dates(words: &Words<'_>, at: usize) -> Option<(Base, usize)> {
    let (first, end) = date_or_day(words, at)?;
    let (second, end) = date_or_day(words, joined(words, end)?)?;
    let turns = second.day? == 1 && first.day? >= 28;
    if second.day? != first.day? + 1 && !turns {
        return None;
    }
    let before = |month: i8| if turns { (month + 10) % 12 + 1 } else { month };
    let month = first.month.or(second.month.map(before))?;
    let new_year = i16::from(turns && month == 12);
    let year = first.year.or(second.year.map(|year| year - new_year));
    Some((Base::Date(DateForm { month: Some(month), year, weekday: None, ..first }), end))
}

/// A date with its day, or a day of a month alone.
fn date_or_day(words: &Words<'_>, at: usize) -> Option<(DateForm, usize)> {
    if let Some((Base::Date(date), end)) = date(words, at) {
        return date.day.map(|_| (date, end));
    }
    let (day, end) = day(words, at)?;
    Some((DateForm { day: Some(day), ..DateForm::default() }, end))
}

#[cfg(test)]
mod tests {
    use crate::check::{check, interval};

    #[test]
    fn a_night_begins_on_the_first_of_its_days() {
        check("It was hit on [the night of December 14-15|TIME|2016-12-14TNI].");
        check("It was hit on [the night of Tuesday to Wednesday|TIME|2016-12-13TNI].");
        assert_eq!(
            interval("It was hit on the night of 14 to 15 December."),
            "2016-12-14T18:00:00..2016-12-15T06:00:00 part_of_day"
        );
    }

    #[test]
    fn days_that_are_no_neighbours_are_two_times() {
        check(
            "It began on [the night of 3 December|TIME|2016-12-03TNI] to end on [9 December|DATE|2016-12-09].",
        );
    }
}
