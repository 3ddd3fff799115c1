//! The room `extract`: from marked text to claims that are not yet resolved.

pub(crate) mod rules;
pub(crate) mod phrases;
pub(crate) mod triggers;
pub(crate) mod roles;

#[cfg(test)]
mod rule_tests;
