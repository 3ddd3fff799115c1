//! The digest as bytes, to be kept between runs: versioned, with a checksum.
//!
//! Little-endian numbers; texts and lists under their length in 32 bits; a missing value is the byte 0, a present
//! one the byte 1 and the value.

use dateline_model::{Published, ReportId, SourceId, Span, SpeakerKind};
use jiff::civil::DateTime;
use xxhash_rust::xxh3::xxh3_64;

use crate::digest::{Passage, ReportDigest};
use crate::theme::{Term, Theme};

const MAGIC: &[u8; 4] = b"DLRD";
const VERSION: u8 = 4;
const CHECKSUM: usize = 8;

/// Why bytes are not a digest.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DigestError {
    /// They do not start as a digest does.
    #[error("not a report digest")]
    NotADigest,
    /// They were written by another version.
    #[error("report digest of version {0}, this program reads version {VERSION}")]
    Version(u8),
    /// The checksum does not fit.
    #[error("report digest is damaged: checksum does not fit")]
    Checksum,
    /// They end too early or hold what cannot be.
    #[error("report digest is damaged at byte {0}")]
    Damaged(usize),
}

impl ReportDigest {
    /// The digest as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer { bytes: MAGIC.to_vec() };
        out.bytes.push(VERSION);
        out.bytes.extend(self.report.0);
        out.option(self.source.as_ref(), |out, source| out.text(source.as_str()));
        out.text(&self.source_name);
        out.text(self.source_kind.as_str());
        out.option(self.host.as_ref(), |out, host| out.text(host));
        out.option(self.published.as_ref(), Writer::published);
        out.option(self.lang.as_ref(), |out, lang| out.text(lang));
        out.list(&self.relays, |out, relay| out.text(relay.as_str()));
        out.theme(&self.theme);
        out.list(&self.passages, Writer::passage);
        let sum = xxh3_64(&out.bytes);
        out.bytes.extend(sum.to_le_bytes());
        out.bytes
    }

    /// The digest that [`ReportDigest::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are no digest, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DigestError> {
        if bytes.len() < MAGIC.len() + 1 || &bytes[..MAGIC.len()] != MAGIC {
            return Err(DigestError::NotADigest);
        }
        if bytes[MAGIC.len()] != VERSION {
            return Err(DigestError::Version(bytes[MAGIC.len()]));
        }
        let (body, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(DigestError::Checksum)?;
        if xxh3_64(body) != u64::from_le_bytes(*sum) {
            return Err(DigestError::Checksum);
        }
        let mut reader = Reader { bytes: body, at: MAGIC.len() + 1 };
        let found = reader.digest().ok_or(DigestError::Damaged(reader.at))?;
        if reader.at == body.len() { Ok(found) } else { Err(DigestError::Damaged(reader.at)) }
    }
}

struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn number(&mut self, number: usize) {
        self.bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend(text.as_bytes());
    }

    fn option<T>(&mut self, value: Option<&T>, write: impl Fn(&mut Self, &T)) {
        self.bytes.push(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn list<T>(&mut self, values: &[T], write: impl Fn(&mut Self, &T)) {
        self.number(values.len());
        for value in values {
            write(self, value);
        }
    }

    fn hashes(&mut self, hashes: &[u32]) {
        self.list(hashes, |out, hash| out.bytes.extend(hash.to_le_bytes()));
    }

    fn published(&mut self, published: &Published) {
        self.text(&published.at.to_string());
        self.bytes.push(u8::from(published.has_time));
        self.option(published.offset_minutes.as_ref(), |out, minutes| {
            out.bytes.extend(minutes.to_le_bytes());
        });
    }

    fn theme(&mut self, theme: &Theme) {
        self.list(&theme.terms, |out, term| {
            out.bytes.extend(term.hash.to_le_bytes());
            out.bytes.extend(term.weight.to_le_bytes());
        });
        self.hashes(&theme.pairs);
        self.hashes(&theme.persons);
    }

    fn passage(&mut self, passage: &Passage) {
        self.number(passage.span.start());
        self.number(passage.span.end());
        self.hashes(&passage.shingles);
        self.hashes(&passage.words);
        self.list(&passage.all, |out, hash| out.bytes.extend(hash.to_le_bytes()));
        self.bytes.push(u8::from(passage.told_apart));
        self.bytes.push(u8::from(passage.updates));
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn number(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.array()?)).ok()
    }

    fn flag(&mut self) -> Option<bool> {
        match self.array::<1>()? {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(std::str::from_utf8(self.take(length)?).ok()?.to_owned())
    }

    #[expect(clippy::option_option, reason = "the outer one tells damage, the inner one a missing value")]
    fn option<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Some(None) }
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        (0..length).map(|_| read(self)).collect()
    }

    fn hashes(&mut self) -> Option<Vec<u32>> {
        self.list(|reader| Some(u32::from_le_bytes(reader.array()?)))
    }

    fn published(&mut self) -> Option<Published> {
        let at: DateTime = self.text()?.parse().ok()?;
        let has_time = self.flag()?;
        let offset_minutes = self.option(|reader| Some(i16::from_le_bytes(reader.array()?)))?;
        Some(Published { at, has_time, offset_minutes })
    }

    fn theme(&mut self) -> Option<Theme> {
        let term = |reader: &mut Self| {
            let hash = u32::from_le_bytes(reader.array()?);
            Some(Term { hash, weight: u16::from_le_bytes(reader.array()?) })
        };
        Some(Theme { terms: self.list(term)?, pairs: self.hashes()?, persons: self.hashes()? })
    }

    fn passage(&mut self) -> Option<Passage> {
        let (start, end) = (self.number()?, self.number()?);
        let span = (start <= end).then(|| Span::between(start, end))?;
        let (shingles, words) = (self.hashes()?, self.hashes()?);
        let all = self.list(|reader| Some(u16::from_le_bytes(reader.array()?)))?;
        Some(Passage { span, shingles, words, all, told_apart: self.flag()?, updates: self.flag()? })
    }

    fn digest(&mut self) -> Option<ReportDigest> {
        Some(ReportDigest {
            report: ReportId(self.array()?),
            source: self.option(Self::text)?.map(SourceId::new),
            source_name: self.text()?,
            source_kind: SpeakerKind::parse(&self.text()?)?,
            host: self.option(Self::text)?,
            published: self.option(Self::published)?,
            lang: self.option(Self::text)?,
            relays: self.list(|reader| reader.text().map(SourceId::new))?,
            theme: self.theme()?,
            passages: self.list(Self::passage)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> ReportDigest {
        ReportDigest {
            report: ReportId([9; 16]),
            source: Some(SourceId::new("valley-post")),
            source_name: "Valley Post".to_owned(),
            source_kind: SpeakerKind::LocalMedia,
            host: None,
            published: Some(Published {
                at: jiff::civil::date(2024, 3, 2).at(17, 5, 0, 0),
                has_time: true,
                offset_minutes: Some(-210),
            }),
            lang: Some("en".to_owned()),
            relays: vec![SourceId::new("reuters")],
            theme: Theme {
                terms: vec![Term { hash: 5, weight: 700 }],
                pairs: vec![70, 71],
                persons: vec![70],
            },
            passages: vec![Passage {
                span: Span::between(3, 90),
                shingles: vec![1, 7],
                words: vec![5],
                all: vec![5, 8],
                told_apart: true,
                updates: false,
            }],
        }
    }

    #[test]
    fn a_digest_comes_back_from_its_bytes() {
        assert_eq!(ReportDigest::from_bytes(&sample().to_bytes()).unwrap(), sample());
    }

    #[test]
    fn every_damaged_byte_is_noticed() {
        let bytes = sample().to_bytes();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x40;
            assert!(ReportDigest::from_bytes(&damaged).is_err(), "byte {at}");
            assert!(ReportDigest::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = sample().to_bytes();
        bytes[4] = 200;
        assert!(matches!(ReportDigest::from_bytes(&bytes), Err(DigestError::Version(200))));
    }
}
