//! What a sentence leaves out and the reader takes from the one before.
//!
//! News tells place and day once, mostly in the lead, and then goes on about "the attack". An event without a place
//! or time of its own takes that of the nearest earlier event of its kind; a headline takes that of the lead.

use dateline_model::Role;

use super::draft::{Draft, is_clash};
use super::phrases::Phrases;
use super::triggers::Voice;

/// The type that may stand for any violence.
const VAGUE: &str = "attack";
/// What an attack on the armed is.
const CLASH: &str = "armed_clash";
/// Sentences back that place and time carry over.
const REACH: usize = 8;
/// Tokens before the noun of an event in which "another" stands.
const ANOTHER: usize = 3;

/// Fills types, places and times that other sentences tell, and marks them as carried.
pub(crate) fn carry_over(phrases: &Phrases, drafts: &mut [Draft]) {
    for idx in 0..drafts.len() {
        drafts[idx].continues = told_before(phrases, drafts, idx).or_else(|| goes_on(phrases, drafts, idx));
        // "At least 15 people were wounded", "the attack": the sentences before tell what kind of event it was.
        if let Some(from) = drafts[idx].continues.filter(|&from| takes_type(&drafts[idx], &drafts[from])) {
            drafts[idx].event_type = drafts[from].event_type;
            drafts[idx].means = drafts[idx].means.take().or_else(|| drafts[from].means.clone());
        }
        if drafts[idx].event_type == VAGUE && is_clash(phrases, &drafts[idx]) {
            drafts[idx].event_type = CLASH;
        }
        let told = drafts[idx].continues;
        if drafts[idx].place.is_none() {
            let from = told.filter(|&it| drafts[it].place.is_some());
            let from = from.or_else(|| lender(phrases, drafts, idx, |it| it.place.is_some()));
            drafts[idx].place = from.and_then(|it| drafts[it].place);
            drafts[idx].place_is_carried = drafts[idx].place.is_some();
        }
        if drafts[idx].times.is_empty() {
            let from = told.filter(|&it| !drafts[it].times.is_empty());
            let from = from.or_else(|| lender(phrases, drafts, idx, |it| !it.times.is_empty()));
            drafts[idx].times = from.map(|it| drafts[it].times.clone()).unwrap_or_default();
            drafts[idx].time_is_carried = !drafts[idx].times.is_empty();
        }
    }
    widen_headlines(drafts);
}

/// For headlines, the place of the lead: "in Idlib" means the governorate when the lead tells of Saraqib.
fn widen_headlines(drafts: &mut [Draft]) {
    for idx in 0..drafts.len() {
        let headline = &drafts[idx];
        if headline.sentence > 0 || headline.place.is_none() {
            continue;
        }
        let lead = drafts[idx + 1..]
            .iter()
            .find(|it| (1..=2).contains(&it.sentence) && it.place.is_some() && is_related(headline, it));
        drafts[idx].place_around =
            lead.and_then(|it| it.place).filter(|place| drafts[idx].place != Some(*place));
    }
}

/// Whether a draft that goes on about another's event takes over its type: when its own says less.
fn takes_type(draft: &Draft, from: &Draft) -> bool {
    let told = |it: &Draft| dateline_tables::event_type(it.event_type).map_or(0, |row| row.specificity);
    draft.event_type == VAGUE
        || draft.event.main.rule.is_weak
        || is_related(draft, from) && told(from) > told(draft)
}

/// Number of the earlier draft whose event this one goes on about: it speaks of an event already named, or only of
/// its dead, and tells no place or day of its own.
fn told_before(phrases: &Phrases, drafts: &[Draft], idx: usize) -> Option<usize> {
    let draft = &drafts[idx];
    // "Since January 40 people were killed" is no toll of the event before.
    let is_sum = draft.casualties.iter().any(|casualty| casualty.is_cumulative);
    let is_new = is_sum || draft.place.is_some() || !draft.times.is_empty() || !refers_back(phrases, draft);
    if is_new {
        return None;
    }
    let from = lender(phrases, drafts, idx, |it| {
        it.event_type != VAGUE || draft.event_type == VAGUE || draft.event.main.rule.is_weak
    });
    from.filter(|&from| from < idx)
}

/// Number of the earlier draft whose event this one seems to go on about, though it does not name it: it tells no place
/// and no day, nothing sets it apart, and the last event before it that may be the same was told a few sentences ago.
/// "Six people were shot at a night club. ... The guard was hit in the foot."
fn goes_on(phrases: &Phrases, drafts: &[Draft], idx: usize) -> Option<usize> {
    let draft = &drafts[idx];
    let is_sum = draft.casualties.iter().any(|casualty| casualty.is_cumulative);
    let is_told = draft.place.is_some() || !draft.times.is_empty();
    if is_sum || is_told || draft.event.main.rule.is_follower || is_told_apart(phrases, draft) {
        return None;
    }
    let happened =
        |it: &Draft| it.modality.value.makes_incident() && (!it.is_bare() || it.continues.is_some());
    let from = drafts[..idx].iter().rposition(|other| happened(other) && is_related(draft, other))?;
    let other = &drafts[from];
    let is_near = draft.sentence > other.sentence && draft.sentence - other.sentence <= REACH;
    (draft.modality.value.makes_incident() && is_near && !differ(phrases, draft, other)).then_some(from)
}

