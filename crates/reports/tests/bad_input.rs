//! Input as the world sends it: broken, binary, endless, in other character sets.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::io::{self, Read, Write};

use dateline_model::{NoteKind, Report, SourceId};
use dateline_reports::{MAX_REPORT_BYTES, MediaType, ReadError, ReadOptions, clean, read};
use flate2::Compression;
use flate2::write::GzEncoder;

fn read_all(bytes: &[u8], name: &str) -> Vec<Result<Report, ReadError>> {
    read(bytes, name, &ReadOptions::default()).collect()
}

/// Reads `bytes`; texts and errors, one a line, must be `expected`.
#[track_caller]
fn check(bytes: &[u8], name: &str, expected: &[&str]) {
    let seen: Vec<String> = read_all(bytes, name)
        .into_iter()
        .map(|report| report.map_or_else(|error| format!("error: {error}"), |report| report.text))
        .collect();
    assert_eq!(seen, expected);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn an_empty_input_is_one_error() {
    check(b"", "a.txt", &["error: a.txt: empty"]);
    check(b" \n\t", "a.txt", &["error: a.txt: empty"]);
    check(b"", "a.jsonl", &["error: a.jsonl: empty"]);
    check(b"", "a.csv", &["error: a.csv: empty"]);
    check(&gzip(b""), "a.html.gz", &["error: a.html.gz: empty"]);
    check(b"[]", "a.json", &["error: a.json: no items"]);
    check(b"{\"reports\": []}", "a.json", &["error: a.json: no items"]);
    check(b"text,url\n", "a.csv", &["error: a.csv: no items"]);
}

#[test]
fn binary_data_is_one_error() {
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", &["error: a.txt: not a text but binary data"]);
    check(&gzip(b"\x7fELF\x02\x01\0\0\0"), "a.gz", &["error: a.gz: not a text but binary data"]);
}

#[test]
fn invalid_utf8_is_read_with_a_note() {
    let mut bytes = "قصفت الطائرات بلدة كفر زيتا".as_bytes().to_vec();
    bytes.push(0xff);
    let reports = read_all(&bytes, "a.txt");
    let report = reports[0].as_ref().unwrap();
    assert!(report.text.ends_with("زيتا\u{fffd}"));
    assert_eq!(report.notes[0].kind, NoteKind::BadEncoding);
}

#[test]
fn other_character_sets_are_recognised() {
    let text = "Shells fell on Kafr Zita.\nNo one was hurt.";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    check(&little, "a.txt", &[text]);
    check(&marked, "a.txt", &[text]);
    let lines: Vec<u8> =
        "{\"text\": \"a\"}\n{\"text\": \"b\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&lines, "a.jsonl", &["a", "b"]);
    let arabic = "قصفت الطائرات بلدة كفر زيتا صباح الخميس وقتل ثلاثة مدنيين بينهم طفل في السوق القديم";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(arabic);
    check(&bytes, "a.txt", &[arabic]);
    let page = format!("<meta charset=windows-1256><p>{arabic}");
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&page);
    check(&bytes, "a.html", &[&page]);
    let rows = format!("title,text\nكفر زيتا,{arabic}\n");
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&rows);
    let reports = read_all(&bytes, "a.csv");
    assert_eq!(reports[0].as_ref().unwrap().title.as_deref(), Some("كفر زيتا"));
}

#[test]
fn a_byte_order_mark_is_no_text() {
    check(b"\xef\xbb\xbfShells fell.", "a.txt", &["Shells fell."]);
    check(b"\xef\xbb\xbf{\"text\": \"a\"}", "a.jsonl", &["a"]);
    check(b"\xef\xbb\xbftext\na\n", "a.csv", &["a"]);
    check(b"\xef\xbb\xbf[{\"text\": \"a\"}]", "a.json", &["a"]);
}

#[test]
fn what_was_whole_before_a_gzip_breaks_off_is_kept() {
    let line = |n: usize| format!("{{\"text\": \"Shell {n} fell on field {}.\"}}", n * 7919);
    let lines = (0..2000).map(line).collect::<Vec<_>>().join("\n");
    let whole = gzip(lines.as_bytes());
    let reports = read_all(&whole[..whole.len() / 2], "a.jsonl.gz");
    let (last, before) = reports.split_last().unwrap();
    assert!(before.len() > 100 && before.iter().all(Result::is_ok));
    assert!(
        matches!(last, Err(ReadError::Io { source, .. }) if source.kind() == io::ErrorKind::UnexpectedEof)
    );
    assert_eq!(read_all(&whole, "a.jsonl.gz").len(), 2000);
    let text = gzip("Shells fell. ".repeat(500).as_bytes());
    assert!(matches!(read_all(&text[..text.len() - 12], "a.txt.gz").as_slice(), [Err(ReadError::Io { .. })]));
}

