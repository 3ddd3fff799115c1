//! The folder of imported gazetteers, and the one gazetteer that they and the shipped one make together.
//!
//! `imports/NAME.bin` is a compiled import and `imports/NAME.json` tells where it came from. `combined/KEY.bin` is made
//! of the shipped gazetteer and all imports, `combined/KEY.tsv` tells what was merged; both are made anew when an
//! import or the shipped gazetteer changes, and can be deleted at any time.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use dateline_places::{Fate, Gazetteer, Import, Placed, combine};
use serde::{Deserialize, Serialize};

/// Changes with the rules by which imports are merged, so that files made by older rules are made anew.
const RULES: &[u8] = b"2";

/// Where imported gazetteers lie.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Folder {
    /// The folder of imported gazetteers; that of the user when not given (see `dateline gazetteer --help`)
    #[arg(long = "gazetteer", value_name = "DIR", env = "DATELINE_GAZETTEER", global = true)]
    dir: Option<PathBuf>,
}

/// Where an import came from, as kept beside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Origin {
    pub name: String,
    pub files: Vec<FileOfImport>,
    pub source: String,
    pub licence: String,
    /// Whether its coordinates replace those of known places.
    pub wins: bool,
    pub places: usize,
    pub lines: u64,
    pub bad_lines: u64,
    /// Of the compiled import.
    pub hash: String,
    /// ISO 8601, UTC.
    pub added: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct FileOfImport {
    pub name: String,
    pub form: String,
    /// BLAKE3 of its bytes.
    pub hash: String,
}

/// What the commands look places up in.
pub(crate) struct Opened {
    /// The shipped gazetteer and every import.
    pub(crate) gazetteer: Gazetteer,
    pub(super) imports: Vec<Origin>,
    pub(super) merged: Vec<Merged>,
}

impl Opened {
    /// What a database keeps of it, so that a result can be explained: nothing for the shipped gazetteer alone.
    pub(crate) fn mark(&self) -> String {
        if self.imports.is_empty() {
            return String::new();
        }
        format!(" + gazetteer {}", &self.gazetteer.hash()[..12])
    }
}

/// An imported place that was merged into a known one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Merged {
    pub import: String,
    pub place: String,
    pub into: String,
    pub km: f64,
}

impl Folder {
    /// The folder, whether it is there or not.
    pub(super) fn path(&self) -> anyhow::Result<PathBuf> {
        match &self.dir {
            Some(dir) => Ok(dir.clone()),
            None => user_folder().context("no home folder is known: name a folder with --gazetteer"),
        }
    }

    /// The shipped gazetteer and every import as one.
    ///
    /// # Errors
    /// When an import cannot be read, is damaged, or all together are too many.
    pub(crate) fn open(&self) -> anyhow::Result<Opened> {
        let shipped = Gazetteer::embedded()?;
        let Ok(dir) = self.path() else {
            return Ok(Opened { gazetteer: shipped, imports: Vec::new(), merged: Vec::new() });
        };
        let imports = self.imports()?;
        if imports.is_empty() {
            return Ok(Opened { gazetteer: shipped, imports, merged: Vec::new() });
        }
        let stem = dir.join("combined").join(key(&shipped, &imports));
        if let (Ok(gazetteer), Ok(merged)) =
            (Gazetteer::open(&stem.with_extension("bin")), read_merged(&stem.with_extension("tsv")))
        {
            return Ok(Opened { gazetteer, imports, merged });
        }
        let (bytes, placed) = self.combine(&shipped, &imports)?;
        let merged = merged(&imports, &placed);
        // Only a shortcut for the next time: a folder that cannot be written to is no reason to stop.
        let _ = keep_combined(&stem, &bytes, &merged);
        Ok(Opened { gazetteer: Gazetteer::from_vec(bytes)?, imports, merged })
    }

    fn combine(&self, shipped: &Gazetteer, imports: &[Origin]) -> anyhow::Result<(Vec<u8>, Vec<Placed>)> {
        let mut opened = Vec::new();
        for import in imports {
            let path = self.file(&import.name, "bin")?;
            let gazetteer = Gazetteer::open(&path).with_context(|| path.display().to_string())?;
            gazetteer.verify().with_context(|| path.display().to_string())?;
            if gazetteer.hash() != import.hash {
                bail!("{} is not what its .json tells: remove it and add it again", path.display());
            }
            opened.push(gazetteer);
        }
        let parts: Vec<Import<'_>> = opened
            .iter()
            .zip(imports)
            .map(|(gazetteer, origin)| Import { gazetteer, wins: origin.wins })
            .collect();
        Ok(combine(shipped, &parts)?)
    }

