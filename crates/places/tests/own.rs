//! Places of the user's own imports: their names are found bare, but for words and names of persons.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use dateline_model::PlaceKind;
use dateline_places::{Borders, Context, Gazetteer, GazetteerRow, Import, combine, compile, find_toponyms};

/// A village of Syria without people, as most imports have them.
fn village(name: &str) -> GazetteerRow {
    GazetteerRow {
        id: format!("own:{name}"),
        name: name.to_owned(),
        other_names: Vec::new(),
        kind: PlaceKind::Settlement,
        lat: 35.4,
        lon: 36.9,
        radius_m: None,
        country: Some("SY".to_owned()),
        admin1: None,
        admin2: None,
        population: 0,
        is_loose: true,
    }
}

/// The shipped gazetteer with an import of these villages.
fn with(names: &[&str]) -> Gazetteer {
    let rows: Vec<GazetteerRow> = names.iter().map(|name| village(name)).collect();
    let borders = [Borders { country: "SY".to_owned(), capital: None, neighbours: Vec::new() }];
    let own = Gazetteer::from_vec(compile(&rows, &borders).unwrap()).unwrap();
    let imports = [Import { gazetteer: &own, wins: false }];
    let (bytes, _) = combine(&Gazetteer::embedded().unwrap(), &imports).unwrap();
    Gazetteer::from_vec(bytes).unwrap()
}

#[track_caller]
fn check(own: &str, text: &str, is_found: bool) {
    let found = find_toponyms(text, &with(&[own]), &Context::default());
    let has =
        found.iter().any(|it| it.chosen().is_some_and(|place| place.id.as_str() == format!("own:{own}")));
    assert_eq!(has, is_found, "{text}");
}

#[test]
fn an_own_place_is_found_bare() {
    check("Zarqunah", "Residents said Zarqunah was quiet.", true);
    check("Zarqunah", "ZARQUNAH WAS QUIET, RESIDENTS SAID", true);
    assert!(
        find_toponyms("Zarqunah was quiet.", &Gazetteer::embedded().unwrap(), &Context::default()).is_empty()
    );
}

#[test]
fn an_own_place_is_known_where_the_report_names_other_countries_or_another_name_follows() {
    check("Zarqunah", "Japan said that shells fell near Zarqunah on Monday.", true);
    check("Zarqunah", "Shells fell near Zarqunah Dorneth lines on Monday.", true);
}

#[test]
fn a_word_is_no_place_for_being_imported() {
    check("Market", "Market traders said it was quiet.", false);
}

#[test]
fn a_person_needs_more_than_an_import() {
    check("Hassan", "Residents said Hassan was quiet.", false);
    check("Zarqunah", "Captain Zarqunah was quiet.", false);
    check("Hassan", "Shells fell in the village of Hassan in Syria.", true);
}
