//! The store as the other crates use it.

#[cfg(test)]
mod support;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod incidents;
