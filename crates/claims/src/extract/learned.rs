//! Who did it and to whom, where the rules leave it open: the learned reader's links from a trigger to those named in
//! its sentence.
//!
//! Rules go first and what they found stays; the reader only fills an empty part, and only with someone or something it
//! marks itself. What cannot do such things by the rules (a monitor, a nurse) does not do them by the reader either, and
//! words of which the rules know nothing else stay no claim. Whether it happened is the rules' to say: following the
//! reader there, where it was sure, put right no more of 304 own passages than it put wrong.

use dateline_model::Role;
use dateline_reader::{Reader, ReaderError, Window, may_tell};

use super::draft::{Draft, DraftActor, cannot_attack, overlap};
use super::phrases::Phrases;

/// A link of a lower chance fills no part.
const LEAST: f32 = 0.6;
/// Parts that are filled, with the role of the reader and the kinds of mention that can take it.
const PARTS: [(Role, &str, &[&str]); 2] =
    [(Role::Initiator, "initiator", &["actor"]), (Role::Target, "target", &["actor", "facility"])];

/// Fills the empty parts of `drafts`. Takes the reader's time only for sentences with such a draft that pass its gate.
///
/// # Errors
///
/// [`ReaderError::Run`] when the model cannot be run; the drafts are then as they were.
pub(crate) fn fill_parts(
    phrases: &Phrases,
    reader: &Reader,
    drafts: &mut [Draft],
) -> Result<(), ReaderError> {
    let text = phrases.text;
    let words = |sentence: usize| text.words_of(text.sentences[sentence].span);
    let mut asked: Vec<usize> =
        drafts.iter().filter(|draft| is_open(draft)).map(|draft| draft.sentence).collect();
    asked.dedup();
    asked.retain(|&sentence| may_tell(words(sentence)));
    let texts: Vec<&str> = asked.iter().map(|&sentence| words(sentence)).collect();
    let windows = reader.read(&texts)?;
    for draft in drafts.iter_mut().filter(|draft| is_open(draft)) {
        let Ok(at) = asked.binary_search(&draft.sentence) else { continue };
        fill(phrases, reader, &windows[at], draft);
    }
    Ok(())
}

/// Whether a part is empty that the reader could fill, of a draft that tells something by the rules already.
fn is_open(draft: &Draft) -> bool {
    !draft.is_bare() && PARTS.iter().any(|(role, _, _)| !has_part(draft, *role))
}

fn has_part(draft: &Draft, role: Role) -> bool {
    let harmed = matches!(role, Role::Target) && !draft.casualties.is_empty();
    harmed || draft.actors.iter().any(|actor| actor.role == role || actor.role == Role::Partner)
}

fn fill(phrases: &Phrases, reader: &Reader, window: &Window, draft: &mut Draft) {
    let text = phrases.text;
    let start = text.sentences[draft.sentence].span.start();
    let trigger = text.span(draft.event.main.tokens.clone()).start() - start;
    let (Some(marks), Some(links)) = (reader.head("mark"), reader.head("link")) else { return };
    let spans = window.spans("mark");
    for (role, name, kinds) in PARTS {
        let Some(link) = links.label(name).filter(|_| !has_part(draft, role)) else { continue };
        let chances = spans
            .iter()
            .filter(|mark| kinds.contains(&marks.labels[mark.label].as_str()))
            .map(|mark| (window.link(link, trigger, mark.span.start), &mark.span));
        let best = chances.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((_, span)) = best.filter(|(chance, _)| *chance >= LEAST) else { continue };
        let phrase = text.tokens_in(dateline_model::Span::between(start + span.start, start + span.end));
        let mention = text.actors.iter().position(|actor| overlap(&actor.tokens, &phrase));
        let is_taken = draft.actors.iter().any(|actor| overlap(&actor.phrase, &phrase))
            || draft.event.triggers().any(|it| overlap(&it.tokens, &phrase));
        let is_bystander = role == Role::Initiator && cannot_attack(phrases, &draft.event, mention, &phrase);
        if !phrase.is_empty() && !is_taken && !is_bystander {
            draft.actors.push(DraftActor { role, phrase, mention });
        }
    }
}
