//! Each room alone, on one thread: how many megabytes of text it takes in a second of processor time.

use anyhow::Result;
use dateline_claims::{Reading, read_claims};
use dateline_incidents::{ReportDigest, block_keys, digest, fuse};
use dateline_model::{Claim, Report};
use dateline_places::{Context, Gazetteer, find_toponyms};
use dateline_reports::{Text, clean, read};
use dateline_store::{ReportRecord, Store};
use dateline_times::find_times;
use jiff::Timestamp;

use super::clock::{Clock, Took, millis};

/// Reads `lines` (JSON Lines of reports) room by room and prints a row for each.
///
/// # Errors
/// When the database of the last room cannot be written.
pub(super) fn measure(lines: &str, gazetteer: &Gazetteer) -> Result<()> {
    let (reports, took) = timed(|| {
        read(lines.as_bytes(), "samples.jsonl", &super::speed::options())
            .filter_map(Result::ok)
            .collect::<Vec<_>>()
    });
    println!("\n{:<30} {:>9} {:>9} {:>9}", "room", "cpu ms", "wall ms", "MB/s");
    row("read", lines.len(), took);
    let (texts, took) = timed(|| reports.iter().map(clean).collect::<Vec<Text>>());
    row("clean", reports.iter().map(|report| report.text.len()).sum(), took);
    let bytes = texts.iter().map(|text| text.as_str().len()).sum();
    let pairs = || reports.iter().zip(&texts);
    let (_, took) = timed(|| {
        pairs().map(|(report, text)| find_times(text.as_str(), report.published).len()).sum::<usize>()
    });
    row("times, of claims", bytes, took);
    let setting = Context::default();
    let (_, took) = timed(|| {
        pairs().map(|(_, text)| find_toponyms(text.as_str(), gazetteer, &setting).len()).sum::<usize>()
    });
    row("places, of claims", bytes, took);
    let (readings, took) =
        timed(|| pairs().map(|(report, text)| read_claims(report, text, gazetteer)).collect::<Vec<_>>());
    row("claims, whole", bytes, took);
    let (digests, took) = timed(|| {
        let digest =
            |(report, text): (&Report, &Text)| digest(report, text.as_str(), |span| text.original(span));
        pairs().map(digest).collect::<Vec<_>>()
    });
    row("digest", bytes, took);
    fuse_and_store(reports, readings, &digests, bytes)
}

fn fuse_and_store(
    reports: Vec<Report>,
    readings: Vec<Reading>,
    digests: &[ReportDigest],
    bytes: usize,
) -> Result<()> {
    let claims: Vec<Claim> = readings.iter().flat_map(|reading| reading.claims.iter().cloned()).collect();
    let (incidents, took) = timed(|| fuse(&claims, digests));
    row("fuse, all at once", bytes, took);
    let records: Vec<ReportRecord> = reports
        .into_iter()
        .zip(readings)
        .zip(digests)
        .map(|((report, reading), digest)| record(report, reading, digest))
        .collect();
    let mut store = Store::create(super::fresh("rooms.db"))?;
    let (done, took) = timed(|| {
        records
            .chunks(256)
            .try_for_each(|window| store.put_reports(window, Timestamp::UNIX_EPOCH).map(|_| ()))
    });
    done?;
    row("store, reports", bytes, took);
    let scope: Vec<_> =
        incidents.iter().flat_map(|incident| incident.links.iter().map(|link| link.claim)).collect();
    let (done, took) = timed(|| store.replace_incidents(&scope, &incidents, Timestamp::UNIX_EPOCH));
    done?;
    row("store, incidents", bytes, took);
    println!(
        "{} reports, {bytes} bytes of clean text, {} claims, {} incidents",
        records.len(),
        claims.len(),
        incidents.len()
    );
    Ok(())
}

fn record(report: Report, reading: Reading, digest: &ReportDigest) -> ReportRecord {
    let keys = |claim| block_keys(claim, Some(digest)).into_iter().map(u64::cast_signed).collect();
    ReportRecord {
        cuts: Vec::new(),
        repeats: Vec::new(),
        notes: reading.notes,
        block_keys: reading.claims.iter().map(keys).collect(),
        claims: reading.claims,
        digest: digest.to_bytes(),
        engine: "measure".to_owned(),
        report,
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let clock = Clock::start();
    let done = work();
    (done, clock.took())
}

#[expect(clippy::cast_precision_loss, reason = "a rate for the eye")]
fn row(name: &str, bytes: usize, took: Took) {
    let rate = bytes as f64 / 1e6 / took.cpu.as_secs_f64().max(1e-9);
    println!("{name:<30} {:>9.0} {:>9.0} {rate:>9.2}", millis(took.cpu), millis(took.wall));
}
