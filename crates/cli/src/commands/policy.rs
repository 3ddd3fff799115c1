//! By which rule the headline counts are chosen: the option that showing and exporting share.

use anyhow::Context;
use dateline_model::Policy;

#[derive(Debug, clap::Args)]
pub(crate) struct PolicyArgs {
    /// How headline counts are chosen where reports differ: `airwars_range` (lowest to highest), `acled_minimum`
    /// (the lowest), `ucdp_best_low_high` (the one most independent roots give, of those the latest), `most_supported`
    #[arg(long, value_name = "POLICY", default_value = "airwars_range", value_parser = parse)]
    pub(crate) policy: Policy,
}

fn parse(name: &str) -> anyhow::Result<Policy> {
    let found = Policy::FOR_COUNTS.into_iter().find(|policy| policy.as_str() == name);
    found.with_context(|| format!("expected one of {}", Policy::FOR_COUNTS.map(Policy::as_str).join(", ")))
}
