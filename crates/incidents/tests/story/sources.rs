//! On which sources an incident rests, and how well.

use dateline_model::{Grade, SpeakerKind, Stance};

use super::story::Story;
use super::strike;

#[test]
fn five_outlets_with_one_ministry_statement_have_one_root() {
    let mut story = Story::new();
    let words = [
        "An air strike on the mill at Orvo killed seven people, the health ministry said.",
        "Seven people died when jets bombed a mill in Orvo, according to the health ministry.",
        "The ministry of health put the dead of the bombing of Orvo at seven.",
        "Orvo: seven killed as warplanes hit a flour mill, health ministry says.",
        "The health ministry said that seven people had been killed in Orvo.",
    ];
    for (outlet, words) in
        ["valley-post", "hill-times", "river-news", "plain-daily", "coast-radio"].iter().zip(words)
    {
        let told = strike(words).at("Orvo").on(4).killed(7);
        let told = told.said_by("Ministry of Health", SpeakerKind::HealthAuthority, Some("syria.government"));
        story.report(outlet, 5, 9, vec![told]);
    }
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 1);
    let sources = incidents[0].sources;
    assert_eq!((sources.reports, sources.outlets, sources.roots), (5, 5, 1));
    assert_eq!(incidents[0].roots[0].name, "Ministry of Health");
    assert_eq!(incidents[0].roots[0].reason, "5 reports quote Ministry of Health");
    assert_eq!(incidents[0].grade, Grade::Weak);
}

#[test]
fn a_wire_story_printed_twice_is_one_root() {
    let words = "Jets bombed the crowded bazaar of Orvo on Monday, burning stalls and killing nine shoppers.";
    let mut story = Story::new();
    story.report("valley-post", 5, 7, vec![strike(words).at("Orvo").on(4).killed(9)]);
    let reworded = "Jets bombed the crowded bazaar of Orvo on Monday, burning stalls and killing nine shoppers, reports say.";
    story.report("hill-times", 5, 9, vec![strike(reworded).at("Orvo").on(4).killed(9)]);
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 1);
    assert_eq!((incidents[0].sources.outlets, incidents[0].sources.roots), (2, 1));
    assert!(incidents[0].roots[0].reason.contains("same passage"), "{}", incidents[0].roots[0].reason);
    assert_eq!(incidents[0].roots[0].name, "valley-post");
}

#[test]
fn an_explicit_relay_rests_on_the_outlet_it_names() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        7,
        vec![
            strike("Planes struck a depot in Orvo on Monday; three guards died.").at("Orvo").on(4).killed(3),
        ],
    );
    let relayed = strike("Three people were killed in Orvo on Monday, the Valley Post reported.")
        .at("Orvo")
        .on(4)
        .killed(3);
    story.report("hill-times", 5, 9, vec![relayed.relayed_by("valley-post")]);
    let incidents = story.fuse();
    assert_eq!(incidents.len(), 1);
    assert_eq!(incidents[0].sources.roots, 1);
}

#[test]
fn residents_heard_by_two_outlets_are_two_roots() {
    let mut story = Story::new();
    for (outlet, words) in [
        ("valley-post", "A raid on Orvo killed three, residents said."),
        ("hill-times", "Villagers counted three bodies after the bombing of Orvo."),
    ] {
        let told = strike(words).at("Orvo").on(4).killed(3).said_by("residents", SpeakerKind::Resident, None);
        story.report(outlet, 5, 9, vec![told]);
    }
    let incidents = story.fuse();
    assert_eq!((incidents.len(), incidents[0].sources.roots), (1, 2));
    assert_eq!(incidents[0].grade, Grade::Fair);
}

#[test]
fn an_outlet_does_not_confirm_itself() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        7,
        vec![
            strike("Planes struck a depot in Orvo on Monday; three guards died.").at("Orvo").on(4).killed(3),
        ],
    );
    story.report(
        "valley-post",
        5,
        19,
        vec![strike("Monday's raid on Orvo cost three lives.").at("Orvo").on(4).killed(3)],
    );
    let incidents = story.fuse();
    assert_eq!((incidents.len(), incidents[0].sources.reports, incidents[0].sources.roots), (1, 2, 1));
}

