//! Which blocks of a web page are its article.

use std::collections::HashSet;

use dateline_model::CutReason;
use trafilatura::{ExtractionFocus, Options};
use xxhash_rust::xxh3::xxh3_64;

use super::blocks::Block;
use super::repeats::normal;
use super::visible::Visible;
use crate::html::depth;

/// Words of a shingle.
const SHINGLE: usize = 4;
/// A page with more markup than this is not given to the extractor; all that it shows is read. A page takes the
/// extractor about a tenth of a millisecond a KiB.
const MAX_PAGE_BYTES: usize = 2 << 20;
/// Nor is a page with deeper nesting: the extractor descends by recursion. Browsers cut pages at 512.
const MAX_DEPTH: usize = 200;

/// Cuts the blocks that the extractor leaves out, but for the headline. Where it finds no article, all stay.
pub(super) fn cut(html: &str, title: Option<&str>, page: &Visible, blocks: &mut [Block]) {
    let Some(article) = extract(html) else { return };
    let text = page.aligned.text();
    let is_article: Vec<bool> = blocks.iter().map(|block| article.holds(block.words(text))).collect();
    let Some(first) = is_article.iter().position(|is| *is) else { return };
    let title = headline(text, title, page, &blocks[..first]);
    for (block_idx, block) in blocks.iter_mut().enumerate() {
        if !is_article[block_idx] && title != Some(block_idx) {
            block.cut = Some(CutReason::Markup);
        }
    }
}

/// The block before the article that is its headline: the last that has the words of the page's title, or stands in
/// a heading whose words begin that title.
fn headline(text: &str, title: Option<&str>, page: &Visible, before: &[Block]) -> Option<usize> {
    let title = normal(title?);
    before.iter().rposition(|block| {
        let words = normal(block.words(text));
        let in_heading = page
            .headings
            .iter()
            .any(|heading| heading.start <= block.range.start && block.range.end <= heading.end);
        words == title || (in_heading && title.starts_with(&words))
    })
}

/// The words of an extracted article.
struct Article {
    lines: HashSet<u64>,
    shingles: HashSet<u64>,
}

impl Article {
    /// Whether a block of the page belongs to the article: as one of its lines, or word by word.
    fn holds(&self, words: &str) -> bool {
        let words = normal(words);
        if words.is_empty() {
            return false;
        }
        if self.lines.contains(&xxh3_64(words.as_bytes())) {
            return true;
        }
        let (n_shingles, n_found) = shingles(&words).fold((0_usize, 0_usize), |(all, found), shingle| {
            (all + 1, found + usize::from(self.shingles.contains(&shingle)))
        });
        n_shingles > 1 && n_found * 10 >= n_shingles * 8
    }
}

/// The article of a page, or `None` when the extractor finds none.
fn extract(html: &str) -> Option<Article> {
    if html.len() > MAX_PAGE_BYTES || depth(html) > MAX_DEPTH {
        return None;
    }
    let options = Options::default().with_fallback(true).with_focus(ExtractionFocus::Balanced);
    let found = trafilatura::extract(html, &options).ok()?;
    let lines: Vec<String> = found.content_text.lines().map(normal).filter(|line| !line.is_empty()).collect();
    let article = Article {
        lines: lines.iter().map(|line| xxh3_64(line.as_bytes())).collect(),
        shingles: shingles(&lines.join(" ")).collect(),
    };
    (!article.lines.is_empty()).then_some(article)
}

/// A hash of every run of [`SHINGLE`] words.
fn shingles(words: &str) -> impl Iterator<Item = u64> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1)).collect();
    let n_shingles = (starts.len() + 1).saturating_sub(SHINGLE);
    (0..n_shingles).map(move |idx| {
        let end = starts.get(idx + SHINGLE).map_or(words.len(), |next| next - 1);
        xxh3_64(&words.as_bytes()[starts[idx]..end])
    })
}
