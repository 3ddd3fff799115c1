//! Where decisions, judgements of sources and reports come in: one at a time, and only where reviewing is allowed.

use std::path::PathBuf;
use std::sync::Arc;

use dateline_model::{Reliability, ReportId, SourceId};
use dateline_review::{
    Added, Entry, Handed, Likeness, Reader, Request, ReviewError, decide, fuse_pending, keep, ledger,
    likeness,
};
use dateline_store::{Access, ReportRecord, SourceEdit, Store, StoredSource};
use jiff::Timestamp;
use tokio::sync::Mutex;

/// The writer of the database. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    path: Arc<PathBuf>,
    is_open: bool,
    reader: Arc<Reader>,
    /// Whoever holds it writes; other programs wait at the database itself.
    turn: Arc<Mutex<()>>,
}

/// Why nothing was decided.
#[derive(Debug)]
pub(crate) enum DeskFault {
    /// Reviewing is not allowed here.
    Closed,
    Review(ReviewError),
    /// The writing thread died.
    Thread(String),
}

impl Desk {
    /// The writer of the database at `path`; `reader` reads the reports that are added.
    pub(crate) fn new(path: PathBuf, is_open: bool, reader: Arc<Reader>) -> Self {
        Self { path: Arc::new(path), is_open, reader, turn: Arc::default() }
    }

    /// Whether decisions are taken here.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Keeps a decision and fuses what it touches; the decision and its incidents' ids.
    pub(crate) async fn decide(
        &self,
        request: Request,
        author: String,
        reason: String,
    ) -> Result<(Entry, Vec<String>), DeskFault> {
        self.write(move |store| {
            let decision = decide(store, &request, &author, &reason, now())?;
            fuse_pending(store, &now, &mut |_, _| true)?;
            told(store, &decision.id)
        })
        .await
    }

    /// Sets how reliable a reader judges a source; the source as it is then.
    pub(crate) async fn rate(
        &self,
        id: SourceId,
        reliability: Reliability,
    ) -> Result<StoredSource, DeskFault> {
        let edit = SourceEdit { reliability: Some(reliability), ..SourceEdit::default() };
        self.write(move |store| Ok(store.set_source(&id, edit, now())?)).await
    }

    /// Reads a report without keeping it; what it says, and what of that is there.
    pub(crate) async fn preview(&self, handed: Handed) -> Result<(ReportRecord, Likeness), DeskFault> {
        let reader = Arc::clone(&self.reader);
        self.work(Access::ReadOnly, move |store| {
            let record = reader.read(handed.report("")?);
            let found = likeness(store, &record)?;
            Ok((record, found))
        })
        .await
    }

    /// Keeps a report and fuses what it claims; the report, and what became of it.
    pub(crate) async fn add(&self, handed: Handed, author: String) -> Result<(ReportId, Added), DeskFault> {
        let reader = Arc::clone(&self.reader);
        self.write(move |store| {
            let record = reader.read(handed.report(&author)?);
            Ok((record.report.id, keep(store, record, &now)?))
        })
        .await
    }

    /// Does `work` alone on the database.
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, ReviewError> + Send + 'static,
    ) -> Result<T, DeskFault> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        self.work(Access::ReadWrite, move |store| {
            // Held to the end of the work: the question may be given up before.
            let _turn = turn;
            work(store)
        })
        .await
    }

    /// Does `work` on a connection of its own, off the threads that answer.
    async fn work<T: Send + 'static>(
        &self,
        access: Access,
        work: impl FnOnce(&mut Store) -> Result<T, ReviewError> + Send + 'static,
    ) -> Result<T, DeskFault> {
        if !self.is_open {
            return Err(DeskFault::Closed);
        }
        let path = Arc::clone(&self.path);
        let working = tokio::task::spawn_blocking(move || work(&mut Store::open(path.as_path(), access)?));
        let done = working.await.map_err(|error| DeskFault::Thread(error.to_string()))?;
        done.map_err(DeskFault::Review)
    }
}

/// The decision as it came to stand, and the incidents that its claims are in.
fn told(store: &Store, id: &dateline_model::DecisionId) -> Result<(Entry, Vec<String>), ReviewError> {
    let entry = ledger(store)?.into_iter().find(|it| it.decision.id == *id);
    let entry = entry.ok_or_else(|| ReviewError::Unknown { what: "decision", id: id.to_string() })?;
    let there = store.claims_there(std::slice::from_ref(&entry.decision))?;
    let mut incidents: Vec<String> = Vec::new();
    for claim in entry.decision.verdict.claims().filter_map(|it| there.get(it)) {
        let holder = store.incident_of(*claim)?.map(|id| id.to_string());
        incidents.extend(holder.filter(|id| !incidents.contains(id)));
    }
    Ok((entry, incidents))
}

#[expect(clippy::disallowed_methods, reason = "the server is an edge where the present time comes in")]
fn now() -> Timestamp {
    Timestamp::now()
}
