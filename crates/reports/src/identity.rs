//! Which reports are the same report.

use dateline_model::{Published, ReportId, SourceId};

/// The identity of a report: 128 bits of BLAKE3 over its address and text, or, without an address, over its source,
/// date, title and text. Each part goes in with its length before it, so that no two lists of parts look alike.
#[must_use]
pub(crate) fn report_id(
    url: Option<&str>,
    source: Option<&SourceId>,
    published: Option<Published>,
    title: Option<&str>,
    text: &str,
) -> ReportId {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &str| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    };
    if let Some(url) = url {
        add("url");
        add(url);
    } else {
        add("no url");
        add(source.map_or("", SourceId::as_str));
        add(&published.map(moment).unwrap_or_default());
        add(title.unwrap_or_default());
    }
    add(text);
    let mut id = [0; 16];
    id.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    ReportId(id)
}

/// A date in one fixed notation.
fn moment(published: Published) -> String {
    format!("{} {} {:?}", published.at, published.has_time, published.offset_minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_text_or_address_is_another_report() {
        let id = |url, title, text| report_id(url, None, None, title, text);
        assert_eq!(id(Some("http://a.example/1"), None, "x"), id(Some("http://a.example/1"), Some("t"), "x"));
        assert_ne!(id(Some("http://a.example/1"), None, "x"), id(Some("http://a.example/2"), None, "x"));
        assert_ne!(id(Some("http://a.example/1"), None, "x"), id(Some("http://a.example/1"), None, "y"));
        assert_ne!(id(None, Some("ab"), "c"), id(None, Some("a"), "bc"));
    }
}
