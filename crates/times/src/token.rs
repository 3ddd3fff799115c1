//! What a text is cut into: words, numbers and marks.

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters; also abbreviations with inner full stops ("a.m.").
    Word,
    /// ASCII digits.
    Number,
    /// One other character.
    Mark,
    /// What stands before the first and after the last token.
    Edge,
}

/// Which letters of a word are capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Not the first.
    Lower,
    /// The first.
    Capital,
    /// All, two or more.
    Upper,
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The value of a number (`u32::MAX` when too large), the byte of an ASCII mark.
    pub num: u32,
    /// The number of the word in the lexicon; of a mark its `mark_id`.
    pub id: u16,
    /// What it is made of.
    pub kind: Kind,
    /// Its capital letters.
    pub case: Case,
    /// Whether it follows the token before without white space.
    pub touches: bool,
    /// Whether an empty line, or the text's beginning, stands before it.
    pub opens: bool,
    /// Whether a time's nucleus stands here or ahead, with only known words and marks between: without one no
    /// expression begins here.
    pub promises: bool,
    /// The classes of the word.
    pub classes: u128,
    /// The classes of the phrases that begin with it.
    pub phrases: u128,
}

impl Token {
    /// The classes of the word and of the phrases that begin with it.
    pub(crate) fn begins(&self) -> u128 {
        self.classes | self.phrases
    }

    /// Whether it begins with a capital letter.
    pub(crate) fn capital(&self) -> bool {
        self.case != Case::Lower
    }

    /// Whether all its letters are capitals, two or more.
    pub(crate) fn upper(&self) -> bool {
        self.case == Case::Upper
    }
}

pub(crate) static EDGE: Token = Token {
    start: 0,
    end: 0,
    num: 0,
    id: 0,
    kind: Kind::Edge,
    case: Case::Lower,
    touches: false,
    opens: true,
    promises: false,
    classes: 0,
    phrases: 0,
};
