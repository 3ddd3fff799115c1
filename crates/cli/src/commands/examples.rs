//! Example lines that end the help of the commands.

/// Of `dateline`: a first day with it.
pub(super) const DATELINE: &str = "\
Examples:
  dateline demo                          read the sample reports, look at the page
  dateline build reports/ more.jsonl.gz  read reports into dateline.db
  dateline incidents --country SY        list what happened
  dateline show 7k2m                     where every value of one incident comes from

Exit codes: 0 done, 1 done but some input was bad, 2 not done, 130 interrupted";

/// Of `dateline build`.
pub(super) const BUILD: &str = "\
Examples:
  dateline build reports/                       all reports below a folder
  dateline build 'feeds/*.xml' old.jsonl.gz     patterns, packed files
  dateline build a.csv --column text=body       a table whose columns have other names
  curl https://outlet.example/rss | dateline build - --source outlet.example

The same command again reads only what is new; Ctrl-C keeps what was finished.";

/// Of `dateline claims`.
pub(super) const CLAIMS: &str = r#"Example:
  echo '{"id": "1", "text": "Shelling killed two in Homs on Monday.", "published": "2017-04-05"}' | dateline claims -"#;

/// Of `dateline times`.
pub(super) const TIMES: &str = r#"Example:
  echo '{"id": "1", "text": "The town was shelled on Monday.", "published": "2017-04-05"}' | dateline times -"#;

/// Of `dateline places`.
pub(super) const PLACES: &str = r#"Example:
  echo '{"id": "1", "text": "The shelling hit a village 10 km north of Homs."}' | dateline places -"#;

/// Of `dateline incidents`.
pub(super) const INCIDENTS: &str = "\
Examples:
  dateline incidents --since 2017-04-01 --until 2017-04-30 --country SY
  dateline incidents --type air_drone_strike --min-sources 2 --json
  dateline incidents --bbox 35.5,35,42.5,37.5 --text hospital";

/// Of `dateline show`.
pub(super) const SHOW: &str = "\
Example:
  dateline show 7k2m    the first letters of an id are enough";

/// Of `dateline export`.
pub(super) const EXPORT: &str = "\
Example:
  dateline export --format geojson --country SD --since 2025-01-01 --out sudan.geojson";

/// Of `dateline serve`.
pub(super) const SERVE: &str = "\
Examples:
  dateline serve                            the page on http://127.0.0.1:7480/
  curl http://127.0.0.1:7480/api/v1/incidents?country=SY";

/// Of `dateline sources`.
pub(super) const SOURCES: &str = "\
Examples:
  dateline sources                                      who published the reports of the database
  dateline sources set herald.example --reliability B   your own judgement, kept";
