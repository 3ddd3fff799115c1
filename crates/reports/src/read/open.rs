//! From raw bytes to bytes of text: gzip undone, two-byte letters turned into UTF-8, binary data refused.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{CoderResult, Decoder};
use flate2::bufread::MultiGzDecoder;

use super::TextInput;
use crate::charset::{Look, look};
use crate::error::{Origin, ReadError};

/// So many bytes are looked at before the form of an input is decided.
const HEAD_BYTES: usize = 16 << 10;

/// An input that is known to be text.
pub(super) struct Opened<'a> {
    /// Its first bytes.
    pub head: Vec<u8>,
    /// All of it, `head` included.
    pub input: TextInput<'a>,
}

impl Opened<'_> {
    /// Whether the first character is that of a JSON array.
    pub(super) fn is_array(&self) -> bool {
        let head = self.head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.head);
        head.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[')
    }
}

/// Opens `input`.
pub(super) fn open<'a>(input: impl Read + Send + 'a, name: &str) -> Result<Opened<'a>, ReadError> {
    let mut peeked = Peeked::new(Box::new(input) as Box<dyn Read + Send + 'a>);
    if peeked.head.starts_with(&[0x1f, 0x8b]) {
        peeked = Peeked::new(Box::new(MultiGzDecoder::new(BufReader::new(peeked))));
    }
    match look(&peeked.head) {
        Look::Binary => return Err(ReadError::Binary(Origin::whole(name))),
        Look::Wide(encoding) => peeked = Peeked::new(Box::new(Narrow::new(peeked, encoding.new_decoder()))),
        Look::Bytes => {}
    }
    let mark_len = if peeked.head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    peeked.at = mark_len;
    let head = peeked.head[mark_len..].to_vec();
    match peeked.broken.take() {
        Some(source) if head.is_empty() => {
            Err(ReadError::Io { origin: Origin::whole(name), byte: 0, source })
        }
        None if head.is_empty() => Err(ReadError::Empty(Origin::whole(name))),
        broken => {
            peeked.broken = broken;
            Ok(Opened { head, input: Box::new(BufReader::with_capacity(64 << 10, peeked)) })
        }
    }
}

/// A reader whose first bytes were read ahead.
struct Peeked<'a> {
    head: Vec<u8>,
    at: usize,
    /// What went wrong while reading ahead; it comes after the bytes before it.
    broken: Option<io::Error>,
    rest: Box<dyn Read + Send + 'a>,
}

impl<'a> Peeked<'a> {
    fn new(mut rest: Box<dyn Read + Send + 'a>) -> Self {
        let mut head = Vec::new();
        let broken = rest.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).err();
        Self { head, at: 0, broken, rest }
    }
}

impl Read for Peeked<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at < self.head.len() {
            let n_bytes = (&self.head[self.at..]).read(out)?;
            self.at += n_bytes;
            return Ok(n_bytes);
        }
        match self.broken.take() {
            Some(error) => Err(error),
            None => self.rest.read(out),
        }
    }
}

/// Text of two bytes a letter, given out as UTF-8.
struct Narrow<'a> {
    input: BufReader<Peeked<'a>>,
    decoder: Decoder,
    ready: Vec<u8>,
    at: usize,
    is_done: bool,
}

impl<'a> Narrow<'a> {
    fn new(input: Peeked<'a>, decoder: Decoder) -> Self {
        Self { input: BufReader::new(input), decoder, ready: Vec::new(), at: 0, is_done: false }
    }

    /// Decodes the next stretch of input into `ready`.
    fn refill(&mut self) -> io::Result<()> {
        let bytes = self.input.fill_buf()?;
        let is_last = bytes.is_empty();
        let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
        self.ready.resize(room, 0);
        let (result, n_read, n_written, _) = self.decoder.decode_to_utf8(bytes, &mut self.ready, is_last);
        self.ready.truncate(n_written);
        self.at = 0;
        self.input.consume(n_read);
        self.is_done = is_last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl Read for Narrow<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.is_done {
            self.refill()?;
        }
        let n_bytes = (&self.ready[self.at..]).read(out)?;
        self.at += n_bytes;
        Ok(n_bytes)
    }
}
