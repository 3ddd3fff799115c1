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
Examples:
  dateline show 7k2m                                  the first letters of an id are enough
  dateline show 7k2m --policy ucdp_best_low_high      the best estimate in the headline instead of the range";

/// Of `dateline why`.
pub(super) const WHY: &str = "\
Examples:
  dateline why 7k2m 9p3w            two incidents: what speaks for one event, what against, the chance
  dateline why 3f0c91-0 88ab1e-2    two claims";

/// Of `dateline accept`.
pub(super) const ACCEPT: &str = "\
Example:
  dateline accept 7k2m --reason 'checked against the video'";

/// Of `dateline reject`.
pub(super) const REJECT: &str = "\
Examples:
  dateline reject 7k2m --reason 'an exercise'
  dateline incidents --review rejected    what was rejected; `undo` brings it back";

/// Of `dateline note`.
pub(super) const NOTE: &str = "\
Example:
  dateline note 7k2m 'call the hospital again'";

/// Of `dateline correct`.
pub(super) const CORRECT: &str = "\
Examples:
  dateline correct 7k2m killed 9 --reason 'list of names'    also 6-9, 12+, unknown
  dateline correct 7k2m killed.children 2
  dateline correct 7k2m type air_drone_strike
  dateline correct 7k2m time 2017-04-05                      also 2017-04-05T14:30, 2017-04-05/2017-04-07, 2017-04
  dateline correct 7k2m place 'Homs, SY'                     also coordinates: '34.73, 36.71'
  dateline correct 7k2m initiator 'syria.military; =Men of the hill'

A value that the tables do not know is refused, and what they know is listed.";

/// Of `dateline merge`.
pub(super) const MERGE: &str = "\
Example:
  dateline merge 7k2m 9p3w --reason 'same market, same morning'    9p3w then leads to 7k2m";

/// Of `dateline split`.
pub(super) const SPLIT: &str = "\
Examples:
  dateline split 7k2m 3 5           the claims that `dateline show 7k2m` numbers [3] and [5] leave
  dateline split 7k2m 88ab1e-2      the same by the start of a claim's id";

/// Of `dateline keep-apart`.
pub(super) const KEEP_APART: &str = "\
Example:
  dateline keep-apart 7k2m 9p3w --reason 'two strikes of one night'";

/// Of `dateline undo`.
pub(super) const UNDO: &str = "\
Examples:
  dateline undo                  your last decision
  dateline undo m4x1 --reason 'the other report was older'
  dateline undo 2b7q             of an undo: what it undid holds again";

/// Of `dateline decisions`.
pub(super) const DECISIONS: &str = "\
Examples:
  dateline decisions                                    who decided what, and whether it holds
  dateline decisions export --out ours.jsonl            for a colleague, or for a database built anew
  dateline decisions import ours.jsonl --db new.db

A decision whose claims are not there is kept and waits for them.";

/// Of `dateline diff`.
pub(super) const DIFF: &str = "\
Examples:
  dateline diff old.db new.db           two databases
  dateline diff --since 2026-05-01      one database, since the beginning of that day (UTC)
  dateline diff --since 2026-05-01T14:30:00Z --json";

/// Of `dateline export`.
pub(super) const EXPORT: &str = "\
Examples:
  dateline export --format geojson --country SD --since 2025-01-01 --out sudan.geojson
  dateline export --policy acled_minimum --out incidents.csv      the lowest figure of each toll";

/// Of `dateline serve`.
pub(super) const SERVE: &str = "\
Examples:
  dateline serve                            the page on http://127.0.0.1:7480/
  dateline serve --address 0.0.0.0          to the whole network, reading only
  curl http://127.0.0.1:7480/api/v1/incidents?country=SY
  curl --data-binary @a.html -H 'Content-Type: application/octet-stream' \\
    'http://127.0.0.1:7480/api/v1/reports?file=a.html&author=Ada'";

/// Of `dateline sources`.
pub(super) const SOURCES: &str = "\
Examples:
  dateline sources                                      who published the reports of the database
  dateline sources set herald.example --reliability B   your own judgement, kept";

/// Of `dateline gazetteer`.
pub(super) const GAZETTEER: &str = "\
Examples:
  dateline gazetteer add SY.txt                 a country file of GeoNames
  dateline gazetteer find \"Deir ez-Zor\"        what a name may stand for, and where each comes from
  dateline gazetteer list
  dateline gazetteer remove sy

Imports are kept in the folder --gazetteer DIR or DATELINE_GAZETTEER names; else in dateline/gazetteer below
XDG_DATA_HOME (~/.local/share), ~/Library/Application Support on a Mac, %APPDATA% on Windows. build, claims and
places use all that are in it; a database notes with each report which gazetteer it was read with.";

/// Of `dateline gazetteer add`.
pub(super) const GAZETTEER_ADD: &str = "\
Examples:
  dateline gazetteer add SY.txt alternateNamesV2.txt    GeoNames, with all names
  dateline gazetteer add allCountries.txt --country SD,SS,TD --name sudans
  dateline gazetteer add syr_adminareas_ppl.csv         OCHA: ADM1_EN, ADM1_PCODE, Latitude, Longitude, ...
  dateline gazetteer add villages.tsv --country YE      your own

A table of your own has a first line with the names of its columns, parted by tabs, commas or semicolons:
  name, lat, lon     needed; degrees, WGS 84, point as decimal mark
  names              other names, parted by |
  kind               settlement (when empty), neighbourhood, airfield, military, camp, crossing, facility, water,
                     terrain, region, admin1, admin2
  country            two letters
  admin1, admin2     the divisions it lies in
  radius_m           metres; that of its kind and population when empty
  population, id

Which place wins:
  An imported place is one that is known when it has its GeoNames number, or else shares a name (in any spelling)
  and the country with it, is of like kind, and is near: 5 km for a spot, or as far as a town reaches up to 20 km;
  60 km for a district, 300 km for a province or region, half the radius of waters and landscapes, at least 30 km.
  It is merged: the known place takes its names and keeps all else. With --wins it takes coordinates, kind, radius
  and population as well.
  Any other imported place stands beside those of its name; the report decides, as between shipped places, by
  population, country, and what else it names. Imports are merged in the order of their names.
  Read are names in Latin letters in languages that reports in English take names from; kinds of GeoNames that
  reports do not name (wells, streets, schools, ...) are passed over and counted.

When its name is found in a report:
  Bare (\"Tell Ward was shelled\"), as if 120,000 people lived there, whether it is new or merged. A name that is also
  an English word or the name of a person (\"Market\", \"Khalil\") needs what speaks for a place beside it: \"in\", \"the
  village of\", \"strike on\". One behind a title or a given name is that of a person.";
