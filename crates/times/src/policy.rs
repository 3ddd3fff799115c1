//! Daily news or a narration of the past: what undated words are anchored at.

use dateline_model::Published;

use crate::calendar::Unit;
use crate::form::{Base, Found, From};

/// Explicit years needed before a text can be a narration.
const ENOUGH: usize = 8;

/// Whether the text narrates the past: most of its explicit years lie before the year of publication, and few of
/// its expressions name a day by the day of speech ("yesterday", "on Thursday").
///
/// Without a publication date every text is read like a narration: undated words hang on earlier mentions or on
/// nothing.
pub(crate) fn narrates(found: &[Found], published: Option<Published>) -> bool {
    let Some(published) = published else { return true };
    let this_year = published.at.year();
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
    explicit >= ENOUGH && past * 4 > explicit * 3 && spoken * 8 < found.len()
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
pub(crate) fn counts(found: &Found, narrates: bool) -> bool {
    match found.form.base {
        Base::Narrated(_) | Base::Same => narrates,
        Base::Soon => !narrates,
        _ => true,
    }
}
