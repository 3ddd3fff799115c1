//! What is cut from crawled pages, and what is not.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::fmt::Write;

use dateline_model::{CutReason, Span};
use dateline_reports::{Record, clean, read_record, read_text};

/// Cleans `marked` without its marks; the same marks must come back. A mark is `[words|reason]`; the white space
/// around a cut is left out of its mark.
#[track_caller]
fn check(marked: &str) {
    let plain = unmark(marked);
    assert_eq!(marks(&plain, false), marked);
}

/// The same for a web page, where markup is cut too: marks of that reason are not shown.
#[track_caller]
fn check_page(marked: &str) {
    let page = unmark(marked);
    assert_eq!(marks(&page, true), marked);
}

fn marks(text: &str, is_html: bool) -> String {
    let report = read_record(Record { text: text.to_owned(), is_html, ..Record::default() });
    let mut seen = String::new();
    let mut at = 0;
    for cut in clean(&report).cuts() {
        if is_html && cut.reason == CutReason::Markup {
            continue;
        }
        let words = cut.span.of(text).unwrap();
        let start = cut.span.start() + words.len() - words.trim_start().len();
        let end = start + words.trim().len();
        write!(seen, "{}[{}|{}]", &text[at..start], &text[start..end], cut.reason).unwrap();
        at = end;
    }
    seen.push_str(&text[at..]);
    seen
}

/// `marked` with every `[words|label]` replaced by its words.
fn unmark(marked: &str) -> String {
    let mut pieces = marked.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (words, rest) = piece.split_once('|').unwrap();
        let (_label, rest) = rest.split_once(']').unwrap();
        plain.extend([words, rest]);
    }
    plain
}

/// The clean text of `original` must be `expected`.
#[track_caller]
fn check_text(original: &str, expected: &str) {
    assert_eq!(clean(&read_text(original)).as_str(), expected);
}

#[test]
fn labels_and_bars_around_an_article_are_cut() {
    check(
        "[Logo Wide\n\nCategories: War & Peace|navigation]\n\nShells hit market in Kafr Zita\n\n\
         [3 min read\nShare Tweet|share_bar]\n\nTwo shells hit the market of Kafr Zita on Monday, residents said.\n\n\
         No one was hurt.\n\n[Helpful keywords|advertising]\n",
    );
}

#[test]
fn headlines_printed_again_are_cut() {
    check(
        "Shells hit market in Kafr Zita\n\n[Shells hit market in Kafr Zita|repeated_title]\n\nMayor blames the army\n\n\
         Two shells hit the market on Monday.\n\n[SHELLS HIT MARKET IN KAFR ZITA|repeated_title]\n\nNo one was hurt.",
    );
}

#[test]
fn teasers_of_other_stories_are_cut_and_the_article_goes_on() {
    check(
        "Two shells hit the market on Monday, residents said.\n\n\
         [Check also\n\nDrone falls on empty school near Homs\n\nThe drone came down on Sunday and nobody …|teaser]",
    );
    check(
        "Two shells hit the market on Monday.\n[READ MORE: Ten killed in Homs bombing|teaser]\nThe army denied it.\n\
         [Related\nTen killed in Homs bombing|teaser]\nThe mayor said that he had counted two craters.",
    );
}

#[test]
fn disclaimers_are_cut_as_sentences() {
    check(
        "Two shells hit the market. [This article was edited by The Kafr Zita Herald. The Kafr Zita Herald has not \
         verified the content of this story.\n\n© 2020 Kafr Zita Herald|disclaimer]",
    );
}

#[test]
fn passages_printed_twice_are_read_once() {
    let first = "Two shells hit the market of Kafr Zita on Monday morning.";
    let second = "The mayor said that he had counted two craters there.";
    let text = format!("{first}\n{second}\nNo one was hurt.\n{first}\n{second}\n");
    let report = read_text(&text);
    let cleaned = clean(&report);
    assert_eq!(cleaned.as_str(), format!("{first}\n{second}\nNo one was hurt."));
    assert_eq!(cleaned.repeats().len(), 2);
    let at = text.find("two craters").unwrap();
    let again = cleaned.repeats_of(Span::between(at, at + 11));
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].of(&text), Some("two craters"));
    assert!(again[0].start() > at);
}

#[test]
fn sentences_printed_twice_within_one_paragraph_are_read_once() {
    check(
        "Two shells hit the market of Kafr Zita on Monday. The army denied that it had fired. [Two shells hit the \
         market of Kafr Zita on Monday.|repeated_passage] No one was hurt.",
    );
}

#[test]
fn short_sentences_may_stand_twice() {
    check("No one was hurt. The army fired again at noon. No one was hurt.");
}

#[test]
fn bylines_and_dates_are_metadata() {
    check(
        "Shells hit market in Kafr Zita\n[By Rana Khalil\nPublished: 12 March 2019 10:40 GMT|metadata]\n\
         Two shells hit the market on Monday.\n[(Reporting by Rana Khalil; editing by Omar Said)|metadata]",
    );
    check("[Wed 05 Apr 2017|metadata] Two shells hit the market. No one was hurt.");
    check("12 March 2019: Two shells hit the market.");
    check("On 12 March 2019 two shells hit the market.");
}

#[test]
fn leaked_script_is_cut() {
    check(
        "Two shells hit the market.\n\
         [gtag('js', new Date()); document.getElementById('a').hidden = true;|leaked_code]\nNo one was hurt.",
    );
    check(
        "Two shells hit the market. [{\"@type\": \"Person\", \"name\": \"Rana\"}|leaked_code] No one was hurt.",
    );
}

