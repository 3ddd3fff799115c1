//! Phrases: `[words|harm count victims flags]`, the words being those of the group or, without one, of the harm.

use std::fmt::Write;

use super::*;
use crate::annotate::annotate;

/// Finds the counts of `marked` without its marks; the same marks must come back.
#[track_caller]
fn check(marked: &str) {
    let plain = unmark(marked);
    let text = annotate(&plain, None);
    let mut seen = String::new();
    let mut at = 0;
    let mentions = (0..text.sentences.len()).flat_map(|sentence| find_casualties(&text, sentence).0);
    for mention in mentions {
        let casualty = &mention.casualty;
        let harm_start = text.tokens[mention.anchor].span.start();
        let group =
            casualty.spans.iter().find(|span| span.start() != harm_start).unwrap_or(&casualty.spans[0]);
        let mut label = format!("{} {} {}", casualty.harm, casualty.count, casualty.victims);
        for (flag, is_set) in
            [("subset", casualty.is_subset), ("sum", casualty.is_cumulative), ("old", mention.background)]
        {
            if is_set {
                write!(label, " {flag}").unwrap();
            }
        }
        if let Some(side) = &casualty.side {
            write!(label, " of {side}").unwrap();
        }
        write!(seen, "{}[{}|{label}]", &plain[at..group.start()], text.words_of(*group)).unwrap();
        at = group.end();
    }
    seen.push_str(&plain[at..]);
    assert_eq!(seen, marked);
}

/// `marked` with every `[words|label]` replaced by its words.
pub(in crate::extract) fn unmark(marked: &str) -> String {
    let mut pieces = marked.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (words, rest) = piece.split_once('|').expect("a mark needs a label");
        let (_, rest) = rest.split_once(']').expect("a mark needs its end");
        plain.extend([words, rest]);
    }
    plain
}

#[test]
fn a_verb_takes_its_object() {
    check("A car bomb killed [12 people|killed 12 unspecified] in Kati.");
    check("The blast wounded [at least 30 civilians|injured 30+ civilians] on Monday.");
    check("Gunmen stormed the farm, killing [two guards|killed 2 security_forces].");
    check("A mine kills [six soldiers|killed 6 soldiers] near Dori.");
    check("Rebels killed [the mayor|killed 1 civilians] of Borno and fled.");
    check("Rebels abducted [14 schoolgirls|abducted 14 children] and burned two houses.");
}

#[test]
fn the_passive_takes_its_subject() {
    check(
        "[Twelve people|killed 12 unspecified] were killed and [30 others|injured 30 unspecified] were wounded.",
    );
    check("[Three policemen|killed 3 security_forces] have been killed.");
    check("[A policeman|killed 1 security_forces] was killed on Tuesday.");
    check("[His wife|injured 1 unspecified] was badly hurt.");
    check("[Two of his bodyguards|killed 2 unspecified] were shot dead.");
    check("[Two soldiers|injured 2 soldiers], both from Gao, were lightly wounded.");
    check("[Up to 40 fighters|killed 0-40 fighters] are reported dead.");
}

#[test]
fn participles_without_a_verb_count_too() {
    check("[6|killed 6 unspecified] killed as shells hit a market in Kherson");
    check("[Five|killed 5 unspecified] killed, [two|injured 2 unspecified] wounded in the raid.");
    check(
        "Bombing of Sarmin leaves [five|killed 5 unspecified] dead and [12|injured 12 unspecified] wounded.",
    );
    check("There were [12 people|killed 12 unspecified] killed.");
    check(
        "Medics said that [3 citizens|killed 3 civilians] were killed and [20 more|injured 20 unspecified] injured.",
    );
    check("[12|killed 12 unspecified] dead, [40|injured 40 unspecified] injured.");
}

