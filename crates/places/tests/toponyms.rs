//! Names in invented sentences, marked as `[words|usage relation place]`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a failing test may panic")]

use std::fmt::Write;

use dateline_places::{Context, Gazetteer, Toponym, find_toponyms};

/// Runs the finder on `marked` without its marks; the same marks must come back.
#[track_caller]
fn check(marked: &str) {
    let plain = unmark(marked);
    let gazetteer = Gazetteer::embedded().unwrap();
    let mut seen = String::new();
    let mut at = 0;
    for toponym in find_toponyms(&plain, &gazetteer, &Context::default()) {
        write!(seen, "{}[{}|{}]", &plain[at..toponym.span.start()], toponym.name, label(&toponym)).unwrap();
        at = toponym.span.end();
    }
    seen.push_str(&plain[at..]);
    assert_eq!(seen, marked);
}

/// Usage, relation with its part or distance, and the place chosen.
fn label(toponym: &Toponym) -> String {
    let mut label = format!("{} {}", toponym.usage.as_str(), toponym.relation);
    if let Some(offset) = toponym.offset {
        write!(label, " {:.0} m", offset.metres).unwrap();
        if let Some(bearing) = offset.bearing {
            write!(label, " {bearing:.0}°").unwrap();
        }
    }
    if let Some(part) = &toponym.part {
        write!(label, " {part}").unwrap();
    }
    match toponym.chosen() {
        Some(place) => write!(label, " = {}", place.name).unwrap(),
        None => label.push_str(" = ?"),
    }
    if let Some(place) = toponym.holder.as_ref().and_then(|it| it.chosen()) {
        write!(label, " by {}", place.name).unwrap();
    }
    label
}

/// `marked` with every `[words|label]` replaced by its words.
fn unmark(marked: &str) -> String {
    let mut pieces = marked.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (words, rest) = piece.split_once('|').expect("a mark needs a label");
        let (_label, rest) = rest.split_once(']').expect("a mark needs its end");
        plain.extend([words, rest]);
    }
    plain
}

#[test]
fn a_town_in_its_country() {
    check("Two shells fell in [Idlib|place at = Idlib], [Syria|place within = Syria], on Monday.");
    check("Residents of [Kharkov|place at = Kharkiv] in [Ukraine|place within = Ukraine] fled.");
}

#[test]
fn transliterations_lead_to_one_place() {
    check("Fighting near [Deir al-Zour|place near = Deir ez-Zor] went on.");
    check("Fighting near [Dayr az Zawr|place near = Deir ez-Zor] went on.");
}

#[test]
fn distance_and_direction_are_read() {
    check(
        "A mine blew up 40 km west of [Palmyra|place offset 40000 m 270° = Tadmur] in [Syria|place within = Syria].",
    );
    check("The patrol was hit 25 miles from [Mosul|place offset 40225 m = Mosul].");
}

#[test]
fn what_comes_from_a_place_is_not_the_place() {
    check("[Syrian|demonym within = Syria] troops and [Russians|demonym within = Russia] met there.");
}

#[test]
fn persons_are_not_places() {
    check("Mr. Jackson and General Sidney Houston spoke for an hour.");
}

#[test]
fn ordinary_words_are_not_places() {
    check("Most of them were hit. Police Reading the list Of names did not stop.");
}

#[test]
fn parts_and_kinds_are_read() {
    check("Clashes went on in northern [Aleppo|place within northern = Aleppo] on Monday.");
    check("Shelling hit [Idlib|place within = Idlib Governorate] province on Friday.");
    check("A convoy was hit between [Homs|place between = Homs] and [Hama|place between = Ḩamāh].");
}

#[test]
fn landmarks_are_places() {
    check("Jets left [Shayrat Air Base|place at = Shayrat Air Base] before dawn.");
    check("Tents burnt in [al-Hol camp|place at = al-Hol Camp] at night.");
}

#[test]
fn names_of_other_things_are_not_places() {
    check("Al Jazeera spoke to a fighter of the Golani Brigade.");
}

#[test]
fn copy_in_capitals() {
    check("FIVE KILLED AS ARMY STRIKE ON [ALEPPO|place at = Aleppo] CONTINUES");
    check("[ALEPPO|place at = Aleppo] BOMBING KILLS FIVE");
    check("I SAW A MAN FOR A MOMENT, THEY'RE ALL BY THE BRIDGE NOW");
    check("SHELLING NEAR [DEIR AL-ZOUR|place near = Deir ez-Zor] GOES ON, RESIDENTS SAY");
}

#[test]
fn a_small_town_is_found_beside_its_neighbours_and_after_an_act() {
    check("Five people died as the army shelled [Avdiivka|place at = Avdiyivka] for a second day.");
    check("The siege of [Rutbah|place at = Ar Ruţbah] ended.");
    check(
        "[Saraqib|place at = Saraqib] fell. Families left [Idlib|place at = Idlib] and [Binnish|place at = Binnish].",
    );
}

#[test]
fn a_department_may_be_an_office() {
    check("The Department of Fisheries closed the shore.");
}

#[test]
fn a_name_that_no_gazetteer_has_is_told_by_its_words() {
    check("A shell hit a house in a village called [Tarsoum|place at = ?].");
    check(
        "Gunmen raided three villages: [Dembesso|place at = ?], [Karwane|place at = ?] and [Toulmaga|place at = ?].",
    );
    check("A bomb went off in the [Mansour|place at = ?] neighbourhood.");
    check("Oct. 4 was quiet. Sunni neighbourhoods were spared. The villages of the valley were not.");
}

#[test]
fn an_unlisted_name_takes_the_place_its_words_put_it_in() {
    check("Police fired on [Wazira Street|place at = ? by Baghdad] in [Baghdad|place at = Baghdad].");
    check(
        "They stormed [Boulmessi|place at = ? by Djibo], 18 kilometres east of [Djibo|place offset 18000 m 90° = Djibo].",
    );
    check(
        "A mine went off in [Tal Orzan|place at = ? by Idlib Governorate], [Idlib|place within = Idlib Governorate] province.",
    );
}

#[test]
fn a_towns_name_may_be_that_of_its_division() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let text = "Raid in Idlib. Planes bombed Saraqib.";
    let found = find_toponyms(text, &gazetteer, &Context::default());
    let [idlib, saraqib] = found.as_slice() else { panic!("{found:?}") };
    let division = idlib.as_division_of(saraqib.chosen().unwrap()).unwrap();
    assert_eq!(division.chosen().unwrap().name, "Idlib Governorate");
    let far = find_toponyms("Rockets hit Kharkiv.", &gazetteer, &Context::default());
    assert_eq!(idlib.as_division_of(far[0].chosen().unwrap()), None);
}

#[test]
fn an_odd_spelling_is_no_place_of_another_country() {
    check(
        "[Syrian|demonym within = Syria] shells hit the village of [Shaara|place at = ?] in [Homs|place within = Homs Governorate] \
         province.",
    );
    check(
        "Jets struck the town of [Urum al-Kubra|place at = ? by Syria] in [Syria|place within = Syria] on Friday, witnesses said.",
    );
}