#[test]
fn gzip_of_several_members_is_one_text() {
    let mut bytes = gzip(b"Shells fell. ");
    bytes.extend(gzip(b"No one was hurt."));
    check(&bytes, "a.txt.gz", &["Shells fell. No one was hurt."]);
}

#[test]
fn a_bad_record_does_not_stop_the_next() {
    check(
        b"{\"text\": \"a\"}\n{\"title\": \"t\"}\n{\"text\": \n\n[1]\n{\"text\": [1]}\n{\"text\": \" \"}\n{\"text\": \"b\"}",
        "a.jsonl",
        &[
            "a",
            "error: a.jsonl:2: no text in `text`",
            "error: a.jsonl:3: EOF while parsing a value at line 2 column 0",
            "error: a.jsonl:5: not a JSON object",
            "error: a.jsonl:6: `text` is not a string",
            "error: a.jsonl:7: no text in `text`",
            "b",
        ],
    );
    check(
        b"[{\"text\": \"a, ]\\\" b\"}, {\"text\": }, {\"text\": \"c\"}]",
        "a.json",
        &["a, ]\" b", "error: a.json#2: expected value at line 1 column 11", "c"],
    );
    check(
        b"text,url\na,\n,http://x.example\nb,c,d\n",
        "a.csv",
        &["a", "error: a.csv:3: no text in `text`", "b"],
    );
    check(b"{\"reports\": [{\"text\": \"a\"}, 1]}", "a.json", &["a", "error: a.json#2: not a JSON object"]);
}

#[test]
fn a_table_without_a_text_column_says_what_it_has() {
    check(b"titel;inhalt\n", "a.csv", &["error: a.csv:1: no column `text`; the columns are titel;inhalt"]);
    let options =
        ReadOptions { columns: vec![("text".into(), "article_content".into())], ..ReadOptions::default() };
    let reports: Vec<_> = read(&b"Article_Content\tid\nShells fell.\t7\n"[..], "a.tsv", &options).collect();
    let report = reports[0].as_ref().unwrap();
    assert_eq!((report.text.as_str(), report.external_id.as_deref()), ("Shells fell.", Some("7")));
    assert_eq!(report.origin, "a.tsv:2");
}

#[test]
fn a_feed_without_items_is_one_error() {
    let rss = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Herald</title></channel></rss>";
    check(rss, "a.xml", &["error: a.xml: no items"]);
    assert!(matches!(
        read_all(b"<?xml version='1.0'?><rss", "a.xml").as_slice(),
        [Err(ReadError::Feed { .. })]
    ));
}

#[test]
fn feeds_give_one_report_an_item() {
    let rss = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
        <channel><title>Herald</title><language>en</language><item><title>Shells &amp; mines</title>\
        <link>https://herald.example/1</link><pubDate>Wed, 05 Apr 2017 01:00:00 +0300</pubDate>\
        <content:encoded><![CDATA[<p>Shells fell.</p>]]></content:encoded></item>\
        <item><title>Second</title><description>Mines too.</description></item></channel></rss>";
    let reports = read_all(rss.as_bytes(), "feed.xml");
    let first = reports[0].as_ref().unwrap();
    assert_eq!(clean(first).as_str(), "Shells fell.");
    assert_eq!(first.title.as_deref(), Some("Shells & mines"));
    assert_eq!(first.source.as_ref().map(SourceId::as_str), Some("herald.example"));
    let published = first.published.unwrap();
    assert_eq!(
        (published.at.to_string().as_str(), published.offset_minutes),
        ("2017-04-05T01:00:00", Some(180))
    );
    assert_eq!((first.lang.as_deref(), first.origin.as_str()), (Some("en"), "feed.xml#1"));
    assert_eq!(reports[1].as_ref().unwrap().text, "Mines too.");
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Herald</title><id>h</id><updated>2017-04-05T01:00:00Z</updated>\
        <entry><id>1</id><title>T</title><updated>2017-04-05T01:00:00+03:00</updated><content type='html'>&lt;p>Shells fell.</content>\
        </entry></feed>";
    let reports = read_all(atom.as_bytes(), "-");
    assert_eq!(clean(reports[0].as_ref().unwrap()).as_str(), "Shells fell.");
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Herald\", \"items\": [{\"id\": \"1\", \
        \"url\": \"https://herald.example/1\", \"content_html\": \"<p>Shells fell.\", \"date_published\": \"2017-04-05T01:00:00+03:00\"}]}";
    let reports = read_all(json.as_bytes(), "feed.json");
    assert_eq!(clean(reports[0].as_ref().unwrap()).as_str(), "Shells fell.");
}

