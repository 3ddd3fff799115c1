//! How many.

use dateline_model::{Casualty, CountRange, Materiel};
use serde::Serialize;
use utoipa::ToSchema;

use super::span::SpanJson;

/// A count with its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Count)]
pub struct CountJson {
    /// The lower end.
    pub min: u32,
    /// The upper end; null when no report gives one.
    pub max: Option<u32>,
}

impl From<CountRange> for CountJson {
    fn from(count: CountRange) -> Self {
        Self { min: count.min(), max: count.max() }
    }
}

/// How many people suffered what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Casualty)]
pub struct CasualtyJson {
    /// `killed`, `injured`, `missing`, ...
    pub harm: &'static str,
    /// Who is counted: `civilians`, `fighters`, ...
    pub victims: &'static str,
    /// The side they belong to: a key of the actor table.
    pub side: Option<String>,
    /// How many.
    pub count: CountJson,
    /// Whether these are among another count of the same claim.
    pub is_subset: bool,
    /// Whether the count runs over a longer time than this event.
    pub is_cumulative: bool,
    /// The words.
    pub spans: Vec<SpanJson>,
}

impl CasualtyJson {
    pub(crate) fn new(casualty: &Casualty, text: &str) -> Self {
        Self {
            harm: casualty.harm.as_str(),
            victims: casualty.victims.as_str(),
            side: casualty.side.as_ref().map(ToString::to_string),
            count: casualty.count.into(),
            is_subset: casualty.is_subset,
            is_cumulative: casualty.is_cumulative,
            spans: SpanJson::all(&casualty.spans, text),
        }
    }
}

/// What was destroyed, damaged, captured or used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Materiel)]
pub struct MaterielJson {
    /// `destroyed`, `damaged`, `captured`, ...
    pub loss: &'static str,
    /// Its class in the equipment table.
    pub class: String,
    /// The name in the report's words.
    pub name: String,
    /// How many.
    pub count: CountJson,
    /// Whose it was: a key of the actor table.
    pub owner: Option<String>,
    /// The words. Left out in incidents, whose claims have them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<SpanJson>,
}

impl MaterielJson {
    /// With its words in `text`.
    pub(crate) fn cited(materiel: &Materiel, text: &str) -> Self {
        Self { spans: SpanJson::all(&materiel.spans, text), ..Self::from(materiel) }
    }
}

impl From<&Materiel> for MaterielJson {
    fn from(materiel: &Materiel) -> Self {
        Self {
            loss: materiel.loss.as_str(),
            class: materiel.class.to_string(),
            name: materiel.name.clone(),
            count: materiel.count.into(),
            owner: materiel.owner.as_ref().map(ToString::to_string),
            spans: Vec::new(),
        }
    }
}
