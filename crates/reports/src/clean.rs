//! The room clean: what of a report is its article, and where each byte of it stood.

mod align;
mod apostrophes;
mod visible;
mod article;
mod blocks;
mod noise;
mod teasers;
mod metadata;
mod repeats;
mod headline;
mod compose;
mod text;

use std::ops::Range;

use dateline_model::{CutReason, Report};

use align::Aligned;
use blocks::Block;
pub use headline::under_headline;
pub use text::Text;

/// The article of a report: its plain text, and for every byte of it where it stands in the original.
///
/// Nothing is deleted: what is not part of the article is listed among [`Text::cuts`] with its reason, and what the
/// report prints twice is read once and listed among [`Text::repeats`]. Lines broken at a margin are joined, white
/// space becomes one space, paragraphs are parted by empty lines. Time is linear in the length of the report.
#[must_use]
pub fn clean(report: &Report) -> Text {
    let mut draft = Draft::of(report);
    draft.cut_noise();
    teasers::cut(&mut draft);
    metadata::cut(&mut draft);
    draft.find_title();
    draft.cut_titles();
    draft.repeats.extend(repeats::cut(draft.visible.text(), &mut draft.blocks));
    draft.repeats.sort_by_key(|(_, again)| again.start);
    compose::text(&draft)
}

/// The headline stands within so many blocks from the top: a masthead or a kicker may stand above it.
const HEAD_BLOCKS: usize = 5;
/// A line above the headline with the paper's name or the section has no more words than this.
const MAX_MASTHEAD_WORDS: usize = 4;
/// A headline of more words is a paragraph.
const MAX_TITLE_WORDS: usize = 30;

/// A report on its way to its clean text. Ranges are bytes of the visible text.
struct Draft<'a> {
    report: &'a Report,
    /// The visible text and where it stands in the original.
    visible: Aligned,
    blocks: Vec<Block>,
    title: Option<Range<usize>>,
    /// Passages kept, and where they stand again.
    repeats: Vec<(Range<usize>, Range<usize>)>,
}

impl<'a> Draft<'a> {
    fn of(report: &'a Report) -> Self {
        if !report.is_html {
            let visible = apostrophes::mended(&report.text);
            let blocks = blocks::find(visible.text());
            return Self { report, visible, blocks, title: None, repeats: Vec::new() };
        }
        let page = visible::page(&report.text);
        let mut blocks = blocks::find_lines(page.aligned.text());
        article::cut(&report.text, report.title.as_deref(), &page, &mut blocks);
        Self { report, visible: page.aligned, blocks, title: None, repeats: Vec::new() }
    }

    /// Cuts the lines and sentences that the noise table knows.
    fn cut_noise(&mut self) {
        let text = self.visible.text();
        for block in self.blocks.iter_mut().filter(|block| block.is_kept()) {
            block.cut = noise::of_line(block.words(text));
            if block.is_kept() {
                cut_sentences(text, block);
                cut_code(text, block);
            }
        }
    }

    /// The headline: among the first blocks the one that begins with the words of the report's title, else one that
    /// is printed again right after, else the first that looks like a headline above an article, mastheads and
    /// kickers passed over.
    fn find_title(&mut self) {
        let text = self.visible.text();
        let kept: Vec<&Block> = self.blocks.iter().filter(|block| block.is_kept()).collect();
        let head = &kept[..kept.len().min(HEAD_BLOCKS)];
        let by_report = self.report.title.as_deref().and_then(|title| {
            head.iter().find_map(|block| {
                let start = start_of_kept(text, block);
                let len = repeats::title_len(&text[start..block.range.end], title)?;
                Some(start..start + len)
            })
        });
        let looks_so = |block: &&&Block| is_headline(&text[start_of_kept(text, block)..block.range.end]);
        let printed_again = || {
            let at = head.iter().position(|block| {
                let words = repeats::normal(block.words(text));
                let after = head.iter().filter(|other| other.range.start > block.range.start);
                looks_so(&block) && after.take(2).any(|other| repeats::normal(other.words(text)) == words)
            })?;
            Some(start_of_kept(text, head[at])..head[at].range.end)
        };
        let first = || {
            let run = || head.iter().take_while(looks_so);
            let block = run().find(|block| block.words(text).split_whitespace().count() > MAX_MASTHEAD_WORDS);
            let block = block.or_else(|| run().next())?;
            let after = kept.iter().filter(|other| other.range.start > block.range.start);
            let heads_article = after.take(3).any(|block| ends_sentence(block.words(text)));
            heads_article.then(|| start_of_kept(text, block)..block.range.end)
        };
        self.title = by_report.or_else(printed_again).or_else(first);
    }

    /// Cuts the blocks that print the headline again.
    fn cut_titles(&mut self) {
        let text = self.visible.text();
        let Some(title) = self.title.clone() else { return };
        let words = repeats::normal(&text[title.clone()]);
        for block in self.blocks.iter_mut().filter(|block| block.is_kept() && block.range.start >= title.end)
        {
            if block.range.len() <= 2 * title.len() + 16 && repeats::normal(block.words(text)) == words {
                block.cut = Some(CutReason::RepeatedTitle);
                self.repeats.push((title.clone(), block.range.clone()));
            }
        }
    }
}

/// Cuts the sentences of `block` that are noise; the block, when all are.
fn cut_sentences(text: &str, block: &mut Block) {
    let sentences = blocks::sentences(text, block.range.clone());
    let reasons: Vec<_> =
        sentences.iter().map(|sentence| noise::of_sentence(&text[sentence.clone()])).collect();
    if reasons.iter().all(Option::is_some) {
        block.cut = reasons.first().copied().flatten();
        return;
    }
    for (sentence, reason) in sentences.into_iter().zip(reasons) {
        if let Some(reason) = reason {
            block.cut_inner(sentence, reason);
        }
    }
}

/// Cuts the script data in `block`.
fn cut_code(text: &str, block: &mut Block) {
    for code in noise::leaked_code(block.words(text)) {
        let code = block.range.start + code.start..block.range.start + code.end;
        if code == block.range {
            block.cut = Some(CutReason::LeakedCode);
        } else {
            block.cut_inner(code, CutReason::LeakedCode);
        }
    }
}

/// Where the words of `block` begin that were not cut from its start.
fn start_of_kept(text: &str, block: &Block) -> usize {
    let cut = block.inner.iter().find(|(cut, _)| cut.start == block.range.start).map(|(cut, _)| cut.end);
    let words = text[cut.unwrap_or(block.range.start)..block.range.end].trim_start();
    block.range.end - words.len()
}

/// Whether `line` looks like a headline: short, no sentence with a full stop, no dateline.
fn is_headline(line: &str) -> bool {
    let n_words = line.split_whitespace().count();
    let is_dateline =
        line.contains(" -- ") || line.contains(") - ") || line.contains(") – ") || line.contains(") — ");
    (1..=MAX_TITLE_WORDS).contains(&n_words) && !line.ends_with(['.', ':', ';', ',', '…']) && !is_dateline
}

/// Whether `line` ends as a sentence ends.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '。', '؟'])
}
