//! Sentences with their triggers and whether they happened.

use std::fmt::Write;

use super::*;
use crate::annotate::annotate;
use crate::extract::speech::{find_statements, statement_of};

/// Reads the sentence without its marks; the same marks must come back. A mark is `[trigger|modality]`, with
/// `, stance` where the stance is not `says`, or `[trigger|background: reason]`.
#[track_caller]
fn check(marked: &str) {
    let mut plain = String::new();
    let mut marks = Vec::new();
    for (n, piece) in marked.split('[').enumerate() {
        match piece
            .split_once('|')
            .filter(|_| n > 0)
            .and_then(|(words, rest)| Some((words, rest.split_once(']')?.1)))
        {
            Some((words, rest)) => {
                marks.push(Span::between(plain.len(), plain.len() + words.len()));
                plain.extend([words, rest]);
            }
            None => plain.push_str(piece),
        }
    }
    let text = annotate(&plain, None);
    let phrases = Phrases::new(&text);
    let statements = find_statements(&text);
    let mut seen = String::new();
    let mut at = 0;
    for mark in marks {
        let trigger = text.tokens_in(mark);
        let statement = statement_of(&statements, trigger.start);
        write!(seen, "{}[{}|", &plain[at..mark.start()], text.words_of(mark)).unwrap();
        let (modality, stance) = modality_of(&phrases, &trigger, statement);
        match background_of(&phrases, &trigger) {
            Some(reason) => write!(seen, "background: {}]", reason.value.as_str()).unwrap(),
            None if stance.value == Stance::Says => write!(seen, "{}]", modality.value).unwrap(),
            None => write!(seen, "{}, {}]", modality.value, stance.value).unwrap(),
        }
        at = mark.end();
    }
    seen.push_str(&plain[at..]);
    assert_eq!(seen, marked);
}

#[test]
fn plain_reports_occurred() {
    check("Jets [bombed|occurred] the market and [killed|occurred] nine.");
    check("THE REBELS [ATTACKED|occurred] THE BARRACKS.");
    check("Militants reportedly [stormed|occurred] the base.");
    check("Troops used mortars to [shell|occurred] the town.");
    check("Gunmen tried to [storm|occurred] the base.");
    check("Militants were killed while trying to [plant|occurred] a mine.");
    check("The ministry confirmed the [attack|occurred, confirms].");
    check("Residents accused the army of [shelling|occurred, accuses] the market.");
    check("The group has [claimed responsibility|occurred, claims] for the [bombing|occurred, claims].");
    check("The ultimatum expired and tanks [shelled|occurred] the town.");
    check("The [shelling|occurred], which the army denied, killed six.");
    check("Reports of a chemical [attack|occurred] emerged.");
}

#[test]
fn denials_deny_what_they_govern() {
    check("The army denied it [attacked|denied, denies] the village.");
    check("The army did not [attack|denied] the village.");
    check("No [air strikes|denied] were carried out on Tuesday.");
    check("No [attacks|denied] were reported overnight.");
    check("The group said it was not responsible for the [blast|denied].");
    check("The ministry rejected reports of a [strike|denied] on the camp.");
    check("Moscow denied [bombing|denied, denies] the hospital.");
    check("The army denied responsibility for the [shelling|denied, denies] of the school.");
    check("THE GOVERNMENT DENIED THAT TROOPS [KILLED|denied, denies] THE PRIESTS.");
    check("There is no evidence of a chemical [attack|denied].");
    check("The hospital was not [hit|denied], the army said.");
    check("Russian planes have not carried out any [strikes|denied] near the town.");
    check("The group denied any role in the [raid|denied, denies].");
    check("The army did not describe the [attack|occurred].");
    check("The army denied a part in the raid which [killed|occurred] nine.");
    check("Neither side [fired|denied] on Monday.");
    check("Witnesses said no [shots|denied] were fired.");
    check("Fighters refused to [attack|denied] the village.");
    check("Police foiled an [attack|denied] on the station.");
}

#[test]
fn threats_name_what_has_not_happened() {
    check("The group vowed to [strike|threatened, threatens] the capital.");
    check("The commander warned that his men would [attack|threatened, threatens] the port.");
    check("The group threatened to [shell|threatened, threatens] the city.");
    check("THE GUERRILLAS THREATENED TO [KIDNAP|threatened, threatens] MAYORS.");
    check(
        "The minister said the army will [respond|threatened, threatens] forcefully to any [attack|hypothetical].",
    );
    check("Russia said it [shot down|occurred] four drones and will [respond|threatened, threatens].");
    check(
        "Unless the siege is lifted, we will [bomb|threatened, threatens] the airport, the commander said.",
    );
}

