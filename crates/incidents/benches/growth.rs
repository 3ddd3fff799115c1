//! How processor time and memory grow: fusing 10,000 to 1,000,000 claims from scratch and in steps, one new report
//! among them, one incident that thousands of claims tell, and the index of copies over 1,000,000 reports.
//!
//! `cargo bench -p dateline-incidents --bench growth`, with one of `fuse`, `giant`, `new`, `copies` behind `--` for a
//! part, and a number behind that for the largest size. Each row is a process of its own, so that the memory is its own.

#![expect(clippy::disallowed_methods, reason = "a measurement reads what the system tells")]
#![expect(clippy::unwrap_used, reason = "a failing measurement may panic")]

mod invented;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::process::Command;

use dateline_incidents::{CopyIndex, Pool, ReportDigest, block_keys, digest, fuse, reach};
use dateline_model::{Claim, ReportId};
use invented::{invent_one, mixed, report, sentence};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["row", part, n] => row(part, n.parse().unwrap()),
        [] => ["fuse", "new", "giant", "copies"].iter().for_each(|part| rows(part, 1_000_000)),
        [part] => rows(part, 1_000_000),
        [part, most, ..] => rows(part, most.parse().unwrap()),
    }
}

fn rows(part: &str, most: u32) {
    println!("{part}: number, processor seconds, MB at most, result");
    let sizes: &[u32] = match part {
        "giant" => &[1_000, 4_000, 16_000],
        _ => &[10_000, 100_000, 1_000_000],
    };
    for n in sizes.iter().filter(|n| **n <= most) {
        let this = std::env::current_exe().unwrap();
        Command::new(this).args(["row", part, &n.to_string()]).status().unwrap();
    }
}

fn row(part: &str, n: u32) {
    let (seconds, result) = match part {
        "fuse" => fused(n),
        "new" => one_more(n),
        "giant" => giant(n),
        _ => copies(n),
    };
    println!("{n:>9} {seconds:>9.2} {:>7.0}  {result}", peak());
}

/// All claims from scratch on one core, in parts of at most 100,000 that share no block, as a database gives them.
fn fused(n: u32) -> (f64, String) {
    let parts = n.div_ceil(100_000);
    let start = cpu();
    let mut incidents = 0;
    for part in 0..parts {
        let told: Vec<_> =
            (0..n / parts).map(|nth| invent_one(part * (n / parts) + nth, n / 3 / parts + 1)).collect();
        let (claims, digests): (Vec<Claim>, Vec<ReportDigest>) = told.into_iter().unzip();
        incidents += fuse(&claims, &digests).len();
    }
    (cpu() - start, format!("{incidents} incidents, inventing included, in {parts} parts"))
}

/// One incident that all claims tell, each in its own words.
fn giant(n: u32) -> (f64, String) {
    let told: Vec<_> = (0..n).map(|nth| invent_one(nth, 1)).collect();
    let (claims, digests): (Vec<Claim>, Vec<ReportDigest>) = told.into_iter().unzip();
    let start = cpu();
    let incidents = fuse(&claims, &digests);
    let roots = incidents.iter().map(|it| it.roots.len()).max().unwrap_or_default();
    (cpu() - start, format!("{} incidents, {roots} roots", incidents.len()))
}

/// What a new report reaches and fuses, on average over 200, among `n` claims that lie ready.
fn one_more(n: u32) -> (f64, String) {
    let mut pool = Invented { n_events: n / 3 + 1, under: BTreeMap::new(), known: BTreeMap::new() };
    for nth in 0..n {
        let (claim, digest) = invent_one(nth, pool.n_events);
        for key in block_keys(&claim, Some(&digest)) {
            pool.under.entry(key).or_default().push(nth);
        }
    }
    let (mut all, mut slowest) = (0.0, 0.0_f64);
    let mut fused = 0;
    for nth in n..n + 200 {
        let (claim, _) = pool.told(nth);
        // What it reaches is invented the first time, and only the second is timed.
        let Ok(_) = reach(std::slice::from_ref(&claim), &mut pool);
        let start = cpu();
        let Ok((claims, digests)) = reach(&[claim], &mut pool);
        fused += fuse(&claims, &digests).len();
        let took = cpu() - start;
        all += took;
        slowest = slowest.max(took);
    }
    let mean = all / 200.0 * 1_000.0;
    (all, format!("{mean:.2} ms a report, slowest {:.2} ms, {fused} incidents", slowest * 1_000.0))
}

/// Claims that are invented when they are first asked for; before that only their keys are kept.
struct Invented {
    n_events: u32,
    under: BTreeMap<u64, Vec<u32>>,
    known: BTreeMap<u32, (Claim, ReportDigest)>,
}

impl Invented {
    fn told(&mut self, nth: u32) -> (Claim, ReportDigest) {
        let n_events = self.n_events;
        self.known.entry(nth).or_insert_with(|| invent_one(nth, n_events)).clone()
    }
}

impl Pool for Invented {
    type Error = Infallible;

    fn claims_with(&mut self, keys: &[u64]) -> Result<Vec<Claim>, Infallible> {
        let mut found: Vec<u32> =
            keys.iter().filter_map(|key| self.under.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        Ok(found.into_iter().map(|nth| self.told(nth).0).collect())
    }

    fn digest_of(&mut self, report: ReportId) -> Result<Option<ReportDigest>, Infallible> {
        let nth = u32::from_be_bytes(report.0[4..8].try_into().unwrap());
        Ok(Some(self.told(nth).1))
    }
}

/// Reports of eight sentences, one in three a copy of an earlier one, cut and with a sentence of its own.
fn copies(n: u32) -> (f64, String) {
    let mut index = CopyIndex::new();
    let (mut found, mut meant) = (0, 0);
    let start = cpu();
    for nth in 0..n {
        let of = if nth.is_multiple_of(3) && nth > 0 { mixed(nth) % nth } else { nth };
        let of = if of.is_multiple_of(3) { nth } else { of };
        let kept = if of == nth { 8 } else { 5 };
        let mut text: Vec<String> = (0..kept).map(|line| sentence(of * 8 + line)).collect();
        text.push(sentence(nth + 3_000_000_000));
        let text = text.join("\n");
        let copies = index.add(&digest(&report(nth, &text), &text, |span| span));
        meant += u32::from(of != nth);
        found += u32::from(of != nth && copies.contains(&(of as usize)));
    }
    (cpu() - start, format!("{found} of {meant} copies found, inventing and digests included"))
}

/// Processor seconds of this process so far.
fn cpu() -> f64 {
    let line = std::fs::read_to_string("/proc/self/schedstat").unwrap();
    line.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// Most memory that this process held, in megabytes.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
