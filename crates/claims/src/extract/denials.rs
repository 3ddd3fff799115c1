//! Which claim a denial denies.
//!
//! "The army denied that it shelled the school" speaks of the shelling that residents have told of before, or tell of
//! next. The link leads from the denial to that claim, so that both stand together whatever else is known of them.

use dateline_model::Modality;

use super::carry::is_related;
use super::draft::Draft;
use crate::annotate::Annotated;

/// Sentences between a denial and what it denies.
const REACH: usize = 8;

/// Links each denial to the claim of the same report that it denies: the nearest one of a related type, of those told
/// before it, then of those after, that another speaker makes and that no other place or day sets apart.
pub(crate) fn link_denials(text: &Annotated, drafts: &mut [Draft]) {
    for idx in 0..drafts.len() {
        if drafts[idx].modality.value != Modality::Denied {
            continue;
        }
        let is_denied = |&at: &usize| is_denied_by(text, &drafts[at], &drafts[idx]);
        drafts[idx].denies =
            (0..idx).rev().find(is_denied).or_else(|| (idx + 1..drafts.len()).find(is_denied));
    }
}

fn is_denied_by(text: &Annotated, told: &Draft, denial: &Draft) -> bool {
    told.modality.value.makes_incident()
        && told.sentence.abs_diff(denial.sentence) <= REACH
        && is_related(told, denial)
        && !is_same_speaker(told, denial)
        && !is_elsewhere(text, told, denial)
        && !is_on_another_day(text, told, denial)
}

/// Whether one speaker makes both claims; nobody denies what they say themselves.
fn is_same_speaker(told: &Draft, denial: &Draft) -> bool {
    let speaker = |draft: &Draft| draft.attribution.first().map(|it| it.name.to_lowercase());
    speaker(told).is_some_and(|name| speaker(denial) == Some(name))
}

/// Whether both tell a place in their own words, and not the same.
fn is_elsewhere(text: &Annotated, told: &Draft, denial: &Draft) -> bool {
    let own =
        |draft: &Draft| draft.place.filter(|_| !draft.place_is_carried).map(|at| &text.toponyms[at].name);
    own(told).zip(own(denial)).is_some_and(|(a, b)| a != b)
}

/// Whether both tell a day in their own words, and the times do not meet.
fn is_on_another_day(text: &Annotated, told: &Draft, denial: &Draft) -> bool {
    let own = |draft: &Draft| {
        let at = draft.times.first().filter(|_| !draft.time_is_carried)?;
        text.times[*at].interval()
    };
    own(told).zip(own(denial)).is_some_and(|(a, b)| a.end() <= b.start() || b.end() <= a.start())
}

#[cfg(test)]
mod tests {
    use dateline_places::Gazetteer;
    use dateline_reports::{Record, clean, read_record};

    use crate::read_claims;

    /// The words of the denial and those of what it denies, for each denial of the text.
    fn links(text: &str) -> Vec<(String, Option<String>)> {
        let report = read_record(Record { text: text.to_owned(), ..Record::default() });
        let cleaned = clean(&report);
        let claims = read_claims(&report, &cleaned, &Gazetteer::embedded().unwrap()).claims;
        let words = |span: dateline_model::Span| report.text[span.start()..span.end()].to_owned();
        claims
            .iter()
            .filter(|it| it.modality.value == dateline_model::Modality::Denied)
            .map(|it| {
                let denied = it.denies.and_then(|at| claims.iter().find(|it| it.id.ordinal == at));
                (words(it.event_type.spans[0]), denied.map(|it| words(it.sentence)))
            })
            .collect()
    }

    #[test]
    fn a_denial_leads_to_what_another_party_says() {
        let told = "Residents said tanks shelled a school in Aleppo on Monday.";
        let found = links(&format!("{told} The army denied that it had shelled the school."));
        assert_eq!(found, [("shelled".to_owned(), Some(told.to_owned()))]);
    }

    #[test]
    fn a_denial_of_something_else_leads_nowhere() {
        let found = links(
            "Residents said gunmen kidnapped a nurse in Aleppo. The army denied that it had shelled the school in Homs.",
        );
        assert_eq!(found, [("shelled".to_owned(), None)]);
    }

    #[test]
    fn nobody_denies_what_they_say_themselves() {
        let found = links(
            "The army said it shelled a depot in Aleppo. The army denied that it had shelled the school.",
        );
        assert_eq!(found, [("shelled".to_owned(), None)]);
    }
}
