//! A whole incident, and what happened to it.

use dateline_model::Claim;
use dateline_store::HistoryRow;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::claim::ClaimJson;
use super::incident::IncidentJson;
use super::report::ReportJson;
use crate::dossier::Dossier;

/// One change in the database.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Change)]
pub struct ChangeJson {
    /// When, UTC.
    pub at: String,
    /// What kind of change: `incident_new`, `incident_changed`, `incident_merged`, ...
    pub change: &'static str,
    /// What was there before: a short summary, or an id.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    /// What is there since.
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
}

impl From<&HistoryRow> for ChangeJson {
    fn from(row: &HistoryRow) -> Self {
        let told = |text: &String| serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()));
        Self {
            at: row.at.to_string(),
            change: row.change.as_str(),
            before: row.before.as_ref().map(told),
            after: row.after.as_ref().map(told),
        }
    }
}

/// A whole incident: every value, the claims and the words behind it, the reports, the history.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Dossier)]
pub struct DossierJson {
    /// The incident.
    #[serde(flatten)]
    pub incident: IncidentJson,
    /// The sentence of its founding claim.
    pub headline: String,
    /// The claims behind its values, with the words of each: the founding claim first, denials last.
    pub claims_in_full: Vec<ClaimJson>,
    /// The reports that make them, without their texts.
    pub reports: Vec<ReportJson>,
    /// Its changes, oldest first.
    pub history: Vec<ChangeJson>,
    /// When it first appeared, UTC.
    pub first_seen: String,
    /// When it last said something else, UTC.
    pub last_changed: String,
    /// 1, and 1 more for every change.
    pub revision: u32,
    /// The id asked for, when it was merged into this one.
    pub redirected_from: Option<String>,
    /// Ids that were merged into this one.
    pub merged: Vec<String>,
}

impl From<&Dossier> for DossierJson {
    fn from(dossier: &Dossier) -> Self {
        let claim = |claim: &Claim| {
            let text = dossier.report_of(claim).map_or("", |report| &report.text);
            ClaimJson::new(claim, text)
        };
        let stored = &dossier.stored;
        Self {
            incident: (&stored.incident).into(),
            headline: stored.headline.clone(),
            claims_in_full: dossier.claims.iter().map(claim).collect(),
            reports: dossier.reports.iter().map(Into::into).collect(),
            history: dossier.history.iter().map(Into::into).collect(),
            first_seen: stored.first_seen.to_string(),
            last_changed: stored.last_changed.to_string(),
            revision: stored.revision,
            redirected_from: stored.redirected_from.as_ref().map(ToString::to_string),
            merged: stored.merged.iter().map(ToString::to_string).collect(),
        }
    }
}
