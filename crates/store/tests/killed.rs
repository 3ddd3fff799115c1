//! A writer that is killed at any moment leaves a database that opens clean. Without the usual harness, because this
//! program starts itself again as the writer that it kills.

#[path = "store/support.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the other tests, which use the rest")]
mod support;

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use dateline_store::{Access, Store};
use support::{Sample, incident, second};

const ROUNDS: u32 = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    if args.next().as_deref() == Some("write") {
        let (path, first) = (args.next().unwrap_or_default(), args.next().unwrap_or_default().parse()?);
        return write(Path::new(&path), first);
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("incidents.db");
    let mut kept = 0;
    for round in 0..ROUNDS {
        let mut writer = Command::new(std::env::current_exe()?)
            .args(["write", &path.display().to_string(), &(round * 100_000).to_string()])
            .stderr(Stdio::inherit())
            .spawn()?;
        sleep(Duration::from_millis(40 + 17 * u64::from(round)));
        writer.kill()?;
        writer.wait()?;
        if path.metadata().map_or(0, |meta| meta.len()) == 0 {
            continue;
        }
        let damages = Store::open_or_create(&path)?.check()?;
        if !damages.is_empty() {
            return Err(format!("round {round}: {damages:?}").into());
        }
        let store = Store::open(&path, Access::ReadOnly)?;
        let claims = store.live_claims()?.len();
        if claims < kept || claims % 10 != 0 {
            return Err(
                format!("round {round}: {claims} claims after {kept}: a batch is kept whole or not").into()
            );
        }
        kept = claims;
    }
    if kept == 0 {
        return Err("no writer came to finish a batch before it was killed".into());
    }
    println!("killed {ROUNDS} writers; {kept} claims kept");
    Ok(())
}

/// Writes batches of ten reports and their incidents until killed.
fn write(path: &Path, first: u32) -> Result<(), Box<dyn Error>> {
    let mut store = Store::open_or_create(path)?;
    for batch in (first..).step_by(10) {
        let samples: Vec<Sample> = (batch..batch + 10).map(Sample::new).collect();
        let records: Vec<_> = samples.iter().map(Sample::record).collect();
        store.put_reports(&records, second(1))?;
        let scope = store.pending()?;
        let made: Vec<_> =
            samples.iter().map(|sample| incident(&format!("{:010}", sample.n), &[sample])).collect();
        store.replace_incidents(&scope, &made, second(2))?;
    }
    Ok(())
}
