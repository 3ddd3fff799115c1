//! Sentences with who says what.

use std::fmt::Write;

use super::*;
use crate::annotate::annotate;

/// Reads `marked` without its marks; the same marks must come back. A mark is `[words|speaker:kind < relay:kind]`,
/// with `; stance` at its end when the stance is not `says`: the words for which that chain answers.
#[track_caller]
fn check(marked: &str) {
    let mut plain = String::new();
    for piece in marked.split('[') {
        match piece.split_once('|').and_then(|(words, rest)| Some((words, rest.split_once(']')?.1))) {
            Some((words, rest)) => plain.extend([words, rest]),
            None => plain.push_str(piece),
        }
    }
    assert_eq!(rendered(&plain), marked);
}

/// `plain` with the words of each statement marked by its chain.
fn rendered(plain: &str) -> String {
    let text = annotate(plain, None);
    let statements = find_statements(&text);
    let innermost = |idx: usize| {
        let found = statement_of(&statements, idx)?;
        statements.iter().position(|it| std::ptr::eq(it, found))
    };
    let mut seen = String::new();
    let mut at = 0;
    let mut idx = 0;
    while idx < text.tokens.len() {
        let start = idx;
        let statement = innermost(start);
        while idx < text.tokens.len() && innermost(idx) == statement {
            idx += 1;
        }
        let Some(statement) = statement.map(|statement| &statements[statement]) else { continue };
        let mut words = start..idx;
        while words.len() > 1 && matches!(text.lower(words.end - 1), "." | "," | ";") {
            words.end -= 1;
        }
        while words.len() > 1 && matches!(text.lower(words.start), "." | "," | ";") {
            words.start += 1;
        }
        let span = text.span(words);
        let chain: Vec<String> =
            statement.speakers.iter().map(|it| format!("{}:{}", it.name, it.kind)).collect();
        write!(seen, "{}[{}|{}", &plain[at..span.start()], text.words_of(span), chain.join(" < ")).unwrap();
        if statement.stance != Stance::Says {
            write!(seen, "; {}", statement.stance).unwrap();
        }
        seen.push(']');
        at = span.end();
    }
    seen.push_str(&plain[at..]);
    seen
}

#[test]
fn a_clause_after_the_verb_is_what_is_said() {
    check("The police said [five people died in Kafr Bassin|The police:police].");
    check(
        "A spokesman for the army said that [two drones hit a fuel depot|A spokesman for the army:military].",
    );
    check("Two security sources who know the case say [the site was hit|Two security sources:police].");
    check("THE POLICE HAVE REPORTED THAT [TWO MEN WERE KILLED IN CALI|THE POLICE:police].");
    check("The coalition said on its Facebook page that [it hit two bunkers|The coalition:belligerent].");
    check("The UN said on Friday [at least 12 civilians had been killed|The UN:un].");
    check(
        "The Jordanian defence ministry said in a statement that [one sentry was hurt|The Jordanian defence ministry:military].",
    );
    check(
        "Hospital officials in Gaza said [14 bodies were brought in|Hospital officials in Gaza:health_authority].",
    );
    check(
        "A local journalist reported from Kharin that [shelling went on all night|A local journalist:local_media].",
    );
    check(
        "Officials, speaking on condition of anonymity, said [a drone hit the truck|Officials:government].",
    );
    check("In Sanab, medics said [five bodies had arrived|medics:health_authority].");
    check("The army, which controls the road, says [it was mined by rebels|The army:military].");
    check("Ukraine says [it destroyed 14 drones|Ukrainian government:government].");
    check("Kyiv's air force said [Russia launched 40 drones overnight|Ukrainian military:military].");
}

#[test]
fn a_clause_before_the_speaker_is_what_is_said() {
    check("[Five people died in Kafr Bassin|police:police], police said.");
    check(
        "[Five people died in Kafr Bassin|the health ministry:health_authority], the health ministry said in a statement on Friday.",
    );
    check(
        "[Five people died in Kafr Bassin|Omar Haddad:health_authority], said Omar Haddad, a doctor at the clinic.",
    );
    check("[The strike, the ministry said, killed five people|the ministry:government].");
    check("[Five people were killed, the ministry said, and dozens were hurt|the ministry:government].");
    check("[When the shelling ended, residents said, soldiers entered the town|residents:resident].");
    check(
        "[Five people were killed, police said|police:police], adding that [a curfew was imposed|police:police].",
    );
    check(
        "[Missiles crossed the desert|the defence ministry statement:document], the defence ministry statement said.",
    );
    check(
        "[Warships shelled the coast|Maj. Gen. Ihor Salenko:military], Maj. Gen. Ihor Salenko, a spokesman for the general staff, said on Sunday.",
    );
}

