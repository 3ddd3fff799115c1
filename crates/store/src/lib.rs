//! The incident database: the only crate that knows the disk format.
