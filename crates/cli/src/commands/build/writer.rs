//! Keeps what the rooms made: one transaction a window.

use std::sync::mpsc::Receiver;

use anyhow::Context;
use dateline_store::{Outcome, Store};

use super::progress::Progress;
use super::rooms::Read;
use super::summary::Summary;
use super::timestamp;

/// Writes windows until there are no more.
pub(super) fn write(
    store: &mut Store,
    windows: Receiver<Read>,
    progress: &Progress,
    summary: &mut Summary,
) -> anyhow::Result<()> {
    for window in windows {
        let outcomes = store.put_reports(&window.records, timestamp()).context("cannot keep the reports")?;
        summary.bad += window.n_bad;
        summary.known += window.n_known;
        for (record, outcome) in window.records.iter().zip(outcomes) {
            let count = match outcome {
                Outcome::New => &mut summary.new_reports,
                Outcome::Known => &mut summary.known,
                Outcome::Reread => &mut summary.reread,
                Outcome::NewVersion => &mut summary.versions,
            };
            *count += 1;
            if outcome != Outcome::Known {
                summary.claims += record.claims.len() as u64;
            }
        }
        progress.say(format!("{} reports, {} claims", summary.n_reports(), summary.claims));
    }
    Ok(())
}
