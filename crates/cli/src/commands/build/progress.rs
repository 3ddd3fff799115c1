//! A bar while it runs, on a terminal only.

use std::fs;
use std::io::Read;

use indicatif::{ProgressBar, ProgressStyle};

use super::inputs::{Input, Inputs};

/// The bar of one stretch of work; quiet when standard error is not a terminal.
#[derive(Clone)]
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar over the bytes of the inputs, or a count of bytes when one of them is a pipe.
    pub(super) fn reading(inputs: &Inputs) -> Self {
        let size = |input: &Input| match input {
            Input::Stdin => None,
            Input::File(path) => Some(fs::metadata(path).map_or(0, |file| file.len())),
        };
        let n_bytes: Option<u64> = inputs.found.iter().map(size).sum();
        let bar = n_bytes.map_or_else(ProgressBar::no_length, ProgressBar::new);
        let template = match n_bytes {
            Some(_) => "{bar:30} {bytes}/{total_bytes} {msg} ({eta} left)",
            None => "{spinner} {bytes} {msg}",
        };
        Self::styled(bar, template)
    }

    /// A bar over a number of claims.
    pub(super) fn fusing(n_claims: u64) -> Self {
        Self::styled(ProgressBar::new(n_claims), "{bar:30} {human_pos}/{human_len} claims fused ({eta} left)")
    }

    fn styled(bar: ProgressBar, template: &str) -> Self {
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self { bar: bar.with_style(style) }
    }

    /// `input`, counted as it is read.
    pub(super) fn counting<R: Read>(&self, input: R) -> impl Read + use<R> {
        self.bar.wrap_read(input)
    }

    /// One line on standard error that the bar does not write over.
    pub(super) fn tell(&self, line: &str) {
        self.bar.suspend(|| eprintln!("dateline: {line}"));
    }

    pub(super) fn say(&self, message: String) {
        self.bar.set_message(message);
    }

    pub(super) fn set(&self, n_done: u64) {
        self.bar.set_position(n_done);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
