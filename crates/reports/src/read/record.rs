//! From the fields of a record to a report.

use dateline_model::{Note, NoteKind, Published, Report, SourceId};
use dateline_tables::sources;

use super::page::{self, Page};
use crate::identity::report_id;
use crate::published::{self, DateOrder, Reading};

/// The fields of one report as an input gives them, before dates and names are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The text, decoded.
    pub text: String,
    /// Whether `text` is HTML.
    pub is_html: bool,
    /// The id it has where it comes from.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, in any notation that [`parse_published`](crate::parse_published) reads.
    pub published: Option<String>,
    /// Who published it: an id, name or host name.
    pub source: Option<String>,
    /// Its language: a two-letter code, with a region or without.
    pub lang: Option<String>,
    /// Where it was found: file, and record within it.
    pub origin: String,
    /// Which number of a date in numbers is the day, if that is known.
    pub date_order: Option<DateOrder>,
    /// What was noticed before.
    pub notes: Vec<Note>,
}

impl Record {
    /// Remembers that some bytes are not of the character set `bad_in`.
    pub(super) fn note_bad_encoding(&mut self, bad_in: Option<&str>) {
        self.notes.extend(bad_in.map(|name| Note {
            kind: NoteKind::BadEncoding,
            span: None,
            detail: format!("some bytes are not {name}"),
        }));
    }
}

/// The report that a plain text is, with the date that its first lines give.
#[must_use]
pub fn read_text(text: &str) -> Report {
    read_record(Record { text: text.to_owned(), ..Record::default() })
}

/// The report that the fields of a record make.
///
/// What the record does not tell is looked for in the metadata of its page, then in the first lines of its text. A
/// date that cannot be right, or that can be read in two ways, is left out with a note.
#[must_use]
pub fn read_record(record: Record) -> Report {
    let Record { text, is_html, id, url, title, published, source, lang, origin, date_order, mut notes } =
        record;
    let page = if is_html { page::metadata(&text) } else { Page::default() };
    let url = url.or(page.url).as_deref().and_then(tidy);
    let title = title.or(page.title).as_deref().and_then(tidy);
    let dates = [published.as_deref()].into_iter().flatten().chain(page.dates.iter().map(String::as_str));
    let published = choose_date(dates, (!is_html).then_some(text.as_str()), date_order, &mut notes);
    let named = [source, page.source].into_iter().flatten().find_map(|name| source_of_name(&name));
    let source = named.or_else(|| source_of_url(url.as_deref()?));
    let source = source.or_else(|| {
        let row = sources::by_name(published::dateline_agency(&text).filter(|_| !is_html)?)?;
        Some(SourceId::new(row.id))
    });
    let lang = lang.or(page.lang).as_deref().and_then(language);
    let report_id = report_id(url.as_deref(), source.as_ref(), published, title.as_deref(), &text);
    let external_id = id.as_deref().and_then(tidy);
    Report { id: report_id, external_id, source, url, title, published, lang, text, is_html, origin, notes }
}

/// The first of `dates` that can be read and believed, else the date at the head of `text`.
fn choose_date<'a>(
    dates: impl Iterator<Item = &'a str>,
    text: Option<&str>,
    order: Option<DateOrder>,
    notes: &mut Vec<Note>,
) -> Option<Published> {
    let in_head = text.and_then(published::find_in_head);
    for date in dates.filter(|date| !date.trim().is_empty()) {
        let Some(reading) = published::parse_whole(date) else {
            notes.push(doubtful(format!("`{}` is not a date", shortened(date))));
            continue;
        };
        if let Some(published) = believe(reading, date, in_head, order, notes) {
            return Some(published);
        }
    }
    believe(in_head?, "the date at the head of the text", None, order, notes)
}

/// The date of a reading, unless its year is out of bounds or its order open.
fn believe(
    reading: Reading,
    words: &str,
    in_head: Option<Reading>,
    order: Option<DateOrder>,
    notes: &mut Vec<Note>,
) -> Option<Published> {
    let words = shortened(words);
    if !reading.is_plausible() {
        notes.push(doubtful(format!("year {} of `{words}` is out of bounds", reading.published.at.year())));
        return None;
    }
    let agrees = |published: &Published| {
        in_head
            .is_some_and(|head| head.month_first.is_none() && head.published.at.date() == published.at.date())
    };
    let open = [Some(reading.published), reading.month_first].into_iter().flatten();
    let Some(published) = open.clone().find(agrees).or_else(|| reading.in_order(order)) else {
        notes.push(doubtful(format!("`{words}` can be read day first or month first")));
        return None;
    };
    if !reading.weekday_fits() {
        let detail = format!("the week day of `{words}` is not that of its date");
        notes.push(Note { kind: NoteKind::WeekdayMismatch, span: None, detail });
    }
    Some(published)
}

