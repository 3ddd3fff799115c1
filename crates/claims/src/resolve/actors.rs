//! From phrases to rows of the actor table.

use dateline_model::Actor;

use crate::actors::ActorMention;
use crate::annotate::Annotated;
use crate::extract::Draft;

/// Words of a phrase that an unknown actor's name keeps at most.
const MAX_NAME: usize = 90;

/// The actors of `draft`, with the table's ids and names where it knows them. Spans are those of the annotated text.
pub(super) fn resolve_actors(draft: &Draft, text: &Annotated) -> Vec<Actor> {
    let resolve = |actor: &crate::extract::draft::DraftActor| {
        let phrase = text.span(actor.phrase.clone());
        let mention = actor.mention.and_then(|idx| text.actors.get(idx));
        let name = match mention {
            Some(mention) => mention.row.name.clone(),
            None => shown(text.words_of(phrase)),
        };
        Actor { role: actor.role, id: mention.map(ActorMention::id), name, spans: vec![phrase] }
    };
    draft.actors.iter().map(resolve).collect()
}

/// The words on one line, without a leading article, cut at a word when long.
fn shown(words: &str) -> String {
    let mut name = String::new();
    for word in words.split_whitespace() {
        if name.is_empty() && matches!(word.to_ascii_lowercase().as_str(), "the" | "a" | "an") {
            continue;
        }
        if name.len() + word.len() > MAX_NAME {
            name.push('…');
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}
