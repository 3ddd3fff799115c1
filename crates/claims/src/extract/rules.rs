//! Rules as data: what stands for an event, of which type, and who takes part.
//!
//! A rule file is `rules/<lang>/<name>.rules`. It opens with the header of our tables; then come rules:
//!
//! ```text
//! rule air_strike
//! type air_drone_strike
//! means aircraft
//! noun airstrike | air strike | air raid
//! verb bomb | carpet bomb
//! if near @aircraft
//! unless near @sport
//! roles subject=target
//! + [Russian warplanes|initiator] [bombed|trigger] [a market|target] in Binnish.
//! - The play bombed on Broadway.
//! ```
//!
//! * `noun`, `verb`, `words`: patterns between `|`. In a verb the first word is inflected, in a noun the last one
//!   has a plural, `words` stand as they are. `@class` is any word of a class of the word table, `...` up to four
//!   words, and a `?` after a word makes it optional.
//! * `if` and `unless`: conditions, each on its own line; all must hold. A condition is `near`, `subject`,
//!   `object`, `before` (the word before) or `after` (the word after), and then words or classes between `|`;
//!   `@(town)` is the name of a place within a country.
//! * `roles`: what subject, object, `by` and so on stand for, where the default does not hold.
//! * `weak`: the rule only speaks when no other does in its sentence. `intransitive`: its verbs have no passive.
//!   `defenceless`: its victims cannot fight back, so it is no clash even when they are armed.
//!   `follows`: it only goes on about an event told before ("seven were hurt"), and tells none of its own.
//! * `+`: a sentence in which this rule must fire, with the words of trigger and roles marked. `-`: one in which
//!   it must not. Both run as tests.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_tables::words::{ClassSet, Words};

static ENGLISH: LazyLock<Rules> = LazyLock::new(|| Rules::parse(ENGLISH_FILES, Words::english()));

/// Every English rule file with its name; a test checks that the folder holds no other.
pub(crate) const ENGLISH_FILES: &[(&str, &str)] = &[
    ("air", include_str!("../../rules/en/air.rules")),
    ("armed", include_str!("../../rules/en/armed.rules")),
    ("detention", include_str!("../../rules/en/detention.rules")),
    ("explosives", include_str!("../../rules/en/explosives.rules")),
    ("harm", include_str!("../../rules/en/harm.rules")),
    ("property", include_str!("../../rules/en/property.rules")),
    ("shelling", include_str!("../../rules/en/shelling.rules")),
    ("strategic", include_str!("../../rules/en/strategic.rules")),
    ("territory", include_str!("../../rules/en/territory.rules")),
    ("unrest", include_str!("../../rules/en/unrest.rules")),
];

/// What a pattern's words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A verb in one of its forms.
    Verb(Form),
    /// A noun.
    Noun,
    /// Fixed words.
    Words,
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "strike", "strikes".
    Present,
    /// "struck", where it cannot be told from the participle too.
    Past,
    /// "shot", "taken": past or participle, or participle alone.
    Participle,
    /// "striking".
    Ing,
}

/// One word of a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Element {
    /// This word, lower case.
    Word(String),
    /// Any word of these classes.
    Class(ClassSet),
    /// Up to four words within the clause.
    Gap,
    /// The element, or nothing.
    Optional(Box<Element>),
}

/// A condition on the surroundings of a trigger.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    /// Whether it must hold or must not.
    pub(crate) wanted: bool,
    /// Where to look.
    pub(crate) place: Where,
    /// Words of these classes ...
    pub(crate) classes: ClassSet,
    /// ... or these words ...
    pub(crate) words: Vec<String>,
    /// ... or, when set, the name of a place within a country.
    pub(crate) is_town: bool,
}

/// Where a condition looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// Within the clause, twelve words to either side.
    Near,
    /// In the subject of the verb; for a noun, the words that qualify it.
    Subject,
    /// In the object of the verb; for a noun, what follows its "of", "on" or "against".
    Object,
    /// The word before.
    Before,
    /// The word after.
    After,
}

/// What a grammatical place stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Who does it.
    Initiator,
    /// Against whom or what.
    Target,
    /// The other side.
    Partner,
    /// Who suffers it.
    Victim,
    /// Nobody: a thing, or a place.
    Nobody,
}

