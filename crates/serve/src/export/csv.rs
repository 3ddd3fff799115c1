//! CSV in the shape of ACLED's export, for the tools that read it, with our own columns behind.
//!
//! Columns that we have no value for stay empty; they are kept, because readers of ACLED files go by position as
//! often as by name. Source of names and order: the columns of `acledR`, ACLED codebook 2023.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;

use csv::{Terminator, WriterBuilder};
use dateline_model::{CountRange, EventPlace, Figure, Harm, Incident, Role, TimeRange, Victims};
use dateline_tables::EventTypeRow;

use super::{area, corrections};
use crate::dossier::Dossier;
use crate::error::ServeError;
use crate::wire::{SummaryJson, actor_names};

/// Most sentences quoted in `notes`, one a report.
const MAX_QUOTES: usize = 3;

/// A column: its name, and its value for an incident; empty when unknown.
type Column = (&'static str, fn(&Row<'_>) -> String);

/// What the columns are computed from.
struct Row<'a> {
    dossier: &'a Dossier,
    incident: &'a Incident,
    kind: Option<&'static EventTypeRow>,
    time: Option<TimeRange>,
    place: Option<&'a EventPlace>,
    summary: SummaryJson,
}

const COLUMNS: &[Column] = &[
    ("event_id_cnty", |row| row.summary.id.clone()),
    ("event_date", |row| text(row.time.map(|time| time.start().date()))),
    ("year", |row| text(row.time.map(|time| time.start().year()))),
    ("time_precision", |row| text(row.time.map(TimeRange::acled_time_precision))),
    ("disorder_type", |row| text(row.kind.map(|kind| kind.acled_disorder_type))),
    ("event_type", |row| text(row.kind.map(|kind| kind.acled_event_type))),
    ("sub_event_type", |row| text(row.kind.map(|kind| kind.name))),
    ("actor1", |row| text(row.summary.initiators.first())),
    ("assoc_actor_1", |row| others(&row.summary.initiators)),
    ("inter1", |_| String::new()),
    ("actor2", |row| text(row.summary.targets.first())),
    ("assoc_actor_2", |row| others(&row.summary.targets)),
    ("inter2", |_| String::new()),
    ("interaction", |_| String::new()),
    ("civilian_targeting", |row| text(row.kind.and_then(civilian_targeting))),
    ("iso", |_| String::new()),
    ("region", |_| String::new()),
    ("country", |row| text(row.point(|place| place.country.clone()).map(country_name))),
    ("admin1", |row| text(row.point(|place| place.admin1.clone()))),
    ("admin2", |row| text(row.point(|place| place.admin2.clone()))),
    ("admin3", |_| String::new()),
    ("location", |row| text(row.summary.place.as_ref().map(|place| &place.name))),
    ("latitude", |row| text(row.spot().and_then(|place| place.lat).map(area::degrees))),
    ("longitude", |row| text(row.spot().and_then(|place| place.lon).map(area::degrees))),
    ("geo_precision", |row| text(row.place.map(EventPlace::acled_geo_precision))),
    ("source", |row| publishers(row.dossier)),
    ("source_scale", |_| String::new()),
    ("notes", |row| notes(row.dossier)),
    ("fatalities", |row| text(row.toll(Harm::Killed).map(CountRange::min))),
    ("tags", |_| String::new()),
    ("timestamp", |row| row.dossier.stored.last_changed.as_second().to_string()),
    ("date_end", |row| text(row.time.map(last_day))),
    ("date_grain", |row| text(row.time.map(TimeRange::grain))),
    ("date_prec", |row| text(row.time.map(TimeRange::ucdp_date_prec))),
    ("means", |row| text(row.incident.means.headline.as_ref())),
    ("victims", |row| row.victims()),
    ("country_code", |row| text(row.point(|place| place.country.clone()))),
    ("place_id", |row| text(row.place.and_then(|it| it.place.as_ref()).map(|place| &place.id))),
    ("relation", |row| text(row.place.map(|place| place.relation))),
    ("where_prec", |row| text(row.place.map(|place| place.where_prec))),
    ("centre_latitude", |row| text(row.place.and_then(|place| place.lat).map(area::degrees))),
    ("centre_longitude", |row| text(row.place.and_then(|place| place.lon).map(area::degrees))),
    ("radius_m", |row| text(row.place.and_then(|place| place.radius_m))),
    ("killed_min", |row| text(row.toll(Harm::Killed).map(CountRange::min))),
    ("killed_max", |row| text(row.toll(Harm::Killed).and_then(CountRange::max))),
    ("injured_min", |row| text(row.toll(Harm::Injured).map(CountRange::min))),
    ("injured_max", |row| text(row.toll(Harm::Injured).and_then(CountRange::max))),
    ("grade", |row| row.incident.grade.to_string()),
    ("grade_reason", |row| row.incident.grade_reason.clone()),
    ("n_reports", |row| row.incident.sources.reports.to_string()),
    ("n_outlets", |row| row.incident.sources.outlets.to_string()),
    ("n_roots", |row| row.incident.sources.roots.to_string()),
    ("n_denials", |row| row.incident.denials.len().to_string()),
    ("urls", |row| urls(row.dossier)),
    ("killed_first", |row| text(row.course(Harm::Killed).first().map(|figure| figure.count))),
    ("killed_latest", |row| text(row.course(Harm::Killed).last().map(|figure| figure.count))),
    ("review", |row| row.incident.review.to_string()),
    ("corrected", |row| corrections(row.dossier).join(" | ")),
];

