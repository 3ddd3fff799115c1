//! Collections in, system files out.

#![expect(clippy::disallowed_methods, reason = "the one place that reads and writes files")]

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::EvalError;

/// The text of a file.
///
/// # Errors
///
/// [`EvalError::File`] with the path.
pub(crate) fn text(path: &Path) -> Result<String, EvalError> {
    std::fs::read_to_string(path).map_err(|source| EvalError::File { path: path.to_owned(), source })
}

/// The values of a file of JSON Lines; empty lines are passed over.
///
/// # Errors
///
/// [`EvalError`] with the path, and the line that is no JSON.
pub fn json_lines(path: &Path) -> Result<Vec<Value>, EvalError> {
    let text = text(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(idx, line)| {
            serde_json::from_str(line).map_err(|error| EvalError::Line {
                path: path.to_owned(),
                line: idx + 1,
                what: error.to_string(),
            })
        })
        .collect()
}

/// Writes values as JSON Lines, making the folder.
///
/// # Errors
///
/// [`EvalError::File`] with the path.
pub(crate) fn write_lines(path: &Path, values: &[Value]) -> Result<(), EvalError> {
    let lines: Vec<String> = values.iter().map(Value::to_string).collect();
    write(path, &(lines.join("\n") + "\n"))
}

/// Writes a text, making the folder.
///
/// # Errors
///
/// [`EvalError::File`] with the path.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), EvalError> {
    let failed = |source| EvalError::File { path: path.to_owned(), source };
    path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
    std::fs::write(path, text).map_err(failed)
}

/// The files of a folder with an ending, by name; none when there is no such folder.
///
/// # Errors
///
/// [`EvalError::File`] when the folder cannot be listed.
pub(crate) fn of_kind(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, EvalError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |source| EvalError::File { path: folder.to_owned(), source };
    let entries: Result<Vec<_>, _> = std::fs::read_dir(folder).map_err(failed)?.collect();
    let mut files: Vec<PathBuf> = entries.map_err(failed)?.iter().map(std::fs::DirEntry::path).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == ending));
    files.sort();
    Ok(files)
}

/// The name of a collection's file without its ending.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Offsets in characters for offsets in bytes of `text`.
pub(crate) fn char_offsets(text: &str) -> impl Fn(usize) -> usize {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    move |byte| starts.partition_point(|&at| at < byte)
}
