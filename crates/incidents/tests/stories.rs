//! Invented stories in which it is known which claims are one incident and what it rests on.

mod story;
#[path = "story/sources.rs"]
mod sources;
#[path = "story/themes.rs"]
mod themes;

use dateline_incidents::explain;
use dateline_model::{Grade, Harm, Modality, SpeakerKind, Stance};
use story::{Story, Told, told};

fn strike(sentence: &str) -> Told {
    told("air_drone_strike", sentence).means("aircraft")
}

#[test]
fn a_toll_that_grows_over_three_days_is_one_incident_with_a_range() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        4,
        20,
        vec![strike("Jets bombed the bazaar of Orvo on Monday, killing nine.").at("Orvo").on(4).killed(9)],
    );
    story.report(
        "hill-times",
        5,
        9,
        vec![strike("Twelve died in Monday's raid on the bazaar of Orvo.").at("Orvo").on(4).killed(12)],
    );
    let rose = told("other", "The toll of the raid on the Orvo bazaar rose to 14.").at("Orvo").killed(14);
    story.report("river-news", 7, 9, vec![rose]);
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 1);
    let toll = &incidents[0].tolls[0];
    assert_eq!((toll.harm, toll.count.headline.unwrap().to_string()), (Harm::Killed, "9-14".to_owned()));
    assert_eq!(toll.count.values.len(), 3);
    assert_eq!(incidents[0].grade, Grade::Fair);
}

#[test]
fn strikes_on_one_town_six_days_apart_are_two_incidents() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        4,
        20,
        vec![strike("Jets bombed the bazaar of Orvo, killing nine.").at("Orvo").on(4).killed(9)],
    );
    story.report(
        "valley-post",
        10,
        20,
        vec![strike("Jets bombed the bazaar of Orvo, killing nine.").at("Orvo").on(10).killed(9)],
    );
    assert_eq!(story.fuse().len(), 2);
}

#[test]
fn one_report_on_three_incidents_gives_three() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        9,
        vec![
            strike("Jets bombed a school in Orvo on Monday, killing four.")
                .at("Orvo")
                .on(4)
                .killed(4)
                .by("syria.military"),
            strike("Jets also bombed Tamsa on Monday, where two died.")
                .at("Tamsa")
                .on(4)
                .killed(2)
                .by("syria.military"),
            told("armed_clash", "Fighting went on near Kellun on Monday.")
                .at("Kellun")
                .on(4)
                .by("syria.military"),
        ],
    );
    assert_eq!(story.fuse().len(), 3);
}

#[test]
fn a_headline_may_name_the_place_more_loosely_than_the_lead() {
    let incidents = |between: Vec<Told>| {
        let mut told = vec![strike("Fruit seller hit as calm holds").at("Upper Province").hour(4, 6)];
        told.extend(between);
        told.push(strike("Jets bombed the harbour road and wounded a hawker.").at("Orvo").hour(4, 6));
        let mut story = Story::new();
        story.report("valley-post", 5, 9, told);
        story.fuse().len()
    };
    assert_eq!(incidents(Vec::new()), 1);
    let elsewhere = || strike("Guns fired on a quarry.").at("Kellun").on(2);
    assert_eq!(incidents(vec![elsewhere(), elsewhere().on(1)]), 4);
}

#[test]
fn headline_and_elaboration_in_one_report_are_one_incident() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        9,
        vec![
            strike("Nine killed in air strike on the bazaar of Orvo").at("Orvo").on(4).killed(9),
            strike("Jets bombed the crowded bazaar of Orvo on Monday, killing nine people.")
                .at("Orvo")
                .on(4)
                .killed(9)
                .by("syria.military"),
        ],
    );
    assert_eq!(story.fuse().len(), 1);
}

#[test]
fn details_further_down_belong_to_the_event_of_the_lead() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        9,
        vec![
            strike("Jets bombed the crowded bazaar of Orvo on Monday, killing nine people.")
                .at("Orvo")
                .on(4)
                .killed(9),
            strike("Rescuers said that the bombing in Orvo had set several stalls ablaze.").at("Orvo"),
            strike("The bombs that fell on Tamsa left a crater in the road.").at("Tamsa"),
        ],
    );
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 2);
    assert_eq!(incidents[0].links.len(), 2);
}

#[test]
fn another_strike_of_the_same_night_stays_apart_where_the_text_tells() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        9,
        vec![
            strike("Jets bombed the bazaar of Orvo on Monday night, killing nine people.")
                .at("Orvo")
                .on(4)
                .killed(9),
            strike("A second strike that night hit the bus station of Orvo, where three died.")
                .at("Orvo")
                .on(4)
                .killed(3),
        ],
    );
    assert_eq!(story.fuse().len(), 2);
}

#[test]
fn an_older_attack_told_as_background_stays_apart() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        9,
        vec![
            strike("Jets bombed the bazaar of Orvo on Monday, killing nine people.")
                .at("Orvo")
                .on(4)
                .killed(9),
            strike("The bazaar of Orvo was bombed in 1982, too, killing nine people.")
                .at("Orvo")
                .long_ago()
                .killed(9),
        ],
    );
    assert_eq!(story.fuse().len(), 2);
}

#[test]
fn hours_tell_two_strikes_of_one_day_apart() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        9,
        vec![strike("Jets hit Orvo at 06:00, killing two.").at("Orvo").hour(4, 6).killed(2)],
    );
    story.report(
        "hill-times",
        5,
        9,
        vec![strike("Jets hit Orvo at 21:00, killing five.").at("Orvo").hour(4, 21).killed(5)],
    );
    assert_eq!(story.fuse().len(), 2);
}

