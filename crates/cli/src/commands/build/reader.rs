//! Reads the inputs, one after another, and hands on windows of reports.

use std::fs::File;
use std::io::{self, Read};
use std::sync::mpsc::SyncSender;

use dateline_model::Report;
use dateline_reports::{ReadOptions, read};

use super::inputs::{Input, Inputs};
use super::interrupt;
use super::progress::Progress;

/// A window holds no more reports than this.
const MAX_REPORTS: usize = 256;
/// Nor, but for its last report, more bytes of text.
const MAX_BYTES: usize = 8 << 20;

/// Reports that go through the rooms together and are kept together.
#[derive(Default)]
pub(super) struct Window {
    /// The reports, in the order of the inputs.
    pub reports: Vec<Report>,
    /// How many records or inputs could not be read beside them.
    pub n_bad: u64,
    n_bytes: usize,
}

impl Window {
    /// A window of these reports alone.
    pub(super) fn of(reports: Vec<Report>) -> Self {
        Self { reports, ..Self::default() }
    }
}

/// How to read.
pub(super) struct Reader {
    pub options: ReadOptions,
    pub is_strict: bool,
    pub progress: Progress,
}

impl Reader {
    /// Reads `inputs` until their end, or until the user stops, the receiver goes away, or, when strict, something
    /// is bad. Each bad input or record gets its line at once.
    pub(super) fn read(&self, inputs: Inputs, windows: &SyncSender<Window>) {
        let mut window = Window::default();
        for line in inputs.missing {
            self.tell_bad(&mut window, &line);
        }
        for input in inputs.found {
            if self.is_over(&window) || !self.input(&input, &mut window, windows) {
                break;
            }
        }
        // When the receiver is gone there is nobody left to tell.
        let _ = windows.send(window);
    }

    /// Reads one input; whether to go on with the next.
    fn input(&self, input: &Input, window: &mut Window, windows: &SyncSender<Window>) -> bool {
        let (bytes, name) = match open(input) {
            Ok(opened) => opened,
            Err(line) => {
                self.tell_bad(window, &line);
                return true;
            }
        };
        for report in read(self.progress.counting(bytes), &name, &self.options) {
            match report {
                Ok(report) => {
                    window.n_bytes += report.text.len();
                    window.reports.push(report);
                }
                Err(error) => self.tell_bad(window, &error.to_string()),
            }
            if self.is_over(window) {
                return false;
            }
            let is_full = window.reports.len() >= MAX_REPORTS || window.n_bytes >= MAX_BYTES;
            if is_full && windows.send(std::mem::take(window)).is_err() {
                return false;
            }
        }
        true
    }

    fn tell_bad(&self, window: &mut Window, line: &str) {
        window.n_bad += 1;
        self.progress.tell(line);
    }

    fn is_over(&self, window: &Window) -> bool {
        interrupt::is_stopped() || (self.is_strict && window.n_bad > 0)
    }
}

/// The bytes of an input and its name in messages; else the line that tells why not.
fn open(input: &Input) -> Result<(Box<dyn Read + Send>, String), String> {
    match input {
        Input::Stdin => Ok((Box::new(io::stdin()), "-".to_owned())),
        Input::File(path) => {
            let name = path.display().to_string();
            match File::open(path) {
                Ok(file) => Ok((Box::new(file), name)),
                Err(error) => Err(format!("{name}: cannot be opened: {error}")),
            }
        }
    }
}
