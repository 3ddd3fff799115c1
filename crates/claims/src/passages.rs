//! One question at a time about a text that need not be a report: who says what, and whether one event happened.
//!
//! [`read_claims`](crate::read_claims) asks both of every event it finds; these ask them alone, where somebody else
//! has marked the event.

use dateline_model::{Modality, Report, ReportId, Span, Speaker, Stance};
use dateline_places::{Context, Gazetteer};
use dateline_reader::{Reader, ReaderError};

use crate::annotate::annotate_with;
use crate::extract::learned::Asked;
use crate::extract::phrases::Phrases;
use crate::extract::{extract, learned, modality, speech};

/// Words for which somebody answers. Spans are bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// What is said; the words that attribute may stand among them.
    pub content: Span,
    /// Who says so, innermost first; never empty.
    pub speakers: Vec<Speaker>,
    /// The words that attribute ("said", "according to"); `None` for a free-standing quote.
    pub cue: Option<Span>,
    /// What the innermost speaker does with the words.
    pub stance: Stance,
}

/// The attributions of `text`, in the order of their cues; empty where only the outlet speaks.
#[must_use]
pub fn find_attributions(text: &str, gazetteer: &Gazetteer) -> Vec<Attribution> {
    let text = annotate_with(text, None, gazetteer, &Context::default());
    speech::find_statements(&text)
        .into_iter()
        .map(|it| Attribution {
            content: text.span(it.content),
            speakers: it.speakers,
            cue: it.cue.map(|cue| text.span(cue)),
            stance: it.stance,
        })
        .collect()
}

/// Whether the event that `event`, a span of bytes, stands for in `text` is said to have happened; `None` where the
/// words report no event at all (a question, a call, a habit, a purpose).
#[must_use]
pub fn find_modality(text: &str, event: Span, gazetteer: &Gazetteer) -> Option<Modality> {
    let text = annotate_with(text, None, gazetteer, &Context::default());
    let trigger = text.tokens_in(event);
    let phrases = Phrases::new(&text);
    if trigger.is_empty() || modality::background_of(&phrases, &trigger).is_some() {
        return None;
    }
    let statements = speech::find_statements(&text);
    let statement = speech::statement_of(&statements, trigger.start);
    Some(modality::modality_of(&phrases, &trigger, statement).0.value)
}

/// The chance that words of `text` tell an event as news, by the learned reader alone, for each event that the rules find:
/// the span of its sentence, and the chance. Nothing for events of which that was not taught.
///
/// # Errors
///
/// [`ReaderError::Run`] when the model cannot be run.
pub fn find_told(
    text: &str,
    gazetteer: &Gazetteer,
    reader: &Reader,
) -> Result<Vec<(Span, f32)>, ReaderError> {
    let report = Report::of_text(ReportId([0; 16]), text);
    let text = annotate_with(text, None, gazetteer, &Context::default());
    let mut drafts = extract(&text, &report, None, &mut Vec::new());
    learned::read_on(&Phrases::new(&text), reader, &mut drafts, Asked::All)?;
    let told = drafts.iter().filter_map(|it| Some((text.sentences[it.sentence].span, it.told?)));
    Ok(told.collect())
}
