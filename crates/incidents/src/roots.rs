//! Independent roots: where what the claims of one incident say goes back to.
//!
//! Claims go back to one root when they quote the same named speaker, come from the same publisher's own
//! reporting, or stand in the same passage. An unnamed speaker is a root of the publisher who heard it.

use std::collections::BTreeMap;
use std::fmt::Write;

use dateline_model::{Root, SourceId, Speaker, SpeakerKind};
use dateline_tables::{is_anonymous_word, sources};

use crate::account::Account;
use crate::copies::{is_copy, is_report_copy};
use crate::words;

/// The roots of the claims of one incident (sorted by claim), in the order of their first claim.
pub(crate) fn find(group: &[&Account<'_>]) -> Vec<Root> {
    let origins = origins(group);
    let mut union = Union::new(group.len());
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, origin) in origins.iter().enumerate() {
        match origin.rests_on {
            Some(other) => union.join(other, at),
            None => union.join(*first.entry(&origin.key).or_insert(at), at),
        }
    }
    let copied = join_copies(group, &origins, &mut union);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..group.len() {
        members.entry(union.lowest(at)).or_default().push(at);
    }
    members.values().map(|members| root(group, &origins, &copied, members)).collect()
}

/// The key of a speaker with a name, an office or a publisher; `None` for "residents", "a military source".
pub(crate) fn named_speaker(speaker: &Speaker) -> Option<String> {
    if let Some(source) = &speaker.source {
        return Some(format!("source {}", canonical(source)));
    }
    let unnamed = matches!(
        speaker.kind,
        SpeakerKind::Witness | SpeakerKind::Resident | SpeakerKind::Unnamed | SpeakerKind::Document
    );
    if unnamed || words::split(&speaker.name).iter().any(|word| is_anonymous_word(word)) {
        return None;
    }
    match &speaker.side {
        Some(side) => Some(format!("side {side} {}", speaker.kind)),
        None => Some(format!("name {}", words::name_key(&speaker.name))),
    }
}

/// The key of a publisher in the table, where a report or chain names it by alias or host.
fn canonical(source: &SourceId) -> &str {
    sources::by_name(source.as_str()).map_or(source.as_str(), |row| row.id)
}

/// The publisher of a claim's report: its source, else its host, else the report itself.
pub(crate) fn outlet(account: &Account<'_>) -> String {
    let digest = account.digest;
    let source = digest.and_then(|it| it.source.as_ref()).map(|source| format!("source {source}"));
    let host = || digest.and_then(|it| it.host.as_ref()).map(|host| format!("host {host}"));
    source.or_else(host).unwrap_or_else(|| format!("report {}", account.report()))
}

/// What one claim goes back to.
struct Origin {
    key: String,
    /// The name to show.
    name: String,
    voice: Voice,
    /// The claim of the same report that an unattributed claim rests on.
    rests_on: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// The publisher itself.
    Own,
    /// The agency whose tag the report carries.
    Tag,
    Named,
    Unnamed,
}

