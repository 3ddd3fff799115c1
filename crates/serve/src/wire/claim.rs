//! What one report asserts.

use dateline_model::{Actor, Cited, Claim, Speaker};
use serde::Serialize;
use utoipa::ToSchema;

use super::count::{CasualtyJson, MaterielJson};
use super::place::EventPlaceJson;
use super::span::SpanJson;
use super::time::EventTimeJson;

/// A value with the words behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Cited)]
pub struct CitedJson {
    /// The value.
    pub value: String,
    /// The words; empty when the value follows from the absence of words.
    pub spans: Vec<SpanJson>,
}

impl CitedJson {
    fn new<T: ToString>(cited: &Cited<T>, text: &str) -> Self {
        Self { value: cited.value.to_string(), spans: SpanJson::all(&cited.spans, text) }
    }
}

/// Someone who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Actor)]
pub struct ActorJson {
    /// `initiator`, `target`, `partner`, `victim`.
    pub role: &'static str,
    /// Key of the actor table, if it knows the name.
    pub id: Option<String>,
    /// The table's name for a known one, else the report's words.
    pub name: String,
    /// The words.
    pub spans: Vec<SpanJson>,
}

impl ActorJson {
    fn new(actor: &Actor, text: &str) -> Self {
        Self {
            role: actor.role.as_str(),
            id: actor.id.as_ref().map(ToString::to_string),
            name: actor.name.clone(),
            spans: SpanJson::all(&actor.spans, text),
        }
    }
}

/// One link of an attribution chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Speaker)]
pub struct SpeakerJson {
    /// What kind of speaker: `military`, `wire_agency`, `witness`, ...
    pub kind: &'static str,
    /// The table's name for a known one, else the report's words.
    pub name: String,
    /// The party it speaks for or is.
    pub side: Option<String>,
    /// The publisher it is.
    pub source: Option<String>,
    /// The words that name it.
    pub words: Option<SpanJson>,
    /// The words that attribute.
    pub cue: Option<SpanJson>,
}

impl SpeakerJson {
    fn new(speaker: &Speaker, text: &str) -> Self {
        Self {
            kind: speaker.kind.as_str(),
            name: speaker.name.clone(),
            side: speaker.side.as_ref().map(ToString::to_string),
            source: speaker.source.as_ref().map(ToString::to_string),
            words: speaker.words.map(|span| SpanJson::new(span, text)),
            cue: speaker.cue.map(|span| SpanJson::new(span, text)),
        }
    }
}

/// One statement, in one report, that something happened, did not, will or may.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Claim)]
pub struct ClaimJson {
    /// Its identity: the report's, a hyphen, its number there.
    pub id: String,
    /// The report that makes it.
    pub report: String,
    /// What kind of event, with the trigger's words.
    pub event_type: CitedJson,
    /// By what means; null when the text does not tell.
    pub means: Option<CitedJson>,
    /// Who took part.
    pub actors: Vec<ActorJson>,
    /// Where; null when the text does not tell.
    pub place: Option<EventPlaceJson>,
    /// When; null when neither text nor report tells.
    pub time: Option<EventTimeJson>,
    /// People harmed.
    pub casualties: Vec<CasualtyJson>,
    /// Things destroyed, damaged, captured, used.
    pub materiel: Vec<MaterielJson>,
    /// Who says so, from the innermost speaker to the outlet.
    pub attribution: Vec<SpeakerJson>,
    /// What the innermost speaker does with the words: `says`, `claims`, `denies`, ...
    pub stance: CitedJson,
    /// `occurred`, `possible`, `denied`, `threatened`, `planned`, `hypothetical`.
    pub modality: CitedJson,
    /// Chance that the claim was read rightly, 0 to 1; never the chance that it is true.
    pub confidence: f32,
    /// The sentence that makes the claim.
    pub sentence: SpanJson,
    /// The same sentence printed again in the same report.
    pub repeats: Vec<SpanJson>,
    /// Number of the earlier claim of the same report whose event these words go on about.
    pub continues: Option<u16>,
    /// Number of the claim of the same report, by another speaker, that this one denies.
    pub denies: Option<u16>,
}

impl ClaimJson {
    /// `claim` with its words in `text`, the original text of its report.
    ///
    /// A span that does not fit `text` keeps its offsets and has null for words.
    #[must_use]
    pub fn new(claim: &Claim, text: &str) -> Self {
        Self {
            id: claim.id.to_string(),
            report: claim.id.report.to_string(),
            event_type: CitedJson::new(&claim.event_type, text),
            means: claim.means.as_ref().map(|means| CitedJson::new(means, text)),
            actors: claim.actors.iter().map(|actor| ActorJson::new(actor, text)).collect(),
            place: claim.place.as_ref().map(|place| EventPlaceJson::cited(place, text)),
            time: claim.time.as_ref().map(|time| EventTimeJson::new(time, text)),
            casualties: claim.casualties.iter().map(|it| CasualtyJson::new(it, text)).collect(),
            materiel: claim.materiel.iter().map(|it| MaterielJson::cited(it, text)).collect(),
            attribution: claim.attribution.iter().map(|it| SpeakerJson::new(it, text)).collect(),
            stance: CitedJson::new(&claim.stance, text),
            modality: CitedJson::new(&claim.modality, text),
            confidence: claim.confidence,
            sentence: SpanJson::new(claim.sentence, text),
            repeats: SpanJson::all(&claim.repeats, text),
            continues: claim.continues,
            denies: claim.denies,
        }
    }
}
