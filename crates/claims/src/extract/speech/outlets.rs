//! The outer end of every chain: the agency that a byline, tail or dateline names, and the outlet.

use std::ops::Range;

use dateline_model::{ActorId, Report, SourceId, Span, Speaker, SpeakerKind};
use dateline_tables::sources::{self, SourceRow};
use dateline_tables::speech::Speech;

use super::chains::extend;
use crate::annotate::Annotated;
use crate::annotate::tokens::lower_case;

/// Bytes at head and tail of a report in which an agency may be tagged.
const EDGE: usize = 400;
/// Bytes a tag may hold.
const MAX_TAG: usize = 40;

/// Who relays everything in the report, innermost first: the agency it names, then the outlet that published it.
/// Spans are bytes of the cleaned text; a tag that stands only in the original has none.
pub(crate) fn report_sources(text: &Annotated, report: &Report) -> Vec<Speaker> {
    let mut chain = Vec::new();
    for (span, row) in tags(text.text) {
        extend(&mut chain, &[speaker(row, Some(span))]);
    }
    for (_, row) in tags(&report.text) {
        extend(&mut chain, &[speaker(row, None)]);
    }
    extend(&mut chain, outlet(report).as_slice());
    chain
}

/// The outlet as the report names it.
fn outlet(report: &Report) -> Option<Speaker> {
    let id = report.source.as_ref()?;
    let row =
        sources::all().iter().find(|row| row.id == id.as_str()).or_else(|| sources::by_host(id.as_str()));
    let unknown = || Speaker {
        kind: SpeakerKind::Unknown,
        name: id.as_str().to_owned(),
        side: None,
        source: Some(id.clone()),
        words: None,
        cue: None,
    };
    Some(row.map_or_else(unknown, |row| speaker(row, None)))
}

fn speaker(row: &SourceRow, words: Option<Span>) -> Speaker {
    Speaker {
        kind: row.kind,
        name: row.name.to_owned(),
        side: row.side.map(ActorId::new),
        source: Some(SourceId::new(row.id)),
        words,
        cue: None,
    }
}

/// The publishers that head and tail of `text` tag as the origin of the whole: "(Reuters)", "/TASS/", "AFP -",
/// "republished from ...".
fn tags(text: &str) -> Vec<(Span, &'static SourceRow)> {
    let head = char_boundary(text, EDGE);
    let tail = char_boundary(text, text.len().saturating_sub(EDGE)).max(head);
    let mut found = Vec::new();
    for edge in [0..head, tail..text.len()] {
        bracketed(text, edge.clone(), &mut found);
        relayed(text, edge, &mut found);
    }
    found.extend(before_dash(&text[..head]));
    found.sort_by_key(|(span, _)| *span);
    found
}

/// Names between brackets or slashes.
fn bracketed(text: &str, edge: Range<usize>, found: &mut Vec<(Span, &'static SourceRow)>) {
    let part = &text[edge.clone()];
    for (open, mark) in part.match_indices(['(', '/', '[']) {
        let inside = &part[open + 1..];
        let close = match mark {
            "(" => ')',
            "[" => ']',
            _ => '/',
        };
        let Some(len) = inside.find(close).filter(|&len| (2..MAX_TAG).contains(&len)) else { continue };
        if let Some(row) = sources::by_name(&inside[..len]) {
            let start = edge.start + open + 1;
            found.push((Span::between(start, start + len), row));
        }
    }
}

/// Names after "republished from", "originally published by".
fn relayed(text: &str, edge: Range<usize>, found: &mut Vec<(Span, &'static SourceRow)>) {
    let lower = lower_case(&text[edge.clone()]);
    for phrase in Speech::english().relays() {
        for (at, _) in lower.match_indices(phrase) {
            let start = edge.start + at + phrase.len();
            found.extend(name_at(text, start));
        }
    }
}

/// The publisher whose name begins at byte `start`, spaces and "the" before it skipped.
fn name_at(text: &str, start: usize) -> Option<(Span, &'static SourceRow)> {
    let after = text.get(start..)?;
    let start = start + after.len() - after.trim_start_matches([' ', ':', '"', '“']).len();
    let rest = text[start..].lines().next()?;
    let ends =
        rest.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at).chain([rest.len()]);
    let ends: Vec<usize> = ends.take(8).collect();
    ends.into_iter()
        .rev()
        .filter(|&len| len > 1)
        .find_map(|len| sources::by_name(&rest[..len]).map(|row| (Span::between(start, start + len), row)))
}

/// The agency right before the dash of a dateline: "GAZA, May 3 (Xinhua) --", "AFP -".
fn before_dash(head: &str) -> Option<(Span, &'static SourceRow)> {
    let dash = [" - ", " – ", " — ", " -- "].iter().filter_map(|dash| head.find(dash)).min()?;
    let start = head[..dash].rfind([' ', '\n', '(', '/']).map_or(0, |at| at + 1);
    let row = sources::by_name(&head[start..dash]).filter(|row| row.kind == SpeakerKind::WireAgency)?;
    Some((Span::between(start, dash), row))
}

/// The first boundary between characters at byte `at` or after it, the end of `text` at the latest.
fn char_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use dateline_model::ReportId;

    use super::*;
    use crate::annotate::annotate;

    /// Reads `text` as a report of `outlet`; `chain` must come back.
    #[track_caller]
    fn check(text: &str, outlet: Option<&str>, chain: &[&str]) {
        let report = Report { source: outlet.map(SourceId::new), ..Report::of_text(ReportId([0; 16]), text) };
        let names: Vec<String> =
            report_sources(&annotate(text, None), &report).into_iter().map(|it| it.name).collect();
        assert_eq!(names, chain, "{text}");
    }

    #[test]
    fn the_agency_that_tags_a_text_stands_before_the_outlet() {
        check(
            "KHARIN (Reuters) - Shells fell on the port.",
            Some("example.org"),
            &["Reuters", "example.org"],
        );
        check("MOSCOW, May 3. /TASS/. A drone was shot down.", None, &["TASS"]);
        check("A bridge was hit. Republished from Reuters.", Some("cnn"), &["Reuters", "CNN"]);
    }

    #[test]
    fn without_a_tag_the_outlet_stands_alone_and_an_agency_counts_once() {
        check("Shells fell on the port.", Some("example.org"), &["example.org"]);
        check("KHARIN (Reuters) - Shells fell.", Some("reuters"), &["Reuters"]);
        check("Shells fell on the port.", None, &[]);
    }
}
