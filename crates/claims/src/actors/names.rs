//! The index of names: from the first folded piece to every name that begins with it.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_tables::actors::{self, ActorRow, CountryRow, ForceRow};
use dateline_tables::phrases::PhraseMap;
use dateline_tables::words::Words;

use super::pieces::{Piece, is_in_capitals, pieces};
use crate::annotate::tokens::{find_tokens, lower_case};

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// An actor of the table.
    Named(&'static ActorRow),
    /// A country by its name, or by an abbreviation of it.
    Country(&'static CountryRow),
    /// A country by its adjective ("Syrian").
    Adjective(&'static CountryRow),
    /// A country by its people ("the Syrians").
    People(&'static CountryRow),
    /// A country by its seat of government ("Damascus").
    Capital(&'static CountryRow),
}

/// One name in folded pieces.
#[derive(Clone, Debug)]
struct Entry {
    pieces: Vec<String>,
    /// Which pieces must begin with a capital.
    capitals: Vec<bool>,
    /// Whether the name is an abbreviation: every letter must be a capital.
    is_upper: bool,
    /// Whether it counts only as written, and never in a line of capitals.
    is_exact: bool,
    meaning: Meaning,
}

static ENTRIES: LazyLock<HashMap<String, Vec<Entry>>> = LazyLock::new(build);

static FORCES: LazyLock<PhraseMap<ForceRow>> = LazyLock::new(|| {
    PhraseMap::new(actors::forces().iter().map(|row| {
        let words: Vec<String> = name_pieces(row.phrase).into_iter().map(|piece| piece.folded).collect();
        (words.join(" ").into(), *row)
    }))
});

/// A name of the table that stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// How many pieces it covers.
    pub(super) n_pieces: usize,
    /// What it stands for.
    pub(super) meaning: Meaning,
    /// Whether it counts only as written: it may be a word of another sense.
    pub(super) is_exact: bool,
    /// `false` for such a name in a line of capitals.
    pub(super) is_sure: bool,
}

/// The names that begin at piece `at`, longest first.
pub(super) fn names_at(pieces: &[Piece], at: usize) -> Vec<Name> {
    let Some(first) = pieces.get(at) else { return Vec::new() };
    let Some(entries) = ENTRIES.get(&first.folded) else { return Vec::new() };
    let mut found: Vec<Name> = entries
        .iter()
        .filter(|entry| entry.fits(&pieces[at..]))
        .map(|entry| Name {
            n_pieces: entry.pieces.len(),
            meaning: entry.meaning,
            is_exact: entry.is_exact,
            is_sure: !entry.is_exact || !is_in_capitals(pieces, at),
        })
        .collect();
    found.sort_by_key(|name| std::cmp::Reverse(name.n_pieces));
    found
}

/// The longest word of a force that begins at piece `at`, with the number of its pieces.
pub(super) fn force_at(pieces: &[Piece], at: usize) -> Option<(usize, ForceRow)> {
    let found = FORCES.longest(|n| pieces.get(at + n).map_or("", |piece| piece.folded.as_str()));
    found.map(|(len, row)| (len, *row))
}

impl Entry {
    fn fits(&self, pieces: &[Piece]) -> bool {
        self.pieces.len() <= pieces.len()
            && self.pieces.iter().zip(&self.capitals).zip(pieces).all(|((word, capital), piece)| {
                *word == piece.folded && (!capital || piece.is_capital) && (!self.is_upper || piece.is_upper)
            })
    }
}

fn build() -> HashMap<String, Vec<Entry>> {
    let mut entries: HashMap<String, Vec<Entry>> = HashMap::new();
    let mut add = |name: &str, meaning: Meaning| {
        let is_exact = name.starts_with('=');
        let name = name.trim_start_matches('=');
        let pieces = name_pieces(name);
        let Some(first) = pieces.first() else { return };
        let has_letters = name.contains(char::is_alphabetic);
        let entry = Entry {
            capitals: pieces.iter().map(|piece| piece.is_capital).collect(),
            is_upper: has_letters && !name.contains(char::is_lowercase) && !name.contains(' '),
            is_exact,
            meaning,
            pieces: pieces.iter().map(|piece| piece.folded.clone()).collect(),
        };
        entries.entry(first.folded.clone()).or_default().push(entry);
    };
    for row in actors::all() {
        // The parts of countries are put together from their words, not found by their names.
        let is_part = row.aliases.is_empty() && row.id.contains('.');
        if !is_part {
            add(&row.name, Meaning::Named(row));
        }
        row.aliases.iter().for_each(|alias| add(alias, Meaning::Named(row)));
    }
    for country in actors::countries() {
        add(country.name, Meaning::Country(country));
        country.other_names.iter().for_each(|name| add(name, Meaning::Country(country)));
        country.adjectives.iter().for_each(|name| add(name, Meaning::Adjective(country)));
        country.people.iter().for_each(|name| add(name, Meaning::People(country)));
        country.capitals.iter().for_each(|name| add(name, Meaning::Capital(country)));
    }
    entries
}

fn name_pieces(name: &str) -> Vec<Piece> {
    let tokens = find_tokens(name, &lower_case(name), Words::english());
    pieces(name, &tokens)
}
