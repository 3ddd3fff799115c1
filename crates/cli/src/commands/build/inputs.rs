//! Which files are read: files, folders, patterns, standard input.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline_reports::MediaType;

/// What the arguments of the command name.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// What is read, in the order of the arguments; files of a folder or pattern by name, each once.
    pub found: Vec<Input>,
    /// Arguments that name nothing, with the reason.
    pub missing: Vec<String>,
    /// Files of folders whose ending tells no form that is read.
    pub n_passed_over: u64,
}

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// The inputs that `arguments` name. A folder gives the files below it whose ending tells a form that is read;
/// hidden files and folders, and links to folders, are left alone.
pub(super) fn expand(arguments: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    let mut seen = BTreeSet::new();
    for argument in arguments {
        for input in inputs.of_argument(argument) {
            if seen.insert(input.clone()) {
                inputs.found.push(input);
            }
        }
    }
    inputs
}

impl Inputs {
    fn of_argument(&mut self, argument: &Path) -> Vec<Input> {
        if argument == Path::new("-") {
            return vec![Input::Stdin];
        }
        if argument.is_dir() {
            let before = self.missing.len();
            let mut files = Vec::new();
            self.walk(argument, &mut files);
            if files.is_empty() && self.missing.len() == before {
                self.missing
                    .push(format!("{}: no file in it has an ending that is read", argument.display()));
            }
            return files;
        }
        let text = argument.to_string_lossy();
        if argument.exists() || !text.contains(['*', '?', '[']) {
            return vec![Input::File(argument.to_owned())];
        }
        match glob::glob(&text) {
            Err(error) => {
                self.missing.push(format!("{text}: {error}"));
                Vec::new()
            }
            Ok(paths) => {
                let files: Vec<Input> =
                    paths.filter_map(Result::ok).filter(|path| path.is_file()).map(Input::File).collect();
                if files.is_empty() {
                    self.missing.push(format!("{text}: no file matches"));
                }
                files
            }
        }
    }

    /// Adds the files below `folder`, by name.
    fn walk(&mut self, folder: &Path, files: &mut Vec<Input>) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.missing.push(format!("{}: {error}", folder.display()));
                return;
            }
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                if !path.is_symlink() {
                    self.walk(&path, files);
                }
            } else if MediaType::of_name(&name).is_some() {
                files.push(Input::File(path));
            } else {
                self.n_passed_over += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_by_name_and_nothing_is_read_twice() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b")).unwrap();
        for name in ["c.txt", "b/a.jsonl.gz", ".hidden.txt", "picture.png"] {
            fs::write(at(name), "x").unwrap();
        }
        let inputs = expand(&[folder.path().to_owned(), at("c.txt"), at("*.txt"), at("*.csv")]);
        assert_eq!(
            inputs.found,
            [Input::File(at("b/a.jsonl.gz")), Input::File(at("c.txt")), Input::File(at(".hidden.txt"))]
        );
        assert_eq!(inputs.n_passed_over, 1);
        assert_eq!(inputs.missing.len(), 1);
    }
}