    /// Every import, by name: in this order they are merged.
    pub(super) fn imports(&self) -> anyhow::Result<Vec<Origin>> {
        let folder = self.path()?.join("imports");
        let Ok(entries) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let mut imports = Vec::new();
        for entry in entries {
            let path = entry.with_context(|| format!("cannot read {}", folder.display()))?.path();
            if path.extension().is_some_and(|it| it == "json") {
                let origin = read(&path)?;
                let origin: Origin = serde_json::from_slice(&origin)
                    .with_context(|| format!("{} does not describe an import", path.display()))?;
                imports.push(origin);
            }
        }
        imports.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(imports)
    }

    pub(super) fn file(&self, name: &str, extension: &str) -> anyhow::Result<PathBuf> {
        Ok(self.path()?.join("imports").join(format!("{name}.{extension}")))
    }

    /// Keeps an import; the description comes last, so that half an import is none.
    pub(super) fn keep(&self, origin: &Origin, bytes: &[u8]) -> anyhow::Result<()> {
        let described = serde_json::to_vec_pretty(origin)?;
        write(&self.file(&origin.name, "bin")?, bytes)?;
        write(&self.file(&origin.name, "json")?, &described)
    }

    pub(super) fn remove(&self, name: &str) -> anyhow::Result<()> {
        for extension in ["json", "bin"] {
            let path = self.file(name, extension)?;
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        Ok(())
    }
}

/// The user's folder for what programs keep: `XDG_DATA_HOME` or `~/.local/share`, `~/Library/Application Support` on
/// a Mac, `%APPDATA%` on Windows.
fn user_folder() -> Option<PathBuf> {
    let of = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|it| it.is_absolute());
    let data = if cfg!(windows) {
        of("APPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        of("XDG_DATA_HOME").or_else(|| of("HOME").map(|home| home.join(".local/share")))
    };
    data.map(|data| data.join("dateline").join("gazetteer"))
}

/// What a combined gazetteer is made of, as the name of its file.
fn key(shipped: &Gazetteer, imports: &[Origin]) -> String {
    let mut all = RULES.to_vec();
    all.extend(shipped.hash().as_bytes());
    for import in imports {
        all.extend(import.hash.as_bytes());
        all.push(u8::from(import.wins));
    }
    blake3::hash(&all).to_hex()[..16].to_owned()
}

fn merged(imports: &[Origin], placed: &[Placed]) -> Vec<Merged> {
    let merged = placed.iter().filter_map(|it| match &it.fate {
        Fate::New => None,
        Fate::Merged { into, km } => Some(Merged {
            import: imports.get(it.import)?.name.clone(),
            place: it.place.to_string(),
            into: into.to_string(),
            km: (km * 100.0).round() / 100.0,
        }),
    });
    merged.collect()
}

/// Writes the combined gazetteer and removes those of other imports.
fn keep_combined(stem: &Path, bytes: &[u8], merged: &[Merged]) -> anyhow::Result<()> {
    let mut table = String::from("import\tplace\tinto\tkm\n");
    for it in merged {
        writeln!(table, "{}\t{}\t{}\t{}", it.import, it.place, it.into, it.km)?;
    }
    write(&stem.with_extension("tsv"), table.as_bytes())?;
    write(&stem.with_extension("bin"), bytes)?;
    let folder = stem.parent().context("a combined gazetteer lies in a folder")?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.with_extension("") != stem {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn read_merged(path: &Path) -> anyhow::Result<Vec<Merged>> {
    let table = String::from_utf8(read(path)?)?;
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [import, place, into, km] = cells[..] else { bail!("{} is damaged", path.display()) };
        Ok(Merged { import: import.into(), place: place.into(), into: into.into(), km: km.parse()? })
    };
    table.lines().skip(1).map(row).collect()
}

#[expect(clippy::disallowed_methods, reason = "the command is the edge where files come in")]
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a whole file or none.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().context("a file lies in a folder")?;
    let cannot = || format!("cannot write {}", path.display());
    fs::create_dir_all(folder).with_context(cannot)?;
    let part = path.with_extension(format!("part{}", std::process::id()));
    fs::write(&part, bytes).with_context(cannot)?;
    fs::rename(&part, path).with_context(cannot)
}
