//! Words and names that the places room reads: spelling, type words, guards, landmarks.

use crate::tsv::{Row, rows};

/// Latin letters beyond ASCII and what they become when names are compared: letter, ASCII letters.
pub fn latin_letters() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/latin_letters.tsv"))
}

/// Groups of letters that transliterations write differently: letters, form, where (`any` or `end`).
pub fn spellings() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/spellings.tsv"))
}

/// Words inside names that are dropped or unified: word, role (`article` or `same`), form.
pub fn name_words() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/name_words.tsv"))
}

/// Countries: code, name, adjectives, people, `loose`.
pub fn countries() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/countries.tsv"))
}

/// Further names of countries and divisions: name, code or code/division.
pub fn aliases() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/aliases.tsv"))
}

/// Words that tell the kind of a place beside its name: word, kind, position, part of the name or not.
pub fn type_words() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/type_words.tsv"))
}

/// Places that conflict news names and GeoNames lacks: id, names, kind, degrees north, degrees east, radius in
/// metres, country, first-level division, source of the coordinates.
pub fn landmarks() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/landmarks.tsv"))
}

/// Names that are also ordinary words: word, size of the smallest word list that has it.
pub fn common_words() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/common_words.tsv"))
}

/// Given names: name, share of people in percent.
pub fn given_names() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/given_names.tsv"))
}

/// Family names that are also place names: name, share of people in percent.
pub fn family_names() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/family_names.tsv"))
}

/// Titles before names of persons.
pub fn titles() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/titles.tsv"))
}

/// Words that tell how a name beside them is used: word, class.
pub fn cues() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/cues.tsv"))
}

/// Words for what and who comes from divisions, cities and regions: word, place, `adjective` or `people`.
pub fn demonyms() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/demonyms.tsv"))
}

/// Directions: word, bearing, part, `direction` or `part`.
pub fn directions() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/directions.tsv"))
}

/// Units of distance: word, metres.
pub fn distance_units() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/distance_units.tsv"))
}

/// Number words before units of distance: word, number.
pub fn distance_numbers() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/distance_numbers.tsv"))
}

/// Words that tell how an event relates to the place named after them: words, relation.
pub fn relations() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/relations.tsv"))
}

/// Words between two names of places that put the one in the other: words, which holds the other.
pub fn chains() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/chains.tsv"))
}

/// Names that hold or resemble a place name and mean something else.
pub fn no_places() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/no_places.tsv"))
}

/// How much the words around a name speak for it being the place of an event: group, value, weight in logits.
pub fn whereabouts() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/whereabouts.tsv"))
}

/// Weights of the evidence for a place that a name may stand for: name, weight, meaning.
pub fn resolution() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/resolution.tsv"))
}

/// What the schemes of other gazetteers mean by a kind of place: scheme, code, kind, radius in metres.
pub fn place_types() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/place_types.tsv"))
}

/// Names of the columns of tables of places: field, its names without anything but letters and digits.
pub fn import_columns() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/import_columns.tsv"))
}

/// Languages whose names of places are read: code, language.
pub fn name_languages() -> impl Iterator<Item = Row<'static>> {
    rows(include_str!("../data/places/name_languages.tsv"))
}
