//! Reports that a person adds: read at once, kept when they say so, by those alone who may decide.

use std::net::Ipv4Addr;

use serde_json::{Value, json};

use super::{Answer, Running};

const STRIKE: &str = "An air strike on Aleppo killed nine people on 5 April 2017, the civil defence said.";

impl Running {
    /// Hands in `body` as a program would, with further headers.
    fn hand(&self, path: &str, body: &str, headers: &str) -> Answer {
        let kind = if headers.to_lowercase().contains("content-type") {
            ""
        } else {
            "Content-Type: application/octet-stream\r\n"
        };
        let head = format!("POST {path} HTTP/1.0\r\nHost: {}\r\n{kind}{headers}", self.address);
        self.send(&format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()))
    }
}

fn total(server: &Running) -> Value {
    server.get("/api/v1/incidents").json()["total"].clone()
}

#[test]
fn a_preview_shows_claims_and_keeps_nothing() {
    let server = Running::start();
    let shown = server.hand("/api/v1/reports/preview?published=2017-04-06&title=Strike", STRIKE, "");
    assert_eq!(shown.status, 200, "{}", shown.body);
    let shown = shown.json();
    let claim = &shown["report"]["claims"][0];
    assert_eq!(claim["casualties"][0]["count"]["min"], 9);
    assert_eq!(claim["event_type"]["spans"][0]["words"], "air strike");
    assert_eq!((&shown["report"]["title"], &shown["is_known"]), (&json!("Strike"), &json!(false)));
    assert_eq!(shown["joined"], json!([{"claims": [claim["id"]], "into": []}]));
    assert_eq!(total(&server), 2);
    assert_eq!(
        server.get(&format!("/api/v1/reports/{}", shown["report"]["id"].as_str().unwrap())).status,
        404
    );
}

#[test]
fn a_kept_report_is_fused_and_told_apart_from_what_it_repeats() {
    let server = Running::start();
    let handed = "published=2017-04-06&url=https://gazette.example/2&author=Ada";
    let added = server.hand(&format!("/api/v1/reports?{handed}"), STRIKE, "");
    assert_eq!((added.status, &added.json()["outcome"]), (201, &json!("new")), "{}", added.body);
    let added = added.json();
    let id = added["incidents"][0].as_str().unwrap();
    let incident = server.get(&format!("/api/v1/incidents/{id}")).json();
    assert_eq!(
        (&incident["reports"][0]["origin"], &incident["reports"][0]["source"]),
        (&json!("by hand: Ada"), &json!("gazette.example"))
    );
    assert_eq!(total(&server), 3);
    assert_eq!(server.hand(&format!("/api/v1/reports?{handed}"), STRIKE, "").json()["outcome"], "known");

    // Another outlet with the same words: a copy, whose claim would join.
    let preview = "/api/v1/reports/preview?published=2017-04-06&url=";
    let copy = server.hand(&format!("{preview}https://herald.example/7"), STRIKE, "").json();
    assert_eq!(
        (&copy["copies"][0]["n_same"], &copy["copies"][0]["report"]["id"]),
        (&json!(1), &added["report"])
    );
    assert_eq!(copy["joined"][0]["into"][0]["id"], id);
    // The same address with another text: a version, which takes the place of the first.
    let edited = STRIKE.replace("nine", "eleven");
    let edited = server.hand(&format!("{preview}https://gazette.example/2"), &edited, "").json();
    assert_eq!((edited["versions"].as_array().unwrap().len(), &edited["is_latest"]), (1, &json!(true)));
    let known = server.hand(&format!("{preview}https://gazette.example/2"), STRIKE, "").json();
    assert_eq!((&known["is_known"], &known["versions"]), (&json!(true), &json!([])));
}

#[test]
fn a_near_incident_that_would_stay_apart_is_told() {
    let server = Running::start();
    let keep = |text: &str, n: u8| {
        let path = format!("/api/v1/reports?published=2017-04-06&author=Ada&url=https://gazette.example/{n}");
        server.hand(&path, text, "").json()["incidents"][0].as_str().unwrap().to_owned()
    };
    let there = keep(STRIKE, 1);
    let text = "Gunmen kidnapped two doctors in Aleppo on 6 April 2017, a relative said. \
        An air strike on Aleppo killed four people on 6 April 2017, a resident said.";
    let shown = server.hand("/api/v1/reports/preview?published=2017-04-07", text, "").json();
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|it| it["incident"]["id"].as_str().unwrap().to_owned()).collect()
    };
    let joins = shown["joined"].as_array().unwrap().iter().any(|it| it["into"][0]["id"] == there.as_str());
    assert!(
        joins != ids(&shown["near"]).contains(&there),
        "an incident is joined or near, never both: {shown}"
    );
}

#[test]
fn what_is_no_report_is_refused_and_not_kept() {
    let server = Running::start();
    let keep = "/api/v1/reports?author=Ada";
    for (path, body, headers, status, code) in [
        (keep, "  ", "", 400, "bad_parameter"),
        ("/api/v1/reports", STRIKE, "", 400, "bad_parameter"),
        ("/api/v1/reports?author=Ada&published=soon", STRIKE, "", 400, "bad_parameter"),
        ("/api/v1/reports?author=Ada&by=Bo", STRIKE, "", 400, "unknown_parameter"),
        (
            "/api/v1/reports?author=Ada&file=a.jsonl",
            "{\"text\":\"a\"}\n{\"text\":\"b\"}\n",
            "",
            400,
            "bad_parameter",
        ),
        (keep, STRIKE, "Content-Type: text/plain\r\n", 415, "media_type"),
        (keep, STRIKE, "Origin: https://example.org\r\n", 403, "forbidden"),
        ("/api/v1/reports/preview", STRIKE, "Sec-Fetch-Site: cross-site\r\n", 403, "forbidden"),
    ] {
        let answer = server.hand(path, body, headers);
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (status, Some(code)),
            "{path}: {}",
            answer.body
        );
    }
    assert_eq!(server.get("/api/v1/stats").json()["tables"]["reports"], 2);
    let closed = Running::start_at(Ipv4Addr::UNSPECIFIED.into(), false);
    assert_eq!(closed.hand("/api/v1/reports/preview", STRIKE, "").status, 403);
    assert_eq!(closed.hand(keep, STRIKE, "").status, 403);
}

#[test]
fn a_page_longer_than_a_decision_may_be_is_taken() {
    let server = Running::start();
    let page =
        |n_bytes: usize| format!("<html><body><p>{STRIKE}</p><!--{}--></body></html>", "x".repeat(n_bytes));
    let path = "/api/v1/reports/preview?file=a.html";
    let shown = server.hand(path, &page(1 << 17), "");
    assert_eq!((shown.status, shown.json()["report"]["claims"].as_array().unwrap().len()), (200, 1));
}