#[test]
fn according_to_stands_on_either_side() {
    check("[Rockets hit the port of Mirsa|residents:resident], according to residents.");
    check("According to the army, [rebels shelled Kafr Bassin on Monday|the army:military].");
    check(
        "According to two hospital sources, [nine people were killed and the town was cut off|two hospital sources:health_authority].",
    );
    check(
        "[Rockets hit the port, according to a statement by the defence ministry, and two ships sank|a statement by the defence ministry:document].",
    );
    check("[The army, according to the monitor, withdrew from the hill|the monitor:monitor].");
    check("Reports from Syria said [the road was cut|Reports from Syria:unnamed].");
}

#[test]
fn chains_run_from_the_innermost_speaker_outward() {
    check("Residents told Reuters [the market was empty|Residents:resident < Reuters:wire_agency].");
    check(
        "Local residents told the BBC on Tuesday that [soldiers had burned their homes|Local residents:resident < BBC News:international_media].",
    );
    check(
        "Two US officials told CNN that [a drone was lost|Two US officials:government < CNN:international_media].",
    );
    check(
        "A military spokesman told reporters in Nablus that [troops had shot two gunmen|A military spokesman:military].",
    );
    check(
        "[The army said|state media:state_media] [rebels fled the town|The army:military < state media:state_media], state media reported.",
    );
    check(
        "The ministry reported that [four soldiers died, citing the general staff|the general staff:military < The ministry:government].",
    );
    check(
        "State television, citing a military source, said [jets had bombed the bridge|a military source:military < State television:state_media].",
    );
    check(
        "Quoting a security source, the agency said [a bomb was found|a security source:police < the agency:unnamed].",
    );
    check(
        "State TV reported that, [according to the army|State TV:state_media], [two jets were shot down|the army:military < State TV:state_media].",
    );
    check(
        "The agency quoted a rebel commander as saying that [his men had taken the hill|a rebel commander:belligerent < The agency:unnamed].",
    );
    check(
        "The outlet cited residents as saying that [the bridge was gone|residents:resident < The outlet:local_media].",
    );
    check("A medic was quoted as saying that [ten bodies lay in the street|A medic:health_authority].");
    check(
        "[THE DEFENSE MINISTRY REPORTED THAT|RADIO SOBRAL:local_media] [TWO SOLDIERS WERE KILLED|THE DEFENSE MINISTRY:military < RADIO SOBRAL:local_media], ACCORDING TO RADIO SOBRAL.",
    );
    check(
        "[The raid|Al Hadath:international_media; confirms] was confirmed on Friday by Al Hadath TV, which cited sources saying that [it went on for hours|sources:unnamed < Al Hadath:international_media].",
    );
    check(
        "Sources close to the group told the newspaper that [its leader was wounded|Sources close to the group:unnamed < the newspaper:local_media].",
    );
}

#[test]
fn speakers_are_typed_by_noun_name_and_apposition() {
    check(
        "The Syrian Observatory for Human Rights, a UK-based war monitor, said [the raid killed nine|Syrian Observatory for Human Rights:monitor].",
    );
    check(
        "The observatory's head, Rami Salem, told AFP [the raid killed nine|The observatory's head:monitor < Agence France-Presse:wire_agency].",
    );
    check(
        "Israel's Defence Minister Dan Levi last week accused [Iran of arming militias|Israel's Defence Minister Dan Levi:military; accuses].",
    );
    check("Abu Omar, a local activist, said [two barrel bombs fell on the market|Abu Omar:resident].");
    check("Analysts say [the raid signals a change|Analysts:analyst].");
    check("Local officials said [shells hit a school|Local officials:government].");
    check("Witnesses told AFP [they saw two jets|Witnesses:witness < Agence France-Presse:wire_agency].");
    check(
        "The Islamic State's Amaq agency said [the attacker was one of its men|The Islamic State's Amaq agency:armed_group_media].",
    );
    check("Human Rights Watch documented [12 attacks on schools|Human Rights Watch:ngo].");
    check(
        "The police chief, who visited the scene, said that [nobody had been arrested|The police chief:police].",
    );
    check(
        "A spokesman for the interior ministry said [the suspects had fled|A spokesman for the interior ministry:government].",
    );
    check("Hamas said in a statement that [its fighters fired mortars at troops|Hamas:belligerent].");
}

