//! Questions to the database: which incidents, how many, where on the map.

use dateline_model::{EventType, Grade, Means, Role};
use dateline_store::{BBox, Facet, Filter, Page};

use crate::support::{House, Sample, day, house, incident, put, second};

/// Five incidents: four villages, two countries, a strike and clashes; the fourth has two reports.
fn filled() -> House {
    let mut house = house();
    let samples = [
        Sample { day: day(2016, 12, 1), ..Sample::new(1) },
        Sample { village: "Wadi Sahl", lat: 35.0, lon: 38.5, day: day(2016, 12, 20), ..Sample::new(2) },
        Sample {
            village: "Stara Hora",
            country: "UA",
            lat: 48.5,
            lon: 37.9,
            day: day(2022, 3, 4),
            ..Sample::new(3)
        },
        Sample { event_type: "armed_clash", killed: 20, day: day(2022, 3, 9), ..Sample::new(4) },
        Sample { event_type: "armed_clash", killed: 30, day: day(2022, 3, 9), ..Sample::new(5) },
        Sample {
            village: "Taveuni",
            country: "FJ",
            lat: -16.9,
            lon: -179.9,
            day: day(2017, 1, 1),
            ..Sample::new(6)
        },
    ];
    let all: Vec<&Sample> = samples.iter().collect();
    put(&mut house.store, &all);
    let scope: Vec<_> = samples.iter().map(Sample::claim_id).collect();
    let made = [
        incident("first00000", &all[..1]),
        incident("wadi000000", &all[1..2]),
        incident("hora000000", &all[2..3]),
        incident("clash00000", &all[3..5]),
        incident("fiji000000", &all[5..]),
    ];
    house.store.replace_incidents(&scope, &made, second(9)).unwrap();
    house
}

/// The ids that the filter leaves, newest first; count and pages of one row must agree.
#[track_caller]
fn check(filter: &Filter, expected: &[&str]) {
    let house = filled();
    let list = house.store.incidents(filter, Page::default()).unwrap();
    let ids: Vec<&str> = list.rows.iter().map(|row| row.id.as_str().trim_end_matches('0')).collect();
    assert_eq!(ids, expected);
    assert_eq!(house.store.count(filter).unwrap(), expected.len() as u64);
    assert_eq!(house.store.map(filter, 100).unwrap().len(), expected.len());
    let mut paged = Vec::new();
    let mut page = Page { limit: 1, after: None };
    loop {
        let part = house.store.incidents(filter, page).unwrap();
        paged.extend(part.rows);
        page.after = part.next;
        if page.after.is_none() {
            break;
        }
    }
    assert_eq!(paged, list.rows);
}

fn text(words: &str) -> Filter {
    Filter { text: Some(words.to_owned()), ..Filter::default() }
}

fn within(corners: &str) -> Filter {
    Filter { bbox: BBox::parse(corners), ..Filter::default() }
}

#[test]
fn without_a_filter_all_come_newest_first() {
    check(&Filter::default(), &["clash", "hora", "fiji", "wadi", "first"]);
}

#[test]
fn times_overlap_since_and_until() {
    let since = |y, m, d| Some(day(y, m, d));
    check(&Filter { since: since(2022, 3, 4), ..Filter::default() }, &["clash", "hora"]);
    check(&Filter { since: since(2022, 3, 5), ..Filter::default() }, &["clash"]);
    check(&Filter { until: since(2016, 12, 20), ..Filter::default() }, &["first"]);
    check(&Filter { until: since(2016, 12, 21), ..Filter::default() }, &["wadi", "first"]);
    check(
        &Filter { since: since(2016, 12, 2), until: since(2018, 1, 1), ..Filter::default() },
        &["fiji", "wadi"],
    );
}

#[test]
fn boxes_hold_centres_and_may_cross_the_antimeridian() {
    check(&within("36,34,39,37"), &["clash", "wadi", "first"]);
    check(&within("38,34,39,36"), &["wadi"]);
    check(&within("179,-18,-179,-16"), &["fiji"]);
    check(&within("-179,-18,179,-16"), &[]);
}

#[test]
fn a_circle_that_reaches_into_a_box_counts_when_asked() {
    // The box begins 500 m north of Wadi Sahl, whose circle has a radius of 1.5 km.
    let beside = within("38.4,35.0045,38.6,35.1");
    check(&beside, &[]);
    check(&Filter { bbox_touches: true, ..beside }, &["wadi"]);
}

#[test]
fn types_countries_grades_and_counts_narrow_down() {
    check(&Filter { countries: vec!["ua".into(), "FJ".into()], ..Filter::default() }, &["hora", "fiji"]);
    check(&Filter { event_types: vec![EventType::new("armed_clash")], ..Filter::default() }, &["clash"]);
    check(&Filter { grades: vec![Grade::Fair], ..Filter::default() }, &["clash"]);
    check(&Filter { min_roots: Some(2), ..Filter::default() }, &["clash"]);
    check(&Filter { means: vec![Means::new("drone")], ..Filter::default() }, &[]);
    check(&Filter { min_killed: Some(4), ..Filter::default() }, &["clash"]);
    check(&Filter { countries: vec!["SY".into()], min_roots: Some(2), ..text("zahra") }, &["clash"]);
}

