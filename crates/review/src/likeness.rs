//! What a report that is not kept yet has to do with what is there: copies of it, and incidents that it tells.

use std::collections::{BTreeMap, BTreeSet};

use dateline_incidents::{
    Comparison, Passage, Pool, ReportDigest, Rulings, compare, fuse_decided, is_same_passage, reach,
};
use dateline_model::{Claim, ClaimId, IncidentId, Published, ReportId};
use dateline_store::{BBox, Filter, Page, ReportHead, ReportRecord, Store, StoreError, StoredIncident};
use jiff::ToSpan;

use crate::error::ReviewError;
use crate::fusing::Kept;
use crate::reasons::{Related, digests};
use crate::subject::find_subject;

/// Incidents that a claim may tell are looked for so many days around it.
const NEAR_DAYS: i64 = 3;
/// And so many degrees, each way: about 75 km.
const NEAR_DEGREES: f64 = 0.75;
/// So many incidents around a claim are compared with it.
const COMPARED: u32 = 30;
/// So many claims of a report are compared, the first ones.
const CLAIMS: usize = 20;
/// Incidents less likely the same are not told.
const LEAST_CHANCE: f32 = 0.1;
/// A copy is looked for by runs of so many words.
const RUN: usize = 6;
/// Taken from so many passages, the longest ones.
const PASSAGES: usize = 8;
/// So many reports that share such a run are compared.
const REPORTS: u32 = 20;

/// What of the database a report repeats or tells.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// Whether this very report is there.
    pub is_known: bool,
    /// The versions of its address that are there, in the order they came; it would be the next one.
    pub versions: Vec<ReportHead>,
    /// Whether its claims would feed incidents: not when a version that was published later is there.
    pub is_latest: bool,
    /// Other reports with passages of it, those that share most first.
    pub copies: Vec<LikeReport>,
    /// What fusing would make of its claims.
    pub joined: Vec<Joined>,
    /// Incidents near its claims that fusing would leave apart, likeliest the same first.
    pub near: Vec<Related>,
}

/// A report that shares passages with another.
#[derive(Clone, Debug)]
pub struct LikeReport {
    /// The report.
    pub head: ReportHead,
    /// How many passages of the new report stand in it too.
    pub n_same: usize,
    /// How many passages the new report has.
    pub n_passages: usize,
}

/// An incident that claims of a report would be part of.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Those claims.
    pub claims: Vec<ClaimId>,
    /// The incidents of today that it would be made of: none for a new one, several that it would bring together.
    pub into: Vec<StoredIncident>,
}

/// What is there of the things that `record` tells; nothing is written.
///
/// What would be joined is found by fusing as [`crate::fuse_pending`] does, with what persons decided. Incidents near
/// by are those within three days and some 75 km of one of its first claims; copies are looked for by runs of words of
/// its longest passages.
///
/// # Errors
/// When the database cannot be read.
pub fn likeness(store: &Store, record: &ReportRecord) -> Result<Likeness, ReviewError> {
    let own = ReportDigest::from_bytes(&record.digest).ok();
    let others = |heads: Vec<ReportHead>| heads.into_iter().filter(|head| head.id != record.report.id);
    let at_address = record.report.url.as_deref().map(|url| store.reports_at(url)).transpose()?;
    let versions: Vec<ReportHead> = others(at_address.unwrap_or_default()).collect();
    let moment = |published: Option<Published>| published.map(|it| it.at);
    let later =
        |head: &ReportHead| !head.is_superseded && moment(head.published) > moment(record.report.published);
    let is_latest = !versions.iter().any(later);
    let joined = if is_latest { joined(store, record, own.as_ref(), &versions)? } else { Vec::new() };
    let into: BTreeSet<IncidentId> =
        joined.iter().flat_map(|it| &it.into).map(|stored| stored.incident.id.clone()).collect();
    Ok(Likeness {
        is_known: store.report(record.report.id)?.is_some(),
        copies: copies(store, record, own.as_ref())?,
        near: near(store, record, own.as_ref(), &into)?,
        versions,
        is_latest,
        joined,
    })
}

/// The database as it would be with a report in it, and without the versions whose place it takes.
struct With<'a> {
    kept: Kept<'a>,
    id: ReportId,
    digest: Option<&'a ReportDigest>,
    replaced: BTreeSet<ReportId>,
}

impl With<'_> {
    fn without_replaced(&self, claims: Vec<Claim>) -> Vec<Claim> {
        claims.into_iter().filter(|claim| !self.replaced.contains(&claim.id.report)).collect()
    }
}

impl Pool for With<'_> {
    type Error = StoreError;

    fn claims_with(&mut self, keys: &[u64]) -> Result<Vec<Claim>, StoreError> {
        let found = self.kept.claims_with(keys)?;
        Ok(self.without_replaced(found))
    }

    fn digest_of(&mut self, report: ReportId) -> Result<Option<ReportDigest>, StoreError> {
        if report == self.id { Ok(self.digest.cloned()) } else { self.kept.digest_of(report) }
    }

    fn tied(&mut self, claim: ClaimId) -> Result<Vec<Claim>, StoreError> {
        let found = self.kept.tied(claim)?;
        Ok(self.without_replaced(found))
    }
}

