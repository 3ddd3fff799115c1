//! The formats as text: what changes here changes for every reader of our files.

use serde_json::{Value, json};

use super::{Exporter, Format};
use crate::dossier::Dossier;
use crate::fixture::{bare_dossier, dossier};

fn export(format: Format, dossiers: &[Dossier]) -> String {
    let mut exporter = Exporter::new(format, Vec::new()).unwrap();
    for dossier in dossiers {
        exporter.write(dossier).unwrap();
    }
    String::from_utf8(exporter.finish().unwrap()).unwrap()
}

/// One incident as `column: value` lines, without the empty columns.
fn csv_lines(dossier: &Dossier) -> String {
    let text = export(Format::Csv, std::slice::from_ref(dossier));
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let names = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    let filled = names.iter().zip(&row).filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| [name, ": ", value, "\n"].concat()).collect()
}

#[test]
fn csv_begins_with_the_columns_of_acled_in_their_order() {
    let text = export(Format::Csv, &[]);
    let acled = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,\
                 assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,\
                 country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,\
                 notes,fatalities,tags,timestamp,";
    assert!(text.starts_with(acled), "{text}");
    assert!(text.ends_with("\r\n"), "RFC 4180 ends a line with CR LF");
}

#[test]
fn csv_tells_a_spot_and_defuses_formulas() {
    assert_eq!(
        csv_lines(&dossier(1, 1)),
        "\
event_id_cnty: incident01
event_date: 2024-05-02
year: 2024
time_precision: 1
disorder_type: Political violence
event_type: Explosions/Remote violence
sub_event_type: Air/drone strike
actor1: Military Forces of Exampleland
assoc_actor_1: '=cmd|' /C calc'!A0
actor2: '-Northern Front
country: Syria
admin1: Homs
location: Umm Zayt
latitude: 34.5
longitude: 38.25
geo_precision: 1
source: Example Wire
notes: “Two people were killed in an air strike on Umm Zayt on Thursday, the ministry said.” (Example Wire, 2024-05-03)
fatalities: 2
timestamp: 1714723200
date_end: 2024-05-02
date_grain: day
date_prec: 1
means: aircraft
victims: people
country_code: SY
place_id: geonames:1
relation: at
where_prec: 1
centre_latitude: 34.5
centre_longitude: 38.25
radius_m: 2000
killed_min: 2
grade: weak
grade_reason: one independent root
n_reports: 1
n_outlets: 1
n_roots: 1
n_denials: 0
urls: https://example.org/1
killed_first: 2
killed_latest: 2
review: open
"
    );
}

#[test]
fn csv_gives_an_area_a_centre_and_a_radius_but_no_pin() {
    let lines = csv_lines(&dossier(1, 4));
    assert!(!lines.contains("\nlatitude"), "{lines}");
    assert!(lines.contains("centre_latitude: 34.5\ncentre_longitude: 38.25\nradius_m: 90000\n"), "{lines}");
}

#[test]
fn csv_leaves_unknown_empty_and_never_writes_zero_for_it() {
    let lines = csv_lines(&bare_dossier(1));
    for column in ["event_date", "year", "location", "geo_precision", "fatalities", "killed_min"] {
        assert!(!lines.contains(&format!("{column}:")), "{lines}");
    }
}

#[test]
fn geojson_draws_a_spot_as_a_point() {
    let text = export(Format::GeoJson, &[dossier(1, 1)]);
    let all: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(all["type"], "FeatureCollection");
    let feature = &all["features"][0];
    assert_eq!(feature["id"], "incident01");
    assert_eq!(feature["geometry"], json!({ "type": "Point", "coordinates": [38.25, 34.5] }));
    assert_eq!(feature["properties"]["radius_m"], 2000);
    assert_eq!(feature["properties"]["killed"], json!({ "min": 2, "max": null }));
}

#[test]
fn geojson_draws_an_area_as_a_closed_ring_against_the_clock() {
    let text = export(Format::GeoJson, &[dossier(1, 4)]);
    let all: Value = serde_json::from_str(&text).unwrap();
    let geometry = &all["features"][0]["geometry"];
    assert_eq!(geometry["type"], "Polygon");
    let ring: Vec<(f64, f64)> = geometry["coordinates"][0]
        .as_array()
        .unwrap()
        .iter()
        .map(|corner| (corner[0].as_f64().unwrap(), corner[1].as_f64().unwrap()))
        .collect();
    assert_eq!(ring.first(), ring.last());
    let twice_area: f64 = ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum();
    assert!(twice_area > 0.0, "the ring runs with the clock");
    let north = ring.iter().map(|corner| corner.1).fold(f64::MIN, f64::max);
    assert!((north - 35.309_37).abs() < 0.001, "90 km north of 34.5 lies {north}");
}

#[test]
fn geojson_draws_what_is_near_or_within_a_district_as_a_circle() {
    for where_prec in [2, 3] {
        let text = export(Format::GeoJson, &[dossier(1, where_prec)]);
        let all: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(all["features"][0]["geometry"]["type"], "Polygon");
    }
}

#[test]
fn geojson_cuts_an_area_at_the_date_line_and_at_the_pole() {
    let mut far = dossier(1, 6);
    let place = far.stored.incident.place.headline.as_mut().unwrap();
    (place.lat, place.lon, place.radius_m) = (Some(0.0), Some(179.5), Some(111_195));
    let text = export(Format::GeoJson, &[far.clone()]);
    assert!(
        text.contains("\"MultiPolygon\"") && text.contains("[180.0,") && text.contains("[-180.0,"),
        "{text}"
    );
    let place = far.stored.incident.place.headline.as_mut().unwrap();
    (place.lat, place.lon) = (Some(89.5), Some(10.0));
    let text = export(Format::GeoJson, &[far]);
    assert!(text.contains("[-180.0,88.5],[180.0,88.5],[180.0,90.0],[-180.0,90.0]"), "{text}");
}

#[test]
fn geojson_gives_an_unknown_place_no_geometry() {
    let text = export(Format::GeoJson, &[bare_dossier(1)]);
    let all: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(all["features"][0]["geometry"], Value::Null);
    assert_eq!(export(Format::GeoJson, &[]), "{\"type\":\"FeatureCollection\",\"features\":[]}\n");
}

#[test]
fn jsonl_holds_each_value_with_its_words() {
    let text = export(Format::Jsonl, &[dossier(1, 1), dossier(2, 1)]);
    assert_eq!(text.lines().count(), 2);
    let whole: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(whole["tolls"][0]["count"]["values"][0]["claims"][0], format!("{}-0", "01".repeat(16)));
    let claim = &whole["claims_in_full"][0];
    assert_eq!(claim["casualties"][0]["spans"][0], json!({ "start": 0, "end": 10, "words": "Two people" }));
    assert_eq!(claim["attribution"][0]["cue"]["words"], "said");
    assert_eq!(whole["reports"][0]["published"], "2024-05-03T09:30:00+03:00");
}

#[test]
fn the_same_incidents_give_the_same_bytes() {
    for format in Format::ALL {
        let dossiers = [dossier(1, 1), dossier(2, 4), bare_dossier(3)];
        assert_eq!(export(*format, &dossiers), export(*format, &dossiers));
    }
}
