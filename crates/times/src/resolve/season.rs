//! Seasons, quarters and decades: the year or century that is not named.

use dateline_model::Anchor;

use super::{Placed, anchor_of, year_of};
use crate::anchors::Anchors;
use crate::calendar::{Point, Season};
use crate::form::{From, Step};
use crate::tense::Tense;
use crate::timex::TimexKind;

pub(super) fn place_season(
    season: Season,
    year: Option<i16>,
    step: Option<Step>,
    anchors: &Anchors,
    look: impl Fn() -> Tense,
) -> Placed {
    if let Some(year) = year {
        return Placed::at(Point::Season(year, season), Anchor::Explicit);
    }
    let from = step.map_or(From::Speech, |step| step.from);
    let unknown = || Placed::unknown(TimexKind::Date, format!("XXXX-{}", season.code()), anchor_of(from));
    let Some((origin, anchor)) = anchors.origin(from) else { return unknown() };
    let day = origin.date();
    let this = day.year();
    let started = season.first_month() <= day.month();
    let now = Season::of_month(day.month()) == season;
    let winter = season == Season::Winter;
    let year = match step.map(|step| step.n) {
        Some(n) if n > 0 => this + i16::from(started),
        Some(n) if n < 0 => {
            this - i16::from(!started || now && !winter) - i16::from(winter && day.month() < 3)
        }
        Some(_) if winter && day.month() < 3 => this - 1,
        Some(_) => this,
        None if anchors.narrates && winter => this + i16::from(day.month() > 6),
        None if anchors.narrates => {
            anchors.outvoted(this + i16::from(i16::from(day.month() - season.first_month()) > 4))
        }
        None => match look() {
            Tense::Future if started && !now => this + 1,
            Tense::Future => this,
            _ if started || now && !winter => this,
            _ => this - 1,
        },
    };
    Placed::at(Point::Season(year, season), anchor)
}

pub(super) fn place_quarter(
    n: i8,
    year: Option<i16>,
    step: Option<Step>,
    anchors: &Anchors,
    look: impl Fn() -> Tense,
) -> Placed {
    if let Some(year) = year {
        return Placed::at(Point::Quarter(year, n), Anchor::Explicit);
    }
    if let Some((year, anchor)) = year_of(step, anchors) {
        return Placed::at(Point::Quarter(year, n), anchor);
    }
    let Some((origin, anchor)) = anchors.origin(From::Speech) else {
        return Placed::unknown(TimexKind::Date, format!("XXXX-Q{n}"), Anchor::Published);
    };
    let day = origin.date();
    let here = (day.month() - 1) / 3 + 1;
    let year = match (look(), here.cmp(&n)) {
        (Tense::Future, std::cmp::Ordering::Greater) if here - n > 1 => day.year() + 1,
        (Tense::Past | Tense::Unknown, std::cmp::Ordering::Less) => day.year() - 1,
        _ => day.year(),
    };
    Placed::at(Point::Quarter(year, n), anchor)
}

pub(super) fn place_decade(decade: i16, full: bool, anchors: &Anchors) -> Placed {
    if full {
        return Placed::at(Point::Decade(decade), Anchor::Explicit);
    }
    let Some((origin, anchor)) = anchors.origin(From::Speech) else {
        return Placed::unknown(TimexKind::Date, format!("XX{decade}"), Anchor::Published);
    };
    let year = origin.date().year();
    let century = year.div_euclid(100);
    let here = century * 10 + decade;
    let ahead = here > year.div_euclid(10);
    Placed::at(Point::Decade(if ahead { here - 10 } else { here }), anchor)
}
