//! Toponyms: from a text to names, how they are used, and the places they stand for.
//!
//! [`tokens`] (words) -> [`names`] (known names) -> [`choices`] (the places behind a name) -> [`evidence`] (what
//! speaks for a place) and [`support`] (what other names say for it) -> [`mentions`] (the names that are places, some
//! of them [`unlisted`]) -> [`resolve`] (which place) -> [`frames`] (how the words around relate to it) ->
//! [`chains`] (which names lie in one another).

mod tokens;
mod names;
mod choices;
mod evidence;
mod unlisted;
mod support;
mod mentions;
mod resolve;
mod frames;
mod chains;

pub use self::chains::{Chain, chain};

use dateline_model::{Candidate, Place, PlaceKind, Relation, Span};

use crate::gazetteer::Gazetteer;

/// What is known about a text beside its words.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Two-letter code of the country of the outlet: a weak hint.
    pub country: Option<String>,
}

/// How a place name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usage {
    /// For the place: "fighting in Homs".
    Place,
    /// For its government or people: "Damascus denied".
    Metonym,
    /// Within the name of something else: "Aleppo University".
    Embedded,
    /// As a word for what or who comes from it: "Syrian troops".
    Demonym,
}

impl Usage {
    /// The fixed name, snake case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Metonym => "metonym",
            Self::Embedded => "embedded",
            Self::Demonym => "demonym",
        }
    }
}

/// A distance and direction told from a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offset {
    /// Metres from the place.
    pub metres: f64,
    /// Degrees clockwise from north; `None` when only the distance is told ("20 km from").
    pub bearing: Option<f64>,
}

/// A place name in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Toponym {
    /// The bytes of the name alone, in the text given.
    pub span: Span,
    /// The bytes of the name with the words that relate to it and tell its kind: "40 km west of", "countryside".
    pub full: Span,
    /// The name in the words of the text.
    pub name: String,
    /// How it is used.
    pub usage: Usage,
    /// How the words around it relate to the place.
    pub relation: Relation,
    /// Distance and direction, with [`Relation::Offset`].
    pub offset: Option<Offset>,
    /// The part of the place, with [`Relation::Within`]: "northern", "countryside".
    pub part: Option<String>,
    /// The other place, with [`Relation::Between`].
    pub other_end: Option<Place>,
    /// For a name that no gazetteer has: the name the words put it in or locate it by ("Ejule, Kogi state"), one that
    /// has a place.
    pub holder: Option<Box<Toponym>>,
    /// What the name may stand for, best first; at most five.
    pub candidates: Vec<Candidate>,
    /// Chance that the first candidate is the place meant, 0 to 1.
    pub confidence: f32,
}

impl Toponym {
    /// The place chosen, or `None` when the name is that of a place and no candidate is good enough.
    #[must_use]
    pub fn chosen(&self) -> Option<&Place> {
        self.candidates.first().filter(|_| self.confidence >= CHOSEN).map(|candidate| &candidate.place)
    }

    /// The same name for the division around the town chosen, when one has that name too and holds `inner`: "Idlib" for
    /// the governorate, when the event was in Saraqib. `None` when there is no such division.
    #[must_use]
    pub fn as_division_of(&self, inner: &Place) -> Option<Self> {
        let town = self.chosen().filter(|it| it.kind == PlaceKind::Settlement && it.id != inner.id)?;
        let is_division = |it: &Place| {
            matches!(it.kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region)
                && (inner.admin1.as_ref() == Some(&it.name) || chains::holds(it, inner))
                && chains::holds(it, town)
        };
        let at = self.candidates.iter().position(|it| is_division(&it.place))?;
        let mut named = self.clone();
        named.candidates.swap(0, at);
        named.relation = if self.relation == Relation::At { Relation::Within } else { self.relation };
        Some(named)
    }
}

/// A candidate below this confidence is not chosen.
const CHOSEN: f32 = 0.1;

/// Every place name in `text`, in order, without overlap; each with what it may stand for.
///
/// The whole text decides: countries and divisions named, places near each other, what a name stood for elsewhere.
/// Nothing found gives an empty list.
#[must_use]
pub fn find_toponyms(text: &str, gazetteer: &Gazetteer, context: &Context) -> Vec<Toponym> {
    let tokens = tokens::tokens(text);
    let mut mentions = mentions::find(text, &tokens, gazetteer);
    resolve::resolve(&mut mentions, gazetteer, context);
    let mut toponyms: Vec<Toponym> = Vec::with_capacity(mentions.len());
    for mention in &mentions {
        toponyms.push(frames::read(text, &tokens, mention, gazetteer));
    }
    frames::join_ends(text, &mut toponyms);
    chains::find_holders(text, &mut toponyms);
    toponyms
}
