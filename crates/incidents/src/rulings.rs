//! What persons decided, as it bears on the claims that are there: which stand together, which apart, and what is
//! laid on which incident.
//!
//! A later decision wins over an earlier one that says the contrary, as a whole: half a decision is none.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::{ClaimId, ClaimRef, Decision, DecisionId, Effect, IncidentRef, Verdict};

/// Decisions laid on the claims that are there.
#[derive(Clone, Debug, Default)]
pub struct Rulings {
    /// Claims that stand together, each with the first of its group.
    together: Together,
    /// Pairs of sides: no claim of one stands with a claim of the other.
    apart: Vec<(Vec<ClaimId>, Vec<ClaimId>)>,
    /// Decisions in force, oldest first.
    in_force: Vec<Decision>,
    /// For each claim the decisions in force, by number, that are laid on the incident it stands in.
    on: BTreeMap<ClaimId, Vec<usize>>,
    effects: BTreeMap<DecisionId, Effect>,
    acting: BTreeMap<DecisionId, Vec<ClaimId>>,
}

impl Rulings {
    /// Lays `decisions` on the claims that `there` gives for what they remember; those that find none wait.
    ///
    /// The order of `decisions` changes nothing: they take effect in the order they were made, those of one moment
    /// in the order of their ids.
    #[must_use]
    pub fn new(decisions: &[Decision], there: &BTreeMap<ClaimRef, ClaimId>) -> Self {
        let mut sorted: Vec<&Decision> = decisions.iter().collect();
        sorted.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        sorted.dedup_by(|a, b| a.id == b.id);
        let mut rulings = Self { effects: undone(&sorted), ..Self::default() };
        rulings.settle(&sorted, there);
        for decision in sorted {
            if rulings.effects.get(&decision.id) == Some(&Effect::InForce) {
                rulings.lay(decision, there);
            }
        }
        rulings
    }

    /// What became of a decision; `None` for one that was not among those given.
    #[must_use]
    pub fn effect(&self, id: &DecisionId) -> Option<&Effect> {
        self.effects.get(id)
    }

    /// The decisions in force, each with the claims it acts on, sorted. Where this differs from what incidents were
    /// fused with, the claims of both are to be fused again.
    #[must_use]
    pub fn acting(&self) -> &BTreeMap<DecisionId, Vec<ClaimId>> {
        &self.acting
    }

    /// The claims that a person put with this one, itself left out; none where nobody did.
    #[must_use]
    pub fn tied(&self, claim: ClaimId) -> Vec<ClaimId> {
        let first = self.together.first(claim);
        let group = self.together.members.get(&first);
        group.into_iter().flatten().copied().filter(|it| *it != claim).collect()
    }

    /// Walks from the latest decision to the earliest and keeps each that fits those kept before.
    fn settle(&mut self, sorted: &[&Decision], there: &BTreeMap<ClaimRef, ClaimId>) {
        // Each side of two that are apart, with the decision that says so; and who put what together.
        let mut apart: Vec<(Vec<ClaimId>, Vec<ClaimId>, &DecisionId)> = Vec::new();
        let mut joined: Vec<(Vec<ClaimId>, &DecisionId)> = Vec::new();
        for decision in sorted.iter().rev().filter(|it| !matches!(it.verdict, Verdict::Undo(_))) {
            if matches!(self.effects.get(&decision.id), Some(Effect::Undone(_))) {
                continue;
            }
            let effect = match Bearing::of(&decision.verdict, there) {
                Bearing::None => Effect::NotApplicable,
                Bearing::Laid => Effect::InForce,
                Bearing::Together(claims) => {
                    let mut tried = self.together.clone();
                    tried.join(&claims);
                    if let Some((_, _, by)) = apart.iter().find(|(a, b, _)| tried.any_shared(a, b)) {
                        Effect::Overruled((*by).clone())
                    } else {
                        self.together = tried;
                        joined.push((claims, &decision.id));
                        Effect::InForce
                    }
                }
                Bearing::Apart(a, b) if self.together.any_shared(&a, &b) => {
                    let of_a =
                        |claims: &[ClaimId]| claims.iter().any(|it| self.together.any_shared(&a, &[*it]));
                    let by = joined.iter().find(|(claims, _)| of_a(claims)).map(|(_, id)| (*id).clone());
                    by.map_or(Effect::NotApplicable, Effect::Overruled)
                }
                Bearing::Apart(a, b) => {
                    self.apart.push((a.clone(), b.clone()));
                    apart.push((a, b, &decision.id));
                    Effect::InForce
                }
            };
            self.effects.insert(decision.id.clone(), effect);
        }
    }

    /// Notes on which claims a decision in force bears.
    fn lay(&mut self, decision: &Decision, there: &BTreeMap<ClaimRef, ClaimId>) {
        let number = self.in_force.len();
        let claims: BTreeSet<ClaimId> = match &decision.verdict {
            // What keeps apart acts on every claim of both sides, wherever it stands by now.
            Verdict::Split { .. } | Verdict::KeepApart(..) => {
                decision.verdict.claims().filter_map(|it| there.get(it)).copied().collect()
            }
            verdict => verdict.incidents().into_iter().filter_map(|it| first(it, there)).collect(),
        };
        for claim in &claims {
            self.on.entry(*claim).or_default().push(number);
        }
        self.acting.insert(decision.id.clone(), claims.into_iter().collect());
        self.in_force.push(decision.clone());
    }

