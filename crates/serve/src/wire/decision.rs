//! What persons decided.

use dateline_model::{Correction, Decision, Effect, Means, Verdict};
use dateline_review::Entry;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::count::CountJson;
use super::incident::SidesJson;
use super::place::EventPlaceJson;
use super::time::TimeRangeJson;

/// What a person decided, when and why.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Decision)]
pub struct DecisionJson {
    /// Its identity.
    pub id: String,
    /// When, UTC.
    pub at: String,
    /// Who, as they call themselves.
    pub author: String,
    /// Why, in their words; may be empty. Of a note, the note.
    pub reason: String,
    /// `accept`, `reject`, `correct`, `merge`, `split`, `keep_apart`, `note`, `undo`.
    pub verdict: &'static str,
    /// Ids that its incidents had at the time.
    pub incidents: Vec<String>,
    /// Of a split: the claims that leave, by the ids they had at the time.
    pub leaving: Vec<String>,
    /// Of a correction: the field.
    pub field: Option<String>,
    /// Of a correction: the value put in the headline; null when it is taken away.
    #[schema(value_type = Option<Object>)]
    pub value: Option<Value>,
    /// Of an undo: the decision that is taken back.
    pub undoes: Option<String>,
}

impl From<&Decision> for DecisionJson {
    fn from(decision: &Decision) -> Self {
        let (mut leaving, mut field, mut value, mut undoes) = (Vec::new(), None, None, None);
        match &decision.verdict {
            Verdict::Split { leave, .. } => leaving = leave.iter().map(|it| it.claim.to_string()).collect(),
            Verdict::Correct(_, to) => (field, value) = (Some(to.field()), Some(corrected(to))),
            Verdict::Undo(id) => undoes = Some(id.to_string()),
            _ => {}
        }
        Self {
            id: decision.id.to_string(),
            at: decision.at.to_string(),
            author: decision.author.clone(),
            reason: decision.reason.clone(),
            verdict: decision.verdict.as_str(),
            incidents: decision.verdict.incidents().iter().map(|it| it.incident.to_string()).collect(),
            leaving,
            field,
            value,
            undoes,
        }
    }
}

fn corrected(to: &Correction) -> Value {
    match to {
        Correction::EventType(kind) => json!(kind.as_str()),
        Correction::Means(means) => json!(means.as_ref().map(Means::as_str)),
        Correction::Time(range) => json!(range.map(TimeRangeJson::from)),
        Correction::Place(place) => json!(place.as_deref().map(EventPlaceJson::from)),
        Correction::Toll { count, .. } => json!(count.map(CountJson::from)),
        Correction::Sides(_, sides) => json!(sides.iter().map(SidesJson::from).collect::<Vec<_>>()),
    }
}

/// A decision and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = DecisionEntry)]
pub struct EntryJson {
    /// The decision.
    #[serde(flatten)]
    pub decision: DecisionJson,
    /// `in_force`, `undone`, `overruled`, `not_applicable` (the claims it speaks of are not there; it waits).
    pub effect: &'static str,
    /// The decision that undid or overruled it.
    pub by: Option<String>,
}

impl From<&Entry> for EntryJson {
    fn from(entry: &Entry) -> Self {
        let by = match &entry.effect {
            Effect::Undone(by) | Effect::Overruled(by) => Some(by.to_string()),
            Effect::InForce | Effect::NotApplicable => None,
        };
        Self { decision: (&entry.decision).into(), effect: entry.effect.as_str(), by }
    }
}
