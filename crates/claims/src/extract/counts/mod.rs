//! Counts of people harmed: how many, who, by whose side, and what was done to them.
//!
//! In the order of reading: [`numbers`] (what can count), [`words`] (words of harm), [`groups`] and [`persons`] (people
//! with or without a number, single ones by name), [`link`] with [`gaps`] (who suffered
//! what), [`parts`] (who of them), [`context`] (sums, comparisons, none).

pub(crate) mod numbers;
pub(in crate::extract) mod words;
mod groups;
mod persons;
mod link;
mod gaps;
mod parts;
mod context;

use std::ops::Range;

use dateline_model::{Casualty, CountRange, Harm, Note, NoteKind, Span, Victims};

use self::context::{is_background, is_cumulative, is_some_told, none_told};
use self::groups::{Group, find_groups};
use self::link::{Linked, Linker};
use self::words::{HarmForm, HarmWord, Reader};
use crate::annotate::Annotated;

/// A count of people harmed, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct CountMention {
    /// The count; spans are in bytes of the cleaned text.
    pub(crate) casualty: Casualty,
    /// First token of the word of harm.
    pub(crate) anchor: usize,
    /// Whether it belongs to an older event that the sentence only compares with or recalls.
    pub(crate) background: bool,
}

/// Every count of people harmed in the sentence, left to right by the group that is counted.
///
/// Never fails: a number too large to keep comes back as a [`Note`].
pub(crate) fn find_casualties(text: &Annotated, sentence: usize) -> (Vec<CountMention>, Vec<Note>) {
    let Some(reader) = Reader::new(text, sentence) else { return (Vec::new(), Vec::new()) };
    let harms = reader.harm_words();
    if harms.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let numbers = numbers::find_numbers(text, sentence);
    let notes = numbers
        .iter()
        .filter(|number| number.count.is_none())
        .map(|number| Note {
            kind: NoteKind::CountTooLarge,
            span: Some(text.span(number.tokens.clone())),
            detail: "a count of people that does not fit".to_owned(),
        })
        .collect();
    let groups = persons::add_persons(&reader, &harms, find_groups(&reader, &numbers, &harms));
    let mut pairs =
        Linker { reader: &reader, harms: &harms, groups: &groups, linked: vec![None; groups.len()] };
    pairs.link_all();
    let linked: Vec<Linked> = pairs.linked.into_iter().flatten().collect();
    let next_start =
        |idx: usize| linked.get(idx + 1).map_or(usize::MAX, |next| groups[next.group].tokens.start);
    let counted = linked
        .iter()
        .enumerate()
        .map(|(idx, it)| mention(&reader, &groups[it.group], &harms[it.word], it, next_start(idx)));
    let is_taken = |word: usize| linked.iter().any(|it| it.word == word);
    let bare = harms.iter().enumerate().filter(|(word, _)| !is_taken(*word));
    let mut found: Vec<CountMention> =
        counted.chain(bare.filter_map(|(_, word)| without_group(&reader, word))).collect();
    found.sort_by_key(|mention| mention.casualty.spans.first().map_or(0, |span| span.start()));
    (found, notes)
}

fn mention(reader: &Reader, group: &Group, word: &HarmWord, linked: &Linked, until: usize) -> CountMention {
    let (start, end) = (group.tokens.start.min(word.tokens.start), group.tokens.end.max(word.tokens.end));
    let mut spans = vec![reader.text.span(group.tokens.clone()), reader.text.span(word.tokens.clone())];
    spans.sort_by_key(|span: &Span| span.start());
    CountMention {
        casualty: Casualty {
            harm: linked.harm,
            victims: group.victims,
            side: group.side.clone(),
            count: group.count,
            is_subset: linked.is_subset,
            is_cumulative: is_cumulative(reader, &(start..end)),
            spans,
        },
        anchor: word.tokens.start,
        background: is_background(reader, &(start..end), until),
    }
}

/// The count of a word of harm that takes no group: none, or some without a number.
fn without_group(reader: &Reader, word: &HarmWord) -> Option<CountMention> {
    let (harm, count_tokens, count): (Harm, Range<usize>, CountRange) = match none_told(reader, word) {
        Some(none) => none,
        None if is_some_told(reader, word) => {
            (word.sense(HarmForm::Counted)?, word.tokens.start..word.tokens.start, CountRange::new(1, None))
        }
        None => return None,
    };
    let tokens = count_tokens.start.min(word.tokens.start)..word.tokens.end;
    Some(CountMention {
        casualty: Casualty {
            harm,
            victims: Victims::Unspecified,
            side: None,
            count,
            is_subset: false,
            is_cumulative: is_cumulative(reader, &tokens),
            spans: vec![reader.text.span(tokens.clone())],
        },
        anchor: word.tokens.start,
        background: is_background(reader, &tokens, usize::MAX),
    })
}

#[cfg(test)]
pub(in crate::extract) mod tests;
