//! A country's name with the words of its forces: "Syrian army", "Israel's air force", "Iran-backed militias".

use dateline_tables::actors::{ActorRow, CountryRow, ForceRow, affix, part_of};
use dateline_tables::casualties::victim_nouns;

use super::Form;
use super::names::force_at;
use super::pieces::Piece;

/// Words that may stand between a country's name and the force.
const MAX_WORDS: usize = 5;

/// An actor put together from a country's name and what follows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Composed {
    /// The actor.
    pub(super) row: &'static ActorRow,
    /// Pieces its mention covers, from the name on.
    pub(super) n_pieces: usize,
    /// How it is named.
    pub(super) form: Form,
}

/// What the words after the name say: which part, how far they reach, whether they are a deed.
struct Force {
    part: &'static str,
    end: usize,
    is_act: bool,
}

/// The actor that a country's name over `pieces[at..end]` makes together with what follows it, or `None` when no
/// word of a force follows. A deed ("Russian air strikes") counts only after an adjective: "Syria strikes" may be
/// strikes in Syria.
pub(super) fn compose(
    pieces: &[Piece],
    at: usize,
    end: usize,
    country: &'static CountryRow,
    is_adjective: bool,
) -> Option<Composed> {
    let next = pieces.get(end)?;
    let is_for = at > 0 && pieces[at].is_joined && affix(&pieces[at - 1].folded) == Some("for");
    let joined = next.is_joined.then(|| affix(&next.folded)).flatten();
    let part = match joined {
        Some("backed") => Some("allies"),
        Some("led") => Some("coalition"),
        Some("held") => {
            return Some(Composed {
                row: part_of(country, "military")?,
                n_pieces: end - at,
                form: Form::Modifier,
            });
        }
        _ if is_for => Some("allies"),
        _ => None,
    };
    let is_genitive = next.folded == "'s";
    let from = if joined.is_some() || is_genitive { end + 1 } else { end };
    let force = force_from(pieces, from)?;
    if force.is_act {
        let row = part_of(country, part.unwrap_or(force.part))?;
        let names_doer = is_adjective || is_genitive || part.is_some();
        return names_doer.then_some(Composed { row, n_pieces: end - at, form: Form::Modifier });
    }
    Some(Composed {
        row: part_of(country, part.unwrap_or(force.part))?,
        n_pieces: force.end - at,
        form: Form::Name,
    })
}

/// Where the words of a force after a named actor end: "IS fighters", "Hamas militants". `from` when none follow.
pub(super) fn end_of_members(pieces: &[Piece], from: usize) -> usize {
    let mut end = from;
    while end < from + 2 {
        match force_at(pieces, end) {
            // Weapons go with a country's name only: the owner of "IS artillery" is IS.
            Some((len, row)) if matches!(row.role, "head" | "tail") && names_members(row) => {
                end += len;
            }
            _ => break,
        }
    }
    end
}

fn names_members(row: ForceRow) -> bool {
    let is_person = || victim_nouns().longest(|n| row.phrase.split(' ').nth(n).unwrap_or_default()).is_some();
    row.part == "armed_groups" || row.part == "military" && is_person()
}

fn force_from(pieces: &[Piece], from: usize) -> Option<Force> {
    let mut at = from;
    let mut found: Option<Force> = None;
    let mut has_head = false;
    for _ in 0..MAX_WORDS {
        let Some((len, row)) = force_at(pieces, at) else { break };
        at += len;
        match row.role {
            "act" => {
                return Some(found.filter(|_| has_head).unwrap_or(Force {
                    part: row.part,
                    end: at,
                    is_act: true,
                }));
            }
            "head" => {
                found = Some(Force { part: row.part, end: at, is_act: false });
                has_head = true;
            }
            "tail" => match &mut found {
                Some(found) => found.end = at,
                None => found = Some(Force { part: row.part, end: at, is_act: false }),
            },
            _ => {}
        }
    }
    found
}
