//! What two reports as wholes are about: the words and names they share, and the days between them, beyond the passages
//! of two claims.
//!
//! That tells about the event that a report is about, so only claims near the head of their reports are weighed by it.

use dateline_model::Claim;

use crate::account::{Account, DAY};
use crate::digest::ReportDigest;
use crate::score::{Evidence, Feature};
use crate::theme::Theme;

/// Passages at the head of a report, menus and all, in which it tells what it is about.
const HEAD: usize = 6;
/// Reports with fewer terms than this are too short to compare.
const FEWEST: usize = 12;
/// Likeness of two themes (cosine) from which two stories are nearly one, share most, are alike, share some.
const NEARLY_ONE: f64 = 0.60;
const MUCH: f64 = 0.30;
const ALIKE: f64 = 0.22;
const SOME: f64 = 0.14;
/// Less than this is no more than two stories of one kind share.
const LITTLE: f64 = 0.03;
/// What tells that two claims speak of one time, whenever their reports were published.
const SAME_TIME: &[Feature] = &[Feature::TimeSameHour, Feature::TimeSameDay, Feature::TimeSameDays];

/// What tells two events. The stories of a series, one strike on a town each day, are alike without being one.
const OTHER_EVENT: &[Feature] = &[
    Feature::TimeNextDay,
    Feature::TimeHoursApart,
    Feature::PlaceOtherTown,
    Feature::PlaceOtherArea,
    Feature::SpotDiffers,
];

/// Adds the parts of the whole stories.
pub(crate) fn weigh(a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
    let Some((theme, theme_b)) = themes(a, b) else { return };
    let shares_person = theme.shares_person(theme_b);
    if shares_person {
        evidence.add(Feature::StoryPerson);
    }
    let likeness = theme.likeness(theme_b);
    let is_series = !shares_person && evidence.has_any(OTHER_EVENT);
    match () {
        () if is_series && likeness >= SOME => evidence.add(Feature::StorySome),
        () if likeness >= MUCH => evidence.add(Feature::StoryMuch),
        () if likeness >= ALIKE => evidence.add(Feature::StoryAlike),
        () if likeness >= SOME => evidence.add(Feature::StorySome),
        () if likeness >= LITTLE => {}
        () => evidence.add(Feature::StoryLittle),
    }
    if (likeness >= SOME || shares_person) && !evidence.has_any(SAME_TIME) {
        published(a, b, evidence);
    }
}

/// Whether two like reports name one person, so that a place or day that differs is more likely misread than another's.
pub(crate) fn is_of_one_person(a: &Account<'_>, b: &Account<'_>) -> bool {
    themes(a, b).is_some_and(|(theme, other)| theme.shares_person(other) && theme.likeness(other) >= ALIKE)
}

/// Whether two reports are nearly one text in other words and were published within a day of one another, so that a day
/// which differs is more likely misread than another's.
pub(crate) fn came_together(a: &Account<'_>, b: &Account<'_>) -> bool {
    let days = a.published.zip(b.published).map(|(one, other)| days_between(one, other));
    days.is_some_and(|days| days <= 1)
        && themes(a, b).is_some_and(|(theme, other)| theme.likeness(other) >= NEARLY_ONE)
}

/// Whether what two reports are about may outweigh days that differ.
pub(crate) fn may_outweigh_days(one: &Theme, other: &Theme) -> bool {
    one.shares_person(other) || one.likeness(other) >= NEARLY_ONE
}

/// What the reports of two claims are about, when that tells of the claims: both stand near the head of theirs.
fn themes<'a>(a: &Account<'a>, b: &Account<'a>) -> Option<(&'a Theme, &'a Theme)> {
    let (theme, other) = (&a.digest?.theme, &b.digest?.theme);
    let are_leads = a.is_lead && b.is_lead && a.report() != b.report();
    (are_leads && theme.terms.len().min(other.terms.len()) >= FEWEST).then_some((theme, other))
}

/// Adds what the days between the publication of two reports say. Like stories that came out together are one more
/// often than like stories a month apart.
fn published(a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
    let Some((one, other)) = a.published.zip(b.published) else { return };
    match days_between(one, other) {
        0..=1 => {}
        2..=3 => evidence.add(Feature::StoryDays),
        4..=7 => evidence.add(Feature::StoryWeek),
        8..=30 => evidence.add(Feature::StoryMonth),
        31..=365 => evidence.add(Feature::StoryYear),
        _ => evidence.add(Feature::StoryYears),
    }
}

fn days_between(one: i64, other: i64) -> u64 {
    one.div_euclid(DAY).abs_diff(other.div_euclid(DAY))
}

/// Whether the claim stands where its report tells what it is about.
pub(crate) fn is_lead(claim: &Claim, digest: Option<&ReportDigest>) -> bool {
    claim.id.ordinal == 0
        || claim.continues == Some(0)
        || digest.and_then(|it| it.number_at(claim.sentence)).is_some_and(|nth| nth < HEAD)
}
