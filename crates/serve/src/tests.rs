//! The server over a real socket, asked as a browser or a stranger would.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use dateline_model::Policy;
use dateline_store::{Access, Filter, Store};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::fixture::database;
use crate::{Format, Options, Server, export};

mod adding;
mod keeping;
mod reviewing;

/// A running server; it stops when it is dropped.
struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    db: PathBuf,
    /// Goes with the server that made it.
    _folder: Option<TempDir>,
}

/// What came back.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    fn has(&self, header: &str) -> bool {
        self.head.lines().any(|line| line.eq_ignore_ascii_case(header))
    }
}

impl Running {
    fn start() -> Self {
        Self::start_at(Ipv4Addr::LOCALHOST.into(), false)
    }

    fn start_at(address: IpAddr, allow_review: bool) -> Self {
        let (folder, path) = database();
        let options = Options { port: Some(0), address, allow_review, ..Options::new(path) };
        Self::with(options, Some(folder))
    }

    /// Another server over the database of one that runs.
    fn over(db: &Path) -> Self {
        Self::with(Options { port: Some(0), ..Options::new(db) }, None)
    }

    fn with(options: Options, folder: Option<TempDir>) -> Self {
        let server = Server::bind(&options).unwrap();
        let address = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), server.address().port());
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let until = async move {
                stopped.await.unwrap_or_default();
            };
            runtime.block_on(server.answer_until(until)).unwrap();
        });
        Self { address, stop: Some(stop), thread: Some(thread), db: options.db, _folder: folder }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &self.address.to_string())
    }

    /// Posts a decision as a program would, with further headers.
    fn post(&self, body: &Value, headers: &str) -> Answer {
        self.post_to("/api/v1/decisions", body, headers)
    }

    fn post_to(&self, path: &str, body: &Value, headers: &str) -> Answer {
        let (host, body) = (self.address, body.to_string());
        let kind = if headers.to_lowercase().contains("content-type") {
            ""
        } else {
            "Content-Type: application/json\r\n"
        };
        let head = format!("POST {path} HTTP/1.0\r\nHost: {host}\r\n{kind}{headers}");
        self.send(&format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()))
    }

    /// Asks in HTTP/1.0, so that the answer comes unchunked and ends with the connection.
    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        self.send(&format!("{method} {path} HTTP/1.0\r\nHost: {host}\r\n\r\n"))
    }

    fn send(&self, question: &str) -> Answer {
        let text = String::from_utf8(self.send_for_bytes(question)).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }
}

impl Running {
    fn send_for_bytes(&self, question: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(question.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap();
    }
}

#[test]
fn the_list_is_filtered_and_comes_in_pages() {
    let server = Running::start();
    let first =
        server.get("/api/v1/incidents?limit=1&country=sy&type=air_drone_strike&since=2024-05-02").json();
    assert_eq!(first["total"], 2);
    assert_eq!(first["incidents"].as_array().unwrap().len(), 1);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = server.get(&format!("/api/v1/incidents?limit=1&cursor={cursor}")).json();
    assert_ne!(first["incidents"][0]["id"], second["incidents"][0]["id"]);
    assert_eq!(second["next_cursor"], Value::Null);
    for nothing in
        ["until=2024-05-01", "since=2024-05-03", "country=ML", "bbox=0,0,1,1", "min_sources=2", "grade=fair"]
    {
        let answer = server.get(&format!("/api/v1/incidents?{nothing}"));
        assert_eq!(answer.json()["total"], 0, "{nothing}: {}", answer.body);
    }
    assert_eq!(
        server.get("/api/v1/incidents?until=2024-05-02&text=ministry&actor=Northern+Front").json()["total"],
        2
    );
}

#[test]
fn one_incident_comes_with_claims_words_reports_and_history() {
    let server = Running::start();
    let incident = server.get("/api/v1/incidents/incident01").json();
    assert_eq!(incident["tolls"][0]["count"]["headline"]["min"], 2);
    assert_eq!(incident["claims_in_full"][0]["time"]["spans"][0]["words"], "on Thursday");
    assert_eq!(incident["reports"][0]["url"], "https://example.org/1");
    assert_eq!(incident["history"][0]["change"], "incident_new");
    let report = incident["reports"][0]["id"].as_str().unwrap();
    let report = server.get(&format!("/api/v1/reports/{report}")).json();
    assert!(report["text"].as_str().unwrap().starts_with("Two people"));
    assert_eq!(report["claims"][0]["stance"]["spans"][0]["words"], "said");
}

#[test]
fn map_timeline_and_facets_count_the_same_incidents() {
    let server = Running::start();
    let map = server.get("/api/v1/map").json();
    assert_eq!(map["total"], 2);
    let mut precisions: Vec<u64> =
        map["where_prec"].as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).collect();
    precisions.sort_unstable();
    assert_eq!(precisions, [1, 4]);
    assert_eq!((&map["place"], &map["places"]), (&json!([0, 0]), &json!(["Umm Zayt"])));
    let timeline = server.get("/api/v1/timeline").json();
    assert_eq!(
        (&timeline["buckets"][0]["start"], &timeline["buckets"][0]["count"]),
        (&"2024-05-02".into(), &2.into())
    );
    let facets = server.get("/api/v1/facets").json();
    let strikes =
        facets["types"].as_array().unwrap().iter().find(|it| it["value"] == "air_drone_strike").unwrap();
    assert_eq!((&strikes["name"], &strikes["count"]), (&"Air/drone strike".into(), &2.into()));
    assert_eq!(facets["countries"][0]["value"], "SY");
    assert_eq!(server.get("/api/v1/stats").json()["tables"]["incidents"], 2);
    assert_eq!(server.get("/api/v1/sources").status, 200);
}

