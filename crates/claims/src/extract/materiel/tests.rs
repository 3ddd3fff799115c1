//! Phrases: `[words|loss class count owner]`.

use std::fmt::Write;

use super::*;
use crate::annotate::annotate;
use crate::extract::counts::tests::unmark;

/// Finds the things of `marked` without its marks; the same marks must come back.
#[track_caller]
fn check(marked: &str) {
    let plain = unmark(marked);
    let text = annotate(&plain, None);
    let mut seen = String::new();
    let mut at = 0;
    for mention in (0..text.sentences.len()).flat_map(|sentence| find_materiel(&text, sentence)) {
        let materiel = &mention.materiel;
        let loss = text.tokens[mention.anchor].span.start();
        let span = materiel.spans.iter().find(|span| span.start() != loss).unwrap_or(&materiel.spans[0]);
        let words = text.words_of(*span);
        write!(
            seen,
            "{}[{words}|{} {} {}",
            &plain[at..span.start()],
            materiel.loss,
            materiel.class,
            materiel.count
        )
        .unwrap();
        if let Some(owner) = &materiel.owner {
            write!(seen, " of {owner}").unwrap();
        }
        seen.push(']');
        at = span.end();
    }
    seen.push_str(&plain[at..]);
    assert_eq!(seen, marked);
}

#[test]
fn a_verb_takes_a_list_of_things() {
    check(
        "Jets destroyed [14 tanks|destroyed tank 14], [three artillery systems|destroyed artillery 3] and [two IS-held buildings|destroyed building 2 of islamic_state].",
    );
    check("The raid damaged [a bridge|damaged bridge 1] near Kuma.");
    check(
        "One strike destroyed [two ISIL vehicles|destroyed vehicle 2 of islamic_state], a loom and [an ISIL bunker|destroyed bunker 1 of islamic_state].",
    );
}

#[test]
fn the_passive_takes_its_subjects() {
    check(
        "[Six tunnel entrances|destroyed tunnel 6] and [five supply caches|destroyed cache 5] were destroyed.",
    );
    check("[A T-72 tank|captured tank 1] was captured; [a BMP-1|damaged armoured_vehicle 1] was damaged.");
    check("[Several houses|damaged house 2+] in Bir Salem were badly damaged.");
}

#[test]
fn what_flies_is_shot_down() {
    check("Air defences shot down [two drones|shot_down drone 2] over Odesa.");
    check("[At least 30 Shahed-136 drones|shot_down drone 30+] were intercepted.");
    check("Rebels downed [a military helicopter|shot_down helicopter 1].");
}

#[test]
fn amounts_count_as_one_and_up() {
    check(
        "Troops seized [a large quantity of ammunition|captured ammunition 1+] and [12 rifles|captured small_arms 12].",
    );
    check("The army seized [weapons|captured small_arms 1+] and fled.");
}

#[test]
fn what_was_fired_was_used() {
    check("Militants fired [40 rockets|used rocket 40] at the town.");
    check("Russia launched [12 cruise missiles|used missile 12] and [more than 60 drones|used drone 60+].");
}

#[test]
fn a_struck_thing_may_be_whole() {
    check("Shells hit [a school|struck school 1] and [two apartment buildings|struck building 2].");
    check("Planes bombed [an ammunition depot|struck depot 1 of rsf] of the RSF.");
}

#[test]
fn people_and_places_are_no_things() {
    check("Rebels captured the base and two villages.");
    check("The drone operators were hit.");
    check("No bridge was not destroyed.");
}

#[test]
fn capitals_change_nothing() {
    check("GUERRILLAS DYNAMITED [TWO BRIDGES|destroyed bridge 2] AND BURNED [A BUS|destroyed vehicle 1].");
}
