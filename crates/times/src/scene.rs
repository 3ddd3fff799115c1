//! The years spoken of around an undated expression: asides are outvoted by their neighbours.

use crate::form::{Base, Found};

/// How many dated expressions vote on each side.
const VOTERS: usize = 2;

/// For each expression the least and greatest year that the dated expressions around it allow; `None` where too
/// few are dated.
pub(crate) fn years_around(found: &[Found]) -> Vec<Option<(i16, i16)>> {
    let dated: Vec<(usize, i16)> =
        found.iter().enumerate().filter_map(|(at, one)| Some((at, explicit_year(one)?))).collect();
    let mut next = 0;
    (0..found.len())
        .map(|at| {
            while dated.get(next).is_some_and(|(idx, _)| *idx < at) {
                next += 1;
            }
            let before = dated.get(next.saturating_sub(VOTERS)..next)?;
            let after = dated.get(next..dated.len().min(next + VOTERS))?;
            middle(before, after)
        })
        .collect()
}

/// The two middle years of all voters.
fn middle(before: &[(usize, i16)], after: &[(usize, i16)]) -> Option<(i16, i16)> {
    let mut years = [0; 2 * VOTERS];
    let voters = before.iter().chain(after);
    let n = voters.clone().count();
    for (slot, (_, year)) in years.iter_mut().zip(voters) {
        *slot = *year;
    }
    let years = years.get_mut(..n).filter(|_| n == 2 * VOTERS)?;
    years.sort_unstable();
    Some((*years.get(VOTERS - 1)?, *years.get(VOTERS)?))
}

/// The year an expression names itself.
pub(crate) fn explicit_year(found: &Found) -> Option<i16> {
    match found.form.base {
        Base::Date(date) if !date.short_year => date.year,
        Base::Season { year, .. } => year,
        _ => None,
    }
}
