//! Walks the words of a text through the map of names: the longest known name that begins at a word.

use dateline_model::PlaceKind;

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
        let plain = self.walk(text, tokens, first, false);
        let loose = self.walk(text, tokens, first, true);
        let end = plain.map_or(0, |it| it.0).max(loose.map_or(0, |it| it.0));
        let value = |found: Option<(usize, u64)>| found.filter(|it| it.0 == end).map(|it| it.1);
        (end > first).then(|| Name { first, end, plain: value(plain), loose: value(loose) })
    }

    /// The longest name in one form: one past its last word, and its value.
    fn walk(&mut self, text: &str, tokens: &[Token], first: usize, is_loose: bool) -> Option<(usize, u64)> {
        let names = self.gazetteer.names();
        let mut node = names.root();
        let mut value = 0;
        let mut n_bytes = 0;
        let mut best = None;
        // Whether the word before may be joined to the next.
        let mut joined = true;
        if is_loose {
            let at = node.find_input(LOOSE)?;
            let transition = node.transition(at);
            value += transition.out.value();
            node = names.node(transition.addr);
        }
        for (idx, token) in tokens.iter().enumerate().skip(first).take(MAX_WORDS) {
            if idx > first && !continues(text, tokens, idx) {
                break;
            }
            self.plain.clear();
            fold_word(token.of(text), &mut self.plain);
            let mut bytes = &self.plain;
            if is_loose {
                if is_article(&self.plain) {
                    if idx == first
                        && needs_hyphen(&self.plain)
                        && tokens.get(idx + 1).is_none_or(|it| it.gap != Gap::Hyphen)
                    {
                        return None;
                    }
                    continue;
                }
                // Without breaks, a short word would only lengthen its neighbour: "FOR A" is not Fura.
                let joins = self.plain.len() >= JOINED_MIN && !(token.in_capitals && is_common(&self.plain));
                if n_bytes > 0 && token.gap != Gap::Hyphen && !(joins && joined) {
                    return best;
                }
                joined = joins;
                self.loose.clear();
                loosen(&self.plain, &mut self.loose);
                bytes = &self.loose;
            }
            // The loose form has no breaks between words.
            let space = (n_bytes > 0 && !is_loose).then_some(SPACE);
            for byte in space.into_iter().chain(bytes.iter().copied()) {
                let Some(at) = node.find_input(byte) else { return best };
                let transition = node.transition(at);
                value += transition.out.value();
                node = names.node(transition.addr);
                n_bytes += 1;
            }
            let ends_as_name = || {
                token.is_capital() || idx > first && (token.gap == Gap::Hyphen || names_site(token.of(text)))
            };
            if node.is_final() && ends_as_name() && (!is_loose || n_bytes >= LOOSE_MIN) {
                best = Some((idx + 1, value + node.final_output().value()));
            }
            if token.is_possessive {
                // "Queen Anne's County": the name may go on behind its own 's.
                let Some(at) = node.find_input(b's') else { return best };
                let transition = node.transition(at);
                value += transition.out.value();
                node = names.node(transition.addr);
            }
        }
        best
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