#[test]
fn a_report_of_the_year_2999_has_no_date() {
    let reports = read_all(b"{\"text\": \"Shells fell.\", \"published\": \"2999-01-01\"}", "a.jsonl");
    let report = reports[0].as_ref().unwrap();
    assert_eq!(report.published, None);
    assert_eq!(report.notes[0].kind, NoteKind::DoubtfulDate);
}

#[test]
fn dates_of_one_file_tell_each_others_order() {
    let table = b"text,published\nShells fell.,4/5/2017\nMines too.,4/23/2017\n";
    let reports = read_all(table, "a.csv");
    let first = reports[0].as_ref().unwrap().published.unwrap();
    assert_eq!(first.at.date().to_string(), "2017-04-05");
    let alone = read_all(b"text,published\nShells fell.,4/5/2017\n", "a.csv");
    assert_eq!(alone[0].as_ref().unwrap().published, None);
}

#[test]
fn a_sentence_of_ten_thousand_words_and_a_text_of_capitals_are_read() {
    let long = format!("Shells {}fell.", "and more shells ".repeat(5000));
    let reports = read_all(long.as_bytes(), "a.txt");
    assert_eq!(clean(reports[0].as_ref().unwrap()).as_str(), long);
    let capitals = "TWO SHELLS FELL ON KAFR ZITA. BY DAWN THE FIRING HAD STOPPED.";
    let reports = read_all(capitals.as_bytes(), "a.txt");
    assert_eq!(clean(reports[0].as_ref().unwrap()).as_str(), capitals);
}

#[test]
fn a_page_without_body_is_read() {
    let reports = read_all(b"<html><head><title>Shells</title></head>Shells fell.", "a.html");
    assert_eq!(clean(reports[0].as_ref().unwrap()).as_str(), "Shells fell.");
    let reports = read_all(b"<html><head><title>Shells</title></head></html>", "a.html");
    assert_eq!(clean(reports[0].as_ref().unwrap()).as_str(), "");
}

#[test]
fn a_page_nested_beyond_measure_is_read() {
    for element in ["<svg>", "<div>", "<b>", "<ul><li>"] {
        let page = format!("{}Shells fell.", element.repeat(50_000));
        let reports = read_all(page.as_bytes(), "a.html");
        assert_eq!(clean(reports[0].as_ref().unwrap()).as_str(), "Shells fell.");
    }
}

/// The same bytes again and again, up to a number.
struct Endless {
    line: &'static [u8],
    at: usize,
    left: usize,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n_bytes = out.len().min(self.left).min(self.line.len() - self.at);
        out[..n_bytes].copy_from_slice(&self.line[self.at..self.at + n_bytes]);
        self.at = (self.at + n_bytes) % self.line.len();
        self.left -= n_bytes;
        Ok(n_bytes)
    }
}

#[test]
fn two_hundred_megabytes_are_read_line_by_line() {
    const LINE: &[u8] = br#"{"text": "Two shells hit the market of Kafr Zita on Monday, residents of the town said. No one was hurt there.", "x": 1}
"#;
    let n_lines = (200 << 20) / LINE.len();
    let input = Endless { line: LINE, at: 0, left: n_lines * LINE.len() };
    let mut n_read = 0;
    for report in read(input, "big.jsonl", &ReadOptions::default()) {
        assert_eq!(report.unwrap().text.len(), 100);
        n_read += 1;
    }
    assert_eq!(n_read, n_lines);
}

#[test]
fn a_report_too_long_is_an_error_and_the_next_is_read() {
    let input = Endless { line: b"Shells fell. ", at: 0, left: MAX_REPORT_BYTES + 2 };
    let reports: Vec<_> = read(input, "big.txt", &ReadOptions::default()).collect();
    assert!(matches!(reports.as_slice(), [Err(ReadError::TooLong { .. })]));
    let long = Endless { line: b"x", at: 0, left: MAX_REPORT_BYTES + 2 };
    let input = (&b"{\"text\": \""[..]).chain(long).chain(&b"\"}\n{\"text\": \"b\"}\n"[..]);
    let options = ReadOptions { media: Some(MediaType::JsonLines), ..ReadOptions::default() };
    let reports: Vec<_> = read(input, "-", &options).collect();
    assert!(matches!(reports[0], Err(ReadError::TooLong { .. })));
    assert_eq!(reports[1].as_ref().unwrap().text, "b");
}
