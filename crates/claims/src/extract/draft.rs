//! A claim before names, dates and places are resolved.

use std::ops::Range;

use dateline_model::{Casualty, Cited, Materiel, Modality, Role, Speaker, Stance};

use super::events::SentenceEvent;
use super::learned::{LEAST_TOLD, LEAST_TOLD_TIMED};
use super::phrases::Phrases;
use super::roles::{Taken, find_roles};
use super::rules::Part;
use super::speech::Statement;
use super::triggers::{Trigger, Voice};
use super::{means, tidy, timing, whereabouts};
use crate::actors::{ActorMention, Form};
use crate::annotate::Annotated;
use crate::annotate::tokens::TokenKind;

/// A sum of the dead over so many days is of more than one event.
const LONG_DAYS: i32 = 14;

/// Someone who takes part, by the words alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DraftActor {
    /// The part.
    pub(crate) role: Role,
    /// Tokens of the phrase.
    pub(crate) phrase: Range<usize>,
    /// Number of the actor mention in the phrase, if it holds one.
    pub(crate) mention: Option<usize>,
}

/// A claim before names, dates and places are resolved. Numbers point into the [`crate::annotate::Annotated`] text.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Number of the sentence.
    pub(crate) sentence: usize,
    /// Its triggers.
    pub(crate) event: SentenceEvent,
    /// Key of its type.
    pub(crate) event_type: &'static str,
    /// Key of the means and the tokens that tell it.
    pub(crate) means: Option<(&'static str, Range<usize>)>,
    /// Who takes part.
    pub(crate) actors: Vec<DraftActor>,
    /// Number of the toponym where it happened.
    pub(crate) place: Option<usize>,
    /// Whether the place was taken over from another sentence.
    pub(crate) place_is_carried: bool,
    /// Number of the toponym that lies in the division meant, where the name is that of a town and its division.
    pub(crate) place_around: Option<usize>,
    /// Numbers of the time expressions that tell when.
    pub(crate) times: Vec<usize>,
    /// Whether the time was taken over from another sentence.
    pub(crate) time_is_carried: bool,
    /// Number, among the drafts, of the earlier one whose event these words go on about.
    pub(crate) continues: Option<usize>,
    /// Number, among the drafts, of the one that this one denies.
    pub(crate) denies: Option<usize>,
    /// People harmed.
    pub(crate) casualties: Vec<Casualty>,
    /// Things destroyed, damaged, captured, used.
    pub(crate) materiel: Vec<Materiel>,
    /// Who says so, from the innermost speaker to the outlet.
    pub(crate) attribution: Vec<Speaker>,
    /// What the innermost speaker does with the words.
    pub(crate) stance: Cited<Stance>,
    /// Whether it is said to have happened.
    pub(crate) modality: Cited<Modality>,
    /// Chance, by the learned reader, that it is told as news; `None` where it did not look.
    pub(crate) told: Option<f32>,
}

impl Draft {
    /// Whether the words only tell how many were harmed in a war or since a day long past, and no event.
    pub(crate) fn is_running_total(&self, text: &Annotated) -> bool {
        let is_sum =
            !self.casualties.is_empty() && self.casualties.iter().all(|casualty| casualty.is_cumulative);
        let main = &self.event.main;
        // "Since October shelling has killed 400": the noun alone is no one event.
        let is_series = main.voice == Voice::Nominal
            && text
                .words
                .class("have")
                .meets(text.tokens.get(main.tokens.end).map(|it| it.classes).unwrap_or_default())
            && main.tokens.start.checked_sub(1).is_none_or(|before| {
                let det = text.words.class("det");
                text.tokens[before].kind != TokenKind::Word || !text.tokens[before].classes.meets(det)
            });
        // "Attacks have killed 550 in the last two months" is no one event either.
        let days = |time: &usize| text.times[*time].interval().map(|it| it.start().until(it.end()));
        let is_long = self.times.iter().filter_map(days).flatten().any(|it| it.get_days() >= LONG_DAYS);
        (main.rule.is_weak || is_series || is_long) && is_sum && self.continues.is_none()
    }

    /// Whether the learned reader takes for something else than news what the rules take for an event that happened.
    pub(crate) fn is_no_news(&self) -> bool {
        let least = if self.has_own_time() { LEAST_TOLD_TIMED } else { LEAST_TOLD };
        self.modality.value == Modality::Occurred && self.told.is_some_and(|chance| chance < least)
    }

    fn has_own_time(&self) -> bool {
        !self.times.is_empty() && !self.time_is_carried
    }

    /// Whether the words tell nothing but that there was an event: neither who nor where, when or how many.
    pub(crate) fn is_bare(&self) -> bool {
        let own_place = self.place.is_some() && !self.place_is_carried;
        self.actors.is_empty()
            && !own_place
            && !self.has_own_time()
            && self.casualties.is_empty()
            && self.materiel.is_empty()
    }
}

