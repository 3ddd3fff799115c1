//! What fuse keeps of a report: who published it when, and a sketch of each passage.

use dateline_model::{Published, Report, ReportId, SourceId, Span, SpeakerKind};
use dateline_tables::{SourceRow, sources};

use crate::theme::Theme;
use crate::words::smallest;
use crate::{names, relays, words};

/// Words in a row that make a shingle.
const SHINGLE: usize = 5;
/// Shingle hashes kept of a passage: the smallest, so that two passages keep the same ones.
const SHINGLES_KEPT: usize = 16;
/// Word hashes kept of a passage.
const WORDS_KEPT: usize = 48;
/// A passage ends after this many words even without a full stop.
const LONGEST: usize = 120;

/// What fuse keeps of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportDigest {
    /// The report.
    pub report: ReportId,
    /// Who published it, if known: the row of the table of publishers where it has one.
    pub source: Option<SourceId>,
    /// The name of the publisher to show; empty when nothing tells it.
    pub source_name: String,
    /// What kind of publisher.
    pub source_kind: SpeakerKind,
    /// The host of its address, lower case, without `www.`.
    pub host: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Two-letter language code, lower case.
    pub lang: Option<String>,
    /// Agencies that the report itself names as its origin, in the order of the text: "(Reuters)".
    pub relays: Vec<SourceId>,
    /// What the whole of it is about.
    pub theme: Theme,
    /// Its sentences, in the order of the text.
    pub passages: Vec<Passage>,
}

/// A sketch of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the original text, in bytes.
    pub span: Span,
    /// The smallest hashes of its runs of five words, sorted.
    pub shingles: Vec<u32>,
    /// Hashes of its words that tell one event from another, sorted.
    pub words: Vec<u32>,
    /// Short hashes of all its words, sorted.
    pub all: Vec<u16>,
    /// Whether it says of its event that it is another one: "a second strike", "separately".
    pub told_apart: bool,
    /// Whether it gives a new figure for an event told before: "the toll rose".
    pub updates: bool,
}

/// Keeps of `report` what fuse needs. `text` is its cleaned text; `original` turns a span of that text into one of
/// the report's original text (for a report that needed no cleaning, the same span).
#[must_use]
pub fn digest(report: &Report, text: &str, original: impl Fn(Span) -> Span) -> ReportDigest {
    let host = report.url.as_deref().and_then(host);
    let row = publisher(report, host.as_deref());
    let source = row.map(|row| SourceId::new(row.id)).or_else(|| report.source.clone());
    let told = source.as_ref().map(ToString::to_string).or_else(|| host.clone());
    let spans = sentences(text);
    let named: Vec<_> = spans.iter().filter_map(|span| span.of(text)).map(names::find).collect();
    let title = report.title.as_deref().unwrap_or_default();
    let title = words::split(title);
    let said: Vec<Vec<String>> =
        spans.iter().map(|span| words::split(span.of(text).unwrap_or_default())).collect();
    ReportDigest {
        report: report.id,
        theme: Theme::new(title.iter().chain(said.iter().flatten()), &named),
        source_name: row.map_or_else(|| told.unwrap_or_default(), |row| row.name.to_owned()),
        source_kind: row.map_or(SpeakerKind::Unknown, |row| row.kind),
        relays: relays::find(text, source.as_ref()),
        source,
        host,
        published: report.published,
        lang: report.lang.clone(),
        passages: spans.iter().zip(&said).filter_map(|(span, all)| passage(all, original(*span))).collect(),
    }
}

impl ReportDigest {
    /// The passages that share a byte with `span`, a span of the original text.
    pub(crate) fn passages_at(&self, span: Span) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(move |passage| passage.span.overlaps(span))
    }

    /// The number of the first such passage, from 0.
    pub(crate) fn number_at(&self, span: Span) -> Option<usize> {
        self.passages.iter().position(|passage| passage.span.overlaps(span))
    }
}

/// The row of the table for the publisher, by the report's source or its host.
fn publisher(report: &Report, host: Option<&str>) -> Option<&'static SourceRow> {
    let source = report.source.as_ref().map(SourceId::as_str);
    let by_source = source.and_then(|source| sources::by_name(source).or_else(|| sources::by_host(source)));
    by_source.or_else(|| if source.is_none() { sources::by_host(host?) } else { None })
}

