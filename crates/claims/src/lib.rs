//! One report in, claims out.
//!
//! The rooms, in the order data flows: `annotate` (sentences, tokens, mentions) -> `extract` (who did what, how many,
//! says who) -> `resolve` (names, dates and places become rows, intervals and coordinates). [`read_claims`] runs them.

mod actors;
mod annotate;
mod extract;
mod resolve;
mod reading;
mod passages;

pub use extract::{
    Occasion, Whereabouts, chosen_occasion, chosen_whereabouts, find_occasions, find_whereabouts,
};
pub use passages::{Attribution, find_attributions, find_modality, find_told};
pub use reading::{ReadReport, Reading, read_claims, read_claims_with, read_report};
