//! Lines that only tell date and byline. Their facts are kept on the report.

use dateline_model::CutReason;

use super::repeats::find_title;
use super::{Draft, noise};
use crate::published::{date_lead, date_tail, is_date_line, parse_prefix};

/// Dates and bylines stand within so many blocks from the top.
const HEAD_BLOCKS: usize = 8;
/// And within so many from the bottom.
const FOOT_BLOCKS: usize = 3;

/// Cuts date lines and bylines near the top and bottom, and the date before the first sentence when it is the date
/// of the report.
pub(super) fn cut(draft: &mut Draft<'_>) {
    let text = draft.visible.text();
    let n_kept = draft.blocks.iter().filter(|block| block.is_kept()).count();
    let kept = draft.blocks.iter_mut().filter(|block| block.is_kept());
    for (block_idx, block) in kept.enumerate() {
        let words = block.words(text);
        if block_idx >= HEAD_BLOCKS && block_idx + FOOT_BLOCKS < n_kept {
            continue;
        }
        let is_byline = || {
            date_tail(words).is_some_and(|start| {
                noise::of_line(words[..start].trim_end_matches([' ', ',', '|', '-', '–', '—', ':'])).is_some()
            })
        };
        if is_date_line(words) || is_byline() {
            block.cut = Some(CutReason::Metadata);
        }
    }
    let published = draft.report.published.map(|published| published.at.date());
    let Some(first) = draft.blocks.iter_mut().find(|block| block.is_kept()) else { return };
    let words = first.words(text);
    let Some(reading) = parse_prefix(words) else { return };
    let dates = [Some(reading.published), reading.month_first].into_iter().flatten();
    if !dates.map(|date| date.at.date()).any(|date| Some(date) == published) {
        return;
    }
    // Between date and headline stands nothing but the byline.
    let title = draft.report.title.as_deref().and_then(|title| find_title(&words[reading.len..], title));
    let len = title.map(|title| reading.len + title.start).or_else(|| date_lead(words));
    if let Some(len) = len.filter(|len| *len < words.len()) {
        first.cut_inner(first.range.start..first.range.start + len, CutReason::Metadata);
    }
}
