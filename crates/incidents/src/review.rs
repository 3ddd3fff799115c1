//! Lays on an incident what persons decided about it: the headline of a field, whether it was accepted.

use dateline_model::{
    ClaimId, Correction, CountRange, Decision, Field, Harm, Incident, Policy, Review, Role, Sides, Supported,
    Toll, Verdict, Victims,
};

use crate::rulings::Rulings;

/// Lays on `incident` the decisions in force that bear on it, the latest over those before. What was read stays
/// among the values.
pub(crate) fn lay_on(incident: &mut Incident, rulings: &Rulings) {
    let claims: Vec<ClaimId> = incident.links.iter().map(|link| link.claim).collect();
    for Decision { id, verdict, .. } in rulings.on(claims.into_iter()) {
        match verdict {
            Verdict::Accept(_) => incident.review = Review::Accepted,
            Verdict::Reject(_) => incident.review = Review::Rejected,
            Verdict::Correct(_, correction) => correct(incident, correction),
            // The others move claims, or only say something.
            _ => {}
        }
        incident.decisions.push(id.clone());
    }
}

fn correct(incident: &mut Incident, correction: &Correction) {
    match correction {
        Correction::EventType(value) => put(&mut incident.event_type, Some(value.clone())),
        Correction::Means(value) => put(&mut incident.means, value.clone()),
        Correction::Time(value) => put(&mut incident.time, *value),
        Correction::Place(value) => put(&mut incident.place, value.as_deref().cloned()),
        Correction::Toll { harm, victims, count } => put_toll(incident, *harm, *victims, *count),
        Correction::Sides(role, sides) => put_sides(incident, *role, sides),
    }
}

fn put<T>(field: &mut Field<T>, value: Option<T>) {
    field.headline = value;
    field.policy = Policy::Decision;
}

/// A toll that no claim tells goes before the others of its harm.
fn put_toll(incident: &mut Incident, harm: Harm, victims: Victims, count: Option<CountRange>) {
    let known = incident.tolls.iter_mut().find(|toll| toll.harm == harm && toll.victims == victims);
    if let Some(toll) = known {
        put(&mut toll.count, count);
        return;
    }
    let count = Field { headline: count, policy: Policy::Decision, values: Vec::new() };
    let at = incident.tolls.iter().position(|toll| toll.harm >= harm).unwrap_or(incident.tolls.len());
    incident.tolls.insert(at, Toll { harm, victims, count, course: Vec::new() });
}

fn put_sides(incident: &mut Incident, role: Role, sides: &[Sides]) {
    incident.actors.retain(|it| it.value.role != role || !it.claims.is_empty());
    let decided = sides.iter().map(|value| Supported { value: value.clone(), claims: Vec::new(), roots: 0 });
    let at = incident.actors.iter().position(|it| it.value.role >= role).unwrap_or(incident.actors.len());
    incident.actors.splice(at..at, decided);
}