/// What subject, object and prepositions stand for.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// The active subject.
    pub(crate) subject: Part,
    /// The active object, or passive subject; of a noun, what "of" brings.
    pub(crate) object: Part,
    /// What "with" brings.
    pub(crate) with: Part,
}

/// One rule.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for one keyword of the rule files")]
pub(crate) struct Rule {
    /// Its name, unique in its language.
    pub(crate) name: &'static str,
    /// Key of the event type.
    pub(crate) event_type: &'static str,
    /// Key of the means, if the rule tells it.
    pub(crate) means: Option<&'static str>,
    /// Conditions; all must hold.
    pub(crate) conditions: Vec<Condition>,
    /// Who takes part.
    pub(crate) parts: Parts,
    /// Whether it only goes on about an event told before, and tells none of its own.
    pub(crate) is_follower: bool,
    /// Whether its victims cannot fight back, so that it is no clash even when they are armed: executions.
    pub(crate) is_defenceless: bool,
    /// Whether its verbs have no passive: "died", "marched".
    pub(crate) is_intransitive: bool,
    /// Whether it only speaks when no other rule does in its clause: verbs of harm.
    pub(crate) is_weak: bool,
    /// Sentences in which it must fire, with marks.
    pub(crate) fires: Vec<&'static str>,
    /// Sentences in which it must not.
    pub(crate) rests: Vec<&'static str>,
}

/// A pattern that ends in a rule.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// Number of the rule.
    pub(crate) rule: usize,
    /// What its words are.
    pub(crate) shape: Shape,
    /// Its words, the first one included.
    pub(crate) elements: Vec<Element>,
}

/// The rules of one language, indexed by the first word of their patterns.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// All rules, in the order of files and lines.
    pub(crate) all: Vec<Rule>,
    patterns: Vec<Pattern>,
    by_word: HashMap<String, Vec<usize>>,
    by_class: Vec<usize>,
    /// Lines that are no rule line, with their file: always empty in a release, a test sees to it.
    pub(crate) faults: Vec<String>,
}

impl Rules {
    /// The English rules.
    pub(crate) fn english() -> &'static Self {
        &ENGLISH
    }

    /// The patterns that may begin with this word.
    pub(crate) fn starting_with(&self, lower: &str, classes: ClassSet) -> impl Iterator<Item = &Pattern> {
        let by_word = self.by_word.get(lower).into_iter().flatten();
        let by_class = self.by_class.iter().filter(move |&&idx| match self.patterns[idx].elements.first() {
            Some(Element::Class(class)) => class.meets(classes),
            _ => false,
        });
        by_word.chain(by_class).map(|&idx| &self.patterns[idx])
    }

    fn parse(files: &[(&str, &'static str)], words: &Words) -> Self {
        let mut this = Self::default();
        for (name, text) in files {
            for (n, line) in text.lines().enumerate() {
                let line = line.trim();
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                if this.parse_line(line, words).is_none() {
                    this.faults.push(format!("{name}.rules:{}: {line}", n + 1));
                }
            }
        }
        for (idx, pattern) in this.patterns.iter().enumerate() {
            match pattern.elements.first() {
                Some(Element::Word(word)) => this.by_word.entry(word.clone()).or_default().push(idx),
                _ => this.by_class.push(idx),
            }
        }
        this
    }

    fn parse_line(&mut self, line: &'static str, words: &Words) -> Option<()> {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        if key == "rule" {
            self.all.push(Rule {
                name: rest,
                event_type: "",
                means: None,
                conditions: Vec::new(),
                parts: Parts { subject: Part::Initiator, object: Part::Target, with: Part::Nobody },
                is_weak: false,
                is_intransitive: false,
                is_defenceless: false,
                is_follower: false,
                fires: Vec::new(),
                rests: Vec::new(),
            });
            return (!rest.is_empty()).then_some(());
        }
        let idx = self.all.len().checked_sub(1)?;
        let rule = &mut self.all[idx];
        match key {
            "type" => rule.event_type = rest,
            "means" => rule.means = Some(rest),
            "weak" => rule.is_weak = true,
            "intransitive" => rule.is_intransitive = true,
            "defenceless" => rule.is_defenceless = true,
            "follows" => rule.is_follower = true,
            "if" | "unless" => rule.conditions.push(parse_condition(key == "if", rest, words)?),
            "roles" => rest.split_whitespace().try_for_each(|role| parse_part(&mut rule.parts, role))?,
            "+" => rule.fires.push(rest),
            "-" => rule.rests.push(rest),
            "noun" | "verb" | "words" => {
                for alternative in rest.split('|').map(str::trim) {
                    self.patterns.extend(parse_patterns(idx, key, alternative, words)?);
                }
            }
            _ => return None,
        }
        Some(())
    }
}