#[test]
fn a_party_that_says_it_did_it_confirms_and_a_rival_claim_contests() {
    let claimed = |by: &str, outlet_words: &str| {
        strike(outlet_words)
            .at("Kellun")
            .on(4)
            .killed(3)
            .by(by)
            .said_by(by, SpeakerKind::Belligerent, Some(by))
            .stance(Stance::Claims)
    };
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        7,
        vec![claimed("group.red", "The Red Group said it had hit the depot in Kellun.")],
    );
    assert_eq!(story.fuse()[0].grade, Grade::Confirmed);
    story.report(
        "hill-times",
        5,
        9,
        vec![claimed("group.blue", "The Blue Group said it had hit the depot in Kellun.")],
    );
    let incidents = story.fuse();
    assert_eq!((incidents.len(), incidents[0].grade), (1, Grade::Contested));
    assert!(incidents[0].grade_reason.contains("both"), "{}", incidents[0].grade_reason);
}

#[test]
fn outlets_that_carry_the_tag_of_one_agency_have_one_root() {
    let mut story = Story::new();
    let words = [
        "KELLUN (Reuters) - Planes struck a depot in Orvo on Monday, killing three guards.",
        "BEIRUT (Reuters) - Three people died on Monday when a storehouse in Orvo was bombed.",
    ];
    for (outlet, words) in ["valley-post", "hill-times"].iter().zip(words) {
        story.report(outlet, 5, 9, vec![strike(words).at("Orvo").on(4).killed(3)]);
    }
    let incidents = story.fuse();
    assert_eq!((incidents.len(), incidents[0].sources.outlets, incidents[0].sources.roots), (1, 2, 1));
    assert_eq!(incidents[0].roots[0].name, "Reuters");
}

#[test]
fn an_unattributed_lead_rests_on_the_source_its_report_names() {
    let mut story = Story::new();
    story.report(
        "valley-post",
        5,
        9,
        vec![
            strike("Nine people were killed in a raid on the bazaar of Orvo on Monday.")
                .at("Orvo")
                .on(4)
                .killed(9),
            strike("The raid on the bazaar of Orvo killed nine, the health ministry said.")
                .at("Orvo")
                .on(4)
                .killed(9)
                .said_by("Ministry of Health", SpeakerKind::HealthAuthority, Some("syria.government")),
        ],
    );
    let incidents = story.fuse();
    assert_eq!((incidents.len(), incidents[0].sources.roots), (1, 1));
    assert_eq!(incidents[0].roots[0].name, "Ministry of Health");
}

#[test]
fn a_relay_of_an_outlet_rests_on_what_that_outlet_rests_on() {
    let mut story = Story::new();
    let original =
        strike("Planes struck a depot in Orvo on Monday and killed three, residents told the Post.");
    let original = original.at("Orvo").on(4).killed(3).said_by("residents", SpeakerKind::Resident, None);
    story.report("valley-post", 5, 7, vec![original]);
    let relayed =
        strike("Three people died in Orvo on Monday, the Valley Post reported.").at("Orvo").on(4).killed(3);
    story.report("hill-times", 5, 9, vec![relayed.relayed_by("valley-post")]);
    let unnamed =
        strike("The dead of Orvo were guards, people there told the Valley Post.").at("Orvo").on(4).killed(3);
    let unnamed = unnamed.said_by("people in Orvo", SpeakerKind::Resident, None).relayed_by("valley-post");
    story.report("river-news", 5, 11, vec![unnamed]);
    let incidents = story.fuse();
    assert_eq!((incidents.len(), incidents[0].sources.outlets, incidents[0].sources.roots), (1, 3, 1));
}

#[test]
fn a_background_line_days_later_is_no_new_root() {
    let mut story = Story::new();
    let first = strike("Planes struck a depot in Orvo on Monday, killing three, residents said.")
        .at("Orvo")
        .on(4)
        .killed(3);
    story.report("valley-post", 5, 7, vec![first.said_by("residents", SpeakerKind::Resident, None)]);
    let later =
        strike("On Monday last week a raid on the depot in Orvo killed three.").at("Orvo").on(4).killed(3);
    story.report("hill-times", 11, 9, vec![later]);
    let incidents = story.fuse();
    assert_eq!((incidents.len(), incidents[0].sources.outlets, incidents[0].sources.roots), (1, 2, 1));
}
