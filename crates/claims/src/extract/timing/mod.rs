//! When each event of a sentence happened.
//!
//! The nearest time is often another's: when somebody spoke, was charged or is to be buried, the day of the dateline, an
//! older attack. Each time of the sentence gets a chance: [`features`] describe how it stands to the event's words, and
//! the table `times/occasions.tsv`, fitted, weighs them.

mod features;

use std::sync::LazyLock;

use dateline_model::{Published, Span};
use dateline_places::{Context, Gazetteer};
use dateline_times::{Timex, TimexKind};

use self::features::Scene;
use super::events::SentenceEvent;
use super::phrases::Phrases;
use super::rules::Rules;
use super::triggers::{Trigger, find_triggers};
use super::weights::Weights;
use crate::annotate::annotate_with;

/// Chance that the likeliest time must pass to be the event's.
const LEAST: f32 = 0.4;
/// A clock time and its day stand at most so many bytes apart, and the second passes this chance.
const PARTNER_REACH: usize = 60;
const LEAST_PARTNER: f32 = 0.3;

/// The weights of the table.
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::of(dateline_tables::times::occasions()));

/// A time of a sentence, and how likely an event of that sentence happened then.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The time.
    pub timex: Timex,
    /// What speaks for and against it: group and value, as in the table `times/occasions.tsv`.
    pub features: Vec<(&'static str, String)>,
    /// Chance that the event happened then, 0 to 1.
    pub chance: f32,
}

/// The times in the sentence of `event`, a span of bytes in `text`, each with the chance that the event happened then.
///
/// Times that tell how long or how often are left out, and so are those that no day of publication turns into a time.
/// Empty when the sentence tells none.
#[must_use]
pub fn find_occasions(
    text: &str,
    event: Span,
    published: Option<Published>,
    gazetteer: &Gazetteer,
) -> Vec<Occasion> {
    let annotated = annotate_with(text, published, gazetteer, &Context::default());
    let trigger = annotated.tokens_in(event);
    if trigger.is_empty() {
        return Vec::new();
    }
    let phrases = Phrases::new(&annotated);
    let sentence = annotated.sentence_of(trigger.start);
    let triggers = find_triggers(&phrases, &annotated.sentences[sentence].tokens, Rules::english());
    let scene = Scene::new(&phrases, sentence, &triggers);
    let occasion = |nth: usize| {
        let features = scene.features(nth, &trigger);
        Occasion {
            timex: annotated.times[scene.times[nth]].clone(),
            chance: WEIGHTS.chance(&features),
            features: features.into_iter().map(|(group, value)| (group, value.to_owned())).collect(),
        }
    };
    (0..scene.times.len()).map(occasion).collect()
}

/// Which of several times with these chances is that of the event: the likeliest, the first among equals; `None` when none
/// is likely enough.
#[must_use]
pub fn chosen_occasion(chances: &[f32]) -> Option<usize> {
    let best = (0..chances.len()).rev().max_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    best.filter(|nth| chances[*nth] >= LEAST)
}

/// Numbers of the time expressions that tell when the event happened: the day, and the clock time if one is told;
/// empty when the sentence tells neither. `triggers` are those of all events of the sentence.
pub(crate) fn find_time(
    phrases: &Phrases,
    event: &SentenceEvent,
    sentence: usize,
    triggers: &[Trigger],
) -> Vec<usize> {
    let text = phrases.text;
    let scene = Scene::new(phrases, sentence, triggers);
    let chance_of = |nth: usize| {
        let of = |trigger: &Trigger| WEIGHTS.chance(&scene.features(nth, &trigger.tokens));
        event.triggers().map(of).fold(0.0, f32::max)
    };
    let chances: Vec<f32> = (0..scene.times.len()).map(chance_of).collect();
    let Some(best) = chosen_occasion(&chances).map(|nth| scene.times[nth]) else { return Vec::new() };
    let mut found: Vec<(f32, usize)> = chances.into_iter().zip(scene.times.iter().copied()).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    // A clock time and its day complete one another: "at 6 p.m. on Friday".
    let is_clock = |idx: usize| text.times[idx].kind == TimexKind::Time;
    let partner = found.iter().skip(1).find(|&&(chance, idx)| {
        let apart = text.times[idx].span.start().abs_diff(text.times[best].span.start());
        chance >= LEAST_PARTNER && apart < PARTNER_REACH && is_clock(idx) != is_clock(best)
    });
    let mut chosen: Vec<usize> = partner.map(|(_, idx)| *idx).into_iter().chain([best]).collect();
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use dateline_places::Gazetteer;
    use dateline_reports::{Record, clean, read_record};

    use crate::read_claims;

    /// The words that tell when the events of a text happened, by the words of the event.
    fn times(text: &str) -> Vec<(String, String)> {
        let published = Some("2021-03-03".to_owned());
        let report = read_record(Record { text: text.to_owned(), published, ..Record::default() });
        let claims = read_claims(&report, &clean(&report), &Gazetteer::embedded().unwrap()).claims;
        let words = |spans: &[dateline_model::Span]| {
            spans.first().and_then(|span| span.of(&report.text)).unwrap_or_default().to_owned()
        };
        let time = |claim: &dateline_model::Claim| claim.time.as_ref().map(|time| words(&time.spans));
        claims.iter().map(|it| (words(&it.event_type.spans), time(it).unwrap_or_default())).collect()
    }

    fn time(text: &str) -> String {
        times(text).into_iter().next().map(|(_, time)| time).unwrap_or_default()
    }

    #[test]
    fn an_event_has_its_own_time() {
        assert_eq!(time("On Monday gunmen ambushed a convoy near Gao, killing four soldiers."), "Monday");
        assert_eq!(time("The death toll of Tuesday's bombing in Kirkuk rose to nine."), "Tuesday");
    }

    #[test]
    fn the_day_of_the_dateline_a_statement_or_a_funeral_is_not_that_of_the_event() {
        assert_eq!(
            time("BAMAKO, March 2 (SahelWire) - Gunmen killed four soldiers near Gao, the army said."),
            ""
        );
        assert_eq!(time("Gunmen killed four soldiers near Gao, the army said on Tuesday."), "");
        assert_eq!(
            time("A court in Aden on Sunday jailed two men for a bombing that killed nine people in Marib."),
            ""
        );
    }

    #[test]
    fn what_happened_lies_not_ahead() {
        assert_eq!(time("Gunmen killed four soldiers near Gao on 9 May 2021."), "");
    }
}
