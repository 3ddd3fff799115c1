//! Clean and claims: everything that concerns one report alone, on all cores.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use anyhow::Context;
use dateline_claims::read_claims;
use dateline_incidents::{block_keys, digest};
use dateline_model::{Report, ReportId};
use dateline_places::Gazetteer;
use dateline_reports::clean;
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
    pub gazetteer: Gazetteer,
    /// The engine and the imported places it reads with, as the database keeps them.
    pub engine: String,
    /// A reader of the database beside its writer.
    pub known: Store,
}

impl Rooms {
    /// Takes windows until there are no more or the user stops.
    pub(super) fn run(&self, windows: &Receiver<Window>, read: &SyncSender<Read>) -> anyhow::Result<()> {
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
        let known = self.known.known(&ids, &self.engine).context("cannot look up which reports are known")?;
        let (known, new): (Vec<Report>, Vec<Report>) =
            window.reports.into_iter().partition(|report| known.contains(&report.id));
        let (gazetteer, engine) = (&self.gazetteer, self.engine.as_str());
        let read = |report| catch_unwind(AssertUnwindSafe(|| record(report, gazetteer, engine))).ok();
        let records: Vec<Option<ReportRecord>> =
            self.pool.install(|| new.into_par_iter().map(read).collect());
        // A panic is a fault of ours, told by its own message; the other reports are not lost to it.
        let n_lost = records.iter().filter(|record| record.is_none()).count() as u64;
        let records = records.into_iter().flatten().collect();
        Ok(Read { records, n_known: known.len() as u64, n_bad: window.n_bad + n_lost })
    }
}

/// All that is kept of one report.
fn record(report: Report, gazetteer: &Gazetteer, engine: &str) -> ReportRecord {
    let text = clean(&report);
    let reading = read_claims(&report, &text, gazetteer);
    let digest = digest(&report, text.as_str(), |span| text.original(span));
    let keys = |claim| block_keys(claim, Some(&digest)).into_iter().map(u64::cast_signed).collect();
    let mut notes = text.notes().to_vec();
    notes.extend(reading.notes);
    ReportRecord {
        cuts: text.cuts().to_vec(),
        repeats: text.repeats().to_vec(),
        notes,
        block_keys: reading.claims.iter().map(keys).collect(),
        claims: reading.claims,
        digest: digest.to_bytes(),
        engine: engine.to_owned(),
        report,
    }
}