#[test]
fn quotes_belong_to_the_speaker_beside_them() {
    check(r#"["We fired at the base,"|Omar Haddad:belligerent] said Omar Haddad, a rebel commander."#);
    check(
        r#"["The enemy attacked the port with drones,"|Governor Oleh Kipar:government] Governor Oleh Kipar wrote on Telegram."#,
    );
    check(
        r#"["The shells fell at dawn. Nobody slept. We ran,"|Amina:resident < Reuters:wire_agency] Amina, a resident, told Reuters."#,
    );
    check("[''They hit the mill,''|a farmer:resident] said a farmer.");
    check(r#"["We will answer,"|the group:unnamed] the group warned."#);
}

#[test]
fn a_quote_that_stands_free_goes_on_with_the_last_speaker() {
    check(
        r#"["We fired at the base,"|the commander:military] the commander said. ["It burned all night."|the commander:military]"#,
    );
    check(
        r#"Two rockets fell on the port. ["The whole street shook,"|Lina Kader:unknown] said Lina Kader, who lives nearby. ["My son was cut by glass."|Lina Kader:unknown]"#,
    );
    check(
        "[“They came at night,”|a villager:resident] a villager said. [“They took the men away. We never saw them again.”|a villager:resident]",
    );
}

#[test]
fn pronouns_and_the_source_mean_the_last_fitting_speaker() {
    check(
        "Abu Omar, a local activist, said [two barrel bombs fell|Abu Omar:resident]. He added that [five children were hurt|Abu Omar:resident].",
    );
    check(
        "A senior military source said [the raid hit an air base|A senior military source:military]. The source said [drones also hit a depot|A senior military source:military].",
    );
    check(
        "The army reported [gains in the east|The army:military]. It said [20 rebels were killed|The army:military].",
    );
    check(
        "Maj. Gen. Ihor Salenko, an army spokesman, said [a ship was hit|Maj. Gen. Ihor Salenko:military]. Salenko said [no one was hurt|Maj. Gen. Ihor Salenko:military].",
    );
    check(
        "The governor confirmed [the attack|The governor:government; confirms] and said [no one was hurt|The governor:government].",
    );
    check(
        "A statement by the operations room said [the answer would be hard|A statement by the operations room:document], adding that [its men had dug in|A statement by the operations room:document].",
    );
}

#[test]
fn nobody_in_particular_is_a_speaker_too() {
    check("[Militants reportedly stormed the base|reportedly:unnamed].");
    check("It was reported that [the bridge had been blown up|It was reported that:unnamed].");
    check("Reports said [gunmen abducted three teachers|Reports:unnamed].");
    check("[Allegedly, the bomb was planted by rebels|Allegedly:unnamed].");
}

#[test]
fn documents_speak() {
    check("A video showed [fighters firing at the gate|A video:document].");
    check("Photos posted online showed [a burned bus|Photos posted online:document].");
    check("A report by the monitor said [the raid killed nine people|A report by the monitor:document].");
    check(
        "An army statement said [the base was taken, and that nine rebels surrendered|An army statement:document].",
    );
}

#[test]
fn claims_of_responsibility_cover_the_act() {
    check(
        "[The group claimed responsibility for the attack that killed six soldiers|The group:unnamed; claims].",
    );
    check("[The attack was claimed by the Islamic State|the Islamic State:belligerent; claims].");
    check("No group has claimed responsibility for the bombing.");
    check("[THE FMLN CLAIMED RESPONSIBILITY FOR THE ATTACK|THE FMLN:belligerent; claims].");
}

#[test]
fn accusations_and_denials_keep_their_stance() {
    check("Residents blamed [the army for the shelling of the school|Residents:resident; accuses].");
    check("Police blamed [the bombing on separatists|Police:police; accuses].");
    check("[The president was accused by aid groups of blocking convoys|aid groups:ngo; accuses].");
    check(
        "Damascus denied that [its forces had used chlorine in Kafr Bassin|Syrian government:government; denies].",
    );
    check(
        "The army denied [carrying out the strike|The army:military; denies] and accused [rebels of staging it|The army:military; accuses].",
    );
    check("THE GUERRILLAS THREATENED [TO KIDNAP MAYORS|THE GUERRILLAS:belligerent; threatens].");
    check("The army neither confirmed nor denied the strike.");
}

#[test]
fn two_speakers_of_one_sentence_are_kept_apart() {
    check(
        "The army said [it killed ten rebels|The army:military], but residents said [the dead were farmers|residents:resident].",
    );
    check(
        "The health ministry said [12 were killed|The health ministry:health_authority]; the army said [it was checking the reports|the army:military].",
    );
    check(
        "The army said [it struck a depot|The army:military], while residents said [a bakery was hit|residents:resident].",
    );
}

#[test]
fn headlines_set_the_speaker_apart() {
    check("Police: [five killed in blast near Mirsa|Police:police]");
    check("[Five killed in strike on Kharin|local officials:government] - local officials");
}
