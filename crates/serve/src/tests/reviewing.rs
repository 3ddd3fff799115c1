//! What changes something: decisions and judgements, who may make them, and what waits for one.

use std::net::{IpAddr, Ipv4Addr};

use serde_json::json;

use super::Running;

#[test]
fn nothing_can_be_changed_elsewhere() {
    let server = Running::start();
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        for path in ["/api/v1/incidents", "/api/v1/sources", "/api/v1/stats", "/"] {
            let answer = server.ask(method, path, "localhost");
            assert_eq!(answer.status, 405, "{method} {path}");
        }
    }
}

#[test]
fn a_decision_is_kept_and_shown_with_its_incident() {
    let server = Running::start();
    let correct = json!({"verdict": "correct", "incident": "incident01", "field": "killed", "value": "3",
        "author": "Ada", "reason": "list of names"});
    let made = server.post(&correct, "");
    assert_eq!(made.status, 201, "{}", made.body);
    let made = made.json();
    assert_eq!((made["effect"].as_str(), made["field"].as_str()), (Some("in_force"), Some("killed")));
    let now = made["now"][0].as_str().unwrap();
    let incident = server.get(&format!("/api/v1/incidents/{now}")).json();
    assert_eq!(incident["decisions"][0]["author"], "Ada");
    assert_eq!(
        (&incident["tolls"][0]["count"]["headline"]["min"], &incident["review"]),
        (&json!(3), &json!("open"))
    );
    assert_eq!(incident["tolls"][0]["count"]["values"][0]["value"]["min"], 2);
    let accepted = server.post(&json!({"verdict": "accept", "incident": now, "author": "Bo"}), "");
    assert_eq!(accepted.status, 201, "{}", accepted.body);
    assert_eq!(server.get("/api/v1/incidents?review=accepted").json()["total"], 1);
    let undone = server.post(&json!({"verdict": "undo", "author": "Ada"}), "").json();
    assert_eq!(undone["undoes"], made["id"]);
    let all = server.get("/api/v1/decisions").json();
    let effects: Vec<&str> =
        all.as_array().unwrap().iter().map(|it| it["effect"].as_str().unwrap()).collect();
    assert_eq!(effects, ["undone", "in_force", "in_force"]);
}

#[test]
fn what_waits_is_counted_and_listed_until_it_is_decided() {
    let server = Running::start();
    let count = |name: &str| {
        let queues = server.get("/api/v1/queue").json();
        let all = queues["queues"].as_array().unwrap().clone();
        all.iter().find(|it| it["name"] == name).unwrap()["count"].as_u64().unwrap()
    };
    assert_eq!((count("new"), count("uncertain"), count("duplicate"), count("toll_changed")), (2, 1, 2, 0));
    assert_eq!(server.get("/api/v1/queue?until=2024-05-01").json()["queues"][0]["count"], 0);
    let vague = server.get("/api/v1/incidents?queue=uncertain").json();
    assert_eq!((&vague["total"], &vague["incidents"][0]["id"]), (&json!(1), &json!("incident04")));
    let accept = json!({"verdict": "accept", "incident": "incident04", "author": "Ada"});
    assert_eq!(server.post(&accept, "").status, 201);
    assert_eq!(count("uncertain"), 0);
}

#[test]
fn a_neighbour_is_offered_with_its_reasons_until_kept_apart() {
    let server = Running::start();
    let related = server.get("/api/v1/incidents/incident01/related").json();
    assert_eq!((related.as_array().unwrap().len(), &related[0]["incident"]["id"]), (1, &json!("incident04")));
    assert!(related[0]["chance"].as_f64().unwrap() > 0.0, "{related}");
    assert!(!related[0]["parts"].as_array().unwrap().is_empty(), "{related}");
    let apart = json!({"verdict": "keep_apart", "incidents": ["incident01", "incident04"], "author": "Ada"});
    let made = server.post(&apart, "");
    assert_eq!(made.status, 201, "{}", made.body);
    let now = made.json()["now"][0].as_str().unwrap().to_owned();
    assert_eq!(server.get(&format!("/api/v1/incidents/{now}/related")).json(), json!([]));
}

#[test]
fn a_source_is_rated_by_whoever_may_decide() {
    let server = Running::start();
    let path = "/api/v1/sources/example-wire";
    let rated = server.post_to(path, &json!({"reliability": "B"}), "");
    assert_eq!((rated.status, &rated.json()["reliability"]), (200, &json!("B")), "{}", rated.body);
    let all = server.get("/api/v1/sources").json();
    let wire = all.as_array().unwrap().iter().find(|it| it["id"] == "example-wire").unwrap();
    assert_eq!((&wire["reliability"], &wire["user_edited"]), (&json!("B"), &json!(true)));
    assert_eq!(server.post_to(path, &json!({"reliability": "Z"}), "").status, 400);
    assert_eq!(server.post_to("/api/v1/sources/nobody", &json!({"reliability": "B"}), "").status, 404);
    assert_eq!(
        server.post_to(path, &json!({"reliability": "C"}), "Origin: https://example.org\r\n").status,
        403
    );
    let closed = Running::start_at(Ipv4Addr::UNSPECIFIED.into(), false);
    assert_eq!(closed.post_to(path, &json!({"reliability": "C"}), "").status, 403);
}

