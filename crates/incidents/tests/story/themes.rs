//! What reports as wholes are about: follow-ups, like stories, a series.

use super::story::{Story, Told, told};
use super::strike;

/// A report in several sentences that only its first one claims something in.
fn about(lead: Told, rest: &str) -> Told {
    let sentence = format!("{} {rest}", lead.sentence());
    lead.in_words(&sentence)
}

#[test]
fn a_follow_up_that_names_the_same_person_is_about_the_same_event() {
    let lead =
        || strike("Jets hit the ferry landing at Orvo, killing Hamid Tarun, 41, a ferryman.").killed(1);
    let rest = "Cousins pulled Tarun from the reeds. The landing serves the weavers of Orvo and Little Orvo.";
    let follow_up = |name: &str| {
        let sentence =
            format!("The ferry landing at Orvo reopened under the name of {name}, killed by jets.");
        strike(&sentence).killed(1)
    };
    let more = "Weavers lit lamps in the reeds for the ferryman. Cousins spoke of the landing.";
    let incidents = |name: &str| {
        let mut story = Story::new();
        story.report("valley-post", 5, 9, vec![about(lead().at("Orvo").on(4), rest)]);
        story.report("hill-times", 60, 9, vec![about(follow_up(name), more)]);
        story.fuse().len()
    };
    assert_eq!(incidents("Hamid Tarun"), 1);
    assert_eq!(incidents("Omid Selk"), 2, "weeks later, and nobody is named in both");
}

#[test]
fn like_stories_of_one_day_are_one_event_without_a_word_on_where_and_when() {
    let first =
        "Gunfire broke up a wedding at the silk weavers' hall, wounding the fiddler and two bridesmaids.";
    let second = "The fiddler and two bridesmaids were wounded when gunfire broke up a weavers' wedding.";
    let rest = "The silk hall had been hung with lanterns. The fiddler asked for his bow.";
    let incidents = |n: i64| {
        let mut story = Story::new();
        story.report("valley-post", 5, 9, vec![about(told("attack", first).injured(3), rest)]);
        story.report("hill-times", n, 9, vec![about(told("attack", second).injured(3), rest)]);
        story.fuse().len()
    };
    assert_eq!(incidents(5), 1);
    assert_eq!(incidents(90), 2, "what is told alike months later may be another one");
}

#[test]
fn a_series_of_like_stories_is_not_one_event() {
    let strike_on = |n: i64, killed: u32| {
        let lead =
            format!("Jets bombed the grain silos of Orvo for the harvest board, killing {killed} porters.");
        about(
            strike(&lead).at("Orvo").on(n).killed(killed),
            "The silos feed the valley. The harvest board counts sacks and porters each evening.",
        )
    };
    let mut story = Story::new();
    story.report("valley-post", 4, 20, vec![strike_on(4, 2)]);
    story.report("valley-post", 5, 20, vec![strike_on(5, 9)]);
    story.report("valley-post", 7, 20, vec![strike_on(7, 4)]);
    assert_eq!(story.fuse().len(), 3);
}
