//! What the words around a name say about how something relates to its place.

use dateline_model::{Candidate, PlaceKind, Relation, Span};

use crate::gazetteer::{Gazetteer, NameKind};
use crate::words::{Role, WORDS};

use super::evidence::cue;
use super::mentions::Mention;
use super::tokens::{Gap, Shape, Token};
use super::{Offset, Toponym};

/// Most candidates kept.
const KEPT: usize = 5;

/// The toponym of a mention.
pub(crate) fn read(text: &str, tokens: &[Token], mention: &Mention, gazetteer: &Gazetteer) -> Toponym {
    let span = Span::between(tokens[mention.first].start as usize, end_of(text, tokens, mention));
    let mut full = span;
    let mut before = mention.first;
    if let Some((word, at)) = mention.type_word {
        if at < mention.first {
            before = at;
        } else if let Some(last) = tokens.get(at + word.n_words - 1) {
            full = full.cover(Span::between(tokens[at].start as usize, last.end as usize));
        }
    }
    let frame = Reader { text, tokens }.read(before);
    let mut relation = frame.relation;
    let mut part = frame.part;
    let mut begin = frame.begin;
    if let Some((_, at)) = mention.type_word
        && tokens[at].of(text) == "countryside"
    {
        (relation, part) = (Relation::Within, Some("countryside"));
        begin = begin.min(before);
    }
    full = full.cover(Span::between(tokens[begin].start as usize, span.end()));
    if relation == Relation::At && mention.options.first().is_some_and(|it| is_area(it.kind)) {
        relation = Relation::Within;
    }
    let candidates: Vec<Candidate> = mention
        .options
        .iter()
        .take(KEPT)
        .map(|option| Candidate { place: gazetteer.place_of(&option.record), score: option.belief })
        .collect();
    Toponym {
        span,
        full,
        name: span.of(text).unwrap_or_default().to_owned(),
        usage: mention.usage,
        relation,
        offset: frame.offset,
        part: part.map(str::to_owned),
        other_end: None,
        holder: None,
        confidence: candidates.first().map_or(0.0, |it| it.score),
        candidates,
    }
}

/// The last byte of the name; the point of an abbreviation belongs to it.
fn end_of(text: &str, tokens: &[Token], mention: &Mention) -> usize {
    let end = tokens[mention.end - 1].end as usize;
    let last = &tokens[mention.end - 1];
    let is_abbreviation = mention.options.iter().any(|it| it.entry.name_kind == NameKind::Abbreviation)
        && last.shape == Shape::Capital
        || mention.end - mention.first > 1 && last.gap == Gap::Point && last.of(text).len() <= 3;
    end + usize::from(is_abbreviation && text.as_bytes().get(end) == Some(&b'.'))
}

/// Whether something happens within a place of this kind rather than at it.
fn is_area(kind: PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::Country
            | PlaceKind::Admin1
            | PlaceKind::Admin2
            | PlaceKind::Water
            | PlaceKind::Terrain
            | PlaceKind::Region
            | PlaceKind::Continent
    )
}

/// Whether the words before word `first` relate something to a place.
pub(crate) fn relates(text: &str, tokens: &[Token], first: usize) -> bool {
    Reader { text, tokens }.read(first).relation != Relation::At
}

struct Frame {
    relation: Relation,
    offset: Option<Offset>,
    part: Option<&'static str>,
    /// The first word of the frame.
    begin: usize,
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Reader<'_> {
    /// The frame of the words before word `first`.
    fn read(&self, first: usize) -> Frame {
        let none = Frame { relation: Relation::At, offset: None, part: None, begin: first };
        // Articles and towns between the relation and the name: "north of the town of X".
        let at = if self.back(first, 1) == Some("the") { first - 1 } else { first };
        if !at.checked_sub(1).is_some_and(|idx| cue(self.tokens[idx].of(self.text)).is(Role::Frame)) {
            return none;
        }
        if let Some(frame) = self.offset(at) {
            return frame;
        }
        if let Some(frame) = self.part(at) {
            return frame;
        }
        for n_words in [4, 3, 2, 1] {
            let Some(begin) = at.checked_sub(n_words) else { continue };
            let Some(words) = self.words(begin, at) else { continue };
            if let Some(&relation) = WORDS.relations.get(words.to_lowercase().as_str()) {
                let part = (relation == Relation::Within && words.starts_with("countryside"))
                    .then_some("countryside");
                return Frame { relation, offset: None, part, begin };
            }
        }
        none
    }

