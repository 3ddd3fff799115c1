//! When: time expressions in text and the intervals they stand for.
