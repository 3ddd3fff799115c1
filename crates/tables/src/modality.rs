//! Words that tell whether an event happened.

use std::sync::LazyLock;

use dateline_model::Modality;

use crate::lexicon::Lexicon;
use crate::speech::verb_forms;
use crate::tsv::rows;
use crate::words::Words;

static ENGLISH: LazyLock<ModalityWords> =
    LazyLock::new(|| ModalityWords::parse(include_str!("../data/modality/en.tsv"), Words::english()));

/// Why words that name an event do not report it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Background {
    /// Somebody calls for it or demands it: "called for strikes".
    Call,
    /// Somebody fears it: "fears of an attack".
    Fear,
    /// It is what something is for, or what it is to prevent: "to prevent attacks".
    Purpose,
    /// It happens again and again: "often attack".
    Habit,
    /// It lies far back: anniversaries, wars of the past, "for years".
    History,
    /// Something is held against it: "the deadliest since the bombing".
    Comparison,
    /// It is told in a film, book or game.
    Fiction,
    /// It is asked: "whether", a question mark.
    Question,
}

impl Background {
    /// Its fixed name, snake case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Fear => "fear",
            Self::Purpose => "purpose",
            Self::Habit => "habit",
            Self::History => "history",
            Self::Comparison => "comparison",
            Self::Fiction => "fiction",
            Self::Question => "question",
        }
    }

    /// Every reason.
    pub const ALL: &[Self] = &[
        Self::Call,
        Self::Fear,
        Self::Purpose,
        Self::Habit,
        Self::History,
        Self::Comparison,
        Self::Fiction,
        Self::Question,
    ];
}

/// What a word does to the event it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It gives the modality; [`Modality::Occurred`] keeps the event apart from the words further away.
    Modality(Modality),
    /// It puts the event into the future: planned or threatened.
    Future,
    /// A verb whose future is a threat: "retaliate".
    ThreatVerb,
    /// It tells whose deed an event is that is taken for granted: "behind", "responsible for".
    Doer,
    /// The speaker cannot verify it.
    CannotVerify,
    /// The words do not report the event.
    Background(Background),
}

/// What a word reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The verb it stands before: "may", "not".
    Group,
    /// The infinitive after it: "vowed to strike".
    To,
    /// The noun it qualifies: "suspected strike".
    Np,
    /// The noun it governs: "fears of an attack".
    Of,
    /// The clause it opens: "if".
    Clause,
    /// The clause whose subject follows it at the head of a sentence: "Should rebels attack".
    Head,
    /// The sentence whose subject it is: "the film shows".
    Subject,
    /// The clause it stands in.
    Near,
    /// An event later in its sentence that has no day of its own: "is named after a teacher shot by the occupiers".
    Undated,
    /// An event of its sentence that has no day of its own: "during the dictatorship".
    Era,
}

/// One row of the table in one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModalityCue {
    /// What it does.
    pub effect: Effect,
    /// What it reaches.
    pub reach: Reach,
}

/// The words of modality in one language.
#[derive(Debug)]
pub struct ModalityWords {
    cues: Lexicon<ModalityCue>,
}

impl ModalityWords {
    /// The English words.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// The longest cue of this reach that begins at word 0 of `word_at` (lower case, `""` past the end), with its
    /// number of words.
    pub fn cue<'w>(&self, reach: Reach, word_at: impl Fn(usize) -> &'w str) -> Option<(usize, Effect)> {
        self.cues.matches(word_at).find(|(_, cue)| cue.reach == reach).map(|(n, cue)| (n, cue.effect))
    }

    fn parse(table: &str, words: &Words) -> Self {
        let cues = rows(table).filter_map(|row| {
            let cue = ModalityCue { effect: effect(row.cell(2))?, reach: reach(row.cell(3))? };
            let forms: Vec<String> = if row.cell(1) == "verb" {
                verb_forms(row.cell(0), words).into_iter().map(|(form, _)| form).collect()
            } else {
                vec![row.cell(0).to_owned()]
            };
            Some(forms.into_iter().map(move |form| (form, cue)))
        });
        Self { cues: Lexicon::new(cues.flatten()) }
    }
}

fn effect(name: &str) -> Option<Effect> {
    match name {
        "future" => Some(Effect::Future),
        "threat_verb" => Some(Effect::ThreatVerb),
        "doer" => Some(Effect::Doer),
        "cannot_verify" => Some(Effect::CannotVerify),
        _ => Modality::parse(name).map(Effect::Modality).or_else(|| {
            Background::ALL.iter().find(|it| it.as_str() == name).map(|it| Effect::Background(*it))
        }),
    }
}

fn reach(name: &str) -> Option<Reach> {
    Some(match name {
        "group" => Reach::Group,
        "to" => Reach::To,
        "np" => Reach::Np,
        "of" => Reach::Of,
        "clause" => Reach::Clause,
        "head" => Reach::Head,
        "subject" => Reach::Subject,
        "near" => Reach::Near,
        "undated" => Reach::Undated,
        "era" => Reach::Era,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for row in rows(include_str!("../data/modality/en.tsv")) {
            assert!(effect(row.cell(2)).is_some() && reach(row.cell(3)).is_some(), "{row:?}");
            assert!(matches!(row.cell(1), "verb" | "words"), "{row:?}");
        }
    }

    #[test]
    fn one_word_reaches_in_several_ways() {
        let words = ModalityWords::english();
        let word = |n: usize| if n == 0 { "threatened" } else { "" };
        assert_eq!(words.cue(Reach::To, word), Some((1, Effect::Modality(Modality::Threatened))));
        assert_eq!(words.cue(Reach::Np, word), Some((1, Effect::Modality(Modality::Threatened))));
        assert_eq!(words.cue(Reach::Clause, word), None);
    }
}
