//! Own passages: what the learned reader sees in them, and who did what to whom by the rules alone and by both.

use std::collections::BTreeSet;
use std::ops::Range;

use dateline_claims::read_claims_with;
use dateline_incidents::{ReportDigest, digest, fuse};
use dateline_model::{Claim, Report, Role, Span};
use dateline_places::Gazetteer;
use dateline_reader::Reader;
use dateline_reports::{Record, clean, read_record};

use crate::error::EvalError;
use crate::labels::{Passage, measured};
use crate::pairs::{Extent, pairs};
use crate::{Score, Tally};

macro_rules! coded {
    ($($path:literal),+) => { [$(include_str!(concat!("../../claims/tests/coded/", $path))),+] };
}

/// Own passages that tell of no incident.
const QUIET: [&str; 6] = coded![
    "no_incident.tsv",
    "second/no_incident.tsv",
    "third/no_incident.tsv",
    "fourth/no_incident.tsv",
    "fifth/no_incident.tsv",
    "sixth/no_incident.tsv"
];
/// Own passages that tell of one, though they look like history, threats, plans; the words that do stand in brackets.
const HARD: [&str; 4] =
    coded!["third/incident.tsv", "fourth/incident.tsv", "fifth/incident.tsv", "sixth/incident.tsv"];

/// Scores on the passages that the model was not trained on; they need no data from outside.
///
/// # Errors
///
/// [`EvalError::Reader`] when the model cannot be run.
pub fn score(reader: &Reader, gazetteer: &Gazetteer) -> Result<Vec<Score>, EvalError> {
    let passages = measured();
    let mut scores = seen(reader, &passages)?;
    for (measure, reader) in [("rules", None), ("both", Some(reader))] {
        let claims: Vec<Vec<Claim>> = passages.iter().map(|it| claims(&it.text, gazetteer, reader)).collect();
        for role in [Role::Initiator, Role::Target] {
            let tally = passages.iter().zip(&claims).map(|(passage, claims)| parts(passage, claims, role));
            let tally = tally.fold(Tally::default(), Tally::and);
            scores.push(row("claims", format!("{} {measure}", role.as_str()), tally));
        }
        let same = passages.iter().zip(&claims).map(|(passage, claims)| together(passage, claims));
        scores.push(row(
            "incidents",
            format!("same event {measure}"),
            same.fold(Tally::default(), Tally::and),
        ));
        let timed = passages.iter().zip(&claims).map(|(passage, claims)| times(passage, claims));
        scores.push(row("claims", format!("time {measure}"), timed.fold(Tally::default(), Tally::and)));
        scores.push(row("claims", format!("no incident {measure}"), quiet(gazetteer, reader)));
        scores.push(row("claims", format!("some incident {measure}"), told(&passages, &claims)));
        scores.push(row("claims", format!("hard incident {measure}"), hard(gazetteer, reader)));
    }
    Ok(scores)
}

/// The rows of tables of passages, without their first column.
fn passages_of(tables: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    let lines = tables.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(_, passage)| passage)
}

/// Own passages without an incident that give none.
fn quiet(gazetteer: &Gazetteer, reader: Option<&Reader>) -> Tally {
    let tallies = passages_of(&QUIET).map(|text| one_of(!makes_incident(&claims(text, gazetteer, reader))));
    tallies.fold(Tally::default(), Tally::and)
}

/// Own passages that look like none and give the incident of the words in brackets.
fn hard(gazetteer: &Gazetteer, reader: Option<&Reader>) -> Tally {
    let tallies = passages_of(&HARD).map(|passage| {
        let text = passage.replace(['[', ']'], "");
        let start = passage.find('[').unwrap_or_default();
        let told = start..passage.find(']').unwrap_or_default().saturating_sub(1);
        let is_it =
            |claim: &Claim| claim.modality.value.makes_incident() && overlaps(&claim.event_type.spans, &told);
        one_of(claims(&text, gazetteer, reader).iter().any(is_it))
    });
    tallies.fold(Tally::default(), Tally::and)
}

fn one_of(is_right: bool) -> Tally {
    Tally { right: usize::from(is_right), told: 1, wanted: 1 }
}

/// Passages in which something occurred, and those that give an incident.
fn told(passages: &[Passage], claims: &[Vec<Claim>]) -> Tally {
    let tallies = passages.iter().zip(claims).map(|(passage, claims)| {
        let wanted = passage.events.iter().any(|event| event.modality == "occurred");
        let told = makes_incident(claims);
        Tally { right: usize::from(told && wanted), told: usize::from(told), wanted: usize::from(wanted) }
    });
    tallies.fold(Tally::default(), Tally::and)
}

fn makes_incident(claims: &[Claim]) -> bool {
    claims.iter().any(|claim| claim.modality.value.makes_incident())
}

fn row(room: &'static str, measure: String, tally: Tally) -> Score {
    Score { room, collection: "own passages".to_owned(), measure, tally }
}

