//! Whom "he", "the source" and a bare surname mean.

use std::ops::Range;

use dateline_model::{Speaker, SpeakerKind};
use dateline_tables::speech::SpeakerNumber;

use super::reader::Reader;
use super::speakers::Reading;

/// Sentences after which a pronoun no longer means a speaker.
const MAX_SENTENCES: usize = 6;

/// A speaker the report has brought before.
#[derive(Clone, Debug)]
struct Known {
    words: Range<usize>,
    head: usize,
    number: SpeakerNumber,
    chain: Vec<Speaker>,
    sentence: usize,
}

/// The speakers a report has brought so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    known: Vec<Known>,
}

impl Memory {
    /// Keeps a speaker with those who relay it.
    pub(super) fn keep(
        &mut self,
        words: Range<usize>,
        reading: &Reading,
        chain: Vec<Speaker>,
        sentence: usize,
    ) {
        self.known.push(Known { words, head: reading.head, number: reading.number, chain, sentence });
    }

    /// The chain of whom `words` mean, if they mean a speaker brought before. `None` when they name somebody new.
    pub(super) fn meant(
        &self,
        r: &Reader,
        words: &Range<usize>,
        reading: &Reading,
        sentence: usize,
    ) -> Option<&[Speaker]> {
        let recent = || self.known.iter().rev();
        let first = r.lower(words.start);
        let found = if words.len() == 1 && r.is(words.start, r.text.words.class("speaker_pronoun")) {
            let fits = |number: SpeakerNumber| match first {
                "it" => matches!(number, SpeakerNumber::Group | SpeakerNumber::Document),
                "they" => number != SpeakerNumber::Document,
                _ => number == SpeakerNumber::Person,
            };
            recent()
                .take_while(|known| known.sentence + MAX_SENTENCES >= sentence)
                .find(|known| fits(known.number))
        } else if matches!(first, "the" | "this" | "that" | "these" | "those") && words.len() <= 4 {
            let head = stem(r.lower(reading.head));
            let is_named = words.clone().skip(1).any(|at| r.is_capital(at));
            recent().filter(|_| !is_named).find(|known| same_head(r, known, head))
        } else if words.len() == 1
            && r.is_capital(words.start)
            && reading.speaker.kind == SpeakerKind::Unknown
        {
            let name = r.lower(words.start);
            recent().find(|known| {
                known.words.len() > 1 && known.words.clone().any(|at| r.lower(at) == name && r.is_capital(at))
            })
        } else {
            None
        }?;
        Some(&found.chain)
    }
}

fn same_head(r: &Reader, known: &Known, head: &str) -> bool {
    stem(r.lower(known.head)) == head || known.words.clone().any(|at| stem(r.lower(at)) == head)
}

fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}
