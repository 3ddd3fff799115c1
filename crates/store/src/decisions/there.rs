//! The claim that says today what a decision remembers.

use std::collections::BTreeSet;

use dateline_model::{ClaimId, ClaimRef, Span};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;
use crate::rows::Named;

/// A sentence of another version is the same when it shares at least so many hundredths of the words of both.
const SAME_WORDS: usize = 50;

/// A claim that may be the one.
struct Candidate {
    ordinal: u16,
    event_type: String,
    words: String,
    sentence: Span,
}

/// The claim that feeds incidents and says what `wanted` remembers: of the same report, one whose sentence touches
/// the remembered one; of a newer version of it, one whose sentence shares most of its words. `None` when the report
/// is not there, or says nothing of the kind any more.
pub(super) fn find(conn: &Connection, wanted: &ClaimRef) -> Result<Option<ClaimId>, Fault> {
    const REPORT: &str = "SELECT num, url, is_superseded FROM reports WHERE id = ?1";
    const LIVE: &str =
        "SELECT num FROM reports WHERE url = ?1 AND NOT is_superseded ORDER BY num DESC LIMIT 1";
    let report: Option<(i64, Option<String>, bool)> = conn
        .prepare_cached(REPORT)?
        .query_row([wanted.claim.report.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((num, url, is_superseded)) = report else { return Ok(None) };
    if !is_superseded {
        let rank = |it: &Candidate| {
            let is_same = it.sentence == wanted.sentence || it.words == wanted.words;
            let distance = it.ordinal.abs_diff(wanted.claim.ordinal);
            let is_type = it.event_type == wanted.event_type.as_str();
            it.sentence.overlaps(wanted.sentence).then_some((is_same, is_type, std::cmp::Reverse(distance)))
        };
        return best(conn, num, rank);
    }
    let live: Option<i64> =
        conn.prepare_cached(LIVE)?.query_row(params![url], |row| row.get(0)).optional()?;
    let Some(num) = live else { return Ok(None) };
    let rank = |it: &Candidate| {
        let shared = shared_words(&it.words, &wanted.words);
        let distance = it.ordinal.abs_diff(wanted.claim.ordinal);
        let is_type = it.event_type == wanted.event_type.as_str();
        (shared >= SAME_WORDS).then_some((shared, is_type, std::cmp::Reverse(distance)))
    };
    best(conn, num, rank)
}

/// The claim of a report that ranks highest; the first among equals.
fn best<R: Ord>(
    conn: &Connection,
    report: i64,
    rank: impl Fn(&Candidate) -> Option<R>,
) -> Result<Option<ClaimId>, Fault> {
    const SQL: &str = "SELECT r.id, c.ordinal, c.event_type, c.sentence, b.body ->> '$.sentence[0]',
            b.body ->> '$.sentence[1]'
        FROM reports r JOIN claims c ON c.report = r.num JOIN claim_bodies b ON b.claim = c.num
        WHERE r.num = ?1 AND c.modality IN ('occurred', 'possible') ORDER BY c.ordinal DESC";
    let mut find = conn.prepare_cached(SQL)?;
    let mut rows = find.query([report])?;
    let mut best: Option<(R, ClaimId)> = None;
    while let Some(row) = rows.next()? {
        let (start, end): (u32, u32) = (row.get(4)?, row.get(5)?);
        let candidate = Candidate {
            ordinal: row.get(1)?,
            event_type: row.get(2)?,
            words: row.get(3)?,
            sentence: Span::between(start as usize, end as usize),
        };
        let Some(rank) = rank(&candidate) else { continue };
        if best.as_ref().is_none_or(|(known, _)| rank >= *known) {
            best = Some((rank, ClaimId { report: row.get::<_, Named<_>>(0)?.0, ordinal: candidate.ordinal }));
        }
    }
    Ok(best.map(|(_, claim)| claim))
}

/// Words that both sentences have, in hundredths of those that either has.
fn shared_words(a: &str, b: &str) -> usize {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|it| !it.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    100 * a.intersection(&b).count() / a.union(&b).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_sentence_is_the_same_and_another_one_is_not() {
        let old = "Six people were killed in a raid on Tell Zahra, residents said.";
        assert!(
            shared_words(old, "Nine people were killed in a raid on Tell Zahra, residents said.")
                >= SAME_WORDS
        );
        assert!(shared_words(old, "The army denied that it had flown over the town.") < SAME_WORDS);
        assert_eq!(shared_words("", ""), 0);
    }
}
