//! Opening the file, and the frame around every read and write.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::{Fault, StoreError};
use crate::file::{beside, check_file, immutable};
use crate::schema;

/// How long a step waits for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the opened database is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reads and writes; a file of an older format is brought up to this version's.
    ReadWrite,
    /// Reads only, beside any other readers and one writer.
    ReadOnly,
}

/// An open incident database.
///
/// One connection to one file. It can move between threads, and is used by one at a time: open one for each thread
/// that reads. Readers never wait for the writer and see the state of the last finished step. Every `put`, `set` and
/// `replace` is one transaction: after a kill or a full disk it is there wholly or not at all.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
}

impl Store {
    /// Makes a new database.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when there is a file at `path`; others as [`Store::open`].
    pub fn create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        if path.exists() {
            return Err(StoreError::Exists { path: path.to_path_buf() });
        }
        Self::open_or_create(path)
    }

    /// Opens the database for writing, and makes it first where there is no file or an empty one.
    ///
    /// # Errors
    /// As [`Store::open`], without [`StoreError::Missing`].
    pub fn open_or_create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        check_file(path, Access::ReadWrite)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Self::connect(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let is_new = schema::is_empty(&store.conn).map_err(|fault| fault.at(path, "opening"))?;
        if is_new {
            // Records of one to three KiB leave less of a page empty; only a file without tables can choose.
            store.set("page_size", 8_192).map_err(|fault| fault.at(path, "making the database"))?;
        }
        store.prepare_for_writing().map_err(|fault| fault.at(path, "making the database"))?;
        if !is_new {
            store.check_format(Access::ReadWrite)?;
        }
        schema::migrate(&mut store.conn).map_err(|fault| fault.at(path, "making the tables"))?;
        Ok(store)
    }

    /// Opens an existing database.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NotDateline`], [`StoreError::Newer`], [`StoreError::Older`] (only with
    /// [`Access::ReadOnly`]), [`StoreError::Corrupt`] (also when cut short), [`StoreError::ReadOnly`] (only with
    /// [`Access::ReadWrite`]), [`StoreError::Busy`], [`StoreError::Io`].
    pub fn open(path: impl AsRef<Path>, access: Access) -> Result<Self, StoreError> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_path_buf() });
        }
        check_file(path, access)?;
        match access {
            Access::ReadOnly => Self::open_for_reading(path),
            Access::ReadWrite => {
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let mut store = Self::connect(path, flags)?;
                store.check_format(access)?;
                store.prepare_for_writing().map_err(|fault| fault.at(path, "opening"))?;
                schema::migrate(&mut store.conn).map_err(|fault| fault.at(path, "bringing up the format"))?;
                Ok(store)
            }
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that differs from the one told before as soon as another connection, of this program or another, has
    /// changed the database; what this connection writes itself does not count. Numbers of two connections have
    /// nothing to do with one another.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        let version = self.conn.pragma_query_value(None, "data_version", |row| row.get(0));
        version.map_err(|error| Fault::from(error).at(&self.path, "looking for changes"))
    }

    /// Forbids the file to grow beyond `bytes` (rounded up to whole pages); a step that would need more ends in
    /// [`StoreError::DiskFull`]. Holds for this connection only.
    ///
    /// # Errors
    /// [`StoreError::Sql`] or [`StoreError::Io`] when the page size cannot be read.
    pub fn limit_size(&self, bytes: u64) -> Result<(), StoreError> {
        self.read("limiting the size", |conn| {
            let page: i64 = conn.pragma_query_value(None, "page_size", |row| row.get(0))?;
            let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page.max(1) + 1;
            conn.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
            Ok(())
        })
    }

    /// Runs `work` on one consistent state of the database.
    pub(crate) fn read<T>(
        &self,
        doing: &str,
        work: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let inside = || {
            let state = self.conn.unchecked_transaction()?;
            let found = work(&state)?;
            // Keeps what a question laid down in tables of this connection alone.
            state.commit()?;
            Ok(found)
        };
        inside().map_err(|fault: Fault| fault.at(&self.path, doing))
    }

    /// Runs `work` as one transaction, kept wholly or not at all.
    pub(crate) fn write<T>(
        &mut self,
        doing: &str,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let path = &self.path;
        let conn = &mut self.conn;
        let inside = || {
            let step = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&step)?;
            step.commit()?;
            Ok(done)
        };
        inside().map_err(|fault: Fault| fault.at(path, doing))
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let open = || -> Result<Connection, Fault> {
            let conn = Connection::open_with_flags(path, flags)?;
            conn.busy_timeout(PATIENCE)?;
            conn.set_prepared_statement_cache_capacity(128);
            conn.pragma_update(None, "foreign_keys", true)?;
            conn.pragma_update(None, "temp_store", "MEMORY")?;
            conn.pragma_update(None, "cache_size", -32_000)?; // KiB
            Ok(conn)
        };
        let conn = open().map_err(|fault| fault.at(path, "opening"))?;
        Ok(Self { conn, path: path.to_path_buf() })
    }

    /// A database on a disk or in a folder that cannot be written has no place for the files beside it that readers
    /// share with a writer. Where such a file is whole by itself, it is read as one that nobody changes.
    fn open_for_reading(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let shared =
            Self::connect(path, flags).and_then(|store| store.check_format(Access::ReadOnly).map(|()| store));
        let has_log = beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0);
        match shared {
            Err(StoreError::Io { .. } | StoreError::ReadOnly { .. }) if !has_log => {
                let store = Self::connect(&immutable(path), flags | OpenFlags::SQLITE_OPEN_URI)?;
                let store = Self { path: path.to_path_buf(), ..store };
                store.check_format(Access::ReadOnly).map(|()| store)
            }
            other => other,
        }
    }

    fn check_format(&self, access: Access) -> Result<(), StoreError> {
        let (application, found, empty) = self.read("opening", |conn| {
            Ok((schema::application_of(conn)?, schema::format_of(conn)?, schema::is_empty(conn)?))
        })?;
        let path = self.path.clone();
        if empty {
            return Err(StoreError::NotDateline { path, reason: "it is empty" });
        }
        if application != schema::APPLICATION_ID {
            return Err(StoreError::NotDateline {
                path,
                reason: "it is an SQLite database of another program",
            });
        }
        let known = schema::FORMAT;
        if found > known {
            return Err(StoreError::Newer { path, found, known });
        }
        if found < known && access == Access::ReadOnly {
            return Err(StoreError::Older { path, found, known });
        }
        Ok(())
    }

    fn set(&self, pragma: &str, value: i64) -> Result<(), Fault> {
        Ok(self.conn.pragma_update(None, pragma, value)?)
    }

    fn prepare_for_writing(&self) -> Result<(), Fault> {
        self.conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        // In WAL mode NORMAL keeps the file whole after a kill or a power cut.
        self.conn.pragma_update(None, "synchronous", "NORMAL")?;
        self.set("journal_size_limit", 64 << 20)
    }
}
