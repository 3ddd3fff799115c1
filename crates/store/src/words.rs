//! The words of a passage without what was cut from it: what the text indexes hold and the lists show.

use dateline_model::{Cut, Span};

/// The text of `span` without the passages of `cuts`, every run of white space as one blank.
///
/// Empty when the span does not fit the text.
pub(crate) fn kept(text: &str, span: Span, cuts: &[Cut]) -> String {
    let mut cuts: Vec<Span> = cuts.iter().map(|cut| cut.span).filter(|cut| cut.overlaps(span)).collect();
    cuts.sort_unstable();
    let mut words = String::new();
    let mut at = span.start();
    for cut in cuts {
        push(&mut words, text.get(at..cut.start().max(at)));
        at = at.max(cut.end());
    }
    push(&mut words, text.get(at..span.end().max(at)));
    words
}

fn push(words: &mut String, passage: Option<&str>) {
    for word in passage.unwrap_or_default().split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::CutReason;

    use super::*;

    /// Takes the passages in square brackets as cut; `expected` must be left.
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let mut text = String::new();
        let mut cuts = Vec::new();
        for part in marked.split_inclusive(']') {
            let (before, cut) = part.split_once('[').unwrap_or((part, ""));
            text.push_str(before);
            let start = text.len();
            text.push_str(cut.trim_end_matches(']'));
            cuts.push(Cut { span: Span::between(start, text.len()), reason: CutReason::Markup });
        }
        assert_eq!(kept(&text, Span::between(0, text.len()), &cuts), expected);
    }

    #[test]
    fn cut_passages_leave_one_blank() {
        check("[<p>]Two shells\n fell [<b>]on[</b>] Wadi Sahl.", "Two shells fell on Wadi Sahl.");
        check("[Share this]", "");
        check("", "");
    }

    #[test]
    fn a_span_beyond_the_text_has_no_words() {
        assert_eq!(kept("short", Span::between(2, 90), &[]), "");
    }
}
