//! RSS, Atom and JSON Feed: one report an item.

use feed_rs::model::{Entry, Feed, Text};

use super::Record;
use crate::error::{Origin, ReadError};

/// The items of a feed.
pub(super) fn items(bytes: &[u8], name: &str) -> Vec<Result<Record, ReadError>> {
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(source) => return vec![Err(ReadError::Feed { origin: Origin::whole(name), source })],
    };
    if feed.entries.is_empty() {
        return vec![Err(ReadError::NoItems(Origin::whole(name)))];
    }
    let about = About::of(&feed);
    (1..).zip(feed.entries).map(|(number, entry)| item(entry, &about, Origin::record(name, number))).collect()
}

/// What the feed tells of all its items.
struct About {
    title: Option<String>,
    lang: Option<String>,
}

impl About {
    fn of(feed: &Feed) -> Self {
        Self { title: feed.title.as_ref().map(plain), lang: feed.language.clone() }
    }
}

fn item(entry: Entry, about: &About, origin: Origin) -> Result<Record, ReadError> {
    let url = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let url = url.or(entry.links.first()).map(|link| link.href.clone());
    let published = entry.published.or(entry.updated).map(|date| date.to_rfc3339());
    let title = entry.title.as_ref().map(plain);
    let content = entry.content.and_then(|content| Some((content.body?, content.content_type.to_string())));
    let summary = entry.summary.map(|summary| (summary.content, summary.content_type.to_string()));
    let is_told = |(text, _): &(String, String)| !text.trim().is_empty();
    // A feed may hold nothing but headlines: then the headline is the report.
    let headline = title.clone().map(|title| (title, "text/plain".to_owned()));
    let body = [content, summary, headline].into_iter().flatten().find(is_told);
    let Some((text, kind)) = body else {
        return Err(ReadError::NoText { origin, field: "content".to_owned() });
    };
    // Items often hold markup under a plain type.
    let is_html = kind.contains("html") || text.contains("</") || text.contains("/>");
    Ok(Record {
        is_html,
        id: Some(entry.id).filter(|id| !id.is_empty()),
        source: if url.is_some() { None } else { about.title.clone() },
        url,
        title,
        published,
        lang: entry.language.or_else(|| about.lang.clone()),
        origin: origin.to_string(),
        text,
        ..Record::default()
    })
}

/// A title's text; markup within titles is passed over.
fn plain(text: &Text) -> String {
    crate::html::plain_text(&text.content)
}