#[test]
fn nouns_of_harm_count() {
    check("The army reported the death of [3 soldiers|killed 3 soldiers].");
    check("The attack claimed the lives of [nine villagers|killed 9 civilians].");
    check("The fire claimed [nine|killed 9 unspecified] lives.");
    check("Medics counted [14|killed 14 unspecified] bodies.");
    check("The killing of [four nuns|killed 4 civilians] shocked the town.");
    check("Hospitals registered [20|killed_or_injured 20 unspecified] casualties.");
}

#[test]
fn a_toll_gives_its_last_figure() {
    check("The death toll rose to [14|killed 14 unspecified].");
    check("The death toll from the blast rose from 10 to [14|killed 14 unspecified].");
    check("Officials put the toll at [at least 25|killed 25+ unspecified].");
}

#[test]
fn combined_figures_stay_combined() {
    check("[20 people|killed_or_injured 20 unspecified] were killed and wounded.");
    check("The raid left [40|killed_or_injured 40 unspecified] killed or wounded.");
    check("[Four men|killed_or_injured 4 men] were shot in Juba.");
    check("[A man|killed 1 men] was shot and killed; [a boy|injured 1 children] was shot and wounded.");
}

#[test]
fn lists_are_taken_whole() {
    check(
        "A bomb killed [two soldiers|killed 2 soldiers], [a policeman|killed 1 security_forces] and [three civilians|killed 3 civilians].",
    );
    check("[A nurse|killed 1 aid] and [four farmers|killed 4 civilians] were killed.");
    check(
        "The strike killed [12 people|killed 12 unspecified] in Gao and [30 others|injured 30 unspecified] were wounded.",
    );
    check("[Dozens of women and children|killed 12-24 civilians] died.");
}

#[test]
fn parts_are_marked_as_parts() {
    check(
        "[12 people|killed 12 unspecified], including [three children|killed 3 children subset], were killed.",
    );
    check("The raid killed [13|killed 13 unspecified], among them [4 children|killed 4 children subset].");
    check("It killed [20 people|killed 20 unspecified], [13 of them children|killed 13 children subset].");
    check(
        "It killed [20 people|killed 20 unspecified] and [9 of them were children|killed 9 children subset].",
    );
    check("The dead included [two journalists|killed 2 journalists subset].");
}

#[test]
fn the_side_comes_from_the_group() {
    check("The raid wounded [six Syrian soldiers|injured 6 soldiers of syria.military].");
    check("[Three Hamas militants|killed 3 fighters of hamas] were killed.");
    check("[Four members|killed 4 fighters of pkk] of the PKK were killed.");
    check("Troops captured [five M23 fighters|captured 5 fighters of m23].");
}

#[test]
fn other_harms_are_read() {
    check("[Three sailors|missing 3 soldiers] are missing.");
    check("Police arrested [17 suspects|arrested 17 unspecified] in Goma.");
    check("The fighting displaced [some 3,000 people|displaced 2700-3300 unspecified].");
    check("[More than 200 families|displaced 200+ unspecified] fled their homes.");
    check("[Two aid workers|abducted 2 aid] were kidnapped.");
}

#[test]
fn attackers_are_told_apart() {
    check("[The bomber|killed 1 attackers] died and [five guards|injured 5 security_forces] were hurt.");
    check("[Three attackers|killed 3 attackers] were killed.");
}

#[test]
fn capitals_change_nothing() {
    check(
        "[TWO POLICEMEN|killed 2 security_forces] WERE KILLED AND [FIVE PEASANTS|injured 5 civilians] WERE WOUNDED IN THE ATTACK.",
    );
    check("GUERRILLAS KILLED [THE MAYOR|killed 1 civilians] OF PERQUIN.");
    check("THE BOMB CAUSED THE DEATH OF [THREE CHILDREN|killed 3 children].");
}

#[test]
fn none_and_some_are_told_apart_from_silence() {
    check("The strike caused [no casualties|killed_or_injured 0 unspecified].");
    check("[No one was killed|killed 0 unspecified] in the blast.");
    check("No casualties were reported.");
    check("There were no reports of casualties.");
    check("The shelling caused [casualties|killed_or_injured 1+ unspecified] among the crowd.");
}

