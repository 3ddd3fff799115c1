//! What a run came to, in a few lines.

use std::path::Path;
use std::time::Duration;

use dateline_store::{Filter, Store};

use super::interrupt;

/// Counts of one run.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// Reports that were not there.
    pub new_reports: u64,
    /// Reports that were there.
    pub known: u64,
    /// Reports that were there, read by another engine.
    pub reread: u64,
    /// Other texts under an address that was there.
    pub versions: u64,
    /// Claims of the reports that were read.
    pub claims: u64,
    /// Inputs and records that could not be read.
    pub bad: u64,
    /// Files of folders whose ending tells no form that is read.
    pub passed_over: u64,
    /// Incidents that were not there.
    pub incidents_new: u64,
    /// Incidents that say something else than before, or are gone.
    pub incidents_changed: u64,
}

impl Summary {
    /// Reports that came, known or not.
    pub(super) fn n_reports(&self) -> u64 {
        self.new_reports + self.known + self.reread + self.versions
    }

    /// Prints the summary.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn print(&self, store: &Store, elapsed: Duration, db: &Path) -> anyhow::Result<()> {
        let seconds = elapsed.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate for the eye")]
        let rate = self.n_reports() as f64 / seconds.max(0.001);
        println!(
            "{} reports in {seconds:.1} s ({rate:.0}/s): {} new, {} known, {} new versions{}",
            self.n_reports(),
            self.new_reports,
            self.known,
            self.versions,
            more(self.reread, "read again"),
        );
        println!(
            "{} claims read; {} incidents new, {} changed, {} in {}",
            self.claims,
            self.incidents_new,
            self.incidents_changed,
            store.count(&Filter::default())?,
            db.display(),
        );
        if self.passed_over > 0 {
            println!("{} files passed over: their ending tells no form that is read", self.passed_over);
        }
        if self.bad > 0 {
            println!("{} inputs or records could not be read; each has its line above", self.bad);
        }
        if interrupt::is_stopped() {
            println!("stopped; what was finished is kept, and the same command goes on from here");
        }
        Ok(())
    }
}

/// `, 3 words` when there are any.
fn more(count: u64, words: &str) -> String {
    if count == 0 { String::new() } else { format!(", {count} {words}") }
}
