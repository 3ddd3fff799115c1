//! The tokens of a text, and what the grammar asks of them.

use crate::cut::cut;
use crate::lexicon::{Class, Lexicon, mark_id};
use crate::token::{EDGE, Kind, Token};

/// The tokens of a text.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) lexicon: &'static Lexicon,
    tokens: Vec<Token>,
    /// How many tokens were looked at.
    #[cfg(test)]
    pub(crate) looks: std::cell::Cell<usize>,
}

impl<'t> Words<'t> {
    /// Cuts `text` into tokens.
    pub(crate) fn new(text: &'t str, lexicon: &'static Lexicon) -> Self {
        Self {
            text,
            lexicon,
            tokens: cut(text, lexicon),
            #[cfg(test)]
            looks: std::cell::Cell::new(0),
        }
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token, or an edge past either end.
    pub(crate) fn get(&self, at: usize) -> &Token {
        self.look();
        self.tokens.get(at).unwrap_or(&EDGE)
    }

    /// The token before, or an edge.
    pub(crate) fn before(&self, at: usize) -> &Token {
        at.checked_sub(1).map_or(&EDGE, |at| self.get(at))
    }

    /// Whether the word can be of this class.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.look();
        self.tokens.get(at).is_some_and(|token| token.classes & class.bit() != 0)
    }

    #[cfg(test)]
    fn look(&self) {
        self.looks.set(self.looks.get() + 1);
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "counts in tests only")]
    const fn look(&self) {}

    /// The value of the word in this class.
    pub(crate) fn value(&self, at: usize, class: Class) -> Option<i32> {
        if self.is(at, class) { self.lexicon.value(self.get(at).id, class) } else { None }
    }

    /// The longest word or phrase of this class at `at`: its value, and the token after it.
    #[inline]
    pub(crate) fn phrase(&self, at: usize, class: Class) -> Option<(i32, usize)> {
        if self.get(at).begins() & class.bit() == 0 { None } else { self.phrase_here(at, class) }
    }

    #[inline(never)]
    fn phrase_here(&self, at: usize, class: Class) -> Option<(i32, usize)> {
        let part = |n| Some(self.get(at + n)).filter(|part| !part.opens).map_or(0, |part| part.id);
        let longer = self.lexicon.phrase(self.get(at).id, class, part);
        longer
            .map(|(value, rest)| (value, at + 1 + rest))
            .or_else(|| self.value(at, class).map(|value| (value, at + 1)))
    }

    /// Whether the word is written as names of times are: with a capital where the language asks for one.
    pub(crate) fn named(&self, at: usize) -> bool {
        !self.lexicon.traits.capitals || self.get(at).capital()
    }

    /// Whether the token is this ASCII mark; all dashes are `-`, all apostrophes `'`.
    pub(crate) fn mark(&self, at: usize, mark: u8) -> bool {
        self.get(at).id == mark_id(mark)
    }

    /// Whether a hyphen or dash joins the tokens on both sides without a space.
    pub(crate) fn hyphen(&self, at: usize) -> bool {
        self.mark(at, b'-') && self.get(at).touches && self.get(at + 1).touches
    }

    /// The number and how many digits it has; `None` for a word or an overlong number.
    pub(crate) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.get(at);
        (token.kind == Kind::Number && token.num < u32::MAX)
            .then_some((token.num, (token.end - token.start) as usize))
    }

    /// The words of the token.
    pub(crate) fn word(&self, at: usize) -> &'t str {
        let token = self.get(at);
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// Whether a digit, letter, currency sign, decimal point or slash touches the token's left side.
    pub(crate) fn glued_left(&self, at: usize) -> bool {
        let here = self.get(at);
        let left = self.before(at);
        if matches!(left.kind, Kind::Edge) {
            return false;
        }
        let sign = |c: char| matches!(c, '$' | '£' | '€' | '¥' | '#' | '№');
        if left.kind == Kind::Mark && self.word(at - 1).chars().any(sign) {
            return true;
        }
        if !here.touches {
            return false;
        }
        match left.kind {
            Kind::Word | Kind::Number => true,
            Kind::Mark => {
                let inner = matches!(u8::try_from(left.num), Ok(b'.' | b',' | b'/' | b':' | b'_' | b'@'));
                inner && left.touches && self.before(at - 1).kind == Kind::Number
            }
            Kind::Edge => false,
        }
    }

    /// Whether a digit, letter, decimal part, percent sign or slash touches the token's right side.
    pub(crate) fn glued_right(&self, at: usize) -> bool {
        let next = self.get(at + 1);
        if !next.touches {
            return false;
        }
        match next.kind {
            Kind::Word | Kind::Number => true,
            Kind::Mark => {
                let after = self.get(at + 2);
                match u8::try_from(next.num) {
                    Ok(b'%' | b'_' | b'@') => true,
                    Ok(b'.' | b',' | b'/' | b':') => after.touches && after.kind == Kind::Number,
                    _ => self.word(at + 1).contains(['°', '²', '%']),
                }
            }
            Kind::Edge => false,
        }
    }
}
