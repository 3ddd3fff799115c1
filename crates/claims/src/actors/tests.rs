//! Phrases: `[words|actor]`, with `~` before the actor of a modifier and `?` before one that may be a place.

use dateline_model::Published;
use dateline_tables::words::Words;
use jiff::civil::date;

use super::*;
use crate::annotate::tokens::{find_tokens, lower_case};

/// Finds the actors of `marked` without its marks on a day of this year; the same marks must come back.
#[track_caller]
fn check_in(year: i16, marked: &str) {
    let text = unmark(marked);
    let published = Published { at: date(year, 6, 15).at(0, 0, 0, 0), has_time: false, offset_minutes: None };
    let lower = lower_case(&text);
    let tokens = find_tokens(&text, &lower, Words::english());
    let mut seen = String::new();
    let mut at = 0;
    for mention in find_actors(&text, &lower, &tokens, Some(published)) {
        let flag = match mention.form {
            Form::Name => "",
            Form::Modifier => "~",
            Form::Country | Form::Capital | Form::People => "?",
        };
        let words = mention.span.of(&text).unwrap_or_default();
        seen.extend([&text[at..mention.span.start()], "[", words, "|", flag, &mention.row.id, "]"]);
        at = mention.span.end();
    }
    seen.push_str(&text[at..]);
    assert_eq!(seen, marked);
}

#[track_caller]
fn check(marked: &str) {
    check_in(2023, marked);
}

/// `marked` with every `[words|label]` replaced by its words.
fn unmark(marked: &str) -> String {
    let mut pieces = marked.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (words, rest) = piece.split_once('|').expect("a mark needs a label");
        let (_, rest) = rest.split_once(']').expect("a mark needs its end");
        plain.extend([words, rest]);
    }
    plain
}

#[test]
fn a_country_and_a_force_make_an_actor() {
    check("[Russian warplanes|russia.military] hit the ridge held by the [Syrian army|syria.military].");
    check("[Ukrainian troops|ukraine.military] and [Nigerian security forces|nigeria.police] met.");
    check("[Syrian government forces|syria.military] beside [Turkish police officers|turkey.police].");
    check("Two [Iranian officials|iran.government] and a [Kurdish commander|kurdish.armed_groups] spoke.");
    check("A force of [U.S. soldiers|united_states.military] left.");
}

#[test]
fn the_genitive_of_a_country_counts_as_its_adjective() {
    check("[Israel's air force|israel.military] bombed it; [Sudan's government|sudan.government] denied it.");
    check("[Russia|~russia.military]'s invasion went on.");
}

#[test]
fn a_deed_names_its_doer() {
    check("An [Israeli|~israel.military] air strike followed [Turkish|~turkey.military] drone attacks.");
    check("Strikes on [Syria|?syria.government] and northbound ships.");
    check("A [Palestinian|~palestine.military] rocket fell.");
}

#[test]
fn adjectives_share_the_force_of_their_list() {
    check(
        "[Russian|~russia.military], [Syrian|~syria.military] and [Iranian forces|iran.military] advanced.",
    );
    check("The Syrian coast and [Iranian forces|iran.military].");
}

#[test]
fn backed_and_led_make_other_actors() {
    check("[Tehran-backed militias|iran.allies] and [Iran-aligned fighters|iran.allies] gathered.");
    check(
        "The [US-led coalition|coalition_against_is] and the [U.S.-led coalition|coalition_against_is] agreed.",
    );
    check("The [French-led force|france.coalition] left.");
    check_in(2005, "The [US-led coalition|mnf_iraq] lost a truck.");
}

#[test]
fn names_match_however_they_are_spelt() {
    check(
        "[al-Shabaab|al_shabaab], [Al Shabaab militants|al_shabaab] and [Shabaab fighters|al_shabaab]."
            .replace("Al [", "")
            .as_str(),
    );
    check("[Da'esh|islamic_state] fought [Hizbullah|hezbollah] and [Jabhat Al-Nusra|hts].");
    check("[Islamic State (IS)|islamic_state] and the [Rapid Support Forces (RSF)|rsf] withdrew.");
}

#[test]
fn abbreviations_need_their_capitals() {
    check("This is what [IS fighters|islamic_state] wanted; it is far.");
    check("THE TOWN IS UNDER ATTACK BY [FARC GUERRILLAS|farc_dissidents], WHO FLED FAR.");
    check("GIVE US BREAD, THE MEN SHOUTED AT [SALVADORAN TROOPS|el_salvador.military].");
    check_in(
        1989,
        "[FMLN|fmln] GUNMEN"
            .replace(
                "FMLN|fmln] GUNMEN",
                "FMLN GUNMEN|fmln] SHOT AT THE [ATLACATL BATTALION|el_salvador.atlacatl]",
            )
            .as_str(),
    );
}

#[test]
fn the_date_decides_between_two_senses() {
    check_in(2012, "The [Taliban|taliban] fired.");
    check_in(2022, "The [Taliban|taliban.government] fired.");
    check_in(2014, "The [Nusra Front|nusra_front] fired.");
    check_in(2005, "The [SPLA|spla] fired; IS was unknown.");
}

#[test]
fn countries_and_capitals_may_be_places() {
    check(
        "[Israel|?israel.government] kept silent; [Moscow|?russia.government] denied it in [Syria|?syria.government].",
    );
    check("The [Russians|?russia.people] left.");
}

#[test]
fn modifiers_are_told_from_names() {
    check("An anti-IS patrol left the [IS|~islamic_state]-held town for [Hamas|~hamas]-run Gaza.");
}
