//! From bytes to text: character sets told, marked, or guessed.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of the character set, when some bytes could not be explained by it.
    pub bad_in: Option<&'static str>,
}

/// `bytes` as text. A byte order mark wins, then `declared` if it explains every byte, then UTF-8 if it does, then
/// what the letters look like; what nothing explains becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark_len)) = Encoding::for_bom(bytes) {
        return decode_as(&bytes[mark_len..], encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), bad_in: None };
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        let decoded = decode_as(bytes, encoding);
        if decoded.bad_in.is_none() {
            return decoded;
        }
    }
    if is_nearly_utf8(bytes) {
        return decode_as(bytes, UTF_8);
    }
    decode_as(bytes, guess(bytes))
}

/// The character set that the letters look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Several cells of one row as texts: the character set is guessed from all of them together.
pub(crate) fn decode_cells<'a>(row: &'a [u8], cells: impl Iterator<Item = &'a [u8]>) -> Vec<Decoded> {
    let encoding = if std::str::from_utf8(row).is_ok() || is_nearly_utf8(row) { UTF_8 } else { guess(row) };
    cells.map(|cell| decode_as(cell, encoding)).collect()
}

/// Whether the bytes are UTF-8 but for a few stray ones: many whole multi-byte letters for each broken one.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut n_whole, mut n_broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_whole > 4 * n_broken
}

fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), bad_in: had_errors.then(|| encoding.name()) }
}

/// The kind of data that the first bytes of an input show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Text in a character set that extends ASCII, or none at all.
    Bytes,
    /// Text of two bytes a letter.
    Wide(&'static Encoding),
    /// Not text.
    Binary,
}

/// What the first bytes of an input look like.
pub(crate) fn look(head: &[u8]) -> Look {
    match Encoding::for_bom(head) {
        Some((encoding, _)) if encoding == UTF_8 => return Look::Bytes,
        Some((encoding, _)) => return Look::Wide(encoding),
        None => {}
    }
    let n_controls = head.iter().filter(|byte| **byte < 0x20 && !b"\t\n\r\x0c\x1b".contains(byte)).count();
    if head.contains(&0) {
        let wide = [UTF_16LE, UTF_16BE].into_iter().find(|encoding| is_text_in(head, encoding));
        return wide.map_or(Look::Binary, Look::Wide);
    }
    if n_controls * 20 > head.len() || head.starts_with(b"%PDF-") { Look::Binary } else { Look::Bytes }
}

/// Whether `head`, cut to whole letters, is ordinary text in a character set of two bytes a letter.
fn is_text_in(head: &[u8], encoding: &'static Encoding) -> bool {
    let even = &head[..head.len() & !1];
    let (text, _) = encoding.decode_without_bom_handling(even);
    let n_chars = text.chars().count();
    let is_ordinary = |c: &char| c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_graphic();
    let n_ordinary = text.chars().filter(is_ordinary).count();
    let n_known = text.chars().filter(|c| *c == ' ' || *c == '\n' || c.is_ascii_alphanumeric()).count();
    n_chars > 0 && n_ordinary * 10 >= n_chars * 9 && n_known * 20 >= n_chars
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1256;

    const ARABIC: &str = "قصفت الطائرات بلدة كفر زيتا صباح الخميس وقتل ثلاثة مدنيين بينهم طفل في السوق القديم";

    #[test]
    fn arabic_of_one_byte_a_letter_is_recognised() {
        let (bytes, _, _) = WINDOWS_1256.encode(ARABIC);
        assert_eq!(decode(&bytes, None), Decoded { text: ARABIC.to_owned(), bad_in: None });
        assert_eq!(decode(&bytes, Some("windows-1256")).text, ARABIC);
        assert_eq!(decode(&bytes, Some("utf-8")).text, ARABIC, "a wrong declaration does not win");
    }

    #[test]
    fn two_bytes_a_letter_are_recognised_without_a_mark() {
        let text = "Shells fell on Kafr Zita.\nNo one was hurt.";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(look(&little), Look::Wide(UTF_16LE));
        assert_eq!(look(&big), Look::Wide(UTF_16BE));
        let arabic: Vec<u8> = ARABIC.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(look(&arabic), Look::Wide(UTF_16LE));
    }

    #[test]
    fn binary_data_is_not_text() {
        assert_eq!(look(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0"), Look::Binary);
        assert_eq!(look(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"), Look::Binary);
        assert_eq!(look(b"%PDF-1.7 \xe2\xe3"), Look::Binary);
        assert_eq!(look(ARABIC.as_bytes()), Look::Bytes);
    }

    #[test]
    fn stray_bytes_are_marked_not_fatal() {
        let mut bytes = ARABIC.as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, format!("{ARABIC}\u{fffd}"));
        assert_eq!(decoded.bad_in, Some("UTF-8"));
    }
}
