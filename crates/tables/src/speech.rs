//! Words that attribute, and nouns that tell what kind a speaker is.

use std::sync::LazyLock;

use dateline_model::{SpeakerKind, Stance};

use crate::lexicon::Lexicon;
use crate::tsv::rows;
use crate::words::Words;

static ENGLISH: LazyLock<Speech> = LazyLock::new(|| {
    Speech::parse(
        include_str!("../data/speech_cues/en.tsv"),
        include_str!("../data/speaker_nouns/en.tsv"),
        Words::english(),
    )
});

/// How a cue brings its speaker and what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A clause, a noun phrase or a quote is said: "said", "confirmed".
    Says,
    /// Attributes only with a clause or a quote: "showed that", "warned that".
    Weak,
    /// The one spoken to follows: "told reporters".
    Tells,
    /// The accused follows, then the act: "accused the army of shelling".
    Of,
    /// The one quoted follows: "quoted a medic as saying", "citing residents".
    Quotes,
    /// The speaker follows: "according to".
    According,
    /// A speaker whom nobody names: "reportedly".
    Adverb,
    /// Claims the act: "claimed responsibility".
    Responsibility,
}

/// The form in which a cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueForm {
    /// "say", "says".
    Present,
    /// "said": past or participle, or past alone.
    Past,
    /// "known": participle alone.
    Participle,
    /// "saying".
    Ing,
    /// Fixed words.
    Fixed,
}

/// What a cue does.
#[derive(Clone, Copy, Debug)]
pub struct SpeechCue {
    /// How it brings speaker and content.
    pub frame: Frame,
    /// The form that matched.
    pub form: CueForm,
    /// What the speaker does with the words.
    pub stance: Stance,
}

/// What a later pronoun can mean by a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerNumber {
    /// A person or persons: "he", "they".
    Person,
    /// A body: "it", "they".
    Group,
    /// A document: "it".
    Document,
    /// Only qualifies another noun: "military source".
    Modifier,
}

/// What a noun tells of a speaker.
#[derive(Clone, Copy, Debug)]
pub struct SpeakerNoun {
    /// The kind.
    pub kind: SpeakerKind,
    /// 3: decides wherever it stands; 2: over weaker words; 1: only when nothing else tells.
    pub strength: u8,
    /// What it is.
    pub number: SpeakerNumber,
}

/// The words of attribution in one language.
#[derive(Debug)]
pub struct Speech {
    cues: Lexicon<SpeechCue>,
    nouns: Lexicon<SpeakerNoun>,
    relays: Vec<&'static str>,
}

impl Speech {
    /// The English words.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// The longest cue that begins at word 0 of `word_at` (lower case, `""` past the end), with its number of words.
    pub fn cue<'w>(&self, word_at: impl Fn(usize) -> &'w str) -> Option<(usize, SpeechCue)> {
        self.cues.longest(word_at).map(|(n, cue)| (n, *cue))
    }

    /// The longest noun of speakers that begins at word 0 of `word_at`, with its number of words.
    pub fn noun<'w>(&self, word_at: impl Fn(usize) -> &'w str) -> Option<(usize, SpeakerNoun)> {
        self.nouns.longest(word_at).map(|(n, noun)| (n, *noun))
    }

    /// Words after which a text names whom it is taken from: "republished from". Lower case.
    #[must_use]
    pub fn relays(&self) -> &[&'static str] {
        &self.relays
    }

    fn parse(cues: &'static str, nouns: &str, words: &Words) -> Self {
        let relays = rows(cues).filter(|row| row.cell(2) == "relay").map(|row| row.cell(0)).collect();
        let cues = rows(cues).filter(|row| row.cell(2) != "relay").flat_map(|row| {
            let stance = Stance::parse(row.cell(3)).unwrap_or(Stance::Says);
            let frame = frame(row.cell(2)).unwrap_or(Frame::Weak);
            let forms = if row.cell(1) == "verb" {
                verb_forms(row.cell(0), words)
            } else {
                vec![(row.cell(0).to_owned(), CueForm::Fixed)]
            };
            forms.into_iter().map(move |(phrase, form)| (phrase, SpeechCue { frame, form, stance }))
        });
        let nouns = rows(nouns).map(|row| {
            let noun = SpeakerNoun {
                kind: SpeakerKind::parse(row.cell(1)).unwrap_or(SpeakerKind::Unknown),
                strength: row.cell(2).parse().unwrap_or(1),
                number: number(row.cell(3)).unwrap_or(SpeakerNumber::Person),
            };
            (row.cell(0).to_owned(), noun)
        });
        Self { cues: Lexicon::new(cues), nouns: Lexicon::new(nouns), relays }
    }
}

/// The forms of a verb phrase: its first word inflected, the others as they are.
pub(crate) fn verb_forms(phrase: &str, words: &Words) -> Vec<(String, CueForm)> {
    let (lemma, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let [base, third, past, participle, ing] = words.inflect(lemma);
    let mut forms = vec![
        (base, CueForm::Present),
        (third, CueForm::Present),
        (past.clone(), CueForm::Past),
        (ing, CueForm::Ing),
    ];
    if participle != past {
        forms.push((participle, CueForm::Participle));
    }
    let phrase = |word: String| if rest.is_empty() { word } else { format!("{word} {rest}") };
    forms.into_iter().map(|(word, form)| (phrase(word), form)).collect()
}

fn frame(name: &str) -> Option<Frame> {
    Some(match name {
        "says" => Frame::Says,
        "weak" => Frame::Weak,
        "tells" => Frame::Tells,
        "of" => Frame::Of,
        "quotes" => Frame::Quotes,
        "according" => Frame::According,
        "adverb" => Frame::Adverb,
        "responsibility" => Frame::Responsibility,
        _ => return None,
    })
}

fn number(name: &str) -> Option<SpeakerNumber> {
    Some(match name {
        "person" => SpeakerNumber::Person,
        "group" => SpeakerNumber::Group,
        "document" => SpeakerNumber::Document,
        "modifier" => SpeakerNumber::Modifier,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for row in rows(include_str!("../data/speech_cues/en.tsv")) {
            let is_known = frame(row.cell(2)).is_some() || row.cell(2) == "relay";
            assert!(is_known && Stance::parse(row.cell(3)).is_some(), "{row:?}");
            assert!(matches!(row.cell(1), "verb" | "words"), "{row:?}");
        }
        for row in rows(include_str!("../data/speaker_nouns/en.tsv")) {
            assert!(SpeakerKind::parse(row.cell(1)).is_some() && number(row.cell(3)).is_some(), "{row:?}");
            assert!(matches!(row.cell(2), "1" | "2" | "3"), "{row:?}");
        }
    }

    #[test]
    fn verbs_stand_in_all_their_forms() {
        let speech = Speech::english();
        for (words, form) in
            [("said", CueForm::Past), ("denies", CueForm::Present), ("telling", CueForm::Ing)]
        {
            let found = speech.cue(|n| if n == 0 { words } else { "" });
            assert_eq!(found.map(|(_, cue)| cue.form), Some(form), "{words}");
        }
    }
}
