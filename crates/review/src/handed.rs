//! What a person hands in: a pasted text or a saved file, with what they know of it.

use dateline_model::{NoteKind, Report};
use dateline_reports::{MediaType, ReadOptions, Record, parse_published, read, read_record};
use dateline_store::BY_HAND;

use crate::error::ReviewError;

/// How errors call a text without a file.
const PASTED: &str = "the text";

/// A text or file as it is handed in. What the person says of it counts more than what it says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// The bytes: of a text, or of a file in any form that a build reads.
    pub bytes: Vec<u8>,
    /// The name of the file, which tells its form; `None` for a pasted text.
    pub file: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Who published it: a key, name or host name.
    pub source: Option<String>,
    /// Its language: two letters.
    pub lang: Option<String>,
}

impl Handed {
    /// The one report that this is; its origin names who hands it in.
    ///
    /// # Errors
    /// [`ReviewError::Unread`] when it cannot be read, [`ReviewError::Value`] for a date that is none, and
    /// [`ReviewError::Pointless`] for a file of several reports or none.
    pub fn report(&self, author: &str) -> Result<Report, ReviewError> {
        if let Some(date) = self.published.as_deref().filter(|date| parse_published(date).is_none()) {
            let allowed = "write a day as 2024-05-31, or a moment as 2024-05-31T14:30+03:00".to_owned();
            return Err(ReviewError::Value {
                field: "date of publication".to_owned(),
                value: date.to_owned(),
                allowed,
            });
        }
        let read = self.alone()?;
        let origin = match &self.file {
            Some(file) => format!("{BY_HAND}{author}, {file}"),
            None => format!("{BY_HAND}{author}"),
        };
        let told = [&self.url, &self.title, &self.published, &self.source, &self.lang];
        if told.iter().all(|it| it.is_none()) {
            return Ok(Report { origin, ..read });
        }
        let published = read.published.map(|it| match (it.has_time, it.offset_minutes) {
            (false, _) => it.at.date().to_string(),
            (true, None) => it.at.to_string(),
            (true, Some(offset)) => {
                let sign = if offset < 0 { '-' } else { '+' };
                format!("{}{sign}{:02}:{:02}", it.at, offset.unsigned_abs() / 60, offset.unsigned_abs() % 60)
            }
        });
        Ok(read_record(Record {
            url: self.url.clone().or(read.url),
            title: self.title.clone().or(read.title),
            published: self.published.clone().or(published),
            source: self.source.clone().or(read.source.map(|id| id.to_string())),
            lang: self.lang.clone().or(read.lang),
            // Those of dates are noticed again.
            notes: read.notes.into_iter().filter(|note| note.kind == NoteKind::BadEncoding).collect(),
            text: read.text,
            is_html: read.is_html,
            id: read.external_id,
            origin,
            date_order: None,
        }))
    }

    /// What the bytes alone tell, when they are one report.
    fn alone(&self) -> Result<Report, ReviewError> {
        let name = self.file.as_deref().unwrap_or(PASTED);
        let media = if self.file.is_none() { Some(MediaType::Text) } else { None };
        let mut reports = read(self.bytes.as_slice(), name, &ReadOptions { media, ..ReadOptions::default() });
        let none = || ReviewError::Pointless(format!("{name} holds no report"));
        let first = reports.next().ok_or_else(none)??;
        if reports.next().is_some() {
            let message = format!("{name} holds several reports: `dateline build` takes in files of many");
            return Err(ReviewError::Pointless(message));
        }
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str) -> Handed {
        Handed { bytes: text.as_bytes().to_vec(), ..Handed::default() }
    }

    #[test]
    fn what_the_person_says_counts_more_than_what_the_text_says() {
        let text = pasted("date 2024-05-02\n\nShells fell on Kafr Zita.");
        let own = text.report("Ada").unwrap();
        assert_eq!(
            (own.published.unwrap().at.date().to_string(), own.origin.as_str()),
            ("2024-05-02".into(), "by hand: Ada")
        );
        let told = Handed {
            published: Some("2024-05-03".into()),
            url: Some("https://herald.example/9".into()),
            ..text
        };
        let told = told.report("Ada").unwrap();
        assert_eq!(told.published.unwrap().at.date().to_string(), "2024-05-03");
        assert_eq!(told.source.unwrap().as_str(), "herald.example");
    }

    #[test]
    fn a_page_keeps_its_own_date_beside_what_is_told() {
        let page =
            "<html><head><meta property='article:published_time' content='2017-04-05T10:00:00+03:00'></head>
            <body><p>Shells fell on Kafr Zita.</p></body></html>";
        let handed =
            Handed { file: Some("saved.html".into()), source: Some("Herald".into()), ..pasted(page) };
        let report = handed.report("Ada").unwrap();
        assert!(report.is_html && report.notes.is_empty(), "{:?}", report.notes);
        assert_eq!(
            (report.published.unwrap().offset_minutes, report.origin.as_str()),
            (Some(180), "by hand: Ada, saved.html")
        );
    }

    #[test]
    fn what_is_no_report_says_why() {
        let refused = |handed: Handed| handed.report("Ada").unwrap_err().to_string();
        assert!(refused(pasted("  ")).contains("empty"));
        assert!(
            refused(Handed { published: Some("soon".into()), ..pasted("Shells fell.") })
                .contains("2024-05-31")
        );
        let lines = "{\"text\": \"Shells fell.\"}\n{\"text\": \"A bridge fell.\"}\n";
        let many = Handed { file: Some("many.jsonl".into()), ..pasted(lines) };
        assert!(refused(many).contains("several reports"));
    }
}
