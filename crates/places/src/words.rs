//! The word tables of this room, ready to be asked.

use std::sync::LazyLock;

use dateline_model::{PlaceKind, Relation};
use dateline_tables::actors::{self, ActorRow};
use dateline_tables::places as tables;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::fold::folded;

/// How a word beside a name bears on it: a set of [`Role`]s.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cue(u16);

/// What a word beside a name does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    /// A place follows: "in".
    PlaceBefore = 1,
    /// A place may follow: "of".
    WeakBefore = 2,
    /// Someone speaks: "said".
    Speech = 4,
    /// The name before belongs to an organisation: "University".
    Organisation = 8,
    /// The name before belongs to a unit: "Brigade".
    Unit = 16,
    /// A person follows: "General".
    Title = 32,
    /// Begins a transliterated name: "al".
    Article = 64,
    /// The name before is that of a thing: "virus".
    Thing = 128,
    /// An act on a place, which a preposition joins to it: "strike" on, "siege" of.
    Act = 256,
    /// Ends the name of a spot in a town or of a height, none of which the gazetteer lists: "Street", "Hill".
    Site = 512,
    /// A name follows that a thing has: "a village called".
    Naming = 1024,
    /// Begins no name of a place, though it has a capital: "Sunni", "Oct.", "The" at the head of a sentence.
    NoName = 2048,
    /// Ends words that relate something to the place behind them: "of" in "north of", "northern".
    Frame = 4096,
    /// Opens a type word that stands behind a name: "refugee" in "refugee camp".
    TypeAfter = 8192,
    /// Ends a type word that stands before a name: "of" in "town of".
    TypeBefore = 16384,
    /// People or a body of the town that the name before stands for: "residents", "police".
    Local = 32768,
}

impl Cue {
    /// Whether the word does this.
    pub(crate) fn is(self, role: Role) -> bool {
        self.0 & role as u16 != 0
    }

    fn add(&mut self, role: Role) {
        self.0 |= role as u16;
    }
}

/// A word that tells the kind of the place beside it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypeWord {
    pub(crate) kind: PlaceKind,
    pub(crate) role: TypeRole,
    /// Number of words.
    pub(crate) n_words: usize,
}

/// Whether a type word belongs to the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypeRole {
    /// Part of the name when it is written with a capital.
    Name,
    /// Never part of the name.
    Outside,
    /// Makes the name that of a street.
    Street,
    /// Never part of the name, and also that of an office: "Department of" a division or of health.
    Office,
    /// Tells the kind of all names joined before it: "Homs and Hama provinces".
    Plural,
}

/// A word that tells a direction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Direction {
    pub(crate) bearing: f64,
    pub(crate) part: &'static str,
    /// `northern` rather than `north`.
    pub(crate) is_part: bool,
}

/// Which of two names holds the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    Earlier,
    Later,
    /// The later when it is an area.
    LaterArea,
}

/// All of them, by folded word or words.
pub(crate) struct Words {
    /// In lower case, without a point at the end.
    pub(crate) cues: FxHashMap<Vec<u8>, Cue>,
    /// Names of actors: no places, whatever brings them in.
    pub(crate) actors: FxHashSet<String>,
    pub(crate) common: FxHashMap<&'static str, u32>,
    pub(crate) given: FxHashMap<&'static str, f32>,
    pub(crate) family: FxHashMap<&'static str, f32>,
    pub(crate) types_after: FxHashMap<&'static str, TypeWord>,
    pub(crate) types_before: FxHashMap<&'static str, TypeWord>,
    pub(crate) directions: FxHashMap<&'static str, Direction>,
    pub(crate) units: FxHashMap<&'static str, f64>,
    pub(crate) numbers: FxHashMap<&'static str, f64>,
    pub(crate) relations: FxHashMap<&'static str, Relation>,
    pub(crate) chains: FxHashMap<&'static str, Holder>,
}

/// The tables, read once.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    cues: cues(),
    actors: named_actors(),
    common: tables::common_words().map(|row| (row.cell(0), number(row.cell(1)))).collect(),
    given: tables::given_names().map(|row| (row.cell(0), number(row.cell(1)))).collect(),
    family: tables::family_names().map(|row| (row.cell(0), number(row.cell(1)))).collect(),
    types_after: type_words("after"),
    types_before: type_words("before"),
    directions: tables::directions()
        .map(|row| {
            let direction =
                Direction { bearing: number(row.cell(1)), part: row.cell(2), is_part: row.cell(3) == "part" };
            (row.cell(0), direction)
        })
        .collect(),
    units: tables::distance_units().map(|row| (row.cell(0), number(row.cell(1)))).collect(),
    numbers: tables::distance_numbers().map(|row| (row.cell(0), number(row.cell(1)))).collect(),
    relations: tables::relations()
        .filter_map(|row| Some((row.cell(0), Relation::parse(row.cell(1))?)))
        .collect(),
    chains: tables::chains()
        .map(|row| {
            let holder = match row.cell(1) {
                "earlier" => Holder::Earlier,
                "later" => Holder::Later,
                _ => Holder::LaterArea,
            };
            (row.cell(0), holder)
        })
        .collect(),
});

fn number<T: std::str::FromStr + Default>(cell: &str) -> T {
    cell.parse().unwrap_or_default()
}

fn cues() -> FxHashMap<Vec<u8>, Cue> {
    let mut cues: FxHashMap<Vec<u8>, Cue> = FxHashMap::default();
    let mut add = |word: &str, role| cues.entry(word.as_bytes().to_vec()).or_default().add(role);
    for row in tables::cues() {
        let role = match row.cell(1) {
            "place_before" => Role::PlaceBefore,
            "weak_before" => Role::WeakBefore,
            "speech" => Role::Speech,
            "organisation" => Role::Organisation,
            "thing" => Role::Thing,
            "act" => Role::Act,
            "site" => Role::Site,
            "naming" => Role::Naming,
            "no_name" => Role::NoName,
            "local" => Role::Local,
            _ => Role::Unit,
        };
        add(&row.cell(0).to_lowercase(), role);
    }
    for row in tables::titles() {
        add(row.cell(0), Role::Title);
    }
    for row in tables::name_words().filter(|row| row.cell(1) == "article") {
        add(row.cell(0), Role::Article);
    }
    let last = |words: &'static str| words.rsplit(' ').next().unwrap_or_default();
    for word in tables::relations().chain(tables::directions()).map(|row| last(row.cell(0))) {
        add(word, Role::Frame);
    }
    for words in type_words("after").into_keys() {
        add(words.split(' ').next().unwrap_or_default(), Role::TypeAfter);
    }
    for words in type_words("before").into_keys() {
        add(last(words), Role::TypeBefore);
    }
    cues
}

fn named_actors() -> FxHashSet<String> {
    let names = |row: &'static ActorRow| row.aliases.iter().copied().chain([row.name.as_str()]);
    actors::all().iter().flat_map(names).map(|name| folded(name.trim_start_matches('='))).collect()
}

fn type_words(position: &str) -> FxHashMap<&'static str, TypeWord> {
    tables::type_words()
        .filter(|row| row.cell(2) == position || row.cell(2) == "both")
        .filter_map(|row| {
            let role = match row.cell(3) {
                "name" => TypeRole::Name,
                "street" => TypeRole::Street,
                "office" => TypeRole::Office,
                "plural" => TypeRole::Plural,
                _ => TypeRole::Outside,
            };
            let n_words = row.cell(0).split(' ').count();
            Some((row.cell(0), TypeWord { kind: PlaceKind::parse(row.cell(1))?, role, n_words }))
        })
        .collect()
}
