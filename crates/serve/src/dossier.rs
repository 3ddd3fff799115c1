//! An incident with all it rests on: what the page shows of it, what JSON Lines holds, what CSV condenses.

use std::collections::BTreeSet;

use dateline_model::{Claim, ClaimId, Report, ReportId};
use dateline_store::{HistoryRow, Store, StoreError, StoredIncident};

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
        Ok(Self { stored, claims, reports, history })
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
