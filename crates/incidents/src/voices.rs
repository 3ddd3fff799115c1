//! Keys of those who say something: publishers, named speakers, unnamed ones.

use dateline_model::{SourceId, Speaker, SpeakerKind};
use dateline_tables::{is_anonymous_word, is_mouthpiece_word, is_own_word, sources};

use crate::account::Account;
use crate::side_parts::same_party;
use crate::words;

/// The key of a speaker with a name, an office or a publisher; `None` for "residents", "a military source".
pub(crate) fn named_speaker(speaker: &Speaker) -> Option<String> {
    use SpeakerKind::{
        ArmedGroupMedia, Document, InternationalMedia, LocalMedia, Resident, StateMedia, Unnamed, WireAgency,
        Witness,
    };
    if let Some(source) = &speaker.source {
        return Some(publisher(source.as_str()));
    }
    let unnamed = matches!(speaker.kind, Witness | Resident | Document)
        || (speaker.kind == Unnamed && !has_proper_name(&speaker.name));
    if unnamed || words::split(&speaker.name).iter().any(|word| is_anonymous_word(word)) {
        return None;
    }
    let publishes =
        matches!(speaker.kind, WireAgency | StateMedia | ArmedGroupMedia | LocalMedia | InternationalMedia);
    Some(match &speaker.side {
        _ if publishes => publisher(&speaker.name),
        Some(side) => format!("side {side} {}", speaker.kind),
        None => format!("name {}", words::name_key(&speaker.name)),
    })
}

/// Whether a speaker stands for an office that the report named before, and says no more than that: "a spokesman",
/// "the communique".
pub(crate) fn is_mouthpiece(speaker: &Speaker) -> bool {
    const ARTICLE: usize = 3;
    let words = words::split(&speaker.name);
    let mut telling = words.iter().filter(|word| word.chars().count() > ARTICLE).peekable();
    telling.peek().is_some() && telling.all(|word| is_mouthpiece_word(word))
}

/// Whether a word after the first is written like a name: "the Orvo Lawyers' Network".
fn has_proper_name(name: &str) -> bool {
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    name.split_whitespace().skip(1).any(is_name)
}

/// Whether two named speakers of one incident are one office under two names: "the Ministry of Defense", "the
/// defence ministry in Damascus". They are of one kind, no two parties, and one name holds all words of the other.
pub(crate) fn is_one_office(a: &Speaker, b: &Speaker) -> bool {
    let parties = a.side.as_ref().zip(b.side.as_ref());
    let one_party = parties.is_none_or(|(a, b)| same_party(a.as_str(), b.as_str()));
    let (words_a, words_b) = (stems(&a.name), stems(&b.name));
    let shorter = words_a.len().min(words_b.len());
    a.kind == b.kind && one_party && shorter > 0 && words::common(&words_a, &words_b) == shorter
}

/// Whether two speakers are called by a word in common: "two security officials", "security sources".
pub(crate) fn shares_name(a: &Speaker, b: &Speaker) -> bool {
    words::common(&stems(&a.name), &stems(&b.name)) > 0
}

/// Whether the speaker is one of the publisher's own: "our reporter".
pub(crate) fn is_own_staff(speaker: &Speaker) -> bool {
    words::split(&speaker.name).first().is_some_and(|word| is_own_word(word))
}

/// The first letters of the longer words of a name, sorted: enough to see past spelling and order.
fn stems(name: &str) -> Vec<String> {
    const LETTERS: usize = 5;
    let words = words::split(name).into_iter().filter(|word| word.chars().count() > 3);
    words::sorted(words.map(|word| word.chars().take(LETTERS).collect()).collect())
}

/// The publisher of a claim's report: its source, else its host, else the report itself.
pub(crate) fn outlet(account: &Account<'_>) -> String {
    let digest = account.digest;
    let source = digest.and_then(|it| it.source.as_ref()).map(SourceId::as_str);
    let host = digest.and_then(|it| it.host.as_deref());
    source.or(host).map_or_else(|| format!("report {}", account.report()), publisher)
}

/// The key of a publisher by its id, name or host: the row of the table, else the letters of the name. Of a host
/// only the label that names it counts, so that "Valley Post" and `www.valley-post.example` are one.
pub(crate) fn publisher(name: &str) -> String {
    let row = sources::by_name(name).or_else(|| sources::by_host(name));
    let labels = || name.rsplit_once('.').map(|(labels, _)| labels.split('.'));
    let is_host = !name.contains(char::is_whitespace);
    let label = labels().filter(|_| is_host).and_then(|labels| labels.max_by_key(|label| label.len()));
    let key = row.map_or(label.unwrap_or(name), |row| row.id);
    format!("source {}", words::name_key(key).replace(' ', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_is_one_by_name_slug_and_host() {
        assert_eq!(publisher("The Valley Post"), publisher("valley-post"));
        assert_eq!(publisher("valley-post"), publisher("en.valley-post.example"));
        assert_eq!(publisher("AFP"), publisher("www.afp.com"));
        assert_ne!(publisher("valley-post"), publisher("hill-times"));
    }

    fn speaker(kind: SpeakerKind, name: &str) -> Speaker {
        Speaker { kind, name: name.to_owned(), side: None, source: None, words: None, cue: None }
    }

    #[test]
    fn unnamed_speakers_have_no_key() {
        assert_eq!(named_speaker(&speaker(SpeakerKind::Military, "a military source")), None);
        assert_eq!(named_speaker(&speaker(SpeakerKind::Resident, "Hamid Orvi")), None);
        assert_eq!(named_speaker(&speaker(SpeakerKind::Unnamed, "a group of lawyers")), None);
        assert!(named_speaker(&speaker(SpeakerKind::Unnamed, "the Orvo Lawyers' Network")).is_some());
        assert!(named_speaker(&speaker(SpeakerKind::Government, "the governor of Orvo")).is_some());
    }

    #[test]
    fn a_bare_spokesman_stands_for_an_office() {
        assert!(is_mouthpiece(&speaker(SpeakerKind::Unnamed, "a spokesman")));
        assert!(is_mouthpiece(&speaker(SpeakerKind::Document, "the communiqué")));
        assert!(!is_mouthpiece(&speaker(SpeakerKind::Unnamed, "a rebel spokesman")));
        assert!(!is_mouthpiece(&speaker(SpeakerKind::Resident, "he")));
    }

    #[test]
    fn one_office_is_seen_under_two_names() {
        let ministry = speaker(SpeakerKind::Military, "the Ministry of Defense");
        assert!(is_one_office(
            &ministry,
            &speaker(SpeakerKind::Military, "The defence ministry in Damascus")
        ));
        assert!(!is_one_office(&ministry, &speaker(SpeakerKind::Military, "the air force")));
        assert!(!is_one_office(&ministry, &speaker(SpeakerKind::HealthAuthority, "the health ministry")));
    }
}
