//! Quotations: pairs of quotation marks.

use std::ops::Range;

use crate::annotate::Annotated;

/// Whether this token is a double quotation mark.
pub(crate) fn is_quote_mark(lower: &str) -> bool {
    matches!(lower, "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``")
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
            if !is_quote_mark(mark) {
                continue;
            }
            match open {
                Some(start) if mark != "“" => {
                    quotes.push(start..idx + 1);
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
