//! The form of an input, told by its name or its first bytes.

/// The form of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// Plain text: one report.
    Text,
    /// A web page: one report.
    Html,
    /// A JSON object, an array of objects, `{"reports": [...]}`, or a JSON Feed.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// Rows of values parted by commas, under a row of names.
    Csv,
    /// Rows of values parted by tabs, under a row of names.
    Tsv,
    /// RSS or Atom.
    Feed,
}

impl MediaType {
    /// The form that the ending of `name` tells (`.gz` passed over), or `None` when it tells none.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending {
            "txt" | "text" | "md" => Self::Text,
            "html" | "htm" | "xhtml" => Self::Html,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::JsonLines,
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            "xml" | "rss" | "atom" => Self::Feed,
            _ => return None,
        })
    }

    /// The form that name and first bytes tell; plain text when they tell nothing.
    #[must_use]
    pub fn guess(name: &str, head: &[u8]) -> Self {
        Self::of_name(name).unwrap_or_else(|| Self::of_head(head))
    }

    fn of_head(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let begins =
            |mark: &str| head.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        if begins("<rss") || begins("<feed") || begins("<rdf") {
            return Self::Feed;
        }
        if begins("<?xml") {
            return if head.contains("<html") { Self::Html } else { Self::Feed };
        }
        if begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") {
            return Self::Html;
        }
        if begins("{") {
            // Lines of JSON hold one whole object each.
            let first = head.lines().next().unwrap_or_default().trim_end();
            let more = head.lines().nth(1).is_some_and(|line| line.trim_start().starts_with('{'));
            return if first.ends_with('}') && more { Self::JsonLines } else { Self::Json };
        }
        let is_array = begins("[") && head[1..].trim_start().starts_with('{');
        if is_array { Self::Json } else { Self::Text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_tells_before_bytes() {
        assert_eq!(MediaType::guess("a/b.JSONL.gz", b"<html>"), MediaType::JsonLines);
        assert_eq!(MediaType::guess("b.htm", b"{"), MediaType::Html);
        assert_eq!(MediaType::guess("feed.xml", b""), MediaType::Feed);
    }

    #[test]
    fn bytes_tell_when_the_name_does_not() {
        assert_eq!(MediaType::guess("-", b"\n<!DOCTYPE html><p>"), MediaType::Html);
        assert_eq!(MediaType::guess("-", b"<?xml version='1.0'?><rss>"), MediaType::Feed);
        assert_eq!(MediaType::guess("-", b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n"), MediaType::JsonLines);
        assert_eq!(MediaType::guess("-", b"{\n \"text\": \"a\"}"), MediaType::Json);
        assert_eq!(MediaType::guess("-", b"[{\"text\": \"a\"}]"), MediaType::Json);
        assert_eq!(MediaType::guess("-", b"[REPORT] Shells fell."), MediaType::Text);
        assert_eq!(MediaType::guess("-", b""), MediaType::Text);
    }
}
