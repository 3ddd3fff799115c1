//! What times are anchored at while a text is read from left to right.

use dateline_model::{Anchor, Published};
use jiff::civil::{Date, DateTime};

use crate::calendar::{Point, Unit, midnight};
use crate::form::{From, Step};

/// The publication and the latest mention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchors {
    /// When the text was published.
    pub(crate) published: Option<Published>,
    /// Whether the text narrates the past.
    pub(crate) narrates: bool,
    /// The quarter mentioned last: "a year earlier" is then that quarter of the year before.
    pub(crate) quarter: Option<Point>,
    /// The years that the dated expressions around the present one allow.
    pub(crate) years: Option<(i16, i16)>,
    /// The calendar time mentioned last.
    pub(crate) mention: Option<Point>,
}

impl Anchors {
    /// At the beginning of a text.
    pub(crate) const fn new(published: Option<Published>, narrates: bool) -> Self {
        Self { published, narrates, quarter: None, years: None, mention: None }
    }

    /// `year` within what the dated expressions around allow.
    pub(crate) fn outvoted(&self, year: i16) -> i16 {
        self.years.map_or(year, |(least, most)| year.clamp(least, most))
    }

    /// The day of publication.
    pub(crate) fn published_day(&self) -> Option<Date> {
        self.published.map(|published| published.at.date())
    }

    /// The moment a relative time counts from, and what that is.
    pub(crate) fn origin(&self, from: From) -> Option<(DateTime, Anchor)> {
        let mention = self.mention.and_then(Point::first).map(|day| (midnight(day), Anchor::Earlier));
        let published = self.published.map(|published| (published.at, Anchor::Published));
        match (from, self.narrates) {
            (From::Mention, _) | (From::Speech, true) if self.narrates => mention,
            (From::Mention, _) => mention.or(published),
            (From::Speech, _) => published,
        }
    }

    /// The calendar unit `step` away from where it counts from, and what it is anchored at.
    pub(crate) fn stepped(&self, unit: Unit, step: Step) -> Option<(Point, Anchor)> {
        let (origin, anchor) = match step.from {
            From::Mention if unit == Unit::Day && !self.narrates => self.day_origin()?,
            from => self.origin(from)?,
        };
        Some((Point::of(unit, origin.date()).shift(i64::from(step.n))?, anchor))
    }

    /// The day mentioned last if a single day was, otherwise the publication.
    fn day_origin(&self) -> Option<(DateTime, Anchor)> {
        match self.mention {
            Some(Point::Day(day)) => Some((midnight(day), Anchor::Earlier)),
            _ => self.published.map(|published| (published.at, Anchor::Published)),
        }
    }
}
