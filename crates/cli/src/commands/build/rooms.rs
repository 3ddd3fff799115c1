//! Clean and claims: everything that concerns one report alone, on all cores.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use anyhow::Context;
use dateline_model::{Report, ReportId};
use dateline_review::Reader;
use dateline_store::{ReportRecord, Store};
use rayon::ThreadPool;
use rayon::prelude::*;

use super::interrupt;
use super::reader::Window;

/// So often a waiting stage looks whether the user asked to stop.
const LOOK_UP: Duration = Duration::from_millis(100);

/// A window after it went through the rooms.
pub(super) struct Read {
    /// What is to be kept, in the order of the inputs.
    pub records: Vec<ReportRecord>,
    /// Reports that the database holds already, read by this engine.
    pub n_known: u64,
    /// Records and inputs that could not be read.
    pub n_bad: u64,
}

/// What the rooms need.
pub(super) struct Rooms {
    pub pool: ThreadPool,
    pub reader: Reader,
    /// A reader of the database beside its writer.
    pub known: Store,
    /// Reports of the database that are to be read again, for no input holds them.
    pub by_hand: Vec<ReportId>,
}

impl Rooms {
    /// Takes windows until there are no more or the user stops.
    pub(super) fn run(&self, windows: &Receiver<Window>, read: &SyncSender<Read>) -> anyhow::Result<()> {
        for id in &self.by_hand {
            let kept = self.known.report(*id).context("cannot look up a report added by hand")?;
            let window = Window::of(kept.into_iter().map(|it| it.report).collect());
            if interrupt::is_stopped() || read.send(self.window(window)?).is_err() {
                return Ok(());
            }
        }
        loop {
            let window = match windows.recv_timeout(LOOK_UP) {
                Ok(window) => window,
                Err(RecvTimeoutError::Timeout) if !interrupt::is_stopped() => continue,
                Err(_) => return Ok(()),
            };
            if read.send(self.window(window)?).is_err() || interrupt::is_stopped() {
                return Ok(());
            }
        }
    }

    fn window(&self, window: Window) -> anyhow::Result<Read> {
        let ids: Vec<ReportId> = window.reports.iter().map(|report| report.id).collect();
        let known =
            self.known.known(&ids, self.reader.engine()).context("cannot look up which reports are known")?;
        let (known, new): (Vec<Report>, Vec<Report>) =
            window.reports.into_iter().partition(|report| known.contains(&report.id));
        let reader = &self.reader;
        let read = |report| catch_unwind(AssertUnwindSafe(|| reader.read(report))).ok();
        let records: Vec<Option<ReportRecord>> =
            self.pool.install(|| new.into_par_iter().map(read).collect());
        // A panic is a fault of ours, told by its own message; the other reports are not lost to it.
        let n_lost = records.iter().filter(|record| record.is_none()).count() as u64;
        let records = records.into_iter().flatten().collect();
        Ok(Read { records, n_known: known.len() as u64, n_bad: window.n_bad + n_lost })
    }
}