/// Whether the words before the event in its sentence tell it from others: "elsewhere", "in a separate attack".
fn is_told_apart(phrases: &Phrases, draft: &Draft) -> bool {
    let text = phrases.text;
    let start = text.sentences[draft.sentence].tokens.start;
    let main = &draft.event.main;
    let opens = text.words.class("new_event");
    // "Another victim was shot" is the same shooting, "another shooting" is not.
    let another = main.tokens.start.saturating_sub(ANOTHER).max(start)..main.tokens.end;
    let is_another = main.voice == Voice::Nominal
        && another.into_iter().any(|idx| dateline_tables::is_apart_word(text.lower(idx)));
    // "A drone strike" brings in an event; "the strike" goes on about one.
    let article = main.tokens.start.saturating_sub(2).max(start)..main.tokens.start;
    let is_brought_in =
        main.voice == Voice::Nominal && article.into_iter().any(|idx| matches!(text.lower(idx), "a" | "an"));
    is_another || is_brought_in || (start..main.tokens.start).any(|idx| phrases.is(idx, opens))
}

/// Whether two drafts name other parties for one part.
fn differ(phrases: &Phrases, a: &Draft, b: &Draft) -> bool {
    let party = |draft: &Draft, role: Role| {
        let actor = draft.actors.iter().find(|actor| actor.role == role && actor.mention.is_some());
        actor.and_then(|actor| actor.mention).map(|idx| phrases.text.actors[idx].row.id.as_str())
    };
    [Role::Initiator, Role::Target]
        .into_iter()
        .any(|role| party(a, role).zip(party(b, role)).is_some_and(|(one, other)| one != other))
}

/// Number of the draft to take from: the nearest earlier one of the same group that has it; for a headline also the
/// next one.
fn lender(phrases: &Phrases, drafts: &[Draft], idx: usize, has: impl Fn(&Draft) -> bool) -> Option<usize> {
    let draft = &drafts[idx];
    let fits = |other: &Draft| has(other) && is_related(draft, other);
    let earlier = drafts[..idx].iter().rposition(|other| {
        fits(other) && draft.sentence - other.sentence <= if refers_back(phrases, draft) { REACH } else { 2 }
    });
    let is_headline = draft.sentence == 0;
    earlier.or_else(|| {
        let later = drafts[idx + 1..].iter().position(|other| fits(other) && other.sentence <= 2)?;
        is_headline.then_some(idx + 1 + later)
    })
}

/// Whether the two may be one happening, by type.
pub(super) fn is_related(a: &Draft, b: &Draft) -> bool {
    let group = |it: &Draft| dateline_tables::event_type(it.event_type).map(|row| row.group);
    let generic = |it: &Draft| it.event_type == VAGUE || it.event.main.rule.is_weak;
    group(a) == group(b) || generic(a) || generic(b)
}

/// Whether the draft speaks of an event as already named: "the attack", "Tuesday's strike", or only of its dead.
fn refers_back(phrases: &Phrases, draft: &Draft) -> bool {
    let main = &draft.event.main;
    let before = main.tokens.start.saturating_sub(3).max(main.clause.start)..main.tokens.start;
    let definite = main.voice == Voice::Nominal
        && before
            .into_iter()
            .any(|idx| matches!(phrases.text.lower(idx), "the" | "this" | "these" | "that" | "'s" | "’s"));
    // "They set off the bomb": the one told of before.
    let its_means =
        main.rule.means.is_some() && main.tokens.clone().any(|idx| phrases.text.lower(idx) == "the");
    definite || its_means || main.rule.is_weak
}

#[cfg(test)]
mod tests {
    use dateline_places::Gazetteer;
    use dateline_reports::{Record, clean, read_record};

    use crate::read_claims;

    /// For each claim of the text the number of the one whose event it goes on about.
    fn continued(text: &str) -> Vec<Option<u16>> {
        let report = read_record(Record { text: text.to_owned(), ..Record::default() });
        let claims = read_claims(&report, &clean(&report), &Gazetteer::embedded().unwrap()).claims;
        claims.iter().map(|claim| claim.continues).collect()
    }

    #[test]
    fn what_tells_no_place_and_no_day_goes_on_about_the_event_before() {
        let text = "Gunmen shot six people at a tea house in Kirkuk on Monday. Two waiters were shot in the foot. \
                    A cook was shot dead.";
        assert_eq!(continued(text), [None, Some(0), Some(0)]);
    }

    #[test]
    fn another_place_or_day_and_another_attack_are_told_apart() {
        let lead = "Gunmen shot six people at a tea house in Kirkuk on Monday.";
        assert_eq!(continued(&format!("{lead} Soldiers shelled a farm near Mosul.")), [None, None]);
        assert_eq!(continued(&format!("{lead} Another shooting killed two barbers.")), [None, None]);
    }
}
