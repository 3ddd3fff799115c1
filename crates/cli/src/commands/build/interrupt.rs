//! Ctrl-C: the first one asks to finish what is under way, the second ends the process.

use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Listens for Ctrl-C and for the signal to terminate.
///
/// # Errors
/// When the system refuses the handler.
pub(super) fn listen() -> anyhow::Result<()> {
    Ok(ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::SeqCst) {
            // A transaction that is under way is undone when the database is opened again.
            std::process::exit(super::INTERRUPTED.into());
        }
        eprintln!("\nstopping: finishing what is under way; Ctrl-C again ends at once");
    })?)
}

/// Whether the user asked to stop.
pub(super) fn is_stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}
