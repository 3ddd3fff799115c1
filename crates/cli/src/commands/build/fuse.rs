//! From the claims that wait in the database to its incidents, with a bar.

use anyhow::Context;
use dateline_review::fuse_pending;
use dateline_store::Store;

use super::progress::Progress;
use super::summary::Summary;
use super::{interrupt, timestamp};

/// Fuses every claim that waits, until none is left or the user stops.
pub(super) fn fuse_all(store: &mut Store, summary: &mut Summary) -> anyhow::Result<()> {
    let progress = Progress::fusing(store.pending()?.len() as u64);
    let mut watch = |n_done, _| {
        progress.set(n_done);
        !interrupt::is_stopped()
    };
    let fused = fuse_pending(store, &timestamp, &mut watch).context("cannot keep the incidents")?;
    progress.finish();
    summary.incidents_new += fused.new;
    summary.incidents_changed += fused.changed;
    Ok(())
}
