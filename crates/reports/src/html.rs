//! The markup of a web page, token by token, each with its place in the source.
//!
//! A scanner, not a parser: it never fails, reads each byte a bounded number of times, and leaves the question of
//! what is nested in what to its callers.

use std::ops::Range;

use dateline_tables::{ElementKind, markup};
use memchr::{memchr, memmem};

/// A piece of markup or text. All ranges are bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Characters between tags; entities not yet decoded.
    Text(Range<usize>),
    /// `<name attributes>`.
    Open {
        /// Lower case.
        name: String,
        /// All that stands after the name.
        attributes: &'a str,
        /// Whether nothing can stand in it, or it closes itself.
        is_empty: bool,
    },
    /// `</name>`, with the name in lower case.
    Close(String),
    /// An element that holds no markup: a script, a style sheet, the page title.
    Raw {
        /// Lower case.
        name: String,
        /// All that stands after the name.
        attributes: &'a str,
        /// What it holds.
        content: &'a str,
    },
}

/// The tokens of `html`, in its order; comments and declarations are passed over.
pub(crate) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, no_tag_end: false, no_quote: [false; 2] }
}

/// See [`tokens`].
pub(crate) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    // What was once looked for in vain up to the end is not looked for again: that keeps the scan linear.
    no_tag_end: bool,
    no_quote: [bool; 2],
}

impl<'a> Tokens<'a> {
    /// The byte where the next token begins.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Where the tag that begins at `start` ends (its `>`), quoted attribute values passed over.
    fn tag_end(&mut self, start: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = start;
        loop {
            let next = bytes[at..].iter().position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
            at += next;
            let quote = bytes[at];
            if quote == b'>' {
                return Some(at);
            }
            let seen = &mut self.no_quote[usize::from(quote == b'"')];
            let is_value =
                bytes[start..at].iter().rev().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'=');
            at += 1;
            if is_value && !*seen {
                match memchr(quote, &bytes[at..]) {
                    Some(len) => at += len + 1,
                    None => *seen = true,
                }
            }
        }
    }

    /// The token at `<`, or `None` when it is an ordinary character or a comment; `at` moves behind it.
    fn tag(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let rest = &self.html[start + 1..];
        let (is_close, name_at) = if rest.starts_with('/') { (true, start + 2) } else { (false, start + 1) };
        let name_rest = &self.html[name_at..];
        let name_len =
            name_rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || b":-_".contains(b)).count();
        let begins = name_rest.starts_with(|c: char| c.is_ascii_alphabetic());
        if !begins || self.no_tag_end {
            return None;
        }
        let Some(end) = self.tag_end(name_at + name_len) else {
            self.no_tag_end = true;
            return None;
        };
        let name = name_rest[..name_len].to_ascii_lowercase();
        self.at = end + 1;
        if is_close {
            return Some(Token::Close(name));
        }
        let attributes = &self.html[name_at + name_len..end];
        if markup::element(&name).kind == ElementKind::Raw && !attributes.ends_with('/') {
            let content = self.raw(&name);
            return Some(Token::Raw { name, attributes, content });
        }
        let is_empty = markup::element(&name).is_void || attributes.ends_with('/');
        Some(Token::Open { name, attributes, is_empty })
    }

    /// The content up to the closing tag `name`, or to the end of the page.
    fn raw(&mut self, name: &str) -> &'a str {
        let rest = &self.html[self.at..];
        let bytes = rest.as_bytes();
        let closes = |at: &usize| {
            let after = &bytes[at + 2..];
            after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        };
        let Some(len) = memmem::find_iter(bytes, b"</").find(closes) else {
            self.at = self.html.len();
            return rest;
        };
        let tag_end = memchr(b'>', &bytes[len..]).map_or(rest.len(), |end| len + end + 1);
        self.at += tag_end;
        &rest[..len]
    }

    /// Passes over a comment or declaration at `<`; whether there was one.
    fn pass_over(&mut self) -> bool {
        let rest = &self.html[self.at..];
        let end = if rest.starts_with("<!--") {
            memmem::find(&rest.as_bytes()[4..], b"-->").map(|end| end + 7)
        } else if rest.starts_with("<![CDATA[") {
            Some(9)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            memchr(b'>', rest.as_bytes()).map(|end| end + 1)
        } else {
            return false;
        };
        self.at += end.unwrap_or(rest.len());
        true
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while self.at < self.html.len() {
            let start = self.at;
            if self.html.as_bytes()[start] == b'<' {
                if self.pass_over() {
                    continue;
                }
                if let Some(token) = self.tag() {
                    return Some(token);
                }
            }
            // Text goes up to the next `<` after its first character.
            let from = start + 1;
            let end = memchr(b'<', &self.html.as_bytes()[from..]).map_or(self.html.len(), |len| from + len);
            self.at = end;
            return Some(Token::Text(start..end));
        }
        None
    }
}

