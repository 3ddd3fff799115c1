//! What people point at: an incident or a claim, by its id or the start of it.

use dateline_model::{ClaimId, IncidentId, IncidentRef};
use dateline_store::{Store, StoredIncident};

use crate::error::ReviewError;

/// An incident, or one claim of it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The incident.
    pub stored: StoredIncident,
    /// The claim, when a claim was pointed at.
    pub claim: Option<ClaimId>,
}

impl Subject {
    /// The claims that are meant: the one that was pointed at, or all that the incident rests on, founding claim
    /// first.
    #[must_use]
    pub fn claims(&self) -> Vec<ClaimId> {
        match self.claim {
            Some(claim) => vec![claim],
            None => self.stored.incident.links.iter().map(|link| link.claim).collect(),
        }
    }

    /// The incident's id.
    #[must_use]
    pub fn id(&self) -> &IncidentId {
        &self.stored.incident.id
    }

    /// What a decision remembers of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn remembered(&self, store: &Store) -> Result<IncidentRef, ReviewError> {
        Ok(IncidentRef { incident: self.id().clone(), claims: store.claim_refs(&self.claims())? })
    }
}

/// The incident or claim with this id, or the only one whose id begins so. A claim is written as its report's id, a
/// hyphen and its number; the first digits of the report are enough.
///
/// # Errors
/// [`ReviewError::Unknown`], [`ReviewError::Ambiguous`], [`ReviewError::Store`] (also for the start of several
/// incident ids), and [`ReviewError::Pointless`] for a claim that stands in no incident.
pub fn find_subject(store: &Store, id: &str) -> Result<Subject, ReviewError> {
    if let Some((report, number)) = id.split_once('-')
        && let Ok(ordinal) = number.parse()
    {
        return find_claim(store, id, report, ordinal);
    }
    let stored = store.incident(id)?;
    stored
        .map(|stored| Subject { stored, claim: None })
        .ok_or_else(|| ReviewError::Unknown { what: "incident or claim", id: id.to_owned() })
}

fn find_claim(store: &Store, id: &str, report: &str, ordinal: u16) -> Result<Subject, ReviewError> {
    let fits = store.claims_starting(report, ordinal)?;
    let claim = match fits.as_slice() {
        [claim] => *claim,
        [] => return Err(ReviewError::Unknown { what: "claim", id: id.to_owned() }),
        several => {
            let fits = several.iter().take(4).map(ToString::to_string).collect();
            return Err(ReviewError::Ambiguous { what: "claim", id: id.to_owned(), fits });
        }
    };
    let holder = store.incident_of(claim)?;
    let stored = holder.map(|id| store.incident(id.as_str())).transpose()?.flatten();
    stored
        .map(|stored| Subject { stored, claim: Some(claim) })
        .ok_or_else(|| ReviewError::Pointless(format!("claim {claim} stands in no incident")))
}

/// The claims of an incident that are pointed at: by id, the start of one, or the number that `show` gives them.
///
/// # Errors
/// [`ReviewError::Unknown`] for one that the incident does not rest on, and as [`find_subject`].
pub(crate) fn claims_within(subject: &Subject, wanted: &[String]) -> Result<Vec<ClaimId>, ReviewError> {
    let all = subject.claims();
    let mut found = Vec::new();
    for text in wanted {
        let by_number = text.parse::<usize>().ok().filter(|_| text.len() < 5);
        let fits: Vec<ClaimId> = match by_number {
            Some(number) => all.get(number.wrapping_sub(1)).copied().into_iter().collect(),
            None => all.iter().copied().filter(|claim| begins(*claim, text)).collect(),
        };
        match fits.as_slice() {
            [claim] if found.contains(claim) => {}
            [claim] => found.push(*claim),
            [] => {
                let message = format!("incident {} rests on no claim '{text}'", subject.id());
                return Err(ReviewError::Pointless(message));
            }
            several => {
                let fits = several.iter().take(4).map(ToString::to_string).collect();
                return Err(ReviewError::Ambiguous { what: "claim", id: text.clone(), fits });
            }
        }
    }
    Ok(found)
}

/// Whether `text` is the claim's id, a start of its report's id with its number, or a start of its report's id alone.
fn begins(claim: ClaimId, text: &str) -> bool {
    match text.split_once('-') {
        Some((report, number)) => {
            claim.report.to_string().starts_with(report) && claim.ordinal.to_string() == number
        }
        None => !text.is_empty() && claim.report.to_string().starts_with(text),
    }
}
