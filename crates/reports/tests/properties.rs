//! What must hold for every text: nothing is lost, and every byte knows where it stood.

use dateline_model::{Report, Span};
use dateline_reports::{ReadOptions, Record, Text, clean, parse_published, read, read_record};
use proptest::prelude::*;

fn report(text: String, is_html: bool) -> Report {
    read_record(Record { text, is_html, ..Record::default() })
}

/// Kept bytes and cuts together cover the original, in order and without overlap of two cuts.
fn covers(report: &Report, text: &Text) {
    let mut covered = vec![false; report.text.len()];
    let mut end = 0;
    for cut in text.cuts() {
        assert!(cut.span.start() >= end, "cuts overlap at {:?}", cut.span);
        assert!(cut.span.of(&report.text).is_some(), "{:?} does not fit", cut.span);
        end = cut.span.end();
        covered[cut.span.start()..end].fill(true);
    }
    for (at, c) in text.as_str().char_indices() {
        let span = text.original(Span::between(at, at + c.len_utf8()));
        covered[span.start()..span.end()].fill(true);
    }
    // White space at the edges and characters that no reader sees are covered by no letter.
    let lost: String = report.text.char_indices().filter(|(at, _)| !covered[*at]).map(|(_, c)| c).collect();
    assert!(
        lost.chars().all(|c| c.is_whitespace() || "\u{ad}\u{200b}\u{2060}\u{feff}".contains(c)),
        "lost: {lost:?}"
    );
}

/// Every letter of the clean text is the letter at its place in the original, or what an entity there stands for.
fn letters_agree(report: &Report, text: &Text) {
    for (at, c) in text.as_str().char_indices() {
        let span = text.original(Span::between(at, at + c.len_utf8()));
        let words = span.of(&report.text).unwrap_or_default();
        let is_reference = words.starts_with('&') && words.ends_with(';');
        let is_space = c.is_whitespace() && words.chars().all(|c| c.is_whitespace() || c == '<');
        assert!(words.starts_with(c) || is_reference || is_space, "`{c}` stands for `{words}`");
    }
}

fn holds(report: &Report) {
    let text = clean(report);
    covers(report, &text);
    letters_agree(report, &text);
    assert_eq!(clean(report), text, "twice gives the same");
    for repeat in text.repeats() {
        assert!(repeat.kept.end() <= repeat.again.start());
        assert!(repeat.again.of(&report.text).is_some());
    }
}

/// Lines as crawled pages have them, in any order.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("Share".to_owned()),
        Just("Read more".to_owned()),
        Just("Two shells hit the market of Kafr Zita on Monday. No one was hurt.".to_owned()),
        Just("Shells hit market".to_owned()),
        Just("By Rana Khalil, 12 March 2019".to_owned()),
        Just("{\"name\": {\"a\": 1".to_owned()),
        Just("All rights reserved. The army denied it.".to_owned()),
        Just(String::new()),
        "[ -~]{0,90}",
        "\\PC{0,40}",
    ];
    prop::collection::vec(line, 0..14).prop_map(|lines| lines.join("\n"))
}

/// Markup, whole and broken.
fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<h1>Shells hit market</h1>".to_owned()),
        Just("<br/>".to_owned()),
        Just("<script>a < b</script>".to_owned()),
        Just("<svg><text>x</text>".to_owned()),
        Just("</svg>".to_owned()),
        Just("<a href=\"/x".to_owned()),
        Just("<!-- ".to_owned()),
        Just("-->".to_owned()),
        Just("&amp;&#8217;&bogus;&#x110000;".to_owned()),
        Just("Two shells hit the market of Kafr Zita on Monday, residents of the town said. ".to_owned()),
        "\\PC{0,20}",
        "[<>/&;=\"' a-z]{0,12}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_byte_of_a_plain_text_is_lost(text in lines()) {
        holds(&report(text, false));
    }

    #[test]
    fn no_byte_of_a_page_is_lost(text in page()) {
        holds(&report(text, true));
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300), name in "[a.]{0,3}(txt|html|json|jsonl|csv|tsv|xml|gz)?") {
        for report in read(bytes.as_slice(), &name, &ReadOptions::default()).take(400).flatten() {
            holds(&report);
        }
    }

    #[test]
    fn no_words_break_the_date_reader(text in "([0-9]{1,4}|[-/:., TZ+]|Apr|May|Wed|p\\.m\\.|at|GMT|\\PC){0,12}") {
        let _ = parse_published(&text);
    }
}
