//! What persons decided: rows that are only ever added, and the claims that they speak of today.

mod there;
mod settle;

use std::collections::BTreeMap;

use dateline_model::{ClaimId, ClaimRef, Decision, DecisionId, IncidentId, Verdict};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::claims;
use crate::error::{Fault, StoreError};
use crate::rows::{BadValue, Named, from_json, to_json};
use crate::store::Store;

/// The letters of an id: Crockford's base 32 (<https://www.crockford.com/base32.html>), five bits each.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Letters of an id: 60 bits.
const ID_LENGTH: usize = 12;

/// A decision as one line of JSON: what the database keeps and what two people exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionForm(String);

impl DecisionForm {
    /// The line, without its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Store {
    /// The decision that says this, with the id that follows from it.
    ///
    /// # Errors
    /// [`StoreError::BadDecision`] when it cannot be written as JSON.
    pub fn sealed(
        &self,
        at: Timestamp,
        author: &str,
        reason: &str,
        verdict: Verdict,
    ) -> Result<Decision, StoreError> {
        let (author, reason) = (author.to_owned(), reason.to_owned());
        let decision = Decision { id: DecisionId::new(""), at, author, reason, verdict };
        let id = id_of(&decision).map_err(|bad| Fault::BadDecision(bad.0).at(self.path(), "deciding"))?;
        Ok(Decision { id, ..decision })
    }

    /// Keeps decisions as one transaction; how many were new. One that is there already is left as it is. They take
    /// effect when they are [settled](Store::settle_decisions) and the claims they act on are fused again.
    ///
    /// # Errors
    /// [`StoreError::BadDecision`] when an id does not follow from what its decision says; others when the file
    /// cannot be written. On an error nothing is kept.
    pub fn put_decisions(&mut self, decisions: &[Decision]) -> Result<u64, StoreError> {
        self.write("keeping decisions", |conn| {
            let mut new = 0;
            for decision in decisions {
                new += u64::from(put(conn, decision)?);
            }
            Ok(new)
        })
    }

    /// All decisions, in the order they came in.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        self.read("reading decisions", |conn| {
            let mut find = conn.prepare_cached("SELECT id, body FROM decisions ORDER BY seq")?;
            let rows = find.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
            rows.map(|row| row.map_err(Fault::from).and_then(|(id, body)| parse(&id, &body))).collect()
        })
    }

    /// How far the decisions go: asked before they are read, it tells later whether others came since.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn decisions_seen(&self) -> Result<DecisionsSeen, StoreError> {
        self.read("reading decisions", seen)
    }

    /// Notes which decisions are in force and on which claims each acts; where that is not what incidents were last
    /// fused with, the claims of both wait for the fuse room. Whether it was done: not when decisions came since
    /// `seen`, then nothing was changed.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be written.
    pub fn settle_decisions(
        &mut self,
        seen: DecisionsSeen,
        acting: &BTreeMap<DecisionId, Vec<ClaimId>>,
    ) -> Result<bool, StoreError> {
        self.write("settling decisions", |conn| {
            if self::seen(conn)? != seen {
                return Ok(false);
            }
            settle::settle(conn, acting)?;
            Ok(true)
        })
    }

    /// The decisions with these ids, in their order; those that are not there are left out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn decisions_with(&self, ids: &[DecisionId]) -> Result<Vec<Decision>, StoreError> {
        self.read("reading decisions", |conn| {
            ids.iter().filter_map(|id| read(conn, id).transpose()).collect()
        })
    }

    /// For what these decisions remember, the claims that feed incidents today; what is gone is left out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claims_there(&self, decisions: &[Decision]) -> Result<BTreeMap<ClaimRef, ClaimId>, StoreError> {
        self.read("looking up the claims of decisions", |conn| {
            let mut found = BTreeMap::new();
            for wanted in decisions.iter().flat_map(|it| it.verdict.claims()) {
                if !found.contains_key(wanted)
                    && let Some(claim) = there::find(conn, wanted)?
                {
                    found.insert(wanted.clone(), claim);
                }
            }
            Ok(found)
        })
    }

    /// What a decision is to remember of these claims, in their order; those that are not there are left out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claim_refs(&self, claims: &[ClaimId]) -> Result<Vec<ClaimRef>, StoreError> {
        const SQL: &str = "SELECT sentence, body FROM claims JOIN claim_bodies ON claim = num WHERE num = ?1";
        self.read("reading claims for a decision", |conn| {
            let mut refs = Vec::new();
            for id in claims {
                let Some(num) = claims::num_of(conn, *id)? else { continue };
                let (words, body): (String, String) =
                    conn.prepare_cached(SQL)?.query_row([num], |row| Ok((row.get(0)?, row.get(1)?)))?;
                let claim = claims::parse(id, &body)?;
                let event_type = claim.event_type.value;
                refs.push(ClaimRef { claim: *id, sentence: claim.sentence, words, event_type });
            }
            Ok(refs)
        })
    }

    /// The claims with this number whose report's id begins so, at most five.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claims_starting(&self, report: &str, ordinal: u16) -> Result<Vec<ClaimId>, StoreError> {
        const SQL: &str = "SELECT r.id, c.ordinal FROM reports r JOIN claims c ON c.report = r.num
            WHERE r.id >= ?1 AND r.id < ?2 AND c.ordinal = ?3 ORDER BY r.id LIMIT 5";
        self.read("looking for a claim", |conn| {
            let mut find = conn.prepare_cached(SQL)?;
            let found = find.query_map(params![report, format!("{report}\u{10ffff}"), ordinal], |row| {
                Ok(ClaimId { report: row.get::<_, Named<_>>(0)?.0, ordinal: row.get(1)? })
            })?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// The incident that rests on this claim, or `None`.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn incident_of(&self, claim: ClaimId) -> Result<Option<IncidentId>, StoreError> {
        const SQL: &str = "SELECT i.id FROM incident_claims ic JOIN incidents i ON i.num = ic.incident
            WHERE ic.claim = ?1 AND ic.part <> 'denies'";
        self.read("looking for the incident of a claim", |conn| {
            let Some(num) = claims::num_of(conn, claim)? else { return Ok(None) };
            let mut find = conn.prepare_cached(SQL)?;
            let id: Option<String> = find.query_row([num], |row| row.get(0)).optional()?;
            Ok(id.map(IncidentId::new))
        })
    }

    /// The line that stands for a decision.
    ///
    /// # Errors
    /// [`StoreError::BadDecision`] when it cannot be written as JSON.
    pub fn decision_form(&self, decision: &Decision) -> Result<DecisionForm, StoreError> {
        let json = to_json(decision).map_err(|bad| Fault::BadDecision(bad.0).at(self.path(), "writing"))?;
        Ok(DecisionForm(json))
    }

    /// The decision of a line that another database wrote.
    ///
    /// # Errors
    /// [`StoreError::BadDecision`] when the line is no decision, or its id does not follow from what it says.
    pub fn read_decision(&self, line: &str) -> Result<Decision, StoreError> {
        let read = || {
            let decision: Decision = from_json(line)?;
            check_id(&decision)?;
            Ok(decision)
        };
        read().map_err(|bad: BadValue| Fault::BadDecision(bad.0).at(self.path(), "reading a decision"))
    }
}