#[test]
fn an_export_over_http_is_the_export_of_the_library() {
    let server = Running::start();
    let (_folder, path) = database();
    let store = Store::open(path, Access::ReadOnly).unwrap();
    for format in Format::ALL {
        let mut file = Vec::new();
        let n_written = export(&store, &Filter::default(), Policy::AirwarsRange, *format, &mut file).unwrap();
        assert_eq!(n_written, 2);
        let answer = server.get(&format!("/api/v1/export?format={}", format.as_str()));
        assert_eq!(answer.body, String::from_utf8(file).unwrap());
        assert!(answer.has(&format!("content-type: {}", format.media_type())), "{}", answer.head);
    }
    assert_eq!(
        server.get("/api/v1/incidents/incident04/export?format=geojson").body.matches("Polygon").count(),
        1
    );
}

#[test]
fn what_cannot_be_answered_says_why() {
    let server = Running::start();
    for (path, status, code) in [
        ("/api/v1/incidents?since=May", 400, "bad_parameter"),
        ("/api/v1/incidents?bbox=1,2,3", 400, "bad_parameter"),
        ("/api/v1/incidents?type=explosion", 400, "bad_parameter"),
        ("/api/v1/incidents?limit=0", 400, "bad_parameter"),
        ("/api/v1/incidents?queue=old", 400, "bad_parameter"),
        ("/api/v1/incidents?means=catapult", 400, "bad_parameter"),
        ("/api/v1/incidents/zzz/related", 404, "not_found"),
        ("/api/v1/incidents?min_source=2", 400, "unknown_parameter"),
        ("/api/v1/export?format=xlsx", 400, "bad_parameter"),
        ("/api/v1/timeline?bucket=hour", 400, "bad_parameter"),
        ("/api/v1/incidents/zzz", 404, "not_found"),
        ("/api/v1/incidents/incident0", 409, "ambiguous_id"),
        ("/api/v1/reports/zzz", 404, "not_found"),
        ("/api/v2/incidents", 404, "unknown_path"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.json()["code"].as_str().unwrap()), (status, code), "{path}");
        assert!(!answer.json()["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn every_answer_forbids_foreign_scripts_and_guessed_types() {
    let server = Running::start();
    for path in
        ["/", "/api/v1/incidents", "/api/v1/incidents/zzz", "/no/such/page", "/api/v1/export?format=csv"]
    {
        let answer = server.get(path);
        let policy = answer.head.lines().find(|line| line.starts_with("content-security-policy: ")).unwrap();
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert!(answer.has("x-content-type-options: nosniff"), "{path}: {}", answer.head);
        assert!(!answer.head.contains("access-control-allow"), "{path}: {}", answer.head);
    }
}

#[test]
fn a_name_bent_to_this_machine_is_turned_away() {
    let server = Running::start();
    assert_eq!(server.ask("GET", "/api/v1/incidents", "localhost").status, 200);
    let answer = server.ask("GET", "/api/v1/incidents", "incidents.example.org");
    assert_eq!((answer.status, answer.json()["code"].as_str()), (421, Some("foreign_host")));
    assert!(!answer.body.contains("incident01"));
}

#[test]
fn a_script_in_a_title_stays_text() {
    let server = Running::start();
    for path in [
        "/api/v1/incidents/incident01",
        "/api/v1/export?format=jsonl",
        "/api/v1/reports/01010101010101010101010101010101",
    ] {
        let answer = server.get(path);
        assert!(answer.body.contains("<script>"), "{path} lost the words");
        assert!(!answer.head.contains("text/html"), "{path}: {}", answer.head);
    }
    assert!(!server.get("/").body.contains("alert(1)"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this test reads the source of the page")]
fn the_page_never_makes_markup_of_text() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut n_read = 0;
    for folder in ["fallback", "../../web/src", "../../web/static"] {
        for entry in std::fs::read_dir(here.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let source = std::fs::read_to_string(&path).unwrap();
            for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "setHTML", "eval("]
            {
                assert!(!source.contains(word), "{} uses {word}", path.display());
            }
            n_read += 1;
        }
    }
    assert!(n_read > 10, "{n_read} files");
}

#[test]
fn the_document_lists_every_path() {
    let server = Running::start();
    let document = server.get("/api/v1/openapi.json").json();
    let paths: Vec<&String> = document["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths.len(), 18, "{paths:?}");
    for path in paths.into_iter().filter(|path| document["paths"][*path].get("get").is_some()) {
        let path = path.replace("reports/{id}", "reports/01010101010101010101010101010101");
        let answer = server.get(&path.replace("{id}", "incident01").replace("{other}", "incident04"));
        assert_eq!(answer.status, 200, "{path}");
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert!(schemas.contains_key("Claim") && schemas.contains_key("Problem"), "{:?}", schemas.keys());
}

#[test]
fn a_taken_port_is_told_and_passed_over_when_none_was_named() {
    let (_folder, path) = database();
    let first = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let taken = first.local_addr().unwrap().port();
    let error = Server::bind(&Options { port: Some(taken), ..Options::new(&path) }).unwrap_err();
    assert!(error.to_string().starts_with(&format!("port {taken} is taken")), "{error}");
    let one = Server::bind(&Options::new(&path)).unwrap();
    let two = Server::bind(&Options::new(&path)).unwrap();
    assert_ne!(one.address().port(), two.address().port());
    assert!(one.address().ip().is_loopback());
}

#[test]
fn a_missing_database_is_told_at_once() {
    let error = Server::bind(&Options::new("no/such/file.db")).unwrap_err();
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("there is no such database"));
}
