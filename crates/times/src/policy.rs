//! Daily news or a narration of the past: what undated words are anchored at.

use dateline_model::Published;

use crate::form::{Base, Found};

/// Years before publication from which an explicit date speaks for a narration.
const FAR: i16 = 2;

/// Explicit years needed before a text can be a narration.
const ENOUGH: usize = 6;

/// Whether the text narrates the past: most of its explicit years lie far before publication.
///
/// Without a publication date every text is read like a narration: undated words hang on earlier mentions or on
/// nothing.
pub(crate) fn narrates(found: &[Found], published: Option<Published>) -> bool {
    let Some(published) = published else { return true };
    let near = published.at.year() - FAR;
    let (mut explicit, mut far) = (0, 0);
    for one in found {
        let year = match one.form.base {
            Base::Date(date) => date.year,
            Base::Season { year, .. } => year,
            _ => None,
        };
        if let Some(year) = year {
            explicit += 1;
            far += usize::from(year <= near);
        }
    }
    let undated = found.len() - explicit;
    explicit >= ENOUGH && far * 3 > explicit * 2 && explicit * 8 > undated
}
