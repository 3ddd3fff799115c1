//! The page in a real browser: a person's day in headless Chromium, against the binary and the sample reports.
//!
//! It needs Chromium, Node and `npm ci` in `web/e2e`, which `.ci/run` sees to. Where one is missing the test says so and
//! is skipped, unless `DATELINE_BROWSER=required`. Screenshots go to `target/screenshots`.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Names that Chromium goes by.
const CHROMIUMS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
/// Letters of the line that is too long for any page to lay out at once.
const LONG_LINE: usize = 5_000_000;

/// A server that ends with the test.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    /// Serves the database at a free port.
    fn start(db: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--port", "0", "--db"])
            .arg(db)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        Self { child, address }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The first of the programs that runs.
fn installed<'a>(names: &[&'a str]) -> Option<&'a str> {
    let runs = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|it| it.status.success());
    names.iter().copied().find(runs)
}

/// What the test needs and this machine lacks, or the name of its Chromium.
fn browser() -> Result<&'static str, String> {
    installed(&["node"]).ok_or("Node 20 or newer is not installed")?;
    if !root().join("web/e2e/node_modules/playwright-core").is_dir() {
        return Err("the driver is not installed: `npm ci` in web/e2e".to_owned());
    }
    if !root().join("web/dist/index.html").is_file() {
        return Err("the page was not built: `npm ci && npm run build` in web".to_owned());
    }
    installed(CHROMIUMS).ok_or_else(|| format!("none of {} is installed", CHROMIUMS.join(", ")))
}

/// Two reports that try to run scripts, turn the text around and break the layout.
fn hostile(file: &Path) {
    let strike = "Shelling by government forces killed nine people in Ariha, in Syria's Idlib province, on Monday, \
                  the civil defence said.";
    let trap = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
    let mut lines = String::new();
    let title = "<svg onload=\"document.title='owned'\"><script>document.title='owned'</script></svg> \u{202e}gnippilf";
    let texts = [
        format!("{strike}\n\n{trap} \u{202e}detrever si siht\u{202c} \u{2066}\u{200f}."),
        format!("{strike}\n\n{}", "x".repeat(LONG_LINE)),
    ];
    for (n, text) in texts.iter().enumerate() {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let day = format!("2023-0{}-02", n + 3);
        writeln!(
            lines,
            "{{\"id\": \"hostile-{n}\", \"title\": {}, \"published\": \"{day}\", \"source\": \"hostile.example.org\", \
             \"url\": \"javascript:document.title='owned'//{n}\", \"text\": {}}}",
            quoted(title),
            quoted(text)
        )
        .unwrap();
    }
    std::fs::write(file, lines).unwrap();
}

#[test]
fn a_persons_day_on_the_page() {
    let chromium = match browser() {
        Ok(name) => name,
        Err(missing) if std::env::var_os("DATELINE_BROWSER").is_some_and(|it| it == "required") => {
            panic!("DATELINE_BROWSER=required, but {missing}")
        }
        Err(missing) => {
            println!("SKIPPED: the page was not tried in a browser, since {missing}");
            return;
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let (db, traps) = (folder.path().join("day.db"), folder.path().join("hostile.jsonl"));
    hostile(&traps);
    let built = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("build")
        .args([root().join("examples/reports"), traps])
        .args(["--column", "text=article_content"])
        .arg("--db")
        .arg(&db)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let server = Running::start(&db);
    let shots = root().join("target/screenshots");
    std::fs::create_dir_all(&shots).unwrap();
    let day = Command::new("node")
        .args(["--test", "--test-reporter", "spec", "day.test.mjs"])
        .current_dir(root().join("web/e2e"))
        .env("DATELINE_URL", &server.address)
        .env("DATELINE_SHOTS", &shots)
        .env("CHROMIUM", chromium)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&day.stdout).into_owned() + &String::from_utf8_lossy(&day.stderr);
    assert!(day.status.success(), "{told}");
    println!("{told}");
}