#[test]
fn sums_and_older_events_are_marked() {
    check("[More than 300 people|killed 300+ unspecified sum] have been killed since October.");
    check("[Forty people|killed 40 unspecified sum] have died so far this year.");
    check("The war that began in 2011 has killed [more than 3,000 people|killed 3000+ unspecified sum].");
    check(
        "It killed [nine|killed 9 unspecified], the deadliest raid since [47|killed 47 unspecified old] died in 2015.",
    );
}

#[test]
fn what_is_no_count_of_people_is_left_out() {
    check("The shell killed two birds and three cows.");
    check("A 34-year-old drove 12 km in 20 minutes to the 3rd Brigade.");
    check("Soldiers destroyed 12 tanks and two police stations.");
    check("He was not killed.");
    check("The team killed time and won 3-1.");
}

#[test]
fn persons_are_told_by_name_age_and_pronoun() {
    check("[Amal Khoury|killed 1 unspecified], 34, was killed at home.");
    check(
        "The blast killed [a 19-year-old woman|killed 1 women] and hurt [a 12-year-old|injured 1 children].",
    );
    check("Unidentified gunmen killed [Sheikh|killed 1 civilians] Hamad Salem, a tribal leader, in Basra.");
    check("[He|killed 1 unspecified] died in hospital.");
    check("A bomber killed [himself|killed 1 attackers] and [five others|killed 5 unspecified].");
    check("TERRORISTS ASSASSINATED [ATTORNEY GENERAL|killed 1 unspecified] JUAN PEREZ IN SAN SALVADOR.");
}

#[test]
fn phrases_between_people_and_verb_are_passed_over() {
    check("[Three members|killed 3 unspecified] of one family were killed.");
    check(
        "[Seven civilians|killed 7 civilians] belonging to the Araj family, including [a mother|killed 1 unspecified subset] with [her five children|killed 5 children subset], were killed.",
    );
    check(
        "[Six civilians|killed 6 civilians], most of whom were [children|killed 1+ children subset], were killed.",
    );
    check("The raid killed a family of [six|killed 6 unspecified].");
    check("[The driver|killed 1 unspecified] was killed along with [his two sons|killed 2 unspecified].");
}

#[test]
fn a_list_that_tells_a_number_again_is_part_of_it() {
    check(
        "[Four members|killed 4 unspecified] of the Shamal family, [two women|killed 2 women subset] and [two children|killed 2 children subset], were killed.",
    );
}

#[test]
fn losses_and_shares_are_read() {
    check(
        "Soldiers killed [14 ISIS militants|killed 14 fighters of islamic_state], losing [3 men|killed 3 men].",
    );
    check("[An officer|killed 1 soldiers subset] was among the dead.");
    check(
        "[Three people|killed 3 unspecified], [two of them policemen|killed 2 security_forces subset], had died.",
    );
    check(
        "Fighting has killed [more than 100,000 people|killed 100000+ unspecified sum] and displaced [millions|displaced 1000000-2000000 unspecified sum] since 2011.",
    );
}

#[test]
fn what_a_verb_does_to_something_else_harms_no_subject() {
    check("Deputies arrested on Monday the man from Kati.");
    check("Rebels captured two villages and shot down a drone.");
    check("Police said nothing about the dead.");
}

#[test]
fn those_who_were_shot_and_died_were_killed() {
    check("[A teenager|killed 1 unspecified] was shot in the head and killed in Orvo.");
    check("[A man|killed 1 men] was shot several times and later died at a clinic.");
    check("[The baker|killed 1 civilians] who was shot near the mill has died.");
    check("[A man|killed_or_injured 1 men] was shot in the leg and did not die.");
    check("The attack left [one|killed 1 unspecified] dead and injured [four others|injured 4 unspecified].");
    check("[Hamid Tarun|killed 1 unspecified], 47, died of his injuries, the coroner said.");
    check("[One|killed 1 unspecified] is dead after a shooting in Orvo.");
}
