//! Finds the page to put into the binary: the one built from `web/`, or the plain one in `fallback/`.
//!
//! Third-party JavaScript is a dependency and never committed, so the page is built here, once, when `web/dist` is
//! missing and Node is there. Without Node the build goes on with the plain page and says so in one line.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=fallback");
    println!("cargo:rustc-check-cfg=cfg(built_page)");
    let is_wanted = std::env::var_os("CARGO_FEATURE_PAGE").is_some();
    if is_wanted && is_built(&here.join("../../web")) {
        println!("cargo:rustc-cfg=built_page");
    }
}

/// Whether the page is in `web/dist`, now or before; if not, one line tells why.
fn is_built(web: &Path) -> bool {
    let dist = web.join("dist");
    // A missing folder is looked for again at every build, so that installing Node is enough.
    println!("cargo:rerun-if-changed={}", dist.display());
    if dist.join("index.html").is_file() {
        return true;
    }
    let built = npm(web, &["ci", "--no-audit", "--no-fund", "--fetch-retries=1"])
        .and_then(|()| npm(web, &["run", "build"]))
        .and_then(|()| {
            let is_there = dist.join("index.html").is_file();
            is_there.then_some(()).ok_or_else(|| "the build of web/ made no web/dist/index.html".to_owned())
        });
    if let Err(reason) = &built {
        println!(
            "cargo:warning=the map page needs Node 20 or newer with npm, so the plain list page is built in instead \
             ({reason}); to get the map: `npm ci && npm run build` in web/, then build again"
        );
    }
    built.is_ok()
}

/// Runs npm in `web`; its output is shown only when it fails, in the reason.
fn npm(web: &Path, args: &[&str]) -> Result<(), String> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(program)
        .args(args)
        .current_dir(web)
        .output()
        .map_err(|error| format!("cannot run {program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    let last = said.lines().rfind(|line| line.contains("rror")).unwrap_or("no error message").trim();
    Err(format!("`{program} {}` failed: {last}", args.join(" ")))
}
