//! What a web page tells about itself: `<meta>`, JSON-LD, `<time>`, `<link>`, `<title>`.

use dateline_tables::page_fields::{self, PageField};
use serde_json::Value;

use crate::html::{Token, attribute, decode, tokens};

/// What the metadata of a page tells; empty where it tells nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub url: Option<String>,
    pub title: Option<String>,
    /// Dates of publication, the most trustworthy kind first.
    pub dates: Vec<String>,
    pub source: Option<String>,
    pub lang: Option<String>,
}

/// So many bytes from the top of a page may declare its character set (the HTML standard asks for 1024).
const CHARSET_BYTES: usize = 4096;

/// JSON-LD deeper than this is not looked into.
const MAX_DEPTH: u32 = 8;

/// The metadata of a page.
pub(super) fn metadata(html: &str) -> Page {
    let mut facts = Facts::default();
    let mut page_title = None;
    for token in tokens(html) {
        match token {
            Token::Open { name, attributes, .. } => facts.open(&name, attributes),
            Token::Raw { name, content, .. } if name == "title" && page_title.is_none() => {
                page_title = Some(decode(content));
            }
            Token::Raw { name, attributes, content } if name == "script" => {
                let is_data =
                    attribute(attributes, "type").is_some_and(|kind| kind.trim() == "application/ld+json");
                if is_data && let Ok(value) = serde_json::from_str(content) {
                    facts.linked_data(&value, MAX_DEPTH);
                }
            }
            _ => {}
        }
    }
    let dates = facts.all(PageField::Published);
    Page {
        url: facts.best(PageField::Url).filter(|url| url.starts_with("http")),
        title: facts.best(PageField::Title).or(page_title),
        dates,
        source: facts.best(PageField::Source),
        lang: facts.best(PageField::Lang),
    }
}

/// The character set that the first bytes of a page or feed declare.
pub(super) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_BYTES)]);
    if let Some((declaration, _)) = head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        return attribute(declaration, "encoding");
    }
    tokens(&head).find_map(|token| match token {
        Token::Open { name, attributes, .. } if name == "meta" => {
            let charset = attribute(attributes, "charset");
            charset.or_else(|| {
                let content = attribute(attributes, "content")?.to_ascii_lowercase();
                let (_, charset) = content.split_once("charset=")?;
                Some(charset.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned())
            })
        }
        _ => None,
    })
}

/// Values found, each with the rank of the key it stood under.
#[derive(Default)]
struct Facts {
    found: Vec<(PageField, u8, String)>,
}

impl Facts {
    fn add(&mut self, holder: &str, key: &str, value: Option<String>) {
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else { return };
        if let Some((field, rank)) = page_fields::field(holder, key) {
            self.found.push((field, rank, value));
        }
    }

    /// What a tag tells.
    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "meta" => {
                let content = attribute(attributes, "content");
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let Some(key) = attribute(attributes, key) {
                        self.add("meta", &key.to_ascii_lowercase(), content.clone());
                    }
                }
            }
            "link" => {
                if let Some(rel) = attribute(attributes, "rel") {
                    self.add("link", &rel.to_ascii_lowercase(), attribute(attributes, "href"));
                }
            }
            "time" => self.add("time", "datetime", attribute(attributes, "datetime")),
            "html" => {
                let lang = attribute(attributes, "lang").or_else(|| attribute(attributes, "xml:lang"));
                self.add("html", "lang", lang);
            }
            _ => {}
        }
    }

    /// What a JSON-LD value tells, its parts included.
    fn linked_data(&mut self, value: &Value, depth: u32) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.linked_data(value, depth)),
            Value::Object(object) => {
                for (key, value) in object {
                    match value {
                        Value::String(text) => self.add("ld", key, Some(text.clone())),
                        Value::Object(part) => {
                            let name = part.get("name").and_then(Value::as_str).map(str::to_owned);
                            self.add("ld", &format!("{key}.name"), name);
                            self.linked_data(value, depth);
                        }
                        Value::Array(_) => self.linked_data(value, depth),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// The values of `field`, those under the most trustworthy key first, else in the order of the page.
    fn all(&mut self, field: PageField) -> Vec<String> {
        let mut found: Vec<_> = self.found.iter().filter(|(of, _, _)| *of == field).collect();
        found.sort_by_key(|(_, rank, _)| *rank);
        found.into_iter().map(|(_, _, value)| value.clone()).collect()
    }

    /// The first of [`Facts::all`].
    fn best(&mut self, field: PageField) -> Option<String> {
        self.all(field).into_iter().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_found_wherever_pages_put_it() {
        let page = metadata(
            "<html lang=en-GB><head><title>Shells fall &amp; miss - Herald</title>\
             <meta property='og:title' content='Shells fall'><link rel=canonical href='https://herald.example/1'>\
             <meta property='article:published_time' content='2017-04-05T10:00:00+03:00'>\
             <script type='application/ld+json'>{\"@graph\": [{\"datePublished\": \"2017-04-04\", \
             \"publisher\": {\"name\": \"Kafr Zita Herald\"}}]}</script></head><time datetime=2017-04-03>",
        );
        assert_eq!(page.title.as_deref(), Some("Shells fall"));
        assert_eq!(page.url.as_deref(), Some("https://herald.example/1"));
        assert_eq!(page.dates, ["2017-04-05T10:00:00+03:00", "2017-04-04", "2017-04-03"]);
        assert_eq!(page.source.as_deref(), Some("Kafr Zita Herald"));
        assert_eq!(page.lang.as_deref(), Some("en-GB"));
    }

    #[test]
    fn a_page_that_tells_nothing_gives_nothing() {
        assert_eq!(metadata("<p>Shells fell.</p>"), Page::default());
        assert_eq!(metadata(""), Page::default());
    }

    #[test]
    fn character_sets_are_declared_in_three_ways() {
        let declared = |page: &str| declared_charset(page.as_bytes());
        assert_eq!(declared("<meta charset=windows-1256>").as_deref(), Some("windows-1256"));
        let content = "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>";
        assert_eq!(declared(content).as_deref(), Some("koi8-r"));
        assert_eq!(
            declared("<?xml version='1.0' encoding='iso-8859-1'?><html>").as_deref(),
            Some("iso-8859-1")
        );
        assert_eq!(declared("<p>none"), None);
    }
}
