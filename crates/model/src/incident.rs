//! What the claims of one event support together.

use crate::claim::{ActorId, ClaimId, EventType, Means, Role, Stance};
use crate::count::{CountRange, Harm, Materiel, Victims};
use crate::decision::{DecisionId, Review};
use crate::names::{keys, names};
use crate::place::EventPlace;
use crate::time::TimeRange;

keys! {
    /// Identity of an incident: ten letters and digits made from its founding claim, the earliest it rests on.
    ///
    /// An incident whose founding claim joins another's keeps its id as a redirect.
    pub struct IncidentId;
}

names! {
    /// By which rule the headline value is chosen among the claimed ones.
    pub enum Policy {
        /// Lowest credible figure (ACLED codebook).
        AcledMinimum = "acled_minimum",
        /// Best estimate between the lowest and the highest (UCDP GED codebook).
        UcdpBestLowHigh = "ucdp_best_low_high",
        /// Lowest to highest over all claims (Airwars methodology). The default for counts.
        AirwarsRange = "airwars_range",
        /// The value with most independent roots, then most reports, then the most precise. The default for the rest.
        MostSupported = "most_supported",
        /// What a person decided, over what was read.
        Decision = "decision",
    }
}

names! {
    /// How well an incident is supported (after the Airwars grading of civilian-harm events).
    pub enum Grade {
        /// A belligerent accepts responsibility.
        Confirmed = "confirmed",
        /// Two or more independent roots.
        Fair = "fair",
        /// One root.
        Weak = "weak",
        /// Rival claims of responsibility, or one party denies what another says.
        Contested = "contested",
        /// Every account of it was withdrawn or denied.
        Discounted = "discounted",
    }
}

/// A value and the claims that support it.
#[derive(Clone, Debug, PartialEq)]
pub struct Supported<T> {
    /// The value.
    pub value: T,
    /// The claims behind it, sorted.
    pub claims: Vec<ClaimId>,
    /// Number of independent roots behind those claims.
    pub roots: u32,
}

/// One field of an incident: every value with its claims, and the one a named policy puts in the headline.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The headline value; `None` when no claim gives one.
    pub headline: Option<T>,
    /// The policy that chose it.
    pub policy: Policy,
    /// All claimed values, best supported first.
    pub values: Vec<Supported<T>>,
}

impl<T: PartialEq> Field<T> {
    /// All values, the headline among them: a range over all claims, or a value by decision, may be none of those
    /// that were read, and comes first then.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        let is_among = |headline: &&T| self.values.iter().any(|it| it.value == **headline);
        let headline = self.headline.iter().filter(move |it| !is_among(it));
        headline.chain(self.values.iter().map(|it| &it.value))
    }
}

/// An actor in a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sides {
    /// The part.
    pub role: Role,
    /// The row of the actor table, if known.
    pub id: Option<ActorId>,
    /// The name to show.
    pub name: String,
}

/// Sources of an incident, counted three ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SourceCount {
    /// Reports.
    pub reports: u32,
    /// Publishers.
    pub outlets: u32,
    /// Roots that do not rest on one another.
    pub roots: u32,
}

/// What one party says about the incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The party.
    pub party: ActorId,
    /// Its name.
    pub name: String,
    /// What it does: claims, denies, confirms, accuses. `None`: it takes part and is silent.
    pub stance: Option<Stance>,
    /// The claims in which it does so, sorted.
    pub claims: Vec<ClaimId>,
}

/// People harmed in one way, of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct Toll {
    /// What was done to them.
    pub harm: Harm,
    /// Who is counted.
    pub victims: Victims,
    /// How many.
    pub count: Field<CountRange>,
    /// How the figure went: each that differs from the one before, in the order of publication. The first and the
    /// latest toll are its ends. Figures of reports without a date come last.
    pub course: Vec<Figure>,
}

/// A count and the first claim that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// How many.
    pub count: CountRange,
    /// The claim.
    pub claim: ClaimId,
}

/// Why a claim stands with the others: the parts of its score.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The claim.
    pub claim: ClaimId,
    /// The chance that it speaks of the same event, 0 to 1; 1 for the founding claim.
    pub score: f32,
    /// The parts of the score in words with their weight, largest first ("same town", 2.1).
    pub parts: Vec<(String, f32)>,
}

/// An independent origin of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Who: "Ministry of Defence of Syria", "Reuters".
    pub name: String,
    /// The claims that go back to it, sorted.
    pub claims: Vec<ClaimId>,
    /// Why those claims were taken to go back to it, in words.
    pub reason: String,
}

/// What the claims of one real event support together.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Its identity.
    pub id: IncidentId,
    /// What kind of event.
    pub event_type: Field<EventType>,
    /// By what means.
    pub means: Field<Means>,
    /// When.
    pub time: Field<TimeRange>,
    /// Where.
    pub place: Field<EventPlace>,
    /// Who took part: one field entry a role and actor; those put in by decision come first and have no claims.
    pub actors: Vec<Supported<Sides>>,
    /// People harmed; total counts before subsets.
    pub tolls: Vec<Toll>,
    /// Things destroyed, damaged, captured, used.
    pub materiel: Vec<Supported<Materiel>>,
    /// The claims it rests on, with the reason of each; founding claim first, then sorted.
    pub links: Vec<Link>,
    /// Denials attached to it, sorted.
    pub denials: Vec<ClaimId>,
    /// Where what is said goes back to.
    pub roots: Vec<Root>,
    /// Sources counted three ways.
    pub sources: SourceCount,
    /// What the parties say.
    pub positions: Vec<Position>,
    /// How well it is supported.
    pub grade: Grade,
    /// Why that grade, in words.
    pub grade_reason: String,
    /// Whether a person looked at it, by the last decision that says so.
    pub review: Review,
    /// The decisions in force that bear on it, oldest first.
    pub decisions: Vec<DecisionId>,
}

impl Incident {
    /// Those who took part in this role by decision, or, where nobody decided, as they were read; best supported
    /// first. What a person put in has no claims of its own.
    pub fn sides(&self, role: Role) -> impl Iterator<Item = &Sides> {
        let of_role = move |it: &&Supported<Sides>| it.value.role == role;
        let is_decided = self.actors.iter().filter(of_role).any(|it| it.claims.is_empty());
        let shown = self.actors.iter().filter(of_role).filter(move |it| it.claims.is_empty() == is_decided);
        shown.map(|it| &it.value)
    }

    /// How many people were harmed in this way, all groups together, by the headline counts. `None` when no headline
    /// tells.
    ///
    /// The count of unspecified people is the total where there is one. Else the groups that exclude each other
    /// (civilians, soldiers, fighters, security forces, attackers) are added up; the other groups (children, women,
    /// men, aid workers, journalists) overlap with those and each other, so one of them only stands where it is larger.
    #[must_use]
    pub fn total(&self, harm: Harm) -> Option<CountRange> {
        let count = |victims| {
            self.tolls
                .iter()
                .filter(move |toll| toll.harm == harm && toll.victims == victims)
                .find_map(|toll| toll.count.headline)
        };
        if let Some(total) = count(Victims::Unspecified) {
            return Some(total);
        }
        let apart = [
            Victims::Civilians,
            Victims::Soldiers,
            Victims::Fighters,
            Victims::SecurityForces,
            Victims::Attackers,
        ];
        let sum = apart.into_iter().filter_map(count).reduce(|a, b| {
            let max = a.max().zip(b.max()).map(|(a, b)| a.saturating_add(b));
            CountRange::new(a.min().saturating_add(b.min()), max)
        });
        sum.into_iter().chain(Victims::ALL.iter().copied().filter_map(count)).max()
    }
}
