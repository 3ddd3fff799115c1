//! Logistic regression on sets of features.

/// Rounds over all rows.
const ROUNDS: usize = 40;
/// Size of a step.
const RATE: f32 = 0.15;
/// How strongly weights are held near nothing, per row that has the feature.
const HOLD: f32 = 0.002;

/// A row: numbers of its features, and whether it is one of those sought.
pub(crate) struct Row {
    pub(crate) features: Vec<usize>,
    pub(crate) is_sought: bool,
}

/// Weights, one a feature, that tell rows apart: stochastic steps (`AdaGrad`) in the order of the rows.
pub(crate) fn fit(rows: &[&Row], n_features: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; n_features];
    let mut squares = vec![1e-6_f32; n_features];
    for _ in 0..ROUNDS {
        for row in rows {
            let error = chance(&weights, row) - if row.is_sought { 1.0 } else { 0.0 };
            for &feature in &row.features {
                let slope = error + HOLD * weights[feature];
                squares[feature] += slope * slope;
                weights[feature] -= RATE * slope / squares[feature].sqrt();
            }
        }
    }
    weights
}

/// Chance that the row is one of those sought.
pub(crate) fn chance(weights: &[f32], row: &Row) -> f32 {
    let sum: f32 = row.features.iter().map(|&feature| weights[feature]).sum();
    1.0 / (1.0 + (-sum).exp())
}
