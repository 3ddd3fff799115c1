//! Fitted weights of features, and the chance that their sum stands for.

use std::collections::HashMap;

use dateline_tables::Row;

/// A group and a value within it, such as `lead` and `in`.
pub(crate) type Feature<'t> = (&'static str, &'t str);

/// Weights in logits by group and value, as a table has them.
pub(crate) struct Weights(HashMap<&'static str, HashMap<&'static str, f32>>);

impl Weights {
    /// The weights of a table with the columns group, value, weight.
    pub(crate) fn of(rows: impl Iterator<Item = Row<'static>>) -> Self {
        let mut weights: HashMap<_, HashMap<_, _>> = HashMap::new();
        for row in rows {
            let weight = row.cell(2).parse().unwrap_or_default();
            weights.entry(row.cell(0)).or_default().insert(row.cell(1), weight);
        }
        Self(weights)
    }

    /// The chance, 0 to 1, that goes with the sum of the weights of these features; what the table does not name weighs
    /// nothing.
    pub(crate) fn chance(&self, features: &[Feature]) -> f32 {
        let weight = |&(group, value): &Feature| self.0.get(group).and_then(|it| it.get(value)).copied();
        let sum: f32 = features.iter().filter_map(weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}
