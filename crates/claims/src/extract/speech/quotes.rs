//! Quotations: pairs of quotation marks.

use std::ops::Range;

use crate::annotate::Annotated;

/// Whether token `idx` is a double quotation mark, or one of two single ones that stand for it.
pub(crate) fn is_quote_mark(text: &Annotated, idx: usize) -> bool {
    match text.lower(idx) {
        "\"" | "“" | "”" | "„" | "«" | "»" => true,
        "'" => is_pair(text, idx) || idx > 0 && is_pair(text, idx - 1),
        _ => false,
    }
}

/// Whether two single marks stand side by side from `idx`.
fn is_pair(text: &Annotated, idx: usize) -> bool {
    let Some([first, second]) = text.tokens.get(idx..idx + 2) else { return false };
    text.lower(idx) == "'" && text.lower(idx + 1) == "'" && first.span.end() == second.span.start()
}

/// The quotations of `text`, left to right, not overlapping: tokens with their marks. A quotation ends with its
/// paragraph at the latest.
pub(crate) fn find_quotes(text: &Annotated) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    let mut paragraph = 0;
    for sentence in &text.sentences {
        if sentence.paragraph != paragraph {
            // An opening quote that nothing closes runs to the end of its paragraph.
            if let Some(start) = open.take() {
                quotes.push(start..sentence.tokens.start);
            }
            paragraph = sentence.paragraph;
        }
        for idx in sentence.tokens.clone() {
            let mark = text.lower(idx);
            let is_second = mark == "'" && !is_pair(text, idx);
            if !is_quote_mark(text, idx) || is_second {
                continue;
            }
            let len = if mark == "'" { 2 } else { 1 };
            match open {
                Some(start) if mark != "“" => {
                    quotes.push(start..idx + len);
                    open = None;
                }
                None if mark != "”" => open = Some(idx),
                _ => {}
            }
        }
    }
    quotes.extend(open.map(|start| start..text.tokens.len()));
    quotes
}
