//! The store as the other crates use it.

#[cfg(test)]
mod support;
#[cfg(test)]
mod file;
#[cfg(test)]
mod sources;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod incidents;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod queries;
#[cfg(test)]
mod queue;
