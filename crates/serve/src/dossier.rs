//! An incident with all it rests on: what the page shows on the right, what JSON Lines holds, what CSV condenses.

use dateline_model::{Claim, Incident, Report};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::{ClaimJson, IncidentJson, ReportJson};

/// An incident, the claims it rests on and the reports that make them.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The incident.
    pub incident: Incident,
    /// Its claims and denials, in the order of the incident's links and denials.
    pub claims: Vec<Claim>,
    /// The reports of those claims, each once, with their texts, sorted by publication and id.
    pub reports: Vec<Report>,
    /// Its changes, oldest first.
    pub history: Vec<HistoryJson>,
}

impl Dossier {
    /// The report that makes `claim`, if it is in the dossier.
    #[must_use]
    pub fn report_of(&self, claim: &Claim) -> Option<&Report> {
        self.reports.iter().find(|report| report.id == claim.id.report)
    }

    /// The name of the publisher of `report`: as the claims' attribution names it, else its key.
    #[must_use]
    pub fn publisher<'a>(&'a self, report: &'a Report) -> Option<&'a str> {
        let source = report.source.as_ref();
        let outlet = |claim: &'_ &Claim| claim.id.report == report.id;
        self.claims
            .iter()
            .filter(outlet)
            .flat_map(|claim| &claim.attribution)
            .find(|speaker| source.is_some() && speaker.source.as_ref() == source)
            .map(|speaker| speaker.name.as_str())
            .or_else(|| source.map(dateline_model::SourceId::as_str))
    }
}

/// One change of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Change)]
pub struct HistoryJson {
    /// Revision that the change made, from 1.
    pub revision: u32,
    /// When, seconds since 1970 in UTC.
    pub at: i64,
    /// What changed and why, in words.
    pub change: String,
}

/// A whole incident on the wire.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Dossier)]
pub struct DossierJson {
    /// The incident.
    #[serde(flatten)]
    pub incident: IncidentJson,
    /// The claims behind its values, with the words of each; denials last.
    pub claims_in_full: Vec<ClaimJson>,
    /// The reports that make them, without their texts.
    pub reports: Vec<ReportJson>,
    /// Its changes, oldest first.
    pub history: Vec<HistoryJson>,
}

impl From<&Dossier> for DossierJson {
    fn from(dossier: &Dossier) -> Self {
        let claim = |claim: &Claim| {
            let text = dossier.report_of(claim).map_or("", |report| &report.text);
            ClaimJson::new(claim, text)
        };
        Self {
            incident: (&dossier.incident).into(),
            claims_in_full: dossier.claims.iter().map(claim).collect(),
            reports: dossier.reports.iter().map(Into::into).collect(),
            history: dossier.history.clone(),
        }
    }
}