/// The drafts of one sentence.
pub(crate) fn draft_sentence(
    phrases: &Phrases,
    statements: &[Statement],
    sentence: usize,
    events: &[SentenceEvent],
    triggers: &[Trigger],
) -> Vec<Draft> {
    let draft = |event: &SentenceEvent| {
        let actors = find_actors(phrases, event);
        Draft {
            sentence,
            event_type: event.main.rule.event_type,
            means: event.triggers().find_map(|trigger| means::find_means(phrases, trigger)),
            actors,
            place: whereabouts::find_place(phrases, statements, event, sentence),
            place_is_carried: false,
            place_around: None,
            times: timing::find_time(phrases, event, sentence, triggers),
            time_is_carried: false,
            continues: None,
            denies: None,
            casualties: Vec::new(),
            materiel: Vec::new(),
            attribution: Vec::new(),
            stance: Cited { value: Stance::Says, spans: Vec::new() },
            modality: Cited { value: Modality::Occurred, spans: Vec::new() },
            told: None,
            event: event.clone(),
        }
    };
    events.iter().map(draft).collect()
}

/// Whether an attack is a clash: one on soldiers, police or fighters, as the ACLED codebook has it; its `attack` is
/// violence against civilians.
pub(crate) fn is_clash(phrases: &Phrases, draft: &Draft) -> bool {
    let actors = &draft.actors;
    let armed = phrases.text.words.class("soldier").with(phrases.text.words.class("fighter"));
    let is_armed = |actor: &DraftActor| {
        let kind = actor.mention.map(|idx| phrases.text.actors[idx].row.kind);
        let by_name = kind.is_some_and(|kind| matches!(kind, "state_military" | "police" | "armed_group"));
        by_name || actor.phrase.clone().any(|idx| phrases.is(idx, armed))
    };
    let mut hit = actors.iter().filter(|actor| matches!(actor.role, Role::Target | Role::Victim));
    hit.any(is_armed) && !draft.event.main.rule.is_defenceless
}

/// Who takes part, from all triggers of the event; of two phrases for one role at one place the first stays.
fn find_actors(phrases: &Phrases, event: &SentenceEvent) -> Vec<DraftActor> {
    let mut actors: Vec<DraftActor> = Vec::new();
    let roles: Vec<(&Trigger, Vec<Taken>)> =
        event.triggers().map(|trigger| (trigger, find_roles(phrases, trigger))).collect();
    // "Shot down a jet, killing its pilot": the jet did not kill.
    let is_hit = |by: &Trigger, phrase: &Range<usize>| {
        let others = roles.iter().filter(|(trigger, _)| trigger.tokens != by.tokens);
        let mut harmed =
            others.flat_map(|(_, taken)| taken).filter(|it| matches!(it.part, Part::Target | Part::Victim));
        harmed.any(|it| overlap(&it.phrase, phrase))
    };
    for (trigger, all) in &roles {
        for mut taken in all.iter().cloned() {
            let follows = trigger.voice == Voice::Active
                && phrases.text.lower(trigger.tokens.start).ends_with("ing")
                && taken.part == Part::Initiator;
            if follows && is_hit(trigger, &taken.phrase) {
                continue;
            }
            let role = match taken.part {
                Part::Initiator | Part::Nobody => Role::Initiator,
                Part::Target => Role::Target,
                Part::Partner => Role::Partner,
                Part::Victim => Role::Victim,
            };
            taken.phrase = tidy::tidied(phrases, trigger, role, taken.phrase);
            if taken.phrase.is_empty() {
                continue;
            }
            let mention = mention_in(phrases, trigger, role, &taken.phrase)
                .or_else(|| owner_of(phrases, &taken.phrase));
            // A weapon does not act, but whose it is does: "a Russian missile struck".
            if taken.part == Part::Nobody && mention.is_none() {
                continue;
            }
            let is_someone = mention.is_some()
                || is_someone(phrases, role, &taken.phrase)
                || is_named_victim(phrases, trigger, role, &taken.phrase);
            let is_event =
                event.triggers().any(|it| overlap(&it.tokens, &taken.phrase) && it.voice == Voice::Nominal);
            let is_known = actors.iter().any(|actor| overlap(&actor.phrase, &taken.phrase));
            let is_known =
                is_known || actors.iter().any(|it| it.role == role && same_row(phrases, it.mention, mention));
            let is_bystander =
                role == Role::Initiator && cannot_attack(phrases, event, mention, &taken.phrase);
            let is_barred = is_known || is_bystander || is_event && mention.is_none();
            if is_someone && !is_barred {
                let beside =
                    mention.and_then(|mention| mention_beside(phrases, mention, role, &taken.phrase));
                actors.push(DraftActor { role, phrase: taken.phrase, mention });
                actors.extend(beside);
            }
        }
    }
    actors
}

