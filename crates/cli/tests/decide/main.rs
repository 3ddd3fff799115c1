//! A day's work of a reviewer, from the command line.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

mod adding;
mod desk;

use std::fs;

use serde_json::Value;

use desk::{Desk, REPORTS, jsonl};

#[test]
fn merge_undo_split_and_undo_lead_back_to_where_they_began() {
    let desk = Desk::new();
    let before = desk.all("dateline.db");
    let [strike, clash, shelling] = desk.ids().try_into().unwrap();

    let told = desk.run(&["merge", &strike[..4], &clash, "--reason", "one operation"]);
    assert!(told.contains("merge by ada") && told.contains("3 claims"), "{told}");
    assert_eq!(desk.ids(), [strike.as_str(), &shelling]);
    let shown = desk.run(&["show", &clash]);
    assert!(shown.contains(&format!("{clash} was merged into this incident")), "{shown}");
    assert!(shown.contains("by ada: one operation"), "{shown}");
    desk.run(&["undo"]);
    assert_eq!(desk.all("dateline.db"), before);
    assert!(!desk.run(&["show", &clash]).contains("was merged"));

    let told = desk.run(&["split", &strike, "2"]);
    assert_eq!(told.lines().count(), 3, "{told}");
    assert_eq!(desk.ids().len(), 4);
    let new = desk.ids().into_iter().find(|id| ![&strike, &clash, &shelling].contains(&id)).unwrap();
    assert!(desk.run(&["show", &new]).contains(&format!("out of {strike}")));
    desk.run(&["undo", "--reason", "one strike after all"]);
    assert_eq!(desk.all("dateline.db"), before);
    // The undone split comes back with the same id when its undo is undone.
    let lines = desk.run(&["decisions", "--json"]);
    let undo: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    desk.run(&["undo", undo["id"].as_str().unwrap()]);
    assert!(desk.ids().contains(&new));
    assert_eq!(desk.store("dateline.db").check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_corrected_field_tells_who_and_why_beside_what_was_read() {
    let desk = Desk::new();
    let strike = desk.ids().remove(0);
    desk.run(&["correct", &strike, "killed", "8", "--reason", "list of names", "--author", "Bo"]);
    desk.run(&["correct", &strike, "place", "36.25, 37.5"]);
    desk.run(&["correct", &strike, "initiator", "syria.military", "--reason", "serial number"]);
    desk.run(&["accept", &strike]);
    desk.run(&["note", &strike, "call again in May"]);
    let shown = desk.run(&["show", &strike]);
    for expected in [
        "accepted",
        "killed     8 unspecified (corrected by Bo: list of names)",
        "           6 unspecified [1]",
        "36.2500, 37.5000 within 0.5 km; where_prec 1 (corrected by ada)",
        "initiator  Syrian military (syria.military) (corrected by ada: serial number)",
        "note by ada: call again in May",
        "first 6 [1], then 9 [2]",
    ] {
        assert!(shown.contains(expected), "{expected}\n--- is not in ---\n{shown}");
    }
    let csv = desk.run(&["export", "--format", "csv"]);
    assert!(csv.contains("killed: corrected by Bo: list of names | place: corrected by ada"), "{csv}");
    let geojson = desk.run(&["export", "--format", "geojson"]);
    assert!(
        geojson.contains("killed: corrected by Bo: list of names") && geojson.contains("37.5"),
        "{geojson}"
    );
    let json: Value = serde_json::from_str(&desk.run(&["show", &strike, "--json"])).unwrap();
    let killed = json["tolls"].as_array().unwrap().iter().find(|it| it["harm"] == "killed").unwrap();
    assert_eq!(
        (&killed["count"]["policy"], &killed["count"]["headline"]["min"]),
        (&"decision".into(), &8.into())
    );
    assert_eq!(killed["count"]["values"].as_array().unwrap().len(), 2);
    assert_eq!((json["review"].as_str(), json["decisions"].as_array().unwrap().len()), (Some("accepted"), 5));
}

#[test]
fn what_the_tables_do_not_know_is_refused_with_what_they_do() {
    let desk = Desk::new();
    let strike = desk.ids().remove(0);
    for (args, expected) in [
        (vec!["correct", &strike, "type", "explosion"], "types are "),
        (vec!["correct", &strike, "killed", "many"], "write a number as 9"),
        (vec!["correct", &strike, "colour", "red"], "fields are type, means"),
        (vec!["correct", &strike, "initiator", "nobody known"], "=nobody known"),
        (vec!["split", &strike, "1", "2"], "no claim would stay"),
        (vec!["split", &strike, "9"], "rests on no claim '9'"),
        (vec!["merge", &strike, &strike], "one incident already"),
        (vec!["keep-apart", &strike, &strike], "`split` takes claims out"),
        (vec!["accept", "zzzz"], "no incident or claim has the id 'zzzz'"),
        (vec!["undo"], "ada made no decision that could be undone"),
        (vec!["undo", "zzz"], "no decision has the id 'zzz'"),
        (vec!["accept", &strike, "--author", " "], "who decides?"),
    ] {
        let line = desk.refusal(&args);
        assert!(line.contains(expected), "{args:?}: {line}");
    }
    assert_eq!(desk.store("dateline.db").decisions().unwrap(), []);
}

#[test]
fn a_rejected_incident_is_left_out_until_it_is_asked_for() {
    let desk = Desk::new();
    let shelling = desk.ids().remove(2);
    desk.run(&["reject", &shelling, "--reason", "an exercise"]);
    assert!(!desk.ids().contains(&shelling));
    assert!(!desk.run(&["export"]).contains(&shelling));
    let asked = desk.run(&["incidents", "--review", "rejected", "--json"]);
    assert!(asked.contains(&shelling) && asked.contains("\"review\":\"rejected\""), "{asked}");
    assert!(desk.run(&["show", &shelling]).contains("reject by ada: an exercise"));
    desk.run(&["undo"]);
    assert!(desk.ids().contains(&shelling));
}

#[test]
fn why_tells_each_part_and_what_was_decided() {
    let desk = Desk::new();
    let [strike, clash, _] = desk.ids().try_into().unwrap();
    let told = desk.run(&["why", &strike, &clash]);
    assert!(
        told.contains("never one, whatever else speaks for it") && told.contains("two incidents"),
        "{told}"
    );
    desk.run(&["merge", &strike, &clash, "--reason", "one operation"]);
    let told = desk.run(&["why", &strike, &clash]);
    assert!(told.contains("decided by ada") && told.contains(": one operation"), "{told}");
    assert!(told.ends_with("they stand in one incident\n"), "{told}");
    // Two claims, by the start of their ids.
    let json: Value = serde_json::from_str(&desk.run(&["show", &strike, "--json"])).unwrap();
    let claim = |nth: usize| {
        let id = json["links"][nth]["claim"].as_str().unwrap();
        format!("{}-{}", &id[..8], id.split_once('-').unwrap().1)
    };
    let why: Value = serde_json::from_str(&desk.run(&["why", &claim(0), &claim(1), "--json"])).unwrap();
    assert_eq!(why["pairs"], 1);
    let sum: f64 = why["parts"].as_array().unwrap().iter().map(|part| part["weight"].as_f64().unwrap()).sum();
    assert!((sum - why["odds"].as_f64().unwrap()).abs() < 0.01, "{why}");
}

#[test]
fn a_database_built_anew_with_the_same_decisions_is_the_same() {
    let desk = Desk::new();
    let [strike, clash, shelling] = desk.ids().try_into().unwrap();
    desk.run(&["split", &strike, "2"]);
    desk.run(&["merge", &clash, &shelling]);
    desk.run(&["correct", &strike, "time", "2017-04-05T14:30"]);
    desk.run(&["reject", &clash]);
    desk.run(&["undo"]);
    desk.run(&["accept", &clash, "--author", "Bo"]);
    desk.run(&["decisions", "export", "--out", "ours.jsonl"]);
    let ours = desk.all("dateline.db");

    // Reports first, then decisions; and the other way round, reports from the last to the first.
    desk.run(&["build", "reports.jsonl", "--db", "after.db"]);
    let told = desk.run(&["decisions", "import", "ours.jsonl", "--db", "after.db"]);
    assert!(told.contains("6 decisions read, 6 of them new"), "{told}");
    let told = desk.run(&["decisions", "import", "ours.jsonl", "--db", "before.db"]);
    assert!(told.contains("speak of claims that are not here; they wait for them"), "{told}");
    for (nth, report) in REPORTS.iter().enumerate().rev() {
        let file = format!("{nth}.jsonl");
        fs::write(desk.folder.path().join(&file), jsonl(&[*report])).unwrap();
        desk.run(&["build", &file, "--db", "before.db"]);
    }
    let told = |mut all: Vec<Value>| {
        // The place in its file is no part of what a report says.
        for it in &mut all {
            it["reports"] = Value::Null;
        }
        all
    };
    let ours = told(ours);
    assert_eq!(ours.len(), 3);
    assert_eq!(told(desk.all("after.db")), ours);
    assert_eq!(told(desk.all("before.db")), ours);
    // Taken in twice, nothing is twice.
    let again = desk.run(&["decisions", "import", "ours.jsonl", "--db", "after.db"]);
    assert!(again.contains("6 decisions read, 0 of them new"), "{again}");
    // A line that was changed by hand is refused, and so is all of the file.
    let changed = desk.run(&["decisions", "export"]).replace("\"Bo\"", "\"Al\"");
    fs::write(desk.folder.path().join("theirs.jsonl"), changed).unwrap();
    desk.run(&["build", "reports.jsonl", "--db", "new.db"]);
    let line = desk.refusal(&["decisions", "import", "theirs.jsonl", "--db", "new.db"]);
    assert!(line.contains("theirs.jsonl:6: nothing was taken in") && line.contains("has the id"), "{line}");
    assert_eq!(desk.store("new.db").decisions().unwrap(), []);
}

#[test]
fn a_diff_tells_new_changed_merged_split_and_withdrawn() {
    let desk = Desk::new();
    let [strike, clash, shelling] = desk.ids().try_into().unwrap();
    fs::copy(desk.folder.path().join("dateline.db"), desk.folder.path().join("old.db")).unwrap();
    let begun = "2000-01-01";
    desk.run(&["merge", &clash, &shelling]);
    desk.run(&["split", &strike, "2"]);
    let split_off = desk.ids().into_iter().find(|id| ![&strike, &clash].contains(&id)).unwrap();
    let kinds = |args: &[&str]| -> Vec<(String, String)> {
        let lines = desk.run(args);
        let mut kinds: Vec<(String, String)> = lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .map(|it| (it["change"].as_str().unwrap().to_owned(), it["id"].as_str().unwrap().to_owned()))
            .collect();
        kinds.sort();
        kinds
    };
    let pair = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
    let mut expected = vec![
        pair("changed", &strike),
        pair("changed", &clash),
        pair("merged", &shelling),
        pair("split", &split_off),
    ];
    expected.sort();
    assert_eq!(kinds(&["diff", "old.db", "dateline.db", "--json"]), expected);
    let told = desk.run(&["diff", "old.db", "dateline.db"]);
    assert!(told.contains("killed 6-9 → 6"), "{told}");
    assert!(told.contains(&format!("merged    {shelling}  into {clash}")), "{told}");
    assert!(told.contains(&format!("split     {split_off}  out of {strike}")), "{told}");
    // The other way round what was split off joins again, and what was merged splits.
    let back = kinds(&["diff", "dateline.db", "old.db", "--json"]);
    assert!(
        back.contains(&pair("split", &shelling)) && back.contains(&pair("merged", &split_off)),
        "{back:?}"
    );
    // Seen from before the database was made, all is new.
    let since = kinds(&["diff", "--since", begun, "--json"]);
    assert_eq!(since.iter().filter(|(kind, _)| kind == "new").count(), 2, "{since:?}");
    assert!(since.contains(&pair("split", &split_off)), "{since:?}");
    assert_eq!(kinds(&["diff", "--since", "2999-01-01", "--json"]), []);
    assert!(desk.refusal(&["diff"]).contains("name two databases"));
    assert_eq!(kinds(&["diff", "dateline.db", "dateline.db", "--json"]), []);
}

#[test]
fn a_new_version_of_a_report_keeps_the_old_claim_and_tells_the_change_of_toll() {
    let desk = Desk::new();
    let strike = desk.ids().remove(0);
    desk.run(&["correct", &strike, "means", "aircraft", "--reason", "seen"]);
    let newer = [(
        "herald.example/1",
        "2017-04-07",
        "Eleven people were killed in an air strike on Aleppo on 5 April 2017, residents said.",
    )];
    fs::write(desk.folder.path().join("newer.jsonl"), jsonl(&newer)).unwrap();
    let told = desk.run(&["build", "newer.jsonl"]);
    assert!(told.contains("1 new versions"), "{told}");
    let now = desk.ids().remove(0);
    let shown = desk.run(&["show", &now]);
    for expected in [
        "toll changed from 6 to 11 killed between versions of https://herald.example/1",
        "before: \"Six people were killed in an air strike on Aleppo",
        "kept, feeds no incident",
        // The decision found the claim in the new version of its report.
        "(corrected by ada: seen)",
    ] {
        assert!(shown.contains(expected), "{expected}\n--- is not in ---\n{shown}");
    }
    let json: Value = serde_json::from_str(&desk.run(&["show", &now, "--json"])).unwrap();
    let change = &json["toll_changes"][0];
    assert_eq!((&change["before"]["min"], &change["after"]["min"]), (&6.into(), &11.into()));
}

#[test]
fn a_decision_whose_claims_are_gone_is_kept_and_shown() {
    let desk = Desk::new();
    let shelling = desk.ids().remove(2);
    desk.run(&["accept", &shelling]);
    let newer = [("herald.example/4", "2017-04-15", "The weather in Idlib was mild all week.")];
    fs::write(desk.folder.path().join("newer.jsonl"), jsonl(&newer)).unwrap();
    desk.run(&["build", "newer.jsonl"]);
    let told = desk.run(&["decisions"]);
    assert!(told.contains("not applicable"), "{told}");
    let since = desk.run(&["diff", "--since", "2000-01-01"]);
    assert!(!since.contains("withdrawn"), "what came and went is no difference: {since}");
}

#[test]
fn two_who_decide_at_once_both_are_kept() {
    let desk = Desk::new();
    let ids = desk.ids();
    std::thread::scope(|scope| {
        for author in ["Ada", "Bo"] {
            let (desk, ids) = (&desk, &ids);
            scope.spawn(move || {
                for id in ids {
                    desk.run(&["note", id, "seen", "--author", author]);
                }
            });
        }
    });
    let store = desk.store("dateline.db");
    assert_eq!(store.decisions().unwrap().len(), 2 * ids.len());
    for id in &ids {
        let incident = store.incident(id).unwrap().unwrap().incident;
        assert_eq!(incident.decisions.len(), 2, "both stand on {id}");
    }
    assert!(!store.is_fuse_due().unwrap());
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}
