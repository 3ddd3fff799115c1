//! Links to other stories, with their headlines and first words.

use dateline_model::CutReason;

use super::repeats::normal;
use super::{Draft, is_headline, noise};

/// No list of other stories is longer than this.
const MAX_TEASERS: usize = 12;

/// Cuts every heading such as "Read more" with the headlines and broken-off first words after it, up to the first
/// whole sentence.
pub(super) fn cut(draft: &mut Draft<'_>) {
    let text = draft.visible.text();
    let title = draft.report.title.as_deref().map(normal);
    let mut n_left = 0;
    for block in draft.blocks.iter_mut().filter(|block| block.is_kept()) {
        let words = block.words(text);
        if noise::heads_teasers(words) {
            block.cut = Some(CutReason::Teaser);
            n_left = MAX_TEASERS;
        } else if n_left > 0 && is_teaser(words) && title.as_deref() != Some(&normal(words)) {
            block.cut = Some(CutReason::Teaser);
            n_left -= 1;
        } else {
            n_left = 0;
        }
    }
}

/// Whether `words` are a headline or break off.
fn is_teaser(words: &str) -> bool {
    let breaks_off = words.trim_end_matches([']', ')']).ends_with(['…']) || words.ends_with("...");
    breaks_off || is_headline(words)
}
