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
        summary.n_bad += window.n_bad;
        summary.n_known += window.n_known;
        for (record, outcome) in window.records.iter().zip(outcomes) {
            let count = match outcome {
                Outcome::New => &mut summary.n_new,
                Outcome::Known => &mut summary.n_known,
                Outcome::Reread => &mut summary.n_reread,
                Outcome::NewVersion => &mut summary.n_versions,
            };
            *count += 1;
            if outcome != Outcome::Known {
                summary.n_claims += record.claims.len() as u64;
            }
        }
        progress.say(format!("{} reports, {} claims", summary.n_reports(), summary.n_claims));
    }
    Ok(())
}
