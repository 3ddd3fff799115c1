//! Builds the tables, measures, keeps the house tidy.

fn main() {}
