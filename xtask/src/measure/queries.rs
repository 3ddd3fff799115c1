//! `measure queries`: how soon an answer is there, in a database of many invented incidents.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use dateline_store::{Access, Filter, Page, Store};

use super::binary;
use super::clock::{Clock, millis, spread};
use super::dice::Dice;
use super::fresh;

/// Requests of one kind.
const REQUESTS: usize = 200;
/// Requests of one kind end after this time, too.
const LONGEST: Duration = Duration::from_secs(20);
/// Starts of the program.
const STARTS: usize = 20;

/// Measures and prints. The database comes from the bench of the store, whose own figures are printed first.
///
/// # Errors
/// When something could not be built, run or read.
pub(super) fn measure(incidents: u32) -> Result<()> {
    let dateline = binary::build()?;
    let db = fresh("queries.db");
    fill(&db, incidents)?;
    let store = Store::open(&db, Access::ReadOnly)?;
    let rows = store.incidents(&Filter::default(), Page { limit: 1_000, after: None })?.rows;
    let ids: Vec<String> =
        rows.iter().step_by(rows.len().div_ceil(STARTS).max(1)).map(|row| row.id.to_string()).collect();
    let path = db.display().to_string();
    let mut took = Vec::new();
    for id in ids.iter().cycle().take(STARTS) {
        took.push(binary::start_to_end(&dateline, &["show", id, "--db", &path])?);
    }
    println!("\n{:<44} {:>9} {:>9} {:>9}", "question", "p50 ms", "p95 ms", "max ms");
    row("dateline show ID, from start to end", took);
    let server = Serving::start(&dateline, &db)?;
    let mut dice = Dice(7);
    for (name, ask) in QUESTIONS {
        row(name, server.ask(|| ask(&mut dice))?);
    }
    let mut ids = ids.iter().cycle();
    row("one incident", server.ask(|| format!("incidents/{}", ids.next().map_or("", String::as_str)))?);
    Ok(())
}

/// Makes the path and query of one request, below `/api/v1/`.
type Ask = fn(&mut Dice) -> String;

/// The invented incidents lie in ten countries' squares of four degrees, more in the first ones, over ten years.
const QUESTIONS: [(&str, Ask); 10] = [
    ("list: newest 50", |_| "incidents".to_owned()),
    ("list: country, type, since", |dice| {
        format!(
            "incidents?country=SY&type=shelling_artillery_missile_attack&since=20{}-05-01",
            14 + dice.roll(8)
        )
    }),
    ("list: one month", |dice| {
        let (year, month) = (14 + dice.roll(9), 1 + dice.roll(12));
        format!("incidents?since=20{year}-{month:02}-01&until=20{year}-{month:02}-28")
    }),
    ("list: box of half a degree", |dice| format!("incidents?bbox={}", square(dice, 0.5))),
    ("list: box of two degrees", |dice| format!("incidents?bbox={}", square(dice, 2.0))),
    ("map: box of half a degree", |dice| format!("map?bbox={}", square(dice, 0.5))),
    ("map: box of two degrees", |dice| format!("map?bbox={}", square(dice, 2.0))),
    ("text: a rare word", |dice| format!("incidents?text={}", 400 + dice.roll(100))),
    ("text: two common words", |_| "incidents?text=resident%20zahra".to_owned()),
    ("text: the start of a word, since", |dice| {
        format!("incidents?text=hal*&since=20{}-01-01", 14 + dice.roll(9))
    }),
];

/// A box with sides of so many degrees, somewhere in the squares of the invented incidents.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn square(dice: &mut Dice, side: f64) -> String {
    let country = dice.roll(10) as f64;
    let mut aside = || dice.roll(4_000) as f64 / 4_000.0 * (4.0 - side);
    let (south, west) = (10.0 + 4.0 * country + aside(), -10.0 + 9.0 * country + aside());
    format!("{west:.3},{south:.3},{:.3},{:.3}", west + side, south + side)
}

fn fill(db: &Path, incidents: u32) -> Result<()> {
    let incidents = incidents.to_string();
    let path = std::path::absolute(db)?;
    let done = Command::new(env!("CARGO"))
        .args(["bench", "--quiet", "-p", "dateline-store", "--bench", "queries", "--", &incidents])
        .arg("--keep")
        .arg(path)
        .status()?;
    ensure!(done.success(), "the bench of the store failed");
    Ok(())
}

/// A running `dateline serve`; ends with this.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(dateline: &Path, db: &Path) -> Result<Self> {
        let mut child = Command::new(dateline)
            .args(["serve", "--port", "0", "--db"])
            .arg(db)
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the server")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("the server has no output")?).read_line(&mut line)?;
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        Ok(Self { child, address: address.to_owned() })
    }

    /// Asks again and again; milliseconds from the connection to the last byte.
    fn ask(&self, mut path: impl FnMut() -> String) -> Result<Vec<f64>> {
        let mut took = Vec::new();
        let all = Clock::start();
        while took.len() < REQUESTS && all.took().wall < LONGEST {
            let path = path();
            let clock = Clock::start();
            let mut stream = TcpStream::connect(&self.address)?;
            let head =
                format!("GET /api/v1/{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
            stream.write_all(head.as_bytes())?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer)?;
            took.push(millis(clock.took().wall));
            let status = String::from_utf8_lossy(answer.get(..16).unwrap_or_default()).into_owned();
            ensure!(status.contains(" 200"), "{path}: {status}");
        }
        Ok(took)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn row(name: &str, mut took: Vec<f64>) {
    let [half, most, all] = spread(&mut took);
    println!("{name:<44} {half:>9.2} {most:>9.2} {all:>9.2}   ({} times)", took.len());
}
