//! What a person asks for, and the verdict that it comes to.

use dateline_model::{ClaimId, Decision, Effect, Verdict};
use dateline_store::Store;
use jiff::Timestamp;

use crate::correction::parse_correction;
use crate::error::ReviewError;
use crate::ledger::{Entry, ledger};
use crate::subject::{Subject, claims_within, find_subject};

/// What a person asks for. Ids may be the start of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Accept this incident.
    Accept(String),
    /// Reject this incident.
    Reject(String),
    /// Put a remark on this incident; the reason is the remark.
    Note(String),
    /// Set a field of an incident.
    Correct {
        /// The incident.
        incident: String,
        /// The field.
        field: String,
        /// The value.
        value: String,
    },
    /// Make these incidents one; claims stand for theirs.
    Merge(Vec<String>),
    /// Take claims out of an incident.
    Split {
        /// The incident.
        incident: String,
        /// The claims: ids, the start of ids, or the numbers that `show` gives them.
        claims: Vec<String>,
    },
    /// Keep these two incidents, or claims, apart.
    KeepApart(String, String),
    /// Take back this decision, or, without id, the last one of the author that is in force.
    Undo(Option<String>),
}

/// Keeps what `request` comes to, as one transaction; the claims it touches wait for [`crate::fuse_pending`].
///
/// # Errors
/// As [`verdict`], and [`ReviewError::Store`] when the database cannot be written. Then nothing was kept.
pub fn decide(
    store: &mut Store,
    request: &Request,
    author: &str,
    reason: &str,
    at: Timestamp,
) -> Result<Decision, ReviewError> {
    if matches!(request, Request::Note(_)) && reason.trim().is_empty() {
        return Err(ReviewError::Pointless("a note without words says nothing".to_owned()));
    }
    if author.trim().is_empty() {
        return Err(ReviewError::Pointless("a decision needs an author".to_owned()));
    }
    let verdict = verdict(store, request, author)?;
    let decision = store.sealed(at, author.trim(), reason.trim(), verdict)?;
    store.put_decisions(std::slice::from_ref(&decision))?;
    Ok(decision)
}

/// The verdict that a request comes to in this database.
///
/// # Errors
/// [`ReviewError`]: for what is not there, values that do not fit, and requests that would change nothing.
pub fn verdict(store: &Store, request: &Request, author: &str) -> Result<Verdict, ReviewError> {
    let whole = |id: &str| -> Result<Subject, ReviewError> {
        let subject = find_subject(store, id)?;
        Ok(Subject { claim: None, ..subject })
    };
    Ok(match request {
        Request::Accept(id) => Verdict::Accept(whole(id)?.remembered(store)?),
        Request::Reject(id) => Verdict::Reject(whole(id)?.remembered(store)?),
        Request::Note(id) => Verdict::Note(whole(id)?.remembered(store)?),
        Request::Correct { incident, field, value } => {
            let incident = whole(incident)?;
            Verdict::Correct(incident.remembered(store)?, parse_correction(field, value)?)
        }
        Request::Merge(ids) => merge(store, ids)?,
        Request::Split { incident, claims } => split(store, &whole(incident)?, claims)?,
        Request::KeepApart(a, b) => keep_apart(store, a, b)?,
        Request::Undo(id) => undo(&ledger(store)?, id.as_deref(), author)?,
    })
}

fn merge(store: &Store, ids: &[String]) -> Result<Verdict, ReviewError> {
    let mut subjects: Vec<Subject> = Vec::new();
    for id in ids {
        let subject = find_subject(store, id)?;
        if !subjects.iter().any(|it| it.id() == subject.id()) {
            subjects.push(subject);
        }
    }
    if let [only] = subjects.as_slice() {
        return Err(ReviewError::Pointless(format!("these are one incident already: {}", only.id())));
    }
    Ok(Verdict::Merge(subjects.iter().map(|it| it.remembered(store)).collect::<Result<_, _>>()?))
}

fn split(store: &Store, subject: &Subject, wanted: &[String]) -> Result<Verdict, ReviewError> {
    let leave = claims_within(subject, wanted)?;
    let stay: Vec<ClaimId> = subject.claims().into_iter().filter(|claim| !leave.contains(claim)).collect();
    if stay.is_empty() {
        let message = format!("no claim would stay in incident {}", subject.id());
        return Err(ReviewError::Pointless(message));
    }
    let mut stays = subject.remembered(store)?;
    stays.claims = store.claim_refs(&stay)?;
    Ok(Verdict::Split { stay: stays, leave: store.claim_refs(&leave)? })
}

fn keep_apart(store: &Store, a: &str, b: &str) -> Result<Verdict, ReviewError> {
    let (a, b) = (find_subject(store, a)?, find_subject(store, b)?);
    let claims = a.claims();
    if b.claims().iter().any(|claim| claims.contains(claim)) {
        let message = format!("these are one incident, {}; `split` takes claims out of it", a.id());
        return Err(ReviewError::Pointless(message));
    }
    Ok(Verdict::KeepApart(a.remembered(store)?, b.remembered(store)?))
}

fn undo(entries: &[Entry], id: Option<&str>, author: &str) -> Result<Verdict, ReviewError> {
    let Some(id) = id else {
        let own = entries.iter().rev().filter(|it| it.decision.author == author.trim());
        let last = own.into_iter().find(|it| {
            !matches!(it.decision.verdict, Verdict::Undo(_)) && !matches!(it.effect, Effect::Undone(_))
        });
        let none = || ReviewError::Pointless(format!("{author} made no decision that could be undone"));
        return Ok(Verdict::Undo(last.ok_or_else(none)?.decision.id.clone()));
    };
    let fits: Vec<&Entry> = entries.iter().filter(|it| it.decision.id.as_str().starts_with(id)).collect();
    match fits.as_slice() {
        [entry] => match &entry.effect {
            Effect::Undone(by) => Err(ReviewError::Pointless(format!(
                "decision {} was undone by {by}; undo that one to bring it back",
                entry.decision.id
            ))),
            _ => Ok(Verdict::Undo(entry.decision.id.clone())),
        },
        [] => Err(ReviewError::Unknown { what: "decision", id: id.to_owned() }),
        several => {
            let fits = several.iter().take(4).map(|it| it.decision.id.to_string()).collect();
            Err(ReviewError::Ambiguous { what: "decision", id: id.to_owned(), fits })
        }
    }
}