#[test]
fn whether_decisions_are_taken_is_told() {
    let told = |address: IpAddr, allow| {
        Running::start_at(address, allow).get("/api/v1/queue").json()["is_open"].clone()
    };
    assert_eq!(told(Ipv4Addr::LOCALHOST.into(), false), true);
    assert_eq!(told(Ipv4Addr::UNSPECIFIED.into(), false), false);
    assert_eq!(told(Ipv4Addr::UNSPECIFIED.into(), true), true);
}

#[test]
fn two_incidents_are_merged_explained_and_kept_apart() {
    let server = Running::start();
    let merged = server.post(
        &json!({"verdict": "merge", "incidents": ["incident01", "incident04"], "author": "Ada"}),
        "Origin: http://LOCALHOST:1\r\n".replace("LOCALHOST:1", &server.address.to_string()).as_str(),
    );
    assert_eq!((merged.status, merged.json()["now"].as_array().unwrap().len()), (201, 1), "{}", merged.body);
    let now = merged.json()["now"][0].as_str().unwrap().to_owned();
    let claim = |n: &str| format!("{}-0", n.repeat(16));
    let why = server.get(&format!("/api/v1/incidents/{}/why/{}", claim("01"), claim("04"))).json();
    assert_eq!((&why["is_one"], &why["decisions"][0]["verdict"]), (&json!(true), &json!("merge")), "{why}");
    let split = json!({"verdict": "split", "incident": now, "claims": [claim("04")], "author": "Bo"});
    assert_eq!(server.post(&split, "").json()["now"].as_array().unwrap().len(), 2);
    assert_eq!(server.get("/api/v1/decisions").json()[0]["effect"], "overruled");
}

#[test]
fn a_decision_from_another_page_is_refused_and_not_kept() {
    let server = Running::start();
    let accept = json!({"verdict": "accept", "incident": "incident01", "author": "Eve"});
    for (headers, status, code) in [
        ("Origin: https://example.org\r\n", 403, "forbidden"),
        ("Origin: null\r\n", 403, "forbidden"),
        ("Origin: http://localhost:1\r\n", 403, "forbidden"),
        ("Sec-Fetch-Site: cross-site\r\n", 403, "forbidden"),
        ("Content-Type: text/plain\r\n", 415, "media_type"),
        ("Content-Type: application/x-www-form-urlencoded\r\n", 415, "media_type"),
    ] {
        let answer = server.post(&accept, headers);
        assert_eq!((answer.status, answer.json()["code"].as_str()), (status, Some(code)), "{headers}");
    }
    let bent = "POST /api/v1/decisions HTTP/1.0\r\nHost: dateline.example.org\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(server.send(bent).status, 421);
    let asked = server.ask("OPTIONS", "/api/v1/decisions", "localhost");
    assert!(asked.status == 405 && !asked.head.contains("access-control"), "{}", asked.head);
    assert_eq!(server.get("/api/v1/decisions").json(), json!([]));
}

#[test]
fn what_makes_no_decision_says_why() {
    let server = Running::start();
    let long = "x".repeat(10_000);
    for (body, status, code) in [
        (json!({}), 400, "bad_parameter"),
        (json!({"verdict": "bless", "incident": "incident01", "author": "Ada"}), 400, "bad_parameter"),
        (json!({"verdict": "accept", "incident": "incident01"}), 400, "bad_parameter"),
        (json!({"verdict": "accept", "incident": "incident01", "author": " "}), 400, "bad_parameter"),
        (
            json!({"verdict": "accept", "incident": "incident01", "author": "Ada", "reason": long}),
            400,
            "bad_parameter",
        ),
        (json!({"verdict": "accept", "incident": "zzz", "author": "Ada"}), 404, "not_found"),
        (json!({"verdict": "accept", "incident": "incident0", "author": "Ada"}), 409, "ambiguous_id"),
        (
            json!({"verdict": "correct", "incident": "incident01", "field": "type", "value": "x", "author": "Ada"}),
            400,
            "bad_parameter",
        ),
        (json!({"verdict": "undo", "author": "Ada"}), 400, "bad_parameter"),
    ] {
        let answer = server.post(&body, "");
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (status, Some(code)),
            "{body}: {}",
            answer.body
        );
    }
    assert_eq!(server.post(&json!({"verdict": "x".repeat(100_000)}), "").status, 413);
    assert_eq!(server.get("/api/v1/decisions").json(), json!([]));
}

#[test]
fn a_server_that_others_reach_takes_decisions_only_when_told_to() {
    let accept = json!({"verdict": "accept", "incident": "incident01", "author": "Ada"});
    let open = |allow_review| Running::start_at(Ipv4Addr::UNSPECIFIED.into(), allow_review).post(&accept, "");
    let refused = open(false);
    assert_eq!((refused.status, refused.json()["code"].as_str()), (403, Some("forbidden")));
    assert!(refused.body.contains("--allow-review"), "{}", refused.body);
    assert_eq!(open(true).status, 201);
}

#[test]
fn decisions_of_many_at_once_are_all_kept() {
    let server = Running::start();
    std::thread::scope(|scope| {
        for author in ["Ada", "Bo", "Cy", "Di"] {
            let server = &server;
            scope.spawn(move || {
                for n in 0..3 {
                    let note = json!({"verdict": "note", "incident": "incident01", "author": author, "reason": n.to_string()});
                    let made = server.post(&note, "");
                    assert_eq!(made.status, 201, "{}", made.body);
                }
            });
        }
    });
    assert_eq!(server.get("/api/v1/decisions").json().as_array().unwrap().len(), 12);
}
