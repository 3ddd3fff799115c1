//! The documents of a collection, and the stretches of them that are read together.

use std::ops::Range;
use std::path::Path;

use dateline_model::Published;
use jiff::civil::Date;
use serde_json::Value;

use crate::error::EvalError;
use crate::files::json_lines;

/// Most bytes of a window, as in training.
const WINDOW: usize = 1100;
/// Short names of months, as datelines have them.
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// A report with its key.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name in the collection.
    pub id: String,
    /// Its text, upper case.
    pub text: String,
    /// Its key templates as the collection gives them; empty for reports without an incident.
    pub keys: Vec<Value>,
}

impl Document {
    /// The day of the dateline ("SAN SALVADOR, 3 JAN 90 --"); `None` when there is none in the first 200 bytes.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let head: Vec<&str> =
            self.text.get(..200).unwrap_or(&self.text).split_whitespace().take(24).collect();
        head.windows(3).find_map(|words| {
            let day = words[0].parse().ok()?;
            let month = MONTHS.iter().position(|month| words[1].starts_with(month))?;
            let year: i16 =
                words[2].trim_matches(|c: char| !c.is_ascii_digit()).parse().ok().filter(|y| *y < 100)?;
            Date::new(1900 + year, i8::try_from(month + 1).ok()?, day).ok()
        })
    }

    /// The day as the room of times takes it.
    #[must_use]
    pub fn published(&self) -> Option<Published> {
        let at = self.day()?.to_datetime(jiff::civil::Time::midnight());
        Some(Published { at, has_time: false, offset_minutes: None })
    }
}

/// A day as MUC writes it: "30 DEC 89".
pub(super) fn muc_day(day: Date) -> String {
    let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    format!("{:02} {month} {:02}", day.day(), day.year() % 100)
}

/// The documents of a file of JSON Lines `{docid, text, templates}`.
///
/// # Errors
///
/// [`EvalError`] with the path and line that cannot be read.
pub fn read_documents(path: &Path) -> Result<Vec<Document>, EvalError> {
    let documents = json_lines(path)?.into_iter().map(|line| Document {
        id: line["docid"].as_str().unwrap_or_default().to_owned(),
        text: line["text"].as_str().unwrap_or_default().to_owned(),
        keys: line["templates"].as_array().cloned().unwrap_or_default(),
    });
    Ok(documents.collect())
}

/// Stretches of whole sentences of at most 1,100 bytes; a longer sentence stands alone.
#[must_use]
pub fn windows(text: &str) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for sentence in sentences(text) {
        match windows.last_mut().filter(|last| sentence.end - last.start <= WINDOW) {
            Some(last) => last.end = sentence.end,
            None => windows.push(sentence),
        }
    }
    windows
}

/// Sentences of typescript: a full stop and two blanks, or a blank line.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let blank = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if blank == 0 {
            at += 1;
            continue;
        }
        let is_paragraph = bytes[at..at + blank].iter().filter(|byte| **byte == b'\n').nth(1).is_some();
        let is_stop = at > 0 && matches!(bytes[at - 1], b'.' | b'!' | b'?' | b'"');
        let goes_on =
            bytes.get(at + blank).is_some_and(|byte| byte.is_ascii_uppercase() || b"\"[".contains(byte));
        if is_paragraph || is_stop && goes_on && (blank > 1 || bytes[at - 1] != b'"') {
            found.push(start..at);
            start = at + blank;
        }
        at += blank;
    }
    found.push(start..text.trim_end().len().max(start));
    found.retain(|span| !text[span.clone()].trim().is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document { id: String::new(), text: text.to_owned(), keys: Vec::new() }
    }

    #[test]
    fn the_dateline_tells_the_day() {
        let day = document("QAMRA, 7 FEB 89 (INVENTED AGENCY) -- [TEXT] A BOMB EXPLODED.").day();
        assert_eq!(day.map(muc_day).as_deref(), Some("07 FEB 89"));
        assert_eq!(document("A BOMB EXPLODED.").day(), None);
    }

    #[test]
    fn windows_hold_whole_sentences() {
        let sentence = "GUNMEN ATTACKED A POST NEAR THE RIVER AND FLED.  ";
        let text = sentence.repeat(40);
        let windows = windows(&text);
        assert_eq!(windows.len(), 2);
        assert!(windows.iter().all(|window| text[window.clone()].ends_with('.') && window.len() <= WINDOW));
    }
}
