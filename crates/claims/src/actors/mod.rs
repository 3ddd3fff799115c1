//! Names of actors: states and their forces, armed groups, coalitions, organisations.
//!
//! [`pieces`] takes the tokens apart, [`names`] looks them up, [`compose`] puts countries and forces together.

mod pieces;
mod names;
mod compose;

use std::ops::Range;

use dateline_model::{ActorId, Published, Span};
use dateline_tables::actors::{ActorRow, CountryRow, affix, part_of};

use self::compose::{compose, end_of_members};
use self::names::{Meaning, Name, names_at};
use self::pieces::Piece;
use crate::annotate::tokens::Token;

/// How the text names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// By its name, or by a country's name with a word for the force: "Hamas militants", "Syrian army".
    Name,
    /// By the bare name of a country, which may be only a place: "Israel".
    Country,
    /// By a seat of government, which may be only a place: "Moscow".
    Capital,
    /// By the name of a people: "the Russians".
    People,
    /// By a word before something else: "Israeli" in "Israeli air strikes", "IS" in "IS-held town".
    Modifier,
}

/// A name of an actor in the text.
#[derive(Clone, Debug)]
pub(crate) struct ActorMention {
    /// Where it stands, in bytes of the cleaned text.
    pub(crate) span: Span,
    /// The tokens it covers, in whole or in part.
    pub(crate) tokens: Range<usize>,
    /// The row of the actor table.
    pub(crate) row: &'static ActorRow,
    /// How the text names it.
    pub(crate) form: Form,
}

impl ActorMention {
    /// The key of the actor.
    pub(crate) fn id(&self) -> ActorId {
        ActorId::new(self.row.id.as_str())
    }

    /// Whether the words may name only a place: a bare country or capital.
    pub(crate) fn may_be_place(&self) -> bool {
        matches!(self.form, Form::Country | Form::Capital)
    }
}

/// Every name of an actor in `text`, left to right, longest first, not overlapping. Where a name has several senses
/// the day of publication decides. A name without a sense on that day still counts unless it may be another word.
pub(crate) fn find_actors(
    text: &str,
    _lower: &str,
    tokens: &[Token],
    published: Option<Published>,
) -> Vec<ActorMention> {
    let pieces = pieces::pieces(text, tokens);
    let date = published.map(|published| published.at.date().to_string());
    let mut found: Vec<ActorMention> = Vec::new();
    // Adjectives that wait for the force at the end of their list: "Russian, Syrian and Iranian forces".
    let mut waiting: Vec<(Range<usize>, &'static CountryRow)> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if let Some((len, mention)) = mention_at(&pieces, at, date.as_deref()) {
            share_force(&pieces, &mut found, &mut waiting, mention.row, at);
            at += len.max(1);
            push(text, &mut found, mention);
        } else if let Some((len, country)) = adjective_at(&pieces, at) {
            waiting.push((at..at + len, country));
            at += len;
        } else {
            if !matches!(pieces[at].folded.as_str(), "," | "and" | "or" | "/" | "&") {
                waiting.clear();
            }
            at += 1;
        }
    }
    found.sort_by_key(|mention| mention.span.start());
    found
}

