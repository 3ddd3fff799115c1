//! The text that a web page shows, each character with its place in the source.

use std::collections::BTreeSet;
use std::ops::Range;

use dateline_tables::{ElementKind, markup};

use super::align::Aligned;
use crate::html::{Token, entity, tokens};

/// What a page shows.
pub(super) struct Visible {
    /// Its text: one space for white space, one line feed for a line break, two for a new block.
    pub aligned: Aligned,
    /// The headlines in it, as bytes of the visible text.
    pub headings: Vec<Range<usize>>,
}

/// The visible text of `html`.
pub(super) fn page(html: &str) -> Visible {
    let mut page = Writer { html, aligned: Aligned::default(), headings: Vec::new() };
    let mut tokens = tokens(html);
    let mut never_closed = BTreeSet::new();
    let mut hidden: Option<(String, u32)> = None;
    while let Some(token) = tokens.next() {
        if let Some((name, depth)) = &mut hidden {
            match token {
                Token::Open { name: inner, is_empty: false, .. } if inner == *name => *depth += 1,
                Token::Close(inner) if inner == *name => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                hidden = None;
            }
            continue;
        }
        match token {
            Token::Text(range) => page.text(range),
            Token::Open { name, is_empty, .. } => {
                if markup::element(&name).kind == ElementKind::Hidden
                    && !is_empty
                    && !never_closed.contains(&name)
                {
                    if closes(&html[tokens.position()..], &name) {
                        hidden = Some((name, 1));
                        continue;
                    }
                    never_closed.insert(name.clone());
                }
                page.open(&name, tokens.position());
            }
            Token::Close(name) => page.close(&name, tokens.position()),
            Token::Raw { .. } => {}
        }
    }
    Visible { aligned: page.aligned, headings: page.headings }
}

/// Whether a closing tag `name` stands in `rest`.
fn closes(rest: &str, name: &str) -> bool {
    let bytes = rest.as_bytes();
    memchr::memmem::find_iter(bytes, b"</").any(|at| {
        bytes.get(at + 2..at + 2 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    })
}

struct Writer<'a> {
    html: &'a str,
    aligned: Aligned,
    headings: Vec<Range<usize>>,
}

impl Writer<'_> {
    /// Adds characters of the source.
    fn text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.html[at..range.end];
            let len =
                rest.find(|c: char| c == '&' || c.is_whitespace() || is_unseen(c)).unwrap_or(rest.len());
            self.aligned.push_same(&rest[..len], at);
            at += len;
            let rest = &rest[len..];
            let Some(c) = rest.chars().next() else { break };
            let (c, len) = if c == '&' { entity(rest).unwrap_or(('&', 1)) } else { (c, c.len_utf8()) };
            self.character(c, at..at + len);
            at += len;
        }
    }

    /// Adds the character that `original` stands for.
    fn character(&mut self, c: char, original: Range<usize>) {
        if c.is_whitespace() {
            if !self.aligned.text().is_empty() && !self.aligned.text().ends_with([' ', '\n']) {
                self.aligned.push_for(" ", original);
            }
        } else if !is_unseen(c) {
            self.aligned.push_for(c.encode_utf8(&mut [0; 4]), original);
        }
    }

    fn open(&mut self, name: &str, at: usize) {
        match markup::element(name).kind {
            ElementKind::Block => self.break_block(at),
            ElementKind::Heading => {
                self.break_block(at);
                let start = self.aligned.text().len();
                self.headings.push(start..start);
            }
            _ if name == "br" => self.aligned.push_for("\n", at..at),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, at: usize) {
        let kind = markup::element(name).kind;
        if kind == ElementKind::Heading
            && let Some(heading) = self.headings.last_mut().filter(|heading| heading.start == heading.end)
        {
            heading.end = self.aligned.text().len();
        }
        if matches!(kind, ElementKind::Block | ElementKind::Heading) {
            self.break_block(at);
        }
    }

    /// Parts what comes from what was.
    fn break_block(&mut self, at: usize) {
        if !self.aligned.text().is_empty() && !self.aligned.text().ends_with("\n\n") {
            self.aligned.push_for("\n\n", at..at);
        }
    }
}

/// Characters that no reader sees: soft hyphen, zero-width space and joiners of Latin text, byte order mark.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