/// The value of attribute `name` (lower case), decoded; `None` when it is not there.
pub(crate) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let len = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (key, after) = rest.split_at(len);
        if key.is_empty() && after.is_empty() {
            return None;
        }
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('=') {
            None => ("", after),
            Some(value) => value_at(value.trim_start()),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(decode(value));
        }
        rest = next;
    }
}

/// The attribute value that `text` begins with, and what follows.
fn value_at(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// The character reference that `text` begins with: its character and its length in bytes. `None` when `text` does
/// not begin with one.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    let len = inner.bytes().take(12).position(|byte| byte == b';')?;
    let name = inner.get(..len)?;
    let code = match name.strip_prefix('#') {
        None => return markup::entity(name).map(|c| (c, len + 2)),
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
    };
    Some((character(code)?, len + 2))
}

/// The character of a numeric reference; numbers 128 to 159 mean windows-1252, as browsers read them.
fn character(code: u32) -> Option<char> {
    if let Some(byte) = u8::try_from(code).ok().filter(|byte| (0x80..0xa0).contains(byte)) {
        let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
        return text;
    }
    char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace())
}

/// `text` with its character references decoded.
pub(crate) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, len) = entity(rest).unwrap_or(('&', 1));
        decoded.push(c);
        rest = &rest[len..];
    }
    decoded.push_str(rest);
    decoded
}

/// How deep the elements of a page are nested at most, those left open counted as if they were closed at the end.
pub(crate) fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    for token in tokens(html) {
        match token {
            Token::Open { name, is_empty: false, .. } if !markup::element(&name).may_stay_open => depth += 1,
            Token::Close(name) if !markup::element(&name).may_stay_open => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The characters of `html` outside of tags, decoded.
pub(crate) fn plain_text(html: &str) -> String {
    let mut plain = String::new();
    for token in tokens(html) {
        if let Token::Text(range) = token {
            plain.push_str(&decode(&html[range]));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> String {
        let texts = tokens(html).filter_map(|token| match token {
            Token::Text(range) => Some(html[range].to_owned()),
            _ => None,
        });
        texts.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn text_is_what_stands_between_tags() {
        assert_eq!(texts("<p>Shells <b>fell</b>.</p><!-- no --> End"), "Shells |fell|.| End");
        assert_eq!(texts("<a title='a > b'>x</a>"), "x");
        assert_eq!(texts("a < b and <3"), "a |< b and |<3");
        assert_eq!(texts("<script>if (a<b) { '<p>' }</SCRIPT>x"), "x");
        assert_eq!(texts("broken <a href=\"x"), "broken |<a href=\"x");
        assert_eq!(texts("<p title=\"open>text</p>"), "text");
    }

    #[test]
    fn depth_is_that_of_elements_within_elements() {
        assert_eq!(depth("<ul><li>a<li>b<li><b>c</b></ul><br><br>"), 2);
        assert_eq!(depth(&"<svg>".repeat(1000)), 1000);
        assert_eq!(depth("</div></div><i>x</i>"), 1);
    }

    #[test]
    fn attributes_are_decoded() {
        let attributes = " property=\"og:title\" content='A &amp; B' data-x async name=plain";
        assert_eq!(attribute(attributes, "property").as_deref(), Some("og:title"));
        assert_eq!(attribute(attributes, "content").as_deref(), Some("A & B"));
        assert_eq!(attribute(attributes, "async").as_deref(), Some(""));
        assert_eq!(attribute(attributes, "name").as_deref(), Some("plain"));
        assert_eq!(attribute(attributes, "missing"), None);
    }

    #[test]
    fn character_references_are_decoded() {
        assert_eq!(
            decode("Al-Sa&rsquo;an &#8212; &#x41;&#150; &unknown; & &amp;amp;"),
            "Al-Sa’an — A– &unknown; & &amp;"
        );
    }
}