/// Number of the last actor mention in the phrase that names someone; failing that, for one who acts, of an adjective
/// ("Israeli strikes").
fn mention_in(phrases: &Phrases, trigger: &Trigger, role: Role, phrase: &Range<usize>) -> Option<usize> {
    let actors = &phrases.text.actors;
    // A seat of government acts only by its bare name and a verb: "shelling of San Salvador", "the Bogota bomb".
    let is_seat = |actor: &ActorMention| actor.form == Form::Capital;
    let bare = |actor: &ActorMention| {
        trigger.voice != Voice::Nominal
            && matches!(role, Role::Initiator | Role::Partner)
            && actor.tokens == *phrase
    };
    let inside = |actor: &ActorMention| {
        let within = phrase.start <= actor.tokens.start && actor.tokens.end <= phrase.end;
        within && (!is_seat(actor) || bare(actor))
    };
    let acts = matches!(role, Role::Initiator | Role::Partner);
    // "attacked Israel" names a party; "seized Syria's second city" does not.
    let fills = |actor: &ActorMention| actor.form != Form::Modifier && actor.tokens.len() + 1 >= phrase.len();
    actors
        .iter()
        .rposition(|actor| inside(actor) && actor.form != Form::Modifier && (acts || !actor.may_be_place()))
        .or_else(|| actors.iter().rposition(|actor| inside(actor) && (acts || fills(actor))))
}

/// The other side that "and" joins to a mention in the phrase: the Syrians of "Syrian and Russian jets".
fn mention_beside(
    phrases: &Phrases,
    mention: usize,
    role: Role,
    phrase: &Range<usize>,
) -> Option<DraftActor> {
    let other = mention.checked_sub(1)?;
    let (one, two) = (&phrases.text.actors[other], &phrases.text.actors[mention]);
    let is_joined = one.tokens.start >= phrase.start
        && one.tokens.end + 1 == two.tokens.start
        && phrases.text.lower(one.tokens.end) == "and";
    let is_other = is_joined && one.row.id != two.row.id && role == Role::Initiator;
    is_other.then(|| DraftActor { role, phrase: one.tokens.clone(), mention: Some(other) })
}

/// Number of the actor that "its" or "their" at the head of the phrase stands for: the first one named before it in the
/// sentence.
fn owner_of(phrases: &Phrases, phrase: &Range<usize>) -> Option<usize> {
    if !matches!(phrases.text.lower(phrase.start), "its" | "their" | "our") {
        return None;
    }
    let sentence = phrases.text.sentences.get(phrases.text.sentence_of(phrase.start))?;
    let inside = |tokens: &Range<usize>| sentence.tokens.start <= tokens.start && tokens.end <= phrase.start;
    phrases.text.actors.iter().position(|actor| inside(&actor.tokens))
}

/// Whether a phrase without a known name still names someone, or for a target something that can be hit.
fn is_someone(phrases: &Phrases, role: Role, phrase: &Range<usize>) -> bool {
    let class = |name| phrases.text.words.class(name);
    let people = class("person").with(class("soldier")).with(class("fighter")).with(class("crowd"));
    let agents = people.with(class("aircraft")).with(class("drone")).with(class("unitword"));
    let wanted = match role {
        Role::Initiator | Role::Partner => agents,
        Role::Victim => people,
        Role::Target => agents.with(class("site")).with(class("territory")),
    };
    phrase.clone().any(|idx| phrases.is(idx, wanted))
}

/// Whether those named do not do such things: civilians, and the monitors, agencies and organisations that report
/// violence.
pub(super) fn cannot_attack(
    phrases: &Phrases,
    event: &SentenceEvent,
    mention: Option<usize>,
    phrase: &Range<usize>,
) -> bool {
    let row = dateline_tables::event_type(event.main.rule.event_type);
    let is_violent = row.is_some_and(|row| matches!(row.group, "remote" | "ground" | "territory"));
    let kind = mention.map(|idx| phrases.text.actors[idx].row.kind);
    let reports = kind.is_some_and(|kind| matches!(kind, "monitor" | "agency" | "un" | "ngo"));
    let harmless = phrases.text.words.class("harmless");
    let head = phrase.clone().take_while(|&idx| phrases.text.lower(idx) != "of");
    let is_harmless = mention.is_none() && head.last().is_some_and(|idx| phrases.is(idx, harmless));
    is_violent && (reports || is_harmless)
}

/// Whether the phrase is a person's name by what was done to them: only people are murdered, killed or kidnapped.
fn is_named_victim(phrases: &Phrases, trigger: &Trigger, role: Role, phrase: &Range<usize>) -> bool {
    let takes_people = trigger.rule.is_defenceless
        || trigger.rule.parts.object == Part::Victim
        || trigger.rule.means == Some("small_arms")
        || trigger.rule.event_type == "abduction_forced_disappearance";
    let is_name = |idx: usize| phrases.text.tokens[idx].is_capital;
    let text = phrases.text;
    let in_place = text.toponyms.iter().any(|it| it.span.overlaps(text.span(phrase.clone())));
    takes_people
        && matches!(role, Role::Target | Role::Victim)
        && phrase.len() > 1
        && !in_place
        && phrase.clone().rev().take(2).all(is_name)
        && !phrases.is(phrase.start, phrases.classes.det)
}

/// Whether two mentions name one actor.
fn same_row(phrases: &Phrases, a: Option<usize>, b: Option<usize>) -> bool {
    let id = |idx: usize| phrases.text.actors[idx].row.id.as_str();
    a.zip(b).is_some_and(|(a, b)| id(a) == id(b))
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
