//! What a room noticed. Notes are kept beside the result; nothing is dropped in silence.

use crate::names::names;
use crate::span::Span;

names! {
    /// What kind of thing was noticed.
    pub enum NoteKind {
        /// A number that does not fit the counts kept here.
        CountTooLarge = "count_too_large",
        /// A name that no table knows.
        UnknownName = "unknown_name",
        /// A name that several places share, none clearly meant.
        AmbiguousPlace = "ambiguous_place",
        /// A week day that is not that of its date; both are kept.
        WeekdayMismatch = "weekday_mismatch",
        /// A publication date that cannot be right: before 1800 or after 2200, or contradicted by another.
        DoubtfulDate = "doubtful_date",
        /// Bytes that the declared or guessed character set cannot explain.
        BadEncoding = "bad_encoding",
        /// A sentence too long to read whole; the rest was read as further sentences.
        SentenceCut = "sentence_cut",
        /// An event word without anyone doing it, suffering it, or any place or time: no claim was made of it.
        BareTrigger = "bare_trigger",
        /// An event word that does not report an event: a habit, a fear, an appeal, history; the detail tells which.
        Background = "background",
        /// A language that no rules exist for; the text was kept and not read.
        LanguageNotRead = "language_not_read",
        /// The learned reader could not be run; the report was read by the rules alone.
        ReaderFailed = "reader_failed",
        /// A passage that stands twice; it counts once.
        RepeatedPassage = "repeated_passage",
    }
}

/// Something noticed while reading a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of thing.
    pub kind: NoteKind,
    /// Where in the original text, if at one place.
    pub span: Option<Span>,
    /// The detail in words, lower case, without a full stop; may be empty.
    pub detail: String,
}
