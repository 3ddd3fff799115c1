//! Puts the kept passages together and accounts for the rest.

use std::ops::Range;

use dateline_model::{Cut, CutReason, Note, NoteKind, Repeat, Span};

use super::align::Aligned;
use super::text::Text;
use super::visible::is_unseen;
use super::{Block, Draft};

/// The clean text of a draft.
pub(super) fn text(draft: &Draft<'_>) -> Text {
    let mut writer = Writer { draft, made: Aligned::default(), end: None, title: None };
    let mut was_cut = false;
    for block in &draft.blocks {
        let gap = if block.after_gap || was_cut { "\n\n" } else { "\n" };
        let mut joint = gap;
        for passage in kept(draft.visible.text(), block) {
            writer.passage(passage, joint);
            joint = " ";
        }
        was_cut = joint == gap;
    }
    let Writer { made, title, .. } = writer.finish();
    let cuts = cuts(draft, &made);
    let place = |range: &Range<usize>| span(draft.visible.original(range.clone()));
    let repeats = draft.repeats.iter().map(|(kept, again)| Repeat { kept: place(kept), again: place(again) });
    let repeats: Vec<Repeat> = repeats.collect();
    let note = |repeat: &Repeat| Note {
        kind: NoteKind::RepeatedPassage,
        span: Some(repeat.again),
        detail: String::new(),
    };
    let notes = repeats.iter().map(note).collect();
    Text::new(made, cuts, repeats, title, notes)
}

/// The passages of a block that were not cut, without white space around them.
fn kept(text: &str, block: &Block) -> Vec<Range<usize>> {
    if !block.is_kept() {
        return Vec::new();
    }
    let mut passages = Vec::new();
    let mut start = block.range.start;
    for (cut, _) in &block.inner {
        passages.push(start..cut.start);
        start = cut.end;
    }
    passages.push(start..block.range.end);
    let trimmed = passages.into_iter().map(|passage| {
        let words = &text[passage.clone()];
        let end = passage.start + words.trim_end().len();
        end - words.trim().len()..end
    });
    trimmed.filter(|passage| !passage.is_empty()).collect()
}

/// Writes passages one after another.
struct Writer<'a> {
    draft: &'a Draft<'a>,
    made: Aligned,
    /// Where the last passage ended in the visible text.
    end: Option<usize>,
    title: Option<Span>,
}

impl Writer<'_> {
    fn passage(&mut self, passage: Range<usize>, joint: &str) {
        let visible = &self.draft.visible;
        match self.end {
            Some(end) => self.made.push_for(joint, self.space_at(end)),
            // White space at the very top belongs to the first passage.
            None if !self.draft.report.is_html && visible.text()[..passage.start].trim().is_empty() => {
                self.made.push_for("", 0..visible.original(passage.clone()).start);
            }
            None => {}
        }
        let start = self.made.text().len();
        match self
            .draft
            .title
            .clone()
            .filter(|title| title.start == passage.start && title.end <= passage.end)
        {
            None => self.words(passage.clone()),
            Some(title) => {
                self.words(title.clone());
                self.title = Some(Span::between(start, self.made.text().len()));
                self.words(title.end..passage.end);
            }
        }
        self.end = Some(passage.end);
    }

    /// Adds a stretch of the visible text: white space becomes one space, unseen characters nothing.
    fn words(&mut self, range: Range<usize>) {
        let visible = &self.draft.visible;
        let mut at = range.start;
        while at < range.end {
            let rest = &visible.text()[at..range.end];
            let len = rest.find(|c: char| c.is_whitespace() || is_unseen(c)).unwrap_or(rest.len());
            self.made.push_from(visible, at..at + len);
            at += len;
            let rest = &rest[len..];
            let space = space_len(rest);
            if space > 0 {
                self.made.push_for(" ", visible.original(at..at + space));
                at += space;
            } else if let Some(c) = rest.chars().next() {
                self.made.push_for("", visible.original(at..at + c.len_utf8()));
                at += c.len_utf8();
            }
        }
    }

    /// White space after the last passage belongs to it.
    fn finish(mut self) -> Self {
        if let Some(end) = self.end {
            let space = self.space_at(end);
            self.made.push_for("", space);
        }
        self
    }

    /// The white space of the original after byte `end` of the visible text; of a page none, since tags stand in it.
    fn space_at(&self, end: usize) -> Range<usize> {
        let visible = &self.draft.visible;
        let space = if self.draft.report.is_html { 0 } else { space_len(&visible.text()[end..]) };
        visible.original(end..end + space)
    }
}

/// Length of the white space that `text` begins with.
fn space_len(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// What no piece of `made` stands for, with the reason of each cut; bytes of the original.
fn cuts(draft: &Draft<'_>, made: &Aligned) -> Vec<Cut> {
    let named = named_cuts(draft);
    let mut named = named.iter().peekable();
    let mut cuts: Vec<Cut> = Vec::new();
    let mut at = 0;
    let ends = made.pieces().iter().map(|piece| (piece.original, piece.original + piece.original_len));
    for (start, end) in ends.chain(std::iter::once((draft.report.text.len(), draft.report.text.len()))) {
        while at < start {
            let next = named.next_if(|(cut, _)| cut.start < start);
            let (cut_start, cut_end, reason) =
                next.map_or((start, start, CutReason::Markup), |(cut, reason)| (cut.start, cut.end, *reason));
            if at < cut_start {
                push_cut(&mut cuts, draft, at..cut_start);
            }
            push_named(&mut cuts, at.max(cut_start)..cut_end.min(start), reason);
            at = at.max(cut_end);
        }
        at = at.max(end);
    }
    cuts
}

/// The passages that were cut for a reason, in order; bytes of the original.
fn named_cuts(draft: &Draft<'_>) -> Vec<(Range<usize>, CutReason)> {
    let mut named = Vec::new();
    for block in &draft.blocks {
        if let Some(reason) = block.cut {
            named.push((draft.visible.original(block.range.clone()), reason));
            continue;
        }
        for (cut, reason) in &block.inner {
            named.push((draft.visible.original(cut.clone()), *reason));
        }
    }
    named
}

/// Adds what lies between passages: white space goes to the cut before it, the rest is markup.
fn push_cut(cuts: &mut Vec<Cut>, draft: &Draft<'_>, range: Range<usize>) {
    let is_space = draft.report.text.get(range.clone()).is_some_and(|gap| gap.trim().is_empty());
    let reason = match cuts.last() {
        Some(last) if is_space && last.span.end() == range.start => last.reason,
        _ => CutReason::Markup,
    };
    push_named(cuts, range, reason);
}

/// Adds a cut, joined to the one before when it goes on for the same reason.
fn push_named(cuts: &mut Vec<Cut>, range: Range<usize>, reason: CutReason) {
    if range.is_empty() {
        return;
    }
    match cuts.last_mut() {
        Some(last) if last.reason == reason && last.span.end() == range.start => {
            last.span = last.span.cover(span(range));
        }
        _ => cuts.push(Cut { span: span(range), reason }),
    }
}

fn span(range: Range<usize>) -> Span {
    Span::between(range.start, range.end)
}
