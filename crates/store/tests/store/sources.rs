//! The outlet table, and who wins when the user and the shipped table differ.

use dateline_model::{Incident, Reliability, Review, Root, Source, SourceId, SpeakerKind};
use dateline_store::{Change, SourceEdit, StoreError};

use crate::support::{Sample, house, incident, put, second};

fn shipped(name: &str) -> Source {
    Source {
        id: SourceId::new("gazette"),
        name: name.to_owned(),
        aliases: vec!["gazette.example".to_owned()],
        kind: SpeakerKind::LocalMedia,
        country: Some("SY".to_owned()),
        side: None,
        reliability: Reliability::F,
    }
}

#[test]
fn a_shipped_row_is_renewed_until_the_user_edits_it() {
    let mut house = house();
    let id = SourceId::new("gazette");
    house.store.seed_sources(&[shipped("Gazette")]).unwrap();
    house.store.seed_sources(&[shipped("The Gazette")]).unwrap();
    assert_eq!(house.store.source(&id).unwrap().unwrap().source.name, "The Gazette");

    let edit = SourceEdit { reliability: Some(Reliability::B), country: Some(None), ..SourceEdit::default() };
    let edited = house.store.set_source(&id, edit, second(3)).unwrap();
    assert_eq!((edited.source.reliability, edited.source.country.clone()), (Reliability::B, None));
    house.store.seed_sources(&[shipped("Gazette of the Day")]).unwrap();
    assert_eq!(house.store.sources().unwrap(), [edited]);

    let history = house.store.history("gazette").unwrap();
    assert_eq!((history[0].change, history[0].at), (Change::SourceEdited, second(3)));
    assert!(history[0].before.as_ref().unwrap().contains(r#""reliability":"F""#), "{history:?}");
    assert!(history[0].after.as_ref().unwrap().contains(r#""reliability":"B""#), "{history:?}");
}

#[test]
fn a_publisher_that_only_reports_name_can_be_edited() {
    let mut house = house();
    put(&mut house.store, &[&Sample::new(1), &Sample::new(2)]);
    let listed = house.store.sources().unwrap();
    assert_eq!((listed[0].source.kind, listed[0].reports), (SpeakerKind::Unknown, 2));
    let edit = SourceEdit { kind: Some(SpeakerKind::Monitor), ..SourceEdit::default() };
    let edited = house.store.set_source(&SourceId::new("example.org"), edit, second(3)).unwrap();
    assert_eq!((edited.source.name.as_str(), edited.reports), ("example.org", 2));
    assert!(edited.user_edited);
    assert_eq!(house.store.sources().unwrap(), [edited]);
}

#[test]
fn a_source_that_nothing_names_is_refused() {
    let mut house = house();
    let refused =
        house.store.set_source(&SourceId::new("nobody"), SourceEdit::default(), second(3)).unwrap_err();
    assert!(matches!(refused, StoreError::Unknown { .. }), "{refused}");
    assert!(refused.to_string().ends_with("source 'nobody' is not in the database"), "{refused}");
}

#[test]
fn who_tells_alone_and_who_after_whom_is_counted() {
    let mut house = house();
    let of = |n: u32, source, day: i8| Sample {
        source,
        day: crate::support::day(2016, 12, day),
        ..Sample::new(n)
    };
    let samples = [
        of(1, "wire", 16),
        of(2, "gazette", 17),
        of(3, "gazette", 16),
        of(4, "wire", 18),
        of(5, "herald", 16),
    ];
    let all: Vec<&Sample> = samples.iter().collect();
    put(&mut house.store, &all);
    let root = |name: &str, told: &[&Sample]| Root {
        name: name.to_owned(),
        claims: told.iter().map(|it| it.claim_id()).collect(),
        reason: String::new(),
    };
    // One account of two, the wire first; two accounts, each its own; one that is told alone; one that was rejected.
    let copied = Incident { roots: vec![root("wire", &all[..2])], ..incident("copied0000", &all[..2]) };
    let apart = Incident {
        roots: vec![root("the army", &all[2..3]), root("report 00000004", &all[3..4])],
        ..incident("apart00000", &all[2..4])
    };
    let alone = Incident { roots: vec![root("herald", &all[4..])], ..incident("alone00000", &all[4..]) };
    let scope: Vec<_> = samples.iter().map(Sample::claim_id).collect();
    house.store.replace_incidents(&scope, &[copied, apart, alone.clone()], second(9)).unwrap();

    let habits = house.store.source_habits().unwrap();
    let told = |id: &str| {
        let it = &habits[&SourceId::new(id)];
        let whom: Vec<String> = it.after_whom.iter().map(|(id, n)| format!("{id} {n}")).collect();
        let origins: Vec<String> = it.origins.iter().map(|(name, n)| format!("{name} {n}")).collect();
        format!("{} {} {} [{}] [{}]", it.incidents, it.alone, it.after, whom.join(", "), origins.join(", "))
    };
    assert_eq!(told("gazette"), "2 0 1 [wire 1] [the army 1, wire 1]");
    assert_eq!(told("wire"), "2 0 0 [] []");
    assert_eq!(told("herald"), "1 1 0 [] []");
    let rejected = Incident { review: Review::Rejected, ..alone };
    house.store.replace_incidents(&scope[4..], &[rejected], second(10)).unwrap();
    assert!(!house.store.source_habits().unwrap().contains_key(&SourceId::new("herald")));
}