    /// "40 km west of", "25 miles from", "10 km (6 miles) north of".
    fn offset(&self, first: usize) -> Option<Frame> {
        let mut at = first;
        let mut bearing = None;
        match self.back(at, 1)? {
            "of" | "from" => at -= 1,
            _ => return None,
        }
        if matches!(self.back(at, 1), Some("away" | "outside")) {
            at -= 1;
        }
        for n_words in [3, 2, 1] {
            let Some(begin) = at.checked_sub(n_words) else { continue };
            let word: String = self.tokens[begin..at].iter().map(|it| it.of(self.text)).collect();
            if let Some(direction) =
                WORDS.directions.get(word.to_lowercase().as_str()).filter(|it| !it.is_part)
            {
                (bearing, at) = (Some(direction.bearing), begin);
                break;
            }
        }
        if matches!(self.back(at, 1), Some("the")) {
            at -= 1;
        }
        if matches!(self.back(at, 1), Some("to")) {
            at -= 1;
        }
        let unit = at.checked_sub(1)?;
        let (number, begin, metres_per) = self.distance(unit)?;
        // A distance in brackets repeats the one before it.
        let (number, begin, metres_per) = match begin.checked_sub(1) {
            Some(before) if self.tokens[begin].gap == Gap::Break => {
                self.distance(before).unwrap_or((number, begin, metres_per))
            }
            _ => (number, begin, metres_per),
        };
        let offset = Offset { metres: number * metres_per, bearing };
        Some(Frame { relation: Relation::Offset, offset: Some(offset), part: None, begin })
    }

    /// The distance whose unit is word `unit`: number, its first word, metres per unit.
    fn distance(&self, unit: usize) -> Option<(f64, usize, f64)> {
        let word = self.tokens.get(unit)?.of(self.text);
        // "40km" is one word.
        let digits = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
        if digits > 0 {
            let unit_word = word[digits..].to_lowercase();
            let metres = WORDS.units.get(unit_word.as_str())?;
            return Some((word[..digits].parse().ok()?, unit, *metres));
        }
        let metres = WORDS.units.get(word.to_lowercase().as_str())?;
        let at = unit.checked_sub(1)?;
        let number = self.tokens[at].of(self.text);
        let value =
            WORDS.numbers.get(number.to_lowercase().as_str()).copied().or_else(|| number.parse().ok())?;
        // "1.5 km" and "1,500 metres" are two words with a point or comma between.
        if let Some(before) = at.checked_sub(1)
            && let Ok(whole) = self.tokens[before].of(self.text).parse::<f64>()
            && let Some(between) =
                self.text.get(self.tokens[before].end as usize..self.tokens[at].start as usize)
        {
            match between {
                "." => {
                    let text = format!("{whole}.{number}");
                    return Some((text.parse().ok()?, before, *metres));
                }
                "," => return Some((whole * 1000.0 + value, before, *metres)),
                "-" | " to " | "–" => return Some((f64::midpoint(whole, value), before, *metres)),
                _ => {}
            }
        }
        Some((value, at, *metres))
    }

    /// "northern", "the northern countryside of", "the north of".
    fn part(&self, first: usize) -> Option<Frame> {
        let mut at = first;
        if self.back(at, 1) == Some("of") {
            at -= 1;
            if self.back(at, 1) == Some("countryside") {
                at -= 1;
            }
        }
        for n_words in [2, 1] {
            let Some(begin) = at.checked_sub(n_words) else { continue };
            let word: String = self.tokens[begin..at].iter().map(|it| it.of(self.text)).collect();
            let Some(direction) = WORDS.directions.get(word.to_lowercase().as_str()) else { continue };
            let is_part = direction.is_part || (at < first && self.back(begin, 1) == Some("the"));
            if is_part && !direction.part.is_empty() {
                return Some(Frame {
                    relation: Relation::Within,
                    offset: None,
                    part: Some(direction.part),
                    begin,
                });
            }
        }
        None
    }

    /// The word `n` words before `at`, when nothing but space or a hyphen lies between.
    fn back(&self, at: usize, n: usize) -> Option<&str> {
        let idx = at.checked_sub(n)?;
        let joined = self.tokens.get(idx + 1).is_none_or(|it| matches!(it.gap, Gap::Space | Gap::Hyphen));
        joined.then(|| self.tokens[idx].of(self.text))
    }

    /// The text of the words `begin..end` when only spaces lie between them and the word at `end`.
    fn words(&self, begin: usize, end: usize) -> Option<&str> {
        let joined = self.tokens.get(begin + 1..=end)?.iter().all(|it| it.gap == Gap::Space);
        if !joined {
            return None;
        }
        self.text.get(self.tokens[begin].start as usize..self.tokens[end - 1].end as usize)
    }
}

/// Joins the two ends of "between A and B".
pub(crate) fn join_ends(text: &str, toponyms: &mut [Toponym]) {
    for idx in 0..toponyms.len().saturating_sub(1) {
        let (left, right) = toponyms.split_at_mut(idx + 1);
        let (a, b) = (&mut left[idx], &mut right[0]);
        if a.relation != Relation::Between {
            continue;
        }
        let between = text.get(a.full.end()..b.full.start()).map(str::trim);
        if between == Some("and") {
            b.relation = Relation::Between;
            a.other_end = b.candidates.first().map(|it| it.place.clone());
            b.other_end = a.candidates.first().map(|it| it.place.clone());
        } else {
            a.relation = Relation::Near;
        }
    }
}
