//! Why two incidents are one or two, and what tells two databases apart.

use std::collections::BTreeMap;

use dateline_incidents::ComparedPart;
use dateline_review::{Subject, Why};
use dateline_store::{Difference, IncidentDiff, Values};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::decision::DecisionJson;

/// How two incidents or claims compare.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Why)]
pub struct WhyJson {
    /// The one.
    pub a: ComparedJson,
    /// The other.
    pub b: ComparedJson,
    /// Whether they stand in one incident.
    pub is_one: bool,
    /// The parts of the evidence, strongest first.
    pub parts: Vec<WhyPartJson>,
    /// Natural logarithm of the odds that both speak of one event: the sum of the parts.
    pub odds: f32,
    /// The chance that goes with the odds, 0 to 1.
    pub chance: f32,
    /// Number of pairs of claims that were compared.
    pub pairs: u32,
    /// Pairs of claims that cannot be one whatever else speaks for it.
    pub forbidden: Vec<ForbiddenJson>,
    /// Decisions in force that put them together or apart.
    pub decisions: Vec<DecisionJson>,
}

/// One of the two that are compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Compared)]
pub struct ComparedJson {
    /// Its incident.
    pub incident: String,
    /// The claim, when a claim was asked for.
    pub claim: Option<String>,
    /// The sentence of the incident's founding claim.
    pub headline: String,
}

/// One part of the evidence.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = WhyPart)]
pub struct WhyPartJson {
    /// What it says, in words.
    pub reason: String,
    /// What it adds to the odds: the mean over all pairs.
    pub weight: f32,
    /// In how many pairs it was found.
    pub pairs: u32,
}

/// Two claims that cannot be of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Forbidden)]
pub struct ForbiddenJson {
    /// The claims.
    pub claims: [String; 2],
    /// What forbids it, in words.
    pub reason: String,
}

impl From<&Why> for WhyJson {
    fn from(why: &Why) -> Self {
        let it = &why.comparison;
        let forbidden = it.forbidden.iter().map(|(a, b, reason)| ForbiddenJson {
            claims: [a.to_string(), b.to_string()],
            reason: reason.clone(),
        });
        Self {
            a: (&why.a).into(),
            b: (&why.b).into(),
            is_one: why.is_one,
            parts: it.parts.iter().map(Into::into).collect(),
            odds: it.odds,
            chance: it.chance,
            pairs: it.pairs,
            forbidden: forbidden.collect(),
            decisions: why.decisions.iter().map(|entry| (&entry.decision).into()).collect(),
        }
    }
}

impl From<&ComparedPart> for WhyPartJson {
    fn from(part: &ComparedPart) -> Self {
        Self { reason: part.words.clone(), weight: part.weight, pairs: part.pairs }
    }
}

impl From<&Subject> for ComparedJson {
    fn from(subject: &Subject) -> Self {
        Self {
            incident: subject.id().to_string(),
            claim: subject.claim.map(|claim| claim.to_string()),
            headline: subject.stored.headline.clone(),
        }
    }
}

/// One incident that is not as it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiffJson {
    /// The incident.
    pub id: String,
    /// `new`, `changed`, `merged`, `split`, `withdrawn`.
    pub change: &'static str,
    /// The incident it joined.
    pub into: Option<String>,
    /// The incident it came out of.
    pub out_of: Option<String>,
    /// The values it has, or had when it is gone.
    pub values: Option<Values>,
    /// Each field that changed, from what to what.
    pub fields: BTreeMap<String, FromToJson>,
}

/// The two values of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FromToJson {
    /// What it was.
    pub from: Value,
    /// What it is.
    pub to: Value,
}

impl From<&IncidentDiff> for DiffJson {
    fn from(diff: &IncidentDiff) -> Self {
        let mut it = Self {
            id: diff.id.to_string(),
            change: "new",
            into: None,
            out_of: None,
            values: None,
            fields: BTreeMap::new(),
        };
        match &diff.difference {
            Difference::New(values) => it.values = Some(values.clone()),
            Difference::Changed(fields) => {
                it.change = "changed";
                let both = |(from, to): &(Value, Value)| FromToJson { from: from.clone(), to: to.clone() };
                it.fields = fields.iter().map(|(name, values)| (name.clone(), both(values))).collect();
            }
            Difference::Merged(heir) => (it.change, it.into) = ("merged", Some(heir.to_string())),
            Difference::Split(origin, values) => {
                (it.change, it.out_of) = ("split", Some(origin.to_string()));
                it.values = Some(values.clone());
            }
            Difference::Withdrawn(values) => (it.change, it.values) = ("withdrawn", Some(values.clone())),
        }
        it
    }
}
