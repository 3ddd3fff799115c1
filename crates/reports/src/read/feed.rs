//! RSS, Atom and JSON Feed: one report an item.

use std::collections::BTreeMap;

use feed_rs::model::{Entry, Feed, Text};
use jiff::ToSpan;
use jiff::civil::DateTime;

use super::Record;
use crate::error::{Origin, ReadError};
use crate::published;

/// The items of a feed.
pub(super) fn items(bytes: &[u8], name: &str) -> Vec<Result<Record, ReadError>> {
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(source) => return vec![Err(ReadError::Feed { origin: Origin::whole(name), source })],
    };
    if feed.entries.is_empty() {
        return vec![Err(ReadError::NoItems(Origin::whole(name)))];
    }
    let about = About::of(&feed, bytes);
    (1..).zip(feed.entries).map(|(number, entry)| item(entry, &about, Origin::record(name, number))).collect()
}

/// What the feed tells of all its items.
struct About {
    title: Option<String>,
    lang: Option<String>,
    /// The dates that the feed prints with their zone, by their moment in UTC: the parser of feeds forgets the zone.
    dates: BTreeMap<DateTime, String>,
}

impl About {
    fn of(feed: &Feed, bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let dates = text.split(['<', '>', '"']).map(str::trim).filter(|date| (8..50).contains(&date.len()));
        let dates = dates.filter_map(|date| Some((moment(date)?, date.to_owned()))).collect();
        Self { title: feed.title.as_ref().map(plain), lang: feed.language.clone(), dates }
    }

    /// A date of the parser as the feed prints it.
    fn as_printed(&self, rfc3339: &str) -> String {
        moment(rfc3339).and_then(|moment| self.dates.get(&moment)).map_or(rfc3339, String::as_str).to_owned()
    }
}

/// The moment in UTC that `date` means; `None` when it is no date or has no zone.
fn moment(date: &str) -> Option<DateTime> {
    let published = published::parse_whole(date)?.in_order(None)?;
    published.at.checked_sub(i64::from(published.offset_minutes?).minutes()).ok()
}

fn item(entry: Entry, about: &About, origin: Origin) -> Result<Record, ReadError> {
    let url = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let url = url.or(entry.links.first()).map(|link| link.href.clone());
    let published = entry.published.or(entry.updated).map(|date| about.as_printed(&date.to_rfc3339()));
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