    /// The decisions in force laid on an incident of these claims, oldest first.
    pub(crate) fn on(&self, claims: impl Iterator<Item = ClaimId>) -> Vec<&Decision> {
        let numbers: BTreeSet<usize> =
            claims.filter_map(|claim| self.on.get(&claim)).flatten().copied().collect();
        numbers.into_iter().filter_map(|number| self.in_force.get(number)).collect()
    }

    /// Whether nobody decided what stands together or apart.
    pub(crate) fn moves_nothing(&self) -> bool {
        self.apart.is_empty() && self.together.members.is_empty()
    }

    /// The claim that stands for all that are put with this one.
    pub(crate) fn stands_for(&self, claim: ClaimId) -> ClaimId {
        self.together.first(claim)
    }

    /// The pairs of sides that are kept apart.
    pub(crate) fn apart(&self) -> &[(Vec<ClaimId>, Vec<ClaimId>)] {
        &self.apart
    }
}

/// How a decision bears on the claims that are there.
enum Bearing {
    /// Nothing that it needs is there.
    None,
    /// It is laid on an incident and moves no claim.
    Laid,
    Together(Vec<ClaimId>),
    Apart(Vec<ClaimId>, Vec<ClaimId>),
}

impl Bearing {
    fn of(verdict: &Verdict, there: &BTreeMap<ClaimRef, ClaimId>) -> Self {
        let all = |claims: &[ClaimRef]| -> Vec<ClaimId> {
            claims.iter().filter_map(|it| there.get(it)).copied().collect()
        };
        match verdict {
            Verdict::Merge(incidents) => {
                let mut claims: Vec<ClaimId> = incidents.iter().filter_map(|it| first(it, there)).collect();
                claims.dedup();
                if claims.len() < 2 { Self::None } else { Self::Together(claims) }
            }
            Verdict::Split { stay, leave } => Self::apart(all(&stay.claims), all(leave)),
            Verdict::KeepApart(a, b) => Self::apart(all(&a.claims), all(&b.claims)),
            Verdict::Undo(_) => Self::Laid,
            verdict if verdict.incidents().into_iter().any(|it| first(it, there).is_some()) => Self::Laid,
            _ => Self::None,
        }
    }

    fn apart(a: Vec<ClaimId>, b: Vec<ClaimId>) -> Self {
        if a.is_empty() || b.is_empty() { Self::None } else { Self::Apart(a, b) }
    }
}

/// The first claim of an incident that is still there.
fn first(incident: &IncidentRef, there: &BTreeMap<ClaimRef, ClaimId>) -> Option<ClaimId> {
    incident.claims.iter().find_map(|it| there.get(it)).copied()
}

/// The undone decisions with the undo in force that says so, and the undos themselves.
///
/// An id is made of all a decision says, so that undos cannot run in a circle.
fn undone(sorted: &[&Decision]) -> BTreeMap<DecisionId, Effect> {
    let mut undos: BTreeMap<&DecisionId, Vec<&DecisionId>> = BTreeMap::new();
    let known: BTreeSet<&DecisionId> = sorted.iter().map(|it| &it.id).collect();
    for decision in sorted {
        if let Verdict::Undo(target) = &decision.verdict {
            undos.entry(target).or_default().push(&decision.id);
        }
    }
    let mut effects = BTreeMap::new();
    // From the undos that nobody undid down to what they undo.
    let mut waiting: Vec<&Decision> = sorted.to_vec();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|decision| {
            let by = undos.get(&decision.id).map(Vec::as_slice).unwrap_or_default();
            if by.iter().any(|id| !effects.contains_key(*id)) {
                return true;
            }
            let undo = by.iter().find(|id| effects.get(**id) == Some(&Effect::InForce));
            let effect = match (&decision.verdict, undo) {
                (_, Some(by)) => Some(Effect::Undone((*by).clone())),
                (Verdict::Undo(target), None) if !known.contains(target) => Some(Effect::NotApplicable),
                _ => Some(Effect::InForce),
            };
            effects.extend(effect.map(|effect| (decision.id.clone(), effect)));
            false
        });
        if waiting.len() == before {
            break;
        }
    }
    effects
}

/// Groups of claims, each known by its lowest.
#[derive(Clone, Debug, Default)]
struct Together {
    first: BTreeMap<ClaimId, ClaimId>,
    members: BTreeMap<ClaimId, BTreeSet<ClaimId>>,
}

impl Together {
    fn first(&self, claim: ClaimId) -> ClaimId {
        self.first.get(&claim).copied().unwrap_or(claim)
    }

    fn join(&mut self, claims: &[ClaimId]) {
        let mut all: BTreeSet<ClaimId> = BTreeSet::new();
        for claim in claims {
            all.insert(*claim);
            all.extend(self.members.remove(&self.first(*claim)).unwrap_or_default());
        }
        let Some(&lowest) = all.first() else { return };
        self.first.extend(all.iter().map(|claim| (*claim, lowest)));
        self.members.insert(lowest, all);
    }

    /// Whether a claim of `a` stands with one of `b`.
    fn any_shared(&self, a: &[ClaimId], b: &[ClaimId]) -> bool {
        let of_a: BTreeSet<ClaimId> = a.iter().map(|claim| self.first(*claim)).collect();
        b.iter().any(|claim| of_a.contains(&self.first(*claim)))
    }
}