#[test]
fn plans_drills_and_forecasts_have_not_happened() {
    check("The army plans to [attack|planned] the town.");
    check("The ministry announced that it will [launch an offensive|planned] in May.");
    check("The army is preparing to [storm|planned] the town.");
    check("Troops will [launch|planned] an [offensive|planned] next week.");
    check("The army was expected to [attack|planned] at dawn.");
    check("A planned [offensive|planned] was called off.");
    check("The alliance plans [strikes|planned] on depots.");
    check("The president said he had ordered [strikes|planned] on the port.");
    check("The army said the rebels had planned to [attack|planned] the bridge.");
    check("Analysts say the army will probably [storm|planned] the town.");
    check("The navy held an exercise simulating an [attack|planned] on a port.");
    check("The two navies will hold a drill to rehearse an [assault|planned] on an island.");
    check("The army said it killed a man suspected of planning [attacks|planned].");
    check("The court jailed him for plotting to [bomb|planned] the station.");
    check("A third [attack|planned] was planned for Friday.");
    check("Authorities warned of further [attacks|planned].");
    check("The rebels may [attack|planned] again, a commander said.");
    check("The bomber was killed before he could [detonate|planned] the device.");
}

#[test]
fn hedged_reports_are_possible() {
    check("The town was [shelled|occurred] on 3 May.");
    check("A [strike|possible] near the town may have killed nine.");
    check("A source did not deny that jets [struck|possible] the town.");
    check("Drones may have [struck|possible] the depot.");
    check("The convoy was hit in a suspected drone [strike|possible].");
    check("An Israeli jet is believed to have [struck|possible] the truck.");
    check("Unconfirmed reports said rebels [shelled|possible] the town.");
    check("Troops may be [shelling|possible] the suburb.");
    check("Officials suspect that rebels [killed|possible] the mayor.");
    check("It was unclear whether the drone [hit|possible] its target.");
    check("The possibility of an [attack|possible] on the dam cannot be ruled out.");
    check("The [attack|possible, cannot_verify] could not be independently verified.");
    check(
        "Residents said soldiers [killed|possible, cannot_verify] nine. Reuters could not verify the account.",
    );
}

#[test]
fn conditions_and_what_would_have_been_are_hypothetical() {
    check("If Israel [attacks|hypothetical] the plant, Iran will [retaliate|threatened].");
    check("The army would have [attacked|hypothetical] the town.");
    check("An [attack|hypothetical] on the dam would be a war crime.");
    check("Had it not [fired|hypothetical] first, the convoy would have [attacked|hypothetical].");
}

#[test]
fn what_an_answer_is_an_answer_to_has_occurred() {
    check(
        "The minister said they would [respond|threatened, threatens] to the [strike|occurred] on the base.",
    );
    check("Iran condemned the [strike|occurred] and vowed to [retaliate|threatened, threatens].");
    check("After the [strike|occurred], residents fled.");
    check("The army [opened fire|occurred] in response to the [attack|occurred].");
    check("The group has vowed revenge for the [killing|occurred] of its leader.");
    check("The strike was carried out in retaliation for the [ambush|occurred].");
}

#[test]
fn words_that_name_an_event_and_do_not_report_it_say_why() {
    check("The group called for [attacks|background: call] on the embassy.");
    check("He urged them to [attack|background: call] the base.");
    check("Residents fear an [attack|background: fear].");
    check("There were fears that rebels would [attack|background: fear] the town.");
    check("The wall was built to prevent [attacks|background: purpose].");
    check("The ceasefire was agreed to stop [attacks|background: purpose] on convoys.");
    check("Militants often [attack|background: habit] patrols in the area.");
    check("The militia used to [raid|background: habit] farms there.");
    check("For years the valley was [shelled|background: history] from the hills.");
    check("Iran-backed militias launched drone [strikes|background: history] in recent months.");
    check("It was the deadliest [bombing|occurred] there since the 2015 [attack|background: comparison].");
    check("It was the deadliest [attack|occurred] in recent years.");
    check("More than a dozen [airstrikes|occurred] hit the town.");
    check("Shells [hit|occurred] a museum.");
    check("Families marked the anniversary of the [massacre|background: history].");
    check("The film tells of a [raid|background: fiction] on a village.");
    check("Did the army [shell|background: question] the school?");
}

#[test]
fn words_of_a_life_a_trial_or_an_age_gone_by_make_history_without_a_date() {
    check("The square is named after a student [shot|background: history] by the occupiers.");
    check("As a child she saw soldiers [burn|background: history] the village.");
    check("He was six when rebels [attacked|background: history] the farm.");
    check("Two men went on trial over the [bombing|background: history] of a bank.");
    check("The mill, where gunmen once [ambushed|background: history] a patrol, is now a hotel.");
    check("Leila Dorn, whose brother was [murdered|background: history] by the police, sells flowers.");
    check("The truce ended a rebellion in which villages were [razed|background: history].");
    check("Her uncle was [shot|background: history] during the dictatorship.");
    check("Every night the suburb was [shelled|background: habit] from the hills.");
    check("A day of its own makes it news: two men on trial over Monday's [bombing|occurred] of a bank.");
    check("The man, who was convicted of fraud, [shot|occurred] two guards.");
    check("Police are looking for the gunmen who [attacked|occurred] the bus.");
}

#[test]
fn an_expected_attack_that_began_has_begun() {
    check("The long-expected [offensive|occurred] began at dawn.");
    check("An expected [offensive|planned] would cut the road.");
}