#[test]
fn texts_are_found_by_words_phrases_and_their_stems() {
    check(&text("wadi"), &["wadi"]);
    check(&text("strike zahra"), &["first"]);
    check(&text("Aleppo killing"), &["clash", "hora", "fiji", "wadi", "first"]);
    check(&text("\"armed clash\""), &["clash"]);
    check(&text("\"clash armed\""), &[]);
    check(&text("hor*"), &["hora"]);
    check(&text("clashes"), &["clash"]);
    check(&text("killing 30"), &["clash"]);
    check(&text("\" ( NOT"), &[]);
    check(&text("\""), &[]);
}

#[test]
fn actors_are_found_by_id_stem_of_id_and_name() {
    let all = ["clash", "hora", "fiji", "wadi", "first"];
    let actor = |name: &str| Filter { actor: Some(name.to_owned()), ..Filter::default() };
    check(&actor("syria.military"), &all);
    check(&actor("syria"), &all);
    check(&actor("forces of Syria"), &all);
    check(&actor("syri"), &[]);
    check(&Filter { countries: vec!["UA".into()], ..actor("syria.military") }, &["hora"]);
}

#[test]
fn places_are_found_by_their_names_and_provinces_alone() {
    let place = |words: &str| Filter { place: Some(words.to_owned()), ..Filter::default() };
    check(&place("zahra"), &["clash", "first"]);
    check(&place("\"tell zahra\" aleppo"), &["clash", "first"]);
    check(&place("aleppo"), &["clash", "hora", "fiji", "wadi", "first"]);
    // Words of the sentence, of an actor and of the type are no place.
    for nowhere in ["resident", "military", "strike", "-"] {
        check(&place(nowhere), &[]);
    }
    check(&Filter { countries: vec!["UA".into()], ..place("aleppo") }, &["hora"]);
}

#[test]
fn actors_are_found_by_what_they_did() {
    let all = ["clash", "hora", "fiji", "wadi", "first"];
    let with = |roles: &[Role], actor: Option<&str>| Filter {
        roles: roles.to_vec(),
        actor: actor.map(str::to_owned),
        ..Filter::default()
    };
    check(&with(&[Role::Initiator], None), &all);
    check(&with(&[Role::Target], None), &[]);
    check(&with(&[Role::Target, Role::Initiator], Some("syria")), &all);
    check(&with(&[Role::Initiator], Some("Forces syria")), &all);
    check(&with(&[Role::Initiator], Some("navy syria")), &[]);
    check(&with(&[Role::Victim], Some("syria.military")), &[]);
}

#[test]
fn counts_by_day_month_and_type() {
    let house = filled();
    let facet = |facet| {
        let counts = house.store.facet(&Filter::default(), facet).unwrap();
        counts.into_iter().map(|(value, n)| format!("{value} {n}")).collect::<Vec<_>>()
    };
    assert_eq!(facet(Facet::Month), ["2016-12 2", "2017-01 1", "2022-03 2"]);
    assert_eq!(facet(Facet::Day)[0], "2016-12-01 1");
    assert_eq!(facet(Facet::Year), ["2016 2", "2017 1", "2022 2"]);
    assert_eq!(facet(Facet::EventType), ["air_drone_strike 4", "armed_clash 1"]);
    assert_eq!(facet(Facet::Country), ["FJ 1", "SY 3", "UA 1"]);
    assert_eq!(facet(Facet::Grade), ["fair 1", "weak 4"]);
}

#[test]
fn an_export_meets_every_incident_once() {
    let house = filled();
    let mut ids = Vec::new();
    house
        .store
        .each_incident(&Filter::default(), |stored| {
            ids.push(stored.incident.id.to_string());
            Ok::<(), dateline_store::StoreError>(())
        })
        .unwrap();
    assert_eq!(ids, ["clash00000", "hora000000", "fiji000000", "wadi000000", "first00000"]);
}

#[test]
fn an_incident_without_time_and_place_is_listed_last_and_not_on_the_map() {
    let mut house = filled();
    let sample = Sample::new(7);
    put(&mut house.store, &[&sample]);
    let mut bare = incident("bare000000", &[&sample]);
    (bare.time.headline, bare.place.headline) = (None, None);
    house.store.replace_incidents(&[sample.claim_id()], &[bare], second(10)).unwrap();
    let rows = house.store.incidents(&Filter::default(), Page::default()).unwrap().rows;
    assert_eq!(rows.last().unwrap().id.as_str(), "bare000000");
    assert_eq!((rows[5].time, rows[5].lat), (None, None));
    assert_eq!(house.store.map(&Filter::default(), 100).unwrap().len(), 5);
    assert_eq!(house.store.facet(&Filter::default(), Facet::Day).unwrap().values().sum::<u64>(), 5);
    assert_eq!(house.store.check().unwrap(), Vec::<String>::new());
}
