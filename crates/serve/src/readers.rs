//! A few readers of one database, shared by all answers.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use dateline_store::{Access, Store, StoreError};
use tokio::sync::Semaphore;

/// How many read at the same time; more wait.
const N_READERS: usize = 4;

/// A pool of read-only connections. Clones share it.
#[derive(Clone)]
pub(crate) struct Readers {
    shared: Arc<Shared>,
}

struct Shared {
    path: PathBuf,
    idle: Mutex<Vec<Store>>,
    turns: Semaphore,
}

/// Why nothing was read.
#[derive(Debug)]
pub(crate) enum ReadFault {
    /// The store says no.
    Store(StoreError),
    /// The reading thread died.
    Thread(String),
}

impl From<StoreError> for ReadFault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Readers {
    /// Readers of the database at `path`, of which `first` is open already.
    pub(crate) fn new(path: PathBuf, first: Store) -> Self {
        let shared = Shared { path, idle: Mutex::new(vec![first]), turns: Semaphore::new(N_READERS) };
        Self { shared: Arc::new(shared) }
    }

    /// Runs `work` with a reader, off the threads that answer.
    pub(crate) async fn read<T, E>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<ReadFault> + Send + 'static,
    {
        let shared = Arc::clone(&self.shared);
        // The semaphore is never closed; were it, reading without a turn would only be slower.
        let _turn = self.shared.turns.acquire().await.ok();
        let reading = tokio::task::spawn_blocking(move || {
            let store = shared.take().map_err(|error| E::from(error.into()))?;
            let found = work(&store);
            shared.give_back(store);
            found
        });
        reading.await.unwrap_or_else(|error| Err(ReadFault::Thread(error.to_string()).into()))
    }
}

impl Shared {
    fn take(&self) -> Result<Store, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Store::open(&self.path, Access::ReadOnly), Ok)
    }

    fn give_back(&self, store: Store) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("path", &self.shared.path).finish_non_exhaustive()
    }
}