impl<'a> Row<'a> {
    fn new(dossier: &'a Dossier) -> Self {
        let incident = &dossier.stored.incident;
        let kind = incident.event_type.headline.as_ref();
        Self {
            dossier,
            incident,
            kind: kind.and_then(|kind| dateline_tables::event_type(kind.as_str())),
            time: incident.time.headline,
            place: incident.place.headline.as_ref(),
            summary: (&dossier.stored).into(),
        }
    }

    /// The place, if ACLED would give it coordinates: a spot, or a circle around one. A division, a line or a country has
    /// a centre and a radius, and must not look like a spot.
    fn spot(&self) -> Option<&EventPlace> {
        self.place.filter(|place| place.acled_geo_precision() < 3)
    }

    fn point(&self, value: impl Fn(&dateline_model::Place) -> Option<String>) -> Option<String> {
        self.place.and_then(|place| place.place.as_ref()).and_then(value)
    }

    fn victims(&self) -> String {
        let actors: Vec<_> = self.incident.sides(Role::Victim).cloned().collect();
        actor_names(&actors, &[Role::Victim]).join("; ")
    }

    /// The course of the toll that stands for all people harmed so; empty when no claim tells.
    fn course(&self, harm: Harm) -> &[Figure] {
        let tolls = || self.incident.tolls.iter().filter(|toll| toll.harm == harm);
        let total = tolls().find(|toll| toll.victims == Victims::Unspecified).or_else(|| tolls().next());
        total.map_or(&[], |toll| &toll.course)
    }

    fn toll(&self, harm: Harm) -> Option<CountRange> {
        self.incident.total(harm)
    }
}

/// Writes the line of column names.
pub(super) fn head(out: &mut impl Write) -> Result<(), ServeError> {
    record(out, COLUMNS.iter().map(|(name, _)| Cow::Borrowed(*name)))
}

/// Writes one incident.
pub(super) fn row(out: &mut impl Write, dossier: &Dossier) -> Result<(), ServeError> {
    let row = Row::new(dossier);
    record(out, COLUMNS.iter().map(|(_, value)| harmless(value(&row))))
}

fn record<'a>(out: &mut impl Write, cells: impl Iterator<Item = Cow<'a, str>>) -> Result<(), ServeError> {
    // RFC 4180 ends lines with CR LF.
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(cells.map(Cow::into_owned))?;
    csv.flush()?;
    Ok(())
}

/// The cell with an apostrophe before it where a spreadsheet would take it for a formula.
///
/// Numbers keep their minus sign. Source: OWASP, CSV Injection; the full-width signs are read as formulas by
/// spreadsheets set to Japanese.
fn harmless(cell: String) -> Cow<'static, str> {
    let starts =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if cell.trim_start_matches(' ').starts_with(starts) && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Owned(cell)
    }
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The name of the country in the table, else its code.
fn country_name(code: String) -> String {
    let row = dateline_tables::places::countries().find(|row| row.cell(0) == code);
    row.map_or(code, |row| row.cell(1).to_owned())
}

/// All names but the first, as ACLED joins them.
fn others(names: &[String]) -> String {
    names.get(1..).unwrap_or_default().join("; ")
}

/// ACLED's mark, where the event type alone decides it.
fn civilian_targeting(kind: &EventTypeRow) -> Option<&'static str> {
    (kind.acled_event_type == "Violence against civilians").then_some("Civilian targeting")
}

/// The last day of the interval.
fn last_day(time: TimeRange) -> String {
    let days = i64::from(time.days()) - 1;
    let last = time.start().date().saturating_add(jiff::Span::new().days(days));
    last.to_string()
}

fn publishers(dossier: &Dossier) -> String {
    let names: BTreeSet<&str> = dossier.reports.iter().filter_map(|it| dossier.publisher(it)).collect();
    names.into_iter().collect::<Vec<_>>().join("; ")
}

fn urls(dossier: &Dossier) -> String {
    let urls: BTreeSet<&str> = dossier.reports.iter().filter_map(|it| it.url.as_deref()).collect();
    urls.into_iter().collect::<Vec<_>>().join("; ")
}

/// The sentences that make the first claims, one a report, each with its publisher and date.
fn notes(dossier: &Dossier) -> String {
    let mut seen = BTreeSet::new();
    let quotes = dossier.claims.iter().filter_map(|claim| {
        let report = dossier.report_of(claim).filter(|report| seen.insert(report.id))?;
        let words = claim.sentence.of(&report.text)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let publisher = dossier.publisher(report).unwrap_or("unknown publisher");
        let date = report.published.map(|published| format!(", {}", published.at.date()));
        Some(format!("\u{201c}{words}\u{201d} ({publisher}{})", date.unwrap_or_default()))
    });
    quotes.take(MAX_QUOTES).collect::<Vec<_>>().join(" | ")
}
