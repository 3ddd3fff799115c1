//! All rooms in a row: one report in, its claims out.

use dateline_model::{Claim, Note, NoteKind, Report};
use dateline_places::{Context, Gazetteer};
use dateline_reader::Reader;
use dateline_reports::{Text, clean, under_headline};
use dateline_tables::ClassSet;

use crate::annotate::{Annotated, mark, split};
use crate::extract::{extract, may_make_claims};
use crate::resolve::resolve;

/// What one report says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Its claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// What was noticed, its spans in the original text.
    pub notes: Vec<Note>,
}

/// A report with what was read in it.
#[derive(Clone, Debug)]
pub struct ReadReport {
    /// The report; with its headline above its text where only that tells of something.
    pub report: Report,
    /// Its clean text.
    pub text: Text,
    /// What it says; spans are of `report`.
    pub reading: Reading,
}

/// Cleans a report and reads its claims; where its text makes none, also those of a headline that stands apart from it,
/// as in feeds and tables. A headline over a text that tells more is left alone: it would tell the same event again,
/// without day and place.
///
/// Never fails, as [`read_claims_with`].
#[must_use]
pub fn read_report(report: Report, gazetteer: &Gazetteer, reader: Option<&Reader>) -> ReadReport {
    let text = clean(&report);
    let reading = read_claims_with(&report, &text, gazetteer, reader);
    if reading.claims.is_empty()
        && let Some(report) = under_headline(&report)
    {
        let text = clean(&report);
        let reading = read_claims_with(&report, &text, gazetteer, reader);
        if !reading.claims.is_empty() {
            return ReadReport { report, text, reading };
        }
    }
    ReadReport { report, text, reading }
}

/// The claims that `report`, cleaned to `text`, makes by the rules alone.
///
/// As [`read_claims_with`] without a learned reader.
#[must_use]
pub fn read_claims(report: &Report, text: &Text, gazetteer: &Gazetteer) -> Reading {
    read_claims_with(report, text, gazetteer, None)
}

/// The claims that `report`, cleaned to `text`, makes; with a learned reader it fills the parts (who did it, to whom)
/// that the rules leave open.
///
/// Never fails: what cannot be read comes back as a [`Note`] beside the claims. A text in a language without rules
/// gives one note and no claims.
#[must_use]
pub fn read_claims_with(
    report: &Report,
    text: &Text,
    gazetteer: &Gazetteer,
    reader: Option<&Reader>,
) -> Reading {
    let mut annotated = split(text.as_str(), report.published);
    if let Some(note) = unread(report, &annotated) {
        return Reading { claims: Vec::new(), notes: vec![note] };
    }
    let mut notes = cut_sentences(&annotated);
    let mut drafts = Vec::new();
    // Most of the news holds no word for an event: its times, places and actors are nobody's.
    if may_make_claims(&annotated) {
        let publisher = report.source.as_ref().and_then(|id| dateline_tables::sources::by_name(id.as_str()));
        let country = publisher.and_then(|it| it.country).map(str::to_owned);
        mark(&mut annotated, gazetteer, &Context { country });
        drafts = extract(&annotated, report, reader, &mut notes);
    }
    for note in &mut notes {
        note.span = note.span.map(|span| text.original(span));
    }
    let claims = drafts
        .into_iter()
        .zip(0..=u16::MAX)
        .map(|(draft, ordinal)| resolve(draft, ordinal, &annotated, report, text))
        .collect();
    Reading { claims, notes }
}

/// The sentences that were too long to be read to their end.
fn cut_sentences(text: &Annotated) -> Vec<Note> {
    let cut = text.sentences.iter().filter(|sentence| sentence.is_cut);
    cut.map(|sentence| Note {
        kind: NoteKind::SentenceCut,
        span: Some(sentence.span),
        detail: format!("cut after {} tokens", sentence.tokens.len()),
    })
    .collect()
}

/// Why the text is not read, if it is not: it is declared to be, or looks, written in a language without rules.
fn unread(report: &Report, text: &Annotated) -> Option<Note> {
    let declared = report.lang.as_deref().filter(|lang| !lang.starts_with("en"));
    let closed = ["det", "prep", "be", "conj"]
        .iter()
        .fold(ClassSet::default(), |set, name| set.with(text.words.class(name)));
    let n_words = text.tokens.len();
    let n_closed = text.tokens.iter().filter(|token| token.classes.meets(closed)).count();
    // English news has a closed-class word in every third place; other languages share a few of the words by chance.
    let is_english = n_closed * 8 >= n_words;
    let unread = n_words >= 20 && !is_english || declared.is_some() && n_closed * 5 < n_words;
    unread.then(|| Note {
        kind: NoteKind::LanguageNotRead,
        span: None,
        detail: declared.unwrap_or("unknown language").to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_model::ReportId;

    /// The sentences of the claims of a report with this headline and text.
    fn told(title: &str, text: &str) -> Vec<String> {
        let mut report = Report::of_text(ReportId([1; 16]), text);
        report.title = Some(title.to_owned());
        let read = read_report(report, &Gazetteer::embedded().unwrap(), None);
        let sentence = |claim: &Claim| claim.sentence.of(&read.report.text).unwrap().to_owned();
        read.reading.claims.iter().map(sentence).collect()
    }

    #[test]
    fn a_headline_counts_where_the_text_tells_nothing() {
        let headline = "Gunmen kill four in raid on Kessa";
        assert_eq!(told(headline, "To read on, subscribe or log in."), [headline]);
        let lead = "Gunmen killed four people in Kessa on Monday, police said.";
        assert_eq!(told(headline, lead), [lead]);
        assert!(told("Weather stays dry in Kessa", "To read on, subscribe or log in.").is_empty());
    }
}
