//! How many: people harmed, things destroyed.

use std::fmt;

use crate::claim::ActorId;
use crate::names::{keys, names};
use crate::span::Span;

keys! {
    /// Key of an equipment class in the table: `tank`, `artillery`, `vehicle`, `tunnel`.
    pub struct Equipment;
}

names! {
    /// What was done to people.
    pub enum Harm {
        /// Killed.
        Killed = "killed",
        /// Injured.
        Injured = "injured",
        /// Killed or injured, in one figure that cannot be taken apart.
        KilledOrInjured = "killed_or_injured",
        /// Missing.
        Missing = "missing",
        /// Abducted or taken hostage.
        Abducted = "abducted",
        /// Captured in fighting, or surrendered.
        Captured = "captured",
        /// Arrested or detained.
        Arrested = "arrested",
        /// Driven from home.
        Displaced = "displaced",
    }
}

names! {
    /// Who is counted.
    pub enum Victims {
        /// The text does not say.
        Unspecified = "unspecified",
        /// Civilians, residents, villagers, or a civilian occupation.
        Civilians = "civilians",
        /// Children, minors, babies.
        Children = "children",
        /// Women.
        Women = "women",
        /// Men.
        Men = "men",
        /// Soldiers of a state.
        Soldiers = "soldiers",
        /// Members of an armed group.
        Fighters = "fighters",
        /// Police and other security forces.
        SecurityForces = "security_forces",
        /// Those who attacked: the bomber, the assailants.
        Attackers = "attackers",
        /// Medics and aid workers.
        Aid = "aid",
        /// Journalists.
        Journalists = "journalists",
    }
}

names! {
    /// What happened to things.
    pub enum Loss {
        /// Destroyed.
        Destroyed = "destroyed",
        /// Damaged.
        Damaged = "damaged",
        /// Captured or seized.
        Captured = "captured",
        /// Shot down or intercepted.
        ShotDown = "shot_down",
        /// Struck, effect not told.
        Struck = "struck",
        /// Used or fired by the initiator.
        Used = "used",
    }
}

/// A count as the report words it. `max` is `None` when the report gives no upper end.
///
/// Invariant, kept by [`CountRange::new`]: `min <= max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountRange {
    min: u32,
    max: Option<u32>,
}

impl CountRange {
    /// The range from `min` to `max`; the two are swapped when reversed.
    #[must_use]
    pub fn new(min: u32, max: Option<u32>) -> Self {
        match max {
            Some(max) if max < min => Self { min: max, max: Some(min) },
            _ => Self { min, max },
        }
    }

    /// Exactly `count`.
    #[must_use]
    pub fn exactly(count: u32) -> Self {
        Self { min: count, max: Some(count) }
    }

    /// The lower end.
    #[must_use]
    pub fn min(self) -> u32 {
        self.min
    }

    /// The upper end, or `None` when the text gives none.
    #[must_use]
    pub fn max(self) -> Option<u32> {
        self.max
    }
}

impl fmt::Display for CountRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max {
            None => write!(f, "{}+", self.min),
            Some(max) if max == self.min => write!(f, "{max}"),
            Some(max) => write!(f, "{}-{max}", self.min),
        }
    }
}

/// How many people suffered what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Casualty {
    /// What was done to them.
    pub harm: Harm,
    /// Who is counted.
    pub victims: Victims,
    /// The side they belong to, if the text tells.
    pub side: Option<ActorId>,
    /// How many. "No casualties" gives 0 to 0; people without a number ("casualties were reported") 1 and up.
    pub count: CountRange,
    /// Whether these are among another count of the same claim ("13 of them children").
    pub is_subset: bool,
    /// Whether the count runs over a longer time than this event ("since October").
    pub is_cumulative: bool,
    /// The words: the count with its quantifier, who is counted, the verb of harm.
    pub spans: Vec<Span>,
}

/// What was destroyed, damaged, captured or used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Materiel {
    /// What happened to it.
    pub loss: Loss,
    /// Its class in the equipment table.
    pub class: Equipment,
    /// The name in the report's words ("T-72 tanks").
    pub name: String,
    /// How many; 1 and up when the text gives a plural without number.
    pub count: CountRange,
    /// Whose it was, if the text tells.
    pub owner: Option<ActorId>,
    /// The words.
    pub spans: Vec<Span>,
}
