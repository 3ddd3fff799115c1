//! Spellings in use lead to one place: the cases of `cases/spellings.txt`.

use dateline_model::PlaceId;
use dateline_places::Gazetteer;

/// The places of this name in the country.
fn places(gazetteer: &Gazetteer, name: &str, country: &str) -> Vec<PlaceId> {
    let found = gazetteer.find(name).into_iter();
    found.filter(|place| place.country.as_deref() == Some(country)).map(|place| place.id).collect()
}

#[test]
fn spellings_in_use_lead_to_one_place() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let cases = include_str!("../cases/spellings.txt").lines().filter(|line| !line.starts_with('#'));
    for case in cases {
        let (country, names) = case.split_once(": ").unwrap();
        let (names, missed) = names.split_once(" -- ").unwrap_or((names, ""));
        let mut names = names.split(" | ");
        let shared = places(&gazetteer, names.next().unwrap(), country);
        assert!(!shared.is_empty(), "{case}");
        let is_shared = |name: &str| places(&gazetteer, name, country).iter().any(|it| shared.contains(it));
        for name in names {
            assert!(is_shared(name), "{name}: {case}");
        }
        for name in missed.split(" | ").filter(|name| !name.is_empty()) {
            assert!(!is_shared(name), "{name} is found now: move it before the dashes: {case}");
        }
    }
}
