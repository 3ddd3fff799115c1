//! Classes of words, verbs that inflect irregularly, abbreviations.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::tsv::rows;

static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    Words::parse(
        include_str!("../data/words/en.tsv"),
        include_str!("../data/verbs/en.tsv"),
        include_str!("../data/abbreviations/en.tsv"),
    )
});

/// A set of word classes. At most 128 classes exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u128);

impl ClassSet {
    /// Whether the two share a class.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it holds no class.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    classes: FxHashMap<&'static str, ClassSet>,
    class_names: Vec<&'static str>,
    verbs: FxHashMap<&'static str, [&'static str; 4]>,
    pasts: FxHashSet<&'static str>,
    abbreviations: FxHashSet<&'static str>,
    sentence_openers: ClassSet,
    initialisms: ClassSet,
}

impl Words {
    /// The English words.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// The classes of a word in lower case; of a hyphenated word that the table lacks, those of its last part.
    #[must_use]
    pub fn classes(&self, lower: &str) -> ClassSet {
        let own = self.classes.get(lower).copied();
        own.or_else(|| self.classes.get(lower.rsplit_once('-')?.1).copied()).unwrap_or_default()
    }

    /// The class of this name; empty when the table has no such class.
    #[must_use]
    pub fn class(&self, name: &str) -> ClassSet {
        let idx = self.class_names.iter().position(|it| *it == name);
        idx.map(|idx| ClassSet(1 << idx)).unwrap_or_default()
    }

    /// The names of all classes, in the order in which the table brings them.
    #[must_use]
    pub fn class_names(&self) -> &[&'static str] {
        &self.class_names
    }

    /// Whether a dot after this word, without the dot, does not end a sentence.
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word.to_lowercase().as_str())
    }

    /// Whether a capital on this word after an initialism means that a sentence begins.
    #[must_use]
    pub fn starts_sentence(&self, word: &str) -> bool {
        self.classes(&word.to_lowercase()).meets(self.sentence_openers)
    }

    /// The forms of a verb: base, third person, past, participle, -ing.
    #[must_use]
    pub fn inflect(&self, lemma: &str) -> [String; 5] {
        if let Some([third, past, participle, ing]) = self.verbs.get(lemma) {
            return [lemma, third, past, participle, ing].map(str::to_owned);
        }
        let stem = lemma.strip_suffix('e').unwrap_or(lemma);
        let soft = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
        let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| lemma.ends_with(end));
        let third = match soft {
            Some(soft) => format!("{soft}ies"),
            None if hisses => format!("{lemma}es"),
            None => format!("{lemma}s"),
        };
        let past = soft.map_or_else(|| format!("{stem}ed"), |soft| format!("{soft}ied"));
        [lemma.to_owned(), third, past.clone(), past, format!("{stem}ing")]
    }

    /// Whether the word, as written in capitals, is a name and not the word it looks like: "US".
    #[must_use]
    pub fn is_initialism(&self, word: &str) -> bool {
        let is_upper = word.len() > 1 && word.chars().all(char::is_uppercase);
        is_upper && self.classes(&word.to_lowercase()).meets(self.initialisms)
    }

    /// Whether the word is the past of an irregular verb and no form of it else: "found", "took".
    #[must_use]
    pub fn is_past(&self, lower: &str) -> bool {
        self.pasts.contains(lower)
    }

    fn parse(words: &'static str, verbs: &'static str, abbreviations: &'static str) -> Self {
        let mut classes: FxHashMap<&'static str, ClassSet> = FxHashMap::default();
        let mut class_names = Vec::new();
        for row in rows(words) {
            let name = row.cell(0);
            let idx = class_names.iter().position(|it| *it == name).unwrap_or_else(|| {
                class_names.push(name);
                class_names.len() - 1
            });
            for word in row.list(1) {
                let set = classes.entry(word).or_default();
                *set = set.with(ClassSet(1 << idx));
            }
        }
        let pasts = rows(verbs).filter(|row| row.cell(0) != row.cell(2)).map(|row| row.cell(2)).collect();
        let verbs = rows(verbs)
            .map(|row| (row.cell(0), [row.cell(1), row.cell(2), row.cell(3), row.cell(4)]))
            .collect();
        let abbreviations = rows(abbreviations).map(|row| row.cell(0)).collect();
        let mut this = Self {
            classes,
            class_names,
            verbs,
            pasts,
            abbreviations,
            sentence_openers: ClassSet::default(),
            initialisms: ClassSet::default(),
        };
        this.sentence_openers = ["det", "pron", "prep", "conj"]
            .iter()
            .fold(ClassSet::default(), |set, name| set.with(this.class(name)));
        this.initialisms = this.class("initialism");
        this
    }
}
