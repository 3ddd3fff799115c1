//! What one claim says, in the shape in which two claims are compared.

use std::collections::BTreeMap;

use dateline_model::{
    Claim, EventPlace, Harm, Modality, Place, PlaceKind, Relation, ReportId, Role, TimeStatus, Victims,
};
use dateline_tables as tables;
use jiff::civil::{Date, DateTime, date};

use crate::digest::{Passage, ReportDigest};
use crate::words;

/// Minutes in a day.
pub(crate) const DAY: i64 = 24 * 60;
/// A report that does not say when tells of the days before it: so many, its own included.
const ASSUMED_DAYS: i64 = 4;
/// A place of at most this radius (metres) is a spot or a town; a wider one is an area.
const AREA_RADIUS: f64 = 30_000.0;
/// What is taken where a place with coordinates has no radius, in metres.
const DEFAULT_RADIUS: f64 = 5_000.0;

/// One claim, ready to be compared.
#[derive(Debug)]
pub(crate) struct Account<'a> {
    pub(crate) claim: &'a Claim,
    pub(crate) digest: Option<&'a ReportDigest>,
    /// When the report was published, minutes since 1970; `None` when unknown.
    pub(crate) published: Option<i64>,
    pub(crate) when: When,
    pub(crate) spot: Option<Spot>,
    pub(crate) group: &'static str,
    pub(crate) means_group: Option<&'static str>,
    pub(crate) initiators: Vec<Side>,
    pub(crate) targets: Vec<Side>,
    /// Lowest and highest number of killed, by group of victims.
    pub(crate) killed: BTreeMap<Victims, (u32, u32)>,
    pub(crate) injured: BTreeMap<Victims, (u32, u32)>,
    pub(crate) shingles: Vec<u32>,
    pub(crate) words: Vec<u32>,
    /// The number of the passage in which it stands, counted from the head of the report.
    pub(crate) passage: Option<usize>,
    /// Whether it stands where its report tells what it is about.
    pub(crate) is_lead: bool,
    pub(crate) told_apart: bool,
    pub(crate) updates: bool,
    /// The name of the innermost speaker, if it has one.
    pub(crate) speaker: Option<String>,
}

/// When, in minutes since 1970 on the local clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Nothing is known.
    Unknown,
    /// Long before the report.
    Historical,
    /// Told by the text: start, end, and whether it is finer than a day.
    Told { start: i64, end: i64, fine: bool },
    /// Taken from the report's date: the end of the report's day, and how it stretches back.
    Assumed { start: i64, end: i64 },
    /// Not told at all: the days before a report was published. It may still tell of something older.
    Reported { start: i64, end: i64 },
    /// Told by a denial: the day of the event, or that of the denial some days later.
    Denied { start: i64, end: i64 },
}

/// Where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) id: Option<String>,
    /// The words of the claim's name for it, lower case.
    pub(crate) name: String,
    /// Words of that name beyond the gazetteer's ("market" in "the market of Orvo"), hashed and sorted.
    pub(crate) beyond: Vec<u32>,
    /// Latitude and longitude in degrees, radius in metres.
    pub(crate) circle: Option<(f64, f64, f64)>,
    pub(crate) is_area: bool,
    /// Finer than a town: a quarter, a base, a facility.
    pub(crate) is_site: bool,
    pub(crate) is_beside: bool,
    pub(crate) kind: Option<PlaceKind>,
    pub(crate) place_name: String,
    pub(crate) country: Option<String>,
    pub(crate) admin1: Option<String>,
    /// The division that the name may mean as well: of "in Idlib" the governorate.
    pub(crate) division: Option<String>,
}

/// Someone who takes part: the id in the table, else the name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Known(String),
    Named(String),
}

impl<'a> Account<'a> {
    pub(crate) fn new(claim: &'a Claim, digest: Option<&'a ReportDigest>) -> Self {
        let row = tables::event_type(claim.event_type.value.as_str());
        let passages = || passages_of(claim, digest);
        let mut account = Self {
            claim,
            digest,
            published: digest.and_then(published),
            when: when(claim, digest),
            spot: spot(claim),
            group: row.map_or("other", |row| row.group),
            means_group: means_group(claim),
            initiators: sides(claim, &[Role::Initiator]),
            targets: sides(claim, &[Role::Target, Role::Victim]),
            killed: figures(claim, Harm::Killed),
            injured: figures(claim, Harm::Injured),
            shingles: words::sorted(
                passages().flat_map(|passage| passage.shingles.iter().copied()).collect(),
            ),
            words: Vec::new(),
            passage: digest.and_then(|digest| digest.number_at(claim.sentence)),
            is_lead: crate::story::is_lead(claim, digest),
            told_apart: passages().any(|passage| passage.told_apart),
            updates: passages().any(|passage| passage.updates),
            speaker: claim.attribution.first().and_then(crate::voices::named_speaker),
        };
        let known = account.known_words();
        account.words = words::sorted(passages().flat_map(|passage| passage.words.iter().copied()).collect());
        account.words.retain(|word| known.binary_search(word).is_err());
        account
    }