fn origins(group: &[&Account<'_>]) -> Vec<Origin> {
    let mut origins: Vec<Origin> = group.iter().map(|account| origin(account)).collect();
    let mut attributed = BTreeMap::new();
    for (at, account) in group.iter().enumerate() {
        if matches!(origins[at].voice, Voice::Named | Voice::Unnamed) {
            attributed.entry(account.report()).or_insert(at);
        }
    }
    for (at, account) in group.iter().enumerate() {
        if matches!(origins[at].voice, Voice::Own | Voice::Tag) {
            origins[at].rests_on = attributed.get(&account.report()).copied();
        }
    }
    origins
}

fn origin(account: &Account<'_>) -> Origin {
    let own = outlet(account);
    let chain = &account.claim.attribution;
    let speaker = chain.first().filter(|it| !is_outlet(it, account, chain.len()));
    let Some(speaker) = speaker else { return own_origin(account, own) };
    if let Some(key) = named_speaker(speaker) {
        return Origin { key, name: speaker.name.clone(), voice: Voice::Named, rests_on: None };
    }
    let relay = chain.iter().skip(1).find_map(|it| Some((named_speaker(it)?, it.name.clone())));
    let (teller, teller_name) = relay.unwrap_or_else(|| {
        let own = own_origin(account, own);
        (own.key, own.name)
    });
    Origin {
        key: format!("unnamed {} of {teller}", words::name_key(&speaker.name)),
        name: if teller_name.is_empty() {
            speaker.name.clone()
        } else {
            format!("{} ({teller_name})", speaker.name)
        },
        voice: Voice::Unnamed,
        rests_on: None,
    }
}

/// Whether the speaker is the publisher of the report itself.
fn is_outlet(speaker: &Speaker, account: &Account<'_>, chain: usize) -> bool {
    let own = account.digest.and_then(|it| it.source.as_ref()).map(canonical);
    let same = own.is_some() && own == speaker.source.as_ref().map(canonical);
    same || (chain == 1 && speaker.words.is_none())
}

fn own_origin(account: &Account<'_>, own: String) -> Origin {
    if let Some(agency) = account.digest.and_then(|it| it.relays.first()) {
        let key = format!("source {agency}");
        let voice = if key == own { Voice::Own } else { Voice::Tag };
        let name =
            sources::by_name(agency.as_str()).map_or_else(|| agency.to_string(), |row| row.name.to_owned());
        return Origin { key, name, voice, rests_on: None };
    }
    let told = account.claim.attribution.last().filter(|it| it.words.is_none()).map(|it| it.name.clone());
    let name = account.digest.map(|it| it.source_name.clone()).filter(|name| !name.is_empty());
    let name = name.or(told).unwrap_or_default();
    Origin { key: own, name, voice: Voice::Own, rests_on: None }
}

/// Joins claims that stand in the same passage, and the publisher's own words of reports that are copies of one
/// another. Gives back which claims were joined so.
fn join_copies(group: &[&Account<'_>], origins: &[Origin], union: &mut Union) -> Vec<bool> {
    let mut copied = vec![false; group.len()];
    let mut reports = BTreeMap::new();
    for (at, account) in group.iter().enumerate() {
        for (other, earlier) in group.iter().enumerate().take(at) {
            if account.report() == earlier.report() {
                continue;
            }
            let alike = origins[at].voice == origins[other].voice && origins[at].voice != Voice::Named;
            let mut reports_copy = || {
                *reports.entry((earlier.report(), account.report())).or_insert_with(|| {
                    earlier.digest.zip(account.digest).is_some_and(|(a, b)| is_report_copy(a, b))
                })
            };
            if is_copy(account, earlier) || (alike && reports_copy()) {
                union.join(other, at);
                (copied[at], copied[other]) = (true, true);
            }
        }
    }
    copied
}

fn root(group: &[&Account<'_>], origins: &[Origin], copied: &[bool], members: &[usize]) -> Root {
    let by_voice = |voice| members.iter().copied().filter(move |at| origins[*at].voice == voice);
    let earliest = |voice| by_voice(voice).min_by_key(|at| group[*at].precedence());
    let head = [Voice::Named, Voice::Tag, Voice::Unnamed, Voice::Own].into_iter().find_map(earliest);
    let head = head.or(members.first().copied()).unwrap_or_default();
    let reports = words::sorted(members.iter().map(|at| group[*at].report()).collect::<Vec<_>>()).len();
    let name = Some(&origins[head].name).filter(|name| !name.is_empty());
    let name = name.cloned().unwrap_or_else(|| format!("report {}", group[head].report()));
    let same_passage = members.iter().filter(|at| copied[**at]).map(|at| group[*at].report());
    let same_passage = words::sorted(same_passage.collect::<Vec<_>>()).len();
    let mut reason = match (origins[head].voice, reports) {
        (Voice::Named, 1) => format!("one report quotes {name}"),
        (Voice::Named, n) => format!("{n} reports quote {name}"),
        (Voice::Tag, _) => format!("carries the tag of {name}"),
        (Voice::Unnamed, _) => format!("unnamed speaker: {name}"),
        (Voice::Own, _) => format!("own reporting of {name}"),
    };
    if same_passage > 1 {
        let _ = write!(reason, "; {same_passage} reports carry the same passage");
    }
    if members.iter().any(|at| origins[*at].rests_on.is_some()) {
        reason.push_str("; a report that names a source rests on it in its own words");
    }
    Root { name, claims: members.iter().map(|at| group[*at].claim.id).collect(), reason }
}

/// Sets that grow together; each is known by its lowest number.
struct Union {
    above: Vec<usize>,
}

impl Union {
    fn new(n: usize) -> Self {
        Self { above: (0..n).collect() }
    }

    fn lowest(&mut self, at: usize) -> usize {
        let mut lowest = at;
        while self.above[lowest] != lowest {
            self.above[lowest] = self.above[self.above[lowest]];
            lowest = self.above[lowest];
        }
        lowest
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.lowest(a), self.lowest(b));
        self.above[a.max(b)] = a.min(b);
    }
}
