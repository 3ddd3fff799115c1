//! Headlines that an input tells apart from the text.

use dateline_model::Report;

use super::repeats::find_title;

/// Marks between a headline and the name of its outlet.
const BEFORE_OUTLET: [&str; 5] = [" :: ", " | ", " – ", " — ", " - "];
/// The name of an outlet, with its section, has no more words than this.
const MAX_OUTLET_WORDS: usize = 5;
/// A headline has at least so many.
const MIN_TITLE_WORDS: usize = 4;

/// The report with its headline as the first paragraph of its text; `None` when it has none, the text begins with it,
/// or is HTML, where it is part of the page.
///
/// The name of the outlet behind a headline is left out: "Shells hit market | The Example Herald".
#[must_use]
pub fn under_headline(report: &Report) -> Option<Report> {
    let title = without_outlet(report.title.as_deref()?);
    if report.is_html || find_title(&report.text, title).is_some() {
        return None;
    }
    Some(Report { text: format!("{title}\n\n{}", report.text), ..report.clone() })
}

fn without_outlet(title: &str) -> &str {
    let n_words = |text: &str| text.split_whitespace().count();
    let parts = BEFORE_OUTLET.iter().filter_map(|mark| title.rsplit_once(mark));
    let is_outlet =
        |(head, tail): &(&str, &str)| n_words(head) >= MIN_TITLE_WORDS && n_words(tail) <= MAX_OUTLET_WORDS;
    parts.filter(is_outlet).map(|(head, _)| head).min_by_key(|head| head.len()).unwrap_or(title).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_model::ReportId;

    fn above(title: &str, text: &str) -> Option<String> {
        let mut report = Report::of_text(ReportId([1; 16]), text);
        report.title = Some(title.to_owned());
        under_headline(&report).map(|it| it.text)
    }

    #[test]
    fn a_headline_is_put_above_a_text_that_lacks_it() {
        let headed = above("Two killed as shells hit market | The Example Herald", "Subscribe to read on.");
        assert_eq!(headed.as_deref(), Some("Two killed as shells hit market\n\nSubscribe to read on."));
    }

    #[test]
    fn a_headline_is_not_told_twice() {
        assert_eq!(above("Shells hit market", "SHELLS HIT MARKET\n\nTwo died."), None);
        let headed = above("Shells hit market in Kessa", "Two died.");
        assert_eq!(above("Shells hit market in Kessa", &headed.unwrap()), None);
    }

    #[test]
    fn a_dash_within_a_headline_stays() {
        let headed = above("Army - rebels clash", "More follows.");
        assert_eq!(headed.as_deref(), Some("Army - rebels clash\n\nMore follows."));
    }
}
