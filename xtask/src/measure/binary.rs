//! The real binary, as a user has it: built, run, and watched from outside.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::clock::{self, Clock, millis};

/// What one run cost.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// By the clock on the wall.
    pub wall: Duration,
    /// On all processors together.
    pub cpu: Duration,
    /// Most memory held, in bytes; 0 where the system does not tell.
    pub peak: u64,
    /// What it printed.
    pub output: String,
}

/// Builds the binary as the README says, and tells where it is.
///
/// # Errors
/// When it cannot be built.
pub(super) fn build() -> Result<PathBuf> {
    let done = Command::new(env!("CARGO")).args(["build", "--release", "--quiet"]).status()?;
    ensure!(done.success(), "cargo build --release failed");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    Ok(target.join("release").join(format!("dateline{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs `program` with `args` to its end. Exit code 1 (some inputs were bad) counts as an end.
///
/// # Errors
/// When it cannot be started, or ends with another code, as after a panic.
pub(super) fn run<S: AsRef<OsStr>>(program: &Path, args: &[S]) -> Result<Run> {
    let before = clock::of_children();
    let clock = Clock::start();
    let name = program.display();
    let output = output_file(program)?;
    let mut child = Command::new(program)
        .args(args)
        .stdout(Stdio::from(output.try_clone()?))
        .spawn()
        .with_context(|| format!("cannot run {name}"))?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(peak_of(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let wall = clock.took().wall;
    let cpu = clock::of_children().zip(before).map_or(wall, |(now, before)| now.saturating_sub(before));
    let output = printed(program)?;
    if !matches!(status.code(), Some(0 | 1)) {
        bail!("{name} ended with {status}: {output}");
    }
    Ok(Run { wall, cpu, peak, output })
}

/// The same on one processor, where `taskset` is there to say so.
///
/// # Errors
/// As [`run`].
pub(super) fn run_on_one_core(program: &Path, args: &[&OsStr]) -> Result<Run> {
    let mut all = vec![OsStr::new("--cpu-list"), OsStr::new("0"), program.as_os_str()];
    all.extend(args);
    run(Path::new("taskset"), &all)
}

/// How long `program` takes from its start to its end, in milliseconds.
///
/// # Errors
/// When it cannot be started or fails.
pub(super) fn start_to_end(program: &Path, args: &[&str]) -> Result<f64> {
    let clock = Clock::start();
    let done = Command::new(program).args(args).stdout(Stdio::null()).status()?;
    let took = millis(clock.took().wall);
    ensure!(done.success(), "{} {} failed", program.display(), args.join(" "));
    Ok(took)
}

/// Where the words of a program go while it runs: a pipe could fill and stop it.
fn output_file(program: &Path) -> Result<std::fs::File> {
    Ok(std::fs::File::create(words_of(program))?)
}

#[expect(clippy::disallowed_methods, reason = "reads what a program printed")]
fn printed(program: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&std::fs::read(words_of(program))?).into_owned())
}

fn words_of(program: &Path) -> PathBuf {
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    Path::new(super::FOLDER).join(format!("{name}.out"))
}

/// Most memory that a process has held so far, in bytes, where Linux tells.
#[expect(clippy::disallowed_methods, reason = "a measurement asks the system")]
fn peak_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1_024)
}
