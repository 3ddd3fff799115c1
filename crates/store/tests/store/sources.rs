//! The outlet table, and who wins when the user and the shipped table differ.

use dateline_model::{Reliability, Source, SourceId, SpeakerKind};
use dateline_store::{Change, SourceEdit, StoreError};

use crate::support::{Sample, house, put, second};

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
