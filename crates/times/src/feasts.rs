//! Feasts that move through the year.

use std::sync::LazyLock;

use dateline_tables::feasts;
use jiff::civil::Date;

/// Feast, first day, number of days; sorted.
static FEASTS: LazyLock<Vec<(&'static str, Date, i64)>> = LazyLock::new(|| {
    let rows = feasts().filter_map(|feast| {
        let (year, month, day) = feast.first;
        let date =
            Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some((feast.name, date, i64::from(feast.days)))
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable();
    rows
});

/// The first day and length of the last celebration that began on or before `day` (`step` -1), or of the first
/// that begins on or after it (`step` 1); `None` outside the table.
pub(crate) fn feast_near(name: &str, day: Date, step: i8) -> Option<(Date, i64)> {
    let after = FEASTS.partition_point(|(feast, first, _)| (*feast, *first) < (name, day));
    let here = FEASTS.get(after).filter(|(feast, ..)| *feast == name);
    let row = match here {
        Some(row) if step > 0 || row.1 == day => Some(row),
        _ if step > 0 => None,
        _ => FEASTS.get(after.checked_sub(1)?).filter(|(feast, ..)| *feast == name),
    };
    row.map(|(_, first, days)| (*first, *days))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_nearest_celebration_on_either_side() {
        assert_eq!(feast_near("easter", date(2016, 12, 16), -1), Some((date(2016, 3, 27), 1)));
        assert_eq!(feast_near("easter", date(2016, 12, 16), 1), Some((date(2017, 4, 16), 1)));
        assert_eq!(feast_near("ramadan", date(2016, 6, 6), -1), Some((date(2016, 6, 6), 30)));
        assert_eq!(feast_near("no such feast", date(2016, 6, 6), 1), None);
        assert_eq!(feast_near("easter", date(1816, 6, 6), -1), None);
    }
}
