//! Walks the words of a text through the map of names: the longest known name that begins at a word.

use std::cell::LazyCell;

use dateline_model::PlaceKind;
use fst::raw::{Fst, Node};

use crate::fold::{LOOSE, LOOSE_MIN, SPACE, fold_word, is_article, loosen, needs_hyphen};
use crate::gazetteer::Gazetteer;
use crate::words::{TypeRole, WORDS};

use super::tokens::{Gap, Token};

/// Most words a name is followed through.
const MAX_WORDS: usize = 8;

/// Letters that a word needs to be joined to another in the loose form.
const JOINED_MIN: usize = 3;

/// A known name in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    /// Its first word.
    pub(crate) first: usize,
    /// One past its last word.
    pub(crate) end: usize,
    /// What the map of names holds for its plain form.
    pub(crate) plain: Option<u64>,
    /// What it holds for its loose form.
    pub(crate) loose: Option<u64>,
}

/// Follows names through one gazetteer; keeps its buffers between words.
pub(crate) struct Walker<'g> {
    gazetteer: &'g Gazetteer,
    plain: Vec<u8>,
    loose: Vec<u8>,
}

impl<'g> Walker<'g> {
    pub(crate) fn new(gazetteer: &'g Gazetteer) -> Self {
        Self { gazetteer, plain: Vec::new(), loose: Vec::new() }
    }

    /// The longest name that begins at word `first`, in plain or loose form; `None` when there is none.
    pub(crate) fn longest(&mut self, text: &str, tokens: &[Token], first: usize) -> Option<Name> {
        let names = self.gazetteer.names();
        let mut plain = Path::new(names);
        let mut loose = Path::new(names);
        loose.take(LOOSE);
        loose.n_bytes = 0;
        // Whether the word before may be joined to the next in the loose form.
        let mut joined = true;
        for (idx, token) in tokens.iter().enumerate().skip(first).take(MAX_WORDS) {
            if !plain.is_open && !loose.is_open || idx > first && !continues(text, tokens, idx) {
                break;
            }
            self.plain.clear();
            fold_word(token.of(text), &mut self.plain);
            let ends_as_name = LazyCell::new(|| {
                token.is_capital() || idx > first && (token.gap == Gap::Hyphen || names_site(token.of(text)))
            });
            if plain.is_open {
                if plain.n_bytes > 0 {
                    plain.take(SPACE);
                }
                plain.take_all(&self.plain);
                if plain.ends() && *ends_as_name {
                    plain.keep(idx + 1);
                }
                if token.is_possessive {
                    // "Queen Anne's County": the name may go on behind its own 's.
                    plain.take(b's');
                }
            }
            if loose.is_open && is_article(&self.plain) {
                // "As" of "As Susah" is no article of English text without its hyphen.
                let lacks_hyphen =
                    needs_hyphen(&self.plain) && tokens.get(idx + 1).is_none_or(|it| it.gap != Gap::Hyphen);
                loose.is_open = idx > first || !lacks_hyphen;
            } else if loose.is_open {
                // Without breaks, a short word would only lengthen its neighbour: "FOR A" is not Fura.
                let joins = self.plain.len() >= JOINED_MIN && !(token.in_capitals && is_common(&self.plain));
                loose.is_open = loose.n_bytes == 0 || token.gap == Gap::Hyphen || joins && joined;
                joined = joins;
                if loose.is_open {
                    self.loose.clear();
                    loosen(&self.plain, &mut self.loose);
                    loose.take_all(&self.loose);
                }
                if loose.ends() && loose.n_bytes >= LOOSE_MIN && *ends_as_name {
                    loose.keep(idx + 1);
                }
                if token.is_possessive {
                    loose.take(b's');
                }
            }
        }
        let end = plain.best.map_or(0, |it| it.0).max(loose.best.map_or(0, |it| it.0));
        let value = |found: Option<(usize, u64)>| found.filter(|it| it.0 == end).map(|it| it.1);
        (end > first).then(|| Name { first, end, plain: value(plain.best), loose: value(loose.best) })
    }
}

/// How far one form of a name was followed through the map of names.
struct Path<'f, D: AsRef<[u8]>> {
    names: &'f Fst<D>,
    node: Node<'f>,
    value: u64,
    n_bytes: usize,
    /// Whether names go on from here.
    is_open: bool,
    /// The longest name so far: one past its last word, and its value.
    best: Option<(usize, u64)>,
}

impl<'f, D: AsRef<[u8]>> Path<'f, D> {
    fn new(names: &'f Fst<D>) -> Self {
        Self { names, node: names.root(), value: 0, n_bytes: 0, is_open: true, best: None }
    }

    /// Goes on by one byte, or closes the path.
    fn take(&mut self, byte: u8) {
        let Some(at) = self.node.find_input(byte).filter(|_| self.is_open) else {
            self.is_open = false;
            return;
        };
        let transition = self.node.transition(at);
        self.value += transition.out.value();
        self.node = self.names.node(transition.addr);
        self.n_bytes += 1;
    }

    fn take_all(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if !self.is_open {
                return;
            }
            self.take(byte);
        }
    }

    /// Whether a name ends here.
    fn ends(&self) -> bool {
        self.is_open && self.node.is_final()
    }

    /// Keeps the name that ends here, before word `end`.
    fn keep(&mut self, end: usize) {
        self.best = Some((end, self.value + self.node.final_output().value()));
    }
}

/// Whether a word in plain form is an ordinary English word.
fn is_common(plain: &[u8]) -> bool {
    std::str::from_utf8(plain).is_ok_and(|word| WORDS.common.contains_key(word))
}

/// Whether a word with a small letter may end a name, as in "al-Hol camp": the kinds of sites, not of divisions.
fn names_site(word: &str) -> bool {
    WORDS.types_after.get(word).is_some_and(|it| {
        it.role == TypeRole::Name
            && !matches!(
                it.kind,
                PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Settlement | PlaceKind::Region
            )
    })
}

/// Whether a name may go on from the word before `idx` to the word at `idx`.
fn continues(text: &str, tokens: &[Token], idx: usize) -> bool {
    match tokens[idx].gap {
        Gap::Space | Gap::Hyphen => true,
        // "St. Louis": a point belongs to a name behind a short word only.
        Gap::Point => {
            tokens[idx - 1].of(text).len() <= 3 && tokens[idx - 1].is_capital() && tokens[idx].is_capital()
        }
        Gap::Comma | Gap::Break => false,
    }
}
