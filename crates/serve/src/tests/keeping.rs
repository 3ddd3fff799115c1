//! What is kept between questions is what a server that has just begun would answer.

use std::path::Path;

use dateline_model::{CountRange, Incident};
use dateline_store::{Access, Filter, Page, Store};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Answer, Running};

/// Questions whose answers are kept.
const KEPT: &[&str] = &[
    "/api/v1/incidents",
    "/api/v1/incidents?queue=new",
    "/api/v1/incidents?review=accepted,rejected",
    "/api/v1/map",
    "/api/v1/map?country=SY&min_killed=1",
    "/api/v1/timeline",
    "/api/v1/timeline?review=rejected&bucket=month",
    "/api/v1/facets",
    "/api/v1/facets?text=ministry",
    "/api/v1/queue",
    "/api/v1/queue?since=2024-05-02",
    "/api/v1/sources",
    "/api/v1/stats",
];

/// Asks all twice, once when nothing can be kept yet, and again of a server that has just begun.
fn compare(server: &Running, after: &str) -> Vec<String> {
    let bodies = |server: &Running| KEPT.iter().map(|path| server.get(path).body).collect::<Vec<_>>();
    let first = bodies(server);
    let fresh = Running::over(&server.db);
    for (path, ((first, kept), fresh)) in
        KEPT.iter().zip(first.iter().zip(bodies(server)).zip(bodies(&fresh)))
    {
        assert_eq!((first, &kept), (&fresh, &fresh), "{path} after {after}");
    }
    first
}

fn decisions() -> Vec<Value> {
    let of = |verdict: &str, more: Value| {
        let mut said = json!({"verdict": verdict, "author": "Ada"});
        said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        said
    };
    vec![
        of("correct", json!({"incident": "incident01", "field": "killed", "value": "3"})),
        of("accept", json!({"incident": "incident04"})),
        of("undo", json!({})),
        of("keep_apart", json!({"incidents": ["incident01", "incident04"]})),
        of("note", json!({"incident": "incident01", "reason": "seen"})),
        of("undo", json!({})),
        of("merge", json!({"incidents": ["incident01", "incident04"]})),
        of("undo", json!({})),
        of("reject", json!({"incident": "incident01"})),
    ]
}

#[test]
fn a_kept_answer_is_a_fresh_one_after_every_decision() {
    let server = Running::start();
    let mut before = compare(&server, "the start");
    for decision in decisions() {
        // Fusing gives incidents ids of their own; a claim stands for its incident under any.
        let decision = decision.to_string().replace("incident01", &claim(1)).replace("incident04", &claim(4));
        let decision: Value = serde_json::from_str(&decision).unwrap();
        let made = server.post(&decision, "");
        assert_eq!(made.status, 201, "{decision}: {}", made.body);
        let after = compare(&server, &decision.to_string());
        assert_ne!(before, after, "{decision} changes at least the number of rows");
        before = after;
    }
}

fn claim(report: u8) -> String {
    format!("{}-0", format!("{report:02x}").repeat(16))
}

#[test]
fn a_kept_answer_is_a_fresh_one_after_another_program_wrote() {
    let server = Running::start();
    compare(&server, "the start");
    for killed in 1..6 {
        write(&server.db, killed);
        let map = compare(&server, &format!("the count became {killed}"));
        let list: Value = serde_json::from_str(&map[0]).unwrap();
        assert_eq!(
            list["incidents"].as_array().unwrap().iter().filter(|it| it["killed"]["min"] == killed).count(),
            2
        );
    }
}

/// Writes as a build by another program does: incidents with another toll in the place of those there.
fn write(db: &Path, killed: u32) {
    let mut store = Store::open(db, Access::ReadWrite).unwrap();
    let rows = store.incidents(&Filter::default(), Page::default()).unwrap().rows;
    for row in rows {
        let mut incident: Incident = store.incident(row.id.as_str()).unwrap().unwrap().incident;
        for toll in &mut incident.tolls {
            toll.count.headline = Some(CountRange::exactly(killed));
        }
        let claims: Vec<_> = incident.links.iter().map(|link| link.claim).collect();
        store.replace_incidents(&claims, &[incident], Timestamp::UNIX_EPOCH).unwrap();
    }
}

#[test]
fn an_answer_is_kept_for_those_who_unpack_and_those_who_do_not() {
    let server = Running::start();
    let ask = |accepts: &str| -> Vec<u8> {
        server.send_for_bytes(&format!("GET /api/v1/facets HTTP/1.0\r\nHost: localhost\r\n{accepts}\r\n"))
    };
    for _ in 0..2 {
        let packed = ask("Accept-Encoding: gzip\r\n");
        let head = String::from_utf8_lossy(&packed).to_lowercase();
        assert_eq!(head.matches("content-encoding: gzip").count(), 1, "packed once");
        let plain: Answer = server.get("/api/v1/facets");
        assert!(!plain.head.to_lowercase().contains("content-encoding"), "{}", plain.head);
        assert_eq!(plain.json()["countries"][0]["value"], "SY");
    }
}
