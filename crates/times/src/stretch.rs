//! Stretches between two times: "between 11 and 13 December", "from Monday to Thursday", "since Friday".

use dateline_model::{Grain, Published, TimeRange};

use crate::calendar::{Unit, midnight};
use crate::form::Found;
use crate::lexicon::Class;
use crate::timex::{Timex, TimexKind};
use crate::words::Words;

/// Sets the stretch of times that are ends of one.
pub(crate) fn join(words: &Words<'_>, found: &[Found], times: &mut [Timex], published: Option<Published>) {
    for at in 0..found.len().min(times.len()) {
        let Some(one) = found.get(at) else { return };
        let stretch = match found.get(at + 1) {
            Some(next) if spans_to(words, one, next) => {
                let both = (times.get(at).and_then(|it| it.range), times.get(at + 1).and_then(|it| it.range));
                both.0.zip(both.1).and_then(|(first, last)| whole(first, last))
            }
            _ => None,
        };
        if let Some(stretch) = stretch {
            for time in times.iter_mut().skip(at).take(2) {
                time.stretch = Some(stretch);
            }
        } else if is_since(words, one) {
            let time =
                times.get_mut(at).filter(|time| time.kind != TimexKind::Duration && time.stretch.is_none());
            if let (Some(time), Some(published)) = (time, published) {
                let end = Unit::Day.shift(midnight(published.at.date()), 1);
                time.stretch = time.range.zip(end).and_then(|(range, end)| {
                    TimeRange::new(range.start(), end, range.grain().max(Grain::Days))
                });
            }
        }
    }
}

/// Whether "since" stands before it, with or without an article.
fn is_since(words: &Words<'_>, one: &Found) -> bool {
    let before = one.start.wrapping_sub(1);
    words.is(before, Class::Since)
        || words.is(before, Class::The) && words.is(before.wrapping_sub(1), Class::Since)
}

/// Whether the word between the two makes them the ends of one stretch.
fn spans_to(words: &Words<'_>, one: &Found, next: &Found) -> bool {
    let lead = one.start.wrapping_sub(1 + usize::from(words.is(one.start.wrapping_sub(1), Class::The)));
    let between = words.is(lead, Class::Between) && words.is(one.end, Class::And);
    let dash = words.mark(one.end, b'-');
    let to = words.is(one.end, Class::To);
    let article = usize::from(words.is(one.end + 1, Class::The));
    (between || dash || to) && (next.start == one.end + 1 || next.start == one.end + 1 + article)
}

/// From the beginning of the first to the end of the last.
fn whole(first: TimeRange, last: TimeRange) -> Option<TimeRange> {
    let grain = first.grain().max(last.grain()).max(Grain::Days);
    (first.start() < last.start()).then(|| TimeRange::new(first.start(), last.end(), grain))?
}

#[cfg(test)]
mod tests {
    use crate::check::{found, interval};

    #[test]
    fn two_ends_make_one_stretch() {
        let times = found("Fighting raged between 11 and 13 December.");
        let stretch = times[0].interval().unwrap();
        assert_eq!(stretch, times[1].interval().unwrap());
        assert_eq!(
            format!("{}..{}", stretch.start(), stretch.end()),
            "2016-12-11T00:00:00..2016-12-14T00:00:00"
        );
    }

    #[test]
    fn since_reaches_to_publication() {
        assert_eq!(interval("Ten have died since Tuesday."), "2016-12-13T00:00:00..2016-12-17T00:00:00 days");
    }
}