fn doubtful(detail: String) -> Note {
    Note { kind: NoteKind::DoubtfulDate, span: None, detail }
}

/// The publisher that a name, id or host name means: its row of the outlet table, else a key made from the name.
fn source_of_name(name: &str) -> Option<SourceId> {
    let name = name.trim();
    if let Some(row) = sources::by_name(name).or_else(|| sources::by_host(name)) {
        return Some(SourceId::new(row.id));
    }
    let slug = slug(name);
    (!slug.is_empty()).then(|| SourceId::new(slug))
}

/// The publisher at the host of an address: its row of the outlet table, else the host name without `www.`.
fn source_of_url(url: &str) -> Option<SourceId> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().filter(|_| scheme.starts_with("http"))?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    if let Some(row) = sources::by_host(&host) {
        return Some(SourceId::new(row.id));
    }
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| SourceId::new(host))
}

/// Letters and digits of a name in lower case, dots kept, other marks turned into one hyphen each run.
fn slug(name: &str) -> String {
    let keep = |c: char| c.is_alphanumeric() || c == '.';
    let words: Vec<&str> = name.split(|c| !keep(c)).filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

/// The two-letter code at the start of a language tag.
fn language(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

/// `value` without the white space around and doubled within; `None` when nothing is left.
fn tidy(value: &str) -> Option<String> {
    let words: Vec<&str> = value.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The first forty characters.
fn shortened(words: &str) -> String {
    words.trim().chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(report: &Report) -> Option<String> {
        report.published.map(|published| published.at.date().to_string())
    }

    #[test]
    fn a_year_out_of_bounds_is_noted_and_left_out() {
        let record =
            Record { text: "Shells fell.".into(), published: Some("2999-01-01".into()), ..Record::default() };
        let report = read_record(record);
        assert_eq!(report.published, None);
        assert_eq!(report.notes[0].kind, NoteKind::DoubtfulDate);
    }

    #[test]
    fn an_open_date_is_settled_by_the_text_or_left_out() {
        let with = |text: &str| {
            read_record(Record { text: text.into(), published: Some("4/5/2017".into()), ..Record::default() })
        };
        assert_eq!(
            published(&with("Wed 05 Apr 2017 Shells fell on Kafr Zita.")).as_deref(),
            Some("2017-04-05")
        );
        let open = with("Shells fell on Kafr Zita.");
        assert_eq!(open.published, None);
        assert_eq!(open.notes[0].kind, NoteKind::DoubtfulDate);
    }

    #[test]
    fn sources_come_from_names_and_hosts() {
        let source = |name: Option<&str>, url: Option<&str>| {
            let (source, url) = (name.map(str::to_owned), url.map(str::to_owned));
            let report = read_record(Record { text: "x".into(), source, url, ..Record::default() });
            report.source.map(|id| id.as_str().to_owned())
        };
        assert_eq!(source(Some("(AFP)"), None).as_deref(), Some("afp"));
        assert_eq!(source(None, Some("https://www.reuters.com/world/1")).as_deref(), Some("reuters"));
        assert_eq!(source(Some("The Kafr Zita Herald"), None).as_deref(), Some("the-kafr-zita-herald"));
        assert_eq!(source(None, Some("http://www.Herald.example:80/1")).as_deref(), Some("herald.example"));
        assert_eq!(source(None, None), None);
        let wire = read_text("KAFR ZITA, Syria (Reuters) - Shells fell on the market.");
        assert_eq!(wire.source.as_ref().map(SourceId::as_str), Some("reuters"));
    }

    #[test]
    fn language_tags_are_cut_to_two_letters() {
        assert_eq!(language("ar-SY").as_deref(), Some("ar"));
        assert_eq!(language("EN_us").as_deref(), Some("en"));
        assert_eq!(language("english"), None);
    }
}
