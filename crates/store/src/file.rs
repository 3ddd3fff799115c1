//! The file before `SQLite` opens it: whether it is one, whole, and may be written.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::error::StoreError;
use crate::store::Access;

/// What can be told from the file before `SQLite` opens it; a file that does not exist passes.
pub(crate) fn check_file(path: &Path, access: Access) -> Result<(), StoreError> {
    let failed = |source: std::io::Error| StoreError::Io {
        path: path.to_path_buf(),
        doing: "opening".to_owned(),
        source: Box::new(source),
    };
    let meta = match path.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(failed)?,
    };
    if meta.is_dir() {
        return Err(StoreError::NotDateline { path: path.to_path_buf(), reason: "it is a folder" });
    }
    if access == Access::ReadWrite && meta.permissions().readonly() {
        return Err(StoreError::ReadOnly {
            path: path.to_path_buf(),
            doing: "opening".to_owned(),
            source: None,
        });
    }
    let mut head = [0; 100];
    let got = read_up_to(&mut File::open(path).map_err(failed)?, &mut head).map_err(failed)?;
    check_head(path, &head[..got], meta.len())
}

/// The first bytes of an `SQLite` file tell that it is one, its page size and its number of pages.
fn check_head(path: &Path, head: &[u8], len: u64) -> Result<(), StoreError> {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let cut_short = || StoreError::Corrupt {
        path: path.to_path_buf(),
        doing: "opening: the file is shorter than its first page says".to_owned(),
        source: None,
    };
    if head.is_empty() {
        return Ok(());
    }
    if !head.starts_with(MAGIC) && !MAGIC.starts_with(head) {
        let reason = "it is not an SQLite file";
        return Err(StoreError::NotDateline { path: path.to_path_buf(), reason });
    }
    let number = |at: usize, bytes: usize| {
        head.get(at..at + bytes).map(|field| field.iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte)))
    };
    let (Some(page), Some(pages)) = (number(16, 2), number(28, 4)) else {
        return Err(cut_short());
    };
    let page = if page == 1 { 65_536 } else { page };
    // Pages that only the log beside the file holds are not missing.
    if len < page * pages && !beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0) {
        return Err(cut_short());
    }
    Ok(())
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut got = 0;
    while got < buffer.len() {
        match file.read(&mut buffer[got..])? {
            0 => break,
            n => got += n,
        }
    }
    Ok(got)
}

/// The file that `SQLite` keeps beside the database under its name and this ending.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The address of the file as one that nobody changes.
pub(crate) fn immutable(path: &Path) -> PathBuf {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/.-_".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.extend(format!("%{byte:02X}").chars());
        }
    }
    address.push_str("?immutable=1");
    PathBuf::from(address)
}
