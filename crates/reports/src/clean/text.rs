//! The clean text of a report.

use dateline_model::{Cut, Note, Repeat, Span};

use super::align::Aligned;

/// The article of a report as plain text, and the way back to the report.
///
/// Paragraphs are parted by `"\n\n"`, lines that stand alone by `"\n"`; within them white space is one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    aligned: Aligned,
    cuts: Vec<Cut>,
    repeats: Vec<Repeat>,
    title: Option<Span>,
    notes: Vec<Note>,
}

impl Text {
    pub(super) fn new(
        aligned: Aligned,
        cuts: Vec<Cut>,
        repeats: Vec<Repeat>,
        title: Option<Span>,
        notes: Vec<Note>,
    ) -> Self {
        Self { aligned, cuts, repeats, title, notes }
    }

    /// The clean text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.aligned.text()
    }

    /// Where the bytes `clean` of the clean text stand in the original text of the report.
    ///
    /// The result covers what was left out in between, such as tags. A boundary within a character that stands for
    /// several bytes of the original, such as an entity, moves out to the boundary of those bytes; bytes past the
    /// end count as the end.
    #[must_use]
    pub fn original(&self, clean: Span) -> Span {
        let range = self.aligned.original(clean.start()..clean.end());
        Span::between(range.start, range.end)
    }

    /// What does not take part in reading, in the order of the original; spans of the original.
    #[must_use]
    pub fn cuts(&self) -> &[Cut] {
        &self.cuts
    }

    /// The passages that the report prints again, in the order of their repetition; spans of the original.
    #[must_use]
    pub fn repeats(&self) -> &[Repeat] {
        &self.repeats
    }

    /// Where the words at `original` stand again in the original: at the same distance from the start of the
    /// passage where both have the same length, else the whole passage. Empty when they stand once.
    #[must_use]
    pub fn repeats_of(&self, original: Span) -> Vec<Span> {
        let holds = |repeat: &&Repeat| repeat.kept.overlaps(original);
        self.repeats
            .iter()
            .filter(holds)
            .map(|Repeat { kept, again }| {
                let start = original.start().max(kept.start()) - kept.start();
                let end = original.end().min(kept.end()) - kept.start();
                if kept.len() == again.len() {
                    Span::between(again.start() + start, again.start() + end)
                } else {
                    *again
                }
            })
            .collect()
    }

    /// The headline, as bytes of the clean text, within its first lines; `None` when it prints none.
    #[must_use]
    pub fn title(&self) -> Option<Span> {
        self.title
    }

    /// What was noticed while cleaning; spans of the original.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}