/// The host of an address, lower case, without `www.`; `None` when it has none.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

/// The sketch of a sentence with these words; `None` when it has none.
fn passage(all: &[String], span: Span) -> Option<Passage> {
    if all.is_empty() {
        return None;
    }
    let width = SHINGLE.min(all.len());
    let runs = all.windows(width).map(|run| words::short(run.join(" ").as_bytes()));
    let shingles = smallest(runs.collect(), SHINGLES_KEPT);
    let telling = all.iter().filter(|word| words::is_telling(word));
    let hashes = smallest(telling.map(|word| words::hash(word)).collect(), WORDS_KEPT);
    Some(Passage {
        span,
        shingles,
        words: hashes,
        all: words::sorted(all.iter().map(|word| words::shorter(word)).collect()),
        told_apart: all.iter().any(|word| dateline_tables::is_apart_word(word)),
        updates: all.iter().any(|word| dateline_tables::is_update_word(word)),
    })
}

/// The sentences of `text`: a line ends one, and so does a mark of its end before a space and a capital.
fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut n_words = 0;
    let mut chars = text.char_indices().peekable();
    let mut ended = false;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        n_words += usize::from(c.is_whitespace());
        ended = matches!(c, '.' | '!' | '?' | '\u{61f}' | '\u{2026}')
            || (ended && !c.is_alphanumeric() && !c.is_whitespace());
        let stop = ended
            && n_words >= 3
            && next.is_none_or(char::is_whitespace)
            && opens_sentence(&text[at + c.len_utf8()..]);
        if stop || c == '\n' || n_words >= LONGEST {
            let end = at + c.len_utf8();
            found.push(Span::between(start, end));
            (start, n_words, ended) = (end, 0, false);
        }
    }
    found.push(Span::between(start, text.len()));
    let trimmed = found.into_iter().filter_map(|span| trimmed(text, span));
    trimmed.collect()
}

/// The span without space around its words; `None` when nothing is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text)?;
    let start = span.start() + words.len() - words.trim_start().len();
    let end = start + words.trim().len();
    (start < end).then(|| Span::between(start, end))
}

/// Whether what follows, after spaces and quotes, begins like a sentence.
fn opens_sentence(rest: &str) -> bool {
    let first = rest.chars().find(|c| c.is_alphanumeric());
    first.is_none_or(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use dateline_model::{Report, ReportId, Span};

    use super::{digest, host, sentences};

    fn report(text: &str) -> Report {
        Report {
            url: Some("https://www.News.example:8080/a?b".to_owned()),
            lang: Some("en".to_owned()),
            ..Report::of_text(ReportId([7; 16]), text)
        }
    }

    #[test]
    fn sentences_end_at_lines_and_full_stops() {
        let text = "Shells hit the mill at Orvo. Two men died.\nNobody else was hurt there";
        let found: Vec<&str> = sentences(text).into_iter().filter_map(|span| span.of(text)).collect();
        assert_eq!(found, ["Shells hit the mill at Orvo.", "Two men died.", "Nobody else was hurt there"]);
    }

    #[test]
    fn the_same_sentence_gives_the_same_sketch_wherever_it_stands() {
        let line = "Shells hit the grain mill at Orvo late on Friday.";
        let text = format!("Rain fell in the valley all week. {line}");
        let (alone, second) = (report(line), report(&text));
        let alone = digest(&alone, line, |span| span);
        let second = digest(&second, &text, |span| span);
        assert_eq!(alone.passages[0].shingles, second.passages[1].shingles);
        assert_eq!(alone.passages[0].words, second.passages[1].words);
        assert_eq!(second.passages_at(Span::between(40, 41)).count(), 1);
    }

    #[test]
    fn a_host_is_lower_case_without_www() {
        assert_eq!(host("https://www.News.example:8080/a?b").as_deref(), Some("news.example"));
        assert_eq!(host("not an address"), None);
    }

    #[test]
    fn text_without_words_has_no_passages() {
        assert!(digest(&report(""), "", |span| span).passages.is_empty());
        assert!(digest(&report("\n... -- \n"), "\n... -- \n", |span| span).passages.is_empty());
    }
}