#[test]
fn a_denial_attaches_and_makes_no_incident_of_its_own() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        9,
        vec![
            strike("Syrian jets bombed the bazaar of Orvo on Monday, killing nine, residents said.")
                .at("Orvo")
                .on(4)
                .killed(9)
                .by("syria.military")
                .said_by("residents", SpeakerKind::Resident, None),
            strike("The army denied that its planes had bombed Orvo.")
                .at("Orvo")
                .on(4)
                .by("syria.military")
                .said_by("Syrian army", SpeakerKind::Military, Some("syria.military"))
                .stance(Stance::Denies)
                .modality(Modality::Denied),
        ],
    );
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 1);
    assert_eq!(incidents[0].denials, [story.claims[1].id]);
    assert_eq!(incidents[0].grade, Grade::Contested);
    assert!(incidents[0].positions.iter().any(|it| it.stance == Some(Stance::Denies)));

    story.claims.remove(0);
    assert!(story.fuse().is_empty());
}

#[test]
fn a_threat_is_never_an_incident() {
    let mut story = Story::new();
    for modality in [Modality::Threatened, Modality::Planned, Modality::Hypothetical] {
        story.report(
            "valley-post",
            5,
            9,
            vec![strike("The army would bomb Orvo.").at("Orvo").on(4).modality(modality)],
        );
    }
    assert!(story.fuse().is_empty());
    assert!(
        story
            .claims
            .iter()
            .all(|claim| dateline_incidents::block_keys(claim, story.digest_of(claim)).is_empty())
    );
}

#[test]
fn no_casualties_is_kept_as_a_value() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        7,
        vec![
            strike("Planes struck a depot in Orvo on Monday, killing two guards.").at("Orvo").on(4).killed(2),
        ],
    );
    story.report(
        "hill-times",
        5,
        9,
        vec![
            strike("The raid on the depot in Orvo on Monday caused no casualties.")
                .at("Orvo")
                .on(4)
                .killed(0),
        ],
    );
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 1);
    assert_eq!(incidents[0].tolls[0].count.headline.unwrap().to_string(), "0-2");
}

#[test]
fn a_base_in_town_and_the_town_may_be_one_place() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        7,
        vec![
            strike("Missiles hit the Orvo air base on Monday, killing twelve airmen.")
                .at("Orvo air base")
                .on(4)
                .killed(12),
        ],
    );
    story.report(
        "hill-times",
        5,
        9,
        vec![strike("Twelve airmen died in Orvo on Monday.").at("Orvo").on(4).killed(12)],
    );
    assert_eq!(story.fuse().len(), 1);
}

#[test]
fn every_link_says_why() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        7,
        vec![
            strike("Planes struck a depot in Orvo on Monday, killing two guards.").at("Orvo").on(4).killed(2),
        ],
    );
    story.report(
        "hill-times",
        5,
        9,
        vec![strike("Two guards died in the raid on the Orvo depot on Monday.").at("Orvo").on(4).killed(2)],
    );
    let incidents = story.fuse();
    let link = &incidents[0].links[1];
    assert!(
        link.score > 0.5 && link.parts.iter().any(|(words, _)| words == "same place"),
        "{:?}",
        link.parts
    );
    let parts = explain(&story.claims[0], &story.claims[1], story.digests.first(), story.digests.get(1));
    assert!(parts.iter().any(|(words, weight)| words == "same day" && *weight > 0.0));
}

#[test]
fn a_bare_spokesman_speaks_for_the_office_named_before() {
    let told = |speaker: &str| {
        let mut story = Story::new();
        let police = strike("Jets bombed the bazaar of Orvo and killed nine shoppers, the Orvo police said.")
            .at("Orvo")
            .on(4)
            .said_by("the Orvo police", SpeakerKind::Police, None);
        let later = strike("A stall keeper was found under the rubble of the bazaar later.")
            .at("Orvo")
            .on(4)
            .goes_on(0)
            .said_by(speaker, SpeakerKind::Unnamed, None);
        story.report("valley-post", 5, 9, vec![police, later]);
        story.fuse()[0].roots.iter().map(|root| root.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told("a spokesman"), ["the Orvo police"]);
    assert_eq!(told("a stall keeper").len(), 2);
}

#[test]
fn what_goes_on_about_a_claim_stays_with_it() {
    let mut story = Story::new();
    let lead = strike("Jets bombed the crowded bazaar of Orvo on Monday.").at("Orvo").on(4);
    let wounded = told("attack", "At least 15 people were wounded.").injured(15).goes_on(0);
    let held = told("arrests", "Two of them were held at the gate.").goes_on(1);
    let held_again = told("arrests", "Nobody else was held.").goes_on(2);
    story.report("valley-post", 5, 9, vec![lead, wounded, held, held_again]);
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 1, "{:?}", incidents.iter().map(|it| it.links.len()).collect::<Vec<_>>());
}

#[test]
fn two_speakers_of_one_report_may_disagree_on_the_toll() {
    let mut story = Story::new();
    let police =
        told("armed_clash", "Four policemen died in fighting near Orvo on Monday, the police chief said.");
    let rebels = told("armed_clash", "A rebel spokesman put the number of policemen killed in Orvo at 15.");
    story.report(
        "valley-post",
        5,
        9,
        vec![
            police.at("Orvo").on(4).killed(4).said_by("police chief", SpeakerKind::Police, None),
            rebels.at("Orvo").on(4).killed(15).said_by(
                "spokesman",
                SpeakerKind::Belligerent,
                Some("group.red"),
            ),
        ],
    );
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 1);
    assert_eq!(incidents[0].tolls[0].count.headline.unwrap().to_string(), "4-15");
}
