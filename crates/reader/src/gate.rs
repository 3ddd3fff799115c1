//! The gates before the model: sentences that hold nothing to ask about pass it by without meeting it.
//!
//! Linear over hashed words and pairs of neighbouring words (Weinberger et al. 2009); made by `training/gate.py`.

/// Buckets of the hash.
const BUCKETS: usize = 1 << 16;

/// A table of weights: one signed byte a bucket, then the cut.
struct Gate(&'static [u8; BUCKETS + 4]);

/// Lets sentences pass that tell of an event.
static EVENTS: Gate = Gate(include_bytes!("../model/gate.bin"));
/// Lets sentences pass whose events the model may take for no news.
static DOUBTS: Gate = Gate(include_bytes!("../model/doubts.bin"));

/// Whether `sentence` may tell of an event. Made to let 99 of 100 sentences pass that do, and one of seven of general
/// text; words are runs of ASCII letters and digits, so a sentence of another script has none and does not pass.
#[must_use]
pub fn may_tell(sentence: &str) -> bool {
    EVENTS.lets_pass(sentence)
}

/// Whether the model may take an event of `sentence` for something else than news. Made to let nine of ten sentences pass
/// of which it does so, and one of four of the others.
#[must_use]
pub fn is_doubtful(sentence: &str) -> bool {
    DOUBTS.lets_pass(sentence)
}

impl Gate {
    fn lets_pass(&self, sentence: &str) -> bool {
        let buckets = buckets(sentence);
        let (table, cut) = self.0.split_at(BUCKETS);
        let sum: i32 = buckets.iter().map(|&bucket| i32::from(table[bucket].cast_signed())).sum();
        let cut = cut.try_into().map_or(f32::INFINITY, f32::from_le_bytes);
        // Sums of a few hundred signed bytes and numbers of words are exact in f32.
        #[expect(clippy::cast_precision_loss, reason = "far below 2^24")]
        let score = sum as f32 / (buckets.len().max(1) as f32).sqrt();
        !buckets.is_empty() && score >= cut
    }
}

/// The buckets of the words of a sentence and of its pairs of neighbours, each once, sorted.
fn buckets(sentence: &str) -> Vec<usize> {
    let mut buckets: Vec<usize> = Vec::with_capacity(sentence.len() / 3);
    let mut before: Option<&[u8]> = None;
    for word in
        sentence.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    {
        buckets.push(bucket(word.iter().copied()));
        if let Some(before) = before {
            buckets.push(bucket(before.iter().copied().chain([b' ']).chain(word.iter().copied())));
        }
        before = Some(word);
    }
    buckets.sort_unstable();
    buckets.dedup();
    buckets
}

/// FNV-1a, 64 bits, of the letters in lower case.
fn bucket(letters: impl Iterator<Item = u8>) -> usize {
    let hash = letters.fold(0xCBF2_9CE4_8422_2325, |hash: u64, letter| {
        (hash ^ u64::from(letter.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3)
    });
    usize::try_from(hash % BUCKETS as u64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_war_pass_and_most_others_do_not() {
        assert!(may_tell("Gunmen killed four farmers near Qamra on Monday."));
        assert!(may_tell("JETS BOMBED A MARKET, RESIDENTS SAID"));
        let others = [
            "The library opens an hour later on Fridays.",
            "Please let me know whether the invoice has been paid.",
            "Her second album is softer than the first.",
            "I would bring the soup to the boil and add the leeks.",
            "",
        ];
        assert!(others.iter().filter(|it| may_tell(it)).count() <= 1);
    }

    #[test]
    fn history_is_doubtful_and_fresh_news_is_not() {
        assert!(is_doubtful("The memorial honours the forty villagers who were killed in the war of 1984."));
        assert!(!is_doubtful("Gunmen killed four farmers near Qamra on Monday, police said."));
    }

    #[test]
    fn letters_of_any_case_fall_in_one_bucket() {
        assert_eq!(bucket(b"BOMB".iter().copied()), bucket(b"bomb".iter().copied()));
    }
}
