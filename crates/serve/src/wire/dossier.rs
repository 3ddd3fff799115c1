//! A whole incident, and what happened to it.

use dateline_model::Claim;
use dateline_store::HistoryRow;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::claim::ClaimJson;
use super::count::CountJson;
use super::decision::DecisionJson;
use super::incident::IncidentJson;
use super::report::ReportJson;
use crate::dossier::Dossier;
use crate::versions::VersionChange;

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

/// A toll that changed between two versions of one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TollChange)]
pub struct TollChangeJson {
    /// `killed`, `injured`, ...
    pub harm: &'static str,
    /// How many the earlier version says.
    pub before: Option<CountJson>,
    /// How many the later version says.
    pub after: Option<CountJson>,
    /// The report that is the earlier version; its claims are kept and feed no incident.
    pub earlier: String,
    /// The report that is the later version.
    pub later: String,
    /// The claim of the earlier version.
    pub old_claim: String,
    /// The claim of the later version.
    pub new_claim: String,
    /// The address of both.
    pub url: Option<String>,
}

impl From<&VersionChange> for TollChangeJson {
    fn from(it: &VersionChange) -> Self {
        Self {
            harm: it.change.harm.as_str(),
            before: it.change.before.map(Into::into),
            after: it.change.after.map(Into::into),
            earlier: it.earlier.id.to_string(),
            later: it.later.to_string(),
            old_claim: it.change.old.to_string(),
            new_claim: it.change.new.to_string(),
            url: it.earlier.url.clone(),
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
    /// The decisions in force that bear on it, oldest first.
    pub decisions: Vec<DecisionJson>,
    /// Tolls that earlier versions of its reports gave differently.
    pub toll_changes: Vec<TollChangeJson>,
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
            decisions: dossier.decisions.iter().map(Into::into).collect(),
            toll_changes: dossier.versions.iter().map(Into::into).collect(),
            first_seen: stored.first_seen.to_string(),
            last_changed: stored.last_changed.to_string(),
            revision: stored.revision,
            redirected_from: stored.redirected_from.as_ref().map(ToString::to_string),
            merged: stored.merged.iter().map(ToString::to_string).collect(),
        }
    }
}