/// What fusing would make of the claims of the report.
fn joined(
    store: &Store,
    record: &ReportRecord,
    own: Option<&ReportDigest>,
    versions: &[ReportHead],
) -> Result<Vec<Joined>, StoreError> {
    let decisions = store.decisions()?;
    let rulings = Rulings::new(&decisions, &store.claims_there(&decisions)?);
    let id = record.report.id;
    // Its own claims are there already when the report is known.
    let replaced = versions.iter().map(|head| head.id).chain([id]).collect();
    let kept = Kept { store, rulings: &rulings };
    let (claims, digests) = reach(&record.claims, &mut With { kept, id, digest: own, replaced })?;
    let mut found = Vec::new();
    for incident in fuse_decided(&claims, &digests, &rulings) {
        let parts = incident.links.iter().map(|link| link.claim).chain(incident.denials.iter().copied());
        let (claims, others): (Vec<ClaimId>, Vec<ClaimId>) = parts.partition(|claim| claim.report == id);
        if claims.is_empty() {
            continue;
        }
        let mut into: Vec<StoredIncident> = Vec::new();
        for holder in
            others.into_iter().map(|claim| store.incident_of(claim)).collect::<Result<BTreeSet<_>, _>>()?
        {
            into.extend(holder.map(|id| store.incident(id.as_str())).transpose()?.flatten());
        }
        found.push(Joined { claims, into });
    }
    Ok(found)
}

/// The incidents around the claims of the report but those in `joined`, each with how a claim compares with it.
fn near(
    store: &Store,
    record: &ReportRecord,
    own: Option<&ReportDigest>,
    joined: &BTreeSet<IncidentId>,
) -> Result<Vec<Related>, ReviewError> {
    let mut likeliest: BTreeMap<IncidentId, Related> = BTreeMap::new();
    for claim in record.claims.iter().take(CLAIMS) {
        let Some(filter) = around(claim) else { continue };
        for row in store.incidents(&filter, Page { limit: COMPARED, after: None })?.rows {
            if joined.contains(&row.id) {
                continue;
            }
            let subject = find_subject(store, row.id.as_str())?;
            let comparison = compared(store, claim, &store.claims(&subject.claims())?, own)?;
            let is_likelier = |known: &Related| known.comparison.chance.total_cmp(&comparison.chance).is_lt();
            if comparison.chance >= LEAST_CHANCE && likeliest.get(&row.id).is_none_or(is_likelier) {
                likeliest.insert(row.id, Related { subject, comparison });
            }
        }
    }
    let mut near: Vec<Related> = likeliest.into_values().collect();
    near.sort_by(|a, b| b.comparison.chance.total_cmp(&a.comparison.chance));
    Ok(near)
}

/// What lies around a claim in time and place; `None` when it does not tell one of them.
fn around(claim: &Claim) -> Option<Filter> {
    let place = claim.place.as_ref()?;
    let (lat, lon) = place.lat.zip(place.lon)?;
    let range = claim.time.as_ref()?.range?;
    let bbox = BBox {
        west: (lon - NEAR_DEGREES).max(-180.0),
        south: (lat - NEAR_DEGREES).max(-90.0),
        east: (lon + NEAR_DEGREES).min(180.0),
        north: (lat + NEAR_DEGREES).min(90.0),
    };
    Some(Filter {
        since: Some(range.start().saturating_sub(NEAR_DAYS.days())),
        until: Some(range.end().saturating_add(NEAR_DAYS.days())),
        bbox: Some(bbox),
        ..Filter::default()
    })
}

fn compared(
    store: &Store,
    claim: &Claim,
    theirs: &[Claim],
    own: Option<&ReportDigest>,
) -> Result<Comparison, StoreError> {
    let reports: BTreeSet<ReportId> = theirs.iter().map(|it| it.id.report).collect();
    let mut known = digests(store, &reports.into_iter().collect::<Vec<_>>())?;
    known.extend(own.cloned());
    Ok(compare(std::slice::from_ref(claim), theirs, &known))
}

/// The reports that share passages with this one.
fn copies(
    store: &Store,
    record: &ReportRecord,
    own: Option<&ReportDigest>,
) -> Result<Vec<LikeReport>, StoreError> {
    let passages = own.map_or(&[][..], |own| &own.passages);
    let heads = store.reports_sharing(&runs(&record.report.text, passages), REPORTS)?;
    let mut found = Vec::new();
    for head in heads.into_iter().filter(|head| head.id != record.report.id) {
        let theirs: Vec<Passage> =
            digests(store, &[head.id])?.into_iter().flat_map(|it| it.passages).collect();
        let is_there = |own: &&Passage| theirs.iter().any(|their| is_same_passage(own, their));
        let n_same = passages.iter().filter(is_there).count();
        if n_same > 0 {
            found.push(LikeReport { head, n_same, n_passages: passages.len() });
        }
    }
    // The sort is stable: of equals the better match of words stays first.
    found.sort_by_key(|it| std::cmp::Reverse(it.n_same));
    Ok(found)
}

/// Runs of words from the start, middle and end of the longest passages: an edited copy still shares some of them.
fn runs<'a>(text: &'a str, passages: &[Passage]) -> Vec<&'a str> {
    let mut longest: Vec<&str> = passages.iter().filter_map(|passage| passage.span.of(text)).collect();
    longest.sort_by_key(|words| std::cmp::Reverse(words.len()));
    let mut runs = Vec::new();
    for passage in longest.into_iter().take(PASSAGES) {
        let begins = |at: usize| passage[..at].chars().next_back().is_none_or(char::is_whitespace);
        let letters = passage.char_indices().filter(|(at, c)| !c.is_whitespace() && begins(*at));
        let starts: Vec<usize> = letters.map(|(at, _)| at).collect();
        let last = starts.len().saturating_sub(RUN);
        for from in BTreeSet::from([0, last / 2, last]) {
            let end = starts.get(from + RUN).copied().unwrap_or(passage.len());
            runs.extend(starts.get(from).and_then(|start| passage.get(*start..end)));
        }
    }
    runs.retain(|run| run.chars().any(char::is_alphanumeric));
    runs
}