/// How far the decisions of a database go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionsSeen(i64);

pub(crate) fn seen(conn: &Connection) -> Result<DecisionsSeen, Fault> {
    let mut find = conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM decisions")?;
    Ok(DecisionsSeen(find.query_row([], |row| row.get(0))?))
}

/// The id of a decision, made of everything else that it says.
fn id_of(decision: &Decision) -> Result<DecisionId, BadValue> {
    let without = Decision { id: DecisionId::new(""), ..decision.clone() };
    let hash = blake3::hash(to_json(&without)?.as_bytes());
    let bits = hash.as_bytes().iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let digit = |nth: usize| char::from(DIGITS[(bits >> (5 * nth) & 31) as usize]);
    Ok(DecisionId::new((0..ID_LENGTH).map(digit).collect::<String>()))
}

fn check_id(decision: &Decision) -> Result<(), BadValue> {
    let id = id_of(decision)?;
    if id == decision.id {
        return Ok(());
    }
    Err(BadValue(format!("its id is '{}', but what it says has the id '{id}'", decision.id)))
}

/// Writes a decision; whether it was not there.
fn put(conn: &Connection, decision: &Decision) -> Result<bool, Fault> {
    check_id(decision).map_err(|bad| Fault::BadDecision(bad.0))?;
    let body = to_json(decision).map_err(|bad| Fault::BadDecision(bad.0))?;
    let added = conn
        .prepare_cached(
            "INSERT OR IGNORE INTO decisions (id, at, author, reason, verdict, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            decision.id.as_str(),
            decision.at.to_string(),
            decision.author,
            decision.reason,
            decision.verdict.as_str(),
            body
        ])?;
    Ok(added > 0)
}

fn read(conn: &Connection, id: &DecisionId) -> Result<Option<Decision>, Fault> {
    let mut find = conn.prepare_cached("SELECT body FROM decisions WHERE id = ?1")?;
    let body: Option<String> = find.query_row([id.as_str()], |row| row.get(0)).optional()?;
    body.map(|body| parse(id.as_str(), &body)).transpose()
}

fn parse(id: &str, body: &str) -> Result<Decision, Fault> {
    from_json(body).map_err(|bad| Fault::bad_row("decisions", &id, &bad))
}
