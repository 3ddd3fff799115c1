//! Walks over the words once and collects the expressions.

use crate::form::Found;
use crate::grammar::{expression, split_lists};
use crate::words::Words;

/// Every expression of the text, left to right, none overlapping another.
pub(crate) fn scan(words: &Words<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match expression(words, at) {
            Some(one) if one.end > at => {
                found.push(one);
                at = one.end;
            }
            _ => at += 1,
        }
    }
    split_lists(words, found)
}