    /// The account of a claim whose digest stands among `digests`, if anywhere.
    pub(crate) fn new_of(claim: &'a Claim, digests: &BTreeMap<ReportId, &'a ReportDigest>) -> Self {
        Self::new(claim, digests.get(&claim.id.report).copied())
    }

    pub(crate) fn report(&self) -> ReportId {
        self.claim.id.report
    }

    /// The passages that its sentence stands in.
    pub(crate) fn passages(&self) -> impl Iterator<Item = &'a Passage> {
        passages_of(self.claim, self.digest)
    }

    /// How much the claim says about which event it is: 4 when place and time are told, 1 when neither is. Claims
    /// that say little count less among the others of their group.
    pub(crate) fn weight(&self) -> i64 {
        // What goes on about an event told before has its place and time from there.
        if self.claim.continues.is_some() {
            return 1;
        }
        let place = self.spot.as_ref().is_some_and(|spot| !spot.is_area);
        let time = matches!(self.when, When::Told { .. } | When::Denied { .. });
        (1 + i64::from(place)) * (1 + i64::from(time))
    }

    /// Hashes of the words that other parts of the comparison weigh already: names of the place and the sides.
    fn known_words(&self) -> Vec<u32> {
        let mut known: Vec<u32> = Vec::new();
        let names = self.claim.actors.iter().map(|actor| actor.name.as_str());
        let places = self.spot.iter().flat_map(|spot| [spot.name.as_str(), spot.place_name.as_str()]);
        for name in names.chain(places) {
            known.extend(words::split(name).iter().map(|word| words::hash(word)));
        }
        words::sorted(known)
    }

    /// The order in which claims are put together: those that say most about their event first.
    pub(crate) fn rank(&self) -> (std::cmp::Reverse<i64>, (i64, dateline_model::ClaimId)) {
        (std::cmp::Reverse(self.weight()), self.precedence())
    }

    /// What the founding claim of an incident is the least of: earliest published, then lowest id.
    pub(crate) fn precedence(&self) -> (i64, dateline_model::ClaimId) {
        (self.published.unwrap_or(i64::MAX), self.claim.id)
    }
}

impl When {
    /// What a report that was published then tells of when it tells no time.
    fn reported(published: i64) -> Self {
        let end = published - published.rem_euclid(DAY) + DAY;
        Self::Reported { start: end - ASSUMED_DAYS * DAY, end }
    }

    /// First and last moment it may have been, when anything is known.
    pub(crate) fn window(self) -> Option<(i64, i64)> {
        match self {
            Self::Told { start, end, .. } | Self::Assumed { start, end } | Self::Reported { start, end } => {
                Some((start, end))
            }
            Self::Denied { start, end } => Some((start - ASSUMED_DAYS * DAY, end)),
            Self::Unknown | Self::Historical => None,
        }
    }
}

pub(crate) fn when(claim: &Claim, digest: Option<&ReportDigest>) -> When {
    let reported = || digest.and_then(published).map_or(When::Unknown, When::reported);
    let Some(time) = &claim.time else { return reported() };
    match (time.status, time.range) {
        (TimeStatus::Historical, _) => When::Historical,
        (_, None) => reported(),
        (_, Some(range)) if time.spans.is_empty() => {
            let end = minutes(range.end());
            When::Assumed { start: end - ASSUMED_DAYS * DAY, end }
        }
        (_, Some(range)) => {
            let (start, end) = (minutes(range.start()), minutes(range.end()));
            match claim.modality.value {
                Modality::Denied => When::Denied { start, end },
                _ => When::Told { start, end, fine: end - start < DAY },
            }
        }
    }
}