/// Marks, types, modalities and links of the model.
fn seen(reader: &Reader, passages: &[Passage]) -> Result<Vec<Score>, EvalError> {
    let texts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
    let windows = reader.read(&texts)?;
    let [mut marks, mut types, mut modalities, mut links] = [Tally::default(); 4];
    let name =
        |head: &str, label: usize| reader.head(head).map(|it| it.labels[label].as_str()).unwrap_or_default();
    let roles: Vec<&str> = reader.head("link").iter().flat_map(|it| &it.labels).map(String::as_str).collect();
    for (passage, window) in passages.iter().zip(&windows) {
        let told: BTreeSet<_> = window
            .spans("mark")
            .iter()
            .map(|it| (it.span.start, it.span.end, name("mark", it.label)))
            .collect();
        let wanted: BTreeSet<_> = passage
            .marks
            .iter()
            .filter_map(|(mark, span)| Some((span.start, span.end, Passage::kind(mark)?)))
            .collect();
        marks = marks.and(compare(&told, &wanted));
        for event in &passage.events {
            let Some(at) = passage.span(&event.mark).map(|span| span.start) else { continue };
            let is = |head: &str, label: &str| {
                one_of(window.class(head, at).is_some_and(|(found, _)| name(head, found) == label))
            };
            types = types.and(is("event_type", &event.kind));
            modalities = modalities.and(is("modality", &event.modality));
            let wanted: BTreeSet<(&str, usize)> = event
                .roles
                .iter()
                .filter_map(|(role, mark)| Some((role.as_str(), passage.span(mark)?.start)))
                .collect();
            let told = roles.iter().enumerate().filter(|(_, role)| !matches!(**role, "source" | "content"));
            let told: BTreeSet<(&str, usize)> = told
                .flat_map(|(nth, role)| {
                    let starts = passage.marks.iter().map(|(_, span)| span.start);
                    starts.filter(move |&to| window.link(nth, at, to) > 0.5).map(move |to| (*role, to))
                })
                .collect();
            links = links.and(compare(&told, &wanted));
        }
    }
    let all = [("marks", marks), ("types of events", types), ("modalities", modalities), ("links", links)];
    Ok(all.map(|(measure, tally)| row("reader", measure.to_owned(), tally)).into())
}

fn compare<T: Ord>(told: &BTreeSet<T>, wanted: &BTreeSet<T>) -> Tally {
    Tally { right: told.intersection(wanted).count(), told: told.len(), wanted: wanted.len() }
}

fn claims(text: &str, gazetteer: &Gazetteer, reader: Option<&Reader>) -> Vec<Claim> {
    let report = report_of(text);
    read_claims_with(&report, &clean(&report), gazetteer, reader).claims
}

fn digest_of(text: &str) -> ReportDigest {
    let report = report_of(text);
    let clean = clean(&report);
    digest(&report, clean.as_str(), |span| clean.original(span))
}

fn report_of(text: &str) -> Report {
    let published = Some("2021-03-03".to_owned());
    read_record(Record { text: text.to_owned(), published, ..Record::default() })
}

/// Pairs of occurred events that are one happening by the passage, and those that stand in one incident.
fn together(passage: &Passage, claims: &[Claim]) -> Tally {
    let incidents = fuse(claims, &[digest_of(&passage.text)]);
    let incident_of =
        |claim: &Claim| incidents.iter().position(|it| it.links.iter().any(|link| link.claim == claim.id));
    let read: Vec<(usize, &Claim)> = passage
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.modality == "occurred")
        .filter_map(|(nth, event)| {
            let trigger = passage.span(&event.mark)?;
            let claim = claims.iter().find(|claim| overlaps(&claim.event_type.spans, &trigger))?;
            incident_of(claim).is_some().then_some((nth, claim))
        })
        .collect();
    let mut tally = Tally::default();
    for (nth, (event, claim)) in read.iter().enumerate() {
        for (other, claim_b) in read[..nth].iter().filter(|(_, it)| it.id != claim.id) {
            let wanted = passage.happening(*event) == passage.happening(*other);
            let told = incident_of(claim) == incident_of(claim_b);
            let is_right = told && wanted;
            tally = tally.and(Tally {
                right: usize::from(is_right),
                told: usize::from(told),
                wanted: usize::from(wanted),
            });
        }
    }
    tally
}

fn overlaps(spans: &[Span], mark: &Range<usize>) -> bool {
    spans.iter().any(|span| span.start() < mark.end && mark.start < span.end())
}

/// When the events that are read happened, by the passage and by the claims: words that overlap.
fn times(passage: &Passage, claims: &[Claim]) -> Tally {
    let tallies = passage.events.iter().filter_map(|event| {
        let trigger = passage.span(&event.mark)?;
        let claim = claims.iter().find(|claim| overlaps(&claim.event_type.spans, &trigger))?;
        let mut roles = event.roles.iter().filter(|(role, _)| role == "time");
        let wanted: Vec<_> = roles.by_ref().filter_map(|(_, mark)| passage.span(mark)).collect();
        let told = claim.time.as_ref().map_or(&[][..], |time| &time.spans);
        let right = wanted.iter().any(|mark| overlaps(told, mark));
        Some(Tally {
            right: usize::from(right),
            told: usize::from(!told.is_empty()),
            wanted: usize::from(!wanted.is_empty()),
        })
    });
    tallies.fold(Tally::default(), Tally::and)
}

/// Who the passage says takes a part, and who the claims say does: words that overlap, one to one. A victim counts as a
/// target on both sides.
fn parts(passage: &Passage, claims: &[Claim], role: Role) -> Tally {
    let is_asked = |other: Role| other == role || role == Role::Target && other == Role::Victim;
    let wanted = passage.events.iter().flat_map(|event| &event.roles);
    let wanted: BTreeSet<Extent> = wanted
        .filter(|(name, _)| Role::parse(name).is_some_and(is_asked))
        .filter_map(|(_, mark)| passage.span(mark))
        .map(|span| (span.start, span.end))
        .collect();
    let actors = claims.iter().flat_map(|claim| &claim.actors).filter(|actor| is_asked(actor.role));
    let extent = |span: &Span| (span.start(), span.end());
    let told: BTreeSet<Extent> = actors.filter_map(|actor| actor.spans.first().map(extent)).collect();
    let (wanted, told): (Vec<Extent>, Vec<Extent>) =
        (wanted.into_iter().collect(), told.into_iter().collect());
    Tally { right: pairs(&wanted, &told).len(), told: told.len(), wanted: wanted.len() }
}
