//! What fuse weighs: the evidence that two claims speak of one event, and the words it treats apart.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::tsv::rows;

static WEIGHTS: LazyLock<BTreeMap<&'static str, FuseWeight>> = LazyLock::new(|| {
    rows(include_str!("../data/fuse/weights.tsv"))
        .map(|row| {
            let weight = row.cell(1).parse().unwrap_or_default();
            (row.cell(0), FuseWeight { feature: row.cell(0), weight, words: row.cell(2) })
        })
        .collect()
});

static WORDS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("../data/fuse_words/en.tsv")).map(|row| (row.cell(0), row.list(1).collect())).collect()
});

static BLOCKS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../data/fuse/blocks.tsv")).map(|row| (row.cell(0), row.cell(1))).collect()
});

static VAGUE_TYPES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("../data/fuse/vague_types.tsv"))
        .map(|row| (row.cell(0), row.list(1).collect()))
        .collect()
});

/// One kind of evidence that two claims speak of one event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FuseWeight {
    /// Its key.
    pub feature: &'static str,
    /// Natural logarithm of the odds it adds; negative when it speaks against.
    pub weight: f32,
    /// What it says, in words.
    pub words: &'static str,
}

/// All weights, sorted by feature.
pub fn fuse_weights() -> impl Iterator<Item = &'static FuseWeight> {
    WEIGHTS.values()
}

/// The weight of this kind of evidence, or `None`.
#[must_use]
pub fn fuse_weight(feature: &str) -> Option<&'static FuseWeight> {
    WEIGHTS.get(feature)
}

/// The block of a group of event types; the group itself when the table has no row for it.
#[must_use]
pub fn fuse_block(group: &'static str) -> &'static str {
    BLOCKS.get(group).copied().unwrap_or(group)
}

/// Whether reports use this event type for any event of its block.
#[must_use]
pub fn is_vague_type(event_type: &str) -> bool {
    VAGUE_TYPES.contains_key(event_type)
}

/// Whether a type of this group tells more about an event than this vague type does; `false` for types that are
/// not vague.
#[must_use]
pub fn yields_to(event_type: &str, group: &str) -> bool {
    VAGUE_TYPES.get(event_type).is_some_and(|groups| groups.contains(&"*") || groups.contains(&group))
}

/// Whether `word` (lower case) tells nothing about which event is meant.
#[must_use]
pub fn is_common_word(word: &str) -> bool {
    has_class(word, "common")
}

/// Whether `word` (lower case) tells one event from another in the same report: "another", "separately".
#[must_use]
pub fn is_apart_word(word: &str) -> bool {
    has_class(word, "apart")
}

/// Whether `word` (lower case) gives a new figure for an event told before: "the toll rose".
#[must_use]
pub fn is_update_word(word: &str) -> bool {
    has_class(word, "update")
}

/// Whether `word` (lower case) tells with a number how old somebody is: "aged", the parts of "year-old".
#[must_use]
pub fn is_age_word(word: &str) -> bool {
    has_class(word, "age")
}

/// Whether `word` (lower case) stands for a speaker without a name: "sources", "residents".
#[must_use]
pub fn is_anonymous_word(word: &str) -> bool {
    has_class(word, "anonymous")
}

/// Whether `word` (lower case) stands for an office that was named before: "spokesman", "communique".
#[must_use]
pub fn is_mouthpiece_word(word: &str) -> bool {
    has_class(word, "mouthpiece")
}

/// Whether `word` (lower case) at the head of a speaker's name makes it one of the publisher's own: "our reporter".
#[must_use]
pub fn is_own_word(word: &str) -> bool {
    has_class(word, "own")
}

fn has_class(word: &str, class: &str) -> bool {
    WORDS.get(word).is_some_and(|classes| classes.contains(&class))
}