fn parse_condition(wanted: bool, rest: &str, words: &Words) -> Option<Condition> {
    let (place, list) = rest.split_once(' ')?;
    let place = match place {
        "near" => Where::Near,
        "subject" => Where::Subject,
        "object" => Where::Object,
        "before" => Where::Before,
        "after" => Where::After,
        _ => return None,
    };
    let classes = ClassSet::default();
    let mut condition = Condition { wanted, place, classes, words: Vec::new(), is_town: false };
    for part in list.split('|').map(str::trim) {
        match part.strip_prefix('@') {
            Some("(town)") => condition.is_town = true,
            Some(class) => {
                let class = words.class(class);
                condition.classes = (!class.is_empty()).then(|| condition.classes.with(class))?;
            }
            None => condition.words.push(part.to_owned()),
        }
    }
    Some(condition)
}

fn parse_part(parts: &mut Parts, role: &str) -> Option<()> {
    let (place, part) = role.split_once('=')?;
    let part = match part {
        "initiator" => Part::Initiator,
        "target" => Part::Target,
        "partner" => Part::Partner,
        "victim" => Part::Victim,
        "nobody" => Part::Nobody,
        _ => return None,
    };
    match place {
        "subject" => parts.subject = part,
        "object" => parts.object = part,
        "with" => parts.with = part,
        _ => return None,
    }
    Some(())
}

fn parse_patterns(rule: usize, key: &str, text: &str, words: &Words) -> Option<Vec<Pattern>> {
    let mut elements =
        text.split_whitespace().map(|word| parse_element(word, words)).collect::<Option<Vec<_>>>()?;
    if elements.is_empty() {
        return None;
    }
    if key == "words" {
        return Some(vec![Pattern { rule, shape: Shape::Words, elements }]);
    }
    if key == "noun" {
        let Some(Element::Word(last)) = elements.last() else {
            return Some(vec![Pattern { rule, shape: Shape::Noun, elements }]);
        };
        let plural = words.inflect(last)[1].clone();
        let mut many = elements.clone();
        many.pop();
        many.push(Element::Word(plural));
        let one = std::mem::take(&mut elements);
        return Some([one, many].map(|elements| Pattern { rule, shape: Shape::Noun, elements }).into());
    }
    let Some(Element::Word(lemma)) = elements.first() else { return None };
    let [base, third, past, participle, ing] = words.inflect(lemma);
    let shapes = if past == participle {
        vec![(base, Form::Present), (third, Form::Present), (past, Form::Participle), (ing, Form::Ing)]
    } else {
        vec![
            (base, Form::Present),
            (third, Form::Present),
            (past, Form::Past),
            (participle, Form::Participle),
            (ing, Form::Ing),
        ]
    };
    let pattern = |(word, form): (String, Form)| {
        let mut elements = elements.clone();
        elements[0] = Element::Word(word);
        Pattern { rule, shape: Shape::Verb(form), elements }
    };
    Some(shapes.into_iter().map(pattern).collect())
}

fn parse_element(word: &str, words: &Words) -> Option<Element> {
    if word == "..." {
        return Some(Element::Gap);
    }
    if let Some(word) = word.strip_suffix('?') {
        return Some(Element::Optional(Box::new(parse_element(word, words)?)));
    }
    match word.strip_prefix('@') {
        Some(class) => Some(words.class(class)).filter(|class| !class.is_empty()).map(Element::Class),
        None => Some(Element::Word(word.to_owned())),
    }
}