/// The mention that begins at piece `at`, with the number of pieces it takes.
fn mention_at(pieces: &[Piece], at: usize, date: Option<&str>) -> Option<(usize, ActorMention)> {
    let is_against = at > 0 && pieces[at].is_joined && affix(&pieces[at - 1].folded) == Some("against");
    if is_against {
        return None;
    }
    let senses = names_at(pieces, at);
    let named = named_at(&senses, date);
    let composed = senses.iter().find_map(|name| {
        let (country, is_adjective) = match name.meaning {
            Meaning::Country(country) | Meaning::Capital(country) => (country, false),
            Meaning::Adjective(country) => (country, true),
            Meaning::Named(_) | Meaning::People(_) => return None,
        };
        compose(pieces, at, at + name.n_pieces, country, is_adjective)
    });
    if let Some((len, row)) = named
        && composed.is_none_or(|composed| composed.n_pieces <= len)
    {
        let end = at + len;
        let is_held = pieces.get(end).is_some_and(|next| next.is_joined && affix(&next.folded).is_some());
        let form = if is_held { Form::Modifier } else { Form::Name };
        let end = if row.kind == "agency" || is_held { end } else { end_of_members(pieces, end) };
        return Some((end - at, mention(pieces, at..end, row, form)));
    }
    if let Some(composed) = composed {
        let range = at..at + composed.n_pieces;
        return Some((composed.n_pieces, mention(pieces, range, composed.row, composed.form)));
    }
    senses.iter().find_map(|name| {
        let (country, part, form) = match name.meaning {
            Meaning::Country(country) => (country, "government", Form::Country),
            Meaning::Capital(country) => (country, "government", Form::Capital),
            Meaning::People(country) => (country, "people", Form::People),
            Meaning::Named(_) | Meaning::Adjective(_) => return None,
        };
        let row = part_of(country, part).filter(|_| name.is_sure)?;
        Some((name.n_pieces, mention(pieces, at..at + name.n_pieces, row, form)))
    })
}

/// The longest named actor among `names`, its sense chosen by the date. Without a sense on that day the first one
/// counts, unless the name may be another word.
fn named_at(names: &[Name], date: Option<&str>) -> Option<(usize, &'static ActorRow)> {
    let rows = || {
        names.iter().filter(|name| name.is_sure).filter_map(|name| match name.meaning {
            Meaning::Named(row) => Some((name, row)),
            _ => None,
        })
    };
    let longest = rows().map(|(name, _)| name.n_pieces).max()?;
    let mut senses = rows().filter(|(name, _)| name.n_pieces == longest);
    let is_valid = |row: &ActorRow| date.is_none_or(|date| row.is_valid_on(date));
    let chosen =
        senses.clone().find(|(_, row)| is_valid(row)).or_else(|| senses.find(|(name, _)| !name.is_exact));
    chosen.map(|(name, row)| (name.n_pieces, row))
}

fn adjective_at(pieces: &[Piece], at: usize) -> Option<(usize, &'static CountryRow)> {
    names_at(pieces, at).into_iter().find_map(|name| match name.meaning {
        Meaning::Adjective(country) => Some((name.n_pieces, country)),
        _ => None,
    })
}

/// Gives the adjectives before a list's last member the same part: "Russian and Syrian warplanes".
fn share_force(
    pieces: &[Piece],
    found: &mut Vec<ActorMention>,
    waiting: &mut Vec<(Range<usize>, &'static CountryRow)>,
    row: &'static ActorRow,
    at: usize,
) {
    let Some((_, part)) = row.id.rsplit_once('.') else { return waiting.clear() };
    let is_listed = at > 0 && (pieces[at].is_joined || pieces[at - 1].folded.len() <= 3);
    for (range, country) in waiting.drain(..) {
        if let Some(row) = part_of(country, part).filter(|_| is_listed) {
            found.push(mention(pieces, range, row, Form::Modifier));
        }
    }
}

fn mention(pieces: &[Piece], range: Range<usize>, row: &'static ActorRow, form: Form) -> ActorMention {
    let run = pieces.get(range).unwrap_or_default();
    let (start, end) = (run.first().map_or(0, |piece| piece.start), run.last().map_or(0, |piece| piece.end));
    let tokens = run.first().map_or(0, |piece| piece.token)..run.last().map_or(0, |piece| piece.token + 1);
    ActorMention { span: Span::between(start, end), tokens, row, form }
}

/// Adds a mention; an abbreviation in brackets after its own name joins it: "Islamic State (IS)".
fn push(text: &str, found: &mut Vec<ActorMention>, mention: ActorMention) {
    if let Some(last) = found.last_mut()
        && last.row.id == mention.row.id
        && let Some(between) = text.get(last.span.end()..mention.span.start())
        && between.trim() == "("
        && text[mention.span.end()..].starts_with(')')
    {
        last.span = Span::between(last.span.start(), mention.span.end() + 1);
        last.tokens.end = mention.tokens.end + 1;
        return;
    }
    found.push(mention);
}

#[cfg(test)]
mod tests;