fn passages_of<'a>(claim: &Claim, digest: Option<&'a ReportDigest>) -> impl Iterator<Item = &'a Passage> {
    let sentence = claim.sentence;
    digest.into_iter().flat_map(move |digest| digest.passages_at(sentence))
}

/// Minutes since 1970 of a civil time.
fn minutes(at: DateTime) -> i64 {
    const EPOCH: Date = date(1970, 1, 1);
    let days = i64::from((at.date() - EPOCH).get_days());
    days * DAY + i64::from(at.hour()) * 60 + i64::from(at.minute())
}

pub(crate) fn published(digest: &ReportDigest) -> Option<i64> {
    let published = digest.published?;
    Some(minutes(published.at) - i64::from(published.offset_minutes.unwrap_or_default()))
}

pub(crate) fn spot(claim: &Claim) -> Option<Spot> {
    let told = claim.place.as_ref()?;
    let place = told.place.as_ref();
    let lat = told.lat.or(place.map(|place| place.lat));
    let lon = told.lon.or(place.map(|place| place.lon));
    let radius = told.radius_m.or(place.map(|place| place.radius_m)).map_or(DEFAULT_RADIUS, f64::from);
    let circle = lat.zip(lon).map(|(lat, lon)| (lat, lon, radius));
    let kind = place.map(|place| place.kind);
    let place_name = place.map_or_else(String::new, |place| words::name_key(&place.name));
    let own: Vec<String> = words::split(&place_name);
    let beyond = words::split(&told.name);
    let beyond =
        beyond.iter().filter(|word| place.is_some() && !own.contains(word) && words::is_telling(word));
    Some(Spot {
        id: place.map(|place| place.id.to_string()),
        name: words::name_key(&told.name),
        beyond: words::sorted(beyond.map(|word| words::hash(word)).collect()),
        circle,
        is_area: told.where_prec >= 3 || radius > AREA_RADIUS || told.relation == Relation::Within,
        is_site: kind.is_some_and(is_site),
        is_beside: matches!(told.relation, Relation::Near | Relation::Between | Relation::Offset),
        kind,
        place_name,
        country: place.and_then(|place| place.country.clone()),
        admin1: place.and_then(|place| place.admin1.as_deref().map(words::name_key)),
        division: division_of_name(told),
    })
}

/// The first-level division around a town that has the town's bare name too, where the words tell no kind of place.
fn division_of_name(told: &EventPlace) -> Option<String> {
    let town = told.place.as_ref().filter(|it| it.kind == PlaceKind::Settlement)?;
    let is_bare =
        told.relation == Relation::At && words::split(&told.name).len() <= words::split(&town.name).len();
    let is_around = |it: &&Place| {
        it.kind == PlaceKind::Admin1 && it.country == town.country && town.admin1.as_ref() == Some(&it.name)
    };
    let around = told.others.iter().map(|other| &other.place).find(is_around);
    around.filter(|_| is_bare).map(|it| words::name_key(&it.name))
}

/// Whether a place of this kind is a spot rather than a town or an area.
fn is_site(kind: PlaceKind) -> bool {
    use PlaceKind::{Airfield, Camp, Crossing, Facility, Military, Neighbourhood};
    matches!(kind, Neighbourhood | Airfield | Military | Camp | Crossing | Facility)
}

fn means_group(claim: &Claim) -> Option<&'static str> {
    tables::means(claim.means.as_ref()?.value.as_str()).map(|row| row.group)
}

fn sides(claim: &Claim, roles: &[Role]) -> Vec<Side> {
    let actors = claim.actors.iter().filter(|actor| roles.contains(&actor.role));
    let sides = actors.map(|actor| match &actor.id {
        Some(id) => Side::Known(id.to_string()),
        None => Side::Named(words::name_key(&actor.name)),
    });
    words::sorted(sides.collect())
}

/// People harmed in one way, by group of victims; the highest figure where a claim gives several for one group.
fn figures(claim: &Claim, harm: Harm) -> BTreeMap<Victims, (u32, u32)> {
    let counts = claim.casualties.iter().filter(|it| it.harm == harm && !it.is_subset && !it.is_cumulative);
    let mut figures: BTreeMap<Victims, (u32, u32)> = BTreeMap::new();
    for casualty in counts {
        let (min, max) = (casualty.count.min(), casualty.count.max().unwrap_or(casualty.count.min()));
        let figure = figures.entry(casualty.victims).or_default();
        *figure = (figure.0.max(min), figure.1.max(max));
    }
    figures
}
