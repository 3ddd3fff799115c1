//! An incident with all it rests on: what the page shows of it, what JSON Lines holds, what CSV condenses.

use std::collections::BTreeSet;

use dateline_model::{Claim, ClaimId, Correction, Decision, Report, ReportId, Verdict};
use dateline_store::{HistoryRow, Store, StoreError, StoredIncident};

use crate::versions::{self, VersionChange};

/// An incident, the claims it rests on and the reports that make them.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The incident.
    pub stored: StoredIncident,
    /// Its claims in the order of its links, the founding claim first; then its denials.
    pub claims: Vec<Claim>,
    /// The reports of those claims with their texts, each once, by date of publication and id.
    pub reports: Vec<Report>,
    /// Its changes, oldest first.
    pub history: Vec<HistoryRow>,
    /// The decisions in force that bear on it, oldest first.
    pub decisions: Vec<Decision>,
    /// Tolls that earlier versions of its reports gave differently.
    pub versions: Vec<VersionChange>,
}

impl Dossier {
    /// Reads the rest of what belongs to an incident.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub fn load(store: &Store, stored: StoredIncident) -> Result<Self, StoreError> {
        let incident = &stored.incident;
        let links = incident.links.iter().map(|link| link.claim);
        let ids: Vec<ClaimId> = links.chain(incident.denials.iter().copied()).collect();
        let claims = store.claims(&ids)?;
        let mut reports = Vec::new();
        for id in ids.iter().map(|id| id.report).collect::<BTreeSet<ReportId>>() {
            reports.extend(store.report(id)?.map(|stored| stored.report));
        }
        reports.sort_by_key(|report: &Report| (report.published, report.id));
        let history = store.history(incident.id.as_str())?;
        let decisions = store.decisions_with(&incident.decisions)?;
        let versions = versions::changes(store, &reports, &claims)?;
        Ok(Self { stored, claims, reports, history, decisions, versions })
    }

    /// The corrections that its headlines rest on, each with its decision: of each field the last.
    pub fn corrections(&self) -> impl Iterator<Item = (&Decision, &Correction)> {
        let all = self.decisions.iter().enumerate().filter_map(|(nth, decision)| match &decision.verdict {
            Verdict::Correct(_, to) => Some((nth, decision, to)),
            _ => None,
        });
        let field = |decision: &Decision| match &decision.verdict {
            Verdict::Correct(_, to) => Some(to.field()),
            _ => None,
        };
        let is_last = move |nth: usize, name: &str| {
            !self.decisions.iter().skip(nth + 1).any(|later| field(later).as_deref() == Some(name))
        };
        all.filter(move |(nth, _, to)| is_last(*nth, &to.field())).map(|(_, decision, to)| (decision, to))
    }

    /// The correction that the headline of a field rests on, if a person set it: the field is named as
    /// [`Correction::field`] names it.
    #[must_use]
    pub fn correction_of(&self, field: &str) -> Option<&Decision> {
        self.corrections().find(|(_, to)| to.field() == field).map(|(decision, _)| decision)
    }

    /// The report that makes `claim`, if it is in the dossier.
    #[must_use]
    pub fn report_of(&self, claim: &Claim) -> Option<&Report> {
        self.reports.iter().find(|report| report.id == claim.id.report)
    }

    /// The name of the publisher of `report`, as the claims' attribution names it, else its key; `None` when nothing
    /// tells who published it.
    #[must_use]
    pub fn publisher<'a>(&'a self, report: &'a Report) -> Option<&'a str> {
        let source = report.source.as_ref()?;
        let claims = self.claims.iter().filter(|claim| claim.id.report == report.id);
        let speaker =
            claims.flat_map(|claim| &claim.attribution).find(|it| it.source.as_ref() == Some(source));
        Some(speaker.map_or(source.as_str(), |speaker| &speaker.name))
    }
}
