//! Lines and paragraphs of a text, lines that were broken at a margin joined again.

use std::ops::Range;

use dateline_model::CutReason;

use super::ends_sentence;

/// A paragraph, or a line that stands alone. Ranges are bytes of the visible text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where it stands, without white space around it.
    pub range: Range<usize>,
    /// Whether an empty line parts it from the block before.
    pub after_gap: bool,
    /// Why it was cut, if it was.
    pub cut: Option<CutReason>,
    /// Passages within it that were cut, in order.
    pub inner: Vec<(Range<usize>, CutReason)>,
}

impl Block {
    fn new(range: Range<usize>, after_gap: bool) -> Self {
        Self { range, after_gap, cut: None, inner: Vec::new() }
    }

    /// The block's words.
    pub(super) fn words<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }

    pub(super) fn is_kept(&self) -> bool {
        self.cut.is_none()
    }

    /// Cuts `range` out of the block, unless something there is cut already.
    pub(super) fn cut_inner(&mut self, range: Range<usize>, reason: CutReason) {
        let is_free = self.inner.iter().all(|(cut, _)| cut.end <= range.start || range.end <= cut.start);
        if is_free && !range.is_empty() {
            let at = self.inner.partition_point(|(cut, _)| cut.start < range.start);
            self.inner.insert(at, (range, reason));
        }
    }
}

/// A margin further right than this is none.
const MAX_MARGIN: usize = 120;
/// A margin further left than this is none.
const MIN_MARGIN: usize = 40;
/// Lines edited after they were broken end this much before the margin, or after it.
const SLACK: usize = 4;

/// The blocks of `text`: its lines, or, where lines are broken at a margin, its paragraphs.
pub(super) fn find(text: &str) -> Vec<Block> {
    let lines: Vec<Line<'_>> = lines(text).collect();
    let margin = margin(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut after_gap = false;
    let mut last: Option<&Line<'_>> = None;
    for line in &lines {
        if line.words.is_empty() {
            (after_gap, last) = (true, None);
            continue;
        }
        let goes_on = margin.zip(last).is_some_and(|(margin, last)| last.goes_on_in(line, margin));
        match blocks.last_mut() {
            Some(block) if goes_on => block.range.end = line.start + line.words.len(),
            _ => blocks.push(Block::new(line.start..line.start + line.words.len(), after_gap)),
        }
        (after_gap, last) = (false, Some(line));
    }
    blocks
}

/// The lines of `text` that are not empty, each a block.
pub(super) fn find_lines(text: &str) -> Vec<Block> {
    let mut after_gap = false;
    let mut blocks = Vec::new();
    for line in lines(text) {
        if !line.words.is_empty() {
            blocks.push(Block::new(line.start..line.start + line.words.len(), after_gap));
        }
        after_gap = line.words.is_empty();
    }
    blocks
}

/// A line without the white space around it.
struct Line<'a> {
    start: usize,
    words: &'a str,
    /// White space before its first word.
    indent: usize,
    n_chars: usize,
}

impl Line<'_> {
    /// Whether the first word of `next` would have passed the margin on this line.
    fn is_full_before(&self, next: &Self, margin: usize) -> bool {
        let first_word = next.words.split_whitespace().next().unwrap_or_default().chars().count();
        self.indent + self.n_chars + 1 + first_word > margin
    }

    /// Whether `next` is the same paragraph: this line is full, or breaks off within a sentence.
    fn goes_on_in(&self, next: &Self, margin: usize) -> bool {
        let breaks_off = self.n_chars * 2 > margin && !ends_sentence(self.words);
        next.indent <= self.indent.max(1) && (breaks_off || self.is_full_before(next, margin))
    }
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        let start = at + indent;
        at += line.len();
        Line { start, words, indent, n_chars: words.chars().count() }
    })
}

/// The margin at which lines were broken, in characters; `None` when most lines end for another reason.
fn margin(lines: &[Line<'_>]) -> Option<usize> {
    let widest = lines.iter().map(|line| line.indent + line.n_chars).max()?;
    if !(MIN_MARGIN..=MAX_MARGIN).contains(&widest) {
        return None;
    }
    let breaks = || lines.windows(2).filter(|pair| !pair[0].words.is_empty() && !pair[1].words.is_empty());
    let margin = widest - SLACK;
    let is_broken = |pair: &&[Line<'_>]| {
        let is_long = pair[0].n_chars * 4 > widest * 3 && !ends_sentence(pair[0].words);
        is_long || pair[0].is_full_before(&pair[1], margin)
    };
    let n_full = breaks().filter(is_broken).count();
    let n_breaks = breaks().count();
    let n_mid_sentence = breaks().filter(|pair| !ends_sentence(pair[0].words)).count();
    (n_full >= 2 && n_full * 10 >= n_breaks * 7 && n_mid_sentence * 2 > n_breaks).then_some(margin)
}

/// The sentences of a passage, as byte ranges of `text` that begin at `passage.start`. A rough division, made for
/// comparing and cutting whole sentences.
pub(super) fn sentences(text: &str, passage: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[passage.clone()];
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in words.match_indices(['.', '!', '?', '…', '؟', '。']) {
        let after = &words[at + mark.len()..];
        let rest = after.trim_start_matches(['"', '”', '’', '\'', ')', ']']);
        let end = at + mark.len() + (after.len() - rest.len());
        let next = rest.trim_start();
        let begins = next.starts_with(|c: char| !c.is_lowercase()) && next.len() < rest.len();
        let word = words[start..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if begins && end > start && (mark != "." || word.chars().count() > 1) {
            found.push(passage.start + start..passage.start + end);
            start = words.len() - next.len();
        }
    }
    if start < words.len() {
        found.push(passage.start + start..passage.end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let blocks = find(text);
        let seen: Vec<&str> = blocks.iter().map(|block| block.words(text)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn each_line_is_a_block_when_lines_end_where_they_like() {
        check(
            "Shells fall\n\nShells fell on Kafr Zita.\r\nNo one was hurt.  \n",
            &["Shells fall", "Shells fell on Kafr Zita.", "No one was hurt."],
        );
    }

    #[test]
    fn lines_broken_at_a_margin_are_one_block() {
        let first = "KAFR ZITA, 3 JAN 90 (EFE) -- TWO SHELLS FELL ON THE MARKET OF KAFR ZITA\n\
                     YESTERDAY MORNING, ACCORDING TO THE MAYOR, WHO ADDED THAT NOBODY HAD BEEN\n\
                     HURT.";
        let second =
            "   THE GARRISON SAID THAT IT KNEW NOTHING OF ANY SHELLS AND THAT ITS GUNS\nHAD BEEN SILENT.";
        check(&format!("{first}\n\n{second}"), &[first, second.trim()]);
        check(&format!("{first}\n{second}"), &[first, second.trim()]);
    }

    #[test]
    fn short_lines_of_a_list_are_not_joined() {
        let list = [
            "Near Kafr Zita, one strike hit a tank",
            "Near Homs, two strikes hit a bunker and three guns",
            "Near Hama, one strike",
            "Near Idlib, four strikes destroyed a bridge and two boats",
        ];
        check(&list.join("\n"), &list);
    }

    #[test]
    fn sentences_do_not_end_at_initials() {
        let text = "The U.S. base was hit. \"No one died.\" Officials said so!";
        let seen: Vec<&str> = sentences(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(seen, ["The U.S. base was hit.", "\"No one died.\"", "Officials said so!"]);
    }
}