#[test]
fn lines_of_a_bulletin_are_kept() {
    check(
        "Daily bulletin of the Kafr Zita monitor\n\n- Two shells near the bridge, no one hurt\n- Share of wounded \
         children rises\n- Near Homs, one strike hit a tank\n- Topics of the talks: exchange of prisoners\n\nMore tomorrow.",
    );
}

#[test]
fn white_space_and_broken_lines_are_joined() {
    check_text(
        "  Two  shells\tfell.\u{a0}\u{ad}No one was\u{200b} hurt. \r\n",
        "Two shells fell. No one was hurt.",
    );
    check_text(
        "KAFR ZITA, 3 JAN 90 (EFE) -- TWO SHELLS FELL ON THE MARKET OF KAFR ZITA\nYESTERDAY, ACCORDING TO THE MAYOR OF \
         THE TOWN, WHO ADDED THAT NOBODY WAS\nHURT.\n\n   THE GARRISON SAID THAT IT KNEW NOTHING OF ANY SHELLS AND THAT \
         ITS GUNS\nHAD BEEN SILENT.",
        "KAFR ZITA, 3 JAN 90 (EFE) -- TWO SHELLS FELL ON THE MARKET OF KAFR ZITA YESTERDAY, ACCORDING TO THE MAYOR OF \
         THE TOWN, WHO ADDED THAT NOBODY WAS HURT.\n\nTHE GARRISON SAID THAT IT KNEW NOTHING OF ANY SHELLS AND THAT ITS \
         GUNS HAD BEEN SILENT.",
    );
}

#[test]
fn the_title_is_told() {
    let title = |text: &str, title: Option<&str>| {
        let title = title.map(str::to_owned);
        let cleaned = clean(&read_record(Record { text: text.to_owned(), title, ..Record::default() }));
        cleaned.title().and_then(|span| span.of(cleaned.as_str()).map(str::to_owned))
    };
    let article = "Shells hit market\n\nTwo shells hit the market on Monday.";
    assert_eq!(title(article, None).as_deref(), Some("Shells hit market"));
    let one_line = "5 April 2017 by Rana Khalil Shells hit market Two shells hit the market.";
    assert_eq!(title(one_line, Some("Shells hit market")).as_deref(), Some("Shells hit market"));
    let kicker = "OPINION\nThe arithmetic of shells over Kafr Zita\n\nTwo shells hit the market on Monday.";
    assert_eq!(title(kicker, None).as_deref(), Some("The arithmetic of shells over Kafr Zita"));
    let masthead =
        "Kafr Zita Herald\nShells hit market\nShells hit market\n\nTwo shells hit the market on Monday.";
    assert_eq!(title(masthead, None).as_deref(), Some("Shells hit market"));
    assert_eq!(title("Two shells hit the market on Monday.", Some("Shells hit market")), None);
}

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>Shells hit market - Herald</title><style>p { color: red }</style>\
    <meta property=og:title content='Shells hit market'></head><body><nav><ul><li><a href=/>Home</a></li><li>\
    <a href=/war>War</a></li></ul></nav><article><h1>Shells hit market</h1><p>Two shells hit the market of \
    <b>Kafr&nbsp;Zita</b> on Monday, residents of the town said, and the mayor&rsquo;s house was damaged.</p><p>The army \
    denied that it had fired. Its spokesman said that no battery had been within range of the town on that day.</p>\
    <p>No one was hurt in the market, which had closed an hour before because of a holiday, the mayor added.</p></article>\
    <aside><h3>Most read</h3><a href=/x>Ten killed in Homs bombing</a></aside><footer>All rights reserved</footer>\
    <script>var a = '<p>no</p>';</script></body></html>";

#[test]
fn a_page_gives_its_article_and_its_bytes() {
    let report = read_record(Record { text: PAGE.to_owned(), is_html: true, ..Record::default() });
    let cleaned = clean(&report);
    assert_eq!(
        cleaned.as_str(),
        "Shells hit market\n\nTwo shells hit the market of Kafr Zita on Monday, residents of the town said, and the \
         mayor’s house was damaged.\n\nThe army denied that it had fired. Its spokesman said that no battery had been \
         within range of the town on that day.\n\nNo one was hurt in the market, which had closed an hour before because \
         of a holiday, the mayor added."
    );
    assert_eq!(cleaned.title().and_then(|span| span.of(cleaned.as_str())), Some("Shells hit market"));
    let words = "Kafr Zita on Monday";
    let at = cleaned.as_str().find(words).unwrap();
    let original = cleaned.original(Span::between(at, at + words.len()));
    assert_eq!(original.of(PAGE), Some("Kafr&nbsp;Zita</b> on Monday"));
}

#[test]
fn a_page_without_body_or_article_gives_what_it_shows() {
    check_page("<p>Two shells hit the market.</p><p>No one was hurt.</p>");
    let report = read_record(Record {
        text: "<td>Shells &amp; mines<br>fell".into(),
        is_html: true,
        ..Record::default()
    });
    assert_eq!(clean(&report).as_str(), "Shells & mines\nfell");
}

#[test]
fn a_report_of_nothing_but_noise_gives_an_empty_text() {
    let cleaned = clean(&read_text("Share\nTweet\n2 min read\n"));
    assert_eq!(cleaned.as_str(), "");
    assert_eq!(cleaned.cuts().len(), 1);
    assert_eq!(clean(&read_text("")).as_str(), "");
}
