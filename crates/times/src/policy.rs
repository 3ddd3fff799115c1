//! Daily news or a narration of the past: what undated words are anchored at.

use dateline_model::Published;

use crate::calendar::Unit;
use crate::form::{Base, DateForm, Found, From};

/// Explicit years needed before a text can be a narration.
const ENOUGH: usize = 8;
/// Years after publication that a bare year may lie.
const AHEAD: i16 = 60;
/// So many in a text without a publication date.
const ENOUGH_UNDATED: usize = 1;

/// Whether the text narrates the past: most of its explicit years lie before the year of publication, and few of
/// its expressions name a day by the day of speech ("yesterday", "on Thursday").
///
/// Without a publication date fewer explicit years are asked for; a text with none is news whose day is not known, and
/// its undated words stay so.
pub(crate) fn narrates(found: &[Found], published: Option<Published>) -> bool {
    let this_year = published.map_or(i16::MAX, |published| published.at.year());
    let (mut explicit, mut past, mut spoken) = (0, 0, 0);
    for one in found {
        let year = match one.form.base {
            Base::Date(date) => date.year,
            Base::Season { year, .. } => year,
            _ => None,
        };
        if let Some(year) = year {
            explicit += 1;
            past += usize::from(year < this_year);
        }
        spoken += usize::from(names_day_of_speech(one));
    }
    let enough = if published.is_some() { ENOUGH } else { ENOUGH_UNDATED };
    explicit >= enough && past * 4 > explicit * 3 && spoken * 8 < found.len()
}

fn names_day_of_speech(found: &Found) -> bool {
    match found.form.base {
        Base::Weekday { step, .. } => step.is_none(),
        Base::Near { unit, step } => unit == Unit::Day && step.from == From::Speech,
        _ => false,
    }
}

/// Whether the expression is one in this kind of text: "former" and "that time" only where the past is narrated,
/// "soon" only elsewhere.
pub(crate) fn counts(found: &Found, narrates: bool, published: Option<Published>) -> bool {
    match found.form.base {
        Base::Narrated(_) | Base::Same => narrates,
        Base::Soon => !narrates,
        // "2199" alone is a number rather than a year when it lies generations ahead.
        Base::Date(DateForm { year: Some(year), month: None, .. }) => {
            published.is_none_or(|published| year <= published.at.year().saturating_add(AHEAD))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check_at;

    #[test]
    fn a_number_far_ahead_is_no_year() {
        check_at("2016-10-05T00:00", "In 2199 tents and by [2030|DATE|2030] in houses.");
    }

    #[test]
    fn narrations_hang_on_earlier_mentions() {
        check_at(
            "2009-12-19T00:00",
            "In [May 1871|DATE|1871-05] the river town was shelled. It fell in [June|DATE|1871-06]; [the next day|DATE|1871-06-02] \
             the [former|DATE|PAST_REF] mayor fled. In [1872|DATE|1872] it was rebuilt. By [March 1873|DATE|1873-03] it had walls. \
             On [4 April 1873|DATE|1873-04-04] it was taken, and on [9 April|DATE|1873-04-09] burned. In [May 1873|DATE|1873-05], \
             [June 1873|DATE|1873-06] and [July 1873|DATE|1873-07] nobody came. In [1874|DATE|1874] it was left.",
        );
    }

    #[test]
    fn asides_do_not_move_the_scene() {
        check_at(
            "2009-12-19T00:00",
            "The war began on [2 March 1871|DATE|1871-03-02]. On [3 May 1871|DATE|1871-05-03] the army of the [1905|DATE|1905] \
             revolt was not yet born. It marched in [June|DATE|1871-06]. In [July 1871|DATE|1871-07] it met the enemy, in \
             [August 1871|DATE|1871-08] again, in [May 1872|DATE|1872-05], [June 1872|DATE|1872-06] and \
             [July 1872|DATE|1872-07] a third time.",
        );
    }

    #[test]
    fn news_with_old_dates_is_still_news() {
        check_at(
            "2016-12-16T00:00",
            "The war began in [2011|DATE|2011]. On [Thursday|DATE|2016-12-15] a bus was hit.",
        );
    }
}
